"""Where the figures of a chart come from: what every file that leaves the program says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.model.figure import Figure
from app.model.words import Words

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec
    from app.model.catalog import Source


PROGRAM_NAME: Final = "Third Pole"
"""What every file names as the program that made it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file carries beside the chart itself."""

    words: Words
    """The language of the chart."""
    selection: str = ""
    """The selection as JSON, by which the chart can be made again."""
    basis: str = ""
    """Of the dataflow, in a sentence."""
    sources: tuple[Source, ...] = ()
    """Every source of the chart, in the order in which it is met."""

    def cited(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The sources of some ids, in their order; ids that nobody knows are left out."""
        known = {source.id: source for source in self.sources}
        return tuple(known[key] for key in ids if key in known)


def source_ids(figure: Figure) -> tuple[str, ...]:
    """The sources of a figure; those of its inputs where it is derived."""
    own = tuple(filter(None, figure.source.split(";")))
    if own or not figure.inputs:
        return own
    return tuple(dict.fromkeys(key for part in figure.inputs for key in source_ids(part)))


def sources_of(figures: Iterable[Figure], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """Every known source of some figures, in the order in which it is met."""
    ids = dict.fromkeys(key for figure in figures for key in source_ids(figure))
    return tuple(sources[key] for key in ids if key in sources)


def figures_of(spec: ChartSpec) -> Iterator[Figure]:
    """Every figure behind the marks and in the table of a chart."""
    yield from spec.figures.values()
    for row in spec.table.rows:
        yield from (cell for cell in row.cells if isinstance(cell, Figure))
