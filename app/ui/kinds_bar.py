"""The kinds of chart as a bar in an order that stays, the best for the view marked, and a menu of all."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.explorer.views import Advice
    from app.ui.look import Look

_GAP: Final = 2
_LEAST: Final = 42
"""Pixels of a button without a name: that of the kind shown and the menu always have room."""
_FEWEST_NAMED: Final = 3
_DOT: Final = 3.0
_REASON_SHARE: Final = 0.6
"""Of the width of the screen, beyond which the words beside a kind are cut."""
_ANY_ICON: Final = "chart-bar"
_STAND_INS: Final[Mapping[str, str]] = {
    "treemap": "layout",
    "chart-scatter": "circles-four",
    "chart-donut": "chart-pie-slice",
    "grid-nine": "dots-nine",
}
"""Icons that newer releases of the set have, and what stands for them."""


class _Names(Enum):
    """Which buttons have their names beside their icons."""

    ALL = "all"
    PRESSED = "the pressed one and the menu"
    NONE = "none"


class KindsBar(QWidget):
    """One button a kind, as many as there is room for, and a menu of all, the best first."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.words.text("Kinds of chart"))
        self._look = look
        self._advice: tuple[Advice, ...] = ()
        self._kinds: tuple[Advice, ...] = ()
        self._current = ""
        self._buttons: list[_KindButton] = []
        self._more = self._dressed(look.words.text("All kinds"), "dots-three")
        self._more.setToolTip(look.words.text("All kinds of chart, the best for this view first"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self._more)
        self.menu.setToolTipsVisible(True)
        self._more.setMenu(self.menu)
        self.setMinimumWidth(2 * look.pixels(_LEAST))

    def show_advice(self, advice: tuple[Advice, ...], current: str) -> None:
        """Offer kinds, the shown one pressed; `advice` has the best first."""
        if (advice, current) == (self._advice, self._current):
            return
        self._advice, self._current = advice, current
        self._kinds = tuple(sorted(advice, key=lambda kind: kind.place))
        had_focus = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(kind) for kind in self._kinds]
        self._fill_menu()
        self._place()
        if had_focus:
            self.focus_current()

    def show_current(self, kind: str) -> None:
        """Press the button of the kind that is shown, before it is known which others fit."""
        if kind == self._current or not any(known.kind == kind for known in self._kinds):
            return
        self._current = kind
        for button, known in zip(self._buttons, self._kinds, strict=True):
            button.setChecked(known.kind == kind)
        self._fill_menu()
        self._place()

    def forget_reasons(self) -> None:
        """Offer every kind, where it could not be found out which ones fit."""
        self.show_advice(tuple(replace(kind, reason="") for kind in self._advice), self._current)

    def focus_current(self) -> None:
        """Put the keyboard on the pressed button."""
        for button, kind in zip(self._buttons, self._kinds, strict=True):
            if kind.kind == self._current:
                button.setFocus()

    @property
    def _best(self) -> str:
        """The kind that answers the view best; '' where none can show it."""
        return next((kind.kind for kind in self._advice if not kind.reason), "")

    def _dressed(self, title: str, icon: str) -> _KindButton:
        icons, theme = self._look.icons, self._look.theme
        made = parts.dressed(_KindButton(theme.accent), title, "kind", icon=icons.icon(icon, theme.muted))
        made.setParent(self)
        return made

    def _button(self, kind: Advice) -> _KindButton:
        made = self._dressed(kind.title, _ANY_ICON)
        made.setIcon(self._icon(kind))
        made.setCheckable(True)
        made.setChecked(kind.kind == self._current)
        made.setEnabled(not kind.reason)
        made.mark(kind.kind == self._best)
        told = kind.reason or self._told(kind)
        made.setToolTip(f"{kind.title}: {told}")
        made.setAccessibleDescription(told)
        made.clicked.connect(lambda _=False, key=kind.kind: self._choose(key))
        return made

    def _told(self, kind: Advice) -> str:
        """What a kind answers, and whether it does so best."""
        if kind.kind != self._best:
            return kind.question
        return self._look.words.text("{question} The best for this view", question=kind.question)

    def _icon(self, kind: Advice) -> QIcon:
        icons, theme = self._look.icons, self._look.theme
        name = kind.icon if kind.icon in icons else _STAND_INS.get(kind.icon, _ANY_ICON)
        return icons.icon(name, theme.muted, theme.accent)

    def _choose(self, kind: str) -> None:
        for button, advice in zip(self._buttons, self._kinds, strict=True):
            button.setChecked(advice.kind == self._current)
        self.chosen.emit(kind)

    def _place(self) -> None:
        """Buttons from left to right in their order; without room for all the pressed one comes last."""
        self._name_buttons(_Names.ALL)
        if len(self._shown()) < min(_FEWEST_NAMED, len(self._buttons)):
            self._name_buttons(_Names.PRESSED)
        if self._width_of_pressed() + self._more.sizeHint().width() > self.width():
            self._name_buttons(_Names.NONE)
        shown, widths, more_width = self._shown(), self._widths(), self._more.sizeHint().width()
        x = 0
        for place, button in enumerate(self._buttons):
            button.setVisible(place in shown)
            if place in shown:
                button.setGeometry(x, 0, widths[place], self.height())
                x += widths[place] + _GAP
        self._more.setGeometry(x, 0, more_width, self.height())
        hidden = {kind.kind for place, kind in enumerate(self._kinds) if place not in shown}
        self._more.mark(self._best in hidden)

    def _widths(self) -> list[int]:
        return [button.sizeHint().width() for button in self._buttons]

    def _name_buttons(self, names: _Names) -> None:
        """Put names beside the icons of some; the menu loses its own with the last of them."""
        for button, kind in zip(self._buttons, self._kinds, strict=True):
            _name(button, names is _Names.ALL or (names is _Names.PRESSED and kind.kind == self._current))
        _name(self._more, names is not _Names.NONE)

    def _pressed(self) -> int | None:
        return next((place for place, kind in enumerate(self._kinds) if kind.kind == self._current), None)

    def _width_of_pressed(self) -> int:
        pressed = self._pressed()
        return self._buttons[pressed].sizeHint().width() + _GAP if pressed is not None else 0

    def _shown(self) -> set[int]:
        """The first ones that there is room for, and the pressed one."""
        pressed, widths = self._pressed(), self._widths()
        room = self.width() - self._more.sizeHint().width() - self._width_of_pressed()
        shown = {pressed} if pressed is not None else set[int]()
        for place, width in enumerate(widths):
            if place == pressed:
                continue
            if room < width:
                break
            shown.add(place)
            room -= width + _GAP
        return shown

    def _fill_menu(self) -> None:
        """Every kind with what it answers or why it is off, those that fit first, the best on top."""
        self.menu.clear()
        metrics = self.menu.fontMetrics()
        room = round(self.screen().availableGeometry().width() * _REASON_SHARE)
        for kind in self._advice:
            told = kind.reason or self._told(kind)
            brief = metrics.elidedText(told, Qt.TextElideMode.ElideRight, room)
            action = QAction(
                self._icon(kind), f"{parts.escaped(kind.title)}\t{parts.escaped(brief)}", self.menu
            )
            action.setEnabled(not kind.reason)
            action.setCheckable(True)
            action.setChecked(kind.kind == self._current)
            action.setToolTip(told)
            action.setData(kind.kind)
            action.triggered.connect(lambda _=False, key=kind.kind: self.chosen.emit(key))
            self.menu.addAction(action)

    def sizeHint(self) -> QSize:
        return QSize(200, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _name(button: QToolButton, named: bool) -> None:
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if named else style.ToolButtonIconOnly)


class _KindButton(QToolButton):
    """A button that may carry a dot: the best for the view."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.is_best = False

    def mark(self, is_best: bool) -> None:
        """Carry the dot or not."""
        self.is_best = is_best
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_best:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour)
            painter.drawEllipse(QPointF(self.width() - _DOT - 1, _DOT + 2), _DOT, _DOT)
            painter.end()
