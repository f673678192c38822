"""What an open selection becomes on the bundled data: the most telling basis, period and breakdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.charts.shape import Shape
from app.data.store import Cursor
from app.explorer.counting import with_derived_flows
from app.explorer.explorer import Explorer
from app.model.selection import Breakdown, Selection
from app.model.words import Words

PROVINCES = Breakdown("region", "province", "100000")
YUAN = "cn-customs-cny-a"
BY_OPERATOR = "cn-provinces-usd-operator-a"


@pytest.mark.parametrize(
    ("asked", "dataflow", "period", "breakdown"),
    [
        (Selection(), YUAN, "2025", PROVINCES),
        (Selection(region="330000"), YUAN, "2025", PROVINCES),
        (Selection(chart="tile-map"), YUAN, "2025", PROVINCES),
        (Selection(chart="share"), YUAN, "2025", PROVINCES),
        (Selection(chart="growth-size"), YUAN, "2025", PROVINCES),
        (Selection(region="330000", chart="trend"), BY_OPERATOR, "2024", PROVINCES),
        (
            Selection(region="GRP-MAJOR7"), YUAN, "2025",
            Breakdown("region", "province", "GRP-MAJOR7"),
        ),
        (
            Selection(market="EU", breakdown=Breakdown("market", "country", "EU")),
            "cn-mirror-usd-a", "2024", Breakdown("market", "country", "EU"),
        ),
        (
            Selection(breakdown=Breakdown("product", "sector", "WITS-SECTORS"), flow="export"),
            "cn-wits-usd-a", "2019", Breakdown("product", "sector", "WITS-SECTORS"),
        ),
        (
            Selection(dataflow="cn-comtrade-usd-a", breakdown=Breakdown("flow", "flow", "100000")),
            "cn-comtrade-usd-a", "2024", Breakdown("flow", "flow", "100000"),
        ),
    ],
)  # fmt: skip
def test_what_is_open_becomes_the_most_telling(
    explorer: Explorer, cursor: Cursor, english: Words, asked: Selection, dataflow: str, period: str,
    breakdown: Breakdown,
) -> None:  # fmt: skip
    found = explorer.complete(cursor, asked, english)
    assert (found.dataflow, found.period, found.breakdown) == (dataflow, period, breakdown)
    assert found.unit == explorer.library.dataflow(dataflow).currency


@pytest.mark.parametrize(
    "asked",
    [
        Selection(dataflow="cn-provinces-usd-origin-a"),
        Selection(dataflow=YUAN, period="2024"),
        Selection(period="2019", chart="trend"),
        Selection(flow="export", region="440000", chart="share"),
        Selection(breakdown=PROVINCES, market="WORLD"),
    ],
)
def test_what_is_named_is_kept(explorer: Explorer, cursor: Cursor, english: Words, asked: Selection) -> None:
    found = explorer.complete(cursor, asked, english)
    for part in ("dataflow", "period", "breakdown"):
        assert getattr(asked, part) in ("", None, getattr(found, part))
    assert (found.flow, found.chart, found.region) == (asked.flow, asked.chart, asked.region)


def test_a_history_of_months_ends_where_they_run_on_unbroken(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(dataflow="cn-customs-usd-m", chart="trend")
    assert explorer.complete(cursor, asked, english).period == "2023-11"
    alone = replace(asked, period="2026-02")
    assert explorer.complete(cursor, alone, english).period == "2026-02"


def test_completing_twice_changes_nothing(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    for kind in explorer.kinds:
        once = explorer.complete(cursor, Selection(region="330000", chart=kind), english)
        assert explorer.complete(cursor, once, english) == once


def test_every_kind_has_an_example_that_it_can_show(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    for kind in explorer.kinds.values():
        view = explorer.view(cursor, Selection.from_plain(dict(kind.example)), english)
        assert view.selection.chart == kind.id
        assert view.empty == ""
        assert view.spec is not None


def test_every_kind_is_offered_or_says_why_not(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    view = explorer.view(cursor, explorer.start(), english)
    advised = explorer.advice(cursor, view.selection, english)
    assert {advice.kind for advice in advised} == set(explorer.kinds)
    reasons = [bool(advice.reason) for advice in advised]
    assert reasons == sorted(reasons)
    merits = [advice.merit for advice in advised if not advice.reason]
    assert merits == sorted(merits, reverse=True)
    assert all(advice.title and advice.question for advice in advised)


def test_a_chart_never_mixes_two_bases(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    for chart in explorer.kinds:
        for region in ("100000", "330000", "330200"):
            view = explorer.view(cursor, Selection(region=region, chart=chart), english)
            if view.spec is None:
                assert view.empty
                continue
            units = {figure.unit for figure in view.spec.figures.values() if figure.unit in ("CNY", "USD")}
            assert units <= {view.selection.unit}, (chart, region)


def test_a_named_period_that_has_nothing_gives_way_unless_that_is_forbidden(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(period="1950", breakdown=PROVINCES)
    assert explorer.complete(cursor, asked, english).period == "2025"
    strict = explorer.adviser.complete(cursor, asked, english, strict=True)
    assert strict.dataflow == ""
    assert strict.period == "1950"


def test_an_unknown_kind_becomes_the_first(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    assert explorer.complete(cursor, Selection(chart="pie"), english).chart == "ranking"


def test_the_chosen_member_is_in_focus(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    assert explorer.complete(cursor, explorer.start(), english).focus == "330000"
    assert explorer.complete(cursor, Selection(), english).focus == ""


def test_the_shape_counts_what_can_be_shown(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    completed = explorer.complete(cursor, Selection(), english)
    shape = explorer.adviser.shape(cursor, completed)
    assert (shape.kind, shape.level, shape.members, shape.frequency) == ("region", "province", 31, "A")
    assert shape.summable
    assert shape.members_with_growth >= 25
    monthly = explorer.complete(cursor, Selection(dataflow="cn-customs-usd-m"), english)
    assert explorer.adviser.shape(cursor, monthly).frequency == "M"
    nothing = explorer.adviser.shape(cursor, replace(completed, period="1950"))
    assert isinstance(nothing, Shape)
    assert nothing.members == 0


@pytest.mark.parametrize(
    ("reported", "known"),
    [
        ((), ()),
        (("total",), ("total",)),
        (("export", "import"), ("total", "export", "import", "balance")),
        (("total", "export"), ("total", "export", "import", "balance")),
        (("re-export", "export"), ("re-export", "export")),
    ],
)
def test_flows_that_follow_from_others(reported: tuple[str, ...], known: tuple[str, ...]) -> None:
    assert with_derived_flows(reported) == frozenset(known)


@pytest.mark.parametrize(("dataflow", "period"), [(YUAN, "2025"), (BY_OPERATOR, "2024")])
def test_then_and_now_needs_two_times_with_levels(
    explorer: Explorer, cursor: Cursor, english: Words, dataflow: str, period: str
) -> None:
    """In yuan most provinces have 2025 alone: lines from one time to nowhere would look like change."""
    asked = Selection(dataflow=dataflow, period=period, breakdown=PROVINCES, chart="slope")
    shape = explorer.adviser.shape(cursor, explorer.complete(cursor, asked, english))
    reason = explorer.kinds["slope"].unfit(shape, english)
    assert ("one time only" in reason) is (dataflow == YUAN)


def test_a_history_full_of_gaps_is_proposed_last(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    """In yuan the provinces have 2025 and a few years before, in dollars every year from 2016 to 2024."""
    order = {}
    for dataflow in (YUAN, BY_OPERATOR):
        asked = explorer.complete(cursor, Selection(dataflow=dataflow, breakdown=PROVINCES), english)
        fitting = [kind.kind for kind in explorer.advice(cursor, asked, english) if not kind.reason]
        order[dataflow] = fitting.index("trend") / len(fitting)
    assert order[BY_OPERATOR] < 0.2 < 0.5 < order[YUAN]


def test_a_history_counts_the_figures_of_its_own_periods(explorer: Explorer, cursor: Cursor) -> None:
    asked = Selection(region="330000", chart="trend", dataflow=BY_OPERATOR, breakdown=PROVINCES, since="2022")
    for candidate in explorer.adviser.candidates(cursor, asked, explorer.kinds["trend"]):
        assert candidate.history == pytest.approx(candidate.shape.filled * candidate.shape.periods)
        assert candidate.shape.periods <= 4
