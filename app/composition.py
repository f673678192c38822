"""The composition root: the one place where the program is put together."""

from __future__ import annotations

from app.charts.kind import discover
from app.data.imported import open_library
from app.data.library import Library
from app.explorer.explorer import Explorer
from app.places import Folders


def open_explorer(folders: Folders) -> Explorer:
    """The explorer over the bundled data set and everything that was imported."""
    return explorer_over(open_library(folders.data, folders.datasets))


def explorer_over(library: Library) -> Explorer:
    """The explorer over open data sets."""
    return Explorer(library, discover())
