"""Two editions of a dataflow in words: every figure that was revised, added or withdrawn, and who moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from app.charts.flows import flow_text
from app.charts.periods import period_text
from app.data.library import Library
from app.data.observations import Observation
from app.data.store import Cursor
from app.data.vintages import Comparison, Edition, FigureChange, RankMove, compare, months_of_release
from app.explorer.describe import described, name
from app.explorer.leads import selection_of
from app.model.catalog import Catalog
from app.model.figure import Figure
from app.model.selection import Selection
from app.model.words import Words

ChangeKind = Literal["revised", "added", "withdrawn", "moved"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("revised", "added", "withdrawn", "moved")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change; ranks are figures of the unit `rank`."""

    kind: ChangeKind
    what: str
    before: Figure | None
    after: Figure | None
    within_rounding: bool = False
    """Whether a revised figure is the same at another precision."""
    selection: Selection | None = None
    """Where the figure can be looked at."""


@dataclass(frozen=True)
class Editions:
    """Compares what was known of a dataflow at two dates."""

    library: Library
    words: Words

    def dates(self, cursor: Cursor, dataflow: str) -> tuple[str, ...]:
        """Months by which an edition can be asked for, the earliest first."""
        return months_of_release(cursor, self.library.dataset_of(dataflow), dataflow)

    def changes(self, cursor: Cursor, dataflow: str, first: str, second: str) -> tuple[ChangeRow, ...]:
        """What became known between two dates.

        Args:
            cursor: The task's own cursor.
            dataflow: The dataflow whose editions are compared.
            first: The earlier month.
            second: The later one; empty for everything that is known.
        """
        catalog = self.library.catalog_of(dataflow)
        dataset = self.library.dataset_of(dataflow)
        regions = catalog.regions
        found = compare(
            cursor, catalog, Edition(dataset, dataflow, first), Edition(dataset, dataflow, second),
            members=regions.siblings_at(regions.root, "province"),
        )  # fmt: skip
        return tuple(self._rows(found, dataflow, catalog))

    def _rows(self, found: Comparison, dataflow: str, catalog: Catalog) -> Iterator[ChangeRow]:
        for changes in (found.revised, found.added, found.withdrawn):
            yield from self._figures(changes, dataflow, catalog)
        for move in found.moves:
            yield self._move(move, dataflow, catalog)

    def _figures(
        self, changes: Iterable[FigureChange], dataflow: str, catalog: Catalog
    ) -> Iterator[ChangeRow]:
        for change in changes:
            key = {**dict(change.key), "dataflow": dataflow}
            row = change_row(change.change, key, change.before, change.after, catalog, self.words)
            yield replace(row, within_rounding=change.within_rounding)

    def _move(self, move: RankMove, dataflow: str, catalog: Catalog) -> ChangeRow:
        place = name(catalog, "region", move.member, self.words)
        what = self.words.text(
            "{place}, {period}: {what}",
            place=place,
            period=period_text(move.period, self.words),
            what=self.words.text(
                "{flow}, place among {count}", flow=flow_text(move.flow, self.words), count=move.count
            ),
        )
        selection = Selection(dataflow=dataflow, region=move.member, flow=move.flow, period=move.period)
        return ChangeRow(
            "moved", what, Figure(move.before, "rank"), Figure(move.after, "rank"), selection=selection
        )


def change_row(
    kind: ChangeKind,
    key: Mapping[str, str],
    before: Figure | None,
    after: Figure | None,
    catalog: Catalog,
    words: Words,
) -> ChangeRow:
    """A change of one figure, in words.

    Args:
        kind: What became of it.
        key: What the figure is about: names of columns with their values, with the dataflow.
        before: What was known; None for a figure that is new.
        after: What is known; None for one that is gone.
        catalog: Of the data set as it is now.
        words: The language.
    """
    seen = _observation(key, after or before)
    what = words.text(
        "{place}, {period}: {what}",
        place=name(catalog, "region", seen.region, words),
        period=period_text(seen.period, words),
        what=described(seen, catalog, words),
    )
    selection = selection_of(seen) if seen.dataflow in catalog.dataflows else None
    return ChangeRow(kind, what, before, after, selection=selection)


def _observation(key: Mapping[str, str], figure: Figure | None) -> Observation:
    """A changed figure as an observation, for its description."""
    values: dict[str, Any] = {part.name: key.get(part.name, "") for part in fields(Observation)}
    values |= {
        "threshold": float(key["threshold"]) if key.get("threshold") else None,
        "value": figure.value if figure is not None and figure.value is not None else 0.0,
        "rounding": figure.rounding if figure is not None else 0.0,
        "qualifier": figure.qualifier if figure is not None else "=",
        "status": "reported",
    }
    return Observation(**values)
