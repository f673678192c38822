"""Sums, shares and contributions behind the charts add up, and never hide what is missing."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.axes import growth_range
from app.charts.contribution_title import half_count
from app.charts.increments import increments, remainder, whole_of
from app.charts.kind import discover
from app.charts.observations import observations
from app.charts.order import by_level, cut
from app.charts.periods import decimal_year, period_text
from app.charts.rank_series import crossings, rank_history
from app.charts.reading import OTHERS, REST, Reading
from app.charts.spec import Area, Bar, Line, Point, Ribbon, Stage, Text, Tree
from app.charts.stacks import as_shares, stacked
from app.model.words import Words
from tests.unit.charts.frames import CHINA_2025, chart_data, frame, provinces_2025

KINDS = discover()
ENGLISH = Words("en")


def reading(
    rows: list[dict[str, Any]], whole: list[dict[str, Any]] | None = None, **selection: Any
) -> Reading:
    return Reading(chart_data(rows, whole or [], **selection), ENGLISH)


def test_missing_numbers_are_gaps() -> None:
    (row,) = observations(frame([{"member": "330000", "growth": float("inf")}]))
    assert row.value is None
    assert row.percent is None


def test_contributions_and_the_rest_make_the_growth() -> None:
    read = reading(provinces_2025(), [CHINA_2025])
    whole = whole_of(read)
    assert whole is not None
    found = increments(read, whole)
    rest = remainder(read, found, whole)
    assert rest is not None
    together = math.fsum(part.points.value or 0.0 for part in found) + (rest.value or 0.0)
    assert together == pytest.approx(3.8)


def test_half_of_the_growth_is_counted_with_the_rounding() -> None:
    read = reading(provinces_2025(), [CHINA_2025])
    whole = whole_of(read)
    assert whole is not None
    assert half_count(increments(read, whole), whole) == 3


def test_a_whole_that_is_not_reported_is_the_sum_of_complete_parts_only() -> None:
    complete = [row for row in provinces_2025() if "value" in row and "growth" in row]
    summed = whole_of(reading(complete))
    assert summed is not None
    assert summed.figure.status == "derived"
    assert whole_of(reading(provinces_2025())) is None


def test_a_treemap_shows_what_is_not_allocated() -> None:
    spec = KINDS["share"].build(chart_data(provinces_2025(), [CHINA_2025]), ENGLISH)
    (tree,) = spec.panels[0].marks
    assert isinstance(tree, Tree)
    # Anhui's lower bound leaves the sum open, so that the rest is at most what the print leaves.
    (rest,) = (leaf for leaf in tree.leaves if leaf.id == REST)
    assert spec.figures[rest.figure].qualifier == "<"
    assert rest.detail.startswith("< ")
    exact = [row for row in provinces_2025() if row.get("qualifier") != ">"]
    spec = KINDS["share"].build(chart_data(exact, [CHINA_2025]), ENGLISH)
    (tree,) = spec.panels[0].marks
    assert isinstance(tree, Tree)
    assert math.fsum(leaf.weight for leaf in tree.leaves) == pytest.approx(45.47)


def test_the_tail_is_summed_where_it_may_be() -> None:
    rows = [{"member": f"M{place}", "value": 1e9 * (place + 1), "rounding": 1e6} for place in range(100)]
    read = reading(rows)
    selected = cut(read, by_level(read.now), 40)
    assert selected.others is not None
    assert selected.others.member == OTHERS
    assert selected.others.value == pytest.approx(sum(1e9 * place for place in range(1, 61)))


def test_the_focus_is_shown_however_small_it_is() -> None:
    rows = [{"member": f"M{place}", "value": 1e9 * (place + 1), "rounding": 1e6} for place in range(100)]
    spec = KINDS["ranking"].build(chart_data(rows, focus="M0"), ENGLISH)
    (bar,) = (m for m in spec.panels[0].marks if isinstance(m, Bar) and m.id == "M0")
    assert bar.tone == "accent"


def test_layers_fill_the_whole_and_no_more() -> None:
    rows = [
        {"member": code, "period": str(year), "value": size * 1e12, "rounding": 1e9}
        for code, size in (("440000", 9.0), ("320000", 6.0), ("330000", 5.0))
        for year in range(2016, 2026)
    ]
    whole = [
        {"member": "100000", "period": str(year), "value": 25e12, "rounding": 1e9}
        for year in range(2016, 2026)
    ]
    read = reading(rows, whole)
    shares = as_shares(read, stacked(read, 7))
    for place in range(len(shares.periods)):
        parts = [layer.figures[place].value or 0.0 for layer in shares.layers]
        assert math.fsum(parts) == pytest.approx(100.0)
    assert shares.layers[-1].member == REST


def test_incomplete_periods_without_a_whole_are_left_out_and_counted() -> None:
    rows = [
        {"member": code, "period": str(year), "value": 1e12}
        for code in ("440000", "320000")
        for year in range(2016, 2026)
        if (code, year) != ("320000", 2020)
    ]
    stack = stacked(reading(rows), 7)
    assert stack.left_out == ("2020",)
    spec = KINDS["composition"].build(chart_data(rows), ENGLISH)
    assert "periods left out: 1" in spec.remark
    assert all(isinstance(mark, Area) for mark in spec.panels[0].marks)


def test_a_gap_breaks_a_line() -> None:
    rows = [{"member": "330000", "period": str(year), "value": 1e12} for year in (2016, 2018)]
    rows += [{"member": "440000", "period": str(year), "value": 2e12} for year in (2016, 2017, 2018)]
    spec = KINDS["trend"].build(chart_data(rows, period="2018"), ENGLISH)
    (line,) = (m for m in spec.panels[0].marks if isinstance(m, Line) and m.id == "330000")
    assert math.isnan(line.y[1])
    assert line.x == (2016.0, 2017.0, 2018.0)


def test_an_index_starts_at_a_hundred() -> None:
    rows = [
        {"member": "330000", "period": str(year), "value": 1e12 * (year - 2015)} for year in range(2016, 2026)
    ]
    data = chart_data(rows, options=(("mode", "index"),))
    (line,) = (m for m in KINDS["trend"].build(data, ENGLISH).panels[0].marks if isinstance(m, Line))
    assert line.y[0] == pytest.approx(100.0)
    assert line.y[-1] == pytest.approx(1000.0)


def test_crossings_need_a_difference_beyond_rounding() -> None:
    levels = {"330000": (4.0, 6.004), "440000": (6.0, 6.0)}
    for rounding, count in ((1e9, 1), (1e10, 0)):
        rows = [
            {"member": code, "period": str(2024 + place), "value": value * 1e12, "rounding": rounding}
            for code, values in levels.items()
            for place, value in enumerate(values)
        ]
        assert len(crossings(rank_history(reading(rows)), list(levels))) == count


def test_an_outlier_stands_at_the_edge_with_its_figure() -> None:
    rows = [dict(row) for row in provinces_2025()]
    rows[5]["growth"] = 3700.0
    spec = KINDS["ranking"].build(chart_data(rows, [CHINA_2025]), ENGLISH)
    marks = {m.id: m for m in spec.panels[1].marks if isinstance(m, Point | Text)}
    assert isinstance(marks["350000"], Text)
    assert "3,700" in marks["350000"].text
    assert spec.panels[1].x.high is not None
    assert spec.panels[1].x.high < 200


@given(st.lists(st.floats(-99, 5000), max_size=60))
def test_the_range_of_growth_holds_zero_and_most_of_the_rates(percents: list[float]) -> None:
    low, high = growth_range(percents)
    assert low <= 0 <= high
    assert low < high
    inside = sum(low <= percent <= high for percent in percents)
    assert inside * 2 >= len(percents)


@pytest.mark.parametrize(
    ("period", "at", "text"),
    [
        ("2025", 2025.0, "2025"),
        ("2025-01", 2025 + 0.5 / 12, "January 2025"),
        ("2025-Q2", 2025.375, "quarter 2 of 2025"),
        ("2025-01/2025-11", 2025 + 5.5 / 12, "January to November 2025"),
    ],
)
def test_periods_have_a_place_and_a_name(period: str, at: float, text: str) -> None:
    assert decimal_year(period) == pytest.approx(at)
    assert period_text(period, ENGLISH) == text


def test_the_balance_stands_beside_its_two_sides() -> None:
    rows = [
        {"member": "330000", "flow": "export", "value": 4.19e12, "rounding": 1e10},
        {"member": "330000", "flow": "import", "value": 1.36e12, "rounding": 1e10},
        {"member": "110000", "flow": "export", "value": 0.6e12, "rounding": 1e10},
    ]
    spec = KINDS["balance"].build(chart_data(rows, focus="330000"), ENGLISH)
    (bar,) = (m for m in spec.panels[1].marks if isinstance(m, Bar))
    assert bar.end == pytest.approx(2.83)
    assert spec.title == "Zhejiang exports more than it imports"
    assert "1 of 2 without both exports and imports" in spec.remark


def test_stages_and_ribbons_of_imports_and_exports_are_picked_as_their_market() -> None:
    rows = [
        {"member": market, "flow": flow, "value": value}
        for market, value in (("ASEAN", 3e12), ("USA", 2e12))
        for flow in ("export", "import")
    ]
    spec = KINDS["flow"].build(chart_data(rows, kind="market"), ENGLISH)
    marks = spec.panels[0].marks
    stages = {mark.id: mark.member for mark in marks if isinstance(mark, Stage)}
    assert stages == {"0:ASEAN": "ASEAN", "0:USA": "USA", "1:100000": "100000", "2:ASEAN": "ASEAN",
                      "2:USA": "USA"}  # fmt: skip
    assert {mark.id for mark in marks if isinstance(mark, Ribbon)} == {"ASEAN", "USA"}
    assert {"ASEAN", "USA"} <= set(spec.names)
