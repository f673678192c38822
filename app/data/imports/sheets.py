"""Excel workbooks and Parquet files as text tables, so that one way of judging serves all."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb

from app.data.imports.head import Head, open_head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.text_table import TextTable, literal, open_table
from app.data.imports.workspace import Workspace

_MOST_EMPTY = 10_000
"""Empty rows after which a sheet has ended, however long it says it is."""
_MOST_UNPACKED = 4 << 30
_MOST_COLUMNS = 2000


def open_any_table(head: Head, desk: Workspace, sheet: str = "") -> TextTable:
    """A text file, or the text of a workbook or Parquet file.

    Raises:
        ImportFailedError: It cannot be read.
    """
    if head.kind == "xlsx":
        return open_table(open_head(_from_workbook(head.path, desk, sheet)), desk)
    if head.kind == "parquet":
        return open_table(open_head(_from_parquet(head.path, desk)), desk)
    return open_table(head, desk)


def _from_workbook(path: Path, desk: Workspace, sheet: str) -> Path:
    import openpyxl  # 0.1 s at the start of the program, for those alone who open a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    target = desk.folder / "sheet.csv"
    try:
        _refuse_bomb(path)
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            for name in _sheets(book.sheetnames, sheet, path):
                if _write_rows(book[name].iter_rows(values_only=True), target, desk):
                    return target
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException, SyntaxError) as error:
        raise ImportFailedError(
            say("{file} is damaged or not a workbook: {reason}.", file=path.name, reason=error)
        ) from None
    raise ImportFailedError(say("{file} has no sheet with rows.", file=path.name))


def _sheets(names: list[str], wanted: str, path: Path) -> list[str]:
    if wanted and wanted not in names:
        there = ", ".join(names)
        raise ImportFailedError(
            say(
                "{file} has no sheet '{sheet}'; there are: {sheets}.",
                file=path.name,
                sheet=wanted,
                sheets=there,
            )
        )
    return [wanted] if wanted else names


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MOST_UNPACKED:
        raise ImportFailedError(
            say(
                "{file} unpacks to more than {size} MB: save the sheet as CSV.",
                file=path.name,
                size=_MOST_UNPACKED >> 20,
            )
        )


def _write_rows(rows: Iterable[tuple[object, ...]], target: Path, desk: Workspace) -> int:
    """Rows as CSV, without the empty ones; gives how many there were."""
    written = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in _until_empty(rows):
            if written % 1000 == 0:
                desk.watch.check()
            writer.writerow([_text(cell) for cell in row[:_MOST_COLUMNS]])
            written += 1
    return written if written > 1 else 0


def _until_empty(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    empty = 0
    for row in rows:
        if all(cell is None or cell == "" for cell in row):
            empty += 1
            if empty > _MOST_EMPTY:
                return
            continue
        empty = 0
        yield row


def _text(cell: object) -> str:
    """A cell as text: whole numbers without '.0', dates as ISO writes them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).replace("\x00", "")


def _from_parquet(path: Path, desk: Workspace) -> Path:
    target = desk.folder / "parquet.csv"
    try:
        desk.watch.query(
            desk.connection,
            f"COPY (SELECT * FROM read_parquet({literal(str(path))})) TO {literal(str(target))} "
            "(HEADER, DELIMITER ',')",
            size=path.stat().st_size,
        )
    except duckdb.Error as error:
        raise ImportFailedError(
            say(
                "{file} is damaged or not Parquet: {reason}",
                file=path.name,
                reason=str(error).partition("\n")[0],
            )
        ) from None
    return target
