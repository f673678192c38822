"""Opening the program: a window on the screen first, everything that is heavy behind it.

Importing this file loads PySide6 and nothing else of weight. What takes long to import or to read is
named as text and loaded by a thread while the empty window already stands.
"""

from __future__ import annotations

import importlib
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QLocale, QObject, QThread, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from app.ui.dressing import dress
from app.ui.fonts import load_typeface
from app.ui.icons import Icons
from app.ui.inline import Inline
from app.ui.look import Look
from app.ui.settings import Settings
from app.ui.shell import Shell
from app.ui.theme import theme_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from app.explorer.explorer import Explorer
    from app.model.selection import Selection
    from app.model.words import Language, Words
    from app.ui.desktop import Desktop
    from app.ui.settings import LanguageChoice
    from app.ui.theme import ThemeName
    from app.ui.trees import Trees

_WORKERS: Final = 2
_DESKTOP: Final = "app.ui.desktop"
_TREES: Final = "app.ui.trees"


@dataclass(frozen=True)
class Start:
    """What the window needs to begin."""

    open_explorer: Callable[[], Explorer]
    """Imports and reads everything; called in a thread."""
    words_for: Callable[[Language], Words]
    settings_folder: Path
    language: Language | None = None
    """The language that the call asked for; None for the remembered one."""


def run_window(start: Start) -> int:
    """Open the window and stay until the last one is closed; gives the exit code."""
    application = _application()
    settings = Settings(start.settings_folder)
    look = _first_look(start, settings)
    dress(look)
    shell = Shell(look.theme, settings.remembered.geometry)
    opening = _Opening(start, settings, look, shell)
    shell.painted.connect(opening.begin)
    shell.closed.connect(opening.abandon)
    shell.show()
    code = application.exec()
    opening.end()
    return code


def draw_window(
    start: Start,
    path: Path,
    size: tuple[int, int] = (1440, 900),
    selection: Selection | None = None,
    theme: ThemeName = "light",
) -> None:
    """Draw a window into a PNG, without a screen if there is none.

    The platform `offscreen` must have been chosen before where there is no screen.

    Raises:
        OSError: The file cannot be written.
    """
    application = _application()
    settings = Settings(start.settings_folder)
    look = _first_look(start, settings, theme)
    dress(look)
    loaded = _load(start)
    desktop = loaded.desktop(start, settings, look, Inline())
    shell = Shell(look.theme)
    shell.resize(*size)
    shell.show()
    window = desktop.open_window(shell, selection)
    shell.resize(*size)
    for _ in range(3):  # layouts settle, then texts that depend on their width
        application.processEvents()
    picture = window.shell.grab()
    if not picture.save(str(path), "PNG"):
        raise OSError(f"cannot write {path}")
    desktop.close()
    application.processEvents()


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("third-pole")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("third-pole")
    application.setStyle("Fusion")
    return application


def _first_look(start: Start, settings: Settings, theme: ThemeName | None = None) -> Look:
    remembered = settings.remembered
    words = start.words_for(start.language or _language(remembered.language))
    return Look(words, theme_named(theme or remembered.theme), load_typeface(), Icons(), remembered.zoom)


def _language(choice: LanguageChoice) -> Language:
    if choice != "system":
        return choice
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


@dataclass(frozen=True)
class _Loaded:
    """What the thread brings."""

    explorer: Explorer
    trees: Trees
    make_desktop: type[Desktop]

    def desktop(self, start: Start, settings: Settings, look: Look, executor: Executor) -> Desktop:
        return self.make_desktop(self.explorer, start.words_for, settings, look, executor, self.trees)


def _load(start: Start) -> _Loaded:
    """Import and read everything that is heavy."""
    make_desktop = cast("type[Desktop]", importlib.import_module(_DESKTOP).Desktop)
    explorer = start.open_explorer()
    trees = cast("Trees", importlib.import_module(_TREES).Trees())
    trees.prepare(explorer.catalog(explorer.start()))
    return _Loaded(explorer, trees, make_desktop)


class _Opening(QObject):
    """Loads behind the empty window, then fills it."""

    def __init__(self, start: Start, settings: Settings, look: Look, shell: Shell) -> None:
        super().__init__()
        self._start = start
        self._settings = settings
        self._look = look
        self._shell: Shell | None = shell
        self._executor = ThreadPoolExecutor(_WORKERS, thread_name_prefix="answers")
        self._loader = _Loader(start)
        self._loader.loaded.connect(self._fill)
        self._loader.failed.connect(self._give_up)
        self._desktop: Desktop | None = None

    def begin(self) -> None:
        """Start loading, once the window can be seen."""
        self._loader.start()

    def abandon(self) -> None:
        """The window was closed before it was filled."""
        if self._desktop is None:
            self._shell = None

    def end(self) -> None:
        """Wait for what is still under way."""
        self._loader.wait()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _fill(self, loaded: _Loaded) -> None:
        if self._shell is None:
            return
        self._desktop = loaded.desktop(self._start, self._settings, self._look, self._executor)
        window = self._desktop.open_window(self._shell)
        words = self._look.words
        if self._settings.problem:
            aside = self._settings.problem
            window.say(words.text("Settings could not be read; set aside as {name}", name=aside))
        problems = loaded.explorer.library.problems
        if problems:
            window.say(words.text("{count} damaged rows were left out", count=len(problems)))

    def _give_up(self, message: str) -> None:
        if self._shell is not None:
            QMessageBox.critical(self._shell, "Third Pole", message)
            self._shell.close()


class _Loader(QThread):
    """The thread that imports and reads."""

    loaded = Signal(object)
    failed = Signal(str)

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start

    def run(self) -> None:
        try:
            found = _load(self._start)
        except (OSError, ValueError, LookupError, ImportError, RuntimeError) as error:
            self.failed.emit(f"{type(error).__name__}: {error}")
        else:
            self.loaded.emit(found)
