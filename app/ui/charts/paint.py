"""Draws a laid out chart with a QPainter: the same strokes on the screen, in a PNG, an SVG and a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.charts.paint_marks import paint_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.ui.charts.ink import Ink
    from app.ui.charts.placed import ChartLayout, PlacedPanel, PlacedText, Rect, Stroke

_RAMP_STEPS = 40


def qrect(rect: Rect) -> QRectF:
    """A rectangle as Qt's."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def paint_chart(
    painter: QPainter,
    layout: ChartLayout,
    ink: Ink,
    *,
    on_text: Callable[[PlacedText], None] | None = None,
    solid: bool = True,
) -> None:
    """Draw the whole chart in the painter's coordinates, which are 1/96 inch.

    Args:
        painter: Active; scaled by the caller for other resolutions.
        layout: What to draw.
        ink: Theme, fonts and what is in focus.
        on_text: Told of every line of words, in the order in which they are drawn.
        solid: Whether the ground is filled.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    if solid:
        painter.fillRect(QRectF(0, 0, layout.width, layout.height), ink.ground)
    paint_strokes(painter, layout.strokes, ink)
    _paint_legend(painter, layout, ink)
    for panel in layout.panels:
        paint_panel(painter, panel, ink)
    for text in layout.all_texts():
        paint_text(painter, text, ink)
        if on_text is not None:
            on_text(text)


def paint_panel(painter: QPainter, panel: PlacedPanel, ink: Ink) -> None:
    """Draw the marks of a panel with its grid and rules; words come after all panels."""
    painter.save()
    painter.setClipRect(qrect(panel.plot.grown(8.0)) if _overflows(panel) else qrect(panel.plot.grown(1.0)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.between("context", 0.25))
    for band in panel.bands:
        painter.drawRect(qrect(band))
    paint_strokes(painter, panel.grid, ink)
    paint_marks(painter, panel, ink)
    painter.restore()
    paint_strokes(painter, panel.leaders, ink)


def _overflows(panel: PlacedPanel) -> bool:
    """Whether discs and line ends at the edge of the range may reach a little beyond the plot."""
    return bool(panel.lines or len(panel.points.ids) or panel.bars.open_end)


def paint_strokes(painter: QPainter, strokes: Iterable[Stroke], ink: Ink) -> None:
    """Draw straight lines."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        painter.setPen(ink.pen(ink.tone(stroke.tone), stroke.width, dashed=stroke.dashed))
        painter.drawLine(QPointF(stroke.x0, stroke.y0), QPointF(stroke.x1, stroke.y1))


def paint_text(painter: QPainter, text: PlacedText, ink: Ink) -> None:
    """Draw one line of words."""
    painter.setFont(ink.metrics.font(text.style, text.text))
    painter.setPen(ink.words(text))
    painter.drawText(QPointF(text.x, text.y), text.text)


def _paint_legend(painter: QPainter, layout: ChartLayout, ink: Ink) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for swatch in layout.swatches:
        painter.setBrush(ink.tone(swatch.tone, faint=ink.is_faint(swatch.id)))
        painter.drawRoundedRect(qrect(swatch.rect), 2, 2)
    if layout.ramp is None:
        return
    rect, diverging = layout.ramp.rect, layout.ramp.diverging
    step = rect.width / _RAMP_STEPS
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for index in range(_RAMP_STEPS):
        share = (index + 0.5) / _RAMP_STEPS
        colour = ink.theme.heat(share * 2 - 1 if diverging else share, diverging=diverging)
        painter.fillRect(QRectF(rect.x + index * step, rect.y, step + 0.3, rect.height), colour)
    painter.restore()
