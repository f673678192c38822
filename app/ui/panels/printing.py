"""Charts and reports on paper, with the very painters that write files and the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QToolBar

from app.charts.origin import PROGRAM_NAME
from app.ui.charts.paint import paint_chart
from app.ui.charts.qt_metrics import QtTextMetrics
from app.ui.export.pictures import Pictures, strengthen
from app.ui.export.target import MM_PER_INCH, UNITS_PER_INCH, ExportTarget
from app.ui.report.pdf import ReportPages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.charts.spec import ChartSpec
    from app.ui.fonts import Typeface
    from app.ui.report.document import Report

_MARGIN_MM: Final = 12.0
_BAR_STYLE: Final = """
QToolButton { padding: 4px; background: transparent; }
QComboBox { min-width: 76px; padding: 2px; }
QLineEdit { padding: 2px; }
"""
"""Room for every button of Qt's own bar, and for three digits in its fields."""


class Sheets(Protocol):
    """Something that fills pages."""

    title: str
    landscape: bool

    def pages(self) -> int:
        """How many pages there are."""
        ...

    def paint(self, painter: QPainter, page: int, width: float, height: float) -> None:
        """Paint a page, from 0, into a room of that size in 1/96 inch."""
        ...


class ChartSheet:
    """One chart on one page, laid out anew for the paper."""

    landscape = True

    def __init__(self, spec: ChartSpec, typeface: Typeface) -> None:
        self.title = spec.title
        self._spec = spec
        self._pictures = Pictures(typeface)

    def pages(self) -> int:
        """One."""
        return 1

    def paint(self, painter: QPainter, page: int, width: float, height: float) -> None:
        """Paint the chart within the margins, in the colours for paper."""
        margin = _MARGIN_MM * UNITS_PER_INCH / MM_PER_INCH
        target = ExportTarget(width=width - 2 * margin, height=height - 2 * margin)
        placed = self._pictures.laid_out(self._spec, target, raster=False)
        ink = self._pictures.ink(target)
        painter.translate(margin, margin)
        paint_chart(painter, placed, ink, on_text=partial(strengthen, painter, ink=ink), solid=False)


class ReportSheets:
    """The pages of a report, which are set for A4."""

    landscape = False

    def __init__(self, report: Report, typeface: Typeface) -> None:
        self.title = report.title
        self._pages = ReportPages(report, QtTextMetrics(typeface))

    def pages(self) -> int:
        """As many as the report has."""
        return len(self._pages)

    def paint(self, painter: QPainter, page: int, width: float, height: float) -> None:
        """Paint one of the pages; on other paper than A4 it keeps its size."""
        self._pages.paint(painter, page)


def printer_for(sheets: Sheets) -> QPrinter:
    """A printer set up for A4, with the title as the name of the job."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(sheets.title)
    printer.setCreator(PROGRAM_NAME)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    upright, lying = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    printer.setPageOrientation(lying if sheets.landscape else upright)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setFromTo(0, 0)
    return printer


def paint_sheets(sheets: Sheets, printer: QPrinter) -> None:
    """Paint the pages that the printer asks for."""
    factor = printer.resolution() / UNITS_PER_INCH
    room = printer.pageLayout().fullRectPixels(printer.resolution())
    first, last = printer.fromPage() or 1, printer.toPage() or sheets.pages()
    painter = QPainter(printer)
    for place, number in enumerate(range(first - 1, min(last, sheets.pages()))):
        if place:
            printer.newPage()
        painter.save()
        painter.scale(factor, factor)
        sheets.paint(painter, number, room.width() / factor, room.height() / factor)
        painter.restore()
    painter.end()


def print_sheets(sheets: Sheets, owner: QWidget) -> QPrintDialog:
    """Ask for a printer, then print."""
    printer = printer_for(sheets)
    dialog = QPrintDialog(printer, owner)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinMax(1, sheets.pages())
    dialog.accepted.connect(lambda: paint_sheets(sheets, printer))
    dialog.setModal(True)
    dialog.show()
    return dialog


class Preview(QPrintPreviewDialog):
    """Shows the pages as they will be; from there they can be printed."""

    def __init__(self, sheets: Sheets, title: str, owner: QWidget) -> None:
        # The dialog does not keep its printer alive.
        self._printer = printer_for(sheets)
        super().__init__(self._printer, owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(1000, 680)
        for bar in self.findChildren(QToolBar):
            bar.setStyleSheet(_BAR_STYLE)
        self.paintRequested.connect(lambda printer: paint_sheets(sheets, printer))


def preview_sheets(sheets: Sheets, title: str, owner: QWidget) -> Preview:
    """Open the preview of sheets."""
    dialog = Preview(sheets, title, owner)
    dialog.setModal(True)
    dialog.show()
    return dialog
