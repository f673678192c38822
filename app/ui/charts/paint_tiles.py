"""Draws tiles: one by one where they can be told apart, as one picture where there are tens of thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

if TYPE_CHECKING:
    from app.ui.charts.ink import Ink
    from app.ui.charts.placed import Fill, PlacedTiles, Rect


def paint_tiles(painter: QPainter, tiles: PlacedTiles, plot: Rect, ink: Ink) -> None:
    """Draw the tiles in view; a gap is hatched, a strong tile has an edge."""
    if not tiles.ids:
        return
    visible = _in_view(tiles, plot)
    groups: dict[tuple[Fill, bool], list[int]] = {}
    for index in visible:
        groups.setdefault((tiles.fills[index], ink.is_faint(tiles.ids[index])), []).append(index)
    painter.setPen(Qt.PenStyle.NoPen)
    rects = tiles.rects
    for (fill, faint), members in groups.items():
        painter.setBrush(ink.fill(fill, faint=faint))
        painter.drawRects([QRectF(*rects[index]) for index in members])
        if fill.gap and len(members) < 400:
            _hatch_gaps(painter, [QRectF(*rects[index]) for index in members], ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen(ink.tone("text"), 2.0))
    for index in sorted(tiles.strong):
        painter.drawRect(QRectF(*rects[index]).adjusted(1, 1, -1, -1))


def _in_view(tiles: PlacedTiles, plot: Rect) -> list[int]:
    rects = tiles.rects
    inside = (
        (rects[:, 0] < plot.right)
        & (rects[:, 0] + rects[:, 2] > plot.x)
        & (rects[:, 1] < plot.bottom)
        & (rects[:, 1] + rects[:, 3] > plot.y)
    )
    return [int(index) for index in np.flatnonzero(inside)]


def hatching(rect: QRectF, step: float) -> QPainterPath:
    """Slanting lines over a rectangle, cut at its edges: clipping would be ragged in an SVG."""
    path = QPainterPath()
    reach = rect.height()
    x = rect.left() - reach + step
    while x < rect.right():
        path.moveTo(max(x, rect.left()), rect.bottom() - max(0.0, rect.left() - x))
        path.lineTo(min(x + reach, rect.right()), rect.top() + max(0.0, x + reach - rect.right()))
        x += step
    return path


def _hatch_gaps(painter: QPainter, rects: list[QRectF], ink: Ink) -> None:
    painter.save()
    painter.setPen(ink.pen(ink.tone("hair"), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawPath(hatching(rect, 6.0))
    painter.restore()
    painter.setPen(Qt.PenStyle.NoPen)
