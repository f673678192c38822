"""What could not be read of the data sets: each place by file, line and column, with what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.ui import parts
from app.ui.panels.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.message import Message
    from app.model.words import Words
    from app.ui.look import Look


class DamagePage(Page):
    """Lists damaged places; what is damaged was left out, and all else is open."""

    def __init__(self, places: Sequence[Message], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(damage_text(len(places), look.words), (760, 420), look, parent)
        words = look.words
        self._places = tuple(place.in_words(words) for place in places)
        told = words.text(
            "These rows were left out; everything else is open. Mend the files at the places named here, "
            "then start the program again."
        )
        self.list = QListView()
        self.list.setModel(QStringListModel(list(self._places), self.list))
        self.list.setWordWrap(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(words.text("Damaged places"))
        self.copy_button = parts.button(words.text("Copy all"), "chip")
        self.copy_button.clicked.connect(self.copy_all)
        self.body.addWidget(parts.label(told, wrap=True))
        self.body.addWidget(self.list, 1)
        self.add_foot(self.copy_button)

    def copy_all(self) -> None:
        """Put every line on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self._places))


def damage_text(count: int, words: Words) -> str:
    """How many places could not be read, as the line at the bottom says it."""
    return words.text("Damaged data: {count} left out", count=count)
