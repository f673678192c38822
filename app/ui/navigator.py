"""The left panel: a filter over the trees of regions, markets and goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QWidget

from app.model.figure import Figure
from app.ui import parts
from app.ui.keys import leaves_for_itself
from app.ui.models.roles import Role
from app.ui.models.tree_model import TreeModel
from app.ui.tree_view import TreeView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.explorer.surroundings import NavigatorValues
    from app.model.selection import Selection
    from app.ui.look import Look
    from app.ui.models.occurrences import Occurrence, Path

_EXPANDED_MATCHES: Final = 300
"""More rows than this are not unfolded for a filter: nobody reads them."""


class Navigator(QFrame):
    """Shows values, asks for members; what is open stays open through filters and other values."""

    member_chosen = Signal(str, str, str)
    """Dimension, code, branch."""
    member_added = Signal(str, str)
    """Dimension and code of a member that is to be compared."""
    member_hovered = Signal(str)
    figure_asked = Signal(object, QPoint)
    """A figure whose source is wanted, and where on the screen it stands."""

    def __init__(self, model: TreeModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        words = look.words
        self._words = words
        self._model = model
        model.setParent(self)
        self._open: set[Path] = set()
        self._opened_chosen: tuple[Path, ...] = ()
        self._in_sight: Path = ()
        self._fresh = True
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self.filter = _FilterField()
        self.filter.setPlaceholderText(words.text("Filter: name, 拼音, code"))
        self.filter.setAccessibleName(words.text("Filter of the trees"))
        self._clear = self.filter.addAction(
            look.icons.icon("x", look.theme.muted), QLineEdit.ActionPosition.TrailingPosition
        )
        self._clear.setToolTip(words.text("Clear the filter"))
        self._clear.setVisible(False)
        self.tree = TreeView(model, look)
        self.tree.setAccessibleName(words.text("Regions, markets and goods"))
        self._nothing = parts.label("", "muted", wrap=True)
        self._nothing.setContentsMargins(12, 12, 12, 12)
        self._nothing.hide()
        layout = parts.column(self, gap=4)
        top = parts.row(margins=(12, 12, 12, 4))
        top.addWidget(self.filter)
        layout.addLayout(top)
        layout.addWidget(self._nothing)
        layout.addWidget(self.tree, 1)
        self._connect()

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.textChanged.connect(lambda typed: self._clear.setVisible(bool(typed)))
        self._clear.triggered.connect(self.filter.clear)
        self.filter.into_tree.connect(self._enter_tree)
        self._settled.timeout.connect(self._scroll)
        self.tree.row_chosen.connect(self._choose)
        self.tree.row_added.connect(self._add)
        self.tree.row_entered.connect(self.member_hovered)
        self.tree.source_asked.connect(self._ask_source)
        self.tree.expanded.connect(self._note_open)
        self.tree.collapsed.connect(self._note_closed)
        self._model.modelReset.connect(self._restore)

    def show_values(self, values: NavigatorValues) -> None:
        """Show figures beside the names."""
        self._model.set_values(values)
        self._open_heads()
        if self._fresh:  # the first values put the rows into their order
            self._fresh = False
            self.tree.scrollToTop()
            self._settled.start()

    def show_selection(self, selection: Selection) -> None:
        """Mark what is selected and unfold the way to it, once."""
        self._model.set_chosen(selection)
        chosen = tuple(self._model.chosen_paths())
        if chosen != self._opened_chosen:
            fresh = [path for path in chosen if path not in self._opened_chosen]
            self._opened_chosen = chosen
            for path in fresh:
                self._reveal(path)

    def reveal_chosen(self) -> None:
        """Bring what is selected into sight, wherever the tree was scrolled to."""
        for path in reversed(self._model.chosen_paths()):  # the region last: it stays in sight
            self._reveal(path)

    def show_model(self, model: TreeModel) -> None:
        """Show the trees of another data set."""
        old, self._model = self._model, model
        model.setParent(self)
        self._open, self._opened_chosen, self._fresh = set(), (), True
        self.tree.setModel(model)
        model.modelReset.connect(self._restore)
        model.set_filter(self.filter.text())
        old.deleteLater()

    def open_paths(self) -> frozenset[Path]:
        """What is unfolded, to be handed to the next navigator."""
        return frozenset(self._open)

    def reopen(self, paths: Iterable[Path]) -> None:
        """Unfold what was unfolded before."""
        self._open |= set(paths)
        self._restore()

    def _reveal(self, path: Path) -> None:
        index = self._model.index_of_path(path)
        if not index.isValid():
            return
        above = index.parent()
        while above.isValid():
            self.tree.setExpanded(above, True)
            above = above.parent()
        if path[0] == "region" and len(path) > 1:
            self.tree.setExpanded(self._model.index_of_path(path[:2]), True)
        self._in_sight = path
        self._settled.start()

    def _scroll(self) -> None:
        """Bring what was chosen into sight, once the rows have their places."""
        index = self._model.index_of_path(self._in_sight)
        place = self.tree.visualRect(index) if index.isValid() else QRect()
        if index.isValid() and not self.tree.viewport().rect().contains(place.center()):
            self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _filter(self, typed: str) -> None:
        self._model.set_filter(typed)
        if self._model.filtered:
            self.tree.scrollTo(self._first_match(), QAbstractItemView.ScrollHint.PositionAtCenter)
        else:
            self._settled.start()
        found = not self._model.filtered or bool(self._model.match_count())
        self._nothing.setVisible(not found)
        if not found:
            self._nothing.setText(
                self._words.text(
                    "Nothing is called '{text}' in English, Chinese, pinyin or code.", text=typed
                )
            )

    def _restore(self) -> None:
        self._open_heads()
        if self._model.filtered:
            if self._model.match_count() <= _EXPANDED_MATCHES:
                self._open_matches()
            return
        for path in sorted(self._open, key=len):
            index = self._model.index_of_path(path)
            if index.isValid():
                self.tree.setExpanded(index, True)

    def _open_heads(self) -> None:
        for head in self._model.heads():
            self.tree.setExpanded(head, True)

    def _open_matches(self) -> None:
        waiting = self._model.heads()
        for _ in range(_EXPANDED_MATCHES):
            if not waiting:
                return
            index = waiting.pop(0)
            if self._model.leads_to_match(index):
                self.tree.setExpanded(index, True)
                waiting += [self._model.index(row, 0, index) for row in range(self._model.rowCount(index))]

    def _note_open(self, index: QModelIndex) -> None:
        if not self._model.filtered and (occurrence := self._model.occurrence(index)):
            self._open.add(occurrence.path)

    def _note_closed(self, index: QModelIndex) -> None:
        if not self._model.filtered and (occurrence := self._model.occurrence(index)):
            self._open.discard(occurrence.path)

    def _choose(self, index: QModelIndex) -> None:
        occurrence: Occurrence | None = self._model.occurrence(index)
        if occurrence is None:
            return
        self._opened_chosen = (*self._opened_chosen, occurrence.path)
        self.member_chosen.emit(occurrence.dimension, occurrence.code, occurrence.branch)

    def _add(self, index: QModelIndex) -> None:
        occurrence = self._model.occurrence(index)
        if occurrence is not None:
            self.member_added.emit(occurrence.dimension, occurrence.code)

    def _ask_source(self, index: QModelIndex) -> None:
        figure = index.data(Role.FIGURE)
        if isinstance(figure, Figure):
            corner = self.tree.visualRect(index).bottomLeft()
            self.figure_asked.emit(figure, self.tree.viewport().mapToGlobal(corner))

    def _enter_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.tree.currentIndex().isValid() or self._model.filtered:
            self.tree.setCurrentIndex(self._first_match())

    def _first_match(self) -> QModelIndex:
        index = self.tree.model().index(0, 0)
        while index.isValid():
            if not index.data(Role.HEAD) and self._model.is_match(index):
                return index
            index = self.tree.indexBelow(index)
        return self.tree.model().index(0, 0)


class _FilterField(QLineEdit):
    """A field that the arrow down and Enter leave for the tree, and Esc empties."""

    into_tree = Signal()

    def event(self, event: QEvent) -> bool:
        if leaves_for_itself(event) and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.into_tree.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
