"""The line at the bottom: what is open, how much and of when; for a moment, what has just happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.ui import parts
from app.ui.elided_label import ElidedLabel

if TYPE_CHECKING:
    from app.model.catalog import Dataflow
    from app.model.words import Words
    from app.ui.look import Look

_SHOWN_MS: Final = 8000


class StatusLine(QFrame):
    """Left what lasts, right what passes."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._words = look.words
        self._lasting = ElidedLabel("caption")
        self._passing = parts.label("", "caption")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self._passing.clear)
        self._line = parts.row(self, (16, 0, 16, 0), gap=16)
        self._line.addWidget(self._lasting, 1)
        self._line.addWidget(self._passing)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end, such as a way to a panel."""
        self._line.addWidget(widget)

    def show_dataflow(self, dataflow: Dataflow, dataset: str, rows: int) -> None:
        """Say which table the figures come from."""
        words = self._words
        parts_of_line = [
            words.text("Bundled data") if dataset == "bundled" else dataset,
            words.name(dataflow),
            dataflow.basis(words.language),
            _shown(rows, words),
            words.text("as of {date}", date=dataflow.released) if dataflow.released else "",
        ]
        text = " · ".join(part for part in parts_of_line if part)
        self._lasting.show_text(text)

    def say(self, message: str) -> None:
        """Say for a moment what has happened, also to a screen reader."""
        self._passing.setText(message)
        self._passing.setToolTip(message)
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message))

    @property
    def message(self) -> str:
        """What was said last, until it has passed."""
        return self._passing.text()


def _shown(rows: int, words: Words) -> str:
    if rows == 1:
        return words.text("1 row shown")
    return words.text("{count} rows shown", count=rows) if rows else ""
