"""Data sets that were imported are attached beside the bundled one; what cannot be opened is said."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.charts.kind import discover
from app.data.columns import NUMBER_COLUMNS, OBSERVATION_COLUMNS
from app.data.imported import close_dataset, open_imported
from app.data.library import Library
from app.data.observations import observations
from app.explorer.explorer import Explorer
from app.model.selection import Breakdown, Selection
from app.model.words import Words
from tests.unit.data.small_set import observation, small_library

DATAFLOW = (
    "id", "name_en", "name_zh", "basis_en", "basis_zh", "currency", "valuation", "attribution", "frequency",
    "first_period", "last_period", "released", "supersedes", "source", "licence",
)  # fmt: skip


def write_dataset(path: Path, dataflow: str = "mine") -> Path:
    """A data set as an import leaves it: one country with two markets."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        columns = ", ".join(
            f"{name} {'DOUBLE' if name in NUMBER_COLUMNS else 'VARCHAR'}" for name in OBSERVATION_COLUMNS
        )
        connection.execute(f"CREATE TABLE cells (dataflow VARCHAR, {columns}, status VARCHAR)")
        for market, value in (("WORLD", 100.0), ("FRA", 60.0), ("DEU", 40.0)):
            row = observation(region="NLD", market=market, unit="EUR", value=str(value), flow="export")
            cells = [row[name] or (None if name in NUMBER_COLUMNS else "") for name in OBSERVATION_COLUMNS]
            connection.execute(
                f"INSERT INTO cells VALUES ({', '.join('?' * 26)})", [dataflow, *cells, "reported"]
            )
        connection.execute(
            """CREATE TABLE members (dimension VARCHAR, code VARCHAR, parent VARCHAR, level VARCHAR,
            name_en VARCHAR, name_zh VARCHAR, pinyin VARCHAR, iso VARCHAR, "order" INTEGER)"""
        )
        connection.execute(
            """INSERT INTO members VALUES
            ('region', 'NLD', '', 'country', 'Netherlands', '荷兰', '', 'NL', 1),
            ('market', 'WORLD', '', 'world', 'World', '世界', '', '', 1),
            ('market', 'FRA', 'WORLD', 'country', 'France', '法国', '', 'FR', 2),
            ('market', 'DEU', 'WORLD', 'country', 'Germany', '德国', '', 'DE', 3),
            ('product', 'ALL', '', 'all', 'All products', '全部商品', '', '', 1)"""
        )
        connection.execute(f"CREATE TABLE dataflows ({', '.join(f'{name} VARCHAR' for name in DATAFLOW)})")
        connection.execute(
            f"INSERT INTO dataflows VALUES ({', '.join('?' * len(DATAFLOW))})",
            [dataflow, "Mine", "我的", "Own file", "自有文件", "EUR", "", "", "A", "2025", "2025", *[""] * 4],
        )
        connection.execute(
            """CREATE TABLE sources (id VARCHAR, publisher VARCHAR, title VARCHAR, date VARCHAR, link VARCHAR,
            reliability VARCHAR, note VARCHAR, publisher_zh VARCHAR)"""
        )
        connection.execute(
            "INSERT INTO sources VALUES ('customs', 'CBS', '', '', '', 'hearsay', '', '荷兰统计局')"
        )
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small_library(tmp_path / "bundled", yuan=[observation()])


def test_a_data_set_opens_under_the_name_of_its_file(library: Library, tmp_path: Path) -> None:
    write_dataset(tmp_path / "sets" / "dutch.duckdb")
    open_imported(library, tmp_path / "sets")
    assert list(library.catalogs) == ["bundled", "dutch"]
    assert library.problems == ()
    catalog = library.catalog_of("mine")
    assert (catalog.regions.root, catalog.markets.children("WORLD")) == ("NLD", ("FRA", "DEU"))
    assert catalog.dataflows["mine"].dataset == "dutch"
    assert catalog.sources["customs"].reliability == "secondary"
    assert catalog.sources["customs"].publisher_in("zh") == "荷兰统计局"
    found = observations(library.store.cursor(), "dutch", {"market": "FRA"})
    assert [(seen.value, seen.unit) for seen in found] == [(60, "EUR")]


def test_it_can_be_drawn(library: Library, tmp_path: Path) -> None:
    write_dataset(tmp_path / "sets" / "dutch.duckdb")
    open_imported(library, tmp_path / "sets")
    explorer = Explorer(library, discover())
    opened = explorer.open_dataflow(Selection(region="330000"), "mine")
    view = explorer.view(explorer.open_cursor(), opened, Words("en"))
    assert (view.selection.region, view.selection.flow) == ("NLD", "export"), "the file has no other flow"
    assert view.selection.breakdown == Breakdown("market", "country", "WORLD")
    exports = Selection(dataflow="mine", region="NLD", flow="export")
    assert explorer.view(explorer.open_cursor(), exports, Words("en")).spec is not None


def test_a_closed_one_is_gone_and_can_be_opened_again(library: Library, tmp_path: Path) -> None:
    write_dataset(tmp_path / "sets" / "dutch.duckdb")
    open_imported(library, tmp_path / "sets")
    close_dataset(library, "dutch")
    assert list(library.catalogs) == ["bundled"]
    assert library.dataset_of("mine") == "bundled"
    open_imported(library, tmp_path / "sets")
    assert list(library.catalogs) == ["bundled", "dutch"]


def test_what_cannot_be_opened_is_said_and_the_others_open(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    write_dataset(folder / "dutch.duckdb")
    (folder / "broken.duckdb").write_bytes(b"not a database" * 1000)
    with duckdb.connect(str(folder / "foreign.duckdb")) as connection:
        connection.execute("CREATE TABLE pets (name VARCHAR)")
    write_dataset(folder / "bundled.duckdb")
    open_imported(library, folder)
    assert list(library.catalogs) == ["bundled", "dutch"]
    said = "\n".join(map(str, library.problems))
    assert len(library.problems) == 3
    for name in ("broken", "foreign", "bundled"):
        assert f"{name}.duckdb cannot be opened: " in said
    assert library.catalog_of("yuan").regions.root == "100000"


def test_a_folder_that_is_not_there_has_no_data_sets(library: Library, tmp_path: Path) -> None:
    open_imported(library, tmp_path / "nowhere")
    assert list(library.catalogs) == ["bundled"]
