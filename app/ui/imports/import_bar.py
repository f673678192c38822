"""A running import at the foot of a window: how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from app.ui import parts
from app.ui.imports.amounts import count, size_text

if TYPE_CHECKING:
    from app.ui.look import Look

_STEPS: Final = 1000
_BAR_WIDTH: Final = 220
_HEIGHT: Final = 32
QUIET_MS: Final = 800
"""After so long without a word the reading is over; of what follows no share is known."""


class ImportBar(QFrame):
    """One line; it belongs to one import."""

    cancel_asked = Signal()

    def __init__(self, name: str, size: int, look: Look, rows: int = 0) -> None:
        """Begin at nothing.

        Args:
            name: The name of the data set.
            size: Bytes that are to be read; 0 where that is not known.
            look: Language and sizes.
            rows: Rows that the file has, as the form counted them.
        """
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedHeight(look.pixels(_HEIGHT))
        words = look.words
        self._words, self._name, self._size, self._rows = words, name, size, rows
        self.said = parts.label(words.text("Importing {name} …", name=name), "caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(look.pixels(_BAR_WIDTH))
        self.bar.setAccessibleName(words.text("Progress of the import"))
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._show_sorting)
        self.cancel = parts.button(words.text("Cancel"), "quiet")
        self.cancel.setAccessibleName(words.text("Stop the import of {name}", name=name))
        self.cancel.clicked.connect(self.cancel_asked)
        line = parts.row(self, (16, 0, 8, 0), gap=12)
        line.addWidget(self.bar)
        line.addWidget(self.said, 1)
        line.addWidget(self.cancel)

    def show_progress(self, read: int, _rows: int) -> None:
        """Say how far the import is; after the reading come sorting and sums, of which no share is known."""
        words = self._words
        if not read or not self._size:
            return
        self._quiet.start()
        read = min(read, self._size)
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(read / self._size * _STEPS))
        done = words.text("{done} of {size}", done=size_text(read), size=size_text(self._size))
        if self._rows:
            about = count(int(float(f"{self._rows * read / self._size:.2g}")))
            done = words.text(
                "{done}, about {rows} of {all} rows", done=done, rows=about, all=count(self._rows)
            )
        self.said.setText(words.text("Importing {name} · {done}", name=self._name, done=done))

    def _show_sorting(self) -> None:
        self.bar.setRange(0, 0)
        self.said.setText(self._words.text("Importing {name} · sorting and adding up", name=self._name))
