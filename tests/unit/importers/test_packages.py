"""Data packages as others make them, and archives of what is read only outside of them."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.data.imports.library import Request
from app.data.imports.messages import ImportFailedError
from app.data.imports.registry import find_importers
from app.data.imports.source_rows import find_row
from app.data.imports.watch import Watch
from tests.unit.importers.desk import check, library, look, totals, workbook
from tests.unit.importers.fixtures import FOLDER, zipped

TRADE = "reporter,partner,flow,year,value_usd\nChina,Japan,export,2023,200\nChina,USA,export,2023,300\n"


def package(folder: Path, files: Mapping[str, bytes], **resource: Any) -> Path:
    """A folder with a descriptor of one resource."""
    described = {"name": "trade", "path": next(iter(files)), **resource}
    (folder / "datapackage.json").write_text(json.dumps({"name": "own", "resources": [described]}))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("trade.csv.zip", zipped({"trade.csv": TRADE.encode()}), id="zip"),
        pytest.param("trade.csv.gz", gzip.compress(TRADE.encode()), id="gzip"),
    ],
)
def test_a_packed_resource(tmp_path: Path, name: str, data: bytes) -> None:
    folder = package(tmp_path, {name: data}, compression=name.rpartition(".")[2])
    assert totals(look(folder)) == {("export", "USD"): 500}


def test_a_schema_says_what_stands_for_no_figure_and_which_sign_is_decimal(tmp_path: Path) -> None:
    text = TRADE.replace(",", "\t").replace("_usd", "_eur").replace("200", "1.234,5").replace("300", "9999")
    schema = {"fields": [{"name": "value_eur", "decimalChar": ","}], "missingValues": ["", "9999"]}
    found = look(package(tmp_path, {"trade.tsv": text.encode()}, schema=schema, dialect={"delimiter": "\t"}))
    assert totals(found) == {("export", "EUR"): 1235}
    assert dict(found.left_out) == {"suppressed": 1}


def test_a_table_without_headers_is_refused(tmp_path: Path) -> None:
    folder = package(tmp_path, {"trade.csv": TRADE.encode()}, dialect={"header": False})
    with pytest.raises(ImportFailedError, match="no row of headers"):
        look(folder)


def test_codes_and_their_names_in_another_resource(tmp_path: Path) -> None:
    """The table of trade is read, not the one that its keys refer to."""
    places = {"name": "places", "path": "places.csv", "schema": {"primaryKey": "code"}}
    keys = [{"fields": "partner", "reference": {"resource": "places", "fields": "code"}}]
    trade = {"name": "trade", "path": "trade.csv", "schema": {"foreignKeys": keys}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [places, trade]}))
    (tmp_path / "places.csv").write_text("code,name\n" + "JPN,Japan\nUSA,United States\n" * 99)
    (tmp_path / "trade.csv").write_text(TRADE)
    assert totals(look(tmp_path)) == {("export", "USD"): 500}


@pytest.mark.parametrize("folder", ["", "trade-2023/"])
def test_a_zipped_package_is_unpacked(tmp_path: Path, folder: str) -> None:
    members = {f"{folder}{path.name}": path.read_bytes() for path in sorted((FOLDER / "package").iterdir())}
    found = check(tmp_path, zipped(members), "datapackage", {("export", "USD"): 110_000})
    assert found.file == "download"


def test_a_zipped_workbook_is_unpacked_and_its_rows_are_found(tmp_path: Path) -> None:
    rows = [line.split(",") for line in TRADE.splitlines()]
    path = tmp_path / "trade.zip"
    path.write_bytes(zipped({"trade.xlsx": workbook(Sheet1=rows)}))
    written = library(tmp_path).add(Request(path), Watch())
    assert totals(written.findings) == {("export", "USD"): 500}
    cell = {"dataflow": f"{written.dataset}.a", "region": "100000", "market": "USA", "product": "ALL"}
    cell |= {"regime": "all", "flow": "export", "period": "2023", "indicator": "value", "unit": "USD"}
    row = find_row(written.path, cell, find_importers())
    assert row is not None
    assert (row.file, row.row) == ("trade.zip", 2)
    left = [path for path in (tmp_path / "datasets").rglob("*") if path.is_file()]
    assert left == [written.path]


def test_a_zipped_file_that_is_packed_again(tmp_path: Path) -> None:
    check(tmp_path, zipped({"trade.csv.gz": gzip.compress(TRADE.encode())}), "tidy", {("export", "USD"): 500})


def test_an_archive_leads_out_of_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked_in = tmp_path / "outer" / "inner"
    unpacked_in.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(unpacked_in))
    descriptor = json.dumps({"resources": [{"name": "trade", "path": "trade.csv"}]}).encode()
    members = {
        "datapackage.json": descriptor,
        "trade.csv": TRADE.encode(),
        "../../outside.csv": b"a,b\n1,2\n",
    }
    check(tmp_path, zipped(members), "datapackage", {("export", "USD"): 500})
    assert not list(tmp_path.rglob("outside.csv"))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({"bomb.xlsx": book.getvalue() + bytes(70 << 20)}))
    with pytest.raises(ImportFailedError, match="unpacks to more than 64 MB"):
        look(path)


@pytest.mark.parametrize("name", ["data: 2023.zip", "2023\x01.zip", "../2023.zip"])
def test_a_packed_file_whose_name_can_be_no_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "packed.zip"
    path.write_bytes(zipped({name: zipped({"trade.csv": TRADE.encode()})}))
    with pytest.raises(ImportFailedError, match="unpack it, and import what is inside"):
        look(path)


def test_an_archive_with_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    descriptor = json.dumps({"name": "own", "resources": [{"name": "trade", "path": "a/b.csv"}]})
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({"datapackage.json": descriptor.encode(), "a": b"x", "a/b.csv": TRADE.encode()}))
    with pytest.raises(ImportFailedError, match="is damaged"):
        look(path)


@pytest.mark.parametrize("name", ["a.csv", "trade.csv"])
def test_a_package_with_many_files_beside_its_table_is_read(tmp_path: Path, name: str) -> None:
    """Before or behind the files that are looked at in any archive."""
    descriptor = json.dumps({"name": "own", "resources": [{"name": "trade", "path": name}]})
    pages = {f"pages/{number}.txt": b"x" for number in range(300)}
    path = tmp_path / "package.zip"
    path.write_bytes(zipped({"datapackage.json": descriptor.encode(), **pages, name: TRADE.encode()}))
    assert totals(look(path)) == {("export", "USD"): 500}
