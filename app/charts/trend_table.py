"""The table behind lines: members down and periods across, or the other way where there are many periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.charts.periods import parsed
from app.charts.reading import Reading
from app.charts.series import Series
from app.charts.spec import Column, Row, Table
from app.charts.titles import head_text
from app.model.arithmetic import cagr
from app.model.figure import Figure
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


def with_pace(reading: Reading, table: Table, levels: Sequence[Series]) -> Table:
    """The table with the average growth a year between the first and the last level of each member.

    Nothing is added where the periods are not whole years, or stand below each other.

    Args:
        reading: The data of the chart.
        table: Members down.
        levels: Their levels, in any order.
    """
    paces = {one.member: found for one in levels if (found := _pace(reading, one)) is not None}
    if not paces or table.columns[0].key != "name":
        return table
    words, gap = reading.words, Figure(None, "percent")
    column = Column("pace", words.text("Growth a year"), "%", numeric=True)
    rows = (replace(row, cells=(*row.cells, paces.get(row.member, gap))) for row in table.rows)
    return replace(table, columns=(*table.columns, column), rows=tuple(rows))


def _pace(reading: Reading, one: Series) -> Figure | None:
    known = [row for row in one.rows if row.value is not None]
    ends = [parsed(row.period) for row in (*known[:1], *known[-1:])]
    if len(ends) < 2 or any(end is None or end.frequency != "A" for end in ends):
        return None
    years = (known[-1].order - known[0].order) // 12
    if years < 2:
        return None
    text = reading.words.text(
        "growth a year = (level of {last} / level of {first})^(1/{years}) − 1",
        first=known[0].period, last=known[-1].period, years=years,
    )  # fmt: skip
    return cagr(known[0].figure, known[-1].figure, years, text)


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
