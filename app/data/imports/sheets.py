"""Tables that are no delimited text: sheets of workbooks, tables of web pages, as rows of texts."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.data.imports.messages import ImportFailedError, say

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = list[str]

GAP = 10_000
"""Empty rows after which a first look at a sheet ends; what follows is read with the rest."""
_MOST_UNPACKED = 4 << 30
_MOST_TEXTS = 256 << 20
"""Bytes of the texts that all sheets share: they are held in memory."""
_MOST_COLUMNS = 2000
_MOST_SHEETS = 50
_FARTHEST = 65_534
"""Rows that a cell of a web page can reach over; HTML names this limit."""
_ROWS_MEASURED = 200
"""Rows from the top that tell how wide a table is."""


def first_rows(path: Path, most: int) -> dict[str, list[Row]]:
    """The beginning of every sheet of a workbook, in their order.

    Args:
        path: The workbook.
        most: Rows of each sheet.

    Raises:
        ImportFailedError: The file is damaged or unpacks to too much.
    """
    with _opened(path) as book:
        names = book.sheetnames[:_MOST_SHEETS]
        return {name: list(islice(_rows_of(book, name, GAP), most)) for name in names}


def sheet_rows(path: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet, without the empty ones.

    Raises:
        ImportFailedError: The file is damaged, or has no such sheet.
    """
    with _opened(path) as book:
        if sheet not in book.sheetnames:
            raise no_sheet(path, sheet, book.sheetnames)
        yield from _rows_of(book, sheet)


def no_sheet(path: Path, sheet: str, there: Iterable[str]) -> ImportFailedError:
    """What to raise for a workbook without a sheet of that name."""
    return ImportFailedError(
        say(
            "{file} has no sheet '{sheet}'; there are: {sheets}.",
            file=path.name,
            sheet=sheet,
            sheets=", ".join(there),
        )
    )


def _rows_of(book: Workbook, sheet: str, gap: int = 0) -> Iterator[Row]:
    """The rows of a sheet; up to more than `gap` empty ones in a row, where it is given."""
    page = book[sheet]
    if hasattr(page, "reset_dimensions"):  # some programs write a size that is wrong
        page.reset_dimensions()
    cells = page.iter_rows(values_only=True) if hasattr(page, "iter_rows") else iter(())
    yield from even(map(_texts, _filled(cells, gap)))


def page_rows(parts: Iterable[str]) -> Iterator[Row]:
    """The rows of all tables of a web page, which comes in parts."""
    reader = _PageReader()
    yield from even(_fed(reader, parts))


def even(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows filled up with empty cells to the width of the widest of the first ones."""
    listed = iter(rows)
    first = list(islice(listed, _ROWS_MEASURED))
    width = max(map(len, first), default=0)
    for part in (first, listed):
        for row in part:
            yield row + [""] * (width - len(row))


def csv_text(rows: Iterable[Row]) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    import openpyxl  # 0.1 s at the start of the program, for those alone who open a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_bomb(path)
        with path.open("rb") as file:
            yield openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (
        OSError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        zipfile.BadZipFile,
        InvalidFileException,
        SyntaxError,
        EOFError,
    ) as error:
        raise ImportFailedError(
            say(
                "{file} is damaged or not a workbook: {reason}.",
                file=path.name,
                reason=str(error).partition("\n")[0] or type(error).__name__,
            )
        ) from None


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
    texts = sum(size for name, size in sizes.items() if name.endswith("sharedStrings.xml"))
    if sum(sizes.values()) > _MOST_UNPACKED or texts > _MOST_TEXTS:
        most = _MOST_TEXTS if texts > _MOST_TEXTS else _MOST_UNPACKED
        raise ImportFailedError(
            say(
                "{file} unpacks to more than {size} MB: save the sheet as CSV.",
                file=path.name,
                size=most >> 20,
            )
        )


def _filled(rows: Iterable[tuple[object, ...]], gap: int) -> Iterator[tuple[object, ...]]:
    empty = 0
    for row in rows:
        if all(cell is None or cell == "" for cell in row):
            empty += 1
            if gap and empty > gap:
                return
            continue
        empty = 0
        yield row


def _texts(cells: tuple[object, ...]) -> Row:
    texts = [_text(cell) for cell in cells[:_MOST_COLUMNS]]
    while texts and not texts[-1]:
        texts.pop()
    return texts


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


class _PageReader(HTMLParser):
    """Gathers the cells of rows; everything outside of tables is passed over.

    A cell that reaches over several rows stands in each of them.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._row: Row | None = None
        self._cell: list[str] | None = None
        self._width = self._height = 1
        self._reaching: dict[int, tuple[str, int]] = {}
        """For each column, the text that reaches into the next rows, and into how many."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._end_row()
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._end_cell()
            self._cell = []
            spans = dict(attrs)
            self._width = min(_span(spans.get("colspan")), _MOST_COLUMNS) or 1
            self._height = _span(spans.get("rowspan")) or _FARTHEST

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        if tag == "table":
            self._reaching.clear()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            self._continue(self._row)
            text = " ".join("".join(self._cell).split())
            for part in (text, *[""] * (self._width - 1)):
                self._place(self._row, part, self._height - 1)
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row:
            for column in sorted(column for column in self._reaching if column >= len(self._row)):
                self._row += [""] * (column - len(self._row))
                self._continue(self._row)
            if any(self._row):
                self.rows.append(self._row)
        self._row = None

    def _continue(self, row: Row) -> None:
        """Place what reaches into this row from above, up to the next free column."""
        while len(row) in self._reaching:
            text, below = self._reaching.pop(len(row))
            self._place(row, text, below - 1)

    def _place(self, row: Row, text: str, below: int) -> None:
        if len(row) < _MOST_COLUMNS:
            if below > 0:
                self._reaching[len(row)] = (text, below)
            row.append(text)


def _span(text: str | None) -> int:
    """Over how many columns or rows a cell reaches; 0 where HTML says: over all that follow."""
    digits = (text or "").strip()
    if not digits.isdecimal():
        return 1
    return min(int(digits[: len(str(_FARTHEST))]), _FARTHEST)


def _fed(reader: _PageReader, parts: Iterable[str]) -> Iterator[Row]:
    try:
        for part in parts:
            reader.feed(part)
            yield from reader.rows
            reader.rows.clear()
        reader.close()
    except (AssertionError, ValueError) as error:  # what html.parser raises for marks that it does not know
        raise ImportFailedError(
            say("The web page is damaged: {reason}. Save the table as CSV.", reason=str(error))
        ) from None
    yield from reader.rows
