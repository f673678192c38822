"""The options of a kind: the control says which answers are not the usual ones, its menu offers all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui import parts
from app.ui.menus import add_heading, check_alone, emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.explorer.views import Choice, OptionChoice
    from app.ui.look import Look

_WIDEST: Final = 150


class OptionsButton(QToolButton):
    """Shows the options of the kind on the screen."""

    chosen = Signal(str, str)
    """The name of an option, and its answer."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._words = look.words
        self.setIcon(look.icons.icon("sliders-horizontal", look.theme.text))
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._widest = look.pixels(_WIDEST)
        self._shown: tuple[OptionChoice, ...] | None = None
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self.show_options(())

    def show_options(self, options: Sequence[OptionChoice]) -> None:
        """Offer the options of another kind or view; a kind without any leaves the control off."""
        if tuple(options) == self._shown:
            return
        self._shown = tuple(options)
        emptied(self._menu)
        for option in self._shown:
            add_heading(self._menu, option.title)
            group = QActionGroup(self._menu)
            for choice in option.choices:
                self._menu.addAction(self._action(option, choice, group))
        self.setEnabled(bool(self._shown))
        self._say([_label(option) for option in self._shown if option.current != option.usual])

    def _action(self, option: OptionChoice, choice: Choice, group: QActionGroup) -> QAction:
        action = QAction(parts.escaped(choice.label), group)
        action.setCheckable(True)
        action.setChecked(choice.key == option.current)
        action.setData(choice.key)
        action.setEnabled(not choice.reason)
        action.setToolTip(choice.reason or f"{option.title}: {choice.label}")
        action.triggered.connect(lambda _=False: self._choose(option, choice.key, group))
        return action

    def _choose(self, option: OptionChoice, key: str, group: QActionGroup) -> None:
        check_alone(group, option.current)
        self.chosen.emit(option.name, key)

    def _say(self, changed: Sequence[str]) -> None:
        words = self._words
        name = words.text("Options")
        text = words.listing(list(changed))
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._widest)
        self.setText(f"{parts.escaped(shown)} ▾".lstrip())
        self.setAccessibleName(f"{name}: {text}" if changed else name)
        how = words.text("How the chart shows the figures (Ctrl+Shift+O)")
        self.setToolTip(how if self._shown else words.text("This kind of chart has no options."))
        self.setAccessibleDescription(self.toolTip())


def _label(option: OptionChoice) -> str:
    return next(choice.label for choice in option.choices if choice.key == option.current)
