"""What each member added to the growth of the whole, from levels and growth rates of one basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.observations import Observation
from app.charts.reading import Reading
from app.model.arithmetic import (
    contribution,
    difference,
    growth_between,
    increment,
    previous,
    surely_above,
    total,
)
from app.model.figure import Figure

_LEAST = 0.005
"""Percentage points that round to nothing at the hundredth."""


@dataclass(frozen=True, slots=True)
class Increment:
    """A member's increment on the year before, and the same in points of the growth of the whole."""

    row: Observation
    amount: Figure
    points: Figure


def whole_of(reading: Reading) -> Observation | None:
    """The whole with its level and growth, as reported, or as the sum of complete parts; None otherwise."""
    whole = reading.whole
    if whole is not None and (whole.value or 0.0) > 0 and whole.percent is not None:
        return whole if whole.figure.unit == reading.unit else None
    rows, words = reading.now, reading.words
    if not rows or not reading.data.summable or reading.relative:
        return None
    before = [previous(row.figure, row.growth) for row in rows]
    known = [figure for figure in before if figure is not None]
    level = total([row.figure for row in rows], words.text("sum of {count} levels", count=len(rows)))
    start = total(known) if len(known) == len(rows) else None
    text = words.text("growth = sum of the levels / sum of the levels a year before − 1")
    growth = growth_between(level, start, text) if level and start else None
    if level is None or growth is None:
        return None
    code = whole.member if whole is not None else reading.breakdown.parent
    return replace(rows[0], member=code, figure=level, growth=growth)


def increments(reading: Reading, whole: Observation) -> list[Increment]:
    """Contributions in the order of their size, declines first where the whole declined."""
    words = reading.words
    points_text = words.text("contribution = increment / previous level of the whole")
    amount_text = words.text("increment = level − level / (1 + growth)")
    found = []
    for row in reading.now:
        if row.figure.unit not in (whole.figure.unit, ""):
            continue
        points = contribution(row.figure, row.growth, whole.figure, whole.growth, points_text)
        amount = increment(row.figure, row.growth, amount_text)
        if points is not None and amount is not None:
            found.append(Increment(row, amount, points))
    sign = -1 if (whole.percent or 0.0) < 0 else 1
    return sorted(found, key=lambda part: -sign * (part.points.value or 0.0))


def remainder(reading: Reading, found: Sequence[Increment], whole: Observation) -> Figure | None:
    """The growth of the whole that no member accounts for, where that is more than rounding or gaps exist."""
    together = total([part.points for part in found], reading.words.text("sum of the contributions"))
    if together is None:
        return None
    growth = replace(whole.growth, unit="percentage point")
    rest = difference(growth, together, reading.words.text("growth of the whole − sum of the contributions"))
    complete = len(found) == len(reading.now)
    sure = surely_above(growth, together) or surely_above(together, growth)
    if rest is None or abs(rest.value or 0.0) < _LEAST:
        return None
    return rest if sure or not complete else None
