"""The card beside the pointer: plain words, so that a name in a data set can never be markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.fonts import Typeface
    from app.ui.theme import Theme

_GAP = 14
_WIDEST = 340
_SIZE = 13


class HoverCard(QWidget):
    """A name in semibold, and lines below it."""

    def __init__(self, typeface: Typeface, theme: Theme, parent: QWidget, zoom: float = 1.0) -> None:
        super().__init__(parent)
        self._around = parent
        self._widest = round(_WIDEST * zoom)
        size = round(_SIZE * zoom)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._name = self._label(typeface.font(size, 600))
        self._lines = self._label(typeface.font(size))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._lines)
        self.set_theme(theme)
        self.hide()

    def _label(self, font: QFont) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(font)
        label.setWordWrap(True)
        label.setMaximumWidth(self._widest)
        return label

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._name.setStyleSheet(f"color: {theme.text}; font-weight: 600; background: transparent;")
        self._lines.setStyleSheet(f"color: {theme.text}; background: transparent;")

    def show_lines(self, lines: Sequence[str], at: QPoint) -> None:
        """Show a name and what is said of it, beside a place of the parent and inside of it."""
        if not lines:
            self.hide()
            return
        self._name.setText(lines[0])
        self._lines.setText("\n".join(lines[1:]))
        self._lines.setVisible(len(lines) > 1)
        self._fit(lines)
        room = self._around.size()
        x = at.x() + _GAP if at.x() + _GAP + self.width() <= room.width() else at.x() - _GAP - self.width()
        y = at.y() + _GAP if at.y() + _GAP + self.height() <= room.height() else at.y() - _GAP - self.height()
        self.move(max(0, x), max(0, y))
        self.show()
        self.raise_()

    def _fit(self, lines: Sequence[str]) -> None:
        """As wide as the longest line, up to a limit beyond which lines wrap."""
        wide = max(
            self._name.fontMetrics().horizontalAdvance(lines[0]),
            *(
                self._lines.fontMetrics().horizontalAdvance(part)
                for line in ("", *lines[1:])
                for part in line.split("\n")
            ),
        )
        width = min(self._widest, wide + 4)
        for label in (self._name, self._lines):
            label.setFixedWidth(width)
        self.adjustSize()

    def texts(self) -> tuple[str, str]:
        """What the card says: the name, and the lines below it."""
        return self._name.text(), self._lines.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.hair))
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()
