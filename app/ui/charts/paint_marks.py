"""Draws the marks of one panel, each kind all at once from its arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from shiboken6 import Shiboken

from app.ui.charts.paint_tiles import draws_pixels, hatching, paint_tiles
from app.ui.charts.place_bars import ARROW
from app.ui.charts.place_points import BUBBLE_SHARE

if TYPE_CHECKING:
    from app.charts.spec import Tone
    from app.ui.charts.ink import Ink
    from app.ui.charts.placed import (
        Flags,
        Floats,
        PlacedArea,
        PlacedBars,
        PlacedLine,
        PlacedPanel,
        PlacedPoints,
        PlacedRibbon,
        Stroke,
    )

_HATCH_STEP = 5.0
_LONG = 200
_MANY = 500
"""Bars up to here are each made a `QRectF`, which takes 0.5 µs."""


def paint_marks(painter: QPainter, panel: PlacedPanel, ink: Ink) -> None:
    """Draw everything between the grid and the words, from the ground up."""
    for area in panel.areas:
        paint_area(painter, area, ink)
    for ribbon in panel.ribbons:
        paint_ribbon(painter, ribbon, ink)
    paint_tiles(painter, panel.tiles, panel.plot, ink)
    paint_bars(painter, panel.bars, ink)
    for stroke in panel.rules:
        _paint_rule(painter, stroke, ink)
    for line in panel.lines:
        paint_line(painter, line, ink)
    paint_points(painter, panel.points, ink)


def _paint_rule(painter: QPainter, stroke: Stroke, ink: Ink) -> None:
    painter.setPen(ink.pen(ink.tone(stroke.tone), stroke.width, dashed=stroke.dashed))
    painter.drawLine(QPointF(stroke.x0, stroke.y0), QPointF(stroke.x1, stroke.y1))


def paint_bars(painter: QPainter, bars: PlacedBars, ink: Ink) -> None:
    """Draw bars; bounds end in a point, approximations and derived figures are hatched."""
    special = bars.open_end | bars.hatched
    painter.setPen(Qt.PenStyle.NoPen)
    for (tone, faint), members in _looks(bars, ink).items():
        painter.setBrush(ink.tone(tone, faint=faint))
        plain = [index for index in members if index not in special] if special else members
        _draw_rects(painter, bars.rects if len(plain) == len(bars.rects) else bars.rects[plain])
        for index in special.intersection(members):
            _paint_special_bar(painter, bars, index, ink, (tone, faint))


def _looks(bars: PlacedBars, ink: Ink) -> dict[tuple[Tone, bool], list[int]]:
    """The bars that are drawn alike, by tone and by whether they step back."""
    if ink.is_plain and len(set(bars.tones)) == 1:
        return {(bars.tones[0], False): list(range(len(bars.tones)))}
    looks: dict[tuple[Tone, bool], list[int]] = {}
    for index, tone in enumerate(bars.tones):
        looks.setdefault((tone, ink.is_faint(bars.ids[index], bars.series[index])), []).append(index)
    return looks


def _draw_rects(painter: QPainter, rects: Floats) -> None:
    """Draw rectangles; of many, out of the numbers as they lie in memory, for which `QRectF` has four."""
    if len(rects) < _MANY:
        painter.drawRects([QRectF(*rect) for rect in rects.tolist()])
        return
    table = np.ascontiguousarray(rects, dtype=np.float64).reshape(-1, 4)
    first = cast("QRectF", Shiboken.wrapInstance(table.ctypes.data, QRectF))
    painter.drawRects(first, len(table))


def _paint_special_bar(
    painter: QPainter, bars: PlacedBars, index: int, ink: Ink, look: tuple[Tone, bool]
) -> None:
    rect = QRectF(*bars.rects[index])
    shape = QPainterPath()
    shape.addPolygon(_outline(rect, bars, index))
    shape.closeSubpath()
    tone, faint = look
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.between(tone, 0.42, faint=faint))
    painter.drawPath(shape)
    painter.setPen(ink.pen(ink.tone(tone, faint=faint), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(hatching(rect, _HATCH_STEP))
    painter.restore()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.tone(tone, faint=faint))


def _outline(rect: QRectF, bars: PlacedBars, index: int) -> QPolygonF:
    """The rectangle, with a pointed end where the figure is a lower bound."""
    corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    if index not in bars.open_end:
        return QPolygonF(corners)
    middle = rect.center()
    sign = -1.0 if index in bars.backward else 1.0
    if index in bars.upright:
        tip = QPointF(middle.x(), rect.bottom() + ARROW if sign < 0 else rect.top() - ARROW)
        place = 3 if sign < 0 else 1
    else:
        tip = QPointF(rect.left() - ARROW if sign < 0 else rect.right() + ARROW, middle.y())
        place = 4 if sign < 0 else 2
    corners.insert(place, tip)
    return QPolygonF(corners)


def paint_line(painter: QPainter, line: PlacedLine, ink: Ink) -> None:
    """Draw a line; NaN leaves a gap, a lone point between two gaps becomes a dot."""
    colour = ink.thin(line.tone, faint=ink.is_faint(line.id))
    known = np.isfinite(line.xs) & np.isfinite(line.ys)
    if not known.any():
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _stroke_line(painter, line, known, ink.pen(colour, line.width, dashed=line.dashed))
    before, after = np.roll(known, 1), np.roll(known, -1)
    before[0] = after[-1] = False
    dotted = known if line.dots else known & ~before & ~after
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = line.width * 1.5
    for index in np.flatnonzero(dotted):
        painter.drawEllipse(QPointF(float(line.xs[index]), float(line.ys[index])), radius, radius)


def _stroke_line(painter: QPainter, line: PlacedLine, known: Flags, pen: QPen) -> None:
    """Draw the line as one path; a long one in pixels as single strokes, which takes half the time."""
    if line.dashed or len(line.xs) < _LONG or not draws_pixels(painter):
        painter.setPen(pen)
        painter.drawPath(arrayToQPath(line.xs, line.ys, connect="finite"))
        return
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    joined = known[:-1] & known[1:]
    ends = np.column_stack([line.xs[:-1], line.ys[:-1], line.xs[1:], line.ys[1:]])[joined]
    painter.drawLines([QLineF(*end) for end in ends.tolist()])


def paint_area(painter: QPainter, area: PlacedArea, ink: Ink) -> None:
    """Draw the ground between two lines, in one piece for each stretch without a gap."""
    known = np.isfinite(area.xs) & np.isfinite(area.lows) & np.isfinite(area.highs)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], known.view(np.int8), [0]))))
    painter.setPen(ink.pen(ink.ground, 0.6))
    painter.setBrush(ink.tone(area.tone, faint=ink.is_faint(area.id)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        xs = np.concatenate([area.xs[first:last], area.xs[first:last][::-1]])
        ys = np.concatenate([area.highs[first:last], area.lows[first:last][::-1]])
        path = arrayToQPath(xs, ys, connect="all")
        path.closeSubpath()
        painter.drawPath(path)


def paint_points(painter: QPainter, points: PlacedPoints, ink: Ink) -> None:
    """Draw discs; bubbles are lighter than their edge, so that those below stay visible."""
    before: tuple[Tone, bool, bool] | None = None
    discs = points.discs.tolist()
    for index, (member, tone) in enumerate(zip(points.ids, points.tones, strict=True)):
        look = (tone, ink.is_faint(member), index in points.hollow)
        if look != before:
            _take_look(painter, look, ink, bubbles=points.bubbles)
            before = look
        x, y, radius = discs[index]
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _take_look(painter: QPainter, look: tuple[Tone, bool, bool], ink: Ink, *, bubbles: bool) -> None:
    """Set pen and brush for discs of one tone, faint or not, hollow or not."""
    tone, faint, hollow = look
    if bubbles:
        fill = QColor(ink.tone(tone, faint=faint))
        fill.setAlphaF(BUBBLE_SHARE)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else fill)
        painter.setPen(ink.pen(ink.edge(tone, faint=faint), 1.0))
    elif hollow:
        painter.setBrush(ink.ground)
        painter.setPen(ink.pen(ink.thin(tone, faint=faint), 1.4))
    else:
        painter.setBrush(ink.thin(tone, faint=faint))
        painter.setPen(Qt.PenStyle.NoPen)


def ribbon_path(ribbon: PlacedRibbon) -> QPainterPath:
    """A ribbon between two upright edges, bent like an S."""
    middle = (ribbon.x0 + ribbon.x1) / 2
    low0, low1 = ribbon.y0 + ribbon.thickness, ribbon.y1 + ribbon.thickness
    path = QPainterPath(QPointF(ribbon.x0, ribbon.y0))
    path.cubicTo(middle, ribbon.y0, middle, ribbon.y1, ribbon.x1, ribbon.y1)
    path.lineTo(ribbon.x1, low1)
    path.cubicTo(middle, low1, middle, low0, ribbon.x0, low0)
    path.closeSubpath()
    return path


def paint_ribbon(painter: QPainter, ribbon: PlacedRibbon, ink: Ink) -> None:
    """Draw a flow, translucent so that crossings can be followed."""
    colour = QColor(ink.tone(ribbon.tone, faint=ink.is_faint(ribbon.id)))
    colour.setAlphaF(0.7 if ribbon.tone == "accent" else 0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(ribbon_path(ribbon))
