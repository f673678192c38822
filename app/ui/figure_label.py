"""Words that can be pointed at and reached by Tab: figures that tell their source, and ways to a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from app.model.figure import Figure
    from app.ui.look import Look
    from app.ui.parts import LabelRole
    from app.ui.source_book import SourceBook


class ActiveLabel(QLabel):
    """Words that do something when they are clicked, or when Enter is pressed on them."""

    activated = Signal()
    keys: frozenset[Qt.Key] = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})

    def __init__(self, text: str, role: LabelRole, look: Look, *, wrap: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._look = look

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self.keys:
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self._look.theme.accent))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)
            painter.end()


class FigureLabel(ActiveLabel):
    """A figure: hover tells the source; F2, Enter or a click opens its page."""

    figure_asked = Signal(object, QPoint)
    keys = ActiveLabel.keys | {Qt.Key.Key_F2}

    def __init__(self, figure: Figure, text: str, role: LabelRole, book: SourceBook, look: Look) -> None:
        super().__init__(text, role, look)
        self.setAccessibleDescription(look.words.text("F2 shows where this figure comes from"))
        self.figure = figure
        self._book = book
        self.activated.connect(self._ask)

    def _ask(self) -> None:
        self.figure_asked.emit(self.figure, self.mapToGlobal(self.rect().bottomLeft()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._book.show_tip(self.figure, event.globalPos(), self)
            return True
        return super().event(event)
