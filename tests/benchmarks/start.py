"""How long the explorer takes to stand on the screen, against a bare window and a hollow program.

Run by hand: ``python -m tests.benchmarks.start``. Whole processes, medians, ratios in one run. The
explorer has been started before, as its libraries have: Python reads both compiled.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from app.screen import screen_available

RUNS = 7


@dataclass(frozen=True)
class Started:
    """Seconds from the start of a process, and the longest gap of its event loop."""

    window: float
    chart: float
    gap: float


def started(name: str, home: str) -> Started:
    """Run one of the children once."""
    environment = os.environ | {"THIRD_POLE_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not screen_available(environment):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.start_children", name],
        env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    moments = json.loads(ended.stdout.splitlines()[-1])
    return Started(moments["window"] - begun, moments.get("chart", begun) - begun, moments["gap"])


def main() -> None:
    """Measure in turn, so that whatever else the machine does falls on all alike."""
    names = ("bare", "window", "hollow", "chart")
    with tempfile.TemporaryDirectory() as home:
        for name in names:
            started(name, home)
        found: dict[str, list[Started]] = {name: [] for name in names}
        for _ in range(RUNS):
            for name in names:
                found[name].append(started(name, home))
    bare = statistics.median(run.window for run in found["bare"])
    window = statistics.median(run.window for run in found["window"])
    hollow = statistics.median(run.chart for run in found["hollow"])
    chart = statistics.median(run.chart for run in found["chart"])
    gap = statistics.median(run.gap for run in found["chart"])
    worst = max(run.gap for run in found["chart"])
    floor = statistics.median(run.gap for run in found["hollow"])
    write = sys.stdout.write
    write(f"first paint: {window * 1e3:.0f} ms, bare {bare * 1e3:.0f} ms: {window / bare:.2f} (goal 1.3)\n")
    write(
        f"first chart: {chart * 1e3:.0f} ms, hollow {hollow * 1e3:.0f} ms: {chart / hollow:.2f} (goal 1.25)\n"
    )
    write(
        f"longest gap: {gap * 1e3:.0f} ms, worst {worst * 1e3:.0f} (goal 50), hollow {floor * 1e3:.0f} ms\n"
    )


if __name__ == "__main__":
    main()
