"""The checks panel: every published figure that others can be held against, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QTableView,
    QWidget,
)

from app.data.checks.result import VERDICTS
from app.data.checks.wording import verdict_text
from app.explorer.leads import selection_of
from app.explorer.views import Choice
from app.ui import parts
from app.ui.panel_frame import PanelFrame
from app.ui.panels.check_model import CheckModel
from app.ui.panels.check_text import computed_text, published_text
from app.ui.panels.page import Page, names_and_texts
from app.ui.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.data.checks.result import Check
    from app.ui.look import Look

_SIZE: Final = (1040, 640)
_WIDTHS: Final = (116, 0, 180, 220)
_INPUTS: Final = 12
_TYPING_MS: Final = 120
_ROW: Final = 28


class ChecksPage(Page):
    """Lists checks by verdict; the one under the cursor is explained below, and leads to its view."""

    place_chosen = Signal(object)
    """The selection of the figure that was checked."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        words = look.words
        super().__init__(words.text("Checks"), _SIZE, look, parent)
        self.verdicts = Segments(words.text("Verdict"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(words.text("Filter the checks"))
        self.filter.setAccessibleName(words.text("Filter the checks"))
        self.filter.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._verdict = ""
        self._counts: Counter[str] = Counter()
        self._model = CheckModel(look, self)
        self.table = self._table()
        self.about = QScrollArea()
        self.about.setWidgetResizable(True)
        self.about.setAccessibleName(words.text("The check under the cursor"))
        self.show_button = parts.button(words.text("Show in the chart"), "primary")
        self.show_button.setEnabled(False)
        self._lay_out()
        self._connect()
        self._explain(None)

    def _table(self) -> QTableView:
        made = QTableView()
        made.setModel(self._model)
        made.setAccessibleName(self.look.words.text("Checks"))
        made.setShowGrid(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setTabKeyNavigation(False)
        made.setWordWrap(False)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(self.look.pixels(_ROW))
        header = made.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            if width:
                made.setColumnWidth(column, self.look.pixels(width))
        return made

    def _lay_out(self) -> None:
        line = parts.row(gap=12)
        line.addWidget(self.verdicts)
        line.addWidget(self.filter, 1)
        self.body.addLayout(line)
        split = QSplitter(Qt.Orientation.Vertical)
        self.frame = PanelFrame(self.table, self.look)
        split.addWidget(self.frame)
        split.addWidget(self.about)
        split.setSizes([self.look.pixels(380), self.look.pixels(180)])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self.add_foot(self.show_button)

    def _connect(self) -> None:
        self.verdicts.chosen.connect(self.show_verdict)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._refilter)
        self.table.selectionModel().currentRowChanged.connect(self._move)
        self.table.doubleClicked.connect(lambda _: self.lead())
        self.table.activated.connect(lambda _: self.lead())
        self.show_button.clicked.connect(self.lead)
        self._model.modelReset.connect(self._start_again)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found out."""
        self._counts = Counter(check.verdict for check in checks)
        self._model.show_checks(checks)
        self.frame.show_ready(lambda: self.show_verdict(self._verdict))

    def show_verdict(self, verdict: str) -> None:
        """Show the checks of one verdict, '' for all."""
        words = self.look.words
        self._verdict = verdict
        every = Choice("", f"{words.text('All')} {self._counts.total():,}")
        each = (Choice(name, f"{verdict_text(name, words)} {self._counts[name]:,}") for name in VERDICTS)
        self.verdicts.show_choices((every, *each), verdict)
        self._refilter()

    def lead(self) -> None:
        """Go to the view of the figure under the cursor."""
        check = self._model.check(self.table.currentIndex().row())
        if check is not None and check.subject is not None:
            self.place_chosen.emit(selection_of(check.subject))

    def _refilter(self) -> None:
        self._model.filter(self._verdict, self.filter.text())

    def _start_again(self) -> None:
        """Other rows: the first of them is under the cursor."""
        self.table.clearSpans()
        for row in self._model.headings():
            self.table.setSpan(row, 0, 1, self._model.columnCount())
        first = self._model.first()
        if first >= 0:
            self.table.setCurrentIndex(self._model.index(first, 1))
        else:
            self._explain(None)

    def _move(self, index: QModelIndex) -> None:
        self._explain(self._model.check(index.row()))

    def _explain(self, check: Check | None) -> None:
        page = QWidget()
        page.setProperty("role", "panel")
        layout = parts.column(page, (16, 12, 16, 12), gap=6)
        if check is None:
            layout.addWidget(parts.label(self.look.words.text("No check is chosen."), "caption"))
        else:
            layout.addWidget(parts.label(check.claim, "strong", wrap=True))
            layout.addLayout(names_and_texts(self._lines(check)))
        layout.addStretch(1)
        self.about.setWidget(page)
        self.show_button.setEnabled(check is not None and check.subject is not None)

    def _lines(self, check: Check) -> list[tuple[str, str]]:
        words = self.look.words
        verdict = verdict_text(check.verdict, words)
        more = len(check.inputs) - _INPUTS
        inputs = [
            *check.inputs[:_INPUTS],
            *([words.text("and {count} more", count=more)] if more > 0 else []),
        ]
        pairs = (
            (words.text("Verdict"), " · ".join(filter(None, (verdict, check.remark)))),
            (words.text("Published"), published_text(check, words)),
            (words.text("Computed"), computed_text(check, words)),
            (words.text("From"), "\n".join(inputs)),
            (words.text("Missing"), check.missing),
            (words.text("Source"), check.citation),
        )
        return [(name, text) for name, text in pairs if text]
