"""Tables of web pages, which some sites give out under the name of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from app.data.imports.messages import ImportFailedError, say
from app.data.imports.rows import MOST_COLUMNS, Row, even

_FARTHEST = 65_534
"""Rows that a cell of a web page can reach over; HTML names this limit."""


def page_rows(parts: Iterable[str]) -> Iterator[Row]:
    """The rows of all tables of a web page, which comes in parts."""
    reader = _PageReader()
    yield from even(_fed(reader, parts))


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
            self._width = min(_span(spans.get("colspan")), MOST_COLUMNS) or 1
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
        if self._row is not None:
            own = bool(self._row)
            for column in sorted(column for column in self._reaching if column >= len(self._row)):
                self._row += [""] * (column - len(self._row))
                self._continue(self._row)
            if own and any(self._row):
                self.rows.append(self._row)
        self._row = None

    def _continue(self, row: Row) -> None:
        """Place what reaches into this row from above, up to the next free column."""
        while len(row) in self._reaching:
            text, below = self._reaching.pop(len(row))
            self._place(row, text, below - 1)

    def _place(self, row: Row, text: str, below: int) -> None:
        if len(row) < MOST_COLUMNS:
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
