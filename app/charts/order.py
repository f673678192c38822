"""The order of members in a chart, and what is done with more of them than can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.observations import Observation
from app.charts.reading import OTHERS, Reading
from app.model.arithmetic import total
from app.model.figure import Figure


def by_level(rows: Sequence[Observation]) -> list[Observation]:
    """The largest level first; gaps at the end in their customary order."""
    return sorted(rows, key=lambda row: (row.value is None, -(row.value or 0.0)))


def by_growth(rows: Sequence[Observation]) -> list[Observation]:
    """The fastest growth first; gaps at the end in their customary order."""
    return sorted(rows, key=lambda row: (row.percent is None, -(row.percent or 0.0)))


def apart_last(reading: Reading, ordered: Sequence[Observation]) -> list[Observation]:
    """Rows in their order, those of members that overlap with others behind the rest."""
    return sorted(ordered, key=lambda row: row.member in reading.data.apart)


def positive(rows: Sequence[Observation]) -> list[Observation]:
    """Rows whose level is above zero, the largest first."""
    return by_level([row for row in rows if row.value is not None and row.value > 0])


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows that are shown, and the rest of them as one sum where they may be added up."""

    shown: list[Observation]
    others: Observation | None
    left_out: int


def cut(reading: Reading, ordered: Sequence[Observation], limit: int, *, add_up: bool = True) -> Cut:
    """The first rows, with the focus and the pinned among them, and the tail as 'others'.

    Args:
        reading: The data of the chart.
        ordered: Every row, in the order of the chart.
        limit: How many can be read; one more is never cut off to be a tail of its own.
        add_up: Whether the tail may be shown as a sum, if the members can be summed at all.
    """
    if len(ordered) <= limit + 1:
        return Cut(list(ordered), None, 0)
    kept = {reading.focus, *reading.data.selection.pinned}
    shown = [row for place, row in enumerate(ordered) if place < limit or row.member in kept]
    tail = [row for place, row in enumerate(ordered) if place >= limit and row.member not in kept]
    return Cut(shown, _others(reading, tail) if add_up else None, len(tail))


def _others(reading: Reading, tail: Sequence[Observation]) -> Observation | None:
    known = [row for row in tail if row.value is not None]
    if not reading.data.summable or reading.relative or not known:
        return None
    figure = total(
        [row.figure for row in known], reading.words.text("sum of {count} levels", count=len(known))
    )
    if figure is None:
        return None
    first = known[0]
    return Observation(OTHERS, "", first.flow, first.period, first.order, figure, Figure(None, "percent"))
