"""Managing the data sets that were imported: open, rename, import again, show, remove, and bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QWidget

from app.data.imports.library import DAYS_KEPT
from app.ui import parts
from app.ui.imports.amounts import count, size_text
from app.ui.imports.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.data.imports.library import DatasetInfo
    from app.ui.look import Look

_SIZE: Final = (900, 480)
_WHOLE_ROW: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
"""Said outright: `selectRow` takes back a choice while Ctrl is held, as it is in the key of the dialog."""


class DatasetsDialog(QDialog):
    """A list and what can be done with the data set that is chosen in it."""

    add_asked = Signal()
    open_asked = Signal(str)
    rename_asked = Signal(str, str)
    again_asked = Signal(object)
    """A `DatasetInfo`."""
    folder_asked = Signal(object)
    """A path."""
    remove_asked = Signal(object)
    undo_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        words = look.words
        self._look = look
        self._infos: tuple[DatasetInfo, ...] = ()
        self._removed = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.text("Data sets"))
        self.resize(look.pixels(_SIZE[0]), look.pixels(_SIZE[1]))
        heads = (
            words.text("Name"),
            words.text("Rows"),
            words.text("Size on disk"),
            words.text("Imported"),
            words.text("File"),
        )
        self.table = Sheet(words.text("Data sets"), heads, look, right=(1, 2))
        self.empty = parts.label(
            words.text("No data of your own yet. Drop a file or folder on the window, or choose one."),
            "muted",
            wrap=True,
        )
        self.add = parts.button(words.text("Open data…"), "primary")
        self.show_button = parts.button(words.text("Show"), "chip")
        self.rename = parts.button(words.text("Rename…"), "chip")
        self.again = parts.button(words.text("Import again…"), "chip")
        self.folder = parts.button(words.text("Show in folder"), "chip")
        self.remove = parts.button(words.text("Remove"), "chip")
        self.removed = parts.label("", "muted")
        self.undo = parts.button(words.text("Undo"), "chip")
        self._lay_out()
        self._connect()
        self.show_removed("", "")
        self._show_choice()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "panel")
        inner = parts.column(body, (20, 16, 20, 12), gap=10)
        inner.addWidget(parts.label(self._look.words.text("Data sets"), "title"))
        inner.addWidget(self.empty)
        inner.addWidget(self.table, 1)
        inner.addStretch()  # takes the room of the table where there is none
        undo = parts.row(gap=8)
        undo.addWidget(self.removed)
        undo.addWidget(self.undo)
        undo.addStretch(1)
        inner.addLayout(undo)
        foot = parts.row(margins=(20, 8, 20, 12), gap=8)
        for button in (self.show_button, self.rename, self.again, self.folder, self.remove):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.add)
        layout = parts.column(self)
        layout.addWidget(body, 1)
        layout.addWidget(parts.frame("rule"))
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._show_choice)
        self.table.itemDoubleClicked.connect(lambda _: self._open())
        self.add.clicked.connect(self.add_asked)
        self.show_button.clicked.connect(self._open)
        self.rename.clicked.connect(self._rename)
        self.again.clicked.connect(lambda: self._send(self.again_asked.emit))
        self.folder.clicked.connect(lambda: self._send(lambda info: self.folder_asked.emit(info.path)))
        self.remove.clicked.connect(lambda: self._send(self.remove_asked.emit))
        self.undo.clicked.connect(lambda: self.undo_asked.emit(self._removed))

    @property
    def chosen(self) -> DatasetInfo | None:
        """The data set of the row that is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self._infos[rows[0].row()] if rows else None

    def show_datasets(self, infos: Sequence[DatasetInfo], choose: str = "") -> None:
        """Show another list; what was chosen stays so, and of the very first list the first is.

        Where the chosen one is gone, none is: a second click must not remove another.
        """
        before = self.chosen
        wanted = choose or (before.id if before else "")
        place = next((place for place, info in enumerate(infos) if info.id == wanted), -1)
        place = place if wanted or self._infos else 0
        self._infos = tuple(infos)
        self.table.show_rows(
            (info.name, count(info.rows_kept), size_text(info.bytes), info.imported, info.file)
            for info in infos
        )
        self.table.fit(self._look.pixels(280), stretch=0)
        self.empty.setVisible(not infos)
        self.table.setVisible(bool(infos))
        self.table.clearSelection()
        if infos and place >= 0:
            self.table.setCurrentCell(place, 0, _WHOLE_ROW)
        self._show_choice()

    def show_removed(self, dataset: str, name: str) -> None:
        """Offer to bring back what was removed; nothing with an empty id."""
        self._removed = dataset
        said = self._look.words.text(
            "'{name}' was removed. It is deleted for good after {days} days.", name=name, days=DAYS_KEPT
        )
        self.removed.setText(said if dataset else "")
        self.removed.setVisible(bool(dataset))
        self.undo.setVisible(bool(dataset))

    def _show_choice(self) -> None:
        for button in (self.show_button, self.rename, self.again, self.folder, self.remove):
            button.setEnabled(self.chosen is not None)

    def _send(self, emit: Callable[[DatasetInfo], object]) -> None:
        chosen = self.chosen
        if chosen is not None:
            emit(chosen)

    def _open(self) -> None:
        self._send(lambda info: self.open_asked.emit(info.id))

    def _rename(self) -> None:
        chosen, words = self.chosen, self._look.words
        if chosen is None:
            return
        name, said = QInputDialog.getText(
            self, words.text("Rename"), words.text("Name"), QLineEdit.EchoMode.Normal, chosen.name
        )
        if said and name.strip():
            self.rename_asked.emit(chosen.id, name.strip())
