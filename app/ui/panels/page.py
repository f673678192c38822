"""What the panels that stand in a window of their own share: title, size, a row of buttons, Esc to close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ui.look import Look


class Page(QDialog):
    """A page beside the window, which stays usable; Esc closes it."""

    def __init__(self, title: str, size: tuple[int, int], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*(look.pixels(length) for length in size))
        self.body = parts.column(self, (20, 16, 20, 16), gap=12)

    def add_foot(self, *buttons: QWidget) -> QHBoxLayout:
        """A row of buttons at the bottom, with one that closes the page at its right."""
        line = parts.row(gap=8)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        close = parts.button(self.look.words.text("Close"), "chip")
        close.clicked.connect(self.close)
        line.addWidget(close)
        self.body.addLayout(line)
        return line


def names_and_texts(lines: Iterable[tuple[str, str]]) -> QGridLayout:
    """Names in grey, beside each what there is to say; the words can be selected."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(lines):
        grid.addWidget(parts.label(name, "caption"), row, 0, Qt.AlignmentFlag.AlignTop)
        said = parts.label(text, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(said, row, 1)
    return grid
