"""The pages under Help: the glossary, the shortcuts, and what this program is."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QScrollArea, QWidget

from app.ui import parts
from app.ui.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.catalog import Term
    from app.ui.look import Look

VERSION: Final = "0.1.0"
_SIZE: Final = (620, 560)


class HelpDialog(QDialog):
    """A page that scrolls; Esc closes it."""

    def __init__(self, title: str, content: QWidget, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*(look.pixels(length) for length in _SIZE))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(title)
        area.setWidget(content)
        layout = parts.column(self, (0, 0, 0, 12), gap=8)
        layout.addWidget(area, 1)
        close = parts.button(look.words.text("Close"), "chip")
        close.clicked.connect(self.close)
        line = parts.row(margins=(16, 0, 16, 0))
        line.addStretch(1)
        line.addWidget(close)
        layout.addLayout(line)


class GlossaryPage(QWidget):
    """Terms in a sentence or two each, filtered while one types."""

    def __init__(self, terms: Iterable[Term], look: Look) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._chinese = look.words.language == "zh"
        layout = parts.column(self, (20, 16, 20, 16), gap=12)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(look.words.text("Filter the glossary"))
        self.filter.setAccessibleName(look.words.text("Filter the glossary"))
        self.filter.textChanged.connect(self._filter)
        layout.addWidget(self.filter)
        self._entries: list[tuple[str, QWidget]] = []
        for term in terms:
            entry = self._entry(term, look)
            self._entries.append((f"{term.name_en}\n{term.name_zh}\n{term.term}".casefold(), entry))
            layout.addWidget(entry)
        layout.addStretch(1)

    def _entry(self, term: Term, look: Look) -> QWidget:
        entry = QWidget()
        layout = parts.column(entry, gap=2)
        head = parts.row(gap=8)
        head.addWidget(parts.label(look.words.name(term), "strong"))
        head.addWidget(parts.label(look.words.other_name(term), "caption"))
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(parts.label(term.text_zh if self._chinese else term.text_en, wrap=True))
        return entry

    def _filter(self, typed: str) -> None:
        for text, entry in self._entries:
            entry.setVisible(typed.strip().casefold() in text)


def shortcuts_page(look: Look) -> QWidget:
    """The keys, from the table of actions, and those of the trees and tables."""
    page = QWidget()
    page.setProperty("role", "panel")
    grid = QGridLayout(page)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    words = look.words
    rows = [
        (QKeySequence(row.shortcut).toString(QKeySequence.SequenceFormat.NativeText), words.text(row.title))
        for row in ACTIONS
        if row.shortcut
    ]
    rows += [
        ("F2", words.text("Where the figure under the cursor comes from")),
        ("Enter", words.text("Choose the row under the cursor")),
        ("Ctrl+C", words.text("Copy the selected rows of the table")),
        (words.text("Arrow keys"), words.text("Walk the marks of the chart")),
        ("F", words.text("Focus the mark under the cursor; the others step back, or come back")),
        ("M", words.text("Mute the mark under the cursor, or show it again")),
        (words.text("Click, Shift+click"), words.text("Focus or mute an entry of the legend")),
        (words.text("+, −, 0"), words.text("Zoom into the chart, out, and back to all of it")),
        (words.text("Ctrl+click"), words.text("Compare a row of the tree or a mark of the chart")),
        ("Tab", words.text("To the next control")),
    ]
    for place, (keys, title) in enumerate(rows):
        grid.addWidget(parts.label(keys, "strong"), place, 0)
        grid.addWidget(parts.label(title), place, 1)
    grid.setRowStretch(len(rows), 1)
    return page


def about_page(look: Look, sources: Iterable[str]) -> QWidget:
    """What this program is, and whose figures it carries."""
    words = look.words
    page = QWidget()
    page.setProperty("role", "panel")
    layout = parts.column(page, (20, 20, 20, 20), gap=8)
    layout.addWidget(parts.label("Third Pole", "title"))
    release = words.text("Version {version}", version=_version())
    layout.addWidget(parts.label(release, "caption"))
    purpose = words.text("A desktop explorer for China's foreign trade by region, market and product.")
    promises = words.text("Every number knows where it came from. Every picture can be made again.")
    layout.addWidget(parts.label(purpose, wrap=True))
    layout.addWidget(parts.label(promises, wrap=True))
    layout.addSpacing(8)
    layout.addWidget(parts.label(words.text("Sources"), "section"))
    for source in sources:
        layout.addWidget(parts.label(source, "caption", wrap=True))
    layout.addStretch(1)
    return page


def _version() -> str:
    try:
        return metadata.version("third-pole")
    except metadata.PackageNotFoundError:
        return VERSION
