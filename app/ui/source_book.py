"""Where a figure comes from, wherever one stands: a tip on hover, and a small page on F2 with a citation."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolTip, QWidget
from shiboken6 import isValid

from app.charts.spec import SEPARATOR
from app.ui import parts
from app.ui.figure_label import ActiveLabel

if TYPE_CHECKING:
    from app.data.store import Cursor
    from app.explorer.explorer import Explorer
    from app.explorer.loop import Outcome
    from app.explorer.surroundings import Provenance
    from app.explorer.views import View
    from app.model.figure import Figure
    from app.model.words import Words
    from app.ui.imports.row_finder import RowFinder
    from app.ui.look import Look
    from app.ui.panels.asking import Asking

_WIDTH: Final = 420
_INPUTS: Final = 6
_LONG: Final = 48


@dataclass(frozen=True)
class Entry:
    """What a page says of a figure: everything known, the figures that it follows from, other citations."""

    figure: Figure
    found: Provenance
    inputs: tuple[tuple[Figure, Provenance], ...]
    other_citation: str = ""
    """In the other language of the program."""


class SourceBook(QObject):
    """Answers every panel's question for the source of a figure; workers look it up."""

    copied = Signal()
    """A figure was put on the clipboard with its citation."""

    def __init__(self, explorer: Explorer, look: Look, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explorer = explorer
        self._asking = asking
        self._look = look
        self._view: View | None = None
        self.other_words: Words | None = None
        """The other language of the program, for citations in it."""
        self.rows: RowFinder | None = None
        """Finds the row of an imported figure in its file."""

    def show_view(self, view: View) -> None:
        """The view on the screen: tells where in it a figure stands."""
        self._view = view

    def copy(self, citation: str) -> None:
        """Put a figure on the clipboard as it is cited."""
        QGuiApplication.clipboard().setText(citation)
        self.copied.emit()

    def find_row(self, figure: Figure) -> RowFinder | None:
        """Who can find the row that a figure stands in; None where there is none to find."""
        known = self.rows is not None and self._view is not None and self.rows.can_find(figure, self._view)
        return self.rows if known else None

    @property
    def view(self) -> View | None:
        """The view on the screen."""
        return self._view

    def known(
        self, cursor: Cursor, figure: Figure, view: View | None, words: Words | None = None
    ) -> Provenance:
        """Everything known about a figure of a view, in the language of the window or in another one."""
        language = words or self._look.words
        if view is None:
            return self._explorer.provenance(figure, language)
        return self._explorer.trace(cursor, figure, view, language)

    def show_tip(self, figure: Figure, place: QPoint, owner: QWidget) -> None:
        """Say at the pointer what a figure is and who prints it."""
        QToolTip.showText(place, self.tip(self._explorer.provenance(figure, self._look.words)), owner)

    def tip(self, found: Provenance) -> str:
        """What a tool tip says, as markup whose data is escaped: the figure, and who prints it."""
        said = SEPARATOR.join(filter(None, (found.status, found.printed_by, self._more())))
        muted = f"<span style='color:{self._look.theme.muted}'>{escape(said)}</span>"
        return f"<div style='max-width:{_WIDTH}px'><b>{escape(found.headline)}</b><br>{muted}</div>"

    def line(self, figure: Figure) -> str:
        """Who prints a figure, and where all is said, in plain words below what it is; '' of a gap."""
        found = self._explorer.provenance(figure, self._look.words)
        return SEPARATOR.join(filter(None, (found.printed_by, self._more()))) if found.status else ""

    def _more(self) -> str:
        """Kept on one line, where it would be broken."""
        return self._look.words.text("F2 shows everything").replace(" ", "\u00a0")

    def show(self, figure: Figure, place: QPoint, owner: QWidget) -> None:
        """Open the page of a figure at a place on the screen, as soon as it is known what it says."""
        view = self._view

        def show(outcome: Outcome[Entry]) -> None:
            if outcome.value is not None and isValid(owner):
                self._open(outcome.value, place, owner)

        self._asking.ask(lambda cursor: self._entry(cursor, figure, view), show)

    def _entry(self, cursor: Cursor, figure: Figure, view: View | None) -> Entry:
        found, other = self.known(cursor, figure, view), self.other_words
        return Entry(
            figure,
            found,
            tuple((given, self.known(cursor, given, view)) for given in found.inputs[:_INPUTS]),
            self.known(cursor, figure, view, other).citation if other is not None else "",
        )

    def _open(self, entry: Entry, place: QPoint, owner: QWidget) -> None:
        page = SourcePage(entry, self, self._look, owner)
        page.setFixedHeight(page.heightForWidth(page.width()))
        page.move(_on_screen(page, place))
        page.show()
        page.setFocus(Qt.FocusReason.PopupFocusReason)


class SourcePage(QFrame):
    """Everything known about one figure; an input of a formula opens its own page."""

    def __init__(self, entry: Entry, book: SourceBook, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("source")
        theme = look.theme
        self.setStyleSheet(f"#source {{ background: {theme.panel}; border: 1px solid {theme.context}; }}")
        self._book = book
        self._look = look
        self._entry = entry
        words, found = look.words, entry.found
        self.setAccessibleName(words.text("Source of {figure}", figure=found.headline))
        self.setFixedWidth(look.pixels(_WIDTH))
        layout = parts.column(self, (16, 12, 16, 12), gap=8)
        layout.addWidget(parts.label(found.headline, "strong", wrap=len(found.headline) > _LONG))
        layout.addLayout(self._grid(found))
        inputs = parts.column(gap=4)
        for given, known in entry.inputs:
            inputs.addWidget(self._input(given, known))
        layout.addLayout(inputs)
        self.row = parts.label("", "muted", wrap=True)
        self.row.hide()
        layout.addWidget(self.row)
        layout.addLayout(self._copying(words))

    def _copying(self, words: Words) -> QHBoxLayout:
        line = parts.row(gap=8)
        self.copy = parts.button(words.text("Copy with citation"), "chip")
        self.copy.clicked.connect(lambda: self._copy(self._entry.found.citation))
        line.addWidget(self.copy)
        other = self._book.other_words
        if other is not None:
            titles = {"zh": words.text("Copy in Chinese"), "en": words.text("Copy in English")}
            self.copy_other = parts.button(titles[other.language], "chip")
            self.copy_other.clicked.connect(lambda: self._copy(self._entry.other_citation))
            line.addWidget(self.copy_other)
        finder = self._book.find_row(self._entry.figure)
        if finder is not None:
            self.find_button = parts.button(words.text("Find the row"), "chip")
            self.find_button.clicked.connect(lambda: self._find(finder, words))
            line.addWidget(self.find_button)
        line.addStretch(1)
        return line

    def _find(self, finder: RowFinder, words: Words) -> None:
        """Show the row below the lines as soon as it is found."""
        view = self._book.view
        if view is None:
            return
        self.find_button.setEnabled(False)
        finder.answered.connect(self._say)
        self.destroyed.connect(finder.stop)
        self._say(words.text("Reading the file again …"))
        finder.find(self._entry.figure, view)

    def _say(self, text: str) -> None:
        self.row.setText(text)
        self.row.show()
        self.setFixedHeight(self.heightForWidth(self.width()))

    def _grid(self, found: Provenance) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(found.lines):
            grid.addWidget(parts.label(name, "caption"), row, 0, Qt.AlignmentFlag.AlignTop)
            said = parts.label(text, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(said, row, 1)
        return grid

    def _input(self, given: Figure, found: Provenance) -> QWidget:
        text = found.headline
        if given.label:
            text = self._look.words.text("{name}: {figure}", name=given.label, figure=text)
        link = ActiveLabel(text, "", self._look, wrap=True)
        link.activated.connect(lambda: self._open(given))
        return link

    def _open(self, given: Figure) -> None:
        place = self.pos() + QPoint(16, 16)
        owner = self.parentWidget()
        self.close()
        if owner is not None:
            self._book.show(given, place, owner)

    def _copy(self, citation: str) -> None:
        self._book.copy(citation)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F2):
            self.close()
        else:
            super().keyPressEvent(event)


def _on_screen(page: QWidget, place: QPoint) -> QPoint:
    screen = QGuiApplication.screenAt(place) or page.screen()
    room = screen.availableGeometry()
    x = min(place.x(), room.right() - page.width() - 4)
    y = place.y() if place.y() + page.height() < room.bottom() else place.y() - page.height() - 28
    return QPoint(max(room.left() + 4, x), max(room.top() + 4, y))
