"""Workbooks of several sheets, and the files that an import makes while it reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.data.imports.head import open_head
from app.data.imports.messages import ImportFailedError
from app.data.imports.sheets import sheet_rows
from app.data.imports.watch import Watch
from app.data.imports.workspace import workspace
from tests.unit.importers.desk import look, workbook

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


def test_no_file_of_an_import_gets_the_name_of_one_that_vanished() -> None:
    with workspace(None, Watch()) as desk:
        first = desk.new_file("csv")
        first.touch()
        first.unlink()
        assert desk.new_file("csv") != first
