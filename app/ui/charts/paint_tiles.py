"""Draws tiles: one by one where they can be told apart, as one picture where there are tens of thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPainterPath

from app.ui.charts.place_tiles import MANY, in_view

if TYPE_CHECKING:
    from app.ui.charts.ink import Ink
    from app.ui.charts.placed import Fill, PlacedTiles, Raster, Rect

_SHADES = 256


def paint_tiles(painter: QPainter, tiles: PlacedTiles, plot: Rect, ink: Ink) -> None:
    """Draw the tiles in view; a gap is hatched, a strong tile has an edge."""
    if not tiles.ids:
        return
    visible = np.flatnonzero(in_view(tiles.rects, plot))
    if tiles.raster is not None and visible.size > MANY and draws_pixels(painter):
        _paint_raster(painter, tiles.raster, ink)
        visible = np.empty(0, dtype=int)
    groups: dict[tuple[Fill, bool], list[int]] = {}
    for index in visible.tolist():
        groups.setdefault((tiles.fills[index], ink.is_faint(tiles.ids[index])), []).append(index)
    painter.setPen(Qt.PenStyle.NoPen)
    rects = tiles.rects
    for (fill, faint), members in groups.items():
        shapes = [QRectF(*rect) for rect in rects[members].tolist()]
        painter.setBrush(ink.fill(fill, faint=faint))
        painter.drawRects(shapes)
        if fill.gap and len(members) < 400:
            _hatch_gaps(painter, shapes, ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen(ink.tone("text"), 2.0))
    for index in sorted(tiles.strong):
        painter.drawRect(QRectF(*rects[index]).adjusted(1, 1, -1, -1))


def draws_pixels(painter: QPainter) -> bool:
    """Whether a picture may be stretched: never in an SVG or a PDF."""
    engine = painter.paintEngine()
    return engine.type() == QPaintEngine.Type.Raster


def _paint_raster(painter: QPainter, raster: Raster, ink: Ink) -> None:
    """One pixel for each cell, stretched over the grid without smoothing."""
    low = -1.0 if raster.diverging else 0.0
    steps = np.linspace(low, 1.0, _SHADES)
    table = [ink.theme.heat(float(step), diverging=raster.diverging).rgb() for step in steps]
    colours = np.array([*table, QColor(ink.theme.gap).rgb()], dtype=np.uint32)
    share = np.clip((raster.heats - low) / (1.0 - low), 0.0, 1.0)
    shades = np.where(np.isnan(share), _SHADES, np.round(np.nan_to_num(share) * (_SHADES - 1))).astype(int)
    wide, tall = raster.shape
    pixels = np.zeros((tall, wide), dtype=np.uint32)
    pixels[raster.rows.astype(int), raster.columns.astype(int)] = colours[shades]
    image = QImage(pixels.tobytes(), wide, tall, wide * 4, QImage.Format.Format_ARGB32)
    room = raster.room
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(QRectF(room.x, room.y, room.width, room.height), image)
    painter.restore()


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
