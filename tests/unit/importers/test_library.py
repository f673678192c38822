"""Data sets on disk: whole or not at all, replaced with their history, read by several at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import duckdb
import pytest

from app.data.imported import open_dataset
from app.data.imports import careful
from app.data.imports.library import ImportLibrary, MissingAnswerError, Request, slug
from app.data.imports.messages import ImportCancelledError, ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.store import Store
from tests.unit.importers import fixtures as made
from tests.unit.importers.desk import library, two_bases

COLUMNS = (
    "dataflow", "region", "market", "product", "regime", "operator", "flow", "period", "indicator", "measure",
    "of_region", "of_market", "of_product", "base_period", "among", "threshold", "threshold_unit",
    "qualifier", "value", "unit", "rounding", "published", "source", "vintage", "note", "status",
)  # fmt: skip
EXPORT = Options(flow="export", period="2024")


def _add(tmp_path: Path, file: str, options: Options | None = None, name: str = "") -> Path:
    request = Request(made.FOLDER / file, name, options=options or Options())
    return library(tmp_path).add(request, Watch()).path


def _ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("name", [*made.IMPORTERS, *made.FOLDERS])
def test_every_format_becomes_a_data_set_that_opens(tmp_path: Path, name: str) -> None:
    path = _add(tmp_path, name, EXPORT)
    columns = [row[0] for row in _ask(path, "DESCRIBE cells")]
    assert tuple(columns) == COLUMNS
    opened = Library(Store())
    dataset = open_dataset(opened, path)
    catalog = opened.catalogs[dataset]
    rows = _ask(path, "SELECT DISTINCT dataflow, region, market, product, source FROM cells")
    for dataflow, region, market, product, source in rows:
        assert str(dataflow) in catalog.dataflows
        assert region in catalog.regions
        assert market in catalog.markets
        assert product in catalog.products
        assert str(source) in catalog.sources
    for name_of in ("region", "market", "product"):
        roots = _ask(path, f"SELECT count(*) FROM members WHERE dimension = '{name_of}' AND parent = ''")
        assert roots == [(1,)]
    keys = "dataflow, region, market, product, regime, flow, period, indicator, unit"
    assert _ask(path, f"SELECT {keys} FROM cells GROUP BY ALL HAVING count(*) > 1") == []
    opened.store.close()


def test_sums_are_derived_and_aggregates_reported(tmp_path: Path) -> None:
    """World by 85 stands in the file; its section is that figure, not the sum of the partners."""
    path = _add(tmp_path, "comtrade-current.csv")
    world = "SELECT product, value, status FROM cells WHERE market = 'WORLD' AND flow = 'import'"
    assert sorted((str(product), value, status) for product, value, status in _ask(path, world)) == [
        ("85", 600.0, "reported"),
        ("LISTED-PRODUCTS", 600.0, "derived"),
        ("S16", 600.0, "derived"),
    ]
    curacao = _ask(path, "SELECT product, value FROM cells WHERE market = 'CUW' AND flow = 'import'")
    assert {str(product): value for product, value in curacao}["LISTED-PRODUCTS"] == 100.0


def test_places_of_china_sum_to_what_the_file_lists(tmp_path: Path) -> None:
    path = _add(tmp_path, "customs-places.csv", EXPORT)
    sums = "SELECT region, value FROM cells WHERE market = 'LISTED-MARKETS' AND indicator = 'value'"
    found = _ask(path, f"{sums} AND regime = 'ordinary' ORDER BY 1")
    assert sorted((str(region), value) for region, value in found) == [
        ("330000", 1_000_000.0),
        ("440000", 250_000.0),
        ("LISTED-REGIONS", 1_250_000.0),
    ]


def test_every_fact_knows_its_row(tmp_path: Path) -> None:
    path = _add(tmp_path, "baci.csv")
    rows = _ask(path, "SELECT row, market FROM facts WHERE indicator = 'value' ORDER BY row")
    assert [(row, str(market)) for row, market in rows] == [(1, "USA"), (2, "USA"), (3, "IND"), (4, "CHN")]


def test_provenance_is_kept(tmp_path: Path) -> None:
    path = _add(tmp_path, "baci.csv")
    row = _ask(
        path, "SELECT file, size, length(sha256), importer, rows_read, rows_kept, encoding FROM provenance"
    )
    assert row == [("baci.csv", made.FOLDER.joinpath("baci.csv").stat().st_size, 64, "baci", 4, 4, "UTF-8")]


def test_importing_again_tells_what_was_revised(tmp_path: Path) -> None:
    datasets = library(tmp_path)
    source = tmp_path / "figures.csv"
    head = "region,market,flow,period,value,unit\n"
    source.write_text(f"{head}330000,DEU,export,2023,5,USD\n330000,JPN,export,2023,6,USD\n")
    datasets.add(Request(source, name="Mine"), Watch())
    source.write_text(f"{head}330000,DEU,export,2023,7,USD\n330000,USA,export,2023,1,USD\n")
    written = datasets.add(Request(source, name="Mine"), Watch())
    revision = written.revision
    assert revision is not None
    assert (revision.added, revision.revised, revision.withdrawn, revision.unchanged) == (1, 1, 1, 0)
    assert {(c.market, c.before, c.after) for c in revision.largest} == {
        ("DEU", 5.0, 7.0), ("USA", None, 1.0), ("JPN", 6.0, None),
    }  # fmt: skip
    assert [info.id for info in datasets.datasets()] == ["mine"]
    datasets.restore("mine")
    assert _ask(datasets.path("mine"), "SELECT max(value) FROM facts") == [(6.0,)]


def test_the_same_file_is_no_second_data_set_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("region,flow,period,value\nChina,export,2023,5\n", encoding="utf-8")
    shelf = library(tmp_path)
    shelf.add(Request(path), Watch())
    copy = tmp_path / "own-again.csv"
    copy.write_bytes(path.read_bytes())
    for twin in (path, copy):
        with pytest.raises(MissingAnswerError, match=r"open already, as data set 'own'.*--name own"):
            shelf.add(Request(twin), Watch())
    assert [known.id for known in shelf.datasets()] == ["own"]
    assert shelf.add(Request(path, "own"), Watch()).revision is not None
    shelf.add(Request(path, "another"), Watch())
    assert [known.id for known in shelf.datasets()] == ["another", "own"]


def test_figures_on_two_bases_are_not_revisions_of_each_other(tmp_path: Path) -> None:
    """Also where the earlier file writes '-' behind the data set's id, as it once did."""
    datasets, request = library(tmp_path), Request(two_bases(tmp_path), name="nbs")
    for sign in "-.":
        path = datasets.add(request, Watch()).path
        with duckdb.connect(str(path)) as connection:
            connection.execute("ALTER TABLE facts ALTER dataflow TYPE VARCHAR")
            connection.execute(f"UPDATE facts SET dataflow = replace(dataflow, 'nbs.', 'nbs{sign}')")
        revision = datasets.add(request, Watch()).revision
        assert revision is not None
        assert (revision.added, revision.revised, revision.withdrawn, revision.unchanged) == (0, 0, 0, 4)


