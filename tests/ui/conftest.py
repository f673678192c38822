"""What the window's tests share: a look, a synchronous loop, and windows that are gone at the end."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.ui.dressing import dress
from app.ui.fonts import load_typeface
from app.ui.icons import Icons
from app.ui.look import Look
from app.ui.panels.asking import Asking
from app.ui.source_book import SourceBook
from app.ui.theme import LIGHT
from tests.ui.fakes import ENGLISH, AtOnce, FakeExplorer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.explorer.explorer import Explorer


@pytest.fixture
def look(qapp: QApplication) -> Look:
    made = Look(ENGLISH, LIGHT, load_typeface(), Icons())
    dress(made)
    return made


@pytest.fixture
def book(look: Look) -> SourceBook:
    explorer = cast("Explorer", FakeExplorer())
    return SourceBook(explorer, look, Asking(explorer, AtOnce()))


@pytest.fixture(autouse=True)
def _gone_at_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """Windows are closed and really deleted: processing events alone does not delete anything."""
    yield
    if "qapp" not in request.fixturenames and "qtbot" not in request.fixturenames:
        return
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
