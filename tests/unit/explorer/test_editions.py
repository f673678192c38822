"""What became known between two dates of the bundled data, in words."""

from __future__ import annotations

from app.data.store import Cursor
from app.explorer.editions import Editions
from app.explorer.explorer import Explorer
from app.model.words import Words

YEARLY = "cn-customs-cny-a"


def test_dates_are_months_in_order(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    dates = Editions(explorer.library, english).dates(cursor, YEARLY)
    assert list(dates) == sorted(set(dates))
    assert all(len(date) == 7 for date in dates)


def test_what_came_later_is_added(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    editions = Editions(explorer.library, english)
    dates = editions.dates(cursor, YEARLY)
    rows = editions.changes(cursor, YEARLY, dates[0], "")
    assert {row.kind for row in rows} >= {"added"}
    added = next(row for row in rows if row.kind == "added")
    assert added.before is None
    assert added.after is not None
    assert added.selection is not None
    assert added.selection.dataflow == YEARLY


def test_an_edition_against_itself_changes_nothing(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    editions = Editions(explorer.library, english)
    date = editions.dates(cursor, YEARLY)[-1]
    assert editions.changes(cursor, YEARLY, date, date) == ()
