"""The output tray: views pinned while exploring, put in order, commented, and taken away together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QToolButton, QWidget

from app.charts.flows import flow_text
from app.charts.periods import period_text
from app.ui import parts
from app.ui.panels.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.explorer.explorer import Explorer
    from app.model.selection import Selection
    from app.model.words import Words
    from app.ui.look import Look
    from app.ui.panels.story_shelf import StoryShelf

_SIZE: Final = (720, 560)


class TrayPage(Page):
    """Renders the story of a shelf and changes it there."""

    place_chosen = Signal(object)
    """The selection of a pinned view."""
    wanted = Signal(str)
    """What is to be made of the story: 'report', 'pictures', 'print', 'recipe', 'open', 'save'."""

    def __init__(
        self, shelf: StoryShelf, label: Callable[[Selection], str], look: Look, parent: QWidget | None = None
    ) -> None:
        words = look.words
        super().__init__(words.text("Output tray"), _SIZE, look, parent)
        self._shelf = shelf
        self._label = label
        self._rendering = False
        self.title = QLineEdit()
        self.title.setPlaceholderText(words.text("Title of the report"))
        self.title.setAccessibleName(words.text("Title of the report"))
        self.views = _Views()
        self.views.setAccessibleName(words.text("Pinned views"))
        self.comment = QPlainTextEdit()
        self.comment.setPlaceholderText(words.text("What this view shows"))
        self.comment.setAccessibleName(words.text("Comment on the view"))
        self.comment.setTabChangesFocus(True)
        self.comment.setProperty("role", "panel")
        self.comment.setFixedHeight(look.pixels(84))
        self.empty = parts.label(
            words.text("Nothing is pinned yet. Pin the view on the screen with Ctrl+B."), "caption", wrap=True
        )
        self._lay_out()
        self._connect()
        self._render()

    def _lay_out(self) -> None:
        words = self.look.words
        self.up = parts.button(words.text("Move up"), "chip", words.text("Move the view up (Alt+Up)"))
        self.down = parts.button(words.text("Move down"), "chip", words.text("Move the view down (Alt+Down)"))
        self.remove = parts.button(words.text("Remove"), "chip", words.text("Remove the view (Del)"))
        self.show_button = parts.button(words.text("Show"), "chip", words.text("Show the view in the chart"))
        self.body.addWidget(self.title)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.views, 1)
        line = parts.row(gap=8)
        for button in (self.show_button, self.up, self.down, self.remove):
            line.addWidget(button)
        line.addStretch(1)
        for button in (self._way("open", words.text("Open…")), self._way("save", words.text("Save…"))):
            line.addWidget(button)
        self.body.addLayout(line)
        self.body.addWidget(self.comment)
        self.makers = (
            self._way("report", words.text("Report…"), primary=True),
            self._way("pictures", words.text("Pictures…")),
            self._way("recipe", words.text("Recipe…")),
            self._way("print", words.text("Print preview")),
        )
        self.add_foot(*self.makers)

    def _way(self, wish: str, title: str, *, primary: bool = False) -> QToolButton:
        made = parts.button(title, "primary" if primary else "chip")
        made.setObjectName(wish)
        made.clicked.connect(lambda: self.wanted.emit(wish))
        return made

    def _connect(self) -> None:
        self._shelf.changed.connect(self._render)
        self.title.editingFinished.connect(self._take_title)
        self.comment.textChanged.connect(self._take_comment)
        self.views.currentRowChanged.connect(lambda _: self._show_current())
        self.views.itemActivated.connect(lambda _: self.lead())
        self.views.moved.connect(self.move_by)
        self.views.removed.connect(self.remove_current)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.remove.clicked.connect(self.remove_current)
        self.show_button.clicked.connect(self.lead)

    # What the person does

    def move_by(self, step: int) -> None:
        """Move the view under the cursor up or down."""
        row = self.views.currentRow()
        to = row + step
        if 0 <= row < self.views.count() and 0 <= to < self.views.count():
            self._shelf.put(self._shelf.story.moved(row, to))
            self.views.setCurrentRow(to)

    def remove_current(self) -> None:
        """Take the view under the cursor out."""
        row = self.views.currentRow()
        if 0 <= row < self.views.count():
            self._shelf.put(self._shelf.story.removed(row))
            self.views.setCurrentRow(min(row, self.views.count() - 1))

    def lead(self) -> None:
        """Go to the view under the cursor."""
        row = self.views.currentRow()
        if 0 <= row < len(self._shelf.story.pins):
            self.place_chosen.emit(self._shelf.story.pins[row].selection)

    def _take_title(self) -> None:
        self._shelf.put(self._shelf.story.titled(self.title.text().strip()))

    def _take_comment(self) -> None:
        row = self.views.currentRow()
        if not self._rendering and 0 <= row < len(self._shelf.story.pins):
            self._shelf.put(self._shelf.story.commented(row, self.comment.toPlainText()))

    # What the shelf says

    def _render(self) -> None:
        self._rendering = True
        story, row = self._shelf.story, self.views.currentRow()
        labels = [
            f"{place}  {self._label(pin.selection)}{' ✎' if pin.comment else ''}"
            for place, pin in enumerate(story.pins, start=1)
        ]
        if labels != self.views.texts():
            self.views.clear()
            for text in labels:
                self.views.addItem(QListWidgetItem(text))
            self.views.setCurrentRow(max(0, min(row, len(labels) - 1)))
        if self.title.text() != story.title and not self.title.hasFocus():
            self.title.setText(story.title)
        self.empty.setVisible(not labels)
        for button in (*self.makers, self.up, self.down, self.remove, self.show_button):
            button.setEnabled(bool(labels))
        self._rendering = False
        self._show_current()

    def _show_current(self) -> None:
        if self._rendering:
            return
        pins, row = self._shelf.story.pins, self.views.currentRow()
        text = pins[row].comment if 0 <= row < len(pins) else ""
        self._rendering = True
        if self.comment.toPlainText() != text:
            self.comment.setPlainText(text)
        self.comment.setEnabled(bool(pins))
        self._rendering = False


class _Views(QListWidget):
    """A list whose rows are moved and removed by keys."""

    moved = Signal(int)
    removed = Signal()

    def texts(self) -> list[str]:
        """The rows as they read now."""
        return [self.item(row).text() for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def view_label(explorer: Explorer, selection: Selection, words: Words) -> str:
    """A view in a line: 'Ranking · Zhejiang · exports · 2025'."""
    kind = explorer.kinds.get(selection.chart)
    catalog = explorer.catalog(selection)
    roots = (catalog.markets.root, catalog.products.root)
    members = (
        catalog.regions.get(selection.region),
        catalog.markets.get(selection.market) if selection.market != roots[0] else None,
        catalog.products.get(selection.product) if selection.product != roots[1] else None,
    )
    texts = [
        words.text(kind.title) if kind is not None else selection.chart,
        *(words.name(member) for member in members if member is not None),
        flow_text(selection.flow, words),
        period_text(selection.period, words) if selection.period else "",
    ]
    return " · ".join(filter(None, texts))
