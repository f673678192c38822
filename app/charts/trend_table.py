"""The table behind lines: members down and periods across, or the other way where there are many periods."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.reading import Reading
from app.charts.series import Series
from app.charts.spec import Column, Row, Table
from app.charts.titles import head_text
from app.model.units import Scale

_ACROSS = 24
"""More periods than these stand below each other."""


def trend_table(reading: Reading, shown: Sequence[Series], scale: Scale, mode: str) -> Table:
    """Every figure of the series, the latest period first.

    Args:
        reading: The data of the chart.
        shown: The series that are drawn, all over the same periods.
        scale: The scale that levels are read at.
        mode: 'value', or one whose figures have no scale: 'index', 'growth', 'share', 'rank'.
    """
    units = {"growth": "%", "share": "%", "index": "", "rank": ""}
    unit = units.get(mode, reading.unit_text(scale))
    periods = [row.period for row in shown[0].rows] if shown else []
    if len(periods) > _ACROSS:
        return _long(reading, shown, periods, unit, scale)
    columns = [Column("name", head_text(reading))]
    columns += [
        Column(period, period, unit, numeric=True, factor=scale.factor) for period in reversed(periods)
    ]
    rows = (
        Row(member=series.member, cells=(reading.name(series.member), *reversed(series.figures)))
        for series in shown
    )
    return Table(columns=tuple(columns), rows=tuple(rows))


def _long(
    reading: Reading, shown: Sequence[Series], periods: Sequence[str], unit: str, scale: Scale
) -> Table:
    columns = [Column("period", reading.words.text("Period"))]
    columns += [
        Column(series.member, reading.name(series.member), unit, numeric=True, factor=scale.factor)
        for series in shown
    ]
    rows = (
        Row(member=period, cells=(period, *(series.figures[place] for series in shown)))
        for place, period in reversed(list(enumerate(periods)))
    )
    return Table(columns=tuple(columns), rows=tuple(rows))
