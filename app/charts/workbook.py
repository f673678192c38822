"""The figures of a chart as an XLSX workbook: typed cells, and text that can never become a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.charts.figure_files import FORMULA_STARTS, Plain, figure_rows
from app.charts.origin import PROGRAM_NAME
from app.model.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from app.charts.origin import Origin
    from app.charts.spec import ChartSpec
    from app.model.words import Words

_WIDEST = 48
_ABOUT_WIDTHS = (16, 100)
_MEASURED = 400
"""Rows whose texts decide how wide a column is."""


def xlsx_bytes(spec: ChartSpec, origin: Origin) -> bytes:
    """A workbook with typed cells: the figures, every source in full, and what the chart says of itself."""
    import openpyxl  # 0.1 s at the start of the program, for those alone who write a workbook

    words = origin.words
    book = openpyxl.Workbook(write_only=True)
    book.properties.title, book.properties.creator = _printable(spec.title), PROGRAM_NAME
    figures = list(figure_rows(spec, origin))
    _add_table(book, words.text("Figures"), figures, keep_first=True)
    _add_table(book, words.text("Sources"), list(_source_rows(origin)))
    about = book.create_sheet(words.text("About"))
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = _ABOUT_WIDTHS
    for name, text in _about(spec, origin, words):
        about.append([_text_cell(about, name, bold=True), _text_cell(about, text)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _about(spec: ChartSpec, origin: Origin, words: Words) -> Iterator[tuple[str, str]]:
    parts = (
        (words.text("Title"), spec.title),
        (words.text("Subtitle"), spec.subtitle),
        (words.text("Remark"), spec.remark),
        (words.text("Source"), spec.source),
        (words.text("Basis"), origin.basis),
        (words.text("Description"), spec.description),
        (words.text("Selection"), origin.selection),
    )
    return (part for part in parts if part[1])


def _source_rows(origin: Origin) -> Iterator[list[Plain]]:
    """A source a row, under the id that the figures name."""
    words = origin.words
    yield [
        words.text("Id"),
        words.text("Publisher"),
        words.text("Title"),
        words.text("Date"),
        words.text("Link"),
        words.text("Reliability"),
        words.text("Note"),
    ]
    for source in origin.sources:
        reliability = term(source.reliability, words)
        yield [
            source.id, source.publisher_in(words.language), source.title, source.date, source.link,
            reliability, source.note,
        ]  # fmt: skip


def _add_table(book: Workbook, title: str, rows: Sequence[list[Plain]], *, keep_first: bool = False) -> None:
    """A sheet whose head stays in view, and its first column where that names the rows."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2" if keep_first else "A2"
    columns = zip(*rows[:_MEASURED], strict=True)
    longest = (max(len(str(cell)) for cell in column if cell is not None) for column in columns)
    for place, length in enumerate(longest, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, length + 2)
    for place, row in enumerate(rows):
        sheet.append([_sheet_cell(sheet, cell, head=place == 0) for cell in row])


def _sheet_cell(sheet: WriteOnlyWorksheet, cell: Plain, *, head: bool) -> Cell | Plain:
    if isinstance(cell, str):
        return _text_cell(sheet, cell, bold=head)
    return cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    """A cell that stays text whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet, value=_printable(text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")
