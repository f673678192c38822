"""The way round in the window: a gesture selects, workers answer, panels are told. Nothing flows back.

Panels never call each other and never change what is selected while they draw; they emit what the
person did, and the answer reaches all of them through the signals of this one object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from app.explorer.loop import History, Outcome, State, TaskRunner
from app.explorer.moves import select_kind
from app.explorer.views import View
from app.ui.turns import Turns

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from app.data.store import Cursor
    from app.explorer.explorer import Explorer
    from app.explorer.finder import Finding
    from app.model.dimension import DimensionName
    from app.model.selection import Selection
    from app.model.words import Words

T = TypeVar("T")
_Question: TypeAlias = "tuple[Callable[[Cursor, Selection, Words], object], SignalInstance]"
"""What is asked about a selection, and the signal that the answer is for."""
_PANELS: Final = ("detail", "navigator")
_CHOICES: Final = ("advice", "breakdowns")


class Controller(QObject):
    """Holds what is selected and where the person has been; asks, and passes the answers on."""

    view_asked = Signal()
    view_settled = Signal(object)
    """An `Outcome` of a `View`, for the chart: it is painted before anything else hears of it."""
    view_followed = Signal(object)
    """The same outcome, for what stands around the chart."""
    navigator_asked = Signal()
    navigator_settled = Signal(object)
    advice_settled = Signal(object)
    """An `Outcome` of the kinds that could show the selection, a tuple of `Advice`."""
    detail_asked = Signal()
    detail_settled = Signal(object)
    breakdowns_settled = Signal(object)
    """An `Outcome` of the ways to break the selection down, each with what is against it."""
    search_settled = Signal(str, object)
    """A text and what it may mean, a tuple of `Finding`."""
    selection_changed = Signal(object)
    """The completed selection of what is on the screen."""
    history_changed = Signal()

    def __init__(
        self, explorer: Explorer, words: Words, executor: Executor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._explorer = explorer
        self._words = words
        self._history: History[Selection] = History()
        self._asked: Selection | None = None
        self._stepping = False
        self._lenient = False
        self._around: Selection | None = None
        self._questions: dict[str, _Question] = {
            "detail": (explorer.detail, self.detail_settled),
            "navigator": (explorer.navigator, self.navigator_settled),
            "advice": (explorer.advice, self.advice_settled),
            "breakdowns": (explorer.breakdowns, self.breakdowns_settled),
        }
        self._unanswered: list[str] = []
        self._latest: Outcome[View] | None = None
        self._bridge = _Bridge(self)
        self._views: TaskRunner[Cursor] = TaskRunner(executor, explorer.open_cursor)
        self._surroundings: TaskRunner[Cursor] = TaskRunner(executor, explorer.open_cursor)
        self._searches: TaskRunner[Cursor] = TaskRunner(executor, explorer.open_cursor)
        self.turns = Turns(self)
        """What the window draws of an answer step by step; the next question waits for it."""

    # What is on the screen

    @property
    def selection(self) -> Selection:
        """The selection on the screen, or the one asked for where nothing has come yet."""
        return self._history.current or self._asked or self._explorer.start()

    @property
    def can_go_back(self) -> bool:
        """Whether there is a view before this one."""
        return self._history.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether a view was stepped back from."""
        return self._history.can_go_forward

    # The opening

    def open_with(self, view: View) -> None:
        """Show the chart of a view that was answered already; `follow` tells the rest of it."""
        self._stepping = False
        self._reach(Outcome(0, State.READY, view))

    def follow(self) -> None:
        """Tell what stands around the chart what is on the screen, and ask for what it shows."""
        outcome, reached = self._latest, self._asked
        if outcome is None or reached is None:
            return
        self.history_changed.emit()
        self.selection_changed.emit(reached)
        self.view_followed.emit(outcome)
        self._ask_around(reached)

    # Gestures

    def select(self, selection: Selection, *, lenient: bool = False) -> None:
        """Go to a view; the one that is there or on its way already is silent.

        Args:
            selection: What is asked for.
            lenient: Whether its breakdown was chosen for another chart, see `Adviser.complete`.
        """
        if selection != self._asked:
            self._ask(selection, stepping=False, lenient=lenient)

    def move(self, selection: Selection) -> None:
        """Go to another place: a breakdown that comes with it is nobody's choice."""
        self.select(selection, lenient=selection.breakdown != self.selection.breakdown)

    def change(self, **parts: Any) -> None:
        """Change parts of the selection: `change(flow='export')`."""
        self.select(replace(self.selection, **parts))

    def glide(self, **parts: Any) -> None:
        """Change parts of the selection as one of many small steps: the way back does not hold each."""
        selection = replace(self.selection, **parts)
        if selection != self._asked:
            self._ask(selection, stepping=True, steady=True)

    def select_member(self, dimension: DimensionName, code: str, branch: str = "") -> None:
        """A click on a member: its dimension changes, the others stay."""
        self.move(self._explorer.select_member(self.selection, dimension, code, branch))

    def select_kind(self, kind: str) -> None:
        """Another kind of chart for what is on the screen."""
        self.select(select_kind(self.selection, kind), lenient=True)

    def drill(self, member: str) -> None:
        """Into a member of the chart."""
        self.move(self._explorer.drill(self.selection, member))

    def up(self) -> None:
        """Out to what the member is part of."""
        self.move(self._explorer.up(self.selection))

    def back(self) -> None:
        """To the view before."""
        self._step(self._history.back())

    def forward(self) -> None:
        """To the view that was stepped back from."""
        self._step(self._history.forward())

    def search(self, text: str) -> None:
        """Ask what a text in the search box may mean, seen from here."""
        explorer, words, selection = self._explorer, self._words, self.selection

        def show(outcome: Outcome[tuple[Finding, ...]]) -> None:
            self.search_settled.emit(text, outcome.value or ())

        self._request(self._searches, lambda _: explorer.search(text, selection, words), show)

    def retry(self) -> None:
        """Ask for the same again."""
        if self._asked is not None:
            self._ask(self._asked, stepping=True, lenient=self._lenient)

    def set_words(self, words: Words) -> None:
        """Ask for everything again in another language."""
        self._words = words
        self.show_again()

    def show_again(self) -> None:
        """Answer panels again that were put together anew, or that could not show what they were told."""
        self._around = None
        self._ask(self.selection, stepping=True)

    def close(self) -> None:
        """Drop whatever is under way."""
        self.turns.stop()
        for runner in (self._views, self._surroundings, self._searches):
            runner.cancel()

    # The loop

    def _step(self, place: Selection | None) -> None:
        if place is not None:
            self._ask(place, stepping=True)
            self.history_changed.emit()

    def _ask(
        self, selection: Selection, *, stepping: bool, steady: bool = False, lenient: bool = False
    ) -> None:
        self._asked, self._stepping, self._lenient = selection, stepping, lenient
        self._surroundings.cancel()
        self.turns.give_up(self)
        self.view_asked.emit()
        explorer, words = self._explorer, self._words
        self._request(
            self._views,
            lambda cursor: explorer.view(cursor, selection, words, steady=steady, lenient=lenient),
            self._show_view,
        )

    def _show_view(self, outcome: Outcome[View]) -> None:
        self._reach(outcome)
        self.follow()

    def _reach(self, outcome: Outcome[View]) -> None:
        """Be where an answer leads, and show its chart."""
        reached = outcome.value.selection if outcome.value is not None else self._asked
        if reached is None:
            return
        if self._stepping:
            self._history.replace(reached)
        else:
            self._history.visit(reached)
        self._asked = reached
        if outcome.value is not None and outcome.value.spec is None:
            outcome = Outcome(outcome.token, State.EMPTY, outcome.value, outcome.value.empty)
        self._latest = outcome
        self.view_settled.emit(outcome)

    def _ask_around(self, selection: Selection) -> None:
        """What stands around the chart, where it has changed, and then what can be chosen.

        One after another, and each when the window has drawn what it knows: the next chart must find
        a worker free, and a query or a drawing a processor of its own.
        """
        around = _without_chart(selection)
        if around != self._around:
            self._around = around
            self._unanswered = [*_PANELS, *_CHOICES]
            self.detail_asked.emit()
            self.navigator_asked.emit()
        else:
            self._unanswered = [name for name in self._unanswered if name in _PANELS] + [*_CHOICES]
        self._ask_next(selection)

    def _ask_next(self, selection: Selection) -> None:
        if not self._unanswered:
            return
        ask, settled = self._questions[self._unanswered[0]]
        words = self._words

        def show(outcome: Outcome[object]) -> None:
            self._unanswered.pop(0)
            settled.emit(outcome)
            self._ask_next(selection)

        self.turns.begin(
            lambda: self._request(self._surroundings, lambda cursor: ask(cursor, selection, words), show),
            of=self,
        )

    def _request(
        self,
        runner: TaskRunner[Cursor],
        work: Callable[[Cursor], T],
        show: Callable[[Outcome[T]], None],
    ) -> None:
        def arrive(outcome: Outcome[T]) -> None:
            if runner.is_current(outcome.token):
                show(outcome)

        def deliver(outcome: Outcome[T]) -> None:
            self._bridge.arrived.emit(lambda: arrive(outcome))

        runner.request(work, deliver)


class _Bridge(QObject):
    """Takes an answer from the thread of a worker to the thread of the window."""

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.arrived.connect(self._run)

    @Slot(object)
    def _run(self, show: Callable[[], None]) -> None:
        show()


def _without_chart(selection: Selection) -> Selection:
    """What of a selection the trees and the detail depend on."""
    return replace(
        selection, breakdown=None, across=None, chart="", options=(), focus="", pinned=(), since=""
    )
