"""The picture as it will be, at its true proportions, or the first rows of a file of figures."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.charts.figure_files import figure_rows, json_head
from app.ui import fonts
from app.ui.charts.paint import paint_chart
from app.ui.export.exporter import PICTURES
from app.ui.export.pictures import Pictures
from app.ui.export.target import MM_PER_INCH, UNITS_PER_INCH, ExportTarget

if TYPE_CHECKING:
    from app.charts.origin import Origin
    from app.charts.spec import ChartSpec
    from app.ui.charts.placed import ChartLayout
    from app.ui.export.choice import ExportChoice
    from app.ui.look import Look

_ROWS: Final = 40
_LINE_LENGTH: Final = 200
_CELL_WIDTH: Final = 150
_ROW_HEIGHT: Final = 24
_SQUARE: Final = 8
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WORDS: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class ExportPreview(QWidget):
    """Draws with the very layout and strokes that the file will have."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = Pictures(look.typeface)
        self._placed: ChartLayout | None = None
        self._target = ExportTarget()
        self._rows: list[list[str]] = []
        self._lines: list[str] = []
        self.message = ""
        self.setMinimumSize(look.pixels(420), look.pixels(320))
        self.setAccessibleName(look.words.text("Preview"))

    def show_chart(self, spec: ChartSpec, origin: Origin, choice: ExportChoice) -> str:
        """Preview a chart as a choice makes it; gives its size in words.

        Raises:
            TargetError: The size makes no picture.
        """
        self._clear()
        self._target = choice.target
        self.update()
        if choice.form in PICTURES:
            self._placed = self._pictures.laid_out(spec, choice.target, raster=choice.form == "png")
            return self._size_text(self._placed, choice)
        if choice.form == "json":
            self._lines = [line[:_LINE_LENGTH] for line in json_head(spec, origin, _ROWS)]
            return self._look.words.text("{count} figures", count=f"{len(spec.figures):,}")
        rows = islice(figure_rows(spec, origin), _ROWS)
        self._rows = [["" if cell is None else str(cell) for cell in row] for row in rows]
        count, columns = len(spec.table.rows), len(self._rows[0])
        return self._look.words.text("{rows} rows, {columns} columns", rows=f"{count:,}", columns=columns)

    def show_message(self, message: str) -> None:
        """Say why there is no picture."""
        self._clear()
        self.message = message
        self.update()

    def _clear(self) -> None:
        self._placed, self._lines, self._rows, self.message = None, [], [], ""

    def _size_text(self, placed: ChartLayout, choice: ExportChoice) -> str:
        """'1004 × 709 pixels at 300 dpi · 85 × 60 mm'."""
        wide, tall = (
            f"{length / UNITS_PER_INCH * MM_PER_INCH:.0f}" for length in (placed.width, placed.height)
        )
        lengths = self._look.words.text("{width} × {height} mm", width=wide, height=tall)
        if choice.form != "png":
            return lengths
        width, height = choice.target.pixels()
        pixels = self._look.words.text(
            "{width} × {height} pixels at {dpi} dpi", width=width, height=height, dpi=f"{choice.target.dpi:g}"
        )
        return f"{pixels} · {lengths}"

    def _draw_picture(self, painter: QPainter, placed: ChartLayout) -> None:
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        scale = min(room.width() / placed.width, room.height() / placed.height)
        wide, tall = placed.width * scale, placed.height * scale
        left = room.left() + (room.width() - wide) / 2
        top = room.top() + (room.height() - tall) / 2
        frame = QRectF(left, top, wide, tall)
        if self._target.transparent:
            self._draw_squares(painter, frame)
        painter.save()
        painter.translate(left, top)
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, placed.width, placed.height))
        ink = self._pictures.ink(self._target)
        paint_chart(painter, placed, ink, solid=not self._target.transparent)
        painter.restore()
        painter.setPen(QPen(QColor(self._look.theme.hair)))
        painter.drawRect(frame)

    def _draw_squares(self, painter: QPainter, frame: QRectF) -> None:
        """The usual sign for nothing: a board of squares, in the theme of the picture."""
        ground = self._pictures.ink(self._target).ground
        other = ground.darker(106) if self._target.theme == "light" else ground.lighter(116)
        painter.save()
        painter.setClipRect(frame)
        painter.fillRect(frame, ground)
        for row in range(int(frame.height() / _SQUARE) + 1):
            for column in range(row % 2, int(frame.width() / _SQUARE) + 1, 2):
                x, y = frame.left() + column * _SQUARE, frame.top() + row * _SQUARE
                painter.fillRect(QRectF(x, y, _SQUARE, _SQUARE), other)
        painter.restore()

    def _draw_lines(self, painter: QPainter) -> None:
        font = QFont("monospace")
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(self._look.pixels(fonts.SOURCE_SIZE))
        painter.setFont(font)
        painter.setPen(QColor(self._look.theme.text))
        area = self.rect().adjusted(12, 12, -12, -12)
        top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, top_left, "\n".join(self._lines))

    def _draw_rows(self, painter: QPainter) -> None:
        """The figures as a spreadsheet shows them: a head, hair lines, numbers at the right."""
        theme, height = self._look.theme, self._look.pixels(_ROW_HEIGHT)
        widths = self._widths()
        numeric = [any(map(_is_number, column)) for column in zip(*self._rows[1:], strict=True)]
        sides = [_RIGHT if is_numeric else _LEFT for is_numeric in numeric] or [_LEFT] * len(widths)
        for place, row in enumerate(self._rows):
            y = 8 + place * height
            x = 12
            painter.setFont(self._look.font(fonts.SOURCE_SIZE))
            painter.setPen(QColor(theme.muted if place == 0 else theme.text))
            for text, width, side in zip(row, widths, sides, strict=True):
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.drawText(QRect(x, y, width, height), side, shown)
                x += width + 16
            painter.setPen(QColor(theme.hair))
            painter.drawLine(12, y + height, self.width() - 12, y + height)

    def _widths(self) -> list[int]:
        most = self._look.pixels(_CELL_WIDTH)
        metrics = self.fontMetrics()
        return [
            min(most, max(metrics.horizontalAdvance(text) for text in column))
            for column in zip(*self._rows, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        if self._placed is not None:
            self._draw_picture(painter, self._placed)
        else:
            painter.fillRect(self.rect(), QColor(theme.panel))
            if self._rows:
                self._draw_rows(painter)
            elif self._lines:
                self._draw_lines(painter)
            else:
                painter.setPen(QColor(theme.muted))
                painter.drawText(self.rect().adjusted(24, 24, -24, -24), _WORDS, self.message)
        painter.end()


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()
