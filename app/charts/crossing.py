"""Figures of two dimensions crossed: which rows and columns are shown, and what their pairs show."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.charts.observations import Observation
from app.charts.reading import Reading
from app.charts.series import axis_periods
from app.model.arithmetic import propagate, share, total
from app.model.figure import Figure
from app.model.units import ONE, Scale

Pair = tuple[str, str]
PERIODS = 36
"""The last so many periods stand across."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The pairs of a matrix."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    figures: Mapping[Pair, Figure]
    """One figure for each row and column of the frame; gaps have no value."""
    mode: str
    scale: Scale
    left_out: int
    """Rows that were not taken in."""


def by_period(reading: Reading) -> bool:
    """Whether periods stand across, because no second dimension does."""
    return not any(row.across for row in reading.rows)


def may_add(reading: Reading) -> bool:
    """Whether the rows and the columns are parts of one sum each: no groups, no goods that overlap."""
    across = {row.across for row in reading.rows if row.across}
    levels = {reading.data.members[code].level for code in across if code in reading.data.members}
    return reading.data.summable and not levels & {"group", "good"}


def pairs_now(reading: Reading) -> list[Observation]:
    """The row of each pair in the current flow: of the current period, or with the periods across."""
    wanted = reading.flow_of_members()
    if by_period(reading):
        kept = set(axis_periods(reading)[-PERIODS:])
        return [
            replace(row, across=row.period)
            for row in reading.rows
            if row.period in kept and (wanted is None or row.flow == wanted)
        ]
    return [
        row
        for row in reading.rows
        if row.across and row.period == reading.period and (wanted is None or row.flow == wanted)
    ]


def crossed(reading: Reading, mode: str, row_limit: int, column_limit: int) -> Crossing:
    """The pairs of the largest rows and columns, the largest first; the focus is always among them.

    Rows and columns without a single figure are left out.

    Args:
        reading: The data of the chart.
        mode: 'value', 'share' of the row, 'growth', or 'advantage'.
        row_limit: How many rows to show.
        column_limit: How many columns to show.
    """
    found = pairs_now(reading)
    rows, columns = _sizes(found, by_row=True), _sizes(found, by_row=False)
    filled_rows = {row.member for row in found if row.value is not None or row.percent is not None}
    filled_columns = {row.across for row in found if row.value is not None or row.percent is not None}
    known = [code for code in rows if code in filled_rows]
    first = sorted(known, key=lambda code: (code != reading.focus, -rows[code]))[:row_limit]
    shown_rows = sorted(first, key=lambda code: -rows[code])
    if by_period(reading):
        shown_columns = [period for period in axis_periods(reading) if period in columns]
    else:
        filled = [code for code in columns if code in filled_columns]
        shown_columns = sorted(filled, key=lambda code: -columns[code])[:column_limit]
    kept_rows, kept_columns = set(shown_rows), set(shown_columns)
    kept = [row for row in found if row.member in kept_rows and row.across in kept_columns]
    figures = _figures(reading, kept, found, mode)
    if by_period(reading):
        # The first period of a history has no growth.
        with_figures = {column for (_, column), figure in figures.items() if figure.value is not None}
        shown_columns = [column for column in shown_columns if column in with_figures]
        figures = {pair: figure for pair, figure in figures.items() if pair[1] in with_figures}
    scale = reading.scale_of(row.figure for row in kept) if mode == "value" else ONE
    return Crossing(
        tuple(shown_rows), tuple(shown_columns), figures, mode, scale, len(known) - len(shown_rows)
    )


def _sizes(found: list[Observation], *, by_row: bool) -> dict[str, float]:
    """The sum of the levels of each row or column, for their order alone."""
    sizes: dict[str, float] = {}
    for row in found:
        code = row.member if by_row else row.across
        sizes[code] = sizes.get(code, 0.0) + abs(row.value or 0.0)
    return sizes


def _figures(
    reading: Reading, kept: list[Observation], found: list[Observation], mode: str
) -> dict[Pair, Figure]:
    match mode:
        case "growth":
            return {(row.member, row.across): row.growth for row in kept}
        case "share":
            return _shares(reading, kept, found)
        case "advantage":
            return _advantages(reading, kept, found)
    return {(row.member, row.across): row.figure for row in kept}


def _shares(reading: Reading, kept: list[Observation], found: list[Observation]) -> dict[Pair, Figure]:
    text = reading.words.text("share = level / sum of the row")
    sums = _sums(found, by_row=True)
    gap = Figure(None, "percent")
    return {(row.member, row.across): share(row.figure, sums[row.member], text) or gap for row in kept}


def _sums(found: list[Observation], *, by_row: bool) -> dict[str, Figure]:
    parts: dict[str, list[Figure]] = {}
    for row in found:
        group = parts.setdefault(row.member if by_row else row.across, [])
        if row.value is not None:
            group.append(row.figure)
    return {code: total(figures) or Figure(None, "") for code, figures in parts.items()}


def _advantages(reading: Reading, kept: list[Observation], found: list[Observation]) -> dict[Pair, Figure]:
    """Balassa's index: the column's share in the row, divided by its share in all rows."""
    text = reading.words.text("revealed advantage = share in the row / share in all rows")
    rows, columns = _sums(found, by_row=True), _sums(found, by_row=False)
    everything = total([row.figure for row in found if row.value is not None]) or Figure(None, "")
    gap = Figure(None, "index")

    def advantage(x: float, row: float, column: float, all_rows: float) -> float:
        return (x / row) / (column / all_rows) if row and column else math.nan

    return {
        (row.member, row.across): propagate(
            advantage, (row.figure, rows[row.member], columns[row.across], everything), "index", text
        )
        or gap
        for row in kept
    }
