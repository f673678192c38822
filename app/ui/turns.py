"""Work of the window in small steps: between two of them the window answers and paints."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Turns(QObject):
    """Takes one step a turn of the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: deque[Callable[[], object]] = deque()
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._step)

    @property
    def done(self) -> bool:
        """Whether no step is left."""
        return not self._left

    def begin(self, *steps: Callable[[], object]) -> None:
        """Take these steps from the next turn on; those that are left of earlier ones are given up."""
        self._left = deque(steps)
        self._next.start()

    def add(self, step: Callable[[], object]) -> None:
        """Take one more step after those that are left."""
        self._left.append(step)
        self._next.start()

    def _step(self) -> None:
        if self._left:
            self._left.popleft()()
        if self._left:
            self._next.start()
