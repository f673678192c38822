"""Sums of months: of the last twelve, and since January; a missing month leaves a gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.charts.periods import parsed
from app.charts.series import Series
from app.charts.spec import Line
from app.model.arithmetic import total
from app.model.figure import Figure
from app.model.words import Words

SUM_12: Final = "sum12"
YEAR_TO_DATE: Final = "ytd"
SUMS: Final = (SUM_12, YEAR_TO_DATE)
_MONTHS: Final = 12


def summed(series: Series, mode: str, words: Words) -> Series | None:
    """The history of the sums of months; None where no sum has all its months.

    Args:
        series: Levels of single months that follow upon each other, gaps included.
        mode: `SUM_12` or `YEAR_TO_DATE`.
        words: The language of the formulas.
    """
    months = [_month_of_year(row.period) for row in series.rows]
    figures = tuple(
        _sum(series.figures, place - (_MONTHS if mode == SUM_12 else month) + 1, place, mode, words)
        for place, month in enumerate(months)
    )
    if all(figure.value is None for figure in figures):
        return None
    return replace(series, figures=figures, keys=tuple(f"{mode}|{key}" for key in series.keys))


def _month_of_year(period: str) -> int:
    """1 for January."""
    found = parsed(period)
    return found.last_month % _MONTHS + 1 if found else 1


def _sum(figures: Sequence[Figure], first: int, last: int, mode: str, words: Words) -> Figure:
    """The sum of some months that follow upon each other, a gap where one of them is not known."""
    gap = Figure(None, figures[last].unit, why=words.text("not every month is in the sources"))
    if first < 0:
        return gap
    text = (
        words.text("sum of twelve months")
        if mode == SUM_12
        else words.text("sum of the months since January")
    )
    return total(figures[first : last + 1], text) or gap


def year_by_year(line: Line, periods: Sequence[str]) -> list[Line]:
    """A line in parts that each begin in January, so that none falls back to the start of a year."""
    starts = [place for place, period in enumerate(periods) if place == 0 or _month_of_year(period) == 1]
    spans = [
        (first, last)
        for first, last in zip(starts, [*starts[1:], len(periods)], strict=True)
        if any(not math.isnan(y) for y in line.y[first:last])
    ]
    return [
        replace(
            line,
            x=line.x[first:last],
            y=line.y[first:last],
            figures=line.figures[first:last],
            label=line.label if (first, last) == spans[-1] else "",
        )
        for first, last in spans
    ]
