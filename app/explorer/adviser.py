"""Filling in what a selection leaves open, and saying which kinds of chart can answer it.

The data decide: for each way to break the selection down, the store counts what every dataflow and
period could show, and the kinds say whether that is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.charts.coverage import covers_nearly
from app.charts.kind import Kind
from app.charts.reasons import FEWEST_PAIRS
from app.charts.shape import Shape
from app.data.coverage import Offer, Pairs
from app.data.frame_request import FrameRequest
from app.data.library import Library
from app.data.store import BUNDLED, Cursor
from app.explorer.counting import flows_of, levels_of
from app.explorer.joins import rank_periods
from app.explorer.known import Known
from app.explorer.members import Cast, breakdowns, cast, dimension_name, fixed_codes, is_comparison
from app.explorer.present import present
from app.explorer.views import Advice
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS
from app.model.period import Frequency, Period
from app.model.selection import Breakdown, Selection
from app.model.words import Words

PAIRS_PROPOSED = 12
"""Pairs of two dimensions that must have figures before a second dimension is proposed."""
MOST_PAIRS = 6_000
"""A second dimension with more pairs is proposed only where no other has figures: nobody can read them."""


@dataclass(frozen=True)
class Candidate:
    """One dataflow and period that could show a breakdown, with the shape of what it has."""

    selection: Selection
    shape: Shape
    coverage: float
    """Share of the members that have a figure, counting published growth a little."""
    history: float
    """Figures of the flow in the periods of one history, as a multiple of the members."""


@dataclass(frozen=True)
class Adviser:
    """Completes selections and orders the kinds of chart."""

    library: Library
    kinds: Mapping[str, Kind]

    def complete(
        self, cursor: Cursor, selection: Selection, words: Words, *, strict: bool = False
    ) -> Selection:
        """The same view with dataflow, period, unit and breakdown filled in.

        What the selection leaves open becomes the most telling there is. What it names is kept; where
        that has no figures, what the data set never has, then period, basis and breakdown give way in this
        order, unless `strict`. A basis gives way to others of its data set alone.
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
                own = None if strict else self._instead(cursor, best, kind, words)
                return self._with_across(cursor, own or best.selection, kind)
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

    def _with_across(self, cursor: Cursor, best: Selection, kind: Kind) -> Selection:
        if kind.needs.across and best.across is None:
            return replace(best, across=self._across(cursor, best))
        return best

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
        dataset = self.library.dataset_of(selection.dataflow)
        catalog = self.library.catalogs[dataset]
        wanted = [selection.breakdown] if selection.breakdown else breakdowns(catalog, selection)
        for breakdown in wanted:
            members = cast(catalog, selection, breakdown)
            rows = self.library.offers(
                cursor,
                dataset,
                members.dimension,
                members.codes,
                fixed_codes(selection, members.dimension),
                selection.indicator,
            )
            yield from _candidates(catalog, replace(selection, chart=kind.id), breakdown, members, rows)

    def shape(self, cursor: Cursor, selection: Selection) -> Shape:
        """What a completed selection offers in its dataflow and period."""
        kind = self.kinds[selection.chart]
        shapes = [candidate.shape for candidate in self.candidates(cursor, selection, kind)]
        nothing = Shape("region", "", 0, 0, 0, frozenset(), "A", summable=True)
        found = max(shapes, key=lambda shape: shape.members, default=nothing)
        listed = self._listed(cursor, selection)
        whole = found.members >= listed or self._has_whole(cursor, selection)
        full = max(found.full, self._joined(cursor, selection))
        units = self._units(cursor, selection)
        found = replace(found, listed=listed, whole=whole, units=units, full=full)
        if selection.across is None:
            return found
        known = self._pairs(cursor, selection)
        members = max(found.members, known.members)
        return replace(found, across=known.across, pairs=known.pairs, members=members)

    def _units(self, cursor: Cursor, selection: Selection) -> int:
        """How many units the members are measured in; values of one dataflow are in its currency."""
        if selection.level == "value" or selection.breakdown is None:
            return 1
        members = cast(self.library.catalog_of(selection.dataflow), selection, selection.breakdown)
        units = self.library.units_of(
            cursor,
            self.library.dataset_of(selection.dataflow),
            selection.dataflow,
            members.dimension,
            members.codes,
            fixed_codes(selection, members.dimension),
            selection.level,
        )
        return len(units)

    def _joined(self, cursor: Cursor, selection: Selection) -> int:
        """How many periods a history of ranks has that goes on from one table into the next."""
        catalog = self.library.catalog_of(selection.dataflow)
        if not self.kinds[selection.chart].needs.joins_ranks or selection.dataflow not in catalog.dataflows:
            return 0
        members = cast(catalog, selection, selection.breakdown or Breakdown())
        rows = self.library.offers(
            cursor,
            self.library.dataset_of(selection.dataflow),
            members.dimension,
            members.codes,
            fixed_codes(selection, members.dimension),
            selection.level,
        )
        return 0 if members.by_flow else len(rank_periods(catalog, selection, rows))

    def _has_whole(self, cursor: Cursor, selection: Selection) -> bool:
        """Whether the parent of the members has a level in the period, reported or following from others."""
        catalog, breakdown = self.library.catalog_of(selection.dataflow), selection.breakdown or Breakdown()
        members = cast(catalog, selection, breakdown)
        rows = self.library.offers(
            cursor,
            self.library.dataset_of(selection.dataflow),
            members.dimension,
            (members.parent,),
            fixed_codes(selection, members.dimension),
            selection.indicator,
        )
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


