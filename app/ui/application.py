"""Opening the program: a window on the screen first, everything that is heavy behind it.

Until the first picture stands, nothing is imported but PySide6 and three small files. What takes long
to import or to read is named as text and loaded by a thread while the empty window can be seen.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import (
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QThread,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from app import places
from app.ui.later import DESKTOP, EXPLORER, TREES, load_parts, load_qt, part
from app.ui.settings import Settings
from app.ui.shell import Shell
from app.ui.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.explorer.views import View
    from app.model.selection import Selection
    from app.model.words import Language, Words
    from app.ui.desktop import Desktop
    from app.ui.front import Front
    from app.ui.opening import Opening
    from app.ui.theme import ThemeName
    from app.ui.trees import Trees

_ICON: Final = "icon.svg"
_OPENING: Final = "app.ui.opening"
_REST_MS: Final = 400
"""How long after the last panel has its figures the rest is loaded: the panels are painted first."""
SHORTEST_TURN: Final = 0.0005
"""Seconds that a thread may go on in Python when another one waits: Qt lets go of Python in most calls,
and with the usual 5 ms each of them could cost the window that long while a worker is busy. Until there
is something to show nobody waits, and to change turns that often would take a tenth of the start."""


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
    opening: Opening = part(_OPENING).Opening(settings, start.words_for, language, at_once=True)
    desktop = opening.desktop(start.open_explorer())
    window = desktop.open_window(shell, selection)
    shell.resize(*size)
    while not window.controller.turns.done:
        application.processEvents()
    for _ in range(10):  # panels share the window, layouts settle, then texts that depend on their width
        application.processEvents()
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()  # nobody's keyboard is in a picture
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
    """The data sets, and the view that the window opens with."""

    explorer: Explorer
    view: View


def _read(start: Start, language: Language) -> _Read:
    """Read the data sets, and answer what the window opens with."""
    explorer = start.open_explorer()
    cursor = explorer.open_cursor()
    view = explorer.view(cursor, explorer.start(), start.words_for(language))
    cursor.close()
    return _Read(explorer, view)


def _load_desktop(explorer: Explorer) -> Trees:
    """Load what is put around the first chart and the other kinds that it offers, and index the trees."""
    part(DESKTOP)
    list(explorer.kinds.values())
    trees: Trees = part(TREES).Trees()
    trees.prepare(explorer.catalog(explorer.start()))
    return trees


class _Filling(QObject):
    """Loads behind the empty window, then fills it step by step, so that it always answers.

    Data and what draws are loaded side by side: the store reads without holding Python. Once the
    first chart is seen, the rest of the window is loaded and put around it; then all that it can open.
    """

    def __init__(self, start: Start, settings: Settings, shell: Shell) -> None:
        super().__init__()
        self._start = start
        self._settings = settings
        self._language = _language(start, settings)
        self._shell: Shell | None = shell
        self._opening: Opening | None = None
        self._found: _Read | None = None
        self._front: Front | None = None
        self._desktop: Desktop | None = None
        self._steps = Turns(self)
        self._loaders: list[_Loader] = []
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Start loading, once the window can be seen."""
        load_qt()
        gc.disable()  # nothing of what is loaded is garbage, and looking for it takes a tenth of the start
        start, language = self._start, self._language
        self._load(lambda: _read(start, language), self._take_data)
        self._load(lambda: part(_OPENING), self._take_opening)

    def abandon(self) -> None:
        """The window was closed before it was filled."""
        if self._desktop is None or not self._desktop.windows:
            self._shell = None
            self._steps.begin()

    def end(self) -> None:
        """Wait for what is still under way."""
        for loader in self._loaders:
            loader.wait()
        if self._desktop is not None:
            self._desktop.end()
        gc.unfreeze()  # else Python would end with DuckDB still open, which says so on the console

    def _load(self, work: Callable[[], object], take: Callable[[Any], None] | None = None) -> None:
        """Work in a thread; `take` is a method of this object, so that Qt calls it in the window's thread.

        Without it the work is done ahead for another thread, which hears itself of what fails.
        """
        loader = _Loader(work)
        if take is not None:
            loader.loaded.connect(take)
            loader.failed.connect(self._give_up)
        self._loaders.append(loader)
        loader.start()

    def _take_opening(self, module: ModuleType) -> None:
        self._load(lambda: part(EXPLORER))  # the store may still be reading, which leaves Python free
        start, settings = self._start, self._settings
        self._opening = module.Opening(settings, start.words_for, self._language, start.open_imports)
        self._raise_curtain()

    def _take_data(self, found: _Read) -> None:
        self._found = found
        self._raise_curtain()

    def _raise_curtain(self) -> None:
        """Show the first chart when both are there: what draws it, and its figures."""
        opening, found, shell = self._opening, self._found, self._shell
        if opening is None or found is None or shell is None:
            return
        sys.setswitchinterval(SHORTEST_TURN)
        front = self._front = opening.front(shell, found.explorer)
        once = Qt.ConnectionType.SingleShotConnection
        front.controller.view_followed.connect(self._settle, once)
        front.controller.navigator_settled.connect(lambda _: self._rest.start(), once)
        self._steps.begin(
            lambda: opening.set_up(shell, front),
            lambda: front.controller.open_with(found.view),
            lambda: self._load(lambda: _load_desktop(found.explorer), self._furnish),
        )

    def _furnish(self, trees: Trees) -> None:
        """Put the rest of the window around the chart."""
        opening, found, front, shell = self._opening, self._found, self._front, self._shell
        if opening is None or found is None or front is None or shell is None:
            return
        self._desktop = opening.desktop(found.explorer, trees)
        self._steps.begin(*self._desktop.steps_around(shell, front))

    def _go_on(self) -> None:
        """Load what can be opened from the window, before somebody asks for it."""
        self._load(load_parts, self._complete)

    def _complete(self, _: object) -> None:
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
