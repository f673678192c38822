"""The figures of a chart as an XLSX workbook: typed cells, and text that can never become a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.charts.figure_files import FORMULA_STARTS, Plain, figure_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from app.charts.spec import ChartSpec

_WIDEST = 48


def xlsx_bytes(spec: ChartSpec, about: Mapping[str, str] | None = None) -> bytes:
    """A workbook with typed cells: the sheet 'Figures', and 'About' with title, unit and source.

    Args:
        spec: The chart.
        about: Further lines for 'About', such as the selection.
    """
    import openpyxl  # 0.1 s at the start of the program, for those alone who write a workbook

    book = openpyxl.Workbook(write_only=True)
    _figures_sheet(book, spec)
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 100
    for name, text in (*_about(spec), *(about or {}).items()):
        sheet.append([_text_cell(sheet, name, bold=True), _text_cell(sheet, text)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _about(spec: ChartSpec) -> Iterable[tuple[str, str]]:
    parts = (
        ("Title", spec.title),
        ("Subtitle", spec.subtitle),
        ("Remark", spec.remark),
        ("Source", spec.source),
        ("Description", spec.description),
    )
    return (part for part in parts if part[1])


def _figures_sheet(book: Workbook, spec: ChartSpec) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet("Figures")
    rows = list(figure_rows(spec))
    sheet.freeze_panes = "B2" if rows[0] else None
    for place in range(len(rows[0])):
        longest = max((len(str(row[place])) for row in rows[:400] if row[place] is not None), default=0)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(_WIDEST, longest + 2)
    for index, row in enumerate(rows):
        sheet.append([_sheet_cell(sheet, cell, head=index == 0) for cell in row])


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
