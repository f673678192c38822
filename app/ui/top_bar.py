"""The bar at the top: back and forward, where one is, search, and the controls of flow, period and basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from app.ui import parts
from app.ui.breadcrumb import Breadcrumb
from app.ui.choice_button import ChoiceButton
from app.ui.search_box import SearchBox
from app.ui.segments import Segments

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.explorer.views import View
    from app.ui.look import Look

_SEARCH_WIDTHS: Final = (130, 320)
_SEARCH_SHARE: Final = 0.16


class TopBar(QFrame):
    """Renders the crumbs and choices of a `View`."""

    member_chosen = Signal(str, str, str)
    flow_chosen = Signal(str)
    period_chosen = Signal(str)
    basis_chosen = Signal(str)
    export_asked = Signal()

    def __init__(
        self,
        steps: tuple[QAction, QAction],
        menu: QMenu,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        words = look.words
        self._look = look
        self.crumbs = Breadcrumb(look)
        self.search = SearchBox(look)
        self.flows = Segments(words.text("Flow"))
        self.periods = ChoiceButton(words.text("Period"), look, 150, steady=True)
        self.bases = ChoiceButton(words.text("Basis"), look, 170, steady=True)
        self.export = parts.button(words.text("Export"), "primary")
        self.menu_button = self._menu_button(menu)
        layout = parts.row(self, (8, 0, 12, 0), gap=6)
        for step in steps:
            layout.addWidget(_step_button(step))
        layout.addWidget(self.crumbs, 1)
        for widget in (self.search, self.flows, self.periods, self.bases, self.export, self.menu_button):
            layout.addWidget(widget)
        self._connect()

    def _menu_button(self, menu: QMenu) -> QToolButton:
        look = self._look
        icon = look.icons.icon("list", look.theme.text)
        made = parts.button("", "quiet", look.words.text("Menu (F10)"), icon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(menu)
        return made

    def _connect(self) -> None:
        self.crumbs.member_chosen.connect(self.member_chosen)
        self.flows.chosen.connect(self.flow_chosen)
        self.periods.chosen.connect(self.period_chosen)
        self.bases.chosen.connect(self.basis_chosen)
        self.export.clicked.connect(self.export_asked)

    def show_view(self, view: View) -> None:
        """Show where a view is and what else could be chosen."""
        selection, choices = view.selection, view.choices
        self.crumbs.show_crumbs(view.crumbs)
        self.flows.show_choices(choices.flows, selection.flow)
        self.periods.show_choices(choices.periods, selection.period)
        self.bases.show_choices(choices.dataflows, selection.dataflow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow, wide = (self._look.pixels(width) for width in _SEARCH_WIDTHS)
        self.search.setFixedWidth(max(narrow, min(wide, round(self.width() * _SEARCH_SHARE))))


def _step_button(action: QAction) -> QToolButton:
    made = parts.button("", "quiet", action.text())
    made.setDefaultAction(action)
    made.setAccessibleName(action.text())
    return made
