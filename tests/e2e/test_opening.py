"""How the program opens: an empty window, its chart, then what stands around it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.explorer.loop import State
from app.ui.application import SHORTEST_TURN, Start, run_window
from app.ui.panel_frame import PanelFrame
from app.ui.panels.timeline import Timeline
from app.ui.shell import Shell
from app.ui.stage import Stage
from tests.e2e.conftest import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.explorer.explorer import Explorer

ALL_FRAMES = 4
"""Of the chart, the table, the trees and the details."""


@pytest.fixture(autouse=True)
def usual_turns() -> Iterator[None]:
    usual = sys.getswitchinterval()
    yield
    sys.setswitchinterval(usual)


def opened() -> Shell | None:
    shells = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Shell))
    return next((shell for shell in shells if shell.isVisible()), None)


def frames_of(shell: Shell) -> list[PanelFrame]:
    return shell.centralWidget().findChildren(PanelFrame)


def test_the_chart_stands_before_the_panels_are_put_around_it(
    qapp: QApplication, explorer: Explorer, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []

    def look() -> None:
        shell = opened()
        if shell is None or not isinstance(shell.centralWidget(), Stage):
            return
        frames = frames_of(shell)
        ready = sum(frame.state is State.READY for frame in frames)
        if (len(frames), ready) not in seen:
            seen.append((len(frames), ready))
        if ready == ALL_FRAMES:
            titles.append(shell.windowTitle())
            shell.close()

    titles: list[str] = []
    looking = QTimer(interval=0)
    looking.timeout.connect(look)
    looking.start()
    assert run_window(Start(lambda: explorer, words_for, tmp_path, "en")) == 0
    looking.stop()
    assert (1, 1) in seen
    assert seen[-1] == (ALL_FRAMES, ALL_FRAMES)
    assert titles == ["Zhejiang – Third Pole"]
    assert sys.getswitchinterval() == pytest.approx(SHORTEST_TURN)


class ShownWindows(QObject):
    """Notes every window that is shown, be it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


def test_nothing_flashes_and_the_chart_keeps_its_size_while_the_panels_come(
    qapp: QApplication, explorer: Explorer, tmp_path: Path
) -> None:
    sizes: set[tuple[int, int]] = set()
    timelines: list[bool] = []

    def look() -> None:
        shell = opened()
        stage = shell.centralWidget() if shell is not None else None
        if shell is None or not isinstance(stage, Stage) or stage.view is None:
            return
        size = stage.chart_view.chart.size()
        sizes.add((size.width(), size.height()))
        timeline = stage.findChild(Timeline)
        if timeline is not None and timeline.isVisible():
            timelines.append(timeline.height() >= timeline.minimumSizeHint().height())
            shell.close()

    windows = ShownWindows()
    qapp.installEventFilter(windows)
    looking = QTimer(interval=0)
    looking.timeout.connect(look)
    looking.start()
    assert run_window(Start(lambda: explorer, words_for, tmp_path, "en")) == 0
    looking.stop()
    qapp.removeEventFilter(windows)
    assert windows.kinds == ["Shell"]
    assert len(sizes) == 1
    assert timelines == [True]


def test_a_window_that_is_closed_while_it_opens_is_gone(
    qapp: QApplication, explorer: Explorer, tmp_path: Path
) -> None:
    """Closed at its first chart, before anything stands around it."""
    found: list[int] = []

    def look() -> None:
        shell = opened()
        if shell is not None and isinstance(shell.centralWidget(), Stage):
            frames = frames_of(shell)
            if frames and frames[0].state is State.READY:
                found.append(len(frames))
                shell.close()

    looking = QTimer(interval=0)
    looking.timeout.connect(look)
    looking.start()
    assert run_window(Start(lambda: explorer, words_for, tmp_path, "en")) == 0
    looking.stop()
    assert found == [1]


def test_data_that_cannot_be_opened_are_told(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "app.ui.application.QMessageBox.critical", lambda shell, title, message: told.append(message)
    )

    def fail() -> Explorer:
        raise OSError("the disk is gone")

    assert run_window(Start(fail, words_for, tmp_path, "en")) == 0
    assert told == ["OSError: the disk is gone"]
