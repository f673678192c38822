"""Work of the window in small steps: between two of them the window answers and paints."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Turns(QObject):
    """Takes one step a turn of the event loop, in the order in which they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: deque[tuple[object, Callable[[], object]]] = deque()
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._step)

    @property
    def done(self) -> bool:
        """Whether no step is left."""
        return not self._left

    def begin(self, *steps: Callable[[], object], of: object = None) -> None:
        """Take these steps after those of others; what is left of earlier ones of the same is given up."""
        self.give_up(of)
        self.add(*steps, of=of)

    def add(self, *steps: Callable[[], object], of: object = None) -> None:
        """Take more steps after all that are left."""
        self._left.extend((of, step) for step in steps)
        self._next.start()

    def give_up(self, of: object) -> None:
        """Take none of the steps that are left of somebody."""
        self._left = deque(waiting for waiting in self._left if waiting[0] is not of)

    def stop(self) -> None:
        """Take none of the steps that are left: nobody is there any more to see them."""
        self._left.clear()

    def _step(self) -> None:
        if not self._left:
            return
        _, step = self._left.popleft()
        try:
            step()
        finally:  # a step that fails takes none of the others with it
            if self._left:
                self._next.start()
