"""The composition root: the one place where the program is put together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.charts.kind import discover
from app.data.imported import open_imported
from app.data.library import open_bundled
from app.explorer.explorer import Explorer
from app.model.words import Language, Words


@dataclass(frozen=True)
class Folders:
    """Where the program's files lie and where it may write."""

    data: Path
    resources: Path
    user_data: Path
    settings: Path

    @property
    def datasets(self) -> Path:
        """Where imported data sets lie, one file each."""
        return self.user_data / "datasets"


def words_for(language: Language, folders: Folders) -> Words:
    """The translator of a language."""
    return Words(language, folders.resources / "translations")


def open_explorer(folders: Folders) -> Explorer:
    """The explorer over the bundled data set and everything that was imported."""
    library = open_bundled(folders.data)
    open_imported(library, folders.datasets)
    return Explorer(library, discover())
