"""Filling in what a selection leaves open, and saying which kinds of chart can answer it.

The data decide: for each way to break the selection down, the store counts what every dataflow and
period could show, and the kinds say whether that is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.charts.kind import Kind
from app.charts.shape import Shape
from app.data.coverage import Offer, Pairs
from app.data.frame_request import FrameRequest
from app.data.library import Library
from app.data.store import BUNDLED, Cursor
from app.explorer.candidates import Candidate, candidates_of
from app.explorer.counting import levels_of
from app.explorer.joins import rank_periods
from app.explorer.known import Known
from app.explorer.members import (
    Cast,
    breakdowns,
    cast,
    dimension_name,
    fixed_codes,
    is_comparison,
    slice_of,
)
from app.explorer.present import present
from app.explorer.views import Advice
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS
from app.model.period import Period
from app.model.selection import Breakdown, Selection
from app.model.words import Words

PAIRS_PROPOSED = 12
"""Pairs of two dimensions that must have figures before a second dimension is proposed."""
MOST_PAIRS = 6_000
"""A second dimension with more pairs is proposed only where no other has figures: nobody can read them."""


@dataclass(frozen=True)
class Adviser:
    """Completes selections and orders the kinds of chart."""

    library: Library
    kinds: Mapping[str, Kind]

    def complete(
        self,
        cursor: Cursor,
        selection: Selection,
        words: Words,
        *,
        strict: bool = False,
        lenient: bool = False,
    ) -> Selection:
        """The same view with dataflow, period, unit and breakdown filled in.

        What the selection leaves open becomes the most telling there is. What it names is kept; where
        that has no figures, what the data set never has, then period, basis and breakdown give way in this
        order, unless `strict`. A basis gives way to others of its data set alone.

        Args:
            cursor: Of the task.
            selection: What is asked for.
            words: The language of the reasons that kinds give.
            strict: Whether nothing that is named gives way.
            lenient: Whether the breakdown comes from another chart and was not chosen for this one: flows
                may then stand in for members whose history is mostly gaps, as they do where it is open.
        """
        kind = self.kinds.get(selection.chart) or next(iter(self.kinds.values()))
        if not strict:
            selection = Known(self.library, cursor).of(selection)
        for way in _strict_ways(selection) if strict else self._ways(selection):
            bests = [
                max(found, key=lambda candidate: self._telling(candidate, kind, words))
                for asked in _of_goods(self.library.catalog_of(way.dataflow), way)
                if (found := list(self.candidates(cursor, asked, kind)))
            ]
            if bests:
                fitting = (best for best in bests if not kind.reason(best.shape, words))
                best = next(fitting, bests[0])
                is_open = lenient or way.breakdown is None
                own = self._instead(cursor, best, kind, words) if is_open and not strict else None
                return self._finished(cursor, own or best.selection, kind)
        return replace(selection, chart=kind.id, breakdown=selection.breakdown or Breakdown())

    def _ways(self, selection: Selection) -> Iterable[Selection]:
        """The selection, then with less and less of what it names."""
        yield from _strict_ways(selection)
        freed = replace(selection, period="", since="")
        yield freed
        catalog = self.library.catalog_of(selection.dataflow)
        is_bundled = self.library.dataset_of(selection.dataflow) == BUNDLED
        others = [""] if is_bundled else [flow for flow in catalog.dataflows if flow != selection.dataflow]
        for breakdown, across in ((selection.breakdown, selection.across), (None, None)):
            if not is_bundled:
                yield replace(freed, breakdown=breakdown, across=across)
            for other in others:
                yield replace(freed, dataflow=other, unit="", breakdown=breakdown, across=across)

    def _instead(self, cursor: Cursor, best: Candidate, kind: Kind, words: Words) -> Selection | None:
        """The selection's own flows, where a kind shows these rather than a history that is mostly gaps."""
        selection, dimension = best.selection, best.selection.breakdown or Breakdown()
        tree = self.library.catalog_of(selection.dataflow).dimension(dimension_name(dimension.kind))
        if not kind.instead or not best.shape.gappy or is_comparison(tree, selection):
            return None
        asked = replace(selection, breakdown=Breakdown(kind.instead, kind.instead, selection.region))
        found = (
            candidate
            for candidate in self.candidates(cursor, asked, kind)
            if candidate.selection.period == selection.period and not kind.reason(candidate.shape, words)
        )
        return next((candidate.selection for candidate in found), None)

    def _finished(self, cursor: Cursor, best: Selection, kind: Kind) -> Selection:
        """The selection with the unit of its members, '' where they have several, and what is across."""
        units = self._units(cursor, best)
        across = self._across(cursor, best) if kind.needs.across and best.across is None else best.across
        return replace(best, unit=min(units) if len(units) == 1 else "", across=across)

    def _across(self, cursor: Cursor, selection: Selection) -> Breakdown | None:
        """The second dimension with the most figures that can be read, None where hardly any pair has one."""
        catalog = self.library.catalog_of(selection.dataflow)
        shown = selection.breakdown
        if shown is None or shown.kind not in DIMENSIONS:
            return None
        open_ways = [way for way in breakdowns(catalog, selection) if way.kind not in (shown.kind, "flow")]
        counted = [(self._pairs(cursor, replace(selection, across=way)), way) for way in open_ways]
        readable = [row for row in counted if row[0].pairs <= MOST_PAIRS]
        best = max(readable or counted, key=lambda row: row[0].pairs, default=None)
        return best[1] if best and best[0].pairs >= PAIRS_PROPOSED and best[0].across >= 3 else None

    def _pairs(self, cursor: Cursor, selection: Selection) -> Pairs:
        """How many pairs of members of the two dimensions have figures."""
        catalog = self.library.catalog_of(selection.dataflow)
        if selection.breakdown is None or selection.across is None:
            return Pairs(0, 0, 0)
        first = cast(catalog, selection, selection.breakdown)
        second = cast(catalog, selection, selection.across)
        request = FrameRequest(
            dataset=self.library.dataset_of(selection.dataflow),
            dataflow=selection.dataflow,
            dimension=first.dimension,
            members=first.codes,
            fixed=fixed_codes(selection, first.dimension, second.dimension),
            flows=(selection.flow,),
            periods=(selection.period,),
            indicator=selection.indicator,
            across=second.dimension,
            across_members=second.codes,
        )
        return self.library.pairs(cursor, request)

    def candidates(self, cursor: Cursor, selection: Selection, kind: Kind) -> Iterable[Candidate]:
        """Every breakdown, dataflow and period that agrees with what the selection says."""
        catalog = self.library.catalog_of(selection.dataflow)
        wanted = [selection.breakdown] if selection.breakdown else breakdowns(catalog, selection)
        for breakdown in wanted:
            members = cast(catalog, selection, breakdown)
            rows = self._offers(cursor, selection, members, members.codes, selection.indicator)
            yield from candidates_of(catalog, replace(selection, chart=kind.id), breakdown, members, rows)

    def _offers(
        self, cursor: Cursor, selection: Selection, members: Cast, codes: Sequence[str], indicator: str
    ) -> list[Offer]:
        """What every dataflow and period has of some of the members, or of their parent."""
        dataset = self.library.dataset_of(selection.dataflow)
        part = slice_of(dataset, selection, members.dimension, indicator)
        return self.library.offers(cursor, part, codes)

    def shape(self, cursor: Cursor, selection: Selection) -> Shape:
        """What a completed selection offers in its dataflow and period."""
        kind = self.kinds[selection.chart]
        shapes = [candidate.shape for candidate in self.candidates(cursor, selection, kind)]
        nothing = Shape("region", "", 0, 0, 0, frozenset(), "A", summable=True)
        found = max(shapes, key=lambda shape: shape.members, default=nothing)
        listed = self._listed(cursor, selection)
        whole = found.members >= listed or self._has_whole(cursor, selection)
        full = max(found.full, self._joined(cursor, selection))
        units = len(self._units(cursor, selection))
        found = replace(found, listed=listed, whole=whole, units=units, full=full)
        if selection.across is None:
            return found
        known = self._pairs(cursor, selection)
        members = max(found.members, known.members)
        return replace(found, across=known.across, pairs=known.pairs, members=members)

    def _units(self, cursor: Cursor, selection: Selection) -> frozenset[str]:
        """The units that the members are measured in; values of one dataflow are in its currency."""
        if selection.level == "value" or selection.breakdown is None:
            return frozenset({selection.unit})
        members = cast(self.library.catalog_of(selection.dataflow), selection, selection.breakdown)
        dataset = self.library.dataset_of(selection.dataflow)
        part = slice_of(dataset, selection, members.dimension, selection.level)
        return self.library.units_of(cursor, part, members.codes, selection.dataflow)

    def _joined(self, cursor: Cursor, selection: Selection) -> int:
        """How many periods a history of ranks has that goes on from one table into the next."""
        catalog = self.library.catalog_of(selection.dataflow)
        if not self.kinds[selection.chart].needs.joins_ranks or selection.dataflow not in catalog.dataflows:
            return 0
        members = cast(catalog, selection, selection.breakdown or Breakdown())
        rows = self._offers(cursor, selection, members, members.codes, selection.level)
        return 0 if members.by_flow else len(rank_periods(catalog, selection, rows))

    def _has_whole(self, cursor: Cursor, selection: Selection) -> bool:
        """Whether the parent of the members has a level in the period, reported or following from others."""
        catalog, breakdown = self.library.catalog_of(selection.dataflow), selection.breakdown or Breakdown()
        members = cast(catalog, selection, breakdown)
        rows = self._offers(cursor, selection, members, (members.parent,), selection.indicator)
        here = [row for row in rows if (row.dataflow, row.period) == (selection.dataflow, selection.period)]
        return levels_of(here, selection.flow) > 0

    def _listed(self, cursor: Cursor, selection: Selection) -> int:
        """How many members a chart of the selection lists, with a figure or without; 0 of flows."""
        if selection.breakdown is None or not selection.dataflow:
            return 0
        members = cast(self.library.catalog_of(selection.dataflow), selection, selection.breakdown)
        return 0 if members.by_flow else len(present(self.library, cursor, selection, members).codes)

    def advice(self, shape: Shape, words: Words) -> tuple[Advice, ...]:
        """All kinds, those that fit first, by how well they answer; the others with their reason."""
        rows = []
        for kind in self.kinds.values():
            reason = kind.reason(shape, words)
            merit = 0.0 if reason else kind.fitness(shape)
            title, question = words.text(kind.title), words.text(kind.question)
            rows.append(Advice(kind.id, title, question, kind.icon, reason, merit, kind.order))
        return tuple(sorted(rows, key=lambda row: (bool(row.reason), -row.merit)))

    def _telling(self, candidate: Candidate, kind: Kind, words: Words) -> tuple[float, ...]:
        """How telling a candidate is: fitting, of the preferred members, complete, recent."""
        shape = candidate.shape
        fits = not kind.reason(shape, words)
        liked = -kind.prefers.index(shape.kind) if shape.kind in kind.prefers else -len(kind.prefers)
        history = candidate.history if kind.needs.periods == "all" else 0
        recent = Period.parse(candidate.selection.period)
        recency = (recent.last_month - 2020 * 12) / 12 * 0.06
        whole_year = 0.1 if recent.frequency == "A" else 0.0
        if history and shape.kind == "flow":  # a history of flows runs to its end, whichever are known there
            return (fits, liked, history, 0, recency + whole_year)
        return (fits, liked, history, min(shape.members, 3), candidate.coverage + recency + whole_year)


def _strict_ways(selection: Selection) -> Iterable[Selection]:
    """The selection as it is, then a span of months read as a history of single months."""
    yield selection
    if not selection.since and selection.period and Period.parse(selection.period).frequency == "S":
        first, _, last = selection.period.partition("/")
        yield replace(selection, since=first, period=last)


def _of_goods(catalog: Catalog, selection: Selection) -> Iterable[Selection]:
    """The selection; of a good, where no total is published, its exports, or their growth alone."""
    yield selection
    if selection.product != catalog.products.root and selection.flow == "total":
        yield replace(selection, flow="export")
        if selection.indicator == "value":
            yield replace(selection, flow="export", indicator="growth")
