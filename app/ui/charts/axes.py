"""Axes of one panel: ranges and pixels, round ticks, names of categories, and the room these need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.charts.placed import PlacedText, Rect, Stroke, text_at
from app.ui.charts.scales import (
    PlacedAxis,
    Span,
    linear_ticks,
    log_ticks,
    nice_step,
    tick_text,
    time_text,
    time_ticks,
)
from app.ui.charts.text import elided

if TYPE_CHECKING:
    from app.charts.spec import Axis
    from app.ui.charts.text import TextMetrics, TextStyle, TypeScale


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis in its own values, and what is written there."""

    value: float
    text: str
    member: str = ""
    strong: bool = False


def value_ticks(axis: Axis, span: Span, most: int) -> tuple[Tick, ...]:
    """Round values on a linear, log or time axis."""
    low, high = span
    most = max(1, most)
    if axis.scale == "log":
        values = log_ticks(low, high, most)
        return tuple(Tick(value, tick_text(value, min(value, 1.0), axis)) for value in values)
    if axis.scale == "time":
        return tuple(Tick(value, time_text(value)) for value in time_ticks(low, high, most, axis.finest))
    step = nice_step(high - low, most)
    return tuple(Tick(value, tick_text(value, step, axis)) for value in linear_ticks(low, high, most))


def fitted_ticks(
    axis: Axis, span: Span, pixels: float, style: TextStyle, metrics: TextMetrics
) -> tuple[Tick, ...]:
    """As many round values along a horizontal axis as can be written without touching."""
    most = max(2, min(8 if axis.scale != "time" else 12, int(pixels / 72)))
    if axis.scale == "time" and most < 4:
        return _first_and_last(axis, span)
    while most > 1:
        ticks = value_ticks(axis, span, most)
        room = pixels / max(1, len(ticks))
        widest = max((metrics.width(tick.text, style) for tick in ticks), default=0.0)
        if len(ticks) > 1 and widest + 10 <= room:
            return ticks
        most -= 1
    # Too narrow for all of them: texts that would touch are left out where they are placed.
    return value_ticks(axis, span, 4)


def _first_and_last(axis: Axis, span: Span) -> tuple[Tick, ...]:
    """The ends of a time axis, where there is no room for more."""
    ticks = value_ticks(axis, span, 100 if span[1] - span[0] > 2 else 24)
    return (ticks[0], ticks[-1]) if len(ticks) > 2 else ticks


def shown_categories(axis: Axis, span: Span, step: float, least: float) -> tuple[int, ...]:
    """Categories in view that can be named, the strong ones first of all.

    Args:
        axis: A category axis.
        span: What is in view.
        step: Pixels from one category to the next.
        least: Pixels that a name needs.
    """
    first = max(0, int(span[0] + 0.5))
    last = min(len(axis.categories) - 1, int(span[1] + 0.5 - 1e-9))
    stride = 1
    while stride * step < least:
        stride += 1
        if stride > 20_000:
            return ()
    if stride == 1:
        return tuple(range(first, last + 1))
    strong = sorted(index for index in axis.strong if first <= index <= last)
    shown: list[int] = []
    for index in strong:
        if not shown or index - shown[-1] >= stride:
            shown.append(index)
    free = [
        index
        for index in range(first, last + 1, stride)
        if not any(abs(index - taken) < stride for taken in shown)
    ]
    return tuple(sorted(shown + free))


@dataclass(frozen=True, slots=True)
class Rows:
    """How the categories of an axis are named: which, and how large."""

    shown: tuple[int, ...]
    style: TextStyle


def rows_for(axis: Axis, span: Span, pixels: float, types: TypeScale) -> Rows:
    """Names along an upright category axis: set smaller where it is tight, thinned out where it must be."""
    step, style = pixels / max(1e-9, span[1] - span[0]), types.label
    size = max(types.least, min(style.size, int(step / 1.06)))
    smaller = style.sized(min(style.size, size))
    return Rows(shown_categories(axis, span, step, smaller.height), smaller)


