"""Two tables stand in one history of ranks, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.charts.chart_data import ChartData
from app.charts.kind import discover
from app.charts.spec import ChartSpec, Rule
from app.data.store import Cursor
from app.explorer.charting import Charting
from app.explorer.explorer import Explorer
from app.explorer.joins import may_join
from app.model.catalog import Catalog
from app.model.selection import Breakdown, Selection
from app.model.words import Words

DOLLARS, YUAN, ORIGIN = "cn-provinces-usd-operator-a", "cn-customs-cny-a", "cn-provinces-usd-origin-a"
RANKS = Selection(
    dataflow=DOLLARS, period="2024", unit="USD", chart="rank-history",
    breakdown=Breakdown("region", "province", "100000"),
)  # fmt: skip


def charted(explorer: Explorer, cursor: Cursor, **changes: Any) -> ChartData:
    selection = replace(RANKS, **changes)
    kind = explorer.kinds[selection.chart]
    return Charting(explorer.library).data(cursor, selection, kind, Words("en"))


def drawn(data: ChartData) -> ChartSpec:
    return discover()["rank-history"].build(data, Words("en"))


@pytest.mark.parametrize(("dataflow", "period", "unit"), [(DOLLARS, "2024", "USD"), (YUAN, "2025", "CNY")])
def test_the_same_history_from_either_side(
    explorer: Explorer, cursor: Cursor, dataflow: str, period: str, unit: str
) -> None:
    data = charted(explorer, cursor, dataflow=dataflow, period=period, unit=unit)
    units = data.frame.dropna(subset=["value"]).groupby("period")["unit"].unique()
    assert {year: list(found) for year, found in units.items()} == {
        **{str(year): ["USD"] for year in range(2016, 2025)},
        "2025": ["CNY"],
    }


def test_the_join_is_drawn_and_named(explorer: Explorer, cursor: Cursor) -> None:
    spec = drawn(charted(explorer, cursor))
    rules = [mark for mark in spec.panels[0].marks if isinstance(mark, Rule)]
    assert [(rule.axis, rule.at, rule.label) for rule in rules] == [("x", 2024.5, "US dollars | yuan")]
    assert "levels are never compared" in spec.remark
    for text in (spec.subtitle, spec.source):
        assert "2016 to 2024: " in text
        assert "2025: " in text


def test_a_rank_keeps_its_level_in_its_own_unit(explorer: Explorer, cursor: Cursor) -> None:
    spec = drawn(charted(explorer, cursor))
    for key, figure in spec.figures.items():
        if figure.value is not None:
            assert figure.inputs[0].unit == ("CNY" if key.endswith("|2025") else "USD")


def test_a_named_start_or_an_earlier_end_is_kept(explorer: Explorer, cursor: Cursor) -> None:
    for changes in ({"since": "2018"}, {"period": "2022"}):
        data = charted(explorer, cursor, **changes)
        assert not data.joined
        assert set(data.frame["unit"]) <= {"USD", ""}


@pytest.mark.parametrize(("indicator", "years"), [("value", 10), ("growth", 10), ("quantity", 0)])
def test_the_advice_counts_the_periods_that_are_drawn(
    explorer: Explorer, cursor: Cursor, indicator: str, years: int
) -> None:
    asked = replace(RANKS, indicator=indicator)
    assert explorer.adviser.shape(cursor, asked).full == years
    if years:
        assert len(set(charted(explorer, cursor, indicator=indicator).frame["period"])) == years


def test_tables_in_which_few_have_a_figure_are_not_joined(explorer: Explorer, cursor: Cursor) -> None:
    assert not charted(explorer, cursor, flow="export").joined


@pytest.mark.parametrize("kind", [kind for kind in discover() if kind != "rank-history"])
def test_no_other_kind_joins_tables(explorer: Explorer, cursor: Cursor, kind: str) -> None:
    data = charted(explorer, cursor, chart=kind)
    assert not data.joined
    assert set(data.frame["unit"]) <= {"USD", ""}


def test_tables_of_another_attribution_are_never_joined(catalog: Catalog) -> None:
    flows = catalog.dataflows
    assert may_join(flows[DOLLARS], flows[YUAN])
    assert not may_join(flows[ORIGIN], flows[YUAN])
    assert not may_join(flows[DOLLARS], flows[ORIGIN])
