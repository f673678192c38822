"""A worker's answer brought to the window: for panels that ask by themselves, beside the one loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.explorer.loop import Outcome, TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from app.data.store import Cursor
    from app.explorer.explorer import Explorer

T = TypeVar("T")


class Asking(QObject):
    """Asks one question at a time; a newer question makes the answer to the older one stay away."""

    _arrived = Signal(object)

    def __init__(self, explorer: Explorer, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: TaskRunner[Cursor] = TaskRunner(executor, explorer.open_cursor)
        self._arrived.connect(self._run)

    def ask(self, work: Callable[[Cursor], T], show: Callable[[Outcome[T]], None]) -> None:
        """Let a worker do something with a cursor of its own, and show the outcome in the window's thread."""

        def arrive(outcome: Outcome[T]) -> None:
            if self._tasks.is_current(outcome.token):
                show(outcome)

        def deliver(outcome: Outcome[T]) -> None:
            self._arrived.emit(lambda: arrive(outcome))

        self._tasks.request(work, deliver)

    def close(self) -> None:
        """Drop what is under way."""
        self._tasks.cancel()

    @Slot(object)
    def _run(self, show: Callable[[], None]) -> None:
        show()
