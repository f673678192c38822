"""The figures of a chart as files for other programs: CSV and JSON, with all that qualifies them."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING, TypeAlias

from app.charts.origin import source_ids
from app.charts.spec import Table
from app.model.figure import Figure
from app.model.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import DataclassInstance

    from app.charts.origin import Origin
    from app.charts.spec import ChartSpec, Column, Row
    from app.model.words import Words

Plain: TypeAlias = str | float | int | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def figure_rows(spec: ChartSpec, origin: Origin) -> Iterator[list[Plain]]:
    """The head and the rows of the table behind a chart.

    A figure fills five columns: its unscaled number (empty for a gap), qualifier (empty for exact),
    unit, status (for a gap what is known of it) and the ids of its sources. The last column cites the
    sources of the row in full, where any is known.
    """
    words = origin.words
    holders = [_holds_figures(spec, place) for place in range(len(spec.table.columns))]
    head: list[Plain] = []
    for column, has_figures in zip(spec.table.columns, holders, strict=True):
        head.append(column.title)
        head += [f"{column.title} {part}" for part in _parts(words) if has_figures]
    citing = bool(origin.sources)
    yield [*head, words.text("Cited sources")] if citing else head
    for row in spec.table.rows:
        cells: list[Plain] = []
        for column, cell, has_figures in zip(spec.table.columns, row.cells, holders, strict=True):
            cells += _cell(column, cell, words, has_figures=has_figures)
        yield [*cells, _citations(row, origin)] if citing else cells


def _parts(words: Words) -> tuple[str, ...]:
    """What stands beside each number, in columns of its own."""
    return words.text("qualifier"), words.text("unit"), words.text("status"), words.text("source")


def _holds_figures(spec: ChartSpec, place: int) -> bool:
    return any(isinstance(row.cells[place], Figure) for row in spec.table.rows)


def _cell(column: Column, cell: str | Figure, words: Words, *, has_figures: bool) -> list[Plain]:
    if isinstance(cell, Figure):
        sources = ";".join(source_ids(cell))
        if cell.value is None:
            return [None, "", cell.unit, cell.why, sources]
        sign = "" if cell.qualifier == "=" else cell.qualifier
        status = words.text("derived") if cell.status == "derived" else words.text("reported")
        return [plain_number(cell.value), sign, cell.unit, status, sources]
    value: Plain = _number_in(cell) if column.numeric else cell
    return [value, "", "", "", ""] if has_figures else [value]


def _citations(row: Row, origin: Origin) -> str:
    """'Publisher, title, date (official) https://...' of every source of a row."""
    figures = (cell for cell in row.cells if isinstance(cell, Figure))
    ids = dict.fromkeys(key for figure in figures for key in source_ids(figure))
    words = origin.words
    return "; ".join(
        f"{source.citation(words.language)} ({term(source.reliability, words)}) {source.link}".rstrip()
        for source in origin.cited(ids)
    )


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


def csv_bytes(spec: ChartSpec, origin: Origin, *, bom: bool = False) -> bytes:
    """The table as CSV in UTF-8 with plain line feeds.

    Args:
        spec: The chart.
        origin: Its language and sources.
        bom: Whether a byte order mark tells older spreadsheets that this is UTF-8.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    for row in figure_rows(spec, origin):
        writer.writerow([_csv_cell(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _csv_cell(cell: Plain) -> str:
    if cell is None:
        return ""
    return safe_text(cell) if isinstance(cell, str) else repr(cell)


def json_bytes(spec: ChartSpec, origin: Origin) -> bytes:
    """The whole chart, every figure behind it and its sources in full as JSON; NaN becomes null."""
    said = {"basis": origin.basis, "sources": [plain(source) for source in origin.sources]}
    if origin.selection:
        said["selection"] = json.loads(origin.selection)
    whole = {**_named_parts(spec), **said}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def json_head(spec: ChartSpec, origin: Origin, count: int) -> list[str]:
    """The first lines of that file; of many figures no more are written than those lines can hold."""
    if len(spec.figures) > count:
        first = {key: spec.figures[key] for key in nsmallest(count, spec.figures)}
        spec = replace(spec, figures=first, names={}, panels=(), table=Table((), ()))
    return json_bytes(spec, origin).decode().splitlines()[:count]


def plain(value: object) -> object:
    """Plain data for JSON; marks and panels name their type, fields at their defaults stay."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        return _named_parts(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    return value


def _named_parts(value: DataclassInstance) -> dict[str, object]:
    named: dict[str, object] = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return {"type": type(value).__name__, **named}
