"""Tiles: provinces of a map, cells of a matrix, leaves of a treemap, with the words that fit on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.placed import Fill, PlacedText, PlacedTiles, Raster, Rect, text_at
from app.ui.charts.squarify import squarified
from app.ui.charts.text import ELLIPSIS, TextStyle, elided, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.charts.spec import Cell, Leaf, Tone
    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.placed import Flags, Floats

GAP = 2.0
_WIDEST = 2.1
"""Tiles of a map may be that much wider than tall: names need width."""
_PADDING = 7.0
_NARROWEST = 3.5
"""Letters that must stand side by side before a name is set in two lines."""
MANY = 2500
"""From so many cells on a matrix may be drawn as one picture."""
_MOST_WORDED = 900
"""Cells of a matrix that get words at most: more could not be read."""


def place_cells(plan: PanelPlan) -> PlacedTiles:
    """Cells: equal tiles where no axis is drawn (a map), filling the plot otherwise (a matrix)."""
    marks = plan.marks
    if not marks.cells:
        return PlacedTiles()
    columns, rows = marks.cell_values[:, 0], marks.cell_values[:, 1]
    step_x, step_y, origin_x, origin_y = _raster(plan)
    gap = GAP if min(step_x, step_y) >= 14 else 1.0 if min(step_x, step_y) >= 6 else 0.0
    left = origin_x + (columns - plan.x.low - 0.5) * step_x
    top = origin_y + (rows - plan.y.low - 0.5) * step_y
    edges = np.column_stack([left, top, left + step_x, top + step_y])
    if gap:
        edges = np.round(edges)
    rects = np.column_stack(
        [edges[:, 0], edges[:, 1], edges[:, 2] - edges[:, 0] - gap, edges[:, 3] - edges[:, 1] - gap]
    )
    return PlacedTiles(
        ids=marks.cell_ids,
        figures=marks.cell_figures,
        rects=rects,
        fills=marks.cell_fills,
        strong=marks.strong_cells,
        raster=_grid(plan, (origin_x, origin_y), (step_x, step_y)) if len(rects) > MANY else None,
    )


def _grid(plan: PanelPlan, origin: tuple[float, float], step: tuple[float, float]) -> Raster:
    columns, rows = plan.marks.cell_values[:, 0], plan.marks.cell_values[:, 1]
    shape = (int(columns.max()) + 1, int(rows.max()) + 1)
    left = origin[0] + (-0.5 - plan.x.low) * step[0]
    top = origin[1] + (-0.5 - plan.y.low) * step[1]
    return Raster(
        columns,
        rows,
        plan.marks.cell_heats,
        diverging=plan.marks.cells[0].diverging,
        room=Rect(left, top, shape[0] * step[0], shape[1] * step[1]),
        shape=shape,
    )


def _raster(plan: PanelPlan) -> tuple[float, float, float, float]:
    """Steps and the left upper corner of the raster that the cells stand in."""
    step_x, step_y = plan.x.step, plan.y.step
    if plan.x.scale == "category" or plan.y.scale == "category":
        return step_x, step_y, plan.plot.x, plan.plot.y
    tall_step = min(step_x, step_y)
    wide_step = min(step_x, tall_step * _WIDEST)
    wide, tall = wide_step * (plan.x.high - plan.x.low), tall_step * (plan.y.high - plan.y.low)
    return (
        wide_step,
        tall_step,
        plan.plot.x + (plan.plot.width - wide) / 2,
        plan.plot.y + (plan.plot.height - tall) / 2,
    )


def label_cells(plan: PanelPlan, placed: PlacedTiles) -> list[PlacedText]:
    """A word, and a figure below it where there is room."""
    if len(placed.ids) > _MOST_WORDED and in_view(placed.rects, plan.plot).sum() > _MOST_WORDED:
        return []
    visible = _visible(placed, plan.plot)
    labels: list[PlacedText] = []
    style = _common_style(plan, placed, visible)
    for index in visible:
        cell = plan.marks.cells[index]
        rect = Rect(*(float(part) for part in placed.rects[index]))
        if cell.text and rect.width >= 12 and rect.height >= 9:
            labels += _cell_words(plan, cell, rect, placed.fills[index], style)
    return labels


def _visible(placed: PlacedTiles, plot: Rect) -> list[int]:
    return [int(index) for index in np.flatnonzero(in_view(placed.rects, plot))]


def in_view(rects: Floats, plot: Rect) -> Flags:
    """Which rectangles reach into the plot."""
    inside = (rects[:, 0] < plot.right) & (rects[:, 0] + rects[:, 2] > plot.x)
    inside &= (rects[:, 1] < plot.bottom) & (rects[:, 1] + rects[:, 3] > plot.y)
    return np.asarray(inside, dtype=bool)


def _common_style(plan: PanelPlan, placed: PlacedTiles, visible: list[int]) -> TextStyle:
    """One size for the words of all cells: the largest in which nine of ten fit."""
    words = [(plan.marks.cells[i].text, float(placed.rects[i, 2])) for i in visible[:400]]
    height = float(placed.rects[visible[0], 3]) if visible else 0.0
    lines = 2 if any(plan.marks.cells[i].detail for i in visible[:400]) else 1
    least = plan.types.least
    tallest = max(least, min(plan.types.label.size, int(height * 0.68 / lines)))
    for size in range(tallest, least, -1):
        style = TextStyle(size)
        fitting = sum(plan.metrics.width(text, style) <= width - 4 for text, width in words)
        if fitting >= 0.9 * len(words):
            return style
    return TextStyle(least)


def _cell_words(plan: PanelPlan, cell: Cell, rect: Rect, fill: Fill, style: TextStyle) -> list[PlacedText]:
    text, detail, member = cell.text, cell.detail, cell.id
    main = style.strong() if cell.strong else style
    small = style
    room = rect.width - 3
    fitting = _fitted(text, main, room, plan, 3)
    x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
    both = main.height + small.height
    extra = detail if both + 3 <= rect.height and plan.metrics.width(detail, small) <= room else ""
    tone: Tone = "muted" if fill.gap else "text"
    placed = []
    if fitting is not None:
        words, main = fitting
        width = plan.metrics.width(words, main)
        at = y - small.height / 2 if extra else y
        if main.height <= rect.height:
            on = None if fill.gap else fill
            placed.append(
                text_at(words, x, at, width, main, anchor="middle", tone=tone, member=member, on=on)
            )
    if extra:
        width = plan.metrics.width(extra, small)
        at = y + main.height / 2 if placed else y
        on = None if fill.gap else fill
        placed.append(text_at(extra, x, at, width, small, anchor="middle", tone=tone, member=member, on=on))
    return placed


def _fitted(
    text: str, style: TextStyle, room: float, plan: PanelPlan, least: int
) -> tuple[str, TextStyle] | None:
    """The text as it is, set smaller, or cut; None where it would say nothing."""
    for size in range(style.size, plan.types.least - 1, -1):
        smaller = style.sized(size)
        if plan.metrics.width(text, smaller) <= room:
            return text, smaller
    smallest = style.sized(min(style.size, plan.types.least))
    words = elided(text, smallest, room, plan.metrics, least)
    return (words, smallest) if words else None


def place_tree(plan: PanelPlan) -> PlacedTiles:
    """A treemap that fills the plot."""
    leaves = plan.marks.leaves
    if not leaves:
        return PlacedTiles()
    rects = squarified([max(0.0, leaf.weight) for leaf in leaves], plan.plot)
    inner = [
        Rect(rect.x, rect.y, max(0.0, rect.width - _seam(rect)), max(0.0, rect.height - _seam(rect)))
        for rect in rects
    ]
    return PlacedTiles(
        ids=tuple(leaf.id for leaf in leaves),
        figures=tuple(leaf.figure for leaf in leaves),
        rects=np.array([(r.x, r.y, r.width, r.height) for r in inner]).reshape(-1, 4),
        fills=tuple(_leaf_fill(leaf) for leaf in leaves),
    )


def _seam(rect: Rect) -> float:
    return GAP if min(rect.width, rect.height) > 8 else 0.5


def _leaf_fill(leaf: Leaf) -> Fill:
    return Fill(leaf.tone, heat=leaf.heat)


def label_tree(plan: PanelPlan, placed: PlacedTiles) -> list[PlacedText]:
    """Names in the upper left corner of their tiles, larger on larger tiles, figures below."""
    labels: list[PlacedText] = []
    for leaf, values, fill in zip(plan.marks.leaves, placed.rects.tolist(), placed.fills, strict=True):
        rect = Rect(*values)
        if rect.width >= 24 and rect.height >= 12:
            labels += _leaf_words(plan, leaf, rect, fill)
    return labels


def _name_lines(
    name: str, style: TextStyle, room: Rect, plan: PanelPlan
) -> tuple[tuple[str, ...], TextStyle]:
    """A name in one line or set smaller in two; none rather than half of one, which could be another's."""
    smallest = style.sized(min(style.size, plan.types.least))
    if plan.metrics.width(name, smallest) <= room.width:
        sizes = map(style.sized, range(style.size, smallest.size - 1, -1))
        return (name,), next(one for one in sizes if plan.metrics.width(name, one) <= room.width)
    if room.height < 2 * smallest.height or room.width < _NARROWEST * smallest.size:
        return (), style
    lines = wrapped(name, smallest, room.width, plan.metrics, 2)
    return ((), style) if any(line.endswith(ELLIPSIS) or not line for line in lines) else (lines, smallest)


