"""Where one is: the way from China to the selected region, the market and the goods, each a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.explorer.views import Crumb
    from app.ui.look import Look

_WIDEST: Final = 170
_NARROWEST: Final = 48
_BETWEEN: Final = 12
_PADDING: Final = 12


class Breadcrumb(QWidget):
    """Crumbs side by side; when there is little room the first ones give way."""

    member_chosen = Signal(str, str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(look.words.text("Where you are"))
        self._look = look
        self._crumbs: tuple[Crumb, ...] = ()
        self._buttons: list[QToolButton] = []
        self._marks: list[QWidget] = []

    def show_crumbs(self, crumbs: tuple[Crumb, ...]) -> None:
        """Show another way."""
        if crumbs == self._crumbs:
            return
        for old in (*self._buttons, *self._marks):
            old.hide()
            old.deleteLater()
        self._crumbs = crumbs
        self._buttons = [self._button(place) for place in range(len(crumbs))]
        self._marks = [self._mark(place) for place in range(1, len(crumbs))]
        self._place()

    def _button(self, place: int) -> QToolButton:
        crumb = self._crumbs[place]
        last = place + 1 == len(self._crumbs) or self._crumbs[place + 1].dimension != crumb.dimension
        made = parts.button(crumb.label, "quiet")
        made.setParent(self)
        strong = last and crumb.dimension == "region"
        made.setStyleSheet("padding: 3px 4px;" + ("font-weight: 600;" if strong else ""))
        made.setToolTip(crumb.label)
        made.clicked.connect(lambda: self.member_chosen.emit(crumb.dimension, crumb.code, ""))
        made.ensurePolished()
        made.show()
        return made

    def _mark(self, place: int) -> QWidget:
        same = self._crumbs[place].dimension == self._crumbs[place - 1].dimension
        mark = parts.label("›" if same else "·", "muted")
        mark.setParent(self)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.show()
        return mark

    def _widths(self) -> list[int]:
        widest = self._look.pixels(_WIDEST)
        metrics = [button.fontMetrics().horizontalAdvance(crumb.label) for button, crumb in self._pairs()]
        return [min(widest, width + _PADDING) for width in metrics]

    def _pairs(self) -> Iterable[tuple[QToolButton, Crumb]]:
        return zip(self._buttons, self._crumbs, strict=True)

    def _place(self) -> None:
        widths = self._widths()
        first = 0
        while first + 1 < len(widths) and _needed(widths[first:]) > self.width():
            if self._crumbs[first + 1].dimension != "region":
                break
            first += 1
        self._narrow(widths, first)
        x = 0
        for place, button in enumerate(self._buttons):
            shown = place >= first
            button.setVisible(shown)
            if place:
                self._marks[place - 1].setVisible(place > first)
            if not shown:
                continue
            if place > first:
                self._marks[place - 1].setGeometry(x, 0, _BETWEEN, self.height())
                x += _BETWEEN
            button.setGeometry(x, 0, widths[place], self.height())
            x += widths[place]

    def _narrow(self, widths: list[int], first: int) -> None:
        """Take room from the widest crumbs until all fit."""
        narrowest = self._look.pixels(_NARROWEST)
        while _needed(widths[first:]) > self.width():
            widest = max(range(first, len(widths)), key=lambda place: widths[place], default=first)
            if not widths or widths[widest] <= narrowest:
                break
            widths[widest] = max(narrowest, widths[widest] - 8)
        for place, button in enumerate(self._buttons):
            label = self._crumbs[place].label
            shown = button.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, widths[place] - 8)
            button.setText(parts.escaped(shown))

    def sizeHint(self) -> QSize:
        return QSize(_needed(self._widths()), self._look.pixels(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._look.pixels(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def _needed(widths: list[int]) -> int:
    return sum(widths) + _BETWEEN * max(0, len(widths) - 1)
