"""Rules across a panel, shaded bands, words in the slots of gaps; lines stop where words stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.label_field import LabelField
from app.ui.charts.place_lines import along
from app.ui.charts.place_points import square
from app.ui.charts.placed import PlacedBars, PlacedLine, PlacedPoints, PlacedText, Rect, Stroke, text_at
from app.ui.charts.text import elided

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.charts.spec import Text
    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.text import TextStyle


_STEPS = (0.0, -0.6, 0.6, -1.0, 1.0, -0.8, 0.8, -1.3, 1.3)
"""How far words may move out of the way of lines, in their own heights."""
_CROSSINGS = 2
_DASH = "–"
_AIR = 2.0
"""Pixels that lines keep away from words on either side."""
_TOUCH = 2.0
"""Pixels that words may reach into a bar, where their own box has only air."""


def place_rules(plan: PanelPlan) -> list[Stroke]:
    """Lines across the plot at a value."""
    strokes = []
    plot = plan.plot
    for rule in plan.marks.rules:
        axis = plan.x if rule.axis == "x" else plan.y
        at = round(axis.at(rule.at) - 0.5) + 0.5 if np.isfinite(axis.at(rule.at)) else -1.0
        if rule.axis == "x" and plot.x - 1 <= at <= plot.right + 1:
            strokes.append(Stroke(at, plot.y, at, plot.bottom, rule.tone, rule.dashed))
        elif rule.axis == "y" and plot.y - 1 <= at <= plot.bottom + 1:
            strokes.append(Stroke(plot.x, at, plot.right, at, rule.tone, rule.dashed))
    return strokes


def label_rules(plan: PanelPlan, field: LabelField) -> list[PlacedText]:
    """Names of upright rules opposite the ticks, names of level ones above their right end."""
    labels: list[PlacedText] = []
    style, plot = plan.types.axis, plan.plot
    for rule in plan.marks.rules:
        if not rule.label:
            continue
        words = elided(rule.label, style, plan.cell.width, plan.metrics)
        width = plan.metrics.width(words, style)
        if rule.axis == "x":
            text = _upright_rule(plan, rule.at, words, width)
            if text is not None and not any(text.box.overlaps(other.box) for other in labels):
                labels.append(text)
            continue
        at = plan.y.at(rule.at)
        for y in (at - style.height / 2 - 2, at + style.height / 2 + 2):
            text = text_at(words, plot.right - 2, y, width, style, anchor="end", tone="muted")
            if field.is_free(text.box):
                field.take(text.box)
                labels.append(text)
                break
    return labels


def _upright_rule(plan: PanelPlan, at: float, words: str, width: float) -> PlacedText | None:
    style, plot = plan.types.axis, plan.plot
    x = plan.x.at(at)
    if not plot.x - 1 <= x <= plot.right + 1:
        return None
    middle = min(max(x, plan.cell.x + width / 2), plan.cell.right - width / 2)
    far = plan.x_plan.axis.side == "far"
    y = plot.bottom + 5 + style.height / 2 if far else plot.y - 5 - style.height / 2
    return text_at(words, middle, y, width, style, anchor="middle", tone="muted")


def place_bands(plan: PanelPlan) -> tuple[Rect, ...]:
    """Shaded ranges, cut at the plot."""
    plot = plan.plot
    rects = []
    for band in plan.marks.bands:
        axis = plan.x if band.axis == "x" else plan.y
        first, last = sorted((axis.at(band.low), axis.at(band.high)))
        if band.axis == "x":
            first, last = max(first, plot.x), min(last, plot.right)
            rects.append(Rect(first, plot.y, max(0.0, last - first), plot.height))
        else:
            first, last = max(first, plot.y), min(last, plot.bottom)
            rects.append(Rect(plot.x, first, plot.width, max(0.0, last - first)))
    return tuple(rects)


def label_bands(plan: PanelPlan, bands: Sequence[Rect], field: LabelField) -> list[PlacedText]:
    """Names of bands in their upper left corner."""
    style = plan.types.axis
    labels = []
    for band, rect in zip(plan.marks.bands, bands, strict=True):
        words = elided(band.label, style, rect.width - 8, plan.metrics) if band.label else ""
        if words:
            width = plan.metrics.width(words, style)
            text = text_at(words, rect.x + 4, rect.y + 3 + style.height / 2, width, style, tone="muted")
            if field.is_free(text.box):
                field.take(text.box)
                labels.append(text)
    return labels


def place_words(
    plan: PanelPlan,
    field: LabelField,
    lines: tuple[PlacedLine, ...],
    points: PlacedPoints,
    bars: PlacedBars,
) -> list[PlacedText]:
    """Words at a place, such as in the slot of a gap; the important ones first.

    Words that lines run through move a little up or down, or go where that does not help; none stand
    on dots or bars.
    """
    if not plan.marks.texts:
        return []
    busy, dots = LabelField(plan.cell), LabelField(plan.cell)
    for box in along(lines):
        busy.take(box)
    for disc in points.discs:
        dots.take(square(disc, 0.6))
    for x, y, width, height in bars.rects.tolist():
        dots.take(Rect(x, y + _TOUCH, width, max(0.1, height - 2 * _TOUCH)))
    labels = []
    for mark in sorted(plan.marks.texts, key=lambda text: -text.priority):
        sizes = (plan.types.axis, *(() if mark.short else (plan.types.axis.sized(plan.types.least),)))
        texts = [text for style in sizes if (text := _word(plan, mark, style)) is not None]
        texts += [_flat(text) for text in _short(plan, mark)]
        # Words of a row that have shorter ones stay in their row.
        steps = _STEPS[:1] if mark.short else _STEPS
        tried = [_moved(text, step * text.box.height) for text in texts for step in steps]
        free = [
            one
            for one in tried
            if field.is_free(one.box) and busy.hits(one.box) <= _CROSSINGS and not dots.hits(one.box)
        ]
        if free:
            best = min(free, key=lambda one: busy.hits(one.box))
            field.take(best.box)
            labels.append(best)
    return labels


def _short(plan: PanelPlan, mark: Text) -> list[PlacedText]:
    """The shorter words, where there are some."""
    brief = replace(mark, text=mark.short, short="")
    word = _word(plan, brief, plan.types.axis) if mark.short else None
    return [word] if word is not None else []


def _flat(text: PlacedText) -> PlacedText:
    """A dash takes no more height than its stroke."""
    if text.text != _DASH:
        return text
    middle = text.box.y + text.box.height / 2
    return replace(text, box=Rect(text.box.x, middle - _TOUCH, text.box.width, 2 * _TOUCH))


def _moved(text: PlacedText, by: float) -> PlacedText:
    box = Rect(text.box.x, text.box.y + by, text.box.width, text.box.height)
    return replace(text, y=text.y + by, box=box)


def _word(plan: PanelPlan, mark: Text, style: TextStyle) -> PlacedText | None:
    in_row = plan.y.scale == "category"
    if in_row and plan.rows.shown and round(mark.y) not in plan.rows.shown:
        return None
    x, y = plan.x.at(mark.x), plan.y.at(mark.y)
    if not (np.isfinite(x) and np.isfinite(y)):
        return None
    if in_row:
        style = style.sized(min(style.size, plan.rows.style.size))
        x += {"start": 5.0, "middle": 0.0, "end": -5.0}[mark.anchor]
    fits = not mark.short or (
        plan.metrics.width(mark.text, style) <= plan.plot.width and style.height <= _slot(plan, mark) + _TOUCH
    )
    words = elided(mark.text, style, plan.plot.width, plan.metrics) if fits else mark.short
    placed = _set(plan, mark, words, style, x, y)
    if mark.short and _is_crossed(plan, placed.box):
        placed = _set(plan, mark, mark.short, style, x, y)
    return replace(placed, figure=mark.figure)


def _set(plan: PanelPlan, mark: Text, words: str, style: TextStyle, x: float, y: float) -> PlacedText:
    """Words at a place, moved sideways into the plot."""
    width = plan.metrics.width(words, style)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
    left = min(max(x - shift, plan.plot.x), plan.plot.right - width)
    return text_at(words, left + shift, y, width, style, anchor=mark.anchor, tone=mark.tone, member=mark.id)


def _is_crossed(plan: PanelPlan, box: Rect) -> bool:
    """Whether an upright rule runs through words."""
    low, high = box.x - _AIR, box.right + _AIR
    return any(rule.axis == "x" and low < plan.x.at(rule.at) < high for rule in plan.marks.rules)


def _slot(plan: PanelPlan, mark: Text) -> float:
    """The height of the row that words stand in, or of the half of it where two bars share one."""
    return plan.y.step if float(mark.y).is_integer() else plan.y.step / 2


def interrupted(strokes: Iterable[Stroke], texts: Sequence[PlacedText]) -> list[Stroke]:
    """The same lines, broken where words stand, so that no line runs through a word."""
    boxes = [
        (text.box.x - _AIR, text.box.y, text.box.right + _AIR, text.box.bottom)
        for text in texts
        if text.on is None
    ]
    if not boxes:
        return list(strokes)
    table = np.array(boxes)
    cut: list[Stroke] = []
    for stroke in strokes:
        upright = stroke.x0 == stroke.x1
        if not upright and stroke.y0 != stroke.y1:
            cut.append(stroke)
            continue
        across, low, high = (stroke.x0, 1, 3) if upright else (stroke.y0, 0, 2)
        side = (0, 2) if upright else (1, 3)
        hit = table[(table[:, side[0]] < across) & (table[:, side[1]] > across)]
        start, end = (stroke.y0, stroke.y1) if upright else (stroke.x0, stroke.x1)
        for first, last in _free(start, end, sorted((float(b[low]), float(b[high])) for b in hit)):
            ends = (across, first, across, last) if upright else (first, across, last, across)
            cut.append(Stroke(*ends, stroke.tone, stroke.dashed, stroke.width))
    return cut


def _free(start: float, end: float, taken: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The parts of a stretch that nothing covers."""
    parts = []
    place = start
    for low, high in taken:
        if low > place:
            parts.append((place, min(low, end)))
        place = max(place, high)
    if place < end:
        parts.append((place, end))
    return parts
