"""Shares and revealed advantage of pairs, and average growth a year, with their rounding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.charts.kind import discover
from app.charts.spec import ChartSpec
from app.model.dimension import Member
from app.model.figure import Figure
from app.model.words import Words
from tests.unit.charts.frames import chart_data

LEVELS = {("440000", "EU"): 6e11, ("440000", "USA"): 2e11, ("330000", "EU"): 1e11, ("330000", "USA"): 1e11}


def matrix(heat: str, **members: Member) -> ChartSpec:
    rows = [
        {"member": region, "across": market, "value": value, "rounding": 1e9}
        for (region, market), value in LEVELS.items()
    ]
    data = chart_data(rows, options=(("heat", heat),))
    return discover()["matrix"].build(replace(data, members={**data.members, **members}), Words("en"))


def value(spec: ChartSpec, pair: str) -> float:
    return spec.figures[pair].value or 0.0


def test_shares_are_of_the_row() -> None:
    spec = matrix("share")
    assert value(spec, "440000|EU") == pytest.approx(75)
    assert value(spec, "330000|EU") + value(spec, "330000|USA") == pytest.approx(100)


def test_revealed_advantage_compares_a_share_with_that_of_all_rows() -> None:
    spec = matrix("advantage")
    assert value(spec, "440000|EU") == pytest.approx(0.75 / 0.7)
    assert value(spec, "330000|USA") == pytest.approx(0.5 / 0.3)
    assert spec.ramp is not None
    assert spec.ramp.middle == "1"


@pytest.mark.parametrize("heat", ["share", "advantage"])
def test_they_are_derived_and_carry_the_rounding_of_their_inputs(heat: str) -> None:
    for figure in matrix(heat).figures.values():
        assert figure.status == "derived"
        assert figure.formula
        assert figure.rounding > 0
        low, high = figure.bounds()
        assert low < (figure.value or 0.0) < high


@pytest.mark.parametrize("heat", ["share", "advantage"])
def test_groups_that_overlap_have_neither(heat: str) -> None:
    spec = matrix(heat, EU=Member("EU", "WORLD", "group", "European Union", "欧盟"))
    assert value(spec, "440000|EU") == 6e11


def history(*years: tuple[int, float]) -> list[dict[str, Any]]:
    return [
        {"member": "330000", "period": str(year), "value": level, "rounding": 1e9} for year, level in years
    ]


@pytest.mark.parametrize("kind", ["trend", "slope"])
def test_the_table_has_the_average_growth_a_year(kind: str) -> None:
    data = chart_data(history((2021, 1e12), (2023, 1.21e12), (2025, 1.4641e12)))
    table = discover()[kind].build(data, Words("en")).table
    assert table.columns[-1].title == "Growth a year"
    pace = table.rows[0].cells[-1]
    assert isinstance(pace, Figure)
    assert pace.value == pytest.approx(10)
    assert pace.status == "derived"
    assert "2025" in pace.formula
    assert "1/4" in pace.formula


@pytest.mark.parametrize("kind", ["trend", "slope"])
def test_two_years_in_a_row_have_no_average(kind: str) -> None:
    data = chart_data(history((2024, 1e12), (2025, 1.21e12)))
    table = discover()[kind].build(data, Words("en")).table
    assert "pace" not in {column.key for column in table.columns}
