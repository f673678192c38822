"""Workbooks of several sheets, and the files that an import makes while it reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlrd

from app.data.imports import workbooks
from app.data.imports.head import open_head
from app.data.imports.messages import ImportFailedError
from app.data.imports.watch import Watch
from app.data.imports.workbooks import first_rows, sheet_rows
from app.data.imports.workspace import workspace
from tests.unit.importers.desk import look, totals, workbook
from tests.unit.importers.fixtures import FOLDER, content, zipped

HEADER = ["region", "flow", "period", "value"]


def _year(year: int) -> list[list[object]]:
    return [[*HEADER], ["Zhejiang", "export", year, 5]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    sheets = {f"Year_{year}": _year(year) for year in (2022, 2023, 2024)}
    path.write_bytes(workbook(**sheets))
    return path


def test_the_first_look_opens_a_workbook_once(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    load = openpyxl.load_workbook

    def counted(file: Any, **how: bool) -> openpyxl.Workbook:
        opened.append(file)
        return load(file, **how)

    monkeypatch.setattr(openpyxl, "load_workbook", counted)
    assert [child.inside for child in open_head(book).children] == ["Year 2022", "Year 2023", "Year 2024"]
    assert len(opened) == 1


def test_the_size_counts_a_workbook_once_however_many_sheets_are_read(book: Path) -> None:
    found = look(book)
    assert (found.rows_read, found.size) == (3, book.stat().st_size)


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(book: Path) -> None:
    with pytest.raises(ImportFailedError, match=r"no sheet 'Year 1'; there are: Year 2022, Year 2023"):
        list(sheet_rows(book, "Year 1"))


def test_a_workbook_of_the_old_form() -> None:
    """As offices wrote them until 2007: days become months, a code that lost its zero gets it back."""
    found = look(FOLDER / "own.xls")
    assert totals(found) == {("export", "USD"): 3001}  # 1000.5 and 2000
    assert found.periods == ("2023-01", "2023-02")
    assert found.first_rows[0] == ("China", "Japan", "10121", "export", "2023-01-31", "1000.5")
    assert any("Notes" in str(remark) for remark in found.remarks)


def test_a_first_look_keeps_no_sheet_of_the_old_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it ends before the sheet does."""
    unloaded: list[str | int] = []
    unload = xlrd.Book.unload_sheet

    def seen(book: xlrd.Book, sheet: str | int) -> None:
        unloaded.append(sheet)
        unload(book, sheet)

    monkeypatch.setattr(xlrd.Book, "unload_sheet", seen)
    sheets = first_rows(FOLDER / "own.xls", 1)
    assert [len(rows) for rows in sheets.values()] == [1] * len(unloaded)
    assert unloaded == list(sheets)


def test_a_large_workbook_of_the_old_form_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_OF_OLD", 1 << 10)
    with pytest.raises(ImportFailedError, match="save it as CSV"):
        look(FOLDER / "own.xls")


@pytest.mark.parametrize("name", ["tidy.xlsx", "own.xls", "eurostat-labels.csv.gz"])
def test_of_several_files_those_packed_twice_are_to_be_unpacked(tmp_path: Path, name: str) -> None:
    path = tmp_path / "packed.zip"
    path.write_bytes(zipped({name: content(name)}))
    assert look(path).rows_kept == look(FOLDER / name).rows_kept
    path.write_bytes(zipped({name: content(name), "notes.txt": b"words"}))
    with pytest.raises(ImportFailedError, match=rf"packed\.zip holds {name}: unpack it"):
        look(path)


def test_no_file_of_an_import_gets_the_name_of_one_that_vanished() -> None:
    with workspace(None, Watch()) as desk:
        first = desk.new_file("csv")
        first.touch()
        first.unlink()
        assert desk.new_file("csv") != first
