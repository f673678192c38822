"""A delimited text file as DuckDB reads it: every field as text, no field shifted, no row lost unseen."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from app.data.imports.dialect import Dialect, plain_name, sniff
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.survey import CHUNK, Survey
from app.data.imports.workspace import Workspace
from app.data.sql import literal

REJECTS = "rejected_rows"
_FORMULA = re.compile('="[^"]*"')
"""How some sites keep a spreadsheet from taking zeros off a code."""


@dataclass(frozen=True)
class TextTable:
    """A file whose columns are named c0, c1, ... in SQL."""

    head: Head
    path: Path
    survey: Survey
    dialect: Dialect
    more: tuple[Path, ...] = ()
    """Further files of the same form, read after this one."""
    _exact: dict[str, int] = field(default_factory=dict)
    _plain: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, name in enumerate(self.dialect.header):
            self._exact.setdefault(name.strip().lower(), number)
            self._plain.setdefault(plain_name(name), number)

    def has(self, *names: str) -> bool:
        """Whether the header has all of these columns, in any case and punctuation."""
        return all(self.place(name) is not None for name in names)

    def column(self, *names: str) -> str:
        """The SQL name of the first of these columns that is there; an empty text as SQL if none is."""
        place = self.place(*names)
        return "''" if place is None else f"c{place}"

    def header_name(self, *names: str) -> str:
        """The name as the file spells it; empty if none of these columns is there."""
        place = self.place(*names)
        return "" if place is None else self.dialect.header[place]

    def place(self, *names: str) -> int | None:
        """Where the first of these columns that is there stands, counted from 0."""
        for index, spelled in ((self._exact, str.lower), (self._plain, plain_name)):
            for name in names:
                if spelled(name) in index and name:
                    return index[spelled(name)]
        return None

    @property
    def relation(self) -> str:
        """The rows, as SQL."""
        rows = self.typed({})
        if not any(_FORMULA.fullmatch(cell) for row in self.dialect.samples for cell in row):
            return rows
        return f"""(SELECT regexp_replace(COLUMNS(*), '^="([^"]*)"$', '\\1') FROM {rows})"""

    def typed(self, types: dict[str, str], null: str = "") -> str:
        """The rows with other types than text for some columns."""
        columns = ", ".join(f"'c{n}': '{types.get(f'c{n}', 'VARCHAR')}'" for n in range(self.dialect.fields))
        paths = ", ".join(literal(str(path)) for path in (self.path, *self.more))
        rejects = f", store_rejects = true, rejects_table = '{REJECTS}', rejects_scan = '{REJECTS}_scan'"
        return (
            f"read_csv([{paths}], auto_detect = false, header = false, "
            f"skip = {self.dialect.header_rows}, delim = {literal(self.dialect.delimiter)}, quote = '\"', "
            f"escape = '\"', columns = {{{columns}}}, max_line_size = {CHUNK * 2}"
            f"{rejects}{null})"
        )

    def lines_below_header(self) -> int:
        """Lines of all files below their headers: as many as rows, where each row is one line."""
        files = 1 + len(self.more)
        return self.survey.newlines + (not self.survey.ends_with_newline) - files * self.dialect.header_lines

    def each(self) -> Iterator[TextTable]:
        """The files of this table, each as a table of its own."""
        for path in (self.path, *self.more):
            yield replace(self, path=path, more=())

    def lines_of(self, rows: Iterable[int], count: int) -> dict[int, int]:
        """The physical line on which each of these rows (counted from 1) begins.

        Args:
            rows: Numbers of rows.
            count: How many rows the file has, to tell whether each of them is one line.
        """
        wanted = set(rows)
        if self.more:
            return {row: row for row in wanted}
        lines = self.survey.newlines + (not self.survey.ends_with_newline)
        if lines == count + self.dialect.header_lines:
            return {row: row + self.dialect.header_lines for row in wanted}
        last = max(wanted, default=0)
        found: dict[int, int] = {}
        for row, line in enumerate(self._physical(), start=1):
            if row > last:
                break
            if row in wanted:
                found[row] = line
        return found

    def _physical(self) -> Iterator[int]:
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            for _ in range(self.dialect.header_lines):
                file.readline()
            reader = csv.reader(file, delimiter=self.dialect.delimiter)
            before = 0
            try:
                for row in reader:
                    start, before = before + 1, reader.line_num
                    if row:
                        yield start + self.dialect.header_lines
            except csv.Error:
                return


def forget_rejects(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what a reading could not read, so that the next one starts anew."""
    for table in (REJECTS, f"{REJECTS}_scan"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def open_text(head: Head, desk: Workspace) -> TextTable:
    """Survey a text file and make it readable for DuckDB.

    Raises:
        ImportFailedError: It is empty or not a table.
    """
    if head.kind == "empty":
        raise ImportFailedError(say("{file} is empty.", file=head.name))
    survey = desk.survey(head)
    dialect = head.dialect
    if dialect is None:
        raise ImportFailedError(
            say("{file} is not a table: no line of it has two fields or more.", file=head.name)
        )
    path = desk.as_utf8(head, survey)
    if survey.encoding not in ("utf-8", "utf-8-sig") and survey.encoding != head.encoding:
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read(1 << 18)
        dialect = _resniffed(text, dialect)
    return TextTable(head, path, survey, dialect)


def joined(tables: Sequence[TextTable]) -> TextTable:
    """Several files of one form as one table.

    Raises:
        ImportFailedError: Their columns differ.
    """
    first = tables[0]
    for table in tables[1:]:
        if table.dialect.header != first.dialect.header or table.dialect.delimiter != first.dialect.delimiter:
            raise ImportFailedError(
                say(
                    "{one} and {other} have different columns: import them one by one.",
                    one=first.head.name,
                    other=table.head.name,
                )
            )
    if len(tables) == 1:
        return first
    together = Survey(
        size=sum({_file_of(table): table.survey.size for table in tables}.values()),
        newlines=sum(table.survey.newlines + (not table.survey.ends_with_newline) for table in tables),
        encoding=first.survey.encoding,
        sha256=hashlib.sha256("".join(table.survey.sha256 for table in tables).encode()).hexdigest(),
    )
    return replace(first, survey=together, more=tuple(table.path for table in tables[1:]))


def _file_of(table: TextTable) -> tuple[Path, str]:
    """What the size of a table counts: its file in an archive, or the workbook of its sheet."""
    return table.head.path, "" if table.head.kind == "sheet" else table.head.inside


def _resniffed(text: str, before: Dialect) -> Dialect:
    """The header again, now that the whole file has told the encoding."""
    from_start = sniff(text, complete=len(text) < 1 << 18)
    return from_start or before
