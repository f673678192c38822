"""Whatever holds a table as text that DuckDB reads: text itself, sheets, web pages, Parquet, several files.

One way of judging serves all: what is no delimited text is written as such into the workspace.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb

from app.data.imports.head import Head, no_parquet, open_head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.rows import Row
from app.data.imports.survey import CHUNK
from app.data.imports.text_table import TextTable, joined, open_text
from app.data.imports.web_pages import page_rows
from app.data.imports.workbooks import no_sheet, sheet_rows
from app.data.imports.workspace import Workspace
from app.data.sql import literal


def open_table(head: Head, desk: Workspace) -> TextTable:
    """The table of a file, of a sheet, or of several files of one form.

    Raises:
        ImportFailedError: It cannot be read.
    """
    if head.parts:
        return replace(joined([open_table(part, desk) for part in head.parts]), head=head)
    match head.kind:
        case "xlsx":
            return open_table(_first_sheet(head), desk)
        case "sheet":
            return _converted(head, _written(sheet_rows(head.path, head.inside), desk), desk)
        case "html":
            return _converted(head, _written(page_rows(_decoded(head, desk)), desk), desk)
        case "parquet":
            return _converted(head, _from_parquet(head.path, desk), desk)
        case "folder" | "zip":
            raise ImportFailedError(say("{file} is not a table: name the file inside it.", file=head.name))
        case _:
            return open_text(head, desk)


def named_sheet(head: Head, sheet: str) -> Head:
    """A sheet of the workbook that a head belongs to.

    Raises:
        ImportFailedError: There is none of that name.
    """
    sheets = head.children if head.kind == "xlsx" else open_head(head.path).children
    found = next((child for child in sheets if child.inside == sheet), None)
    if found is None:
        raise no_sheet(head.path, sheet, (child.inside for child in sheets))
    return found


def _first_sheet(head: Head) -> Head:
    found = next((sheet for sheet in head.children if sheet.dialect), None)
    if found is None:
        raise ImportFailedError(say("{file} has no sheet with rows.", file=head.name))
    return found


def _converted(head: Head, target: Path, desk: Workspace) -> TextTable:
    """The text of another kind of file; size and hash stay those of the file."""
    table = open_text(open_head(target), desk)
    with head.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    survey = replace(table.survey, size=head.path.stat().st_size, sha256=digest, encoding=head.encoding)
    return replace(table, head=head, survey=survey)


def _written(rows: Iterator[Row], desk: Workspace) -> Path:
    target = desk.new_file("csv")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for number, row in enumerate(rows):
            if number % 1000 == 0:
                desk.watch.check()
            writer.writerow(row)
    return target


def _decoded(head: Head, desk: Workspace) -> Iterator[str]:
    survey = desk.survey(head)
    with desk.as_utf8(head, survey).open(encoding="utf-8-sig", errors="replace") as file:
        while part := file.read(CHUNK):
            yield part


def _from_parquet(path: Path, desk: Workspace) -> Path:
    target = desk.new_file("csv")
    try:
        desk.watch.query(
            desk.connection,
            f"COPY (SELECT * FROM read_parquet({literal(str(path))})) TO {literal(str(target))} "
            "(HEADER, DELIMITER ',')",
            size=path.stat().st_size,
        )
    except duckdb.Error as error:
        raise no_parquet(path, error) from None
    return target
