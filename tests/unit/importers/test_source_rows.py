"""A figure finds its row: from the data set, or by reading the file again."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from app.data.imports import bulk, careful
from app.data.imports.library import Request
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers
from app.data.imports.source_rows import find_row
from app.data.imports.watch import Watch
from tests.unit.importers.desk import library, two_bases
from tests.unit.importers.fixtures import FOLDER

CELL = {
    "dataflow": "baci.a", "region": "FRA", "market": "IND", "product": "854231", "regime": "all",
    "flow": "export", "period": "2020", "indicator": "value", "unit": "USD",
}  # fmt: skip
BRAZIL = CELL | {
    "dataflow": "customs-monthly.m", "region": "100000", "market": "BRA", "product": "12019019",
    "flow": "import", "period": "2024-01", "unit": "CNY",
}  # fmt: skip


def test_a_small_data_set_knows_its_rows(tmp_path: Path) -> None:
    path = library(tmp_path).add(Request(FOLDER / "baci.csv"), Watch()).path
    found = find_row(path, CELL, find_importers())
    assert found is not None
    assert (found.row, found.file) == (3, "baci.csv")
    assert str(found.sentence()).startswith("row 3 of baci.csv, imported 20")
    assert find_row(path, CELL | {"product": "85"}, find_importers()) is None, "a sum has no row"


def test_all_that_a_file_lists_is_the_row_itself_where_that_is_one(tmp_path: Path) -> None:
    """Two goods, one of them a year: the sum of each year is a printed figure with its row."""
    source = tmp_path / "own.csv"
    source.write_text(
        "region,market,product,flow,period,value,unit\n"
        "CHN,USA,8541,import,2023,700,USD\nCHN,USA,8708,import,2024,40,USD\nCHN,DEU,8541,import,2024,9,USD\n",
        encoding="utf-8",
    )
    path = library(tmp_path).add(Request(source), Watch()).path
    with duckdb.connect(str(path), read_only=True) as connection:
        cells = connection.execute(
            "SELECT market::VARCHAR, period::VARCHAR, value, status, note FROM cells "
            "WHERE product = 'LISTED-PRODUCTS' ORDER BY ALL"
        ).fetchall()
    assert cells == [
        ("DEU", "2024", 9.0, "derived", "One row of the file"),
        ("LISTED-MARKETS", "2023", 700.0, "derived", "One row of the file"),
        ("LISTED-MARKETS", "2024", 49.0, "derived", "Sum of 2 figures of the file"),
        ("USA", "2023", 700.0, "derived", "One row of the file"),
        ("USA", "2024", 40.0, "derived", "One row of the file"),
    ]
    cell = {
        "dataflow": "own.a", "region": "100000", "market": "USA", "product": "LISTED-PRODUCTS",
        "regime": "all", "flow": "import", "period": "2024", "indicator": "value", "unit": "USD",
    }  # fmt: skip
    found = find_row(path, cell, find_importers())
    assert found is not None
    assert found.row == 2
    assert find_row(path, cell | {"market": "LISTED-MARKETS"}, find_importers()) is None


def test_the_file_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Careful and fast way, both without stored rows; a changed file is refused."""
    monkeypatch.setattr(careful, "ROWS_NUMBERED", 0)
    source = shutil.copytree(FOLDER / "baci", tmp_path / "baci")
    path = library(tmp_path).add(Request(source), Watch()).path
    found = find_row(path, CELL, find_importers())
    assert found is not None
    assert found.row == 3
    customs = Request(FOLDER / "customs-monthly.csv", options=Options(flow="import"))
    other = library(tmp_path).add(customs, Watch()).path
    brazil = find_row(other, BRAZIL, find_importers())
    assert brazil is not None
    assert brazil.row == 2
    next(source.glob("BACI*")).write_bytes(b"t,i,j,k,v,q\n2020,156,842,010121,9,\n")
    with pytest.raises(ImportFailedError, match="changed since"):
        find_row(path, CELL, find_importers())
    shutil.rmtree(source)
    with pytest.raises(ImportFailedError, match="no longer"):
        find_row(path, CELL, find_importers())


@pytest.mark.parametrize("most_numbered", [0, 10])
def test_figures_on_two_bases_have_rows_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_numbered: int
) -> None:
    monkeypatch.setattr(careful, "ROWS_NUMBERED", most_numbered)
    path = library(tmp_path).add(Request(two_bases(tmp_path)), Watch()).path
    cell = CELL | {"region": "330000", "market": "WORLD", "product": "ALL", "period": "2023"}
    for row, basis in enumerate(("operating-unit", "origin-destination"), start=1):
        found = find_row(path, cell | {"dataflow": f"nbs.{basis}-a"}, find_importers())
        assert found is not None
        assert found.row == row


def test_the_fast_way_gives_the_same_data_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All cells equal, whichever way they were written; what needs judging goes the careful way."""
    folder = shutil.copytree(FOLDER / "baci", tmp_path / "baci")
    data = next(folder.glob("BACI*"))
    first = b"t,i,j,k,v,q\n2020,156,842,010121,1.5,0.25\n"
    data.write_bytes(first + b"2020,251,699,854231,1000.125,NA\n2021,251,699,854231,7,\n")
    careful_way = library(tmp_path / "careful").add(Request(folder), Watch())
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    fast_way = library(tmp_path / "fast").add(Request(folder), Watch())
    assert _cells(fast_way.path) == _cells(careful_way.path)
    assert fast_way.findings.totals == careful_way.findings.totals
    assert fast_way.findings.totals_by_year == careful_way.findings.totals_by_year
    with data.open("ab") as file:
        file.write(b"2021,251,699,854231,7,\n2021,251,999999,854231,-3,\n")
    judged = library(tmp_path / "judged").add(Request(folder), Watch())
    assert judged.findings.left_out == {"duplicate": 1, "negative": 1}


def _cells(path: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            """SELECT region::VARCHAR r, market::VARCHAR m, product::VARCHAR p, flow::VARCHAR,
            period::VARCHAR t, indicator::VARCHAR i, unit::VARCHAR, value, status
            FROM cells ORDER BY r, m, p, t, i"""
        ).fetchall()
