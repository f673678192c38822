"""The tree of the navigator: grounds, arrows, keys and the mouse. What it shows comes from its model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from app.ui.models.roles import AnyIndex, Role, beside
from app.ui.models.tree_model import GROWTH, NAME, SPARK, VALUE, RowFace, TreeModel
from app.ui.row_delegate import RowDelegate

if TYPE_CHECKING:
    from app.ui.look import Look

_WIDTHS: Final = ((SPARK, 42), (VALUE, 78), (GROWTH, 63))
_NAME_WIDTH: Final = 115
"""What is left to names at the least: the spark lines go before that, then growth."""
_INDENT: Final = 14
_ADDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_BY_KEYS: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_CHOOSING_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TreeView(QTreeView):
    """Rows are chosen by click or Enter; the cursor of the keyboard alone changes nothing."""

    row_chosen = Signal(QModelIndex)
    row_added = Signal(QModelIndex)
    """A click with Ctrl or Shift: the member is to be compared with what is chosen."""
    row_entered = Signal(str)
    """The member under the mouse, '' when it leaves."""
    source_asked = Signal(QModelIndex)

    def __init__(self, model: TreeModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hovered = QModelIndex()
        self._highlight = ""
        self._by_keys = False
        self.setModel(model)
        self.setItemDelegate(RowDelegate(look, self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(look.pixels(_INDENT))
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._set_widths()

    def _set_widths(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, self._look.pixels(width))

    def _fit_columns(self) -> None:
        """Leave out what there is no room for beside the names."""
        pixels = self._look.pixels
        room = self.viewport().width() - sum(pixels(width) for _, width in _WIDTHS)
        for column, width in _WIDTHS:
            left_out = column != VALUE and room < pixels(_NAME_WIDTH)
            self.setColumnHidden(column, left_out)
            room += pixels(width) if left_out else 0

    def _cursor(self) -> QModelIndex:
        """The row that keys have reached; the mouse leaves no cursor behind."""
        shown = self._by_keys and self.hasFocus()
        return self.currentIndex().siblingAtColumn(NAME) if shown else QModelIndex()

    def _choose(self, index: QModelIndex) -> None:
        if index.data(Role.HEAD):
            self.setExpanded(index, not self.isExpanded(index))
        elif index.isValid():
            self.row_chosen.emit(index)

    def _set_hovered(self, index: QModelIndex) -> None:
        name = beside(index, NAME) if index.isValid() else QModelIndex()
        if name != self._hovered:
            self._hovered = name
            self.row_entered.emit(str(name.data(Role.MEMBER) or "") if name.isValid() else "")
            self.viewport().update()

    def show_highlight(self, member: str) -> None:
        """Mark the rows of the member that is pointed at elsewhere, '' for none."""
        if member != self._highlight:
            self._highlight = member
            self.viewport().update()

    def _ground(self, index: AnyIndex) -> QColor | None:
        theme = self._look.theme
        face = index.data(Role.FACE)
        if not isinstance(face, RowFace):
            return None
        if face.chosen:
            return QColor(theme.accent_ground)
        is_head = face.is_head
        under_cursor = index == self._cursor()
        pointed = index == self._hovered or (self._highlight and index.data(Role.MEMBER) == self._highlight)
        if under_cursor or (pointed and not is_head):
            return QColor(theme.chip)
        return None

    # Qt

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        name = beside(index, NAME)
        found: QRect = options.rect
        row = QRect(0, found.top(), self.viewport().width(), found.height())
        ground = self._ground(name)
        if ground is not None:
            painter.fillRect(row, ground)
        super().drawRow(painter, options, index)
        if name == self._cursor():
            painter.save()
            painter.setPen(QColor(self._look.theme.accent))
            painter.drawRect(row.adjusted(0, 0, -1, -1))
            painter.restore()

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        model = self.model()
        name = beside(index, NAME)
        if name.data(Role.HEAD) or not model.hasChildren(name):
            return
        x, y = rect.right() - 3.0, rect.center().y() + 0.5
        if self.isExpanded(name):
            arrow = [QPointF(x - 6, y - 2), QPointF(x, y - 2), QPointF(x - 3, y + 2.5)]
        else:
            arrow = [QPointF(x - 5, y - 3), QPointF(x - 5, y + 3), QPointF(x - 0.5, y)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.muted))
        painter.drawPolygon(QPolygonF(arrow))
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keys = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # Qt draws single cells anew, and the cursor frames whole rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        index = self.currentIndex()
        if event.key() in _CHOOSING_KEYS and index.isValid():
            self._choose(beside(index, NAME))
        elif event.key() == Qt.Key.Key_F2 and index.isValid():
            self.source_asked.emit(beside(index, VALUE))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keys = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        name = self._name_under(event)
        if not name.isValid():
            return
        if event.modifiers() & _ADDING and not name.data(Role.HEAD):
            self.row_added.emit(name)
        else:
            self._choose(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        name = self._name_under(event)
        if name.isValid() and not name.data(Role.HEAD):
            self.setExpanded(name, not self.isExpanded(name))

    def _name_under(self, event: QMouseEvent) -> QModelIndex:
        """The row that the left button meets right of its arrow."""
        index = self.indexAt(event.position().toPoint())
        name = beside(index, NAME) if index.isValid() else QModelIndex()
        met = event.button() == Qt.MouseButton.LeftButton and name.isValid()
        return name if met and event.position().x() >= self.visualRect(name).left() else QModelIndex()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered(QModelIndex())
