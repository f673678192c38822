"""The picture as it will be, at its true proportions, or the first lines of a file of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import fonts
from app.ui.charts.paint import paint_chart
from app.ui.export.exporter import PICTURES, Exporter
from app.ui.export.pictures import Pictures
from app.ui.export.target import ExportTarget

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.ui.charts.placed import ChartLayout
    from app.ui.look import Look

_LINES: Final = 24
_TEXTS: Final = ("csv", "json")
_LINE_LENGTH: Final = 200


class ExportPreview(QWidget):
    """Draws with the very layout and strokes that the file will have."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = Pictures(look.typeface)
        self._exporter = Exporter(look.typeface)
        self._placed: ChartLayout | None = None
        self._target = ExportTarget()
        self._lines: list[str] = []
        self.message = ""
        self.setMinimumSize(look.pixels(420), look.pixels(320))
        self.setAccessibleName(look.words.text("Preview"))

    def show_chart(self, spec: ChartSpec | None, form: str, target: ExportTarget) -> None:
        """Preview a chart in a form.

        Raises:
            TargetError: The size makes no picture.
        """
        words = self._look.words
        self._placed, self._lines, self.message = None, [], ""
        self._target = target
        if spec is None:
            self.message = words.text("This view has no chart in that language.")
        elif form in PICTURES:
            self._placed = self._pictures.laid_out(spec, target, raster=form == "png")
        elif form in _TEXTS:
            text = self._exporter.content(spec, form, target).decode("utf-8-sig")
            self._lines = [line[:_LINE_LENGTH] for line in text.splitlines()[:_LINES]]
        else:
            self._lines = [words.text("A workbook with a sheet of figures and one of sources.")]
        self.update()

    def show_message(self, message: str) -> None:
        """Say why there is no picture."""
        self._placed, self._lines, self.message = None, [], message
        self.update()

    def _draw_picture(self, painter: QPainter, placed: ChartLayout) -> None:
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        scale = min(room.width() / placed.width, room.height() / placed.height)
        wide, tall = placed.width * scale, placed.height * scale
        left = room.left() + (room.width() - wide) / 2
        top = room.top() + (room.height() - tall) / 2
        frame = QRectF(left, top, wide, tall)
        painter.save()
        painter.translate(left, top)
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, placed.width, placed.height))
        ink = self._pictures.ink(self._target)
        paint_chart(painter, placed, ink, solid=not self._target.transparent)
        painter.restore()
        painter.setPen(QPen(QColor(self._look.theme.hair)))
        painter.drawRect(frame)

    def _draw_lines(self, painter: QPainter) -> None:
        font = QFont("monospace")
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(self._look.pixels(fonts.SOURCE_SIZE))
        painter.setFont(font)
        painter.setPen(QColor(self._look.theme.text))
        area = self.rect().adjusted(12, 12, -12, -12)
        top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, top_left, "\n".join(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        if self._placed is not None:
            self._draw_picture(painter, self._placed)
        else:
            painter.fillRect(self.rect(), QColor(theme.panel))
            if self.message:
                painter.setPen(QColor(theme.muted))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(flags), self.message)
            else:
                self._draw_lines(painter)
        painter.end()
