"""The numbered list of sources of a report, and the numbers that point to it from figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from app.charts.captions import says_unit
from app.charts.origin import source_ids
from app.ui import figure_text
from app.ui.report.document import Entry, Grid, GridCell, GridColumn, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.charts.spec import ChartSpec, Column, Row
    from app.model.catalog import Source
    from app.model.figure import Figure
    from app.model.words import Words

REFERENCES_WIDTH: Final = 72.0
"""Of the column of numbers on paper, in 1/96 inch."""
_SEVERAL: Final = 3
_SIGNED = frozenset({"growth", "contribution", "balance", "change"})


class References:
    """Sources under their numbers."""

    def __init__(self, sources: Sequence[Source], words: Words) -> None:
        self._sources = sources
        self._words = words
        self._numbers = {source.id: number for number, source in enumerate(sources, start=1)}

    def of(self, figures: Iterable[Figure]) -> str:
        """The numbers of the sources of figures: '[1, 4]'; '' where none is known."""
        ids = dict.fromkeys(key for figure in figures for key in source_ids(figure))
        numbers = sorted(self._numbers[key] for key in ids if key in self._numbers)
        return f"[{', '.join(_spans(numbers))}]" if numbers else ""

    def listing(self) -> Listing:
        """Every source with date and reliability."""
        words = self._words
        return Listing(
            tuple(
                Entry(
                    mark=f"[{number}]",
                    text=f"{source.citation(words.language)} ({words.text(source.reliability)})",
                    link=source.link if source.link.startswith(("http://", "https://")) else "",
                )
                for number, source in enumerate(self._sources, start=1)
            )
        )

    def latest(self) -> str:
        """The date of the latest source; '' where none has one."""
        return max((source.date for source in self._sources), default="")

    def grid(self, spec: ChartSpec, *, folded: bool) -> Grid:
        """The figures of a chart as a table, each row with the numbers of its sources."""
        columns = spec.table.columns
        # The numbers of the sources say how reliable each is.
        kept = [place for place, column in enumerate(columns) if column.key != "source"]
        said = self._said_once(columns, spec.subtitle)
        heads = [
            GridColumn(
                f"{column.title}, {column.unit}" if column.unit not in ("", said) else column.title,
                numeric=column.numeric,
            )
            for column in (columns[place] for place in kept)
        ]
        return Grid(
            columns=(*heads, GridColumn("", most=REFERENCES_WIDTH)),
            rows=tuple(self._row(columns, row, kept) for row in spec.table.rows),
            caption=spec.subtitle,
            folded=folded,
            summary=self._words.text("The figures of this chart"),
        )

    def _said_once(self, columns: Sequence[Column], subtitle: str) -> str:
        """The unit of several columns that the line above the table says already; '' where there is none."""
        counted = Counter(column.unit for column in columns if column.unit)
        said = (unit for unit, count in counted.items() if count >= _SEVERAL)
        return next((unit for unit in said if says_unit(subtitle, unit, self._words)), "")

    def _row(self, columns: Sequence[Column], row: Row, kept: Sequence[int]) -> tuple[GridCell, ...]:
        cells = [self._cell(columns[place], row.cells[place]) for place in kept]
        figures = (cell for cell in row.cells if not isinstance(cell, str))
        return (*cells, GridCell(self.of(figures), muted=True))

    def _cell(self, column: Column, cell: str | Figure) -> GridCell:
        if isinstance(cell, str):
            return GridCell(cell, muted=column.key == "rank")
        if cell.value is None:
            return GridCell(figure_text.short_gap(cell, None, self._words), muted=True)
        text = figure_text.cell(cell, column.factor, self._words, signed=column.key in _SIGNED)
        return GridCell(text, muted=cell.status == "derived")


def _spans(numbers: Sequence[int]) -> Iterator[str]:
    """Numbers in order, three or more that follow each other as '3–7'."""
    start = 0
    for place, number in enumerate(numbers):
        if place + 1 < len(numbers) and numbers[place + 1] == number + 1:
            continue
        run = numbers[start : place + 1]
        yield from [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
        start = place + 1
