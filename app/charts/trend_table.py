"""The table behind lines: periods down, members across; or one row a figure where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.reading import Reading
from app.charts.series import Series
from app.charts.spec import Column, Row, Table
from app.charts.titles import head_text
from app.model.figure import Figure
from app.model.units import Scale

GAP = Figure(None, "")


def trend_table(reading: Reading, shown: Sequence[Series], scale: Scale, mode: str) -> Table:
    """One row for each member, one column for each period, the latest first.

    Args:
        reading: The data of the chart.
        shown: The series that are drawn, all over the same periods.
        scale: The scale that levels are read at.
        mode: 'value', 'index' or 'growth'.
    """
    unit = {"growth": "%", "index": ""}.get(mode, reading.unit_text(scale))
    periods = [row.period for row in shown[0].rows] if shown else []
    columns = [Column("name", head_text(reading))]
    columns += [
        Column(period, period, unit, numeric=True, factor=scale.factor) for period in reversed(periods)
    ]
    rows = tuple(
        Row(member=series.member, cells=(reading.name(series.member), *reversed(series.figures)))
        for series in shown
    )
    return Table(columns=tuple(columns), rows=rows)
