"""Where windows and imports meet: files dropped on any window, and every window told of every data set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from app.ui.imports.data_sets import DataSets
from app.ui.imports.import_desk import ImportDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.ui.main_window import MainWindow
    from app.ui.trees import Trees

_VIEW_FILE: Final = ".json"
_PACKAGE: Final = "datapackage.json"


class ImportHub(QObject):
    """Answers what windows ask about data sets."""

    def __init__(
        self,
        explorer: Explorer,
        open_imports: Callable[[Explorer], Imports],
        trees: Trees,
        windows: Callable[[], Sequence[MainWindow]],
        parent: QObject | None = None,
    ) -> None:
        """Take what the windows share.

        Args:
            explorer: What is open.
            open_imports: Finds what was imported; called when it is first asked for.
            trees: Where the trees of a new data set are indexed.
            windows: The windows that are open.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._explorer = explorer
        self._windows = windows
        self.desk = ImportDesk(explorer, open_imports, trees, lambda window: window in windows(), self)
        self.data_sets = DataSets(self.desk, self)
        self.desk.dataset_opened.connect(self._show_dataset)
        self.data_sets.dataset_leaving.connect(self._leave)
        self.data_sets.datasets_changed.connect(self._show_again)

    def attach(self, window: MainWindow) -> None:
        """Find rows of files for the source pages of a window."""
        window.put_together.connect(lambda: self._find_rows_for(window))
        self._find_rows_for(window)

    def _find_rows_for(self, window: MainWindow) -> None:
        window.find_rows_with(self.desk.row_finder(window))

    def open_paths(self, paths: Sequence[Path], window: MainWindow) -> None:
        """Saved views are opened; everything else is looked at as data, one after another."""
        views = [path for path in paths if path.suffix == _VIEW_FILE and path.name != _PACKAGE]
        for path in views:
            window.open_view_file(path)
        self.desk.open_in_turn([path for path in paths if path not in views], window)

    def answer(self, wish: str, window: MainWindow) -> None:
        """Do what an action of a window stands for, where it is one about data sets."""
        if wish == "open-data":
            self.open_paths(self.desk.chosen_files(window), window)
        elif wish == "open-folder":
            self.desk.choose_folder(window)
        elif wish == "data-sets":
            self.data_sets.open_dialog(window)

    def end(self) -> None:
        """Stop imports and wait for the workers."""
        self.desk.end()

    def _show_dataset(self, dataset: str, asker: MainWindow) -> None:
        """Every window offers the data set; the one that asked for it goes there."""
        for window in self._windows():
            if window is not asker:
                window.controller.show_again()
        if asker in self._windows():
            flows = self._explorer.library.catalogs[dataset].dataflows
            selection = asker.controller.selection
            if selection.dataflow in flows:
                asker.controller.show_again()
            else:
                asker.controller.select(self.desk.imports.opening(dataset))

    def _leave(self, dataset: str) -> None:
        catalog = self._explorer.library.catalogs.get(dataset)
        for window in self._windows():
            if catalog is not None and window.controller.selection.dataflow in catalog.dataflows:
                window.controller.select(self._explorer.start())

    def _show_again(self) -> None:
        """What is on the screen is asked for again; a window that is on its way elsewhere goes on."""
        known = {key for catalog in self._explorer.library.catalogs.values() for key in catalog.dataflows}
        for window in self._windows():
            if window.controller.selection.dataflow in known:
                window.controller.show_again()
            else:
                window.controller.retry()
