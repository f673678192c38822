"""Comparing up to six members: chips above the chart, and 'Compare' in the menus of chart and trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.explorer.members import is_comparison
from app.explorer.views import Choice
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.selection import PINNED_LIMIT
from app.ui import parts
from app.ui.models.occurrences import Occurrence
from app.ui.models.roles import Role
from app.ui.panels.compare_tray import CompareTray

if TYPE_CHECKING:
    from app.explorer.explorer import Explorer
    from app.explorer.views import View
    from app.model.dimension import Dimension
    from app.model.selection import Breakdown, Selection
    from app.ui.look import Look
    from app.ui.panels.panels import Beside
    from app.ui.workspace import Workspace

_MOST_OTHERS: Final = 40


class Comparing(QObject):
    """Shows what is compared in one window, and changes it."""

    def __init__(self, window: Beside, explorer: Explorer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._explorer = explorer
        self.tray: CompareTray | None = None

    def attach(self, workspace: Workspace, look: Look) -> None:
        """Take the places in a workspace that was put together anew."""
        tray = CompareTray(look)
        tray.removed.connect(self._toggle)
        tray.added.connect(self._toggle)
        tray.cleared.connect(lambda: self._window.controller.change(pinned=()))
        workspace.chart_view.add_above(tray)
        workspace.navigator.member_added.connect(self.compare)
        tree = workspace.navigator.tree
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._open_tree_menu)
        self.tray = tray

    def show_view(self, view: View) -> None:
        """Show the pinned members of a view."""
        if self.tray is None:
            return
        selection, words = view.selection, self._window.look.words
        tree = self._dimension(selection)
        if tree is None:
            self.tray.show_members((), ())
            return
        pinned = [Choice(code, words.name(tree[code])) for code in selection.pinned if code in tree]
        others = [
            Choice(code, words.name(tree[code]))
            for code in self._likes(tree, selection.breakdown)
            if code not in selection.pinned
        ]
        self.tray.show_members(pinned, others[:_MOST_OTHERS])

    def open_menu(self) -> None:
        """Offer to compare the chosen member with one of its likes."""
        selection, workspace = self._window.controller.selection, self._window.workspace
        tree = self._dimension(selection)
        if tree is None:
            words = self._window.look.words
            self._window.say(words.text("Flows and periods stand side by side already"))
            return
        menu = QMenu(workspace.chart_view)
        others = [code for code in self._likes(tree, selection.breakdown) if code != selection.of(tree.name)]
        for code in others[:_MOST_OTHERS]:
            entry = menu.addAction(parts.escaped(self._window.look.words.name(tree[code])))
            entry.setCheckable(True)
            entry.setChecked(code in selection.pinned)
            entry.triggered.connect(lambda _=False, other=code: self.compare(tree.name, other))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(workspace.chart_view.mapToGlobal(workspace.chart_view.chart.pos()))

    def add_to_menu(self, menu: QMenu, member: str) -> None:
        """Offer to compare a member of the chart."""
        tree = self._dimension(self._window.controller.selection)
        if tree is not None and member in tree:
            self._add_entry(menu, tree, member)

    def compare(self, dimension: DimensionName, code: str) -> None:
        """Pin a member, or let it go."""
        controller = self._window.controller
        before = controller.selection
        after = self._explorer.compare(before, dimension, code)
        if after.pinned == before.pinned:
            words = self._window.look.words
            self._window.say(words.text("At most {count} can be compared", count=PINNED_LIMIT))
        else:
            controller.select(after)

    def _toggle(self, code: str) -> None:
        tree = self._dimension(self._window.controller.selection)
        if tree is not None:
            self.compare(tree.name, code)

    def _add_entry(self, menu: QMenu, tree: Dimension, code: str) -> None:
        words, selection = self._window.look.words, self._window.controller.selection
        name = parts.escaped(words.name(tree[code]))
        pinned = code in selection.pinned
        if pinned:
            text = words.text("Take {member} out of the comparison", member=name)
        elif is_comparison(tree, selection):
            text = words.text("Add {member} to the comparison", member=name)
        else:
            text = words.text("Compare {member}", member=name)
        menu.addSeparator()
        entry = menu.addAction(text)
        entry.setEnabled(pinned or len(selection.pinned) < PINNED_LIMIT)
        entry.triggered.connect(lambda: self.compare(tree.name, code))

    def _open_tree_menu(self, place: QPoint) -> None:
        tree = self._window.workspace.navigator.tree
        index = tree.indexAt(place)
        occurrence = index.siblingAtColumn(0).data(Role.OCCURRENCE) if index.isValid() else None
        if not isinstance(occurrence, Occurrence) or not occurrence.code:
            return
        menu = QMenu(tree)
        self._add_entry(menu, occurrence.section.dimension, occurrence.code)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(tree.viewport().mapToGlobal(place))

    def _dimension(self, selection: Selection) -> Dimension | None:
        """The dimension that the chart's members are of; None for flows and periods."""
        kind = selection.breakdown.kind if selection.breakdown is not None else ""
        name = next((name for name in DIMENSIONS if name == kind), None)
        return self._explorer.catalog(selection).dimension(name) if name is not None else None

    def _likes(self, tree: Dimension, breakdown: Breakdown | None) -> tuple[str, ...]:
        if breakdown is None:
            return ()
        if not breakdown.level:
            return tree.children(breakdown.parent)
        return tree.siblings_at(breakdown.parent, breakdown.level)
