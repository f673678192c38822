"""Long work of an import behind a window: told how far it is, stopped at once, answered in its thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.data.imports.watch import Watch
from app.explorer.loop import Outcome, State, TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor


class Task(QObject):
    """Runs one piece of work at a time; another one, or `cancel`, stops the one before."""

    settled = Signal(object)
    """An `Outcome` of the work."""
    progressed = Signal(object, object)
    """Bytes read and rows written so far."""
    _arrived = Signal(object)

    def __init__(self, executor: Executor, parent: QObject) -> None:
        super().__init__(parent)
        self._runner: TaskRunner[_Stop] = TaskRunner(executor, _Stop)
        self._arrived.connect(self._settle)
        self.is_running = False

    def start(self, work: Callable[[Watch], Any]) -> None:
        """Do work in a thread of the executor."""
        self.is_running = True
        self._runner.request(lambda stop: work(Watch(self._tell, stop.event)), self._arrived.emit)

    def cancel(self) -> None:
        """Stop the work; nothing is heard of it any more."""
        self.is_running = False
        self._runner.cancel()

    def _tell(self, read: int, rows: int) -> None:
        self.progressed.emit(read, rows)

    @Slot(object)
    def _settle(self, outcome: Outcome[Any]) -> None:
        if self._runner.is_current(outcome.token):
            self.is_running = False
            self.settled.emit(outcome)


class _Stop:
    """What the runner interrupts: an event that the work looks at."""

    def __init__(self) -> None:
        self.event = threading.Event()

    def interrupt(self) -> None:
        self.event.set()

    def close(self) -> None:
        """Nothing to give back."""


def failed(outcome: Outcome[Any]) -> bool:
    """Whether work ended with an error that nobody expected."""
    return outcome.state is State.FAILED
