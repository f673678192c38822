"""Where one is: the way from China to the selected region, the market and the goods, each a way back."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from app.explorer.views import Crumb
    from app.ui.look import Look

_WIDEST: Final = 170
_NARROWEST: Final = 48
_DOTS: Final = 24
_BETWEEN: Final = 12
_PADDING: Final = 12
_TIGHT: Final = "QToolButton { padding: 3px 4px; }"


class Breadcrumb(QWidget):
    """Crumbs side by side; those that there is no room for are behind a button with three dots."""

    member_chosen = Signal(str, str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.words.text("Where you are"))
        self._look = look
        self._crumbs: tuple[Crumb, ...] = ()
        self._buttons: list[QToolButton] = []
        self._marks: list[QWidget] = []
        self._rest = parts.button("…", "quiet", look.words.text("More steps"))
        self._rest.setParent(self)
        self._rest.setStyleSheet(_TIGHT + "QToolButton::menu-indicator { image: none; }")
        self._rest.setToolTip(look.words.text("More steps"))
        self._rest.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._rest)
        self._rest.setMenu(self._menu)
        self._rest.hide()

    def show_crumbs(self, crumbs: tuple[Crumb, ...]) -> None:
        """Show another way."""
        if crumbs == self._crumbs:
            return
        for old in (*self._buttons, *self._marks):
            old.hide()
            old.deleteLater()
        self._crumbs = crumbs
        self._buttons = [self._button(place) for place in range(len(crumbs))]
        self._marks = [self._mark(place) for place in range(len(crumbs))]
        self._place()

    def _button(self, place: int) -> QToolButton:
        crumb = self._crumbs[place]
        last = place + 1 == len(self._crumbs) or self._crumbs[place + 1].dimension != crumb.dimension
        made = parts.button(crumb.label, "quiet")
        made.setParent(self)
        strong = last and crumb.dimension == "region"
        made.setStyleSheet(_TIGHT + ("QToolButton { font-weight: 600; }" if strong else ""))
        made.setToolTip(crumb.label)
        made.clicked.connect(partial(self._choose, crumb))
        made.ensurePolished()
        return made

    def _mark(self, place: int) -> QWidget:
        same = place > 0 and self._crumbs[place].dimension == self._crumbs[place - 1].dimension
        mark = parts.label("›" if same else "·", "muted")
        mark.setParent(self)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return mark

    def _widths(self) -> list[int]:
        widest = self._look.pixels(_WIDEST)
        pairs = zip(self._buttons, self._crumbs, strict=True)
        metrics = [button.fontMetrics().horizontalAdvance(crumb.label) for button, crumb in pairs]
        return [min(widest, width + _PADDING) for width in metrics]

    def _givers(self) -> list[int]:
        """Crumbs that can do without a place, the first to go first: steps on the way, then what is whole."""
        crumbs = self._crumbs
        steps = [
            place
            for place, (crumb, after) in enumerate(pairwise(crumbs))
            if crumb.dimension == after.dimension
        ]
        wholes = [place for place, crumb in enumerate(crumbs) if crumb.whole and crumb.dimension != "region"]
        return [*steps, *reversed(wholes)]

    def _place(self) -> None:
        widths = self._widths()
        shown, givers = list(range(len(widths))), self._givers()
        room, dots = self.width(), self._look.pixels(_DOTS) + _BETWEEN
        while givers and _needed([widths[place] for place in shown]) > room:
            if len(shown) == len(widths):
                room -= dots
            shown.remove(givers.pop(0))
        self._narrow(widths, shown, room)
        self._set_out(widths, shown)
        self._fill_menu([place for place in range(len(widths)) if place not in shown])

    def _narrow(self, widths: list[int], shown: list[int], room: int) -> None:
        """Take room from the widest crumbs until all fit."""
        narrowest = self._look.pixels(_NARROWEST)
        while shown and _needed([widths[place] for place in shown]) > room:
            widest = max(shown, key=lambda place: widths[place])
            if widths[widest] <= narrowest:
                break
            widths[widest] = max(narrowest, widths[widest] - 8)
        for place, button in enumerate(self._buttons):
            label = self._crumbs[place].label
            text = button.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, widths[place] - 8)
            button.setText(parts.escaped(text))

    def _set_out(self, widths: list[int], shown: list[int]) -> None:
        x = 0
        if len(shown) < len(widths):
            x = self._look.pixels(_DOTS)
            self._rest.setGeometry(0, 0, x, self.height())
        for place, (button, mark) in enumerate(zip(self._buttons, self._marks, strict=True)):
            button.setVisible(place in shown)
            mark.setVisible(place in shown and x > 0)
            if place not in shown:
                continue
            if x > 0:
                mark.setGeometry(x, 0, _BETWEEN, self.height())
                x += _BETWEEN
            button.setGeometry(x, 0, widths[place], self.height())
            x += widths[place]

    def _fill_menu(self, hidden: list[int]) -> None:
        self._rest.setVisible(bool(hidden))
        self._menu.clear()
        for crumb in (self._crumbs[place] for place in hidden):
            entry = self._menu.addAction(parts.escaped(crumb.label))
            entry.triggered.connect(partial(self._choose, crumb))

    def _choose(self, crumb: Crumb, _: bool = False) -> None:
        self.member_chosen.emit(crumb.dimension, crumb.code, "")

    def sizeHint(self) -> QSize:
        return QSize(_needed(self._widths()), self._look.pixels(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._look.pixels(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _needed(widths: list[int]) -> int:
    return sum(widths) + _BETWEEN * max(0, len(widths) - 1)