def test_rename_remove_restore(tmp_path: Path) -> None:
    datasets = library(tmp_path)
    first = datasets.add(Request(made.FOLDER / "baci.csv"), Watch())
    changed = tmp_path / "baci.csv"
    changed.write_bytes(made.content("baci.csv") + b"\n")
    second = datasets.add(Request(changed), Watch())
    assert (first.dataset, second.dataset) == ("baci", "baci-2"), "a name that was not given replaces nothing"
    datasets.rename("baci", "World trade\x00 2020")
    info = datasets.info("baci")
    assert (info.name, info.file, info.importer, info.rows_kept) == (
        "World trade  2020",
        "baci.csv",
        "baci",
        4,
    )
    assert info.bytes == first.path.stat().st_size
    datasets.remove("baci")
    assert [left.id for left in datasets.datasets()] == ["baci-2"]
    datasets.restore("baci")
    assert datasets.info("baci").name == "World trade  2020"
    datasets.remove("baci")
    datasets.empty_trash()
    with pytest.raises(FileNotFoundError):
        datasets.restore("baci")


def test_a_reader_does_not_stop_another_import(tmp_path: Path) -> None:
    """A second window has the old file open while the new one takes its place."""
    path = _add(tmp_path, "baci.csv", name="Trade")
    with duckdb.connect(str(path), read_only=True) as reader:
        code = (
            f"import duckdb; duckdb.connect({str(path)!r}, read_only=True).execute('FROM cells').fetchall()"
        )
        subprocess.run([sys.executable, "-c", code], check=True)
        replaced = _add(tmp_path, "baci.csv", name="Trade")
        assert replaced == path
        assert reader.execute("SELECT count(*) FROM facts").fetchone() == (6,)


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    cancel = threading.Event()
    cancel.set()
    datasets = library(tmp_path)
    with pytest.raises(ImportCancelledError):
        datasets.add(Request(made.FOLDER / "baci.csv"), Watch(cancel=cancel))
    assert [path for path in datasets.folder.rglob("*") if path.is_file()] == []


def test_a_query_is_cancelled_while_it_runs() -> None:
    watch = Watch()
    with duckdb.connect() as connection:
        timer = threading.Timer(0.2, watch.cancel.set)
        timer.start()
        with pytest.raises(ImportCancelledError):
            watch.query(
                connection, "SELECT count(*) FROM range(100000) a, range(10000000) b WHERE hash(a, b) = 7"
            )
        timer.join()


