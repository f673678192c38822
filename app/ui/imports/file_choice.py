"""The files of a folder that can be read, each on its own: one is chosen with a click or Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.ui import parts
from app.ui.imports.amounts import size_on_disk, size_text
from app.ui.imports.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.ui.look import Look


class FileChoice(QWidget):
    """A list of files with their sizes; empty and hidden where there is nothing to choose."""

    chosen = Signal(object)
    """A path."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        title = look.words.text("Files of this folder")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.itemActivated.connect(self._send)
        self.list.itemClicked.connect(self._send)
        inner = parts.column(self, gap=4)
        inner.addWidget(parts.label(title, "section"))
        inner.addWidget(self.list, 1)

    def show_files(self, paths: Sequence[Path]) -> None:
        """Offer other files."""
        self.list.clear()
        for path in paths:
            item = QListWidgetItem(f"{one_line(path.name)}   {size_text(size_on_disk(path))}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.list.addItem(item)
        self.setVisible(bool(paths))

    def _send(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
