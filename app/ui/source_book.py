"""Where a figure comes from, wherever one stands: a tip on hover, and a small page on F2 with a citation."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from app.ui import parts

if TYPE_CHECKING:
    from app.explorer.explorer import Explorer
    from app.explorer.views import Provenance, View
    from app.model.figure import Figure
    from app.model.words import Words
    from app.ui.imports.row_finder import RowFinder
    from app.ui.look import Look

_WIDTH: Final = 420
_INPUTS: Final = 6
_LONG: Final = 48


class SourceBook(QObject):
    """Answers every panel's question for the source of a figure."""

    def __init__(self, explorer: Explorer, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explorer = explorer
        self._look = look
        self._view: View | None = None
        self.other_words: Words | None = None
        """The other language of the program, for citations in it."""
        self.rows: RowFinder | None = None
        """Finds the row of an imported figure in its file."""

    def show_view(self, view: View) -> None:
        """The view on the screen: tells where in it a figure stands."""
        self._view = view

    def find_row(self, figure: Figure) -> RowFinder | None:
        """Who can find the row that a figure stands in; None where there is none to find."""
        known = self.rows is not None and self._view is not None and self.rows.can_find(figure, self._view)
        return self.rows if known else None

    @property
    def view(self) -> View | None:
        """The view on the screen."""
        return self._view

    def known(self, figure: Figure, words: Words | None = None) -> Provenance:
        """Everything known about a figure, in the language of the window or in another one."""
        language = words or self._look.words
        if self._view is None:
            return self._explorer.provenance(figure, language)
        cursor = self._explorer.open_cursor()
        try:
            return self._explorer.trace(cursor, figure, self._view, language)
        finally:
            cursor.close()

    def tip(self, figure: Figure) -> str:
        """What a tool tip says, as markup whose data is escaped."""
        found = self.known(figure)
        lines = [f"<b>{escape(found.headline)}</b>"]
        lines += [f"{escape(name)}: {escape(text)}" for name, text in found.lines]
        lines.append(f"<i>{escape(self._look.words.text('F2 or a click shows more'))}</i>")
        return f"<div style='max-width:{_WIDTH}px'>{'<br>'.join(lines)}</div>"

    def line(self, figure: Figure) -> str:
        """Sources, formula and the like in one line of plain words."""
        found = self._explorer.provenance(figure, self._look.words)
        return " · ".join(text for _, text in found.lines)

    def show(self, figure: Figure, place: QPoint, owner: QWidget) -> SourcePage:
        """Open the page of a figure at a place on the screen."""
        page = SourcePage(figure, self, self._look, owner)
        page.setFixedHeight(page.heightForWidth(page.width()))
        page.move(_on_screen(page, place))
        page.show()
        page.setFocus(Qt.FocusReason.PopupFocusReason)
        return page


class SourcePage(QFrame):
    """Everything known about one figure; an input of a formula opens its own page."""

    def __init__(self, figure: Figure, book: SourceBook, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("source")
        theme = look.theme
        self.setStyleSheet(f"#source {{ background: {theme.panel}; border: 1px solid {theme.context}; }}")
        self._book = book
        self._figure = figure
        words = look.words
        found = book.known(figure)
        self._citation = found.citation
        self.setAccessibleName(words.text("Source of {figure}", figure=found.headline))
        self.setFixedWidth(look.pixels(_WIDTH))
        layout = parts.column(self, (16, 12, 16, 12), gap=8)
        layout.addWidget(parts.label(found.headline, "strong", wrap=len(found.headline) > _LONG))
        layout.addLayout(self._grid(found))
        for given in found.inputs[:_INPUTS]:
            layout.addWidget(self._input(given))
        self.row = parts.label("", "muted", wrap=True)
        self.row.hide()
        layout.addWidget(self.row)
        layout.addLayout(self._copying(words))

    def _copying(self, words: Words) -> QHBoxLayout:
        line = parts.row(gap=8)
        self.copy = parts.button(words.text("Copy with citation"), "chip")
        self.copy.clicked.connect(self._copy)
        line.addWidget(self.copy)
        other = self._book.other_words
        if other is not None:
            titles = {"zh": words.text("Copy in Chinese"), "en": words.text("Copy in English")}
            self.copy_other = parts.button(titles[other.language], "chip")
            self.copy_other.clicked.connect(lambda: self._copy_in(other))
            line.addWidget(self.copy_other)
        finder = self._book.find_row(self._figure)
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
        finder.find(self._figure, view)

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

    def _input(self, given: Figure) -> QWidget:
        found = self._book.known(given)
        text = f"{given.label}: {found.headline}" if given.label else found.headline
        link = parts.button(text.replace("&", "&&"), "quiet")
        link.clicked.connect(lambda: self._open(given))
        return link

    def _open(self, given: Figure) -> None:
        place = self.pos() + QPoint(16, 16)
        owner = self.parentWidget()
        self.close()
        if owner is not None:
            self._book.show(given, place, owner)

    def _copy_in(self, words: Words) -> None:
        QGuiApplication.clipboard().setText(self._book.known(self._figure, words).citation)
        self.close()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._citation)
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
