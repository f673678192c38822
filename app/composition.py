"""The composition root: the one place where the program is put together."""

from __future__ import annotations

from app.charts.kind import discover
from app.data.imported import open_imported
from app.data.library import open_bundled
from app.explorer.explorer import Explorer
from app.places import Folders


def open_explorer(folders: Folders) -> Explorer:
    """The explorer over the bundled data set and everything that was imported."""
    library = open_bundled(folders.data)
    open_imported(library, folders.datasets)
    return Explorer(library, discover())
