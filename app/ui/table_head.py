"""The heads of the table under the chart: a title and its unit, side by side or one above the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from app.ui import fonts
from app.ui.models.table_model import TableModel

if TYPE_CHECKING:
    from app.ui.look import Look

PAD: Final = 8
_MARK_ROOM: Final = 14
"""Pixels that the mark of a sorted column takes beside its words."""


class TableHead(QHeaderView):
    """Draws the heads of a `TableModel`; `stand_two_lines` puts units below titles."""

    def __init__(self, model: TableModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._figures = model
        self._theme = look.theme
        self._font = look.font(fonts.SOURCE_SIZE)
        self._metrics = QFontMetricsF(self._font)
        self._line = look.pixels(15)
        self._two_lines = False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def wanted_width(self, column: int, *, two_lines: bool) -> int:
        """Pixels that show the head of a column whole."""
        widths = [self._metrics.horizontalAdvance(line) for line in self._lines(column, two_lines=two_lines)]
        return round(max(widths, default=0.0)) + 2 * PAD + _MARK_ROOM

    def stand_two_lines(self, two_lines: bool) -> None:
        """Set units below titles, or beside them."""
        if two_lines != self._two_lines:
            self._two_lines = two_lines
            self.headerDataChanged(Qt.Orientation.Horizontal, 0, max(0, self.count() - 1))
            self.updateGeometry()

    def _lines(self, column: int, *, two_lines: bool) -> list[str]:
        described = self._figures.column(column)
        if two_lines and described.unit:
            return [described.title, described.unit]
        return [self._figures.heads()[column]]

    def _draw_mark(self, painter: QPainter, rect: QRect, *, numeric: bool) -> None:
        """A small arrow at the free side: down for largest first."""
        up = self._figures.sorted_by[1] == Qt.SortOrder.AscendingOrder
        x = rect.left() + PAD + 3.0 if numeric else rect.right() - PAD - 3.0
        y, rise = rect.center().y() + 0.5, -2.0 if up else 2.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 1.4))
        painter.drawPolyline([QPointF(x - 3, y - rise), QPointF(x, y + rise), QPointF(x + 3, y - rise)])

    # Qt

    def sizeHint(self) -> QSize:
        lines = 2 if self._two_lines else 1
        return QSize(super().sizeHint().width(), lines * self._line + 2 * PAD)

    def paintSection(self, painter: QPainter, rect: QRect, column: int, /) -> None:
        if not 0 <= column < self._figures.columnCount():
            return
        numeric = self._figures.column(column).numeric
        is_sorted = column == self._figures.sorted_by[0]
        painter.save()
        painter.fillRect(rect, QColor(self._theme.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self._theme.hair))
        if is_sorted:
            self._draw_mark(painter, rect, numeric=numeric)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text if is_sorted else self._theme.muted))
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        area = rect.adjusted(PAD, 0, -PAD, -PAD)
        for line in reversed(self._lines(column, two_lines=self._two_lines)):
            text = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, side | Qt.AlignmentFlag.AlignBottom, text)
            area.setBottom(area.bottom() - self._line)
        painter.restore()
