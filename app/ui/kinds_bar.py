"""The kinds of chart as a bar: those that fit are on, the others say why not, the rest is under More."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.explorer.views import Advice
    from app.ui.look import Look

_GAP: Final = 2
_FEWEST_NAMED: Final = 3
_ANY_ICON: Final = "chart-bar"
_STAND_INS: Final[Mapping[str, str]] = {
    "treemap": "layout",
    "chart-scatter": "circles-four",
    "chart-donut": "chart-pie-slice",
    "grid-nine": "dots-nine",
}
"""Icons that newer releases of the set have, and what stands for them."""


class KindsBar(QWidget):
    """One button a kind, as many as there is room for."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.words.text("Kinds of chart"))
        self._look = look
        self._advice: tuple[Advice, ...] = ()
        self._current = ""
        self._buttons: list[QToolButton] = []
        icon = look.icons.icon("dots-three", look.theme.muted)
        self._more = parts.button(
            look.words.text("More"), "kind", look.words.text("More kinds of chart"), icon
        )
        self._more.setParent(self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._more)
        self._menu.setToolTipsVisible(True)
        self._more.setMenu(self._menu)

    def show_advice(self, advice: tuple[Advice, ...], current: str) -> None:
        """Offer kinds, the shown one pressed."""
        if (advice, current) == (self._advice, self._current):
            return
        self._advice, self._current = advice, current
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(kind) for kind in advice]
        self._place()
        if had_focus:
            self.focus_current()

    def focus_current(self) -> None:
        """Put the keyboard on the pressed button."""
        for button, kind in zip(self._buttons, self._advice, strict=True):
            if kind.kind == self._current:
                button.setFocus()

    def _button(self, kind: Advice) -> QToolButton:
        icon = self._icon(kind)
        made = parts.button(kind.title, "kind", icon=icon)
        made.setParent(self)
        made.setCheckable(True)
        made.setChecked(kind.kind == self._current)
        made.setEnabled(not kind.reason)
        made.setToolTip(f"{kind.title}: {kind.reason or kind.question}")
        made.setAccessibleDescription(kind.reason or kind.question)
        made.clicked.connect(lambda _=False, key=kind.kind: self._choose(key))
        return made

    def _icon(self, kind: Advice) -> QIcon:
        icons, theme = self._look.icons, self._look.theme
        name = kind.icon if kind.icon in icons else _STAND_INS.get(kind.icon, _ANY_ICON)
        return icons.icon(name, theme.muted, theme.accent)

    def _choose(self, kind: str) -> None:
        for button, advice in zip(self._buttons, self._advice, strict=True):
            button.setChecked(advice.kind == self._current)
        self.chosen.emit(kind)

    def _place(self) -> None:
        """Buttons from left to right; when not all fit, the pressed one is always among the shown."""
        self._name_buttons(named=True)
        widths = self._widths()
        if len(self._shown(widths, self._more.sizeHint().width())) < min(_FEWEST_NAMED, len(widths)):
            self._name_buttons(named=False)
            widths = self._widths()
        more_width = self._more.sizeHint().width()
        shown = self._shown(widths, more_width)
        x = 0
        for place, button in enumerate(self._buttons):
            button.setVisible(place in shown)
            if place in shown:
                button.setGeometry(x, 0, widths[place], self.height())
                x += widths[place] + _GAP
        hidden = [kind for place, kind in enumerate(self._advice) if place not in shown]
        self._more.setVisible(bool(hidden))
        self._more.setGeometry(x, 0, more_width, self.height())
        self._fill_menu(hidden)

    def _widths(self) -> list[int]:
        return [button.sizeHint().width() for button in self._buttons]

    def _name_buttons(self, *, named: bool) -> None:
        """Names beside the icons where there is room; otherwise the pressed one keeps its name."""
        for button, kind in zip(self._buttons, self._advice, strict=True):
            shown = named or kind.kind == self._current
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)

    def _shown(self, widths: list[int], more_width: int) -> set[int]:
        if sum(widths) + _GAP * len(widths) <= self.width():
            return set(range(len(widths)))
        room = self.width() - more_width
        pressed = [place for place, kind in enumerate(self._advice) if kind.kind == self._current]
        shown: set[int] = set()
        for place in (*pressed, *(p for p in range(len(widths)) if p not in pressed)):
            if room < widths[place]:
                break
            shown.add(place)
            room -= widths[place] + _GAP
        return shown

    def _fill_menu(self, hidden: list[Advice]) -> None:
        self._menu.clear()
        for kind in hidden:
            action = QAction(self._icon(kind), kind.title, self._menu)
            action.setEnabled(not kind.reason)
            action.setToolTip(kind.reason or kind.question)
            action.triggered.connect(lambda _=False, key=kind.kind: self.chosen.emit(key))
            self._menu.addAction(action)

    def sizeHint(self) -> QSize:
        return QSize(200, self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._more.sizeHint().width() + 100, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
