"""Sets tables for paper: columns as wide as they need, heads on every page, hair lines between rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.ui.charts.placed import Stroke
from app.ui.charts.text import wrapped
from app.ui.report import sheet
from app.ui.report.sheet import CONTENT_WIDTH, Strip, words_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.charts.placed import PlacedText
    from app.ui.charts.text import TextMetrics, TextStyle
    from app.ui.report.document import Grid, GridCell

_GAP: Final = 14.0
_LINE_ROOM: Final = 5.0
_MOST_LINES: Final = 6
_MORE: Final = 24.0


def set_grid(grid: Grid, metrics: TextMetrics) -> Iterator[Strip]:
    """The head and every row of a table as strips."""
    if not grid.rows:
        return
    widths = _widths(grid, metrics)
    head = _head(grid, widths, metrics)
    yield head
    last = len(grid.rows) - 1
    for place, row in enumerate(grid.rows):
        strip = _row(grid, row, widths, metrics, head)
        # No page ends with a single first row, none begins with a single last one.
        yield replace(strip, with_next=place < last and (place == 0 or place >= last - 2))


def _style(cell: GridCell) -> TextStyle:
    return sheet.TABLE_STRONG if cell.strong else sheet.TABLE


def _widths(grid: Grid, metrics: TextMetrics) -> list[float]:
    """Every column as wide as its longest cell; where that is too much, wide texts give way."""
    wanted = []
    for place, column in enumerate(grid.columns):
        cells = (metrics.width(row[place].text, _style(row[place])) for row in grid.rows)
        longest = max(cells, default=0.0)
        words = max((metrics.width(word, sheet.TABLE_HEAD) for word in column.title.split()), default=0.0)
        wanted.append(max(min(longest, column.most), words) + 1)
    free = CONTENT_WIDTH - _GAP * (len(wanted) - 1)
    spare = free - sum(wanted)
    if spare >= 0:
        return _spread(grid, wanted, spare)
    return _narrowed(wanted, free)


def _spread(grid: Grid, wanted: list[float], spare: float) -> list[float]:
    """A little more for every column, the rest for the first that holds texts."""
    each = min(_MORE, spare / len(wanted))
    wider = [width + each for width in wanted]
    first = next((place for place, column in enumerate(grid.columns) if not column.numeric), 0)
    wider[first] += spare - each * len(wanted)
    return wider


def _narrowed(wanted: list[float], free: float) -> list[float]:
    """The widest columns cut to one common width, so that all fit."""
    low, high = 0.0, max(wanted)
    while high - low > 0.5:
        middle = (low + high) / 2
        if sum(min(width, middle) for width in wanted) > free:
            high = middle
        else:
            low = middle
    return [min(width, low) for width in wanted]


def _lefts(widths: list[float]) -> Iterator[float]:
    x = 0.0
    for width in widths:
        yield x
        x += width + _GAP


def _head(grid: Grid, widths: list[float], metrics: TextMetrics) -> Strip:
    style = sheet.TABLE_HEAD
    lines = [
        wrapped(column.title, style, width, metrics, most=3) if column.title else ()
        for column, width in zip(grid.columns, widths, strict=True)
    ]
    tallest = max(map(len, lines), default=1) or 1
    texts: list[PlacedText] = []
    for column, width, x, words in zip(grid.columns, widths, _lefts(widths), lines, strict=True):
        at, top = (x + width if column.numeric else x), (tallest - len(words)) * style.line
        texts += [
            words_at(
                line, at, top + place * style.line, metrics.width(line, style), style,
                tone="muted", end=column.numeric,
            )
            for place, line in enumerate(words)
        ]  # fmt: skip
    height = tallest * style.line + 4
    rule = Stroke(0, height, CONTENT_WIDTH, height, "muted", width=0.8)
    return Strip(height + 1, tuple(texts), (rule,), gap=10, with_next=True)


def _row(
    grid: Grid, row: tuple[GridCell, ...], widths: list[float], metrics: TextMetrics, head: Strip
) -> Strip:
    texts: list[PlacedText] = []
    most = 1
    for column, cell, width, x in zip(grid.columns, row, widths, _lefts(widths), strict=True):
        style = _style(cell)
        lines = wrapped(cell.text, style, width, metrics, most=_MOST_LINES) if cell.text else ()
        most = max(most, len(lines))
        at = x + width if column.numeric else x
        texts += [
            words_at(
                line, at, _LINE_ROOM / 2 + place * style.line, metrics.width(line, style), style,
                tone="muted" if cell.muted else "text", end=column.numeric,
            )
            for place, line in enumerate(lines)
        ]  # fmt: skip
    height = most * sheet.TABLE.line + _LINE_ROOM
    return Strip(height, tuple(texts), (Stroke(0, height, CONTENT_WIDTH, height, "hair"),), head=(head,))
