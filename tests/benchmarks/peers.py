"""Open a file and make a first aggregate, exports by exporter, in programs that do the like.

The peers are no dependencies: install those that are wanted in an environment of their own,

    python -m venv peers
    peers/bin/pip install pandas duckdb duckdb-cli visidata dtale pygwalker perspective-python

and run ``peers/bin/python tests/benchmarks/peers.py FILE.csv`` there. Each runs in a process of its own.
"""

from __future__ import annotations

import argparse
import http.client
import importlib
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _read(file: Path) -> Any:
    return importlib.import_module("pandas").read_csv(file)


def run_pandas(file: Path) -> int:
    """Bare pandas."""
    return len(_read(file).groupby("i")["v"].sum())


def run_duckdb(file: Path) -> int:
    """DuckDB in Python, straight from the file."""
    duckdb = importlib.import_module("duckdb")
    return len(duckdb.execute(f"SELECT i, sum(v) FROM '{file}' GROUP BY i").fetchall())


def run_duckdb_shell(file: Path) -> int:
    """DuckDB's own shell: the file becomes a table, as one would to explore it."""
    shell = shutil.which("duckdb", path=str(Path(sys.executable).parent)) or "duckdb"
    sql = f"CREATE TABLE t AS FROM '{file}'; SELECT i, sum(v) FROM t GROUP BY i;"
    done = subprocess.run([shell, "-csv", "-c", sql], check=True, capture_output=True, text=True)
    return len(done.stdout.splitlines()) - 1


def run_dtale(file: Path) -> int:
    """D-Tale: its grid in the browser, then its chart of sums."""
    dtale = importlib.import_module("dtale")
    shown = dtale.show(_read(file), subprocess=True, host="127.0.0.1")
    root, number = shown.main_url().rsplit("/dtale/main/", 1)
    while not shown.is_up():  # its server is starting
        continue
    host = http.client.HTTPConnection(root.removeprefix("http://"), timeout=600)
    host.request("GET", f"/dtale/chart-data/{number}?x=i&y=%5B%22v%22%5D&agg=sum")
    found = json.load(host.getresponse())
    return len(found["data"]["all"]["x"])


def run_pygwalker(file: Path) -> int:
    """PyGWalker: its own parser of frames and the query that a dragged field sends."""
    parsers = importlib.import_module("pygwalker.services.data_parsers")
    parser = parsers.get_parser(_read(file))
    named = {field["name"]: field["fid"] for field in parser.raw_fields}
    exporter, amount = named["i"], named["v"]
    asked = f"SELECT {exporter}, SUM({amount}) AS v FROM pygwalker_mid_table GROUP BY {exporter}"
    return len(parser.get_datas_by_sql(asked))


def run_perspective(file: Path) -> int:
    """Perspective: a table of the CSV and a view of sums."""
    client = importlib.import_module("perspective").Server().new_local_client()
    table = client.table(file.read_text(encoding="utf-8"))
    view = table.view(group_by=["i"], columns=["v"], aggregates={"v": "sum"})
    return len(view.to_columns()["v"]) - 1


def run_visidata(file: Path) -> int:
    """VisiData: the sheet, then its frequency table with sums."""
    visidata = importlib.import_module("visidata")
    vd = visidata.vd
    vd.options.batch = True
    sheet = vd.openSource(str(file))
    sheet.reload()
    vd.sync()
    amount, exporter = sheet.column("v"), sheet.column("i")
    amount.type = float
    amount.aggregators = "sum"
    tables = importlib.import_module("visidata.freqtbl")
    grouped = tables.FreqTableSheet(sheet.name, "freq", groupByCols=[exporter], source=sheet)
    grouped.reload()
    vd.sync()
    return len(grouped.rows)


RUNS: dict[str, Callable[[Path], int]] = {
    "pandas": run_pandas,
    "duckdb": run_duckdb,
    "duckdb-cli": run_duckdb_shell,
    "perspective-python": run_perspective,
    "pygwalker": run_pygwalker,
    "dtale": run_dtale,
    "visidata": run_visidata,
}


def _alone(name: str, file: Path) -> None:
    begun = time.perf_counter()
    groups = RUNS[name](file)
    passed = time.perf_counter() - begun
    own, below = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    worked = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
    peak = max(own.ru_maxrss, below.ru_maxrss) / 1024
    metadata = importlib.import_module("importlib.metadata")
    print(
        f"| {name} {metadata.version(name)} | {passed:.1f} | {worked:.1f} | {peak:.0f} | {groups} |",
        flush=True,
    )


def main() -> None:
    """Run each in turn and print the rows of a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", choices=RUNS)
    arguments = parser.parse_args()
    if arguments.only:
        _alone(arguments.only, arguments.file)
        return
    print(
        "| program | seconds | processor seconds | peak MB | groups |\n| --- | --- | --- | --- | --- |",
        flush=True,
    )
    for name in RUNS:
        command = [sys.executable, "-P", __file__, str(arguments.file), "--only", name]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        last = (done.stdout or done.stderr).strip().splitlines()[-1:] or ["?"]
        print(
            last[0] if last[0].startswith("|") else f"| {name} | failed: {last[0][:90]} | | | |", flush=True
        )


if __name__ == "__main__":
    main()
