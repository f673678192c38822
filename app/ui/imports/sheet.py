"""A small table to read: plain text, numbers at the right, nothing to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.ui.look import Look

_ROW: Final = 26


class Sheet(QTableWidget):
    """Rows of text under heads."""

    def __init__(self, name: str, heads: Sequence[str], look: Look, right: Sequence[int] = ()) -> None:
        """Make an empty table.

        Args:
            name: What a screen reader calls it.
            heads: The heads of its columns.
            look: Sizes.
            right: Columns whose texts are numbers.
        """
        super().__init__(0, len(heads))
        self._right = frozenset(right)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.pixels(_ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.show_heads(heads)

    def show_heads(self, heads: Sequence[str]) -> None:
        """Give the columns other heads."""
        self.setColumnCount(len(heads))
        for place, head in enumerate(heads):
            made = QTableWidgetItem(one_line(head))
            made.setTextAlignment(self._alignment(place))
            self.setHorizontalHeaderItem(place, made)

    def show_rows(self, rows: Iterable[Sequence[str]], first: int = 0) -> None:
        """Put other rows in place of those from `first` on."""
        listed = list(rows)
        self.setRowCount(first + len(listed))
        for at, row in enumerate(listed, start=first):
            for place, text in enumerate(row[: self.columnCount()]):
                cell = QTableWidgetItem(one_line(text))
                cell.setTextAlignment(self._alignment(place))
                self.setItem(at, place, cell)

    def text(self, row: int, column: int) -> str:
        """What a cell says; nothing where there is none."""
        cell = self.item(row, column)
        return cell.text() if cell is not None else ""

    def fit(self, widest: int, stretch: int = -1) -> None:
        """Give every column the width of its texts, up to `widest` pixels; one takes what is left."""
        self.resizeColumnsToContents()
        for place in range(self.columnCount()):
            self.setColumnWidth(place, min(widest, self.columnWidth(place)))
        if stretch >= 0:
            self.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def _alignment(self, place: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if place in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def one_line(text: str) -> str:
    """Text of a file without breaks and control characters, and not without end."""
    return "".join(sign if sign.isprintable() else " " for sign in text[:300])
