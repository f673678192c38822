"""Draws what is pointed at, highlighted or being selected, over a chart that stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.ui.charts.paint import qrect
from app.ui.charts.paint_marks import ribbon_path

if TYPE_CHECKING:
    from app.ui.charts.ink import Ink
    from app.ui.charts.placed import ChartLayout, PlacedPanel, Rect
    from app.ui.charts.spots import Spot


@dataclass(frozen=True)
class Pointing:
    """What lies over the chart."""

    members: frozenset[str] = frozenset()
    """Highlighted, here or in another view."""
    spot: Spot | None = None
    """Under the pointer or reached by keys."""
    band: Rect | None = None
    """The rubber band."""
    keyboard: bool = False
    """Whether the spot was reached by keys and needs a ring that is seen."""


def paint_overlay(painter: QPainter, layout: ChartLayout, pointing: Pointing, ink: Ink) -> None:
    """Draw it all."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for panel in layout.panels:
        painter.save()
        painter.setClipRect(qrect(panel.plot.grown(6.0)))
        _paint_crosshair(painter, panel, pointing, ink)
        for member in pointing.members:
            _paint_member(painter, panel, member, ink)
        painter.restore()
    if pointing.spot is not None:
        _paint_spot(painter, layout.panels[pointing.spot.panel], pointing, ink)
    if pointing.band is not None:
        ground = ink.tone("accent")
        painter.setPen(ink.pen(ground, 1.0, dashed=True))
        painter.setBrush(_veil(ground, 0.12))
        painter.drawRect(qrect(pointing.band))


def _veil(colour: QColor, share: float) -> QColor:
    veil = QColor(colour)
    veil.setAlphaF(share)
    return veil


def _edge(ink: Ink) -> QColor:
    """What an outline is drawn in: the strongest colour of the theme."""
    return ink.tone("text")


def _paint_crosshair(painter: QPainter, panel: PlacedPanel, pointing: Pointing, ink: Ink) -> None:
    """A hair line through the place on a line, with a dot on every line there."""
    spot = pointing.spot
    if spot is None or spot.panel != panel.index or spot.kind not in ("line", "area"):
        return
    x = round(spot.x - 0.5) + 0.5
    painter.setPen(ink.pen(ink.tone("muted"), 1.0))
    painter.drawLine(QPointF(x, panel.plot.y), QPointF(x, panel.plot.bottom))
    painter.setPen(ink.pen(ink.ground, 1.2))
    for line in panel.lines:
        for place in np.flatnonzero(np.abs(line.xs - spot.x) < 0.5):
            if np.isfinite(line.ys[place]):
                painter.setBrush(ink.thin(line.tone))
                painter.drawEllipse(QPointF(spot.x, float(line.ys[place])), 3.2, 3.2)


def _paint_member(painter: QPainter, panel: PlacedPanel, member: str, ink: Ink) -> None:
    edge = _edge(ink)
    _paint_rows(painter, panel, member, ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen(edge, 1.6))
    for index in _places(panel.tiles.ids, member):
        painter.drawRect(QRectF(*panel.tiles.rects[index]).adjusted(0.5, 0.5, -0.5, -0.5))
    for index in _places(panel.points.ids, member):
        x, y, radius = (float(part) for part in panel.points.discs[index])
        painter.drawEllipse(QPointF(x, y), radius + 1.5, radius + 1.5)
    for line in panel.lines:
        if line.id == member and np.isfinite(line.ys).any():
            painter.setPen(ink.pen(ink.tone("accent" if line.tone == "context" else line.tone), 2.6))
            painter.drawPath(arrayToQPath(line.xs, line.ys, connect="finite"))
    for area in panel.areas:
        if area.id == member:
            painter.setPen(ink.pen(edge, 1.6))
            for ys in (area.lows, area.highs):
                painter.drawPath(arrayToQPath(area.xs, ys, connect="finite"))
    for ribbon in panel.ribbons:
        if member in (ribbon.id, ribbon.start, ribbon.end):
            painter.setPen(ink.pen(edge, 1.0))
            painter.setBrush(_veil(ink.tone("accent"), 0.35))
            painter.drawPath(ribbon_path(ribbon))


def _paint_rows(painter: QPainter, panel: PlacedPanel, member: str, ink: Ink) -> None:
    """Bars get an outline; the row of a member is veiled right across the panel."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_veil(ink.tone("accent"), 0.12))
    for index in _places(panel.bars.ids, member):
        rect = QRectF(*panel.bars.rects[index])
        if panel.y.scale == "category" and index not in panel.bars.upright:
            step = panel.y.step
            row = QRectF(panel.plot.x, rect.center().y() - step / 2, panel.plot.width, step)
            painter.drawRect(row)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen(_edge(ink), 1.4))
    for index in _places(panel.bars.ids, member):
        painter.drawRect(QRectF(*panel.bars.rects[index]))


def _places(ids: tuple[str, ...], member: str) -> list[int]:
    return [index for index, key in enumerate(ids) if key == member]


def _paint_spot(painter: QPainter, panel: PlacedPanel, pointing: Pointing, ink: Ink) -> None:
    spot = pointing.spot
    if spot is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if pointing.keyboard:
        painter.setPen(ink.pen(ink.tone("accent"), 2.0))
        painter.drawEllipse(QPointF(spot.x, spot.y), 8.0, 8.0)
    painter.setPen(ink.pen(_edge(ink), 1.4))
    if spot.kind == "tile":
        painter.drawRect(QRectF(*panel.tiles.rects[spot.index]).adjusted(0.5, 0.5, -0.5, -0.5))
    elif spot.kind == "point":
        x, y, radius = (float(part) for part in panel.points.discs[spot.index])
        painter.drawEllipse(QPointF(x, y), radius + 1.5, radius + 1.5)
