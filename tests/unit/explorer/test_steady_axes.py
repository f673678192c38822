"""While a timeline plays, unit, scale and axes stand still from one period to the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.charts.spec import Bar, ChartSpec
from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.model.selection import Breakdown, Selection
from app.model.words import Words

PROVINCES = Selection(
    dataflow="cn-provinces-usd-operator-a", breakdown=Breakdown("region", "province", "100000")
)
PARTNERS = Selection(dataflow="cn-mirror-usd-a", breakdown=Breakdown("market", "country", "WORLD"))
YEARS = ("2017", "2020", "2024")


def _shown(
    explorer: Explorer, cursor: Cursor, words: Words, selection: Selection, *, steady: bool
) -> ChartSpec:
    spec = explorer.view(cursor, selection, words, steady=steady).spec
    assert spec is not None
    return spec


@pytest.mark.parametrize(
    ("members", "chart"),
    [
        (PROVINCES, "ranking"), (PROVINCES, "growth-size"), (PROVINCES, "tile-map"),
        (PROVINCES, "contribution"), (PARTNERS, "balance"),
        (PROVINCES.with_option("scale", "linear"), "growth-size"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indicator", ["value", "growth"])
def test_axes_of_a_played_chart_stand_still(
    explorer: Explorer, cursor: Cursor, english: Words, members: Selection, chart: str, indicator: str
) -> None:
    asked = replace(members, chart=chart, indicator=indicator)
    specs = [_shown(explorer, cursor, english, replace(asked, period=year), steady=True) for year in YEARS]
    scales = [
        ([(panel.x.low, panel.x.high, panel.x.suffix) for panel in spec.panels], spec.ramp) for spec in specs
    ]
    assert scales[0] == scales[1] == scales[2]


@pytest.mark.parametrize(("members", "chart"), [(PROVINCES, "contribution"), (PARTNERS, "balance")])
def test_bars_of_every_period_have_room_on_the_axes_that_stand_still(
    explorer: Explorer, cursor: Cursor, english: Words, members: Selection, chart: str
) -> None:
    for year in range(2017, 2025):
        asked = replace(members, chart=chart, period=str(year))
        for panel in _shown(explorer, cursor, english, asked, steady=True).panels:
            ends = [at for bar in panel.marks if isinstance(bar, Bar) for at in (bar.start, bar.end)]
            assert panel.x.low is not None
            assert panel.x.high is not None
            assert panel.x.low <= min(ends) <= max(ends) <= panel.x.high


def test_a_chart_that_stands_alone_has_the_axes_of_its_period(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = replace(PROVINCES, chart="ranking", period="2016")
    alone = _shown(explorer, cursor, english, asked, steady=False)
    played = _shown(explorer, cursor, english, asked, steady=True)
    assert alone.panels[0].x.high is None
    assert played.panels[0].x.high is not None
    assert played.panels[0].x.high > 1.0
    assert played.title == alone.title
