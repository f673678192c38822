"""Axes that several kinds share, and the range of growth rates when a few of them are extreme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.charts.reading import Reading
from app.charts.spec import Axis
from app.model.units import ONE, Scale

_REACH = 3.0
"""Growth further out than so many times the middle spread stands at the edge, with its figure."""

_ROOM = 1.12
"""What an axis that stands still leaves for the label of its longest bar."""


def level_axis(reading: Reading, scale: Scale, *, zero: bool = True, log: bool = False) -> Axis:
    """The axis of levels in a scaled unit."""
    axis = Axis(scale="log" if log else "linear", suffix=reading.suffix(scale), zero=zero and not log)
    return axis if log else steady(axis, reading.data.extent.levels, scale)


def steady(axis: Axis, reach: Sequence[float], scale: Scale = ONE) -> Axis:
    """An axis that stands still while a timeline plays; as it was where nothing is known of all periods.

    Args:
        axis: With zero in view.
        reach: Unscaled figures of all periods.
        scale: Of the axis.
    """
    if not reach:
        return axis
    low, high = min(0.0, *reach), max(0.0, *reach)
    return replace(axis, low=low * _ROOM / scale.factor, high=high * _ROOM / scale.factor)


def category_axis(
    reading: Reading, codes: Sequence[str], names: Sequence[str] = (), *, labels: bool = True
) -> Axis:
    """The members, the first one on top or at the left, the focus in bold."""
    return Axis(
        scale="category",
        categories=tuple(names or (reading.name(code) for code in codes)),
        keys=tuple(codes),
        strong=frozenset(
            place for place, code in enumerate(codes) if reading.focus and code == reading.focus
        ),
        grid=False,
        labels=labels,
    )


def growth_axis(percents: Sequence[float]) -> Axis:
    """The axis of growth rates, with zero in view and a range that outliers do not stretch."""
    low, high = growth_range(percents)
    return Axis(suffix="%", signed=True, zero=True, low=low, high=high)


def growth_range(percents: Sequence[float]) -> tuple[float, float]:
    """The range of growth rates to draw, around zero; rates outside it are outliers.

    Args:
        percents: Finite growth rates in percent.
    """
    if not percents:
        return (-1.0, 1.0)
    values = np.asarray(percents, dtype=np.float64)
    first, third = np.percentile(values, [25, 75])
    spread = max(third - first, 5.0)
    low = max(float(values.min()), float(first) - _REACH * spread)
    high = min(float(values.max()), float(third) + _REACH * spread)
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return (-1.0, 1.0)
    room = max((high - low) * 0.08, 0.5)
    return (low - room if low < 0 else low, high + room if high > 0 else high)


def time_axis(x: Sequence[float]) -> Axis:
    """An axis of times in years from the first to the last, without lines across the plot."""
    yearly = all(at.is_integer() for at in x)
    finest = 1.0 if yearly else 0.0
    return Axis(scale="time", low=min(x, default=None), high=max(x, default=None), grid=False, finest=finest)
