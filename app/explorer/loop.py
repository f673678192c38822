"""The one loop: a gesture selects, a worker asks and builds, the views render what comes back.

Nothing here knows Qt. Results come back through `deliver`, which the window connects to its own
thread; a late answer to an old request is dropped, and its query is interrupted.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class State(Enum):
    """The five states of a panel."""

    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    EMPTY = "empty"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What a request came to; `message` says why a panel is empty or what failed."""

    token: int
    state: State
    value: T | None = None
    message: str = ""


class Interruptible(Protocol):
    """A cursor, as far as the loop is concerned."""

    def interrupt(self) -> None: ...
    def close(self) -> None: ...


C = TypeVar("C", bound=Interruptible)


@dataclass
class TaskRunner(Generic[C]):
    """Runs the latest request of a panel and drops the ones before it."""

    executor: Executor
    """Where work runs; a synchronous one makes tests simple."""
    open_cursor: Callable[[], C]
    """Gives each task a cursor of its own."""
    _token: int = 0
    _running: dict[int, C] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def request(self, work: Callable[[C], T], deliver: Callable[[Outcome[T]], None]) -> int:
        """Start work that replaces whatever was asked before.

        Args:
            work: What to do with the task's own cursor, in a thread of the executor.
            deliver: Takes the outcome, in that same thread, if nothing newer was asked meanwhile.

        Returns:
            The token of the request, which its outcome carries.
        """
        with self._lock:
            self._token += 1
            token = self._token
            for cursor in self._running.values():
                cursor.interrupt()
        self.executor.submit(self._run, token, work, deliver)
        return token

    def is_current(self, token: int) -> bool:
        """Whether no newer request was made since."""
        return token == self._token

    def cancel(self) -> None:
        """Drop what is under way."""
        with self._lock:
            self._token += 1
            for cursor in self._running.values():
                cursor.interrupt()

    def _run(self, token: int, work: Callable[[C], T], deliver: Callable[[Outcome[T]], None]) -> None:
        if not self.is_current(token):
            return
        try:
            outcome = self._worked(token, work)
        except Exception as error:  # the one place where any failure of a task becomes a state
            outcome = Outcome(token, State.FAILED, None, f"{type(error).__name__}: {error}")
        if outcome is not None and self.is_current(token):
            deliver(outcome)

    def _worked(self, token: int, work: Callable[[C], T]) -> Outcome[T] | None:
        """What work gives with a cursor of its own; None where a newer request came before it began."""
        cursor = self.open_cursor()
        try:
            with self._lock:
                if not self.is_current(token):
                    return None
                self._running[token] = cursor
            return Outcome(token, State.READY, work(cursor))
        finally:
            with self._lock:
                self._running.pop(token, None)
            cursor.close()


@dataclass
class History(Generic[T]):
    """Where the person has been: back and forward over selections."""

    _past: list[T] = field(default_factory=list)
    _future: list[T] = field(default_factory=list)
    _now: T | None = None

    @property
    def current(self) -> T | None:
        """The selection on the screen."""
        return self._now

    @property
    def can_go_back(self) -> bool:
        """Whether there is something before the current one."""
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is something that was stepped back from."""
        return bool(self._future)

    def visit(self, place: T) -> bool:
        """Go to a new place; an equal one is silent and gives False."""
        if place == self._now:
            return False
        if self._now is not None:
            self._past.append(self._now)
        self._now, self._future = place, []
        return True

    def replace(self, place: T) -> None:
        """Put the completed form of the current place in its stead."""
        self._now = place

    def back(self) -> T | None:
        """Step back, or None at the start."""
        if not self._past or self._now is None:
            return None
        self._future.append(self._now)
        self._now = self._past.pop()
        return self._now

    def forward(self) -> T | None:
        """Step forward again, or None at the end."""
        if not self._future or self._now is None:
            return None
        self._past.append(self._now)
        self._now = self._future.pop()
        return self._now
