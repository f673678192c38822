"""The table under the chart: exactly its figures, sorted, copied and asked for their sources."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.model.figure import Figure
from app.ui import figure_text, fonts
from app.ui.models.roles import AnyIndex, Role, beside
from app.ui.models.table_model import TableModel
from app.ui.table_head import PAD, TableHead

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.charts.spec import Table
    from app.ui.look import Look
    from app.ui.source_book import SourceBook

ROW_HEIGHT: Final = 28
_WIDEST: Final = 280
_NARROWEST: Final = 36
_LAST_NARROWEST: Final = 90
_MEASURED_ROWS: Final = 60


class FigureTable(QTableView):
    """Shows a `ChartSpec.table`."""

    member_hovered = Signal(str)
    member_picked = Signal(str)
    figure_asked = Signal(object, QPoint)

    def __init__(self, book: SourceBook, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._look = look
        self._model = TableModel(look.words, self)
        self._brief_gap = figure_text.brief_gap(None, look.words)
        self._hovered = ""
        self.setModel(self._model)
        self.setItemDelegate(_CellDelegate(look, self))
        self.setAccessibleName(look.words.text("Figures of the chart"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.pixels(ROW_HEIGHT))
        self._head = TableHead(self._model, look, self)
        self._head.sectionClicked.connect(self._sort)
        self.setHorizontalHeader(self._head)

    def show_table(self, table: Table, focus: str) -> None:
        """Show other figures, the member in focus marked and in view."""
        self._model.set_table(table)
        self._model.set_focus(focus)
        self._fit_columns()
        self._scroll_to(focus)

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Let the heads say what their terms mean."""
        self._model.explain(meanings)

    def show_highlight(self, member: str) -> None:
        """Mark the rows of the member that is pointed at elsewhere."""
        self._model.set_highlight(member)

    def copy_rows(self, rows: list[int] | None = None) -> None:
        """Put rows on the clipboard as text for a spreadsheet and as a table for a document."""
        selected = {index.row() for index in self.selectionModel().selectedIndexes()}
        chosen = rows if rows is not None else sorted(selected) or list(range(self._model.rowCount()))
        data = QMimeData()
        data.setText(self._model.as_tsv(chosen))
        data.setHtml(self._model.as_html(chosen))
        QGuiApplication.clipboard().setMimeData(data)

    def menu_at(self, index: QModelIndex) -> QMenu:
        """What can be done with a cell and its row; goes away when it closes."""
        words, menu = self._look.words, QMenu(self)
        text, figure, place = str(index.data()), index.data(Role.FIGURE), self._below(index)
        copy = menu.addAction(words.text("Copy cell"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
        selected = {one.row() for one in self.selectionModel().selectedIndexes()}
        rows = sorted(selected) if index.row() in selected else [index.row()]
        name = words.text("Copy rows") if len(rows) > 1 else words.text("Copy row")
        menu.addAction(name).triggered.connect(lambda: self.copy_rows(rows))
        whole = menu.addAction(words.text("Copy table"))
        whole.triggered.connect(lambda: self.copy_rows(list(range(self._model.rowCount()))))
        menu.addSeparator()
        details = menu.addAction(words.text("Show figure details"))
        details.setShortcut(QKeySequence(Qt.Key.Key_F2))
        details.setEnabled(isinstance(figure, Figure))
        details.triggered.connect(lambda: self.figure_asked.emit(figure, place))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _sort(self, column: int) -> None:
        """Largest first, then smallest first, then the order of the chart."""
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        first, second = (down, up) if self._model.column(column).numeric else (up, down)
        old = self._model.sorted_by
        if old == (column, first):
            self._model.sort(column, second)
        elif old == (column, second):
            self._model.sort(-1)
        else:
            self._model.sort(column, first)
        self._head.viewport().update()

    def _fit_columns(self) -> None:
        """Columns as wide as their heads and cells; where room is short heads take two lines.

        Then all the words that stand for a gap are short ones; where that is not enough they are cut, and
        at last the table scrolls. Heads and figures are never cut.
        """
        room = self.viewport().width()
        least, brief, whole = self._cell_widths()
        two_lines = sum(self._with_heads(whole, two_lines=False)) > room
        least, brief, whole = (self._with_heads(one, two_lines=two_lines) for one in (least, brief, whole))
        words_last = bool(whole) and not self._model.column(len(whole) - 1).numeric
        if words_last:  # words can be cut: the last column takes what the others leave
            least[-1] = brief[-1] = whole[-1] = self._look.pixels(_LAST_NARROWEST)
        wanted = whole if sum(whole) <= room else brief
        self._head.stand_two_lines(two_lines)
        self._head.setStretchLastSection(words_last)
        spare = room - sum(least)
        for column, (width, most) in enumerate(zip(least, wanted, strict=True)):
            more = max(0, min(spare, most - width))
            spare -= more
            self._head.resizeSection(column, width + more)

    def _with_heads(self, cells: list[int], *, two_lines: bool) -> list[int]:
        return [
            max(width, self._head.wanted_width(column, two_lines=two_lines))
            for column, width in enumerate(cells)
        ]

    def _cell_widths(self) -> tuple[list[int], list[int], list[int]]:
        """Pixels of each column that show its figures, also the short words of gaps, also the long ones."""
        metrics = QFontMetricsF(self._look.font(fonts.TABLE_SIZE, fonts.SEMIBOLD))
        least, brief, whole = [], [], []
        for column in range(self._model.columnCount()):
            cells = [self._model.index(row, column) for row in range(self._measured_rows())]
            figures = [str(cell.data()) for cell in cells if not _is_gap(cell)]
            gaps = [str(cell.data()) for cell in cells if _is_gap(cell)]
            least.append(self._column_width(metrics, figures))
            brief.append(self._column_width(metrics, [*figures, *(self._brief_gap for _ in gaps)]))
            whole.append(self._column_width(metrics, [*figures, *gaps]))
        return least, brief, whole

    def _measured_rows(self) -> int:
        return min(_MEASURED_ROWS, self._model.rowCount())

    def _column_width(self, metrics: QFontMetricsF, texts: list[str]) -> int:
        pixels = self._look.pixels
        width = max(map(metrics.horizontalAdvance, texts), default=0.0)
        return min(pixels(_WIDEST), max(pixels(_NARROWEST), math.ceil(width) + 2 * PAD + 4))

    def _scroll_to(self, member: str) -> None:
        rows = self._model.rows_of(member) if member else []
        if rows:
            self.scrollTo(self._model.index(rows[0], 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        else:
            self.scrollToTop()

    def _ask(self, index: QModelIndex) -> None:
        figure = index.data(Role.FIGURE)
        if isinstance(figure, Figure):
            self.figure_asked.emit(figure, self._below(index))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() == Qt.Key.Key_F2:
            self._ask(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.member_picked.emit(str(index.data(Role.MEMBER) or ""))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the pointer, or by the menu key at the cell that the keyboard is at."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        corner = event.globalPos() if by_mouse else self._below(index)
        self.menu_at(index).popup(corner)

    def _below(self, index: QModelIndex) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.member_picked.emit(str(index.data(Role.MEMBER) or ""))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._set_hovered(str(index.data(Role.MEMBER) or "") if index.isValid() else "")

    def _set_hovered(self, member: str) -> None:
        if member != self._hovered:
            self._hovered = member
            self.member_hovered.emit(member)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered("")

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            figure = self.indexAt(event.pos()).data(Role.FIGURE)
            if isinstance(figure, Figure):
                self._book.show_tip(figure, event.globalPos(), self.viewport())
                return True
        return super().viewportEvent(event)


def _is_gap(cell: QModelIndex) -> bool:
    figure = cell.data(Role.FIGURE)
    return isinstance(figure, Figure) and figure.value is None


class _CellDelegate(QStyledItemDelegate):
    """Words and numbers on a hair line; the member in focus on the accent's ground."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = look.theme
        self._brief_gap = figure_text.brief_gap(None, look.words)
        self._regular = look.font(fonts.TABLE_SIZE)
        self._bold = look.font(fonts.TABLE_SIZE, fonts.SEMIBOLD)
        self._small = look.font(fonts.SOURCE_SIZE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect
        view, cell = self.parent(), beside(index, index.column())
        selected = isinstance(view, QTableView) and view.selectionModel().isSelected(cell)
        focused = bool(index.data(Role.CHOSEN))
        painter.save()
        if focused or selected:
            painter.fillRect(rect, QColor(self._theme.accent_ground if focused else self._theme.chip))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(self._theme.hair))
        figure = index.data(Role.FIGURE)
        gap = isinstance(figure, Figure) and figure.value is None
        font = self._small if gap else self._bold if focused else self._regular
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted if index.data(Role.MUTED) else self._theme.text))
        area = rect.adjusted(PAD, 0, -PAD, 0)
        metrics, text = QFontMetricsF(font), str(index.data())
        if gap and metrics.horizontalAdvance(text) > area.width():
            text = self._brief_gap
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == cell:
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()
