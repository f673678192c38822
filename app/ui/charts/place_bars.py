"""Bars and their labels: outside at the end where there is room, inside otherwise."""

from __future__ import annotations

import math
from itertools import compress, count
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from app.ui.charts.panel_plan import LABEL_GAP
from app.ui.charts.placed import Anchor, Fill, Flags, Floats, PlacedBars, PlacedText, Rect, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.charts.spec import Bar
    from app.ui.charts.label_field import LabelField
    from app.ui.charts.panel_plan import PanelPlan

_THICKEST = 96.0
_THICKEST_LEVEL = 30.0
"""A few level bars do not grow into blocks."""
_TOUCH = 2.0
"""Pixels that words may reach into the bar above or below, where their own box has only air."""
_ASIDE = (0.1, 0.2, 0.3, 0.4)
"""How far, in its own heights, a number may move away from that of the other bar of its row."""
ARROW = 7.0
"""Length of the pointed end that says 'more than', in pixels."""


_Place: TypeAlias = "tuple[float, float, Anchor, Fill | None]"
"""Where words stand: x, the middle of their height, the end that is at x, and the bar that they stand on."""


def place_bars(plan: PanelPlan) -> PlacedBars:
    """Rectangles of all bars of a panel."""
    bars = plan.marks.bars
    if not bars:
        return PlacedBars()
    upright = np.array([*map(attrgetter("upright"), bars)])
    rects = np.empty((len(bars), 4))
    backward = np.zeros(len(bars), dtype=bool)
    for is_upright in (False, True):
        chosen = upright == is_upright
        if chosen.any():
            rects[chosen], backward[chosen] = _rects(plan, chosen, is_upright)
    return PlacedBars(
        ids=tuple(map(attrgetter("id"), bars)),
        figures=tuple(map(attrgetter("figure"), bars)),
        rects=rects,
        tones=tuple(map(attrgetter("tone"), bars)),
        open_end=_places_of(map(attrgetter("open_end"), bars)),
        hatched=_places_of(map(attrgetter("hatched"), bars)),
        upright=_places_of(upright),
        backward=_places_of(backward),
        series=tuple(map(attrgetter("series"), bars)),
    )


def _places_of(flags: Iterable[bool]) -> frozenset[int]:
    """Where something holds."""
    return frozenset(compress(count(), flags))


def _rects(plan: PanelPlan, chosen: Flags, upright: bool) -> tuple[Floats, Flags]:
    along, across = (plan.y, plan.x) if upright else (plan.x, plan.y)
    values = plan.marks.bar_values[chosen]
    middle = across.place(values[:, 0])
    thick = values[:, 3] * across.step * _unit(values[:, 0], across.scale == "category")
    thick = np.minimum(thick, _THICKEST if upright else _THICKEST_LEVEL)
    # A log axis has no zero: such bars begin at its edge.
    start = np.nan_to_num(along.place(values[:, 1]), nan=along.start)
    end = np.nan_to_num(along.place(values[:, 2]), nan=along.start)
    near, far = np.minimum(start, end), np.maximum(start, end)
    sharp = thick >= 4
    first = np.where(sharp, np.round(middle - thick / 2), middle - thick / 2)
    size = np.where(sharp, np.maximum(1, np.round(thick)), np.maximum(thick, 0.6))
    if upright:
        return np.column_stack([first, near, size, far - near]), end > start
    return np.column_stack([near, first, far - near, size]), end < start


def _unit(places: Floats, category: bool) -> float:
    """The distance of neighbouring bars on a scale that is not one of categories."""
    if category:
        return 1.0
    different = np.unique(places)
    return float(np.diff(different).min()) if different.size > 1 else 1.0


def label_bars(plan: PanelPlan, placed: PlacedBars, field: LabelField) -> list[PlacedText]:
    """Labels of the bars whose category is named, or that have room."""
    if not any(bar.label for bar in plan.marks.bars):
        return []
    shown = set(plan.rows.shown)
    category = plan.y_plan.axis.scale == "category"
    labels = []
    for index, bar in enumerate(plan.marks.bars):
        if not bar.label or (category and not bar.upright and round(bar.at) not in shown):
            continue
        text = _label(plan, placed, index, field)
        if text is not None:
            field.take(text.box)
            labels.append(text)
    return labels


def _label(plan: PanelPlan, placed: PlacedBars, index: int, field: LabelField) -> PlacedText | None:
    bar = plan.marks.bars[index]
    strong = round(bar.at) in (plan.x_plan if bar.upright else plan.y_plan).axis.strong
    base = plan.types.axis if bar.upright else plan.rows.style
    style = base.strong() if strong else base
    width = plan.metrics.width(bar.label, style)
    rect = Rect(*(float(part) for part in placed.rects[index]))
    if not bar.upright:
        # The bar stands on whole pixels; words keep the distance of the rows.
        rect = Rect(rect.x, plan.y.at(bar.at) - rect.height / 2, rect.width, rect.height)
    inside = Fill(bar.tone)
    end, *others = _places(rect, bar.upright, index in placed.backward, bar.open_end, inside)
    for x, y, anchor, on in (end, *_aside(plan, bar, end, style.height), *others):
        text = text_at(bar.label, x, y, width, style, anchor=anchor, member=bar.id, on=on)
        fits = rect.holds(text.box, 1.0) if on else not _covers(text.box, placed.rects, index)
        if fits and field.is_free(text.box):
            return text
    return None


def _aside(plan: PanelPlan, bar: Bar, end: _Place, height: float) -> list[_Place]:
    """Places beside the end of a bar that are farther from the other bar of its row."""
    if bar.upright or plan.y_plan.axis.scale != "category" or float(bar.at).is_integer():
        return []
    x, y, anchor, on = end
    middle = plan.y.at(round(bar.at))
    most = plan.y.step / 3 - abs(y - middle)  # any farther it would be read as one of the next row
    steps = [step * height for step in _ASIDE if step * height <= most]
    return [(x, y + math.copysign(step, y - middle), anchor, on) for step in steps]


def _covers(box: Rect, rects: Floats, own: int) -> bool:
    """Whether words would stand on another bar: the next of a stack, or of a row that is very low."""
    hit = (rects[:, 0] < box.right) & (rects[:, 0] + rects[:, 2] > box.x)
    hit &= (rects[:, 1] + _TOUCH < box.bottom) & (rects[:, 1] + rects[:, 3] - _TOUCH > box.y)
    hit[own] = False
    return bool(hit.any())


def _places(rect: Rect, upright: bool, backward: bool, open_end: bool, inside: Fill) -> list[_Place]:
    gap = LABEL_GAP + (ARROW if open_end else 0.0)
    middle_x, middle_y = rect.x + rect.width / 2, rect.y + rect.height / 2
    if upright:
        half = 8.0
        if backward:
            return [(middle_x, rect.bottom + half, "middle", None), (middle_x, middle_y, "middle", inside)]
        return [(middle_x, rect.y - half, "middle", None), (middle_x, middle_y, "middle", inside)]
    if backward:
        return [
            (rect.x - gap, middle_y, "end", None),
            (rect.x + LABEL_GAP, middle_y, "start", inside),
            (middle_x, middle_y, "middle", inside),
        ]
    return [
        (rect.right + gap, middle_y, "start", None),
        (rect.right - LABEL_GAP, middle_y, "end", inside),
        (middle_x, middle_y, "middle", inside),
    ]
