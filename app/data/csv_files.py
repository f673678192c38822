"""Reading the small CSV files of a data set, so that a damaged row costs that row and nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.model.message import Message, say

T = TypeVar("T")

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What 'surrogateescape' makes of a byte that is not UTF-8."""


class UnexpectedError(ValueError):
    """A cell is not what its column expects; the message says what that is."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass
class Problems:
    """What was left out while reading a data set, in words that say where and what was expected."""

    messages: list[Message] = field(default_factory=list)

    def add(self, path: Path, line: int, column: str, expected: Message) -> None:
        """Remember one damaged place; a line of 0 and a column of '' are left out."""
        self.messages.append(_placed(path.name, line, column, expected))


def _placed(file: str, line: int, column: str, expected: Message) -> Message:
    if line and column:
        return say(
            "{file}: line {line}, column {column}: {expected}",
            file=file, line=line, column=column, expected=expected,
        )  # fmt: skip
    if line:
        return say("{file}: line {line}: {expected}", file=file, line=line, expected=expected)
    if column:
        return say("{file}: column {column}: {expected}", file=file, column=column, expected=expected)
    return say("{file}: {expected}", file=file, expected=expected)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a CSV file with the line that it begins on."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column].strip()


def records(path: Path, columns: Sequence[str], problems: Problems) -> Iterator[Record]:
    """The rows of a file that have as many fields as its header.

    A missing file or a header without one of the columns end the reading and are noted; a row with
    too many or too few fields, an open quote, or bytes that are not UTF-8 is noted and left out.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.add(path, 0, "", say("the file is missing"))
        return
    except OSError as error:
        problems.add(path, 0, "", say("cannot be read: {reason}", reason=error.strerror))
        return
    rows = _rows(path, raw.decode("utf-8-sig", "surrogateescape"), problems)
    header = [name.strip() for name in next(rows, (1, []))[1]]
    missing = [column for column in columns if column not in header]
    if missing:
        problems.add(path, 1, missing[0], say("expected this column in the header"))
        return
    for line, cells in rows:
        if len(cells) != len(header):
            expected = say("expected {count} fields, found {found}", count=len(header), found=len(cells))
            problems.add(path, line, "", expected)
            continue
        record = Record(line, dict(zip(header, cells, strict=True)))
        damaged = {column: found for column in header if (found := _NOT_UTF8.search(record.cells[column]))}
        for column, found in damaged.items():
            problems.add(path, line, column, not_utf8(ord(found[0]) - 0xDC00))
        if not damaged:
            yield record


def _rows(path: Path, text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line that it begins on.

    After a quote that is never closed, or closed within a field, reading goes on in the next line.
    """
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], strict=True)
        begun = start
        try:
            for cells in reader:
                if cells:
                    yield begun + 1, cells
                begun = start + reader.line_num
            start = len(lines)
        except csv.Error as error:
            problems.add(path, begun + 1, "", say("expected comma-separated fields: {reason}", reason=error))
            start = begun + 1


def parsed(
    record: Record, column: str, parse: Callable[[str], T], path: Path, problems: Problems
) -> T | None:
    """One cell read by a function; an UnexpectedError is noted with its place and gives None."""
    try:
        return parse(record[column])
    except UnexpectedError as error:
        problems.add(path, record.line, column, error.message)
        return None


def not_utf8(byte: int) -> Message:
    """What is said of a byte that no UTF-8 text has."""
    return say("expected UTF-8 text, found the byte {byte}", byte=f"{byte:#04x}")


def not_one_of(values: Sequence[str], found: str) -> Message:
    """What is said of a cell that has none of the few texts it may have."""
    return say("expected one of {values}, found '{found}'", values=", ".join(values), found=found)
