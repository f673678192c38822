"""The fast way: the same sums as the careful one, each part of the figures found by what is asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from app.data.imports import bulk, bulk_pieces, totals_writer
from app.data.imports.bulk_sums import SumUp
from app.data.imports.library import ImportLibrary, Request
from app.data.imports.messages import ImportCancelledError
from app.data.imports.registry import find_importers
from app.data.imports.sums import Figures
from app.data.imports.tree import SUMS_OF_FILE
from app.data.imports.watch import Watch
from app.data.store import Store
from tests.unit.importers.desk import library

PLACES = {156: "100000", 276: "DEU", 251: "FRA", 842: "USA"}
GOODS = ("010121", "010129", "010221", "840110", "840120", "841011", "854231")
YEARS = (2020, 2021)
QUANTITIES = ("", "2.5", "40")
KEYS = "region::VARCHAR, market::VARCHAR, product::VARCHAR, period::VARCHAR, indicator::VARCHAR"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of BACI's form in which every row is sound."""
    folder = tmp_path_factory.mktemp("source") / "baci"
    folder.mkdir()
    rows = ["t,i,j,k,v,q"]
    rows += [
        f"{year},{i},{j},{good},{(i * j + int(good)) % 9000 / 8},{QUANTITIES[(i + j + int(good)) % 3]}"
        for year in YEARS
        for i in PLACES
        for j in PLACES
        for good in GOODS
        if i != j and (7 * i + 3 * j + int(good) + year) % 10 < 7
    ]
    (folder / "BACI_HS17_Y2021_V202501.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    names = ["code,description", *(f"{int(good)},Product {good}" for good in GOODS)]
    (folder / "product_codes_HS17_V202501.csv").write_text("\n".join(names) + "\n", encoding="utf-8")
    countries = ["country_code,country_name,country_iso2,country_iso3", *(f"{code},,," for code in PLACES)]
    (folder / "country_codes_V202501.csv").write_text("\n".join(countries) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(params=[(0, 7), (1_000_000, 7), (0, 491_520)], ids=["large", "small", "in one piece"])
def imported(
    request: pytest.FixtureRequest, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder imported the fast way, as a large file whose headings are summed when asked; or small.

    Pieces of seven facts end within pairs and regions, as those of millions do.
    """
    many, piece = request.param
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    monkeypatch.setattr(bulk, "MANY_FACTS", many)
    monkeypatch.setattr(bulk_pieces, "PIECE", piece)
    monkeypatch.setattr(totals_writer, "GROUP", 3)
    monkeypatch.setattr(totals_writer, "AT_ONCE", piece)
    return library(tmp_path).add(Request(source), Watch()).path


def figures(path: Path) -> dict[tuple[str, ...], tuple[float, str]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(f"SELECT {KEYS}, value, note FROM cells").fetchall()
    found = {tuple(row[:5]): (row[5], row[6]) for row in rows}
    assert len(found) == len(rows), "no figure twice"
    return found


def test_sums_are_those_of_the_careful_way(imported: Path, source: Path, tmp_path: Path) -> None:
    careful = library(tmp_path / "careful").add(Request(source / "BACI_HS17_Y2021_V202501.csv"), Watch()).path
    expected = {key: value for key, (value, _) in figures(careful).items()}
    found = {key: value for key, (value, _) in figures(imported).items()}
    assert found.keys() == expected.keys()
    assert found == pytest.approx(expected)


def test_a_sum_says_how_many_figures_it_has(imported: Path) -> None:
    found = figures(imported)
    parts = [key for key in found if key[:2] == ("DEU", "FRA") and key[3:] == ("2020", "quantity")]
    leaves = [key for key in parts if len(key[2]) == 6]
    assert (
        found["DEU", "FRA", "LISTED-PRODUCTS", "2020", "quantity"][1]
        == f"Sum of {len(leaves)} figures of the file"
    )


def test_a_query_reads_the_parts_that_can_answer_it(imported: Path) -> None:
    every = figures(imported)
    store = Store()
    store.attach("own", imported)
    cursor = store.cursor()
    for asked in questions():
        cells = cursor.cells_with("own", {name: (code,) for name, code in asked.items()})
        where = " AND ".join(f"{name} = ?" for name in asked)
        rows = cursor.execute(
            f"SELECT {KEYS}, value FROM {cells} WHERE {where}", [*asked.values()]
        ).fetchall()
        names = ("region", "market", "product", "period", "indicator")
        wanted = {key for key in every if all(key[names.index(name)] == code for name, code in asked.items())}
        assert {tuple(row[:5]) for row in rows} == wanted, asked
    assert "cells_1 " not in cursor.cells_with("own", {"market": ("DEU", "FRA")}) + " "
    store.close()


def questions() -> Iterator[dict[str, str]]:
    for region in ("REPORTERS", "DEU"):
        yield {"region": region}
        for market in ("WORLD", "FRA"):
            yield {"market": market, "indicator": "quantity"}
            for product in ("ALL", "S16", "84", "8401", "840110"):
                yield {"region": region, "market": market, "product": product, "indicator": "value"}
                yield {"market": market, "product": product}
                yield {"region": region, "product": product, "indicator": "value"}


def test_a_row_that_needs_judging_sends_the_file_the_careful_way(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    data = source / "BACI_HS17_Y2021_V202501.csv"
    for number, line in enumerate(("2021,999,276,010121,5,1", "2021,156,276,010199,5,1", "2021,156,x,1,5,1")):
        folder = tmp_path / str(number)
        folder.mkdir()
        for path in source.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        (folder / data.name).write_text(data.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
        written = library(tmp_path).add(Request(folder), Watch())
        assert written.findings.rows_read == data.read_text(encoding="utf-8").count("\n"), line
        with duckdb.connect(str(written.path), read_only=True) as connection:
            kept = [name for name, *_ in connection.execute("DESCRIBE facts").fetchall()]
        assert "row" in kept, "the careful way numbers its rows"


def test_cancelling_amid_the_sums_leaves_what_was_there(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    monkeypatch.setattr(bulk_pieces, "PIECE", 7)
    before = library(tmp_path).add(Request(source, name="Trade"), Watch()).path.read_bytes()
    watch, pass_by = Watch(), SumUp.pass_by

    def cancelled(sums: SumUp, facts: Figures) -> None:
        pass_by(sums, facts)
        watch.cancel.set()

    monkeypatch.setattr(SumUp, "pass_by", cancelled)
    with pytest.raises(ImportCancelledError):
        library(tmp_path).add(Request(source, name="Trade"), watch)
    (kept,) = tmp_path.rglob("*.duckdb")
    assert kept.read_bytes() == before


def test_a_key_that_occurs_twice_in_two_pieces_is_judged(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    monkeypatch.setattr(bulk_pieces, "PIECE", 1)
    folder = tmp_path / "baci"
    folder.mkdir()
    for path in source.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    data = folder / "BACI_HS17_Y2021_V202501.csv"
    lines = data.read_text(encoding="utf-8").splitlines()
    data.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    written = library(tmp_path).add(Request(folder), Watch())
    assert written.findings.left_out == {"duplicate": 1}
    assert not list(tmp_path.rglob("facts-of-market-*"))


def test_a_publisher_that_fills_in_nothing_is_read_the_careful_way(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only there a reporter without a row is missed: in 2021 Germany has none, and the sum says nothing."""
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    baci = find_importers()["baci"]
    plain = replace(
        baci, read=lambda head, desk, options: replace(baci.read(head, desk, options), reconciled=False)
    )
    folder = tmp_path / "cut"
    shutil.copytree(source, folder)
    data = next(folder.glob("BACI*.csv"))
    rows = [row for row in data.read_text(encoding="utf-8").splitlines() if not row.startswith("2021,276,")]
    data.write_text("\n".join(rows) + "\n", encoding="utf-8")
    sets = ImportLibrary(tmp_path / "sets", {"baci": plain})
    path = sets.add(Request(folder), Watch()).path
    every = {key[3] for key in figures(path) if key[0] == SUMS_OF_FILE["region"].code}
    assert every == {"2020"}
