"""Sheets of workbooks as rows of texts: today's form (XLSX) and the one before it (XLS)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.data.imports.messages import ImportFailedError, say
from app.data.imports.rows import MOST_COLUMNS, Row, even

if TYPE_CHECKING:
    import openpyxl
    import xlrd

OLD_FORM = b"\xd0\xcf\x11\xe0"
"""How files of Office before 2007 begin."""
GAP = 10_000
"""Empty rows after which a first look at a sheet ends; what follows is read with the rest."""
_MOST_UNPACKED = 4 << 30
_MOST_TEXTS = 256 << 20
"""Bytes of the texts that all sheets share: they are held in memory."""
_MOST_OF_OLD = 128 << 20
"""Bytes of a workbook of the old form, which is held in memory: ten times what its 65,536 rows need."""
_MOST_SHEETS = 50
_DATE = 3
"""How the old form marks a number that stands for a day."""
_NOTHING = (0, 5, 6)
"""How it marks empty cells and errors."""
UNREADABLE = (OSError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What opening a packed file raises where it is damaged, encrypted or packed in an unknown way."""
_DAMAGE = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    MemoryError,
    struct.error,
    SyntaxError,
    EOFError,
    *UNREADABLE,
)
"""What the libraries raise for files that are not what they begin as."""


class Book(Protocol):
    """A workbook that is open."""

    @property
    def names(self) -> Sequence[str]:
        """Its sheets, in their order."""
        ...

    def cells(self, sheet: str) -> Iterable[Sequence[object]]:
        """The rows of a sheet."""
        ...


def first_rows(path: Path, most: int) -> dict[str, list[Row]]:
    """The beginning of every sheet of a workbook, in their order.

    Args:
        path: The workbook.
        most: Rows of each sheet.

    Raises:
        ImportFailedError: The file is damaged or unpacks to too much.
    """
    with _opened(path) as book:
        beginnings = {}
        for name in book.names[:_MOST_SHEETS]:
            with closing(_rows_of(book, name, GAP)) as rows:
                beginnings[name] = list(islice(rows, most))
        return beginnings


def sheet_rows(path: Path, sheet: str) -> Iterator[Row]:
    """The rows of a sheet, without the empty ones.

    Raises:
        ImportFailedError: The file is damaged, or has no such sheet.
    """
    with _opened(path) as book:
        if sheet not in book.names:
            raise no_sheet(path, sheet, book.names)
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


def _rows_of(book: Book, sheet: str, gap: int = 0) -> Generator[Row]:
    """The rows of a sheet; up to more than `gap` empty ones in a row, where it is given."""
    yield from even(map(_texts, _filled(book.cells(sheet), gap)))


class _OpenXml:
    """A workbook of today's form, read row by row."""

    def __init__(self, book: openpyxl.Workbook) -> None:
        self._book = book

    @property
    def names(self) -> Sequence[str]:
        return self._book.sheetnames

    def cells(self, sheet: str) -> Iterable[Sequence[object]]:
        page = self._book[sheet]
        if hasattr(page, "reset_dimensions"):  # some programs write a size that is wrong
            page.reset_dimensions()
        return page.iter_rows(values_only=True) if hasattr(page, "iter_rows") else ()


class _Binary:
    """A workbook of the old form, which is held in memory."""

    def __init__(self, book: xlrd.Book) -> None:
        self._book = book

    @property
    def names(self) -> Sequence[str]:
        return self._book.sheet_names()

    def cells(self, sheet: str) -> Iterator[Sequence[object]]:
        from xlrd.biffh import XLRDError

        try:
            page = self._book.sheet_by_name(sheet)
        except XLRDError as error:
            raise ValueError(str(error)) from None
        try:
            for row in range(page.nrows):
                yield [self._value(cell.ctype, cell.value) for cell in page.row(row)]
        finally:
            self._book.unload_sheet(sheet)

    def _value(self, kind: int, value: object) -> object:
        if kind in _NOTHING:
            return None
        if kind == _DATE and isinstance(value, float):
            from xlrd.xldate import xldate_as_datetime

            return xldate_as_datetime(value, self._book.datemode)
        return value


@contextmanager
def _opened(path: Path) -> Iterator[Book]:
    try:
        with path.open("rb") as file:
            old = file.read(len(OLD_FORM)) == OLD_FORM
        if old:
            yield _Binary(_open_binary(path))
        else:
            yield from _open_xml(path)
    except _DAMAGE as error:
        raise ImportFailedError(
            say(
                "{file} is damaged or not a workbook: {reason}.",
                file=path.name,
                reason=str(error).partition("\n")[0] or type(error).__name__,
            )
        ) from None


def _open_xml(path: Path) -> Iterator[Book]:
    import openpyxl  # 0.1 s at the start of the program, for those alone who open a workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_bomb(path)
    with path.open("rb") as file:
        try:
            yield _OpenXml(openpyxl.load_workbook(file, read_only=True, data_only=True))
        except InvalidFileException as error:
            raise ValueError(str(error)) from None


def _open_binary(path: Path) -> xlrd.Book:
    import xlrd
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDoc, CompDocError

    if path.stat().st_size > _MOST_OF_OLD:
        raise ImportFailedError(
            say("{file} is larger than {size} MB: save it as CSV.", file=path.name, size=_MOST_OF_OLD >> 20)
        )
    data = path.read_bytes()
    try:
        _refuse_circles(CompDoc(data, logfile=io.StringIO()).SSAT, path.name)
        return xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True)
    except (XLRDError, CompDocError) as error:
        raise ValueError(str(error)) from None


def _refuse_circles(following: Sequence[int], file: str) -> None:
    """Refuse a chain of short sectors that comes back to itself: xlrd would follow it for ever.

    Args:
        following: For each sector the next one; negative at the end of a chain.
        file: The name of the file.

    Raises:
        ImportFailedError: It is damaged in this way.
    """
    seen_from = [-1] * len(following)
    for start in range(len(following)):
        place = start
        while 0 <= place < len(following) and seen_from[place] < 0:
            seen_from[place] = start
            place = following[place]
        if 0 <= place < len(following) and seen_from[place] == start:
            raise ImportFailedError(
                say("{file} is damaged: its sectors run in a circle. Download it again.", file=file)
            )


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


def _filled(rows: Iterable[Sequence[object]], gap: int) -> Iterator[Sequence[object]]:
    empty = 0
    for row in rows:
        if all(cell is None or cell == "" for cell in row):
            empty += 1
            if gap and empty > gap:
                return
            continue
        empty = 0
        yield row


def _texts(cells: Sequence[object]) -> Row:
    texts = [_text(cell) for cell in cells[:MOST_COLUMNS]]
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