def has_unnamed(plan: PanelPlan, labels: Iterable[PlacedText]) -> bool:
    """Whether any tile of a treemap has no name."""
    named = {text.id for text in labels}
    return any(leaf.id not in named for leaf in plan.marks.leaves)


def _leaf_words(plan: PanelPlan, leaf: Leaf, rect: Rect, fill: Fill) -> list[PlacedText]:
    pad = _PADDING if min(rect.width, rect.height) > 40 else 3.0
    room = rect.width - 2 * pad
    base = plan.types.label.size
    wish = round(base * min(1.7, max(0.85, (rect.width * rect.height) ** 0.5 / 130)))
    inner = Rect(rect.x + pad, rect.y + pad, room, rect.height - pad)
    lines, style = _name_lines(leaf.label, TextStyle(wish, 600), inner, plan)
    top = inner.y
    if not lines or top + len(lines) * style.height > rect.bottom:
        return []
    placed = []
    for line in lines:
        width = plan.metrics.width(line, style)
        middle = top + style.height / 2
        placed.append(text_at(line, rect.x + pad, middle, width, style, member=leaf.id, on=fill))
        top += style.height
    small = TextStyle(max(plan.types.least, min(style.size, base + 1)))
    below = top + 2 + small.height / 2
    width = plan.metrics.width(leaf.detail, small)
    if leaf.detail and width <= room and below + small.height / 2 + 2 <= rect.bottom:
        placed.append(text_at(leaf.detail, rect.x + pad, below, width, small, member=leaf.id, on=fill))
    return placed
