"""The window itself: shown empty at once, filled when what is heavy has been loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from app.ui.theme import Theme

SIZE: Final = (1440, 900)
SMALLEST: Final = (1000, 620)
_BARS: Final = (48, 26)
_PANELS: Final = (332, 320)


class Shell(QMainWindow):
    """Title, size and place; what it holds can be exchanged."""

    painted = Signal()
    """The first picture of the window is on the screen."""
    closed = Signal()

    def __init__(self, theme: Theme, geometry: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Third Pole")
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        self._frame = _EmptyFrame(theme)
        self._frame.painted.connect(self.painted)
        self.setCentralWidget(self._frame)

    def geometry_text(self) -> str:
        """Size and place, as `__init__` takes them."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)


class _EmptyFrame(QWidget):
    """The grounds and lines of the panels to come, without a single widget in them."""

    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._first = True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, width, height = self._theme, self.width(), self.height()
        left, right = _PANELS
        top, bottom = _BARS
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.panel))
        painter.fillRect(left, top, width - left - right, height - top - bottom, QColor(theme.ground))
        hair = QColor(theme.hair)
        for x, y, wide, tall in (
            (0, top, width, 1),
            (0, height - bottom - 1, width, 1),
            (left, top, 1, height - top - bottom),
            (width - right, top, 1, height - top - bottom),
        ):
            painter.fillRect(x, y, wide, tall, hair)
        painter.end()
        if self._first:
            self._first = False
            QTimer.singleShot(0, self.painted.emit)
