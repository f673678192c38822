"""A data set with too many figures to look at each is checked by sums that the database makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from app.data.checks import run
from app.data.checks.aggregates import WORST, aggregate_checks
from app.data.checks.desk import Desk
from app.data.checks.ledger import Ledger
from app.data.checks.result import Check
from app.data.checks.run import run_checks
from app.data.library import Library
from app.data.store import BUNDLED
from app.model.words import Words
from tests.unit.checks.small_land import figure, land


def added_up(folder: Path, **observations: Sequence[Mapping[str, str]]) -> list[Check]:
    """The aggregate checks on the small land."""
    return of_library(land(folder, **observations))


def of_library(library: Library) -> list[Check]:
    """The aggregate checks on the data set of a library."""
    desk = Desk(Ledger(library.catalogs[BUNDLED], ()), Words("en"))
    return list(aggregate_checks(library.store.cursor(), BUNDLED, desk, 1_000))


def named(checks: list[Check], identity: str) -> Check:
    """The check with that id."""
    return next(check for check in checks if check.id == identity)


def test_totals_that_hold_are_one_row(tmp_path: Path) -> None:
    rows = [figure(100), figure(60, flow="export"), figure(40, flow="import")]
    check = named(added_up(tmp_path, yuan=rows), "flows:yuan")
    assert (check.verdict, check.remark) == ("agrees", "0 of 1 differ")


def test_a_total_that_differs_is_listed_by_itself(tmp_path: Path) -> None:
    rows = [figure(100), figure(60, flow="export"), figure(45, flow="import")]
    found = [check for check in added_up(tmp_path, yuan=rows) if check.family == "flows"]
    assert [check.verdict for check in found] == ["differs", "differs"]
    assert found[1].difference == 5
    assert found[1].subject is not None
    assert found[1].subject.flow == "total"


def test_only_the_worst_are_listed(tmp_path: Path) -> None:
    rows = []
    for year in range(1980, 2020):
        at = {"period": str(year)}
        rows += [figure(1000, **at), figure(600, flow="export", **at)]
        rows.append(figure(400 + year - 1979, flow="import", **at))
    found = [check for check in added_up(tmp_path, yuan=rows) if check.family == "flows"]
    assert "40 of 40 differ; the 20 largest differences are listed" in found[0].remark
    assert len(found) == 1 + WORST
    assert found[1].difference == 40


def test_parts_may_leave_a_rest_but_not_exceed_their_whole(tmp_path: Path) -> None:
    short = [figure(100), figure(30, region="1"), figure(20, region="2")]
    check = named(added_up(tmp_path / "short", yuan=short), "parts:region:yuan")
    assert (check.verdict, check.remark) == ("agrees", "0 of 1 differ; 1 have a rest that is not allocated")
    over = [figure(100), figure(90, region="1"), figure(20, region="2")]
    assert named(added_up(tmp_path / "over", yuan=over), "parts:region:yuan").verdict == "differs"


def test_twelve_months_are_held_against_the_year_of_the_same_basis(tmp_path: Path) -> None:
    months = [figure(10, period=f"2025-{month:02d}") for month in range(1, 13)]
    checks = added_up(tmp_path, yuan=[figure(120)], dollars=[figure(99, unit="USD")], months=months)
    assert named(checks, "months:months:yuan").verdict == "agrees"
    assert not [check for check in checks if check.family == "months" and check.dataflow == "dollars"]


def test_what_is_not_checked_is_said(tmp_path: Path) -> None:
    last = added_up(tmp_path, yuan=[figure(1)])[-1]
    assert last.verdict == "cannot be checked"
    assert "growth rates, shares, ranks" in last.missing
    assert last.remark == "the file reports no totals that its figures could add up to"


def test_sums_find_no_more_in_the_bundled_data_than_is_there(bundled: Library) -> None:
    checks = of_library(bundled)
    assert named(checks, "parts:region:cn-customs-cny-a").verdict == "agrees"
    assert named(checks, "parts:market:cn-customs-usd-m").verdict == "agrees"


def test_a_large_data_set_is_checked_by_its_sums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "FIGURE_LIMIT", 2)
    rows = [figure(100), figure(60, flow="export"), figure(45, flow="import")]
    library = land(tmp_path, yuan=rows)
    found = run_checks(library.store.cursor(), library, Words("en"))
    assert [check.verdict for check in found] == ["differs", "differs", "cannot be checked"]
    assert found[0].group == "The yuan · exports and imports against the total"
