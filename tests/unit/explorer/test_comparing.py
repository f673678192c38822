"""Up to six members are pinned and set against each other: exactly those, in their order, gaps included."""

from __future__ import annotations

import pytest

from app.data.store import Cursor
from app.explorer import moves
from app.explorer.charting import Charting
from app.explorer.explorer import Explorer
from app.explorer.members import cast
from app.model.catalog import Catalog
from app.model.selection import PINNED_LIMIT, Breakdown, Selection
from app.model.words import Words

PROVINCES = Breakdown("region", "province", "100000")
MARKETS = Breakdown("market", "country", "WORLD")


def members(explorer: Explorer, cursor: Cursor, asked: Selection, words: Words) -> list[str]:
    completed = explorer.complete(cursor, asked, words)
    kind = explorer.kinds[completed.chart]
    frame = Charting(explorer.library).data(cursor, completed, kind, words).frame
    return list(dict.fromkeys(frame["member"]))


def test_the_first_one_is_set_against_what_is_chosen(catalog: Catalog) -> None:
    shown = Selection(region="330000", breakdown=PROVINCES)
    pair = moves.compare(catalog, shown, "region", "440000")
    assert pair.pinned == ("330000", "440000")
    assert moves.compare(catalog, pair, "region", "440000").pinned == ("330000",)
    assert moves.compare(catalog, pair, "region", "310000").pinned == ("330000", "440000", "310000")


def test_another_dimension_begins_another_comparison(catalog: Catalog) -> None:
    shown = Selection(region="330000", breakdown=PROVINCES, pinned=("330000", "440000"))
    markets = moves.compare(catalog, shown, "market", "USA")
    assert markets.pinned == ("USA",)
    assert markets.breakdown is not None
    assert markets.breakdown.kind == "market"


def test_a_seventh_is_not_added(catalog: Catalog) -> None:
    shown = Selection(region="330000", breakdown=PROVINCES)
    for code in catalog.regions.children("100000")[:10]:
        shown = moves.compare(catalog, shown, "region", code)
    assert len(shown.pinned) == PINNED_LIMIT


@pytest.mark.parametrize("kind", ["ranking", "trend", "slope"])
def test_a_chart_shows_the_pinned_members_and_no_others(
    explorer: Explorer, cursor: Cursor, english: Words, kind: str
) -> None:
    pinned = ("440000", "330000", "310000")
    asked = Selection(breakdown=PROVINCES, pinned=pinned, chart=kind)
    assert tuple(members(explorer, cursor, asked, english)) == pinned
    view = explorer.view(cursor, asked, english)
    assert view.spec is not None
    assert {row.member for row in view.spec.table.rows} <= set(pinned)


def test_a_pinned_member_without_figures_stays_as_a_gap(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(breakdown=MARKETS, pinned=("USA", "FJI"), chart="ranking")
    assert members(explorer, cursor, asked, english) == ["USA", "FJI"]


def test_members_of_different_levels_stand_together_and_are_not_summed(catalog: Catalog) -> None:
    asked = Selection(breakdown=PROVINCES, pinned=("330000", "330200"))
    found = cast(catalog, asked, PROVINCES)
    assert found.codes == ("330000", "330200")
    assert (found.parent, found.summable) == ("100000", False)


def test_one_pinned_member_alone_is_marked_and_not_set_apart(catalog: Catalog) -> None:
    found = cast(catalog, Selection(breakdown=PROVINCES, pinned=("330000",)), PROVINCES)
    assert len(found.codes) == 31


def test_no_title_claims_a_place_among_all_for_members_chosen_by_hand(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(region="330000", breakdown=PROVINCES, pinned=("330000", "440000"), chart="ranking")
    view = explorer.view(cursor, asked, english)
    assert view.spec is not None
    assert "among the 2 that are compared" in view.spec.title
