"""A report as PDF: pages set for print, numbered, with embedded fonts and text that can be selected.

The pages can also be painted one by one with any other painter, as for a printer and its preview.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter

from app.charts.origin import PROGRAM_NAME
from app.ui.charts.ink import Ink
from app.ui.charts.paint import paint_chart, paint_strokes, paint_text, qrect
from app.ui.charts.placed import Rect, Stroke
from app.ui.charts.qt_metrics import QtTextMetrics
from app.ui.charts.text import elided
from app.ui.export.pictures import strengthen
from app.ui.report import sheet
from app.ui.report.pdf_links import LinkPlace, OutlinePlace, with_links
from app.ui.report.setter import Setter
from app.ui.report.sheet import CONTENT_WIDTH, FOOT, PAGE_HEIGHT, SIDE, TOP, paginated, words_at
from app.ui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.charts.placed import PlacedText
    from app.ui.fonts import Typeface
    from app.ui.report.document import Report
    from app.ui.report.sheet import Page, Strip

_DOTS: Final = 96
"""Any other resolution would make the pixels of fonts something else than 1/96 inch."""


class ReportPages:
    """The pages of one report, ready to be painted."""

    def __init__(self, report: Report, metrics: QtTextMetrics) -> None:
        self._report = report
        self._ink = Ink(LIGHT, metrics, QColor(LIGHT.panel))
        self._pages = paginated(Setter(metrics).report(report))

    def __len__(self) -> int:
        return len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page in the painter's coordinates, which are 1/96 inch from the paper's corner.

        Args:
            painter: Active; scaled by the caller for other resolutions.
            number: From 0.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page: Page = self._pages[number]
        for y, strip in page.strips:
            painter.save()
            painter.translate(SIDE, TOP + y)
            self._strip(painter, strip)
            painter.restore()
        painter.save()
        painter.translate(SIDE, PAGE_HEIGHT - FOOT)
        self._foot(painter, number)
        painter.restore()

    def outline(self) -> Iterator[OutlinePlace]:
        """What a reader may want to go to, in the order of the pages."""
        for number, page in enumerate(self._pages):
            for y, strip in page.strips:
                if strip.outline:
                    yield OutlinePlace(strip.outline, number, TOP + y)

    def links(self) -> Iterator[LinkPlace]:
        """Every place that leads to a web address."""
        for number, page in enumerate(self._pages):
            for y, strip in page.strips:
                for link in strip.links:
                    area = link.rect
                    rect = Rect(SIDE + area.x, TOP + y + area.y, area.width, area.height)
                    yield LinkPlace(link.address, number, rect)

    def _strip(self, painter: QPainter, strip: Strip) -> None:
        painter.setPen(QColor(0, 0, 0, 0))
        for box in strip.boxes:
            painter.setBrush(QColor(LIGHT.chip if box.fill == "chip" else LIGHT.accent))
            painter.drawRoundedRect(qrect(box.rect), 4, 4)
        paint_strokes(painter, strip.strokes, self._ink)
        for text in strip.texts:
            self._words(painter, text)
        if strip.chart is not None:
            on_text = partial(strengthen, painter, ink=self._ink)
            paint_chart(painter, strip.chart, self._ink, on_text=on_text, solid=False)

    def _words(self, painter: QPainter, text: PlacedText) -> None:
        paint_text(painter, text, self._ink)
        strengthen(painter, text, ink=self._ink)

    def _foot(self, painter: QPainter, number: int) -> None:
        style, metrics = sheet.SMALL, self._ink.metrics
        count = self._report.page.format(page=number + 1, pages=len(self._pages))
        wide = metrics.width(count, style)
        said = elided(f"{PROGRAM_NAME} · {self._report.foot}", style, CONTENT_WIDTH - wide - 20, metrics)
        paint_strokes(painter, [Stroke(0, 16, CONTENT_WIDTH, 16)], self._ink)
        self._words(painter, words_at(said, 0, 22, metrics.width(said, style), style, tone="muted"))
        self._words(painter, words_at(count, CONTENT_WIDTH, 22, wide, style, tone="muted", end=True))


def report_pdf(report: Report, typeface: Typeface) -> bytes:
    """A report as the bytes of a PDF on A4, with an outline and with links to its sources."""
    pages = ReportPages(report, QtTextMetrics(typeface))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(report.title)
    writer.setCreator(PROGRAM_NAME)
    painter = QPainter(writer)
    for number in range(len(pages)):
        if number:
            writer.newPage()
        pages.paint(painter, number)
    painter.end()
    language = "zh-Hans" if report.language == "zh" else "en"
    return with_links(bytes(buffer.data().data()), pages.outline(), pages.links(), language)
