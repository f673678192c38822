"""The figures of a chart as files for other programs: CSV, XLSX and JSON, with all that qualifies them."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from app.model.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from app.charts.spec import ChartSpec, Column

Plain: TypeAlias = str | float | int | None
_PARTS = ("qualifier", "unit", "status", "source")
"""What stands beside each number, in columns of its own."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 48


def figure_rows(spec: ChartSpec) -> Iterator[list[Plain]]:
    """The head and the rows of the table behind a chart.

    A figure fills five columns: its unscaled number (empty for a gap), qualifier (empty for exact),
    unit, status (for a gap what is known of it) and source.
    """
    holders = [_holds_figures(spec, place) for place in range(len(spec.table.columns))]
    head: list[Plain] = []
    for column, has_figures in zip(spec.table.columns, holders, strict=True):
        head.append(column.title)
        head += [f"{column.title} {part}" for part in _PARTS if has_figures]
    yield head
    for row in spec.table.rows:
        cells: list[Plain] = []
        for column, cell, has_figures in zip(spec.table.columns, row.cells, holders, strict=True):
            cells += _cell(column, cell, has_figures=has_figures)
        yield cells


def _holds_figures(spec: ChartSpec, place: int) -> bool:
    return any(isinstance(row.cells[place], Figure) for row in spec.table.rows)


def _cell(column: Column, cell: str | Figure, *, has_figures: bool) -> list[Plain]:
    if isinstance(cell, Figure):
        if cell.value is None:
            return [None, "", cell.unit, cell.why, cell.source]
        sign = "" if cell.qualifier == "=" else cell.qualifier
        return [plain_number(cell.value), sign, cell.unit, cell.status, cell.source]
    value: Plain = _number_in(cell) if column.numeric else cell
    return [value, "", "", "", ""] if has_figures else [value]


def _number_in(text: str) -> Plain:
    try:
        return plain_number(float(text))
    except ValueError:
        return text


def plain_number(value: float) -> float | int | None:
    """A whole number as one, so that 5.55e12 is written 5550000000000; None for what is no number."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e18 else float(value)


def safe_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_bytes(spec: ChartSpec, *, bom: bool = False) -> bytes:
    """The table as CSV in UTF-8 with plain line feeds.

    Args:
        spec: The chart.
        bom: Whether a byte order mark tells older spreadsheets that this is UTF-8.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    for row in figure_rows(spec):
        writer.writerow([_csv_cell(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _csv_cell(cell: Plain) -> str:
    if cell is None:
        return ""
    return safe_text(cell) if isinstance(cell, str) else repr(cell)


def xlsx_bytes(spec: ChartSpec, about: Mapping[str, str] | None = None) -> bytes:
    """A workbook with typed cells: the sheet 'Figures', and 'About' with title, unit and source.

    Args:
        spec: The chart.
        about: Further lines for 'About', such as the selection.
    """
    book = Workbook(write_only=True)
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
    cell = WriteOnlyCell(sheet, value=_printable(text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA_STARTS)
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def json_bytes(spec: ChartSpec) -> bytes:
    """The whole chart and every figure behind it as JSON; NaN becomes null."""
    return (json.dumps(plain(spec), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def plain(value: object) -> object:
    """Plain data for JSON; marks and panels name their type, fields at their defaults stay."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        named: dict[str, object] = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {"type": type(value).__name__, **named}
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    return value
