"""Clicks on a large data set of one's own, from the gesture to the painted chart, in the real window.

Run by hand: ``python -m tests.benchmarks.explore --rows 10000000``. Data of BACI's form are made and
imported, then every kind of click is made on regions, markets and products of every level, and every kind
of chart is asked for. The queries are then run once more in a bare DuckDB. ``--dataset FILE`` takes a data
set that was imported before.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import duckdb
from PySide6.QtWidgets import QApplication

from app import places
from app.composition import open_explorer
from app.data.imported import open_dataset
from app.data.imports.library import ImportLibrary, Request
from app.data.imports.registry import find_importers
from app.data.imports.watch import Watch
from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.explorer.loop import Outcome, State
from app.explorer.views import View
from app.model.catalog import Catalog
from app.model.selection import Breakdown, Selection
from app.model.words import Language, Words
from app.ui.charts.chart_widget import ChartWidget
from app.ui.controller import Controller
from app.ui.opening import Opening
from app.ui.settings import Settings
from app.ui.shell import Shell
from tests.benchmarks.click import Painted, until
from tests.benchmarks.import_data import write_baci

PLACES = ("100000", "USA", "DEU", "FRA", "BRA", "KEN", "FJI")
"""Large and small traders; those that the data lack are passed over."""
_ALLOWED = 0.005  # s
_SPELL, _CALM_SPELLS = 0.05, 2
"""Seconds, and how many of them without work make a window that stands still."""
_LONGEST_REST = 0.2  # s


@dataclass
class Times:
    """What each click took: seconds that passed, and seconds that the processor worked."""

    passed: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def note(self, name: str, passed: float, worked: float) -> None:
        """Take down a click and say it."""
        self.passed.append(passed)
        self.worked.append(worked)
        print(f"{name:36} {passed * 1e3:6.0f} ms, processor {worked * 1e3:6.0f} ms", flush=True)

    def say(self) -> None:
        """The median and the worst."""
        for name, seconds in (("clicks", self.passed), ("of processor time", self.worked)):
            median, worst = statistics.median(seconds) * 1e3, max(seconds) * 1e3
            print(
                f"{len(seconds)} {name}: median {median:.0f} ms (goal 100), worst {worst:.0f} ms (goal 300)"
            )


@dataclass(frozen=True)
class Asked:
    """A statement, and when it was begun and answered."""

    sql: str
    parameters: Any
    begun: float
    answered: float


@dataclass
class Queries:
    """Every statement of the explorer, in order."""

    made: list[Asked] = field(default_factory=list)


class Noted:
    """A cursor that notes what is asked of it."""

    def __init__(self, cursor: Any, queries: Queries) -> None:
        self._cursor, self._queries = cursor, queries
        self._asked: tuple[str, Any, float] = ("", None, 0.0)
        self._answer: Any = None

    def execute(self, sql: str, parameters: Any = None) -> Noted:
        """Run a statement; the rows are fetched next."""
        begun = time.perf_counter()
        self._answer = self._cursor.execute(sql, parameters)
        self._asked = (sql, parameters, begun)
        return self

    def _note(self, answer: Any) -> Any:
        self._queries.made.append(Asked(*self._asked, time.perf_counter()))
        return answer

    def fetchall(self) -> Any:
        """All rows, timed from the statement on."""
        return self._note(self._answer.fetchall())

    def fetchone(self) -> Any:
        """One row, timed from the statement on."""
        return self._note(self._answer.fetchone())

    def df(self) -> Any:
        """A frame, timed from the statement on."""
        return self._note(self._answer.df())

    def __getattr__(self, name: str) -> Any:
        """What the cursor knows of a data set; the statements that this takes are not those of a click."""
        return getattr(self._cursor, name)

    def interrupt(self) -> None:
        """Stop what runs."""
        self._cursor.interrupt()

    def close(self) -> None:
        """Give the cursor up."""
        self._cursor.close()


@dataclass(frozen=True)
class NotingExplorer(Explorer):
    """An explorer whose queries are noted."""

    queries: Queries = field(default_factory=Queries)

    def open_cursor(self) -> Cursor:
        """A cursor that notes what it is asked."""
        return cast(Cursor, Noted(super().open_cursor(), self.queries))


def opening(catalog: Catalog) -> Selection:
    """All regions, markets and products of the data set."""
    flow = next(iter(catalog.dataflows))
    root = catalog.regions.root
    return Selection(
        dataflow=flow, flow="export", region=root, breakdown=Breakdown("region", "country", root)
    )


def gestures(explorer: Explorer, start: Selection) -> Iterator[tuple[str, Selection]]:
    """Each click with what it is on, never the same view twice."""
    catalog = explorer.catalog(start)
    click = explorer.select_member
    goods = sorted(code for code in catalog.products.members if len(code) == 6)
    places_here = [code for code in PLACES if code in catalog.regions and code != catalog.regions.root]
    markets = [code for code in ("USA", "DEU", "JPN", "BRA", "KEN") if code in catalog.markets]
    for number, place in enumerate(places_here):
        good = goods[(number * 997 + 31) % len(goods)]
        market = markets[(number + 1) % len(markets)]
        region = click(start, "region", place)
        pair = click(region, "market", market)
        yield "region", region
        yield "market of a region", pair
        yield "chapter of a pair", click(pair, "product", good[:2])
        yield "heading of a pair", click(pair, "product", good[:4])
        yield "product of a pair", click(pair, "product", good)
        yield "chapter of a region", click(region, "product", good[:2])
        yield "product of a region", click(region, "product", good)
        yield "market of all regions", click(start, "market", market)
        yield "product of all regions", click(start, "product", good)
        yield "product and market of all regions", click(click(start, "market", market), "product", good)
        yield "period", replace(region, period="2020")
    for kind in explorer.kinds:
        for place in places_here[:2]:
            asked = click(start, "region", place)
            yield f"chart {kind}", replace(asked, chart=kind, breakdown=None)


def timed(
    application: QApplication,
    controller: Controller,
    chart: ChartWidget,
    asked: Sequence[tuple[str, Selection]],
) -> Times:
    """From each gesture to its painted chart, or to the word why there is none."""
    painted, found = Painted(chart), Times()
    views: list[Outcome[View]] = []
    controller.view_settled.connect(views.append)
    for name, selection in asked:
        views.clear()
        before, begun, worked = painted.count, time.perf_counter(), time.process_time()
        controller.select(selection)
        until(application, lambda: bool(views), 30)
        if views and views[0].state is State.FAILED:
            raise SystemExit(f"{name}: {views[0].message}")
        if views and views[0].value and views[0].value.spec:
            until(application, partial(painted.again_after, before))
        found.note(name, time.perf_counter() - begun, time.process_time() - worked)
        rest(application)
    return found


def rest(application: QApplication) -> None:
    """Let the window draw what came last: a person clicks on what stands still."""
    calm = 0
    while calm < _CALM_SPELLS:
        worked = time.process_time()
        until(application, lambda: False, _SPELL)
        calm = calm + 1 if time.process_time() - worked < _SPELL / 10 else 0


def compared(queries: Queries, path: Path, memory: str) -> str:
    """The same statements in a bare DuckDB: how many took longer in the explorer.

    In the same order, with as much memory and as long a rest before each: what has stood still begins more
    slowly than what has just worked, whoever asks.
    """
    with duckdb.connect(config={"memory_limit": memory}) as bare:
        bare.execute(f"ATTACH '{path}' AS \"{path.stem}\" (READ_ONLY)")
        ratios, slower = [], 0
        own = [asked for asked in queries.made if f'"{path.stem}"' in asked.sql]
        for before, asked in pairwise([own[0], *own]):
            time.sleep(min(max(asked.begun - before.answered, 0.0), _LONGEST_REST))
            begun = time.perf_counter()
            bare.execute(asked.sql, asked.parameters).fetchall()
            alone, seconds = time.perf_counter() - begun, asked.answered - asked.begun
            ratios.append(seconds / alone)
            slower += seconds > max(1.3 * alone, alone + _ALLOWED)
    median = statistics.median(ratios)
    return f"{len(ratios)} queries: median {median:.2f} of bare DuckDB, {slower} beyond 1.3 and 5 ms"


def main() -> None:
    """Make or take a data set, click through it, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--dataset", type=Path, help="the file of a data set that was imported before")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        path = arguments.dataset
        if path is None:
            source = write_baci(Path(made) / "baci", arguments.rows)
            path = ImportLibrary(Path(made) / "datasets", find_importers()).add(Request(source), Watch()).path
        explore(path, Path(made) / "home")


def explore(path: Path, home: Path) -> None:
    """Click through a data set in a window with settings of its own."""
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    folders = places.standard_folders()

    def words_for(language: Language) -> Words:
        return Words(language, folders.translations)

    plain = open_explorer(places.Folders(folders.data, folders.resources, home, home))
    explorer = NotingExplorer(plain.library, plain.kinds)
    open_dataset(explorer.library, path)
    desktop = Opening(Settings(home), words_for, "en").desktop(explorer)
    shell = Shell("light")
    shell.show()
    window = desktop.open_window(shell)
    (chart,) = window.shell.findChildren(ChartWidget)
    until(application, lambda: chart.spec is not None, 20)
    gc.collect()
    gc.freeze()  # as the program does once it is filled
    start = opening(explorer.library.catalogs[path.stem])
    asked = [("opening", start), *gestures(explorer, start)]
    timed(application, window.controller, chart, asked).say()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (goal 1000)")
    ((memory,),) = plain.open_cursor().execute("SELECT current_setting('memory_limit')").fetchall()
    desktop.close()
    gc.unfreeze()
    application.processEvents()
    print(compared(explorer.queries, path, memory))


if __name__ == "__main__":
    main()