def _candidates(
    catalog: Catalog, selection: Selection, breakdown: Breakdown, members: Cast, rows: list[Offer]
) -> Iterable[Candidate]:
    by_dataflow: dict[str, list[Offer]] = {}
    for row in rows:
        if selection.dataflow in ("", row.dataflow) and row.dataflow in catalog.dataflows:
            by_dataflow.setdefault(row.dataflow, []).append(row)
    for dataflow, found in by_dataflow.items():
        by_period: dict[str, list[Offer]] = {}
        for row in found:
            by_period.setdefault(row.period, []).append(row)
        levels = {
            text: len(flows_of(rows)) if members.by_flow else levels_of(rows, selection.flow)
            for text, rows in by_period.items()
            if _in_history(text, selection)
        }
        histories = _histories(
            {text: count for text, count in levels.items() if any(row.levels for row in by_period[text])}
        )
        comparable = _comparable(levels)
        for period in sorted(histories):
            if selection.period and period != selection.period:
                continue
            yield _candidate(
                catalog,
                selection,
                breakdown,
                members,
                dataflow,
                period,
                by_period,
                histories[period],
                comparable[period],
            )


class _History(NamedTuple):
    """Periods that are drawn as one line, and the figures that they have together."""

    periods: int = 0
    figures: int = 0
    shared: int = 0
    """Periods in which two or more members have a figure."""
    most: int = 0
    """Members with a figure in the fullest period."""
    counts: tuple[int, ...] = ()
    """Members with a figure in each period that has any."""

    def with_period(self, figures: int) -> _History:
        return _History(
            self.periods + (figures > 0),
            self.figures + figures,
            self.shared + (figures > 1),
            max(self.most, figures),
            (*self.counts, figures),
        )


def _histories(figures: Mapping[str, int]) -> dict[str, _History]:
    """The history that each period stands in: of months, those that run up to it unbroken.

    A single month long after the last of a table does not make its history end there.

    Args:
        figures: How many each period has.
    """
    known = {text: Period.parse(text) for text in figures}
    alike: dict[tuple[Frequency, int, int], _History] = {}
    runs: dict[int, _History] = {}
    for text, period in sorted(known.items(), key=lambda item: item[1].last_month):
        if period.frequency == "M":
            before = runs.get(period.last_month - 1, _History())
            runs[period.last_month] = before.with_period(figures[text])
        else:
            key = _history_of(period)
            alike[key] = alike.get(key, _History()).with_period(figures[text])
    return {
        text: runs[period.last_month] if period.frequency == "M" else alike[_history_of(period)]
        for text, period in known.items()
    }


def _history_of(period: Period) -> tuple[Frequency, int, int]:
    """What periods of one history share: one length, a part of the year beside its like."""
    if period.frequency != "S":
        return period.frequency, 0, 0
    return "S", period.months, period.last_month % 12


def _comparable(levels: Mapping[str, int]) -> dict[str, int]:
    """How many periods of its season, up to each, have levels of half as many members or more."""
    seasons: dict[tuple[int, int], list[tuple[int, int]]] = {}
    known = {text: Period.parse(text) for text in levels}
    for text, period in known.items():
        seasons.setdefault(_season(period), []).append((period.last_month, levels[text]))
    return {
        text: sum(
            month <= period.last_month and count * 2 >= levels[text] > 0
            for month, count in seasons[_season(period)]
        )
        for text, period in known.items()
    }


def _season(period: Period) -> tuple[int, int]:
    return period.months, period.last_month % 12


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


def _in_history(period: str, selection: Selection) -> bool:
    if not selection.since:
        return True
    return Period.parse(period).sort_key() >= Period.parse(selection.since).sort_key()


def _candidate(
    catalog: Catalog,
    selection: Selection,
    breakdown: Breakdown,
    members: Cast,
    dataflow: str,
    period: str,
    by_period: Mapping[str, list[Offer]],
    history: _History,
    comparable: int,
) -> Candidate:
    here = by_period[period]
    flows = flows_of(here)
    of_flow = [row for row in here if row.flow == selection.flow]
    levels = levels_of(here, selection.flow)
    before = by_period.get(str(Period.parse(period).year_before()), [])
    had = levels_of(before, selection.flow)
    published = max((row.growths for row in of_flow), default=0)
    growths = max(published, min(levels, had))
    count = len(flows) if members.by_flow else levels
    total = 6 if members.by_flow else max(len(members.codes), 1)
    # Of markets and goods a chart lists those that the dataflow knows, as many as it has at its fullest.
    listed = total if members.dimension == "region" else max(history.most, 1)
    shape = Shape(
        kind=breakdown.kind,
        level=breakdown.level,
        members=count,
        members_with_growth=growths,
        periods=history.periods,
        flows=flows,
        frequency=catalog.dataflows[dataflow].frequency,
        summable=members.summable,
        across=2 if selection.across else 0,
        increments=growths,
        filled=1.0 if members.by_flow else min(1.0, history.figures / (listed * max(history.periods, 1))),
        comparable=comparable,
        shared=history.shared,
        full=sum(covers_nearly(figures, listed) for figures in history.counts),
        two_way=min(levels_of(here, "export"), levels_of(here, "import")),
        pairs=FEWEST_PAIRS if selection.across else 0,
    )
    unit = catalog.dataflows[dataflow].currency
    completed = replace(selection, dataflow=dataflow, period=period, unit=unit, breakdown=breakdown)
    return Candidate(completed, shape, count / total + 0.3 * published / total, history.figures / total)
