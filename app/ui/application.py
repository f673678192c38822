"""Opening the program: a window on the screen first, everything that is heavy behind it.

Until the first picture stands, nothing is imported but PySide6 and three small files. What takes long
to import or to read is named as text and loaded by a thread while the empty window can be seen.
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QThread,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from app import places
from app.ui.settings import Settings
from app.ui.shell import Shell
from app.ui.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.model.selection import Selection
    from app.model.words import Language, Words
    from app.ui.desktop import Desktop
    from app.ui.opening import Opening
    from app.ui.theme import ThemeName
    from app.ui.trees import Trees

_ICON: Final = "icon.svg"
_OPENING: Final = "app.ui.opening"
_TREES: Final = "app.ui.trees"
_LATER: Final = "app.ui.later"
SHORTEST_TURN: Final = 0.0005
"""Seconds that a thread may go on in Python when another one waits: Qt lets go of Python in most calls,
and with the usual 5 ms each of them could cost the window that long while a worker is busy."""


class Start(NamedTuple):
    """What the window needs to begin."""

    open_explorer: Callable[[], Explorer]
    """Imports and reads everything; called in a thread."""
    words_for: Callable[[Language], Words]
    settings_folder: Path
    language: Language | None = None
    """The language that the call asked for; None for the remembered one."""
    open_imports: Callable[[Explorer], Imports] | None = None
    """Finds what the user imported; without it, nothing can be imported."""


def run_window(start: Start) -> int:
    """Open the window and stay until the last one is closed; gives the exit code."""
    application = _application()
    sys.setswitchinterval(SHORTEST_TURN)
    settings = Settings(start.settings_folder)
    shell = Shell(settings.remembered.theme, settings.remembered.geometry)
    filling = _Filling(start, settings, shell)
    shell.painted.connect(filling.begin)
    shell.closed.connect(filling.abandon)
    shell.show()
    code = application.exec()
    filling.end()
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
    previous = qInstallMessageHandler(_without_size_hints)
    try:
        _draw(application, start, path, size, selection, theme)
    finally:
        qInstallMessageHandler(previous)


def _draw(
    application: QApplication,
    start: Start,
    path: Path,
    size: tuple[int, int],
    selection: Selection | None,
    theme: ThemeName,
) -> None:
    settings = Settings(None)
    settings.change(theme=theme)
    shell = Shell(theme)
    shell.resize(*size)
    shell.show()
    language = _language(start, settings)
    module = importlib.import_module(_OPENING)
    opening: Opening = module.Opening(settings, start.words_for, language, at_once=True)
    desktop = opening.desktop(start.open_explorer())
    window = desktop.open_window(shell, selection)
    shell.resize(*size)
    while not window.workspace.around.done:
        application.processEvents()
    for _ in range(3):  # layouts settle, then texts that depend on their width
        application.processEvents()
    picture = window.shell.grab()
    if not picture.save(str(path), "PNG"):
        raise OSError(f"cannot write {path}")
    desktop.close()
    application.processEvents()


def _without_size_hints(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Qt's messages but the one that its platform without a screen always has."""
    if message and "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("third-pole")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("third-pole")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(places.resources() / _ICON)))
    return application


def _language(start: Start, settings: Settings) -> Language:
    choice = start.language or settings.remembered.language
    if choice != "system":
        return choice
    return "zh" if QLocale.system().name().startswith("zh") else "en"


class _Read(NamedTuple):
    """The data sets, and the trees of what the window opens with."""

    explorer: Explorer
    trees: Trees


def _read(start: Start, language: Language) -> _Read:
    """Read the data sets, and ask for what the window opens with, so that the store has it at hand."""
    explorer = start.open_explorer()
    opening = explorer.start()
    cursor = explorer.open_cursor()
    explorer.view(cursor, opening, start.words_for(language))
    cursor.close()
    trees: Trees = importlib.import_module(_TREES).Trees()
    trees.prepare(explorer.catalog(opening))
    return _Read(explorer, trees)


class _Filling(QObject):
    """Loads behind the empty window, then fills it step by step, so that it always answers.

    Data and window are loaded side by side: the store reads without holding Python.
    """

    def __init__(self, start: Start, settings: Settings, shell: Shell) -> None:
        super().__init__()
        self._start = start
        self._settings = settings
        self._language = _language(start, settings)
        self._shell: Shell | None = shell
        self._opening: Opening | None = None
        self._found: _Read | None = None
        self._desktop: Desktop | None = None
        self._steps = Turns(self)
        self._data = _Loader(lambda: _read(start, self._language))
        self._data.loaded.connect(self._take_data)
        self._window = _Loader(lambda: importlib.import_module(_OPENING))
        self._window.loaded.connect(self._take_opening)
        self._rest = _Loader(lambda: importlib.import_module(_LATER).load_parts())
        self._rest.loaded.connect(self._complete)
        for loader in (self._data, self._window):
            loader.failed.connect(self._give_up)

    def begin(self) -> None:
        """Start loading, once the window can be seen."""
        gc.disable()  # nothing of what is loaded is garbage, and looking for it takes a tenth of the start
        self._data.start()
        self._window.start()

    def abandon(self) -> None:
        """The window was closed before it was filled."""
        if self._desktop is None or not self._desktop.windows:
            self._shell = None

    def end(self) -> None:
        """Wait for what is still under way."""
        for loader in (self._data, self._window, self._rest):
            loader.wait()
        if self._desktop is not None:
            self._desktop.end()
        gc.unfreeze()  # else Python would end with DuckDB still open, which says so on the console

    def _take_opening(self, module: ModuleType) -> None:
        start, settings = self._start, self._settings
        opening: Opening = module.Opening(settings, start.words_for, self._language, start.open_imports)
        self._opening = opening
        self._dress()

    def _take_data(self, found: _Read) -> None:
        self._found = found
        self._dress()

    def _dress(self) -> None:
        opening, found, shell = self._opening, self._found, self._shell
        if opening is None or found is None or shell is None:
            return
        desktop = self._desktop = opening.desktop(*found)
        self._steps.begin(lambda: desktop.make_window(shell), lambda: self._fill(desktop))

    def _fill(self, desktop: Desktop) -> None:
        for window in desktop.windows:
            desktop.show_window(window)
            window.tell_problems()
            once = Qt.ConnectionType.SingleShotConnection
            window.controller.view_followed.connect(self._settle, once)
            window.controller.navigator_settled.connect(self._go_on, once)

    def _go_on(self) -> None:
        """Load what the first chart did without, before somebody asks for it."""
        self._rest.start()

    def _complete(self) -> None:
        if self._desktop is not None:
            self._desktop.complete()

    def _settle(self) -> None:
        gc.freeze()  # what was loaded stays for good
        gc.enable()

    def _give_up(self, message: str) -> None:
        if self._shell is not None:
            QMessageBox.critical(self._shell, "Third Pole", message)
            self._shell.close()


class _Loader(QThread):
    """A thread that imports or reads."""

    loaded = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        try:
            found = self._work()
        except (OSError, ValueError, LookupError, ImportError, RuntimeError) as error:
            self.failed.emit(f"{type(error).__name__}: {error}")
        else:
            self.loaded.emit(found)
