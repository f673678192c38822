"""The tree of the navigator: grounds, arrows, keys and the mouse. What it shows comes from its model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from app.ui.models.roles import AnyIndex, Role, beside
from app.ui.models.tree_model import GROWTH, NAME, SPARK, VALUE, RowFace, TreeModel
from app.ui.row_delegate import SPARK_WIDTH, RowDelegate

if TYPE_CHECKING:
    from app.ui.look import Look

VALUE_WIDTH: Final = 78
GROWTH_WIDTH: Final = 63
_INDENT: Final = 14
_CHOOSING_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TreeView(QTreeView):
    """Rows are chosen by click or Enter; the cursor of the keyboard alone changes nothing."""

    row_chosen = Signal(QModelIndex)
    row_entered = Signal(str)
    """The member under the mouse, '' when it leaves."""
    source_asked = Signal(QModelIndex)

    def __init__(self, model: TreeModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hovered = QModelIndex()
        self._highlight = ""
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
        self.setAllColumnsShowFocus(True)
        self._set_widths()

    def _set_widths(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((SPARK, SPARK_WIDTH), (VALUE, VALUE_WIDTH), (GROWTH, GROWTH_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, self._look.pixels(width) if column != SPARK else width)

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
        under_cursor = self.hasFocus() and index == self.currentIndex().siblingAtColumn(NAME)
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
        if self.hasFocus() and name == self.currentIndex().siblingAtColumn(NAME):
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _CHOOSING_KEYS and index.isValid():
            self._choose(beside(index, NAME))
        elif event.key() == Qt.Key.Key_F2 and index.isValid():
            self.source_asked.emit(beside(index, VALUE))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        left_of_name = event.position().x() < self.visualRect(beside(index, NAME)).left()
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and not left_of_name:
            self._choose(beside(index, NAME))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered(QModelIndex())
