"""Histories of members on one time axis: levels, index numbers or growth, with gaps left open."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.charts.observations import Observation
from app.charts.periods import decimal_year, parsed
from app.charts.reading import Reading
from app.model.arithmetic import propagate
from app.model.figure import Figure
from app.model.period import Frequency, Period
from app.model.words import Words

_STEPS: Mapping[Frequency, int] = {"A": 12, "Q": 3, "M": 1}
"""Months from one period to the next."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one member, one for each period of the axis; gaps are figures without a value."""

    member: str
    rows: tuple[Observation, ...]
    figures: tuple[Figure, ...]
    keys: tuple[str, ...]

    def plotted(self, factor: float) -> tuple[float, ...]:
        """What is drawn, in scaled units, NaN for gaps."""
        return tuple(math.nan if f.value is None else f.value / factor for f in self.figures)

    @property
    def last(self) -> Figure | None:
        """The last figure that is known."""
        return next((figure for figure in reversed(self.figures) if figure.value is not None), None)

    @property
    def known(self) -> list[tuple[Observation, Figure]]:
        """Rows and figures without the gaps."""
        pairs = zip(self.rows, self.figures, strict=True)
        return [(row, figure) for row, figure in pairs if figure.value is not None]


def frequency_of(reading: Reading) -> Frequency:
    """The one frequency that a history is drawn at."""
    period = parsed(reading.period)
    return period.frequency if period else reading.data.dataflow.frequency


def axis_periods(reading: Reading) -> list[str]:
    """Every period of the chart's frequency from the first known one to the last, gaps included.

    Periods of another length are left out; cumulative spans, which do not follow upon each other, stand
    as they are.
    """
    wanted, since = frequency_of(reading), parsed(reading.data.selection.since)
    found = [period for period in map(parsed, reading.periods) if period and period.frequency == wanted]
    kept = [period for period in found if since is None or period.last_month >= since.first_month]
    step = _STEPS.get(wanted)
    if wanted == "S" and (asked := parsed(reading.period)):
        # Only the same months of other years can stand beside a part of a year.
        kept = [
            span
            for span in kept
            if span.months == asked.months and (span.last_month - asked.last_month) % 12 == 0
        ]
    if not kept or step is None:
        return [str(period) for period in kept]
    first, last = kept[0], kept[-1]
    starts = range(first.first_month, last.first_month + 1, step)
    return [str(Period(start, start + step - 1)) for start in starts]


def times(periods: Sequence[str]) -> tuple[float, ...]:
    """Where periods stand on an axis in years."""
    return tuple(decimal_year(period) for period in periods)


def series_of(
    rows: Sequence[Observation], periods: Sequence[str], pick: Callable[[Observation], Figure]
) -> Series | None:
    """One member's history; None where nothing of it is known.

    Args:
        rows: Rows of one member, one for each period at most.
        periods: The periods of the axis.
        pick: The figure of a row that is drawn.
    """
    found = {row.period: row for row in rows}
    if not found:
        return None
    first = next(iter(found.values()))
    gap = Figure(None, first.figure.unit)
    every = tuple(
        found.get(period)
        or replace(first, period=period, order=0, figure=gap, growth=replace(gap, unit="percent"))
        for period in periods
    )
    figures = tuple(pick(row) for row in every)
    if all(figure.value is None for figure in figures):
        return None
    return Series(first.member, every, figures, tuple(row.key for row in every))


def level_of(row: Observation) -> Figure:
    """The level of a row."""
    return row.figure


def growth_of(row: Observation) -> Figure:
    """The growth of a row."""
    return row.growth


def indexed(series: Series, base: str, words: Words) -> Series | None:
    """A history with the level of the base period at 100; None without a positive level there."""
    start = next((row.figure for row in series.rows if row.period == base), None)
    if start is None or not start.value or start.value <= 0 or start.qualifier != "=":
        return None
    text = words.text("index = level / level of {base} × 100", base=base)
    figures = tuple(
        propagate(lambda v, b: v / b * 100, (figure, start), "index", text) or Figure(None, "index")
        for figure in series.figures
    )
    return replace(series, figures=figures, keys=tuple(f"index|{key}" for key in series.keys))


def by_member(rows: Sequence[Observation], flow: str | None) -> dict[str, list[Observation]]:
    """Rows under their members, in one flow where one is named."""
    found: dict[str, list[Observation]] = {}
    for row in rows:
        if flow is None or row.flow == flow:
            found.setdefault(row.member, []).append(row)
    return found


def figures_of(histories: Iterable[Series]) -> dict[str, Figure]:
    """What stands behind the lines of some histories, under the keys that they name."""
    return {key: figure for one in histories for key, figure in zip(one.keys, one.figures, strict=True)}
