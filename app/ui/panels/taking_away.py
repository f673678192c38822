"""What the panels write: reports, pictures of pinned views, recipes, and pages for the printer.

Figures are read by a worker; pages are painted in the window's thread, one file after the other, so that
the window answers in between. Every file is whole or not there at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from app.charts.saving import ExportError, save_bytes
from app.explorer.profile import Profiler
from app.ui.export.batch import Batch, Task
from app.ui.export.exporter import Exporter
from app.ui.export.manifest import Manifest
from app.ui.panels.asking import Asking
from app.ui.report.builders import profile_report, story_report
from app.ui.report.html import report_html
from app.ui.report.pdf import report_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.data.store import Cursor
    from app.explorer.loop import Outcome
    from app.explorer.recipes import Recipe
    from app.explorer.stories import Story
    from app.model.dimension import DimensionName
    from app.model.words import Words
    from app.ui.export.batch import Result
    from app.ui.means import Means
    from app.ui.panels.panels import Beside
    from app.ui.report.document import Report

REPORT_FORMS: Final = ("pdf", "html")


class TakingAway(QObject):
    """Writes files for one window and says what became of them."""

    written = Signal(object)
    """The path of a file or folder that is complete."""

    def __init__(self, window: Beside, means: Means, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._explorer = means.explorer
        self._words_for = means.words_for
        self._reading = Asking(means.explorer, means.executor, self)
        self._results: Iterator[Result] | None = None
        self._made = self._failed = self._count = 0
        self._folder: Path | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._make_next)

    def close(self) -> None:
        """Drop what is under way; no file is left half-written."""
        self._next.stop()
        self._results = None
        self._reading.close()

    # Reports

    def write_story(self, story: Story, path: Path) -> None:
        """A report of pinned views, as PDF or HTML by the ending of its name."""
        self.with_story(story, lambda report: self._write_report(report, path))

    def write_profile(self, dimension: DimensionName, code: str, path: Path) -> None:
        """The profile of a region or market, as PDF or HTML by the ending of its name."""
        words, explorer = self._window.look.words, self._explorer

        def read(cursor: Cursor) -> Report:
            return profile_report(Profiler(explorer).profile(cursor, dimension, code, words), words)

        self._with_report(read, lambda report: self._write_report(report, path))

    def with_story(self, story: Story, use: Callable[[Report], object]) -> None:
        """Read the figures of a story, then do something with its report."""
        words, explorer = self._window.look.words, self._explorer
        self._with_report(lambda cursor: story_report(explorer, cursor, story, words), use)

    def _with_report(self, read: Callable[[Cursor], Report], use: Callable[[Report], object]) -> None:
        def take(outcome: Outcome[Report]) -> None:
            if outcome.value is None:
                self._warn(outcome.message)
            else:
                use(outcome.value)

        self._window.say(self._window.look.words.text("The figures are being read …"))
        self._reading.ask(read, take)

    def _write_report(self, report: Report, path: Path) -> None:
        write = report_html if path.suffix.lower() == ".html" else report_pdf
        self.write(path, write(report, self._window.look.typeface))

    def write(self, path: Path, content: bytes) -> bool:
        """Put a file in its place and say so, or say why not; whether it worked."""
        try:
            save_bytes(path, content)
        except ExportError as error:
            self._warn(error.message.in_words(self._window.look.words))
            return False
        self._window.say(self._window.look.words.text("Saved as {name}", name=str(path)))
        self.written.emit(path)
        return True

    # Pictures

    def write_pictures(self, recipe: Recipe, folder: Path) -> None:
        """One file after the other into a folder; what an earlier run made whole is kept."""
        try:
            manifest = Manifest(folder)
            manifest.tidy()
        except ExportError as error:
            self._warn(error.message.in_words(self._window.look.words))
            return
        exporter = Exporter(self._window.look.typeface)
        batch = Batch(self._explorer, exporter, self._words_for, folder, manifest)
        tasks = [Task(number, f"{number:02}", entry) for number, entry in enumerate(recipe.entries, start=1)]
        self._made, self._failed, self._count, self._folder = 0, 0, len(tasks), folder
        self._results = iter(batch.run(tasks))
        self._next.start()

    def _make_next(self) -> None:
        if self._results is None or self._folder is None:
            return
        words = self._window.look.words
        try:
            result = next(self._results, None)
        except ExportError as error:
            self._results = None
            self._warn(error.message.in_words(self._window.look.words))
            return
        if result is not None:
            self._made += result.state != "failed"
            self._failed += result.state == "failed"
            message = words.text(
                "{done} of {count} pictures", done=self._made + self._failed, count=self._count
            )
            self._window.say(message)
            self._next.start()
            return
        self._results = None
        self._window.say(self._ending(words, self._folder))
        self.written.emit(self._folder)

    def _ending(self, words: Words, folder: Path) -> str:
        if self._failed:
            return words.text(
                "{made} pictures are in {folder}; {failed} could not be made",
                made=self._made, folder=str(folder), failed=self._failed,
            )  # fmt: skip
        return words.text("{made} pictures are in {folder}", made=self._made, folder=str(folder))

    def _warn(self, message: str) -> None:
        QMessageBox.warning(self._window.shell, self._window.look.words.text("Save"), message)
