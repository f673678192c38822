"""Reading the small CSV files of a data set, so that a damaged row costs that row and nothing else."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Problems:
    """What was left out while reading a data set, in words that say where and what was expected."""

    messages: list[str] = field(default_factory=list)

    def add(self, file: Path | str, line: int, column: str, expected: str) -> None:
        """Remember one damaged place."""
        name = file.name if isinstance(file, Path) else file
        where = ", ".join(
            part for part in (f"line {line}" if line else "", f"column {column}" * bool(column)) if part
        )
        self.messages.append(f"{name}: {where}: {expected}" if where else f"{name}: {expected}")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a CSV file with the line that it ends on."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column].strip()


def records(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[Record]:
    """The rows of a file that have as many fields as its header.

    A missing file, a header without one of the columns, or bytes that are not UTF-8 end the reading
    and are noted; a row with too many or too few fields is noted and left out.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(path, csv.reader(file, strict=True), columns, problems)
    except FileNotFoundError:
        problems.add(path, 0, "", "the file is missing")
    except UnicodeDecodeError as error:
        problems.add(path, 0, "", f"expected UTF-8 text, found byte {error.object[error.start]:#04x}")
    except OSError as error:
        problems.add(path, 0, "", f"cannot be read: {error.strerror}")


def _rows(
    path: Path, reader: Iterator[list[str]], columns: Sequence[str], problems: Problems
) -> Iterator[Record]:
    line = 1
    try:
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        if missing:
            problems.add(path, 1, missing[0], "expected this column in the header")
            return
        for cells in reader:
            line += 1
            if not cells:
                continue
            if len(cells) != len(header):
                problems.add(path, line, "", f"expected {len(header)} fields, found {len(cells)}")
                continue
            yield Record(line, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        problems.add(path, line + 1, "", f"expected comma-separated fields: {error}")


def parsed(
    record: Record, column: str, parse: Callable[[str], T], path: Path, problems: Problems
) -> T | None:
    """One cell read by a function; a ValueError is noted with its place and gives None."""
    try:
        return parse(record[column])
    except ValueError as error:
        problems.add(path, record.line, column, str(error))
        return None
