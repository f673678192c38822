"""Two editions of a dataflow: revised, added, withdrawn, and who changed places."""

from __future__ import annotations

from pathlib import Path

from app.data.store import BUNDLED
from app.data.vintages import Comparison, Edition, compare
from tests.unit.checks.small_land import figure, growth, land

OLD, NEW = "2025-01", "2025-06"
PROVINCES = ("1", "2", "3")


def between(folder: Path, rows: list[dict[str, str]], first: str = OLD, second: str = NEW) -> Comparison:
    library = land(folder, yuan=rows)
    editions = (Edition(BUNDLED, "yuan", first), Edition(BUNDLED, "yuan", second))
    catalog = library.catalogs[BUNDLED]
    return compare(library.store.cursor(), catalog, *editions, members=PROVINCES)


def test_a_revision_shows_both_figures(tmp_path: Path) -> None:
    rows = [figure(100, vintage=OLD), figure(110, vintage=NEW), figure(7, flow="export", vintage=OLD)]
    found = between(tmp_path, rows)
    assert (found.added, found.withdrawn) == ((), ())
    (change,) = found.revised
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value, change.within_rounding) == (100, 110, False)
    assert dict(change.key)["flow"] == "total"


def test_a_finer_print_is_no_other_figure(tmp_path: Path) -> None:
    rows = [figure(100, rounding="10", vintage=OLD), figure(103, vintage=NEW)]
    assert between(tmp_path, rows).revised[0].within_rounding


def test_a_later_figure_is_added(tmp_path: Path) -> None:
    found = between(tmp_path, [figure(100, vintage=OLD), growth("5.0", vintage="2025-06-30")])
    (change,) = found.added
    assert change.before is None
    assert (dict(change.key)["indicator"], found.revised) == ("growth", ())


def test_the_stronger_source_is_shown_in_each_edition(tmp_path: Path) -> None:
    rows = [figure(100, vintage=OLD), figure(90, vintage=NEW, source="blog")]
    found = between(tmp_path, rows)
    assert (found.revised, found.added, found.withdrawn) == ((), (), ())


def test_a_dataflow_that_supersedes_another_can_withdraw_figures(tmp_path: Path) -> None:
    library = land(tmp_path, yuan=[figure(100), figure(50, region="1")], origin=[figure(101)])
    editions = (Edition(BUNDLED, "yuan"), Edition(BUNDLED, "origin"))
    found = compare(library.store.cursor(), library.catalogs[BUNDLED], *editions)
    assert [dict(change.key)["region"] for change in found.withdrawn] == ["1"]
    assert [dict(change.key)["region"] for change in found.revised] == ["100000"]


def test_members_that_changed_places_are_named(tmp_path: Path) -> None:
    rows = [figure(value, region=code, vintage=OLD) for code, value in (("1", 50), ("2", 40), ("3", 10))]
    rows += [figure(55, region="2", vintage=NEW), figure(90, vintage=OLD)]
    moves = between(tmp_path, rows).moves
    assert [(move.member, move.before, move.after, move.count) for move in moves] == [
        ("1", 1, 2, 3),
        ("2", 2, 1, 3),
    ]


def test_a_member_with_a_bound_has_no_rank(tmp_path: Path) -> None:
    rows = [figure(50, region="1", vintage=OLD), figure(40, region="2", vintage=OLD)]
    rows.append(figure(60, region="3", qualifier=">", vintage=OLD))
    rows.append(figure(45, region="2", vintage=NEW))
    assert between(tmp_path, rows).moves == ()
