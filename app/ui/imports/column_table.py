"""The first rows of a file with what each column is taken for above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QTableWidgetItem

from app.explorer.import_words import read_as, role_titles
from app.ui.imports.roles import roles_of
from app.ui.imports.sheet import Sheet, one_line

if TYPE_CHECKING:
    from app.explorer.inspection import Inspection
    from app.ui.look import Look

_WIDEST: Final = 190
_NARROWEST: Final = 104
_MOST_COLUMNS: Final = 200


class ColumnTable(Sheet):
    """One column a column of the file: its role, which can be changed, then its first figures."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look.words.text("First rows of the file"), (), look)
        self._look = look
        self._header: tuple[str, ...] = ()
        self._combos: list[QComboBox] = []
        self._freeing = False

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the file."""
        return self._header

    def show_inspection(self, inspection: Inspection) -> None:
        """Show another file, or the same one read differently."""
        self.clearContents()
        self._combos = []
        self._header = inspection.header[:_MOST_COLUMNS]
        self.show_heads(self._header)
        self.show_rows(inspection.rows, first=1)
        self.setRowHeight(0, self._look.pixels(34))
        if inspection.mapping is not None:
            self._offer_roles(roles_of(self._header, inspection.mapping))
        else:
            self._name_roles(inspection)
        self._set_widths()

    def roles(self) -> list[str]:
        """The role chosen for every column."""
        return [str(combo.currentData()) for combo in self._combos]

    def choose(self, column: str, role: str) -> None:
        """Choose the role of a column, as a person does."""
        combo = self._combos[self._header.index(column)]
        combo.setCurrentIndex(combo.findData(role))

    def _offer_roles(self, roles: list[str]) -> None:
        words = self._look.words
        for place, (name, role) in enumerate(zip(self._header, roles, strict=True)):
            combo = QComboBox()
            for key, title in role_titles(words).items():
                combo.addItem(title, key)
            combo.setCurrentIndex(combo.findData(role))
            combo.setAccessibleName(words.text("What the column {name} is", name=one_line(name)))
            combo.currentIndexChanged.connect(lambda _, at=place: self._choose_once(at))
            self._combos.append(combo)
            self.setCellWidget(0, place, combo)

    def _choose_once(self, place: int) -> None:
        """A role that another column takes over is free there."""
        if self._freeing:
            return
        role = self._combos[place].currentData()
        self._freeing = True
        for at, combo in enumerate(self._combos):
            if at != place and role and combo.currentData() == role:
                combo.setCurrentIndex(0)
        self._freeing = False
        self.changed.emit()

    def _name_roles(self, inspection: Inspection) -> None:
        mapping = inspection.findings.mapping if inspection.findings is not None else {}
        for place, title in enumerate(read_as(self._header, mapping, self._look.words)):
            made = QTableWidgetItem(title)
            made.setForeground(self.palette().link())
            self.setItem(0, place, made)

    def _set_widths(self) -> None:
        self.fit(self._look.pixels(_WIDEST))
        least = self._look.pixels(_NARROWEST + 36 if self._combos else _NARROWEST - 30)
        for place in range(self.columnCount()):
            self.setColumnWidth(place, max(least, self.columnWidth(place)))
