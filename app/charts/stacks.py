"""Parts of a whole over time, stacked: the largest members, all others, and what is not allocated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.observations import Observation
from app.charts.reading import OTHERS, REST, Reading
from app.charts.series import Series, axis_periods, by_member, level_of, series_of
from app.model.arithmetic import difference, share, surely_above, total
from app.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Stack:
    """Layers from the bottom to the top, over periods in which all of them are known to add up."""

    periods: tuple[str, ...]
    layers: tuple[Series, ...]
    left_out: tuple[str, ...]
    """Periods without a complete set of figures."""
    whole_reported: bool


def stacked(reading: Reading, limit: int) -> Stack:
    """The layers of the levels.

    Args:
        reading: The data of the chart; its members are parts of one whole.
        limit: How many members get a layer of their own.
    """
    every = axis_periods(reading)
    groups = by_member(reading.rows, reading.flow_of_members())
    found = [series_of(rows, every, level_of) for rows in groups.values()]
    members = sorted((one for one in found if one is not None), key=lambda one: -_latest(one))
    own = [one for place, one in enumerate(members) if place < limit or one.member == reading.focus]
    rest = [one for one in members if one not in own]
    own.sort(key=lambda one: one.member != reading.focus)
    wholes = {period: reading.whole_at(period) for period in every}
    layers: list[list[Observation]] = [[] for _ in range(len(own) + 2)]
    kept, left_out = [], []
    for place, period in enumerate(every):
        column = _column(
            reading, [one.rows[place] for one in own], [one.rows[place] for one in rest], wholes[period]
        )
        if column is None:
            left_out.append(period)
            continue
        kept.append(period)
        for layer, row in zip(layers, column, strict=True):
            layer.append(row)
    series = [_series(layer) for layer in layers if any(row.value for row in layer)]
    return Stack(
        tuple(kept),
        tuple(series),
        tuple(left_out),
        any(whole is not None and whole.value is not None for whole in wholes.values()),
    )


def _latest(series: Series) -> float:
    known = series.known
    return (known[-1][1].value or 0.0) if known else 0.0


def _series(rows: Sequence[Observation]) -> Series:
    return Series(
        rows[0].member, tuple(rows), tuple(row.figure for row in rows), tuple(row.key for row in rows)
    )


def _column(
    reading: Reading, own: Sequence[Observation], rest: Sequence[Observation], whole: Observation | None
) -> list[Observation] | None:
    """The layers of one period; None where the parts are incomplete and no whole says what is missing."""
    known = [row for row in (*own, *rest) if row.value is not None]
    reported = whole is not None and whole.value is not None
    if not known or any((row.value or 0.0) < 0 for row in known):
        return None
    if not reported and len(known) < len(own) + len(rest):
        return None
    words, first = reading.words, known[0]
    others = total(
        [row.figure for row in rest if row.value is not None], words.text("sum of the other levels")
    )
    unallocated = None
    if whole is not None and reported:
        together = total([row.figure for row in known])
        if together is not None and surely_above(whole.figure, together):
            text = words.text("level of the whole − sum of its parts")
            unallocated = difference(whole.figure, together, text)
    gap = Figure(None, first.figure.unit)
    ends = ((OTHERS, others or gap), (REST, unallocated or gap))
    tail = [replace(first, member=code, figure=figure, growth=gap) for code, figure in ends]
    return [*own, *tail]


def as_shares(reading: Reading, stack: Stack) -> Stack:
    """The same layers in percent of the whole, or of their sum where no whole is reported."""
    text = reading.words.text("share = level / level of the whole")
    wholes = []
    for place, period in enumerate(stack.periods):
        whole = reading.whole_at(period)
        figure = whole.figure if whole is not None and whole.value else None
        parts = [layer.figures[place] for layer in stack.layers if layer.figures[place].value is not None]
        wholes.append(figure or total(parts) or Figure(None, ""))
    layers = tuple(
        replace(
            layer,
            figures=tuple(
                share(figure, whole, text) or Figure(None, "percent")
                for figure, whole in zip(layer.figures, wholes, strict=True)
            ),
            keys=tuple(f"share|{key}" for key in layer.keys),
        )
        for layer in stack.layers
    )
    return replace(stack, layers=layers)
