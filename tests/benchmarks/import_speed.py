"""How fast an import is beside pandas and bare DuckDB, each in a process of its own.

Run `python -m tests.benchmarks.import_speed --rows 10000000`. Ratios are of times in one run on one
machine; the parts of an import that the others do not do (hash, check for rows that occur twice, sums)
are printed apart. `pandas.read_csv` alone neither sorts nor writes: what bare DuckDB takes to read the file,
and to write it without a sort, is the floor of everything that it sorts, and pandas that sorts what it has
read is the fair measure. Processor time is that of the whole process: on a machine with other work
it says more than the clock.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from app.data.imports import bulk
from app.data.imports.library import ImportLibrary, Request
from app.data.imports.registry import find_importers
from app.data.imports.watch import Watch
from tests.benchmarks.import_data import write_baci

_TYPES = {
    "text": ("VARCHAR", "VARCHAR"),
    "numbers": ("BIGINT", "VARCHAR"),
    "short numbers": ("SMALLINT", "INTEGER"),
}
"""Types of years and places, and of goods."""
_SORTED = "CREATE TABLE facts AS SELECT * FROM {source} ORDER BY i, j, t, k"
_UNSORTED = "CREATE TABLE facts AS SELECT * FROM {source}"
_ONLY_READ = "SELECT sum(t), sum(i), sum(j), sum(k), sum(v), sum(q) FROM {source}"
_MEMORY = "500MB"
"""What DuckDB may hold, as in an import."""


def run_pandas(folder: Path, _work: Path) -> dict[str, float]:
    """Bare `pandas.read_csv` of the data file."""
    import pandas as pd

    started = time.perf_counter()
    pd.read_csv(_data(folder))
    return {"read": time.perf_counter() - started}


def run_pandas_sorted(folder: Path, _work: Path) -> dict[str, float]:
    """Bare pandas doing as much as an import but for the writing: read the data file, and sort it."""
    import pandas as pd

    started = time.perf_counter()
    pd.read_csv(_data(folder)).sort_values(["i", "j", "t", "k"], ignore_index=True)
    return {"read": time.perf_counter() - started}


def run_bare(kind: str, sql: str = _SORTED) -> Callable[[Path, Path], dict[str, float]]:
    """Bare DuckDB: CREATE TABLE AS with the same sort, codes as text, as numbers, or as short as can be."""

    def run(folder: Path, work: Path) -> dict[str, float]:
        code, good = _TYPES[kind]
        columns = (
            f"{{'t': '{code}', 'i': '{code}', 'j': '{code}', 'k': '{good}', 'v': 'DOUBLE', 'q': 'DOUBLE'}}"
        )
        with duckdb.connect(str(work / "bare.duckdb")) as connection:
            if kind == "short numbers":
                connection.execute(f"SET memory_limit = '{_MEMORY}'; SET preserve_insertion_order = false")
            started = time.perf_counter()
            source = f"read_csv('{_data(folder)}', header = true, columns = {columns})"
            connection.execute(sql.format(source=source)).fetchall()
            connection.execute("CHECKPOINT")
            return {"read": time.perf_counter() - started}

    return run


def run_import(folder: Path, work: Path) -> dict[str, float]:
    """The import of this program; `read` is reading, coding, sorting and writing the table."""
    spent: dict[str, float] = {}
    original = bulk.write_sorted

    def timed(run: Any, size: int) -> bool:
        started = time.perf_counter()
        sound = original(run, size)
        run.connection.execute("CHECKPOINT out")
        spent["read"] = time.perf_counter() - started
        return sound

    bulk.write_sorted = timed
    bulk.LEAST_BYTES = 0
    library = ImportLibrary(work / "datasets", find_importers())
    started = time.perf_counter()
    written = library.add(Request(folder), Watch())
    spent["everything"] = time.perf_counter() - started
    spent["rows"] = written.findings.rows_kept
    spent["megabytes"] = written.path.stat().st_size / 1e6
    return spent


RUNS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "pandas.read_csv": run_pandas,
    "pandas, read and sorted": run_pandas_sorted,
    "duckdb, only read": run_bare("short numbers", _ONLY_READ),
    "duckdb, not sorted": run_bare("short numbers", _UNSORTED),
    "duckdb, codes as text": run_bare("text"),
    "duckdb, codes as numbers": run_bare("numbers"),
    "duckdb, short numbers": run_bare("short numbers"),
    "import": run_import,
}


def _data(folder: Path) -> Path:
    return next(folder.glob("BACI_*.csv"))


def _peak() -> float:
    """Largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_own_process(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.import_speed", "--only", name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _report(found: dict[str, dict[str, float]]) -> None:
    mine = found["import"]
    for name, numbers in found.items():
        print(
            f"{name:26} {numbers['read']:7.2f} s {numbers['peak']:7.0f} MB, "
            f"processor {numbers['worked']:.1f} s in all"
        )
    print(f"{'import, all of it':26} {mine['everything']:7.2f} s")
    print(f"{mine['rows']:,.0f} rows, {mine['megabytes']:.0f} MB on disk")
    for name, numbers in found.items():
        if name != "import":
            time_ratio, memory_ratio = mine["read"] / numbers["read"], mine["peak"] / numbers["peak"]
            print(f"import / {name}: time {time_ratio:.2f}, memory {memory_ratio:.2f}")


def main() -> None:
    """Make the data, run each in turn, print times, peaks and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="data made before; made anew where left out")
    parser.add_argument("--only", choices=RUNS)
    parser.add_argument("--rounds", type=int, default=1, help="best of so many")
    arguments = parser.parse_args()
    if arguments.only:
        with tempfile.TemporaryDirectory() as work:
            numbers = RUNS[arguments.only](arguments.folder, Path(work))
            used = resource.getrusage(resource.RUSAGE_SELF)
            print(json.dumps(numbers | {"peak": _peak(), "worked": used.ru_utime + used.ru_stime}))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = arguments.folder or write_baci(Path(made) / "baci", arguments.rows)
        found: dict[str, dict[str, float]] = {}
        for _ in range(arguments.rounds):
            for name in RUNS:
                numbers = _in_own_process(name, folder)
                if name not in found or numbers["read"] < found[name]["read"]:
                    found[name] = numbers
        _report(found)


if __name__ == "__main__":
    main()
