"""Lines and areas: where they run, and their names at the end of the line rather than in a legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.label_field import LabelField, spread
from app.ui.charts.placed import Fill, PlacedArea, PlacedLine, PlacedText, Rect, Stroke, text_at
from app.ui.charts.scales import time_text
from app.ui.charts.text import elided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.placed import Anchor

_MOST_LINES = 24
_EARLY = 6.0
"""A line that ends more pixels than this before the last time of all ends early."""
_TONE_ORDER: Mapping[str, int] = {"context": 0, "muted": 1, "accent": 3}


def place_lines(plan: PanelPlan) -> tuple[PlacedLine, ...]:
    """Lines in drawing order: context first, the selected one last."""
    placed = [
        PlacedLine(
            id=values.line.id,
            xs=plan.x.place(values.x),
            ys=plan.y.place(values.y),
            tone=values.line.tone,
            width=values.line.width * plan.types.stroke,
            dashed=values.line.dashed,
            dots=values.line.dots,
            figures=values.line.figures,
            label=values.line.label,
        )
        for values in plan.marks.lines
    ]
    priority = {id(line): values.line.priority for line, values in zip(placed, plan.marks.lines, strict=True)}
    return tuple(sorted(placed, key=lambda line: (_TONE_ORDER.get(line.tone, 2), priority[id(line)])))


def place_areas(plan: PanelPlan) -> tuple[PlacedArea, ...]:
    """Areas in the order given."""
    return tuple(
        PlacedArea(
            id=values.area.id,
            xs=plan.x.place(values.x),
            lows=plan.y.place(values.low),
            highs=plan.y.place(values.high),
            tone=values.area.tone,
            figures=values.area.figures,
            label=values.area.label,
        )
        for values in plan.marks.areas
    )


@dataclass(frozen=True, slots=True)
class _End:
    text: str
    member: str
    x: float
    y: float
    priority: int
    line: PlacedLine


def label_line_ends(plan: PanelPlan, lines: tuple[PlacedLine, ...]) -> tuple[list[PlacedText], list[Stroke]]:
    """Names at the right of the plot, spread so that none touch, with leaders where they had to move.

    A line that ends early has its name beside its last point, with the time of that point: a leader to
    the right of the plot would read as more of the line.
    """
    ends = _ends(plan, lines)
    last = max((float(x) for line in lines for x in line.xs if x <= plan.plot.right + 1), default=0.0)
    early = [end for end in ends if end.x < last - _EARLY]
    texts, leaders = _in_column(plan, [end for end in ends if end.x >= last - _EARLY])
    return [*texts, *_beside(plan, early, lines)], leaders


def _in_column(plan: PanelPlan, ends: list[_End]) -> tuple[list[PlacedText], list[Stroke]]:
    style = plan.types.label
    # One pixel of air, so that names of one cluster read as lines of their own.
    height = style.height + 1
    most = int(plan.plot.height / height)
    kept = sorted(sorted(ends, key=lambda end: -end.priority)[:most], key=lambda end: end.y)
    middles = spread(
        [end.y for end in kept], [height] * len(kept), plan.plot.y - height / 2, plan.plot.bottom + height / 2
    )
    moves = [abs(middle - end.y) > 2.5 for end, middle in zip(kept, middles, strict=True)]
    column = plan.plot.right + (14 if any(moves) else 7)
    texts = [_named(plan, end, end.text, column, middle) for end, middle in zip(kept, middles, strict=True)]
    leaders = [
        Stroke(end.x + 4, end.y, column - 3, middle, tone="context")
        for end, middle, moved in zip(kept, middles, moves, strict=True)
        if moved
    ]
    return texts, leaders


def _beside(plan: PanelPlan, ends: list[_End], lines: tuple[PlacedLine, ...]) -> list[PlacedText]:
    """Names of lines that end early, the first ones first; one that finds no free place is left out."""
    if not ends:
        return []
    field = LabelField(Rect(plan.plot.x, plan.plot.y - 4, plan.plot.width, plan.plot.height + 8))
    for box in along(lines):
        field.take(box)
    away = plan.types.label.height / 2 + 5
    labels = []
    for end in sorted(ends, key=lambda end: -end.priority):
        text = _with_time(plan, end)
        places: tuple[tuple[float, float, Anchor], ...] = (
            (end.x + 7, end.y, "start"),
            (end.x, end.y - away, "middle"),
            (end.x, end.y + away, "middle"),
            (end.x - 2, end.y - away, "start"),
            (end.x - 2, end.y + away, "start"),
            (end.x - 7, end.y, "end"),
        )
        tried = [_named(plan, end, text, x, y, anchor) for x, y, anchor in places]
        if free := next((label for label in tried if field.is_free(label.box)), None):
            field.take(free.box)
            labels.append(free)
    return labels


def _with_time(plan: PanelPlan, end: _End) -> str:
    """The name, on an axis of time with the time of its last point: 'Jiaxing 2022'."""
    if plan.x.scale != "time":
        return end.text
    time = time_text(round(plan.x.value(end.x), 6))
    return end.text if end.text == time else f"{end.text} {time}"


def _named(plan: PanelPlan, end: _End, text: str, x: float, y: float, anchor: Anchor = "start") -> PlacedText:
    style = plan.types.label.strong() if end.line.tone == "accent" else plan.types.label
    words = elided(text, style, plan.ends - 12, plan.metrics) if text == end.text else text
    tone = "text" if end.line.tone == "context" else end.line.tone
    width = plan.metrics.width(words, style)
    return text_at(words, x, y, width, style, anchor=anchor, tone=tone, member=end.member)


def _ends(plan: PanelPlan, lines: tuple[PlacedLine, ...]) -> list[_End]:
    priorities = {values.line.id: values.line.priority for values in plan.marks.lines}
    ends = []
    for line in lines:
        known = np.flatnonzero(
            np.isfinite(line.xs)
            & np.isfinite(line.ys)
            & (line.xs <= plan.plot.right + 1)
            & (line.ys >= plan.plot.y - 1)
            & (line.ys <= plan.plot.bottom + 1)
        )
        if line.label and known.size:
            last = int(known[-1])
            rank = priorities[line.id] + (1000 if line.tone == "accent" else 0)
            ends.append(_End(line.label, line.id, float(line.xs[last]), float(line.ys[last]), rank, line))
    return ends


def label_areas(plan: PanelPlan, areas: tuple[PlacedArea, ...], field: LabelField) -> list[PlacedText]:
    """Names inside areas, at the place where these are thickest."""
    style = plan.types.label
    labels = []
    for area in areas:
        width = plan.metrics.width(area.label, style)
        thickness = np.nan_to_num(np.abs(area.lows - area.highs))
        if not area.label or thickness.size < 2 or width > plan.plot.width:
            continue
        grid = np.linspace(plan.plot.x + width / 2 + 4, plan.plot.right - width / 2 - 4, 60)
        room = np.minimum(
            np.interp(grid - width / 2, area.xs, thickness), np.interp(grid + width / 2, area.xs, thickness)
        )
        # Thick enough is good enough: from there on the middle of the plot reads best.
        enough = np.minimum(room, style.height * 2.5) - np.abs(grid - grid.mean()) / plan.plot.width
        best = int(np.argmax(enough))
        low, high = np.interp(grid[best], area.xs, area.lows), np.interp(grid[best], area.xs, area.highs)
        text = text_at(
            area.label,
            float(grid[best]),
            float(low + high) / 2,
            width,
            style,
            anchor="middle",
            member=area.id,
            on=Fill(area.tone),
        )
        if room[best] >= style.height + 4 and field.is_free(text.box):
            field.take(text.box)
            labels.append(text)
    return labels


def along(lines: tuple[PlacedLine, ...]) -> Iterator[Rect]:
    """Small squares along lines: a label beside a point had better not stand on the line through it."""
    for line in lines[:_MOST_LINES]:
        known = np.isfinite(line.xs) & np.isfinite(line.ys)
        if known.sum() < 2:
            continue
        xs, ys = line.xs[known], line.ys[known]
        way = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(xs), np.diff(ys)))))
        steps = np.arange(0.0, way[-1], 6.0)
        for x, y in zip(np.interp(steps, way, xs).tolist(), np.interp(steps, way, ys).tolist(), strict=True):
            yield Rect(x - 1.5, y - 1.5, 3.0, 3.0)
