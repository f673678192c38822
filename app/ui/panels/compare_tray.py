"""The members set against each other, as chips above the chart: taken out by a click, added from a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from app.explorer.views import Choice
from app.model.selection import PINNED_LIMIT
from app.ui import parts
from app.ui.choice_button import ChoiceButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.look import Look

_LONGEST: Final = 18


class CompareTray(QFrame):
    """Renders pinned members; hidden while there are none."""

    removed = Signal(str)
    added = Signal(str)
    cleared = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = look.words
        self._words = words
        self.setProperty("role", "ground")
        self.setAccessibleName(words.text("Compared members"))
        self.chips: list[QToolButton] = []
        self._shown: tuple[Choice, ...] = ()
        line = parts.row(self, (16, 2, 16, 2), gap=6)
        line.addWidget(parts.label(words.text("Compare"), "section"))
        self._row = parts.row(gap=6)
        line.addLayout(self._row)
        self.add = ChoiceButton(words.text("Add to the comparison"), look, 160)
        self.add.chosen.connect(self.added)
        self.hint = parts.label("", "caption")
        self.clear = parts.button(words.text("End"), "quiet", words.text("End the comparison"))
        self.clear.clicked.connect(self.cleared)
        for widget in (self.add, self.hint):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.clear)
        self.hide()

    def show_members(self, pinned: Sequence[Choice], others: Sequence[Choice]) -> None:
        """Show the pinned members, and which others could be added."""
        if tuple(pinned) != self._shown:
            self._shown = tuple(pinned)
            parts.clear(self._row)
            self.chips = [self._chip(choice) for choice in pinned]
            for chip in self.chips:
                self._row.addWidget(chip)
        full = len(pinned) >= PINNED_LIMIT
        self.add.show_choices(() if full else tuple(others), "")
        self.add.setText(f"{self._words.text('Add')} ▾")
        self.hint.setText(self._hint(len(pinned)))
        self.hint.setVisible(bool(self.hint.text()))
        self.setVisible(bool(pinned))

    def _hint(self, count: int) -> str:
        if count == 1:
            return self._words.text("Add one more to compare")
        if count >= PINNED_LIMIT:
            return self._words.text("At most {count} can be compared", count=PINNED_LIMIT)
        return ""

    def _chip(self, choice: Choice) -> QToolButton:
        text = choice.label if len(choice.label) <= _LONGEST else f"{choice.label[: _LONGEST - 1]}…"
        name = self._words.text("Take {member} out of the comparison", member=choice.label)
        made = parts.button(f"{text}  ×", "chip", name)
        made.setToolTip(name)
        made.clicked.connect(lambda _=False, key=choice.key: self.removed.emit(key))
        return made
