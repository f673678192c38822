"""From a click in the tree to the painted chart, in the real window on the bundled data.

Run by hand: ``python -m tests.benchmarks.click``. Each click chooses another province, market or good;
the chart is painted when the widget has drawn the new view. Answers given before are remembered, so
first and second visits are told apart. Then what stands around the chart follows: its longest frame is
the longest time for which the window did not answer.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from app.screen import screen_available

if not screen_available():
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import places
from app.composition import open_explorer
from app.model.words import Language, Words
from app.ui.application import SHORTEST_TURN
from app.ui.charts.chart_widget import ChartWidget
from app.ui.controller import Controller
from app.ui.opening import Opening
from app.ui.settings import Settings
from app.ui.shell import Shell

CLICKS = 30
_PULSE_MS = 1
"""A window waits for events and does not spin: spinning would take the time from the workers."""
_TURNS_AFTER = 20
"""Turns of the event loop in which the last steps are taken after the last answer."""


class Painted(QObject):
    """Counts how often the chart was painted with another chart than before."""

    def __init__(self, chart: ChartWidget) -> None:
        super().__init__()
        self._chart = chart
        self._seen: object = None
        self.count = 0
        chart.viewport().installEventFilter(self)

    def again_after(self, count: int) -> bool:
        """Whether another chart was painted since so many."""
        return self.count > count

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every paint of the chart."""
        if event.type() == QEvent.Type.Paint and self._chart.spec is not self._seen:
            self._seen = self._chart.spec
            self.count += 1
        return False


def clicks(
    application: QApplication, controller: Controller, painted: Painted, codes: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Seconds from each click to its painted chart, and the longest frame of what follows."""
    found: list[float] = []
    frames: list[float] = []
    settled: list[object] = []
    controller.navigator_settled.connect(settled.append)
    controller.detail_settled.connect(settled.append)
    for code in codes:
        settled.clear()
        before, begun = painted.count, time.perf_counter()
        controller.select_member("region", code)
        until(application, partial(painted.again_after, before))
        found.append(time.perf_counter() - begun)
        longest = until(application, lambda: len(settled) >= 2)
        frames.append(max(longest, until(application, _counted(_TURNS_AFTER))))
    return found, frames


def until(application: QApplication, done: Callable[[], bool], most: float = 5.0) -> float:
    """Let the window work until something is so, or for as long as one would wait; gives the longest turn."""
    begun, longest = time.perf_counter(), 0.0
    pulse = QTimer()
    pulse.start(_PULSE_MS)
    while not done() and time.perf_counter() - begun < most:
        turn = time.perf_counter()
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        longest = max(longest, time.perf_counter() - turn)
    pulse.stop()
    return longest


def _counted(turns: int) -> Callable[[], bool]:
    """Says so when it has been asked so often."""
    left = iter(range(turns))
    return lambda: next(left, None) is None


def _said(name: str, seconds: list[float], write: Callable[[str], object]) -> None:
    median, worst = statistics.median(seconds) * 1e3, max(seconds) * 1e3
    write(f"{name}: median {median:.0f} ms (goal 33), worst {worst:.0f} ms\n")


def main() -> None:
    """Click through the provinces twice."""
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    sys.setswitchinterval(SHORTEST_TURN)
    folders = places.standard_folders()

    def words_for(language: Language) -> Words:
        return Words(language, folders.translations)

    with tempfile.TemporaryDirectory() as home:
        own = places.Folders(folders.data, folders.resources, Path(home), Path(home))
        explorer = open_explorer(own)
        desktop = Opening(Settings(Path(home)), words_for, "en").desktop(explorer)
        shell = Shell("light")
        shell.show()
        window = desktop.open_window(shell)
        (chart,) = window.shell.findChildren(ChartWidget)
        painted = Painted(chart)
        until(application, lambda: chart.spec is not None, 20)
        regions = explorer.catalog(explorer.start()).regions
        codes = regions.siblings_at(regions.root, "province")[:CLICKS]
        for name in ("first visit", "second visit"):
            found, frames = clicks(application, window.controller, painted, codes)
            _said(f"click, {name}, to the chart", found, sys.stdout.write)
            _said(f"click, {name}, longest frame after it", frames, sys.stdout.write)
        desktop.close()
        application.processEvents()


if __name__ == "__main__":
    main()
