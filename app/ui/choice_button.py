"""A control that says what is chosen; its menu says what else could be, and why something could not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui import parts
from app.ui.menus import add_heading, check_alone, emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.explorer.views import Choice
    from app.ui.look import Look


_MOST_IN_A_MENU: Final = 40


class ChoiceButton(QToolButton):
    """Shows one of several choices."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        look: Look,
        widest: int = 220,
        parent: QWidget | None = None,
        *,
        steady: bool = False,
    ) -> None:
        """Show nothing yet.

        Args:
            name: What is chosen here.
            look: Fonts and colours.
            widest: Pixels that the button takes at the most.
            parent: Qt's owner.
            steady: Whether it is as wide as its widest choice so far, so that what stands beside it stays
                in its place whatever is chosen.
        """
        super().__init__(parent)
        self._steady = steady
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMaximumWidth(look.pixels(widest))
        self._name = name
        self._widest = look.pixels(widest)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self._shown: tuple[Sequence[Choice], str] | None = None
        self.show_choices((), "")

    def show_choices(self, choices: Sequence[Choice], current: str) -> None:
        """Offer other choices; one that is off stays visible and says why."""
        if (choices, current) == self._shown:
            return
        self._shown = (choices, current)
        group = QActionGroup(emptied(self._menu))
        heading, menu = "", self._menu
        by_year = len(choices) > _MOST_IN_A_MENU
        for choice in choices:
            section = choice.key[:4] if by_year else choice.group
            if section and section != heading:
                heading = section
                menu = self._section(section, in_menu=by_year)
            menu.addAction(self._action(choice, current, group))
        shown = next((choice for choice in choices if choice.key == current), None)
        self._say(
            (shown.short or shown.label) if shown is not None else current or self._name,
            "\n".join(filter(None, (shown.label, shown.detail))) if shown is not None else "",
        )
        if self._steady:
            texts = {self._brief(choice.short or choice.label) for choice in choices}
            self.setMinimumWidth(max((self._width_of(text) for text in texts), default=0))
        self.setVisible(bool(choices))

    def _width_of(self, text: str) -> int:
        """Pixels of the button with a text, no less than it ever had."""
        plain = Qt.TextFlag.TextShowMnemonic.value
        longer = (
            self.fontMetrics().size(plain, text).width() - self.fontMetrics().size(plain, self.text()).width()
        )
        return max(self.minimumWidth(), min(self._widest, self.sizeHint().width() + longer))

    def _section(self, heading: str, *, in_menu: bool) -> QMenu:
        """Months of many years have a menu for each year; everything else stands below a heading."""
        if in_menu:
            return self._menu.addMenu(heading)
        add_heading(self._menu, heading)
        return self._menu

    def _action(self, choice: Choice, current: str, group: QActionGroup) -> QAction:
        action = QAction(parts.escaped(choice.label), group)
        action.setCheckable(True)
        action.setChecked(choice.key == current)
        action.setData(choice.key)
        action.setEnabled(not choice.reason)
        action.setToolTip(choice.reason or choice.detail or choice.label)
        action.triggered.connect(lambda _=False: self._choose(choice.key, current, group))
        return action

    def _choose(self, key: str, current: str, group: QActionGroup) -> None:
        check_alone(group, current)
        self.chosen.emit(key)

    def _say(self, text: str, detail: str) -> None:
        self.setText(parts.escaped(self._brief(text)))
        self.setAccessibleName(f"{self._name}: {text}")
        self.setToolTip(f"{self._name}: {text}" + (f"\n{detail}" if detail else ""))

    def _brief(self, text: str) -> str:
        """A text as it stands on the button."""
        room = self._widest - 34
        return f"{self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)} ▾"
