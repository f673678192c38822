"""All windows of the program: they share what is open, the settings, the look and the workers."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.ui.dressing import dress
from app.ui.front import make_front, set_up
from app.ui.imports.drop_target import DropTarget
from app.ui.later import IMPORTS, part
from app.ui.main_window import MainWindow
from app.ui.means import Means
from app.ui.shell import Shell
from app.ui.theme import theme_named
from app.ui.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from app.explorer.explorer import Explorer
    from app.explorer.imports import Imports
    from app.model.selection import Selection
    from app.model.words import Language, Words
    from app.ui.front import Front
    from app.ui.imports.hub import ImportHub
    from app.ui.look import Look
    from app.ui.settings import Settings

_ZOOMS: Final = (0.8, 2.0)


class Desktop(QObject):
    """Opens windows and changes the look of all of them."""

    def __init__(
        self,
        explorer: Explorer,
        words_for: Callable[[Language], Words],
        settings: Settings,
        look: Look,
        executor: Executor,
        trees: Trees | None = None,
        open_imports: Callable[[Explorer], Imports] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._explorer = explorer
        self._words_for = words_for
        self._settings = settings
        self._look = look
        self._executor = executor
        self._trees = trees or Trees()
        self.windows: list[MainWindow] = []
        self._open_imports = open_imports
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @cached_property
    def imports(self) -> ImportHub | None:
        """What windows ask about data sets; None where nothing can be imported."""
        if self._open_imports is None:
            return None
        made: ImportHub = part(IMPORTS).ImportHub(
            self._explorer, self._open_imports, self._trees, lambda: self.windows, self
        )
        for window in self.windows:
            made.attach(window)
        return made

    def open_window(self, shell: Shell | None = None, selection: Selection | None = None) -> MainWindow:
        """Fill a shell, or open another window, and go to a view."""
        if shell is None:
            shell = Shell(self._look.theme.name)
            shell.show()
        front = make_front(shell, self._explorer, self._executor, self._look)
        set_up(shell, front, self._settings)
        window = self._window(shell, front)
        window.put_together_at_once()
        self._take_up(window)
        window.controller.select(selection or self._explorer.start())
        return window

    def steps_around(self, shell: Shell, front: Front) -> tuple[Callable[[], None], ...]:
        """What puts a window together around a chart that can be seen already."""
        window = self._window(shell, front)
        return (
            *window.steps(),
            lambda: self._take_up(window),
            window.tell_problems,
            window.controller.follow,
        )

    def _window(self, shell: Shell, front: Front) -> MainWindow:
        means = Means(self._explorer, self._words_for, self._executor, self._settings)
        window = MainWindow(shell, front, means, self._trees)
        window.wanted.connect(lambda wish, asker=window: self._answer(wish, asker))
        window.closed.connect(self._forget)
        return window

    def _take_up(self, window: MainWindow) -> None:
        """Count a window that has been put together among the others."""
        self.windows.append(window)
        if self._open_imports is not None:
            target = DropTarget(window.shell)
            target.dropped.connect(lambda paths, asker=window: self._take_in(paths, asker))
            target.refused.connect(lambda address, asker=window: self._refuse(address, asker))
        if (imports := self.__dict__.get("imports")) is not None:
            imports.attach(window)
        if window.look != self._look:
            window.show_look(self._look)

    def complete(self) -> bool:
        """Give every window what is about imports; whether anything can be imported."""
        return self.imports is not None

    def close(self) -> None:
        """Close every window."""
        for window in list(self.windows):
            window.shell.close()

    def end(self) -> None:
        """Wait for the workers."""
        if (imports := self.__dict__.get("imports")) is not None:
            imports.end()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _answer(self, wish: str, asker: MainWindow) -> None:
        name, _, value = wish.partition(":")
        if name == "new-window":
            self.open_window(selection=asker.controller.selection)
        elif name == "quit":
            self.close()
        elif name == "theme":
            self._settings.change(theme=value)
            self._show_look(replace(self._look, theme=theme_named(self._settings.remembered.theme)))
        elif name == "language":
            self._settings.change(language=value)
            self._show_look(replace(self._look, words=self._words_for("zh" if value == "zh" else "en")))
        elif name == "zoom":
            low, high = _ZOOMS
            zoom = max(low, min(high, float(value)))
            self._settings.change(zoom=zoom)
            self._show_look(replace(self._look, zoom=zoom))
        elif self.imports is not None:
            self.imports.answer(name, asker)

    def _take_in(self, paths: list[Path], window: MainWindow) -> None:
        if self.imports is not None:
            self.imports.open_paths(paths, window)

    def _refuse(self, address: str, window: MainWindow) -> None:
        window.say(
            window.look.words.text(
                "{address} is not a file: download it first, then drop the file.", address=address
            )
        )

    def _show_look(self, look: Look) -> None:
        if look == self._look:
            return
        self._look = look
        dress(look)
        for window in self.windows:
            window.show_look(look)

    def _follow_system(self) -> None:
        if self._settings.remembered.theme == "system":
            self._show_look(replace(self._look, theme=theme_named("system")))

    def _forget(self, window: MainWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
        window.shell.deleteLater()
