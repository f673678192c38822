"""From a completed selection to the figures that its chart is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.charts.chart_data import ChartData
from app.charts.extent import Extent, extent_of
from app.charts.figure_frames import (
    by_column,
    codes_in,
    has_gaps,
    no_figures,
    put_together,
    with_reasons,
    without,
)
from app.charts.kind import Kind
from app.charts.periods import period_text
from app.data.coverage import Offer, part_years
from app.data.frame_request import ROW_LIMIT, FrameRequest
from app.data.frames import frame_of
from app.data.library import Library
from app.data.published_ranks import published_ranks
from app.data.slice import Slice
from app.data.store import Cursor
from app.explorer.groups import disjoint
from app.explorer.joins import rank_periods
from app.explorer.members import (
    FLOW_MEMBERS,
    Cast,
    cast,
    dimension_name,
    fixed_codes,
    flow_names,
    is_comparison,
    slice_of,
)
from app.explorer.present import present
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, Member
from app.model.figure import Figure
from app.model.numbers import quantity_text
from app.model.period import Period
from app.model.selection import Breakdown, Selection
from app.model.words import Words

if TYPE_CHECKING:
    import pandas as pd

_MOST_ROWS = 50_000
"""Rows of all periods together, above which a timeline takes its axes from each."""


@dataclass(frozen=True)
class Charting:
    """Asks the store for what a kind of chart needs."""

    library: Library

    def data(
        self, cursor: Cursor, selection: Selection, kind: Kind, words: Words, *, steady: bool = False
    ) -> ChartData:
        """Figures of a completed selection, with a word for every gap.

        Args:
            cursor: Of the task.
            selection: The completed view.
            kind: The kind of chart.
            words: The language of the reasons.
            steady: Whether the view is one of many periods that are gone through.
        """
        catalog = self.library.catalog_of(selection.dataflow)
        breakdown = selection.breakdown or Breakdown()
        members = present(self.library, cursor, selection, cast(catalog, selection, breakdown))
        periods = self.periods(cursor, selection, kind, members)
        request = self._request(selection, kind, members, periods, catalog)
        frame, whole = self._frames(cursor, request, members, catalog)
        joined = self._joined(cursor, selection, kind, members)
        is_played = steady and kind.needs.periods == "one" and not request.across
        if joined:
            frame = self._history_of_ranks(cursor, request, joined)
        if members.by_flow:
            frame = by_column(frame, breakdown.kind)
        else:
            frame = self._with_reasons(cursor, frame, selection, request, words)
        return ChartData(
            selection=selection,
            frame=frame,
            whole=whole,
            members=_members(catalog, selection, members, codes_in(frame), words),
            dataflow=catalog.dataflows[selection.dataflow],
            sources=catalog.sources,
            drillable=_drillable(catalog, members),
            summable=members.summable,
            apart=_apart(catalog, selection, members),
            ranks=self._ranks(cursor, request, breakdown) if _has_ranks(selection, kind, members) else {},
            extent=self._extent(cursor, selection, members, request) if is_played else Extent(),
            joined={
                period: catalog.dataflows[dataflow]
                for period, dataflow in joined.items()
                if dataflow != selection.dataflow
            },
        )

    def _extent(self, cursor: Cursor, selection: Selection, members: Cast, request: FrameRequest) -> Extent:
        """How far the figures reach over all periods of one length; nothing where these would be too many."""
        shown = Period.parse(selection.period)
        alike = (text for text in self.history(cursor, selection, members) if _is_like(shown, text))
        asked = replace(request, periods=tuple(alike))
        if asked.rows > _MOST_ROWS:
            return Extent()
        catalog = self.library.catalogs[asked.dataset]
        return self.library.recall(
            asked.dataset,
            ("extent", asked.key()),
            lambda: extent_of(*self._frames(cursor, asked, members, catalog)),
        )

    def _ranks(self, cursor: Cursor, request: FrameRequest, breakdown: Breakdown) -> Mapping[str, Figure]:
        """What sources say of the places of the members among all of their kind."""
        group = f"{breakdown.level}@{breakdown.parent}" if breakdown.kind == "region" else breakdown.kind
        return self.library.recall(
            request.dataset,
            ("ranks", group, request.key()),
            lambda: published_ranks(cursor, request, group),
        )

    def _joined(self, cursor: Cursor, selection: Selection, kind: Kind, members: Cast) -> Mapping[str, str]:
        """The dataflow of each period of a history of ranks; empty where one dataflow has it all."""
        if not kind.needs.joins_ranks or members.by_flow:
            return {}
        offers = self._offers(cursor, replace(selection, indicator=selection.level), members)
        return rank_periods(self.library.catalog_of(selection.dataflow), selection, offers)

    def _history_of_ranks(
        self, cursor: Cursor, request: FrameRequest, joined: Mapping[str, str]
    ) -> pd.DataFrame:
        """The rows of every period from its own dataflow, each in its own unit."""
        parts = []
        for dataflow in dict.fromkeys(joined.values()):
            periods = tuple(period for period, found in joined.items() if found == dataflow)
            asked = replace(request, dataflow=dataflow, periods=periods)
            parts.append(frame_of(self.library, cursor, asked))
        return put_together(parts)

    def periods(self, cursor: Cursor, selection: Selection, kind: Kind, members: Cast) -> tuple[str, ...]:
        """The periods that the kind shows, oldest first, ending with the selected one."""
        if kind.needs.periods == "one" or (kind.needs.across and selection.across):
            return (selection.period,)
        known = self.history(cursor, selection, members)
        last = Period.parse(selection.period).sort_key()
        first = Period.parse(selection.since).sort_key() if selection.since else (0, 0)
        within = [period for period in known if first <= Period.parse(period).sort_key() <= last]
        if kind.needs.periods == "two" and within:
            return tuple(dict.fromkeys((within[0], within[-1])))
        return tuple(within)

    def history(self, cursor: Cursor, selection: Selection, members: Cast) -> list[str]:
        """All periods of the dataflow that have a value for the members, oldest first."""
        rows = self._offers(cursor, selection, members)
        found = {row.period for row in rows if row.dataflow == selection.dataflow and row.levels}
        return sorted(found, key=lambda period: Period.parse(period).sort_key())

    def _offers(self, cursor: Cursor, selection: Selection, members: Cast) -> list[Offer]:
        dataset = self.library.dataset_of(selection.dataflow)
        part = slice_of(dataset, selection, members.dimension, selection.indicator)
        return self.library.offers(cursor, part, members.codes)

    def _request(
        self, selection: Selection, kind: Kind, members: Cast, periods: Sequence[str], catalog: Catalog
    ) -> FrameRequest:
        across = selection.across if kind.needs.across else None
        across_cast = cast(catalog, selection, across) if across else None
        flows = kind.needs.flows or (selection.flow,)
        if across and selection.flow in flows:
            flows = (selection.flow,)
        if members.by_flow and selection.breakdown and selection.breakdown.kind == "flow":
            flows = ("total", "export", "import")
        return FrameRequest(
            dataset=self.library.dataset_of(selection.dataflow),
            dataflow=selection.dataflow,
            dimension=members.dimension,
            members=_capped(members.codes, len(periods) * len(flows)),
            fixed=fixed_codes(
                selection, members.dimension, *([across_cast.dimension] if across_cast else [])
            ),
            flows=flows,
            periods=periods,
            indicator="value" if selection.indicator == "growth" else selection.indicator,
            across=across_cast.dimension if across_cast else "",
            across_members=across_cast.codes if across_cast else (),
        )

    def _frames(
        self, cursor: Cursor, request: FrameRequest, members: Cast, catalog: Catalog
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The figures of the members, and those of the whole that they are parts of."""
        if members.by_flow or members.parent not in catalog.dimension(members.dimension):
            return frame_of(self.library, cursor, request), no_figures()
        if not request.across:
            asked = replace(request, members=(*request.members, members.parent))
            return without(frame_of(self.library, cursor, asked), members.parent)
        root = catalog.dimension(dimension_name(request.across)).root
        fixed = request.fixed | {request.across: root}
        asked = replace(request, members=(members.parent,), fixed=fixed, across="", across_members=())
        return frame_of(self.library, cursor, request), frame_of(self.library, cursor, asked)

    def _with_reasons(
        self, cursor: Cursor, frame: pd.DataFrame, selection: Selection, request: FrameRequest, words: Words
    ) -> pd.DataFrame:
        if not has_gaps(frame):
            return frame
        known = {}
        flows = self.library.catalogs[request.dataset].dataflows.values()
        only_years = all(flow.frequency == "A" for flow in flows)
        if Period.parse(selection.period).frequency == "A" and not only_years and not request.across:
            for flow in request.flows:
                for member, text in self._parts_of_year(cursor, selection, request, flow, words).items():
                    known[flow, member] = text
        nothing, no_level = words.text("not in the sources"), words.text("no level")
        return with_reasons(frame, nothing, no_level, selection.period, known)

    def _parts_of_year(
        self, cursor: Cursor, selection: Selection, request: FrameRequest, flow: str, words: Words
    ) -> dict[str, str]:
        """What is known of a part of the year, by member."""
        part = Slice(request.dataset, request.dimension, request.fixed, selection.level)
        year = Period.parse(selection.period).year
        parts = part_years(cursor, part, request.members, flow, year, selection.unit)
        texts = {}
        for member, known in parts.items():
            figure = quantity_text(known.value, selection.unit, words.language, qualifier=known.qualifier)
            texts[member] = words.text(
                "{months} only: {figure}", months=period_text(known.span, words), figure=figure
            )
        return texts


