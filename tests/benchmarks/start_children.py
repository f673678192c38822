"""The programs that the start benchmark runs, one a process.

Each prints one line of JSON with moments on the system's monotonic clock, in seconds, and the longest
gap in the event loop from the first paint on: of the explorer, until its panels have long been put
around the first chart.
"""

from __future__ import annotations

import importlib
import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QTreeView, QWidget

PULSE_MS = 2
AFTER_MS = 1000
"""How long after the first chart the gaps of the explorer are watched."""


class Watch(QObject):
    """Notes the first paint of any window, the first paint of a chart, and gaps in between."""

    def __init__(self, chart_is_ready: Callable[[QWidget], bool], *, chart: bool, after_ms: int = 0) -> None:
        super().__init__()
        self._chart_is_ready = chart_is_ready
        self._wants_chart = chart
        self._after_ms = after_ms
        self._moments: dict[str, float] = {}
        self._last = 0.0
        self._gap = 0.0
        self._pulse = QTimer(self)
        self._pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._beat)

    def _beat(self) -> None:
        now = time.monotonic()
        self._gap = max(self._gap, now - self._last)
        self._last = now

    def _finish(self) -> None:
        self._beat()
        sys.stdout.write(json.dumps(self._moments | {"gap": self._gap}) + "\n")
        sys.stdout.flush()
        QApplication.exit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what is painted, after it has been."""
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        if "window" not in self._moments:
            self._moments["window"] = 0.0
            QTimer.singleShot(0, self._window_painted)
        if self._wants_chart and "chart" not in self._moments and self._chart_is_ready(watched):
            self._moments["chart"] = 0.0
            QTimer.singleShot(0, self._chart_painted)
        return False

    def _window_painted(self) -> None:
        self._moments["window"] = self._last = time.monotonic()
        self._pulse.start(PULSE_MS)
        if not self._wants_chart:
            self._finish()

    def _chart_painted(self) -> None:
        self._moments["chart"] = time.monotonic()
        QTimer.singleShot(self._after_ms, self._finish)


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    return application


def bare() -> None:
    """A window with an empty tree."""
    application = _application()
    watch = Watch(lambda _: False, chart=False)
    application.installEventFilter(watch)
    window = QMainWindow()
    window.setCentralWidget(QTreeView())
    window.resize(1440, 900)
    window.show()
    application.exec()


def hollow() -> None:
    """Shows an empty window, imports what the explorer imports, reads the figures, draws the same bars.

    As in the explorer, a thread imports and reads while the window answers, and the figures of all
    files are kept in DuckDB's memory.
    """
    application = _application()
    window = QMainWindow()
    window.setCentralWidget(QTreeView())
    window.resize(1440, 900)
    drawing = _Drawing(window)

    def load() -> None:
        for name in ("numpy", "pyqtgraph", "pandas", "duckdb"):
            importlib.import_module(name)
        duckdb = importlib.import_module("duckdb")
        files = str(Path("data") / "observations" / "*.csv")
        connection = duckdb.connect()
        connection.execute(
            f"""CREATE TABLE observations AS SELECT * FROM read_csv('{files}', all_varchar = true,
            header = true, delim = ',', quote = '"', escape = '"')"""
        )
        rows = connection.execute(
            """SELECT CAST(value AS DOUBLE) / 1e12 FROM observations
            WHERE period = '2025' AND market = 'WORLD' AND product = 'ALL' AND indicator = 'value'
              AND flow = 'total' AND unit = 'CNY' ORDER BY 1 DESC LIMIT 31"""
        ).fetchall()
        drawing.wanted.emit([value for (value,) in rows])

    watch = Watch(lambda widget: widget is drawing.shown, chart=True)
    application.installEventFilter(watch)
    window.show()
    thread = threading.Thread(target=load)
    QTimer.singleShot(0, thread.start)
    application.exec()
    thread.join()


class _Drawing(QObject):
    """Draws the bars of the hollow program in the thread of its window."""

    wanted = Signal(list)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self._window = window
        self.shown: QWidget | None = None
        self.wanted.connect(self._draw)

    def _draw(self, values: list[float]) -> None:
        pg = importlib.import_module("pyqtgraph")
        plot: Any = pg.PlotWidget()
        plot.addItem(pg.BarGraphItem(x0=0, y=list(range(len(values))), width=values, height=0.7))
        self.shown = plot.viewport()
        self._window.setCentralWidget(plot)


def explorer(*, chart: bool) -> None:
    """The explorer as a person starts it."""
    application = importlib.import_module("app.ui.application")
    command = importlib.import_module("app.cli.window_command")
    qt = _application()

    def ready(widget: QWidget) -> bool:
        return getattr(widget.parent(), "spec", None) is not None

    watch = Watch(ready, chart=chart, after_ms=AFTER_MS)
    qt.installEventFilter(watch)
    application.run_window(command.window_start())


CHILDREN: Mapping[str, Callable[[], None]] = {
    "bare": bare,
    "hollow": hollow,
    "window": partial(explorer, chart=False),
    "chart": partial(explorer, chart=True),
}

if __name__ == "__main__":
    CHILDREN[sys.argv[1]]()
