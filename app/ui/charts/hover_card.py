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
_SIZE, _SMALL = 13, 12


class HoverCard(QWidget):
    """A name in semibold, lines below it, and where they come from in small type."""

    def __init__(self, typeface: Typeface, theme: Theme, parent: QWidget, zoom: float = 1.0) -> None:
        super().__init__(parent)
        self._around = parent
        self._widest = round(_WIDEST * zoom)
        size = round(_SIZE * zoom)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._name = self._label(typeface.font(size, 600))
        self._lines = self._label(typeface.font(size))
        self._source = self._label(typeface.font(round(_SMALL * zoom)))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._lines)
        column.addWidget(self._source)
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
        self._source.setStyleSheet(f"color: {theme.muted}; background: transparent;")

    def show_lines(self, lines: Sequence[str], at: QPoint, source: str = "") -> None:
        """Show a name and what is said of it, beside a place of the parent and inside of it.

        Args:
            lines: The name first; without any the card goes.
            at: The place.
            source: Where that comes from.
        """
        if not lines:
            self.hide()
            return
        self._name.setText(lines[0])
        self._lines.setText("\n".join(lines[1:]))
        self._source.setText(source)
        for label in self._labels():
            label.setVisible(bool(label.text()))
        self._fit()
        room = self._around.size()
        x = at.x() + _GAP if at.x() + _GAP + self.width() <= room.width() else at.x() - _GAP - self.width()
        y = at.y() + _GAP if at.y() + _GAP + self.height() <= room.height() else at.y() - _GAP - self.height()
        self.move(max(0, x), max(0, y))
        self.show()
        self.raise_()

    def _labels(self) -> tuple[QLabel, ...]:
        return (self._name, self._lines, self._source)

    def _fit(self) -> None:
        """As wide as the longest line, up to a limit beyond which lines wrap."""
        wide = max(
            label.fontMetrics().horizontalAdvance(line)
            for label in self._labels()
            for line in label.text().split("\n")
        )
        for label in self._labels():
            label.setFixedWidth(min(self._widest, wide + 4))
        self.adjustSize()

    def texts(self) -> tuple[str, str]:
        """What the card says: the name, and all below it."""
        name, *below = (label.text() for label in self._labels())
        return name, "\n".join(filter(None, below))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.hair))
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()