def test_progress_is_told_in_bytes() -> None:
    told: list[int] = []
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        watch = Watch(progress=lambda done, _rows: told.append(done))
        watch.query(connection, "SELECT sum(hash(range)) FROM range(300000000)", size=1000)
    assert all(0 <= done <= 1000 for done in told)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (
            duckdb.IOException("Could not write file: No space left on device"),
            "The disk is full: .* Make room",
        ),
        (duckdb.OutOfMemoryException("failed to offload data block of size 256.0 KiB"), "The disk is full"),
        (OSError("5496 requested and 2596 written"), "The disk is full"),
        (OSError("Input/output error"), "could not be written: Input/output error"),
    ],
)
def test_a_disk_that_fills_or_fails_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception, told: str
) -> None:
    path = _add(tmp_path, "baci.csv", name="Trade")
    before = path.read_bytes()

    def full(*_arguments: object) -> int:
        raise failure

    monkeypatch.setattr(careful, "write", full)
    with pytest.raises(ImportFailedError, match=told):
        _add(tmp_path, "baci.csv", name="Trade")
    assert path.read_bytes() == before
    assert [left.name for left in (tmp_path / "datasets").rglob("import-*")] == []


def test_a_killed_import_leaves_the_old_one_and_its_rest_is_swept(tmp_path: Path) -> None:
    path = _add(tmp_path, "baci.csv", name="Trade")
    before = path.read_bytes()
    code = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from app.data.imports import library
        from app.data.imports.registry import find_importers
        from app.data.imports.watch import Watch
        library.write_provenance = lambda *a: os.kill(os.getpid(), signal.SIGKILL)
        datasets = library.ImportLibrary(Path({str(tmp_path / "datasets")!r}), find_importers())
        datasets.add(library.Request(Path({str(made.FOLDER / "baci.csv")!r}), name="Trade"), Watch())
    """)
    killed = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3])
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert list((tmp_path / "datasets").rglob("import-*")) != []
    _add(tmp_path, "tidy.csv")
    assert list((tmp_path / "datasets").rglob("import-*")) == []


def test_what_the_file_leaves_open_is_asked(tmp_path: Path) -> None:
    with pytest.raises(MissingAnswerError):
        _add(tmp_path, "customs-monthly.csv")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Trade Data (2).csv", "trade-data-2-csv"), ("../../etc/passwd", "etc-passwd"), ("进出口", "进出口"),
     ("///", "dataset"), ("a" * 200, "a" * 50)],
)  # fmt: skip
def test_ids_are_safe_names_of_files(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_library_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert ImportLibrary(tmp_path / "none", find_importers()).datasets() == ()


def test_only_a_publishers_own_file_counts_as_official(tmp_path: Path) -> None:
    own = _add(tmp_path, "tidy.csv")
    customs = _add(tmp_path, "customs-monthly.csv", EXPORT)
    assert _ask(own, "SELECT reliability FROM sources") == [("secondary",)]
    assert _ask(customs, "SELECT reliability FROM sources") == [("official",)]


def test_no_dataflow_is_named_like_another(tmp_path: Path) -> None:
    """A file called as bundled figures are, and two files whose names and keys would run together."""
    datasets = library(tmp_path)
    shown = {
        name: datasets.add(Request(made.FOLDER / "tidy.csv", name=name), Watch())
        for name in ("cn customs usd", "cn customs", "cn customs usd a")
    }
    flows = [
        str(row[0]) for written in shown.values() for row in _ask(written.path, "SELECT id FROM dataflows")
    ]
    assert len(flows) == len(set(flows)) == 3
    bundled = (Path(__file__).parents[3] / "data" / "dataflows.csv").read_text(encoding="utf-8")
    assert not set(flows) & {line.partition(",")[0] for line in bundled.splitlines()}
    for written in shown.values():
        cells = {str(flow) for (flow,) in _ask(written.path, "SELECT DISTINCT dataflow FROM cells")}
        assert cells == {flow for flow in flows if flow.startswith(f"{written.dataset}.")}


@pytest.mark.parametrize("name", ["bundled", "Main", "temp", "system"])
def test_names_of_the_store_itself_are_not_taken(name: str) -> None:
    assert slug(name) == f"{name.lower()}-data"


def test_what_was_removed_long_ago_is_deleted(tmp_path: Path) -> None:
    datasets = library(tmp_path)
    kept = [_add(tmp_path, "tidy.csv", name=name).stem for name in ("Old", "New")]
    for dataset in kept:
        datasets.remove(dataset)
    trash = tmp_path / "datasets" / "removed"
    os.utime(trash / "old.duckdb", (0, 0))
    _add(tmp_path, "wits-bulk.csv")
    assert [path.stem for path in trash.iterdir()] == ["new"]
    datasets.restore("new")
    assert "new" in [info.id for info in datasets.datasets()]
    datasets.remove("new")
    datasets.empty_trash()
    assert not list(trash.iterdir())
