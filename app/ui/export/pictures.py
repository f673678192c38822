"""Draws a chart into a PNG, an SVG or a PDF: laid out at the target's own size, never scaled text."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from app.charts.origin import PROGRAM_NAME
from app.charts.saving import ExportError
from app.model.message import say
from app.ui.charts.ink import Ink
from app.ui.charts.layout import LayoutOptions, layout
from app.ui.charts.paint import paint_chart
from app.ui.charts.qt_metrics import QtTextMetrics, has_chinese
from app.ui.charts.text import TextStyle
from app.ui.export.svg_text import tidied
from app.ui.export.target import UNITS_PER_INCH
from app.ui.fonts import REGULAR
from app.ui.theme import theme_named

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.ui.charts.placed import ChartLayout, PlacedText
    from app.ui.export.target import ExportTarget
    from app.ui.fonts import Typeface

_METRES_PER_INCH = 0.0254
_CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]+")


class Pictures:
    """Makes pictures in one typeface; may be used from any one thread."""

    def __init__(self, typeface: Typeface) -> None:
        self._metrics = QtTextMetrics(typeface)

    def laid_out(self, spec: ChartSpec, target: ExportTarget, *, raster: bool) -> ChartLayout:
        """The chart at the size of a target."""
        options = LayoutOptions(parts=target.parts, font_factor=target.font_factor)
        return layout(spec, target.inches_96(raster=raster), self._metrics, options)

    def ink(self, target: ExportTarget) -> Ink:
        """Colours of a target; pictures stand on white rather than on the window's grey."""
        theme = theme_named(target.theme)
        return Ink(theme, self._metrics, QColor(theme.panel))

    def image(self, spec: ChartSpec, target: ExportTarget) -> QImage:
        """The picture in pixels, with its resolution.

        Raises:
            TargetError: The size makes no picture.
        """
        width, height = target.pixels()
        placed = self.laid_out(spec, target, raster=True)
        image = QImage(QSize(width, height), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        painter.scale(width / placed.width, height / placed.height)
        paint_chart(painter, placed, self.ink(target), solid=not target.transparent)
        painter.end()
        # Only now: a resolution set before painting would resize the text.
        dots = round(target.dpi / _METRES_PER_INCH)
        image.setDotsPerMeterX(dots)
        image.setDotsPerMeterY(dots)
        return image if target.transparent else image.convertToFormat(QImage.Format.Format_RGB888)

    def png(self, spec: ChartSpec, target: ExportTarget, selection: str = "") -> bytes:
        """A PNG of exactly the target's pixels, with title, source and selection as text.

        Args:
            spec: The chart.
            target: Its form.
            selection: The selection as JSON, so that the picture can be made again.
        """
        return encoded(self.image(spec, target), spec, selection)

    def svg(self, spec: ChartSpec, target: ExportTarget) -> bytes:
        """An SVG with real text and nothing in pixels."""
        placed = self.laid_out(spec, target, raster=False)
        buffer = _buffer()
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(buffer)
        generator.setResolution(int(UNITS_PER_INCH))
        size = QSize(round(placed.width), round(placed.height))
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        generator.setTitle(spec.title)
        generator.setDescription(spec.description or spec.subtitle)
        drawn: list[PlacedText] = []
        painter = QPainter(generator)
        painter.scale(size.width() / placed.width, size.height() / placed.height)
        paint_chart(painter, placed, self.ink(target), on_text=drawn.append, solid=not target.transparent)
        painter.end()
        svg = bytes(buffer.data().data()).decode()
        return tidied(svg, drawn, (placed.width, placed.height)).encode()

    def pdf(self, spec: ChartSpec, target: ExportTarget) -> bytes:
        """A PDF of one page with embedded fonts and text that can be selected."""
        placed = self.laid_out(spec, target, raster=False)
        buffer = _buffer()
        writer = QPdfWriter(buffer)
        # Any other resolution would make the pixels of fonts something else than 1/96 inch.
        writer.setResolution(int(UNITS_PER_INCH))
        points = QSizeF(placed.width, placed.height) * (72.0 / UNITS_PER_INCH)
        writer.setPageSize(
            QPageSize(points, QPageSize.Unit.Point, "chart", QPageSize.SizeMatchPolicy.ExactMatch)
        )
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setTitle(spec.title)
        writer.setCreator(PROGRAM_NAME)
        painter = QPainter(writer)
        ink = self.ink(target)
        if not target.transparent:
            # A page is a whole number of points: its ground goes beyond the chart's edge.
            painter.fillRect(QRectF(-1, -1, placed.width + 3, placed.height + 3), ink.ground)
        on_text = partial(strengthen, painter, ink=ink)
        paint_chart(painter, placed, ink, on_text=on_text, solid=False)
        painter.end()
        return bytes(buffer.data().data())


def encoded(image: QImage, spec: ChartSpec, selection: str = "") -> bytes:
    """A picture as the bytes of a PNG, see `Pictures.png`.

    Raises:
        ExportError: Qt cannot write it.
    """
    texts = {
        "Title": spec.title,
        "Source": spec.source,
        "Selection": selection,
        "Software": PROGRAM_NAME,
    }
    for name, text in texts.items():
        if text:
            image.setText(name, text)
    buffer = _buffer()
    writer = QImageWriter(buffer, b"png")
    if not writer.write(image):
        raise ExportError(say("cannot make the picture: {reason}", reason=writer.errorString()))
    return bytes(buffer.data().data())


def strengthen(painter: QPainter, text: PlacedText, ink: Ink) -> None:
    """Thicken strong Chinese words: a PDF embeds the plain face, which Qt makes bold on the screen only.

    Latin letters beside them are left alone: their face has a bold of its own.
    """
    style = text.style
    if style.weight <= REGULAR or not has_chinese(text.text):
        return
    plain = ink.metrics.font(TextStyle(style.size, REGULAR, style.spacing))
    drawn = QFontMetricsF(ink.metrics.font(style, text.text))
    outline = QPainterPath()
    for run in _CHINESE.finditer(text.text):
        before = drawn.horizontalAdvance(text.text[: run.start()])
        outline.addText(text.x + before, text.y, plain, run.group())
    painter.strokePath(outline, ink.pen(ink.words(text), style.size * 0.035))


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
