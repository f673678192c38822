"""Sums of months in histories: marked as derived, never across a missing month."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.charts.kind import discover
from app.charts.spec import ChartSpec, Line
from app.model.words import Words
from tests.unit.charts.frames import chart_data

MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]


def months(missing: str = "", growth: float = 1.0) -> list[dict[str, Any]]:
    """A level of 100 bn each month, growing from year to year; one month may be missing."""
    return [
        {"member": "330000", "period": month, "rounding": 1e8,
         "value": math.nan if month == missing else 1e11 * growth ** (place // 12)}
        for place, month in enumerate(MONTHS)
    ]  # fmt: skip


def trend(rows: list[dict[str, Any]], mode: str, period: str = "2025-12") -> ChartSpec:
    data = chart_data(rows, period=period, focus="330000", options=(("mode", mode),))
    return discover()["trend"].build(data, Words("en"))


def values(spec: ChartSpec, mode: str) -> dict[str, float | None]:
    return {key.rpartition("|")[2]: f.value for key, f in spec.figures.items() if key.startswith(mode)}


def test_twelve_months_are_summed_from_the_twelfth() -> None:
    found = values(trend(months(), "sum12"), "sum12")
    assert [found[month] for month in MONTHS[:11]] == [None] * 11
    assert found["2023-12"] == pytest.approx(1.2e12)


def test_a_missing_month_makes_every_sum_with_it_a_gap() -> None:
    spec = trend(months("2024-03"), "sum12")
    gaps = [month for month, value in values(spec, "sum12").items() if value is None]
    assert gaps == [*MONTHS[:11], *MONTHS[14:26]]
    (line,) = (mark for mark in spec.panels[0].marks if isinstance(mark, Line))
    assert sum(math.isnan(y) for y in line.y) == 23
    assert "without one of its months" in spec.remark


def test_a_year_to_date_starts_again_in_january() -> None:
    spec = trend(months("2024-03"), "ytd")
    found = values(spec, "ytd")
    assert found["2024-02"] == pytest.approx(2e11)
    assert [found[month] for month in MONTHS[14:24]] == [None] * 10
    assert found["2025-01"] == pytest.approx(1e11)
    lines = [mark for mark in spec.panels[0].marks if isinstance(mark, Line)]
    assert [len(line.x) for line in lines] == [12, 12, 12]
    assert [line.label for line in lines] == ["", "", "Zhejiang"]


@pytest.mark.parametrize("mode", ["sum12", "ytd", "index"])
def test_sums_and_indices_are_derived_with_their_inputs_and_rounding(mode: str) -> None:
    figures = [figure for figure in trend(months(), mode).figures.values() if figure.value is not None]
    assert figures
    for figure in figures:
        assert figure.status == "derived"
        assert figure.formula
        assert figure.inputs
    if mode == "sum12":
        assert figures[0].rounding == pytest.approx(1e9)


def test_the_title_compares_like_with_like() -> None:
    rows = months(growth=1.1)
    assert "grew 10" in trend(rows, "sum12").title
    assert trend(rows[:30], "ytd", "2025-06").title.endswith("in January to June 2025")


def test_years_have_no_sums_of_months() -> None:
    rows = [{"member": "330000", "period": str(year), "value": 1e12} for year in (2023, 2024, 2025)]
    spec = trend(rows, "sum12", "2025")
    assert all(key.startswith("value|") for key in spec.figures)
