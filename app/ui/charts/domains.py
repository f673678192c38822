"""Which range an axis shows: all marks, zero where bars stand on it, and room for what is written."""

from __future__ import annotations

import math
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.ui.charts.scales import Span, to_space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.charts.spec import Axis
    from app.ui.charts.placed import Floats
    from app.ui.charts.prepared import PanelMarks

Way = Literal["x", "y"]
_PAD = 0.04


def axis_of(marks: PanelMarks, way: Way) -> Axis:
    """The axis of a panel in a direction."""
    return marks.panel.x if way == "x" else marks.panel.y


def domain(marks: PanelMarks, way: Way) -> Span:
    """The range of an axis in its own space (logarithms on a log axis), before room for labels."""
    axis = axis_of(marks, way)
    if axis.scale == "category" or marks.cells:
        return _category_domain(marks, way, axis)
    if axis.scale == "none" and (marks.leaves or marks.stages):
        return (0.0, 1.0)
    values = to_space(np.concatenate([np.empty(0), *_values(marks, way)]), axis.scale)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)
    if (axis.zero or _stands_on_zero(marks, way)) and axis.scale != "log":
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        low, high = _around(low, axis)
    return _with_ends(low, high, axis, marks)


def _around(value: float, axis: Axis) -> Span:
    """A range for a single value, or for values that are all alike."""
    if axis.scale in ("log", "time"):
        return (value - 0.5, value + 0.5)
    if axis.zero and value == 0:
        return (0.0, 1.0)
    half = abs(value) * 0.1 or 1.0
    return (value - half, value + half)


def _with_ends(low: float, high: float, axis: Axis, marks: PanelMarks) -> Span:
    pad = 0.0 if axis.scale == "time" and not marks.bars else (high - low) * _PAD
    padded_low = low if low == 0 and axis.scale != "log" else low - pad
    padded_high = high if high == 0 and axis.scale != "log" else high + pad
    given = [
        math.log10(end) if end is not None and axis.scale == "log" and end > 0 else end
        for end in (axis.low, axis.high)
    ]
    first = padded_low if given[0] is None else given[0]
    last = padded_high if given[1] is None else given[1]
    return (first, last) if last > first else (first, first + 1.0)


def _category_domain(marks: PanelMarks, way: Way, axis: Axis) -> Span:
    count = len(axis.categories)
    if not count:
        values = np.concatenate([np.empty(0), *_values(marks, way)])
        if marks.cells:
            values = np.concatenate([values, marks.cell_values[:, 0 if way == "x" else 1]])
        low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
        return (low - 0.5, high + 0.5)
    return (-0.5, count - 0.5)


def _stands_on_zero(marks: PanelMarks, way: Way) -> bool:
    return any(bar.upright == (way == "y") and bar.start == 0 for bar in marks.bars)


def _values(marks: PanelMarks, way: Way) -> Iterator[Floats]:
    """Every number that stands on an axis."""
    if marks.bars:
        upright = np.array([*map(attrgetter("upright"), marks.bars)])
        along = marks.bar_values[upright == (way == "y")]
        across = marks.bar_values[upright == (way == "x")]
        yield along[:, 1:3].ravel()
        yield across[:, 0]
    for line in marks.lines:
        yield line.x if way == "x" else line.y
    for area in marks.areas:
        yield from (area.x,) if way == "x" else (area.low, area.high)
    if marks.points:
        yield marks.point_values[:, 0 if way == "x" else 1]
    rules = [rule.at for rule in marks.rules if rule.axis == way]
    if rules:
        yield np.array(rules, dtype=float)
    if not (marks.bars or marks.lines or marks.points or marks.areas):
        yield np.array([text.x if way == "x" else text.y for text in marks.texts], dtype=float)


def with_room(span: Span, values: Floats, before: Floats, after: Floats, pixels: float) -> Span:
    """A wider range in which each value keeps so many pixels on its lower and its higher side.

    Args:
        span: The range as it is.
        values: Shape (n,), in the axis' space.
        before: Pixels that each value needs between itself and the low end.
        after: Pixels that each value needs up to the high end.
        pixels: The length of the axis.
    """
    low, high = span
    known = np.isfinite(values)
    values, before, after = values[known], before[known], after[known]
    if not values.size or pixels <= 1:
        return span
    for _ in range(4):
        per_pixel = (high - low) / pixels
        wanted_low = float((values - before * per_pixel).min())
        wanted_high = float((values + after * per_pixel).max())
        limit = (span[1] - span[0]) * 0.6
        new = (max(min(low, wanted_low), span[0] - limit), min(max(high, wanted_high), span[1] + limit))
        if new == (low, high):
            break
        low, high = new
    return (low, high)
