"""The real window on the bundled data, opened for a test and gone after it."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app import places
from app.composition import open_explorer
from app.model.words import Language, Words
from app.ui.desktop import Desktop
from app.ui.dressing import dress
from app.ui.fonts import load_typeface
from app.ui.icons import Icons
from app.ui.look import Look
from app.ui.settings import Settings
from app.ui.theme import LIGHT
from app.ui.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.explorer.explorer import Explorer
    from app.ui.main_window import MainWindow


@cache
def words_for(language: Language) -> Words:
    return Words(language, places.standard_folders().translations)


@pytest.fixture(scope="session")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    folders = places.standard_folders()
    own = places.Folders(folders.data, folders.resources, tmp_path_factory.mktemp("data"), folders.settings)
    return open_explorer(own)


@pytest.fixture(scope="session")
def trees(explorer: Explorer) -> Trees:
    made = Trees()
    made.prepare(explorer.catalog(explorer.start()))
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings")


@pytest.fixture
def desktop(qapp: QApplication, explorer: Explorer, trees: Trees, settings: Settings) -> Iterator[Desktop]:
    look = Look(words_for("en"), LIGHT, load_typeface(), Icons())
    dress(look)
    executor = ThreadPoolExecutor(2)
    made = Desktop(explorer, words_for, settings, look, executor, trees)
    yield made
    made.close()
    executor.shutdown(wait=True, cancel_futures=True)
    put_away(made)


def put_away(desktop: Desktop) -> None:
    """Leave nothing of a closed desktop to the next test."""
    desktop.deleteLater()
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def window(desktop: Desktop, qtbot: Any) -> MainWindow:
    made = desktop.open_window()
    made.shell.resize(1440, 900)
    settle(made, qtbot)
    return made


def settle(window: MainWindow, qtbot: Any) -> None:
    """Wait until nothing is on its way any more."""
    frames = (
        window.workspace.chart_view.frame,
        window.workspace.navigator_frame,
        window.workspace.details_frame,
    )

    def quiet() -> bool:
        answered = all(frame.state.value in ("ready", "empty", "failed") for frame in frames)
        return answered and window.controller.turns.done

    qtbot.waitUntil(quiet, timeout=15_000)
    QCoreApplication.processEvents()
    qtbot.waitUntil(quiet, timeout=15_000)
