"""A few choices side by side, one of them pressed: the flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.explorer.views import Choice


class Segments(QFrame):
    """Shows every choice; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self._choices: tuple[Choice, ...] = ()
        self._current = ""
        self._buttons: list[QToolButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._layout = parts.row(self, (2, 2, 2, 2))

    def show_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer other choices."""
        if (tuple(choices), current) == (self._choices, self._current):
            return
        had_focus = any(button.hasFocus() for button in self._buttons)
        parts.clear(self._layout)
        self._choices, self._current = tuple(choices), current
        self._buttons = [self._button(choice) for choice in self._choices]
        for button in self._buttons:
            self._layout.addWidget(button)
            if had_focus and button.isChecked():
                button.setFocus()

    def _button(self, choice: Choice) -> QToolButton:
        made = parts.button(choice.label, "segment")
        made.setCheckable(True)
        made.setChecked(choice.key == self._current)
        made.setEnabled(not choice.reason or choice.key == self._current)
        made.setToolTip(choice.reason or choice.detail or choice.label)
        made.clicked.connect(lambda _=False, key=choice.key: self._choose(key))
        return made

    def _choose(self, key: str) -> None:
        for button, choice in zip(self._buttons, self._choices, strict=True):
            button.setChecked(choice.key == self._current)
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        on = [button for button in self._buttons if button.isEnabled()]
        here = next((place for place, button in enumerate(on) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            on[(here + step) % len(on)].setFocus(Qt.FocusReason.TabFocusReason)
