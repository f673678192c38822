"""How a text file separates its fields, found by reading it and not by its header alone.

Real downloads have one field more in every row than in the header: a reader that trusts the header
shifts every column by one without a word.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from app.data.imports.two_rows import two_rows

_DELIMITERS = ",;\t|"
_NAMES_IN_ONE_CELL = re.compile(r"[^\t\n]*\\\w+ *\t")
"""Eurostat's TSV: commas part the names in the first cell, tabs the cells."""
_SAMPLE_ROWS = 200
_TITLE_ROWS = 15
_NEARLY = 0.7
_DECIMAL_COMMA_PLACES = 3
_PARTED = re.compile("-?[0-9]{1,3}([. \u00a0\u2009\u202f][0-9]{3})+")
"""Whole numbers with a point or blank between their thousands."""
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}){2,}")
"""Such a number that has no decimals, and too many points to have any."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The shape of a delimited text file."""

    delimiter: str
    header: tuple[str, ...]
    """Names of the fields that rows have: cut or filled up to their number."""
    header_lines: int
    """Physical lines before the first row of data."""
    header_rows: int
    """Rows before it, blank ones as well; a row with a quoted line break takes several lines."""
    samples: tuple[tuple[str, ...], ...]
    extra_fields: int = 0
    """Fields of a row beyond the header; negative where the header has more."""
    decimal_comma: bool = False
    two_rows: bool = False
    """Whether the header is two rows: its names are those of both."""

    @property
    def fields(self) -> int:
        """The number of fields of a row."""
        return len(self.header)


def plain_name(name: str) -> str:
    """A header as names are compared: 'Trade Value (US$)', 'trade_value_us' and 'Trade.Value..US..' agree."""
    return re.sub(r"[\W_]+", "", name.casefold())


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of a text: its number counting blank ones, and the physical line that it ends on, both from 1."""

    number: int
    line: int
    fields: list[str]


def _records(text: str, delimiter: str) -> list[_Record]:
    """Rows of a text that are not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[_Record] = []
    try:
        for number, row in enumerate(reader, start=1):
            if any(field.strip() for field in row):
                found.append(_Record(number, reader.line_num, row))
            if len(found) > _SAMPLE_ROWS:
                break
    except csv.Error:  # a field beyond the limit of the module: what was read before counts
        return found
    return found


def sniff(text: str, complete: bool) -> Dialect | None:
    """The dialect of a file's beginning, or None where it is not a table.

    Args:
        text: The beginning of the file.
        complete: Whether that is the whole file; otherwise its last line may be cut off.
    """
    text = text.removeprefix("\ufeff")
    best: Dialect | None = None
    for delimiter in "\t" if _NAMES_IN_ONE_CELL.match(text) else _DELIMITERS:
        rows = _records(text, delimiter)
        if not complete and len(rows) > 1 and len(rows) <= _SAMPLE_ROWS:
            rows = rows[:-1]
        candidate = _dialect(rows, delimiter)
        if candidate and (best is None or candidate.fields > best.fields):
            best = candidate
    return best


def _dialect(records: list[_Record], delimiter: str) -> Dialect | None:
    rows = [record.fields for record in records]
    widths = Counter(map(len, rows))
    if not rows or max(widths) < 2:
        return None
    top = rows[:_TITLE_ROWS]
    double = two_rows(top)
    start, header = double or (at := _header_at(top), top[at])
    body = [row for row in rows[start + 1 :] if row != header]
    rows_of_fields = [row for row in body if len(row) > 1] or body  # notes below a short table are more
    width = Counter(map(len, rows_of_fields)).most_common(1)[0][0] if body else len(header)
    if width < 2:
        return None
    names = [name.strip().strip('"') for name in header]
    extra = width - len(names)
    if extra < 0 and any(names[width:]):
        width, extra = len(names), 0
    names = (names + [""] * width)[:width]
    return Dialect(
        delimiter,
        tuple(names),
        records[start].line,
        records[start].number,
        tuple(tuple(row) for row in body if len(row) == width),
        extra,
        _has_decimal_comma(body, delimiter),
        two_rows=double is not None,
    )


def _header_at(rows: list[list[str]]) -> int:
    """The first row that is nearly as full as any: titles above the header fill one field or two."""
    filled = [sum(1 for field in row if field.strip()) for row in rows]
    return next(number for number, count in enumerate(filled) if count >= _NEARLY * max(filled))


def _has_decimal_comma(rows: list[list[str]], delimiter: str) -> bool:
    """Whether numbers are written 1.234,5; three digits after a comma could be thousands.

    Where semicolons part the fields, as spreadsheets write them where the comma is decimal, any such number
    tells; elsewhere only one with a blank or point between its thousands.
    """
    return any(_is_decimal_comma(field.strip(), plainly=delimiter == ";") for row in rows for field in row)


def _is_decimal_comma(field: str, *, plainly: bool) -> bool:
    if _THOUSANDS.fullmatch(field):
        return plainly
    whole, comma, rest = field.rpartition(",")
    parted = _PARTED.fullmatch(whole) is not None
    if not comma or not rest.isdigit() or not (parted or (plainly and whole.lstrip("-").isdigit())):
        return False
    return len(rest) != _DECIMAL_COMMA_PLACES or whole.lstrip("-") == "0" or parted
