"""The window; where there is no screen, a picture of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from app.model.words import Language, Words
from app.places import standard_folders, user_cache_folder
from app.screen import screen_available

if TYPE_CHECKING:
    from pathlib import Path

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.ui.application import Start

PICTURE = "third-pole.png"


def run_window_command() -> int:
    """Open the window, or say that there is no screen and draw the opening window into a PNG."""
    if screen_available():
        return _open()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = user_cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _draw(folder / PICTURE)
    except OSError as error:
        print(f"third-pole: there is no screen, and no picture could be drawn: {error}", file=sys.stderr)
        return 1
    print(f"There is no screen: the opening window is drawn in {folder / PICTURE}")
    return 0


def _open() -> int:
    from app.ui.application import run_window

    return run_window(window_start())


def _draw(path: Path) -> None:
    from app.ui.application import draw_window
    from app.ui.offscreen import leave_out_the_usual

    leave_out_the_usual()
    draw_window(window_start(), path)


def window_start() -> Start:
    """What the window needs to begin."""
    from app.ui.application import Start

    folders = standard_folders()

    def words_for(language: Language) -> Words:
        return Words(language, folders.translations)

    return Start(_open_explorer, words_for, folders.settings, open_imports=_open_imports)


def _open_explorer() -> Explorer:
    """Imported here: the window is on the screen before this is called, and reading begins at once."""
    from app.data.imported import open_library

    folders = standard_folders()
    library = open_library(folders.data, folders.datasets)

    from app.composition import explorer_over

    return explorer_over(library)


def _open_imports(explorer: Explorer) -> Imports:
    """Imported here: the importers are loaded when something is imported."""
    from app.explorer.imports import open_imports

    folders = standard_folders()
    return open_imports(explorer.library, folders.datasets, folders.settings)
