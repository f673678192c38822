"""The right panel: key figures, the largest markets, published figures and notes of what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui import figure_text, parts
from app.ui.figure_label import ActiveLabel, FigureLabel
from app.ui.strip_row import StripRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.explorer.surroundings import Detail, Fact, KeyFigure, Statement
    from app.model.figure import Figure
    from app.ui.look import Look
    from app.ui.parts import LabelRole
    from app.ui.source_book import SourceBook

_MARGIN: Final = 16
_FACTS_AT_ONCE: Final = 12
_VALUE_WIDTH: Final = 70


class Details(QFrame):
    """Renders a `Detail`; every figure in it can be asked where it comes from."""

    figure_asked = Signal(object, QPoint)
    member_chosen = Signal(str, str, str)
    place_chosen = Signal(object)
    """The selection where a published figure can be looked at."""

    def __init__(self, book: SourceBook, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(look.words.text("Details"))
        self._book = book
        self._look = look
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(look.words.text("Details"))
        parts.column(self).addWidget(self._scroll)

    def show_detail(self, detail: Detail, scope: str = "") -> None:
        """Put other contents in place of those that are there.

        Args:
            detail: What is known.
            scope: The market and goods that its figures are limited to, in words.
        """
        for step in self.steps(detail, scope):
            step()

    def steps(self, detail: Detail, scope: str = "") -> tuple[Callable[[], None], ...]:
        """The same, with room for the window to answer in between; the last step shows it."""
        page = QWidget()
        page.setProperty("role", "panel")
        layout = parts.column(page, (_MARGIN, 16, _MARGIN, 16), gap=4)
        return (
            lambda: self._add_head(layout, detail, scope),
            lambda: self._add_strips(layout, detail),
            lambda: self._add_published(layout, detail),
            lambda: self._add_notes(layout, detail),
            lambda: self._turn_to(page),
        )

    def _add_head(self, layout: QVBoxLayout, detail: Detail, scope: str) -> None:
        layout.addLayout(self._heading(detail))
        if scope:
            layout.addWidget(parts.label(scope, "positive", wrap=True))
        if detail.caption:
            layout.addWidget(parts.label(detail.caption, "caption", wrap=True))
        if detail.key_figures:
            layout.addLayout(self._key_figures(detail.key_figures))

    def _add_strips(self, layout: QVBoxLayout, detail: Detail) -> None:
        if detail.strips:
            self._section(layout, detail.strips_title)
            for strip in detail.strips:
                row = StripRow(strip, self._book, self._look)
                row.member_chosen.connect(self.member_chosen)
                row.figure_asked.connect(self.figure_asked)
                layout.addWidget(row)

    def _add_published(self, layout: QVBoxLayout, detail: Detail) -> None:
        if detail.facts:
            self._section(layout, self._look.words.text("Published figures"))
            self._add_facts(layout, detail.facts)

    def _add_notes(self, layout: QVBoxLayout, detail: Detail) -> None:
        if detail.statements:
            self._section(layout, self._look.words.text("Notes"))
            for statement in detail.statements:
                self._add_statement(layout, statement)
        layout.addStretch(1)

    def _turn_to(self, page: QWidget) -> None:
        old = self._scroll.takeWidget()
        self._scroll.setWidget(page)
        if old is not None:
            old.deleteLater()

    def _heading(self, detail: Detail) -> QVBoxLayout | QHBoxLayout:
        title = parts.label(detail.title, "title", wrap=len(detail.title) > 18)
        other = parts.label(detail.other_title, "subtitle", wrap=len(detail.other_title) > 18)
        short = len(detail.title) + 2 * len(detail.other_title) < 24
        line: QVBoxLayout | QHBoxLayout = parts.row(gap=8) if short else parts.column(gap=0)
        line.addWidget(title)
        line.addWidget(other, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        return line

    def _section(self, layout: QVBoxLayout, heading: str) -> None:
        layout.addSpacing(12)
        layout.addWidget(parts.label(heading, "section"))
        layout.addSpacing(2)

    def _figure(self, figure: Figure, text: str, role: LabelRole) -> FigureLabel:
        made = FigureLabel(figure, text, role, self._book, self._look)
        made.figure_asked.connect(self.figure_asked)
        return made

    def _growth(self, figure: Figure | None) -> FigureLabel | None:
        text = figure_text.growth(figure)
        if figure is None or not text:
            return None
        return self._figure(figure, text, "negative" if figure_text.is_decline(figure) else "positive")

    def _key_figures(self, figures: tuple[KeyFigure, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, key in enumerate(figures):
            grid.addLayout(self._key_figure(key), place // 2, place % 2)
        return grid

    def _key_figure(self, key: KeyFigure) -> QVBoxLayout:
        words, derived = self._look.words, key.figure.status == "derived"
        name = words.text("{name} · derived", name=key.label) if derived else key.label
        cell = parts.column()
        cell.addStretch(1)  # figures side by side stand on one line, however long their names are
        cell.addWidget(parts.label(name, "caption", wrap=True))
        line = parts.row(gap=4)
        text = figure_text.overview(key.figure, words)
        role: LabelRole = "figure-derived" if derived else "figure"
        gap = figure_text.short_gap(key.figure, key.growth, words)
        line.addWidget(self._figure(key.figure, text or gap, role if text else "muted"))
        if (growth := self._growth(key.growth)) is not None:
            line.addWidget(growth, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        cell.addLayout(line)
        return cell

    def _add_facts(self, layout: QVBoxLayout, facts: tuple[Fact, ...]) -> None:
        for place, fact in enumerate(facts[:_FACTS_AT_ONCE]):
            if place:
                layout.addWidget(parts.frame("rule"))
            layout.addLayout(self._fact(fact))
        if len(facts) <= _FACTS_AT_ONCE:
            return
        rest = facts[_FACTS_AT_ONCE:]
        more = parts.button(self._look.words.text("Show {count} more", count=len(rest)), "quiet")
        place = layout.count()
        layout.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        more.clicked.connect(lambda: self._show_rest(layout, place, rest, more))

    def _show_rest(self, layout: QVBoxLayout, place: int, rest: tuple[Fact, ...], more: QWidget) -> None:
        more.hide()
        for step, fact in enumerate(rest):
            layout.insertWidget(place + 2 * step, parts.frame("rule"))
            layout.insertLayout(place + 2 * step + 1, self._fact(fact))

    def _fact(self, fact: Fact) -> QHBoxLayout:
        words = self._look.words
        line = parts.row(margins=(0, 6, 0, 6), gap=8)
        text = figure_text.growth(fact.figure) if fact.is_growth else figure_text.overview(fact.figure, words)
        value = self._figure(fact.figure, text or figure_text.ABSENT, "strong" if text else "muted")
        value.setFixedWidth(self._look.pixels(_VALUE_WIDTH))
        first = parts.row(gap=8)
        first.addWidget(self._fact_text(fact), 1)
        if (growth := self._growth(fact.growth)) is not None:
            first.addWidget(growth, 0, Qt.AlignmentFlag.AlignTop)
        said = parts.column(gap=0)
        said.addLayout(first)
        said.addWidget(parts.label(" · ".join(filter(None, (fact.basis, fact.source))), "caption", wrap=True))
        amount = parts.column(gap=0)
        amount.addWidget(value)
        if fact.unit:
            amount.addWidget(parts.label(fact.unit, wrap=True))
        amount.addStretch(1)
        line.addLayout(amount)
        line.addLayout(said, 1)
        return line

    def _fact_text(self, fact: Fact) -> QLabel:
        """The words of a fact, or what was reached with it; they lead to its chart where there is one."""
        if fact.selection is None:
            return parts.label(fact.milestone or fact.text, wrap=True)
        link = ActiveLabel(fact.milestone or fact.text, "", self._look, wrap=True)
        link.setToolTip(self._look.words.text("Show in a chart: {text}", text=fact.text))
        link.activated.connect(lambda: self.place_chosen.emit(fact.selection))
        return link

    def _add_statement(self, layout: QVBoxLayout, statement: Statement) -> None:
        layout.addWidget(parts.label(statement.text, wrap=True))
        caption = " · ".join(part for part in (statement.kind, statement.source) if part)
        layout.addWidget(parts.label(caption, "caption", wrap=True))
        layout.addSpacing(8)
