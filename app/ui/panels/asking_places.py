"""Asking where a file or folder is to go, always with an ending that says its form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.words import Words
    from app.ui.settings import Settings


class Places:
    """Asks for places, beginning where the last file went."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def new_file(
        self, owner: QWidget, title: str, name: str, forms: Sequence[str], words: Words
    ) -> Path | None:
        """A place for a new file.

        Args:
            owner: The window that asks.
            title: What for, as the dialog's title.
            name: The proposed name without its ending.
            forms: Endings that may be chosen, the first proposed.
            words: The language.
        """
        filters = ";;".join(f"{form.upper()} (*.{form})" for form in forms)
        start = str(self.last / f"{name}.{forms[0]}")
        given, chosen = QFileDialog.getSaveFileName(owner, title, start, filters)
        if not given:
            return None
        path = Path(given)
        if path.suffix.lower().removeprefix(".") not in forms:
            form = next((form for form in forms if f"*.{form}" in chosen), forms[0])
            path = path.with_name(f"{path.name}.{form}")
            if path.exists() and not may_replace(owner, title, path, words):
                return None
        self.keep(path.parent)
        return path

    def old_file(self, owner: QWidget, title: str, form: str) -> Path | None:
        """A file to be read."""
        given, _ = QFileDialog.getOpenFileName(owner, title, str(self.last), f"*.{form}")
        return Path(given) if given else None

    def folder(self, owner: QWidget, title: str) -> Path | None:
        """A folder to write into."""
        given = QFileDialog.getExistingDirectory(owner, title, str(self.last))
        if given:
            self.keep(Path(given))
        return Path(given) if given else None

    @property
    def last(self) -> Path:
        """The folder that the last file went to; the user's own where that is gone."""
        last = Path(self._settings.remembered.export_folder or Path.home())
        return last if last.is_dir() else Path.home()

    def keep(self, folder: Path) -> None:
        """Remember a folder as the last one."""
        self._settings.change(export_folder=str(folder))


def may_replace(owner: QWidget, title: str, path: Path, words: Words) -> bool:
    """Ask whether a file that is there may go."""
    question = words.text("'{name}' is there already. Replace it?", name=path.name)
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    return QMessageBox.question(owner, title, question, yes | no, no) == yes
