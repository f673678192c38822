"""What changed between two editions of a dataflow, or when a data set was imported again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.explorer.editions import CHANGE_KINDS
from app.explorer.provenance import value_text
from app.explorer.views import Choice
from app.ui import parts
from app.ui.choice_button import ChoiceButton
from app.ui.models.headed_table import HeadedTable
from app.ui.models.roles import NOWHERE, AnyIndex
from app.ui.panel_frame import PanelFrame
from app.ui.panels.page import Page
from app.ui.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.explorer.editions import ChangeKind, ChangeRow
    from app.model.figure import Figure
    from app.model.words import Words
    from app.ui.look import Look

_SIZE: Final = (980, 600)
_LATEST: Final = "latest"


class ChangeModel(HeadedTable):
    """Change, figure, before and after, of one kind of change or of all."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        words = look.words
        heads = (words.text("Change"), words.text("What"), words.text("Before"), words.text("After"))
        super().__init__(heads, parent)
        self._words = words
        self._muted = QColor(look.theme.muted)
        self._rows: list[ChangeRow] = []

    def show_rows(self, rows: Sequence[ChangeRow], kind: str) -> None:
        """Show the changes of a kind, '' for all."""
        self.beginResetModel()
        self._rows = [row for row in rows if kind in ("", row.kind)]
        self.endResetModel()

    def change(self, row: int) -> ChangeRow | None:
        """The change of a row; None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _text(self, change: ChangeRow, column: int) -> str:
        if column == 0:
            if change.within_rounding:
                return self._words.text("other precision")
            return kind_text(change.kind, self._words)
        return (change.what, self._figure(change.before), self._figure(change.after))[column - 1]

    def _figure(self, figure: Figure | None) -> str:
        return value_text(figure, self._words) if figure is not None else "—"

    # Qt's own

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self.change(index.row())
        if change is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(change, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == 1:
                return change.what
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(index.column())
            case Qt.ItemDataRole.ForegroundRole if index.column() in (0, 2):
                return self._muted
        return None


class ChangesPage(Page):
    """Lists changes by kind and leads to their views; asks for two dates where it is given some."""

    asked = Signal(str, str)
    """The earlier month, and the later one or '' for everything known."""
    place_chosen = Signal(object)

    def __init__(self, title: str, heading: str, look: Look, parent: QWidget | None = None) -> None:
        """Make an empty page.

        Args:
            title: Of the window.
            heading: What changed: the name of a dataflow or data set.
            look: How it looks.
            parent: The window that it belongs to.
        """
        words = look.words
        super().__init__(title, _SIZE, look, parent)
        self._rows: tuple[ChangeRow, ...] = ()
        self._counts: Mapping[ChangeKind, int] = {}
        self._kind = ""
        self._dates: tuple[Choice, ...] = ()
        self._chosen = ("", _LATEST)
        self.first = ChoiceButton(words.text("Known by"), look, 200)
        self.second = ChoiceButton(words.text("Compared with"), look, 200)
        self.kinds = Segments(words.text("Change"))
        self._model = ChangeModel(look, self)
        self.table = self._table()
        self.frame = PanelFrame(self.table, look)
        self.note = parts.label("", "caption", wrap=True)
        self.note.hide()
        self._asking = self._dates_row()
        self.body.addWidget(parts.label(heading, "strong", wrap=True))
        self.body.addWidget(self.note)
        line = parts.row(gap=8)
        line.addWidget(self._asking)
        line.addWidget(self.kinds)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.frame, 1)
        self.show_button = parts.button(words.text("Show in the chart"), "primary")
        self.add_foot(self.show_button)
        self.first.chosen.connect(lambda date: self._choose(date, self._chosen[1]))
        self.second.chosen.connect(lambda date: self._choose(self._chosen[0], date))
        self.kinds.chosen.connect(self.show_kind)
        self.show_button.clicked.connect(self.lead)
        self.table.doubleClicked.connect(lambda _: self.lead())
        self.table.activated.connect(lambda _: self.lead())

    def _dates_row(self) -> QWidget:
        made = QWidget()
        line = parts.row(made, gap=8)
        for widget in (
            parts.label(self.look.words.text("Known by"), "caption"), self.first,
            parts.label(self.look.words.text("Compared with"), "caption"), self.second,
        ):  # fmt: skip
            line.addWidget(widget)
        made.hide()
        return made

    def _table(self) -> QTableView:
        made = QTableView()
        made.setModel(self._model)
        made.setAccessibleName(self.look.words.text("Changes"))
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setTabKeyNavigation(False)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(self.look.pixels(28))
        made.horizontalHeader().setHighlightSections(False)
        made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 110), (2, 170), (3, 170)):
            made.setColumnWidth(column, self.look.pixels(width))
        return made

    def show_dates(self, dates: Sequence[str]) -> None:
        """Offer editions, and ask for the last but one against everything that is known."""
        words = self.look.words
        if len(dates) < 2:
            self.frame.show_empty(words.text("All figures of this dataflow were released at one time."))
            return
        self._dates = tuple(Choice(date, date) for date in dates)
        self._asking.show()
        self._choose(dates[-2], _LATEST)

    def show_changes(
        self, rows: Sequence[ChangeRow], counts: Mapping[ChangeKind, int] | None = None, note: str = ""
    ) -> None:
        """Show what changed.

        Args:
            rows: The changes that are listed.
            counts: How many there are of each kind, where the list holds only some of them.
            note: What else is to be said, above the list.
        """
        self._rows = tuple(rows)
        self._counts = counts if counts is not None else Counter(row.kind for row in rows)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if rows:
            self.frame.show_ready(lambda: self.show_kind(self._kind))
        else:
            self.show_kind("")
            self.frame.show_empty(self.look.words.text("Nothing changed."))

    def show_kind(self, kind: str) -> None:
        """Show one kind of change, '' for all."""
        words = self.look.words
        self._kind = kind
        every = Choice("", f"{words.text('All')} {sum(self._counts.values()):,}")
        each = (
            Choice(name, f"{kind_text(name, words)} {self._counts.get(name, 0):,}") for name in CHANGE_KINDS
        )
        self.kinds.show_choices((every, *each), kind)
        self._model.show_rows(self._rows, kind)

    def lead(self) -> None:
        """Go to the view of the figure under the cursor."""
        change = self._model.change(self.table.currentIndex().row())
        if change is not None and change.selection is not None:
            self.place_chosen.emit(change.selection)

    def _choose(self, first: str, second: str) -> None:
        self._chosen = (first, second)
        latest = Choice(_LATEST, self.look.words.text("everything known"))
        self.first.show_choices(
            [date for date in self._dates if second == _LATEST or date.key < second], first
        )
        self.second.show_choices([latest, *(date for date in self._dates if date.key > first)], second)
        self.frame.show_loading()
        self.asked.emit(first, "" if second == _LATEST else second)


def kind_text(kind: ChangeKind, words: Words) -> str:
    """A kind of change in words."""
    match kind:
        case "revised":
            return words.text("revised")
        case "added":
            return words.text("added")
        case "withdrawn":
            return words.text("withdrawn")
    return words.text("rank moved")
