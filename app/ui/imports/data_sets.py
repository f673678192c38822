"""The list of data sets at work: what is asked for in it is done, and every window follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.ui.imports.datasets_dialog import DatasetsDialog
from app.ui.imports.import_desk import tell

if TYPE_CHECKING:
    from app.data.imports.library import DatasetInfo
    from app.ui.imports.import_desk import ImportDesk
    from app.ui.main_window import MainWindow


class DataSets(QObject):
    """Opens the list over a window."""

    dataset_leaving = Signal(str)
    """A data set is about to be closed: whoever shows it goes elsewhere."""
    datasets_changed = Signal()

    def __init__(self, desk: ImportDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def open_dialog(self, window: MainWindow) -> DatasetsDialog:
        """Show the list of data sets."""
        desk, imports = self._desk, self._desk.imports
        dialog = DatasetsDialog(window.look, window.shell)

        def show(choose: str = "") -> None:
            dialog.show_datasets(imports.datasets(), choose)

        def rename(dataset: str, name: str) -> None:
            imports.rename(dataset, name)
            self.datasets_changed.emit()
            show()

        def remove(info: DatasetInfo) -> None:
            self.dataset_leaving.emit(info.id)
            imports.remove(info.id)
            self.datasets_changed.emit()
            show()
            dialog.show_removed(info.id, info.name)

        def undo(dataset: str) -> None:
            imports.restore(dataset)
            self.datasets_changed.emit()
            show(dataset)
            dialog.show_removed("", "")

        def choose(dataset: str) -> None:
            dialog.close()
            desk.dataset_opened.emit(dataset, window)

        def add() -> None:
            dialog.close()
            desk.open_in_turn(desk.chosen_files(window), window)

        def again(info: DatasetInfo) -> None:
            dialog.close()
            self._import_again(info, window)

        dialog.open_asked.connect(choose)
        dialog.rename_asked.connect(rename)
        dialog.again_asked.connect(again)
        dialog.folder_asked.connect(show_in_folder)
        dialog.remove_asked.connect(remove)
        dialog.undo_asked.connect(undo)
        dialog.add_asked.connect(add)
        show()
        dialog.show()
        return dialog

    def _import_again(self, info: DatasetInfo, window: MainWindow) -> None:
        """From where the file lay; asked for where it lies there no more."""
        path, words = Path(info.source_path), window.look.words
        if path.exists():
            self._desk.open_path(path, window, info.id, info.importer)
        else:
            message = words.text(
                "{file} is no longer in its place: drop or open it from where it is now.", file=path
            )
            tell(window.shell, words.text("Import again"), message)


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
