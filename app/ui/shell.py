"""The window itself: shown empty at once, filled when what is heavy has been loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.settings import ThemeChoice

SIZE: Final = (1440, 900)
FRAME: Final = (16, 48)
"""Room for what the desktop puts around a window: its borders and title bar, unknown before it is shown."""
SMALLEST: Final = (1000, 620)
FIRST_COLOURS: Final[Mapping[str, tuple[str, str, str]]] = {
    "light": ("#FFFFFF", "#F6F7F8", "#E4E8EB"),
    "dark": ("#1B1F25", "#14171B", "#2A3038"),
}
"""Panel, ground and hair line of the two themes: `theme` itself takes too long to import for them."""
_BARS: Final = (48, 26)
_PANEL_SHARES: Final = (0.235, 0.225)


class Shell(QMainWindow):
    """Title, size and place; what it holds can be exchanged."""

    painted = Signal()
    """The first picture of the window is on the screen."""
    closed = Signal()

    def __init__(self, theme: ThemeChoice, geometry: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Third Pole")
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*SIZE).boundedTo(self.screen().availableSize() - QSize(*FRAME)))
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        self._frame = _EmptyFrame(FIRST_COLOURS[_seen(theme)])
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

    def __init__(self, colours: tuple[str, str, str]) -> None:
        super().__init__()
        self._colours = colours
        self._first = True

    def paintEvent(self, event: QPaintEvent) -> None:
        panel, ground, hair = (QColor(colour) for colour in self._colours)
        width, height = self.width(), self.height()
        left, right = (round(width * share) for share in _PANEL_SHARES)
        top, bottom = _BARS
        painter = QPainter(self)
        painter.fillRect(self.rect(), panel)
        painter.fillRect(left, top, width - left - right, height - top - bottom, ground)
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


def _seen(theme: ThemeChoice) -> str:
    """The theme that a choice means; the system says 'Dark' or something else."""
    if theme != "system":
        return theme
    return "dark" if QGuiApplication.styleHints().colorScheme().name == "Dark" else "light"
