"""Opening the program: a window on the screen first, everything that is heavy behind it.

Until the first picture stands, nothing is imported but PySide6 and three small files. What takes long
to import or to read is named as text and loaded by a thread while the empty window can be seen.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import (
    QLocale,
    QMessageLogContext,
    QObject,
    QThread,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from app import places
from app.ui.settings import Settings
from app.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.model.selection import Selection
    from app.model.words import Language, Words
    from app.ui.desktop import Desktop
    from app.ui.opening import Opened
    from app.ui.theme import ThemeName

_ICON: Final = "icon.svg"
_OPENING: Final = "app.ui.opening"
_SHORTEST_TURN: Final = 0.0005
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
    sys.setswitchinterval(_SHORTEST_TURN)
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
    desktop = _load(start).desktop(settings, _language(start, settings), at_once=True)
    window = desktop.open_window(shell, selection)
    shell.resize(*size)
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


def _load(start: Start) -> Opened:
    """Import and read everything that is heavy."""
    module = importlib.import_module(_OPENING)
    return cast("Opened", module.opened(start.open_explorer(), start.words_for, start.open_imports))


class _Filling(QObject):
    """Loads behind the empty window, then fills it step by step, so that it always answers."""

    def __init__(self, start: Start, settings: Settings, shell: Shell) -> None:
        super().__init__()
        self._start = start
        self._settings = settings
        self._shell: Shell | None = shell
        self._loader = _Loader(start)
        self._loader.loaded.connect(self._dress)
        self._loader.failed.connect(self._give_up)
        self._desktop: Desktop | None = None

    def begin(self) -> None:
        """Start loading, once the window can be seen."""
        self._loader.start()

    def abandon(self) -> None:
        """The window was closed before it was filled."""
        if self._desktop is None or not self._desktop.windows:
            self._shell = None

    def end(self) -> None:
        """Wait for what is still under way."""
        self._loader.wait()
        if self._desktop is not None:
            self._desktop.end()

    def _dress(self, opened: Opened) -> None:
        if self._shell is not None:
            self._desktop = opened.desktop(self._settings, _language(self._start, self._settings))
            QTimer.singleShot(0, self._fill)

    def _fill(self) -> None:
        if self._desktop is not None and self._shell is not None:
            self._desktop.open_window(self._shell).tell_problems()

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
