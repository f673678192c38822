"""Imports of all windows: forms, running imports and the list of data sets, with every window told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.data.imports.library import Request, Written
from app.data.imports.messages import ImportFailedError, Message
from app.explorer.revisions import revision_counts, revision_rows
from app.ui.imports.amounts import size_on_disk
from app.ui.imports.import_bar import ImportBar
from app.ui.imports.import_dialog import ImportDialog
from app.ui.imports.row_finder import RowFinder
from app.ui.imports.task import Task
from app.ui.panels.changes_page import ChangesPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.data.imports.vintages import Revision
    from app.data.imports.watch import Watch
    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.explorer.loop import Outcome
    from app.ui.main_window import MainWindow
    from app.ui.trees import Trees

DATA_FILES: Final = "*.csv *.txt *.tsv *.dat *.gz *.zip *.xlsx *.xls *.parquet *.json"
_PACKAGE: Final = "datapackage.json"


class ImportDesk(QObject):
    """Owns the workers of imports; what they make reaches the windows through its signals."""

    dataset_opened = Signal(str, object)
    """A data set that is new or was replaced, and the window that asked for it."""

    def __init__(
        self,
        explorer: Explorer,
        open_imports: Callable[[Explorer], Imports],
        trees: Trees,
        is_open: Callable[[MainWindow], bool],
        parent: QObject | None = None,
    ) -> None:
        """Take what the windows share.

        Args:
            explorer: What is open.
            open_imports: Finds what was imported; called when it is first asked for.
            trees: Where the trees of a new data set are indexed.
            is_open: Whether a window is still there when an import ends.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._is_open = is_open
        self._explorer = explorer
        self._open_imports = open_imports
        self._finding = Lock()
        self._trees = trees
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="looking")
        self._importing = ThreadPoolExecutor(1, thread_name_prefix="importing")
        self._running: list[Task] = []

    @property
    def imports(self) -> Imports:
        """What is imported; found once, in whichever thread first asks: the importers take time to load."""
        with self._finding:
            return self._found

    @cached_property
    def _found(self) -> Imports:
        return self._open_imports(self._explorer)

    def row_finder(self, window: MainWindow) -> RowFinder:
        """Finds rows of imported files for the source pages of a window."""
        library, place = self._explorer.library, window.workspace
        return RowFinder(library, lambda: self.imports, self._looking, window.look.words, place)

    # Asking

    def chosen_files(self, window: MainWindow) -> list[Path]:
        """Ask for files of data and saved views."""
        words = window.look.words
        kinds = f"{words.text('Data and views')} ({DATA_FILES});;{words.text('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(window.shell, words.text("Open data or a view"), "", kinds)
        return [Path(name) for name in names]

    def open_in_turn(self, paths: Sequence[Path], window: MainWindow, place: int = 1) -> None:
        """Open the form for one file after another: the next when this one is imported or left."""
        if place > len(paths) or not self._is_open(window):
            return
        dialog = self.open_path(paths[place - 1], window)
        dialog.show_place(place, len(paths))
        dialog.finished.connect(lambda _: self.open_in_turn(paths, window, place + 1))

    def choose_folder(self, window: MainWindow) -> None:
        """Ask for a folder and look at it."""
        name = QFileDialog.getExistingDirectory(window.shell, window.look.words.text("Open folder of data"))
        if name:
            self.open_path(Path(name), window)

    def open_path(
        self, path: Path, window: MainWindow, replaces: str = "", importer: str = ""
    ) -> ImportDialog:
        """Open the form for a file or folder; a data package is the folder that it lies in."""
        found = path.parent if path.name == _PACKAGE else path
        task = Task(self._looking, self)
        dialog = ImportDialog(found, self.imports, task, window.look, window.shell, replaces, importer)
        dialog.import_asked.connect(
            lambda request, other: self.start(request, other, window, dialog.rows_read())
        )
        dialog.show()
        dialog.activateWindow()  # a drop leaves the keyboard with the window that it came from
        return dialog

    # Importing

    def start(self, request: Request, replaces: str, window: MainWindow, rows: int = 0) -> ImportBar:
        """Import in the background; the window shows how far it is."""
        task = Task(self._importing, self)
        self._running.append(task)
        bar = ImportBar(request.name, size_on_disk(request.path), window.look, rows)
        foot = window.shell.statusBar()
        foot.setSizeGripEnabled(False)
        foot.addWidget(bar, 1)
        foot.show()
        task.progressed.connect(bar.show_progress)

        def end() -> None:
            self._running.remove(task)
            if self._is_open(window):
                foot.removeWidget(bar)
                bar.deleteLater()
                foot.setVisible(any(not other.isHidden() for other in foot.findChildren(ImportBar)))

        def stop() -> None:
            task.cancel()
            end()
            window.say(window.look.words.text("The import was stopped; nothing was kept."))

        def settle(outcome: Outcome[Written | Message]) -> None:
            end()
            self._settle(outcome, request, window)

        bar.cancel_asked.connect(stop)
        task.settled.connect(settle)
        task.start(lambda watch: self._work(request, replaces, watch))
        return bar

    def _work(self, request: Request, replaces: str, watch: Watch) -> Written | Message:
        """In a worker: write the data set, open it, index its trees."""
        try:
            written = self.imports.add(request, watch, replaces)
        except ImportFailedError as failure:
            return failure.message
        self._trees.prepare(self._explorer.library.catalogs[written.dataset])
        return written

    def _settle(self, outcome: Outcome[Any], request: Request, window: MainWindow) -> None:
        found, words = outcome.value, window.look.words
        if isinstance(found, Written):
            self.dataset_opened.emit(found.dataset, window)
            if found.revision is not None and self._is_open(window):
                self._show_revision(found, found.revision, window)
            return
        reason = found.in_words(words) if isinstance(found, Message) else outcome.message
        if self._is_open(window):
            tell(window.shell, words.text("Import"), f"{request.path.name}: {reason}")

    def _show_revision(self, written: Written, revision: Revision, window: MainWindow) -> None:
        """What an import changed of the data set that it replaced."""
        words, catalog = window.look.words, self._explorer.library.catalogs[written.dataset]
        rows, counts = revision_rows(revision, catalog, words), revision_counts(revision)
        note = words.text("{count} figures are unchanged.", count=f"{revision.unchanged:,}")
        if sum(counts.values()) > len(rows):
            note += " " + words.text("The {count} largest changes are listed.", count=f"{len(rows):,}")
        page = ChangesPage(words.text("What changed"), written.name, window.look, window.shell)
        page.place_chosen.connect(window.controller.select)
        page.show_changes(rows, counts, note)
        page.show()

    def end(self) -> None:
        """Stop what is running and wait for the workers."""
        for task in self._running:
            task.cancel()
        for executor in (self._looking, self._importing):
            executor.shutdown(wait=True, cancel_futures=True)


def tell(owner: QWidget, title: str, text: str) -> QMessageBox:
    """A message whose text is never taken for markup; the window stays usable."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Close, owner)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
