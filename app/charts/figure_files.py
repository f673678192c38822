"""The figures of a chart as files for other programs: CSV and JSON, with all that qualifies them."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeAlias

from app.model.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.charts.spec import ChartSpec, Column

Plain: TypeAlias = str | float | int | None
_PARTS = ("qualifier", "unit", "status", "source")
"""What stands beside each number, in columns of its own."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


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
