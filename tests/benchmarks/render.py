"""How fast pictures are made without a screen: `python3 -m tests.benchmarks.render`.

One PNG of 1600x900 and the same chart as SVG, for every kind with its example; the recipe of three
charts for each of the 31 provinces, with the memory of the process along the way.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.composition import open_explorer
from app.explorer.each import Spreading
from app.explorer.profile import Profiler
from app.explorer.recipes import Recipe
from app.model.selection import Selection
from app.model.words import Words
from app.places import standard_folders
from app.ui.export.batch import Batch, Task
from app.ui.export.exporter import Exporter
from app.ui.export.manifest import Manifest
from app.ui.export.target import ExportTarget
from app.ui.offscreen import OffscreenQt
from app.ui.report.builders import profile_report
from app.ui.report.pdf import report_pdf

if TYPE_CHECKING:
    from app.charts.origin import Origin
    from app.charts.spec import ChartSpec
    from app.explorer.explorer import Explorer

ROUNDS: Final = 7
MOST_PNG_MS: Final = 150.0
MOST_PICTURE_S: Final = 0.2
MOST_GROWTH: Final = 1.1
_ROOT: Final = Path(__file__).resolve().parent.parent.parent


def resident() -> int:
    """Memory of this process in bytes, 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def median_ms(exporter: Exporter, spec: ChartSpec, origin: Origin, form: str) -> float:
    """Median time of one file in milliseconds of the processor, after one that does not count."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.thread_time()
        exporter.content(spec, form, ExportTarget(), origin)
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times[1:])


def pictures(explorer: Explorer, exporter: Exporter) -> bool:
    """Print PNG against SVG for the example of every kind."""
    cursor, words, good = explorer.open_cursor(), Words("en"), True
    for kind in explorer.kinds.values():
        view = explorer.view(cursor, Selection.from_plain({**kind.example, "chart": kind.id}), words)
        if view.spec is None:
            print(f"{kind.id:16} no example: {view.empty}")
            continue
        origin = explorer.origin(view, words)
        png, svg = (median_ms(exporter, view.spec, origin, form) for form in ("png", "svg"))
        good &= png <= MOST_PNG_MS and svg <= png
        print(f"{kind.id:16} PNG 1600x900 {png:6.1f} ms   SVG {svg:6.1f} ms")
    cursor.close()
    return good


def provinces(explorer: Explorer, exporter: Exporter, folder: Path) -> bool:
    """Print time and memory of three charts for each province."""
    text = (_ROOT / "resources" / "recipes" / "province-sheets.json").read_text(encoding="utf-8")
    recipe, spreading = Recipe.from_json(text), Spreading(explorer)
    codes = spreading.codes(explorer.open_cursor(), "province")
    tasks = [
        Task(
            number,
            code,
            type(entry)(spreading.of(entry.selection, "province", code), entry.export, entry.file_name),
        )
        for code in codes
        for number, entry in enumerate(recipe.entries, start=1)
    ]
    batch = Batch(explorer, exporter, Words, folder, Manifest(folder))
    memory, start, busy = [], time.perf_counter(), time.process_time()
    for result in batch.run(tasks):
        if result.state != "made":
            print(f"not made: {result.task.label}: {result.message}")
        memory.append(resident())
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    third = len(memory) // 3
    growth = max(memory[-third:]) / max(*memory[:third], 1)
    each, worked = seconds / len(tasks), busy / len(tasks)
    first, last = (max(part) >> 20 for part in (memory[:third], memory[-third:]))
    print(f"\n{len(tasks)} pictures: {each:.3f} s each, {worked:.3f} s of them on the processor")
    print(f"memory of the first and the last third: {first} MB, {last} MB, ratio {growth:.3f}")
    return each <= MOST_PICTURE_S and growth <= MOST_GROWTH


def profiles(explorer: Explorer, qt: OffscreenQt) -> None:
    """Print the time of a region's profile."""
    cursor, words = explorer.open_cursor(), Words("en")
    start = time.perf_counter()
    for code in ("330000", "440000", "540000"):
        report_pdf(
            profile_report(Profiler(explorer).profile(cursor, "region", code, words), words), qt.typeface
        )
    print(f"\nprofile as PDF: {(time.perf_counter() - start) / 3:.2f} s each")
    cursor.close()


def main() -> int:
    """Print everything; 1 where a number is not reached."""
    qt = OffscreenQt()
    explorer, exporter = open_explorer(standard_folders()), Exporter(qt.typeface)
    good = pictures(explorer, exporter)
    with tempfile.TemporaryDirectory() as folder:
        good &= provinces(explorer, exporter, Path(folder))
    profiles(explorer, qt)
    print("\nall within bounds" if good else "\nsome numbers are not reached")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
