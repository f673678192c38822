"""The table of exactly the charted figures as a Qt model: sorted, copied and traced figure by figure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from app.charts.figure_files import safe_text
from app.charts.spec import Column, Row, Table
from app.explorer.provenance import value_text
from app.model.figure import Figure
from app.model.numbers import qualifier_sign
from app.ui import figure_text
from app.ui.models.roles import NOWHERE, AnyIndex, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.model.words import Words

_EMPTY: Final = Table((), ())
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """Rows of a `ChartSpec.table`, in the chart's order until a column is sorted."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._table = _EMPTY
        self._order: list[int] = []
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._highlighted = self._focused = ""
        self._meanings: Mapping[str, str] = {}
        self._readers: dict[int, Callable[[Row, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.TextAlignmentRole: lambda _, column: self._alignment(column),
            Role.FIGURE: self._figure,
            Role.CHOSEN: lambda row, _: bool(row.member) and row.member in (self._focused, self._highlighted),
            Role.MEMBER: lambda row, _: row.member,
            Role.SORT: self._sort_key,
            Role.MUTED: self._is_muted,
        }

    # What the view tells the model

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Add to the tips of heads what their terms mean, by the keys of the columns."""
        self._meanings = meanings

    def set_table(self, table: Table) -> None:
        """Show other figures; a sorted column stays sorted where it is still there."""
        column, direction = self._sorted_by
        key = self._table.columns[column].key if column >= 0 else ""
        self.beginResetModel()
        self._table = table
        self._order = list(range(len(table.rows)))
        places = [place for place, other in enumerate(table.columns) if key and other.key == key]
        self._sorted_by = (places[0] if places else -1, direction)
        if places:
            self._order = self._sorted_order(*self._sorted_by)
        self.endResetModel()

    def set_highlight(self, member: str) -> None:
        """Mark the rows of a member that is pointed at."""
        if member != self._highlighted:
            self._highlighted = member
            self._announce_change()

    def set_focus(self, member: str) -> None:
        """Mark the rows of the member that the chart has in accent."""
        if member != self._focused:
            self._focused = member
            self._announce_change()

    def _announce_change(self) -> None:
        if self._order:
            last = self.index(len(self._order) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """The sorted column, or -1, and the direction."""
        return self._sorted_by

    # What the view asks

    def rows_of(self, member: str) -> list[int]:
        """Where a member stands."""
        return [place for place, row in enumerate(self._order) if self._table.rows[row].member == member]

    def column(self, place: int) -> Column:
        """A column of the table."""
        return self._table.columns[place]

    def heads(self) -> list[str]:
        """The heads of the columns, each with its unit."""
        return [_head(column) for column in self._table.columns]

    def as_tsv(self, rows: Sequence[int]) -> str:
        """Rows for a spreadsheet, with units in the head; qualifiers stand in a column of their own."""
        lines = ["\t".join(self._copied_heads())]
        lines += ["\t".join(_one_line(text) for text in self._copied(row)) for row in rows]
        return "\n".join(lines) + "\n"

    def as_html(self, rows: Sequence[int]) -> str:
        """The same rows as a table of a document."""
        head = "".join(f"<th>{escape(text)}</th>" for text in self._copied_heads())
        cells = ("".join(f"<td>{escape(text)}</td>" for text in self._copied(row)) for row in rows)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _qualified(self) -> list[bool]:
        """Which columns need a column of qualifiers beside them."""
        return [
            any(isinstance(cell, Figure) and cell.qualifier != "=" for cell in cells)
            for cells in zip(*(row.cells for row in self._table.rows), strict=True)
        ] or [False] * len(self._table.columns)

    def _copied_heads(self) -> list[str]:
        heads: list[str] = []
        for head, qualified in zip(self.heads(), self._qualified(), strict=True):
            heads += [self._words.text("qualifier"), head] if qualified else [head]
        return heads

    def _copied(self, place: int) -> list[str]:
        row = self._table.rows[self._order[place]]
        texts: list[str] = []
        for column, qualified in enumerate(self._qualified()):
            figure = self._figure(row, column)
            if qualified:
                known = figure is not None and figure.value is not None
                texts.append(figure.qualifier if figure is not None and known else "")
            texts.append(self._copied_cell(row, column))
        return texts

    def _copied_cell(self, row: Row, column: int) -> str:
        figure, described = self._figure(row, column), self._table.columns[column]
        if figure is None or figure.value is None:
            text = self._text(row, column)
            return text if described.numeric else safe_text(text)
        text = figure_text.number(figure, described.factor, signed=described.key in _SIGNED)
        plain = text.removeprefix(qualifier_sign(figure.qualifier))
        return plain.replace(",", "").replace("−", "-").removeprefix("+")

    # Texts

    def _figure(self, row: Row, column: int) -> Figure | None:
        found = row.cells[column]
        return found if isinstance(found, Figure) else None

    def _text(self, row: Row, column: int) -> str:
        found = row.cells[column]
        if not isinstance(found, Figure):
            return found
        if found.value is None:
            return self._words.text("not in the sources")
        described = self._table.columns[column]
        return figure_text.cell(found, described.factor, self._words, signed=described.key in _SIGNED)

    def _tip(self, row: Row, column: int) -> str:
        figure = self._figure(row, column)
        return "" if figure is None else value_text(figure, self._words)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if self._table.columns[column].numeric else _LEFT

    def _is_muted(self, row: Row, column: int) -> bool:
        figure = self._figure(row, column)
        if figure is None:
            return self._table.columns[column].key == "source"
        return figure.value is None or figure.status == "derived"

    def _sort_key(self, row: Row, column: int) -> tuple[bool, float, str]:
        found = row.cells[column]
        if isinstance(found, Figure):
            return (found.value is None, found.value or 0.0, "")
        if self._table.columns[column].numeric:
            number = _number(found)
            return (number is None, number or 0.0, found)
        return (not found, 0.0, found)

    def _sorted_order(self, column: int, direction: Qt.SortOrder) -> list[int]:
        """Gaps stay last in both directions."""
        keys = [self._sort_key(row, column) for row in self._table.rows]
        places = list(range(len(keys)))
        places.sort(key=lambda place: keys[place][1:], reverse=direction == Qt.SortOrder.DescendingOrder)
        return sorted(places, key=lambda place: keys[place][0])

    # Qt

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        reader = self._readers.get(role)
        if reader is None or not index.isValid():
            return None
        return reader(self._table.rows[self._order[index.row()]], index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._table.columns):
            return None
        column = self._table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _head(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (_head(column), self._meanings.get(column.key, ""))))
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column >= len(self._table.columns):
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        members = [(self._order[index.row()], index.column()) for index in old]
        self._sorted_by = (column, order)
        self._order = self._sorted_order(column, order) if column >= 0 else list(range(len(self._table.rows)))
        place = {row: at for at, row in enumerate(self._order)}
        new: list[QModelIndex] = [self.index(place[row], at) for row, at in members]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()


_SIGNED: Final = frozenset({"growth", "contribution", "balance", "change"})
"""Columns whose figures carry a plus sign."""


def _head(column: Column) -> str:
    return f"{column.title}, {column.unit}" if column.unit else column.title


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return None
