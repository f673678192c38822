"""Parts of the window that the first chart does without: loaded behind it, or by whoever asks first."""

from __future__ import annotations

import importlib
from typing import Any, Final

EXPLORER: Final = "app.explorer.explorer"
DESKTOP: Final = "app.ui.desktop"
TREES: Final = "app.ui.trees"
EXPORTING: Final = "app.ui.exporting"
STORIES: Final = "app.ui.panels.story_desk"
EDITIONS: Final = "app.ui.panels.edition_desk"
CHECKS_PAGE: Final = "app.ui.panels.checks_page"
CHECKING: Final = "app.data.checks.run"
IMPORTS: Final = "app.ui.imports.hub"
HELP: Final = "app.ui.help_dialogs"
_ALL: Final = (EXPORTING, STORIES, EDITIONS, CHECKS_PAGE, CHECKING, IMPORTS, HELP)

QT_PARTS: Final = (
    "PySide6.QtSvg",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtTest",
    "PySide6.QtPrintSupport",
)
"""Modules of Qt that the program and pyqtgraph import besides the three that every window has."""


def load_qt() -> None:
    """Load the modules of Qt, in the thread of the window and before any other thread imports.

    A module of Qt enters its types into tables that the window reads at every event, without a lock:
    loaded by another thread meanwhile, it ends the process now and then.
    """
    for name in QT_PARTS:
        part(name)


def part(name: str) -> Any:
    """A part, loaded now unless it has been."""
    return importlib.import_module(name)


def load_parts() -> None:
    """Load every part; in any thread, after `load_qt`."""
    for name in _ALL:
        part(name)
