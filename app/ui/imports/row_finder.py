"""Finds the row of an imported figure in a worker: its file may have to be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.data.imports.messages import ImportFailedError, Message
from app.explorer.file_rows import has_row
from app.ui.imports.task import Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from app.data.imports.watch import Watch
    from app.data.library import Library
    from app.explorer.imports import Imports
    from app.explorer.loop import Outcome
    from app.explorer.views import View
    from app.model.figure import Figure
    from app.model.words import Words


class RowFinder(QObject):
    """Answers one question at a time; another one stops the one before."""

    answered = Signal(str)
    """A sentence: the row, or why it is not found."""

    def __init__(
        self,
        library: Library,
        imports: Callable[[], Imports],
        executor: Executor,
        words: Words,
        parent: QObject,
    ) -> None:
        """Take what it asks.

        Args:
            library: What is open.
            imports: Gives the imports in any thread; they are made when they are first asked for.
            executor: Whose threads read files.
            words: The language of the answers.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._library, self._imports, self._words = library, imports, words
        self._task = Task(executor, self)
        self._task.settled.connect(self._settle)

    def can_find(self, figure: Figure, view: View) -> bool:
        """Whether the figure stands in a row of an imported file."""
        return has_row(self._library, figure, view)

    def find(self, figure: Figure, view: View) -> None:
        """Look for the row; `answered` says it."""
        imports, words = self._imports, self._words

        def work(watch: Watch) -> Message:
            try:
                return imports().row_of(figure, view, words, watch)
            except ImportFailedError as failure:
                return failure.message

        self._task.start(work)

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._task.cancel()

    def _settle(self, outcome: Outcome[Message]) -> None:
        self.answered.emit(outcome.value.in_words(self._words) if outcome.value else outcome.message)
