"""One frame for every panel that waits for an answer: the five states look and behave alike everywhere.

While a panel loads, what it showed stays; only after 150 ms is it dimmed, as it is no longer current, and a
bar says that something is under way.
A panel that fails to show an answer says so in its own place and takes nothing else with it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from app.explorer.loop import State
from app.ui import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.ui.look import Look
    from app.ui.turns import Turns

PATIENCE_MS: Final = 150
"""How long an old picture stands without a word before it is said that a new one is coming."""
_BAR: Final = 2
_DIMMED: Final = 0.6
"""How much of its ground covers what is no longer current."""


class PanelFrame(QFrame):
    """Shows its content, or in words why there is none."""

    retry_asked = Signal()
    offer_taken = Signal(int)
    """The place of a way out among those that were offered."""
    state_changed = Signal(object)

    def __init__(
        self, content: QWidget, look: Look, role: str = "panel", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._words = look.words
        self._content = content
        self._state = State.IDLE
        self._message, self._advice = _message_labels()
        self._retry = parts.button(look.words.text("Try again"), "chip")
        self._retry.clicked.connect(self.retry_asked)
        self._offers = parts.row(gap=8)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setStyleSheet(f"min-height: {_BAR}px; max-height: {_BAR}px; border-radius: 0;")
        self._bar.setAccessibleName(look.words.text("Loading"))
        self._bar.hide()
        self._veil = _Veil(QColor(look.theme.panel if role == "panel" else look.theme.ground), self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_bar)
        self._stack = QStackedLayout()
        parts.column(self).addLayout(self._stack, 1)  # first, or the content would be shown as a window
        self._stack.addWidget(content)
        self._stack.addWidget(self._message_page())
        self.show_idle()

    def _message_page(self) -> QWidget:
        page = QWidget()
        layout: QVBoxLayout = parts.column(page, (24, 24, 24, 24), gap=8)
        layout.addStretch(2)
        for widget in (self._message, self._advice):
            layout.addWidget(widget)
        layout.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignHCenter)
        offers = parts.row(gap=8)
        offers.addStretch(1)
        offers.addLayout(self._offers)
        offers.addStretch(1)
        layout.addLayout(offers)
        layout.addStretch(3)
        return page

    @property
    def state(self) -> State:
        """Which of the five states the panel is in."""
        return self._state

    @property
    def message(self) -> str:
        """What is said instead of the content."""
        return self._message.text() if self._stack.currentIndex() else ""

    def show_idle(self) -> None:
        """Nothing was asked for yet."""
        self._say(State.IDLE, "", "")

    def show_loading(self) -> None:
        """An answer is under way; what is there stays, and after a moment a veil and a bar say so."""
        self._enter(State.LOADING)
        if not self._patience.isActive() and not self._bar.isVisibleTo(self):
            self._patience.start()

    def show_ready(self, render: Callable[[], None]) -> None:
        """Draw an answer; what goes wrong while drawing becomes a message in this panel."""
        if self._draws(render):
            self._settle()
            self._stack.setCurrentIndex(0)
            self._enter(State.READY)

    def show_in_turns(self, steps: Sequence[Callable[[], None]], turns: Turns) -> None:
        """The same in steps between which the window can answer; the panel is ready after the last."""

        def take(step: Callable[[], None]) -> None:
            if not self._draws(step):
                turns.give_up(self)

        *first, last = steps
        turns.begin(*(partial(take, step) for step in first), lambda: self.show_ready(last), of=self)

    def _draws(self, render: Callable[[], None]) -> bool:
        try:
            render()
        except Exception as error:  # a panel that cannot draw must not close the window
            self.show_failed(f"{type(error).__name__}: {error}")
            return False
        return True

    def show_empty(self, why: str, offers: Sequence[str] = ()) -> None:
        """There is nothing to show.

        Args:
            why: The reason, and what would help.
            offers: Ways out, each a button.
        """
        advice = self._words.text("Choose something else, or go back to the view before it (Alt+Left).")
        self._say(State.EMPTY, why, advice, offers)

    def show_failed(self, error: str) -> None:
        """Something went wrong; the view before it is one step back."""
        advice = self._words.text("Try again, or go back to the view before it.")
        message = self._words.text("This could not be shown: {error}", error=error)
        self._say(State.FAILED, message, advice)

    def _say(self, state: State, message: str, advice: str, offers: Sequence[str] = ()) -> None:
        self._settle()
        parts.clear(self._offers)
        for place, offer in enumerate(offers):
            button = parts.button(offer, "chip")
            button.clicked.connect(lambda _=False, at=place: self.offer_taken.emit(at))
            self._offers.addWidget(button)
            button.show()
        self._message.setText(message)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._retry.setVisible(state is State.FAILED)
        self._stack.setCurrentIndex(1)
        self._enter(state)

    def _show_bar(self) -> None:
        self._lay_over()
        for cover in (self._veil, self._bar):
            cover.show()
            cover.raise_()

    def _settle(self) -> None:
        self._patience.stop()
        self._bar.hide()
        self._veil.hide()

    def _enter(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_over()

    def _lay_over(self) -> None:
        self._bar.setGeometry(0, 0, self.width(), _BAR)
        self._veil.setGeometry(self.rect())


class _Veil(QWidget):
    """Dims what lies below it and lets every click through."""

    def __init__(self, ground: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ground = QColor(ground)
        self._ground.setAlphaF(_DIMMED)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._ground)


def _message_labels() -> tuple[QLabel, QLabel]:
    message, advice = parts.label("", "subtitle", wrap=True), parts.label("", "caption", wrap=True)
    for made in (message, advice):
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return message, advice