def _is_like(shown: Period, text: str) -> bool:
    """Whether a period has the length of another."""
    period = Period.parse(text)
    return (period.frequency, period.months) == (shown.frequency, shown.months)


def _apart(catalog: Catalog, selection: Selection, members: Cast) -> frozenset[str]:
    """Groups that overlap with others; none of those that were chosen by hand to be compared."""
    tree = catalog.dimension(dimension_name(members.dimension))
    if members.by_flow or is_comparison(tree, selection):
        return frozenset()
    return frozenset(members.codes) - disjoint(tree, members.codes)


def _has_ranks(selection: Selection, kind: Kind, members: Cast) -> bool:
    """Whether sources may rank what is shown."""
    return kind.needs.periods == "one" and not members.by_flow and selection.indicator == "value"


def _capped(codes: Sequence[str], rows_each: int) -> tuple[str, ...]:
    return tuple(codes[: max(1, ROW_LIMIT // max(rows_each, 1))])


def _drillable(catalog: Catalog, members: Cast) -> frozenset[str]:
    if members.by_flow:
        return frozenset()
    dimension = catalog.dimension(members.dimension)
    return frozenset(code for code in members.codes if dimension.children(code))


def _members(
    catalog: Catalog, selection: Selection, members: Cast, codes: set[str], words: Words
) -> Mapping[str, Member]:
    found: dict[str, Member] = {}
    for code in codes:
        if code in FLOW_MEMBERS:
            found[code] = flow_names(code)
        elif members.by_flow and code:
            found[code] = Member(code, "", "period", period_text(code, words), period_text(code, words))
    for name in DIMENSIONS:
        dimension = catalog.dimension(name)
        wanted = {*codes, selection.of(name), members.parent, dimension.root}
        found |= {code: dimension[code] for code in wanted if code in dimension}
        if dimension.is_listed(dimension.root):
            found[dimension.root] = dimension.all_that_is_listed()
    return found
