"""A running import at the foot of a window: how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from app.ui import parts
from app.ui.imports.amounts import count, size_text

if TYPE_CHECKING:
    from app.ui.look import Look

_STEPS: Final = 1000
_BAR_WIDTH: Final = 220
_HEIGHT: Final = 32


class ImportBar(QFrame):
    """One line; it belongs to one import."""

    cancel_asked = Signal()

    def __init__(self, name: str, size: int, look: Look) -> None:
        """Begin at nothing.

        Args:
            name: The name of the data set.
            size: Bytes that are to be read; 0 where that is not known.
            look: Language and sizes.
        """
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedHeight(look.pixels(_HEIGHT))
        words = look.words
        self._words, self._name, self._size = words, name, size
        self.said = parts.label(words.text("Importing {name} …", name=name), "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(look.pixels(_BAR_WIDTH))
        self.bar.setAccessibleName(words.text("Progress of the import"))
        self.cancel = parts.button(words.text("Cancel"), "quiet")
        self.cancel.setAccessibleName(words.text("Stop the import of {name}", name=name))
        self.cancel.clicked.connect(self.cancel_asked)
        line = parts.row(self, (16, 0, 8, 0), gap=12)
        line.addWidget(self.bar)
        line.addWidget(self.said, 1)
        line.addWidget(self.cancel)

    def show_progress(self, read: int, rows: int) -> None:
        """Say how far the import is; after the reading come sorting and sums, of which no share is known."""
        words = self._words
        if rows:
            kept = words.text("{count} rows", count=count(rows))
            self.said.setText(words.text("Importing {name} · {done}", name=self._name, done=kept))
        if not read or not self._size:
            return
        if read >= self._size:
            self.bar.setRange(0, 0)
            self.said.setText(words.text("Importing {name} · sorting and adding up", name=self._name))
            return
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(read / self._size * _STEPS))
        done = words.text("{done} of {size}", done=size_text(read), size=size_text(self._size))
        self.said.setText(words.text("Importing {name} · {done}", name=self._name, done=done))