def category_ticks(axis: Axis, rows: Rows, room: float, metrics: TextMetrics) -> tuple[Tick, ...]:
    """Names of the shown categories, cut where they are longer than the room."""
    ticks = []
    for index in rows.shown:
        strong = index in axis.strong
        style = rows.style.strong() if strong else rows.style
        name = elided(axis.categories[index], style, room, metrics)
        key = axis.keys[index] if index < len(axis.keys) else ""
        ticks.append(Tick(float(index), name, key, strong))
    return tuple(ticks)


@dataclass(frozen=True)
class AxisPlan:
    """An axis before it has pixels: its range and what will be written."""

    axis: Axis
    span: Span
    ticks: tuple[Tick, ...]
    style: TextStyle

    def widest(self, metrics: TextMetrics) -> float:
        """Pixels of the longest text."""
        return max((self.width_of(tick, metrics) for tick in self.ticks), default=0.0)

    def width_of(self, tick: Tick, metrics: TextMetrics) -> float:
        """Pixels of one text."""
        return metrics.width(tick.text, self.style_of(tick))

    def style_of(self, tick: Tick) -> TextStyle:
        """Strong categories are set in semibold."""
        return self.style.strong() if tick.strong else self.style


def place_x_texts(
    plan: AxisPlan, axis: PlacedAxis, plot: Rect, bounds: Rect, metrics: TextMetrics
) -> list[PlacedText]:
    """Texts below or above the plot; one that would touch its neighbour is left out."""
    far = plan.axis.side == "far"
    y = plot.y - 8 - plan.style.height / 2 if far else plot.bottom + 8 + plan.style.height / 2
    placed: list[PlacedText] = []
    for tick in sorted(plan.ticks, key=lambda tick: not tick.strong):
        if not tick.text:
            continue
        width = plan.width_of(tick, metrics)
        middle = min(max(axis.at(tick.value), bounds.x + width / 2), bounds.right - width / 2)
        text = text_at(
            tick.text,
            middle,
            y,
            width,
            plan.style_of(tick),
            anchor="middle",
            tone="text" if plan.axis.scale == "category" else "muted",
            member=tick.member,
        )
        if not any(text.box.grown(2).overlaps(other.box) for other in placed):
            placed.append(text)
    return sorted(placed, key=lambda text: text.x)


def place_y_texts(plan: AxisPlan, axis: PlacedAxis, plot: Rect, metrics: TextMetrics) -> list[PlacedText]:
    """Texts at the left or right of the plot."""
    far = plan.axis.side == "far"
    x = plot.right + 8 if far else plot.x - 8
    placed: list[PlacedText] = []
    for tick in plan.ticks:
        if not tick.text:
            continue
        text = text_at(
            tick.text,
            x,
            axis.at(tick.value),
            plan.width_of(tick, metrics),
            plan.style_of(tick),
            anchor="start" if far else "end",
            tone="text" if plan.axis.scale == "category" else "muted",
            member=tick.member,
        )
        if not placed or not text.box.overlaps(placed[-1].box, 0.2):
            placed.append(text)
    return placed


def grid_strokes(plan: AxisPlan, axis: PlacedAxis, plot: Rect, upright: bool) -> list[Stroke]:
    """Hair lines at the ticks of a value axis, sharp on whole pixels; zero is drawn stronger."""
    if not plan.axis.grid or plan.axis.scale in ("category", "none"):
        return []
    strokes = []
    for tick in plan.ticks:
        at = round(axis.at(tick.value) - 0.5) + 0.5
        is_zero = tick.value == 0 and plan.axis.scale == "linear" and plan.span[0] < 0
        ends = (at, plot.y, at, plot.bottom) if upright else (plot.x, at, plot.right, at)
        strokes.append(Stroke(*ends, tone="muted" if is_zero else "hair"))
    return strokes
