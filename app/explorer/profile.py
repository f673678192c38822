"""What the profile of a region or market says: key figures, telling charts, published facts, terms."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from app.charts.origin import figures_of, sources_of
from app.charts.spec import Area, ChartSpec, Line, Point
from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.explorer.known import Known
from app.explorer.members import breakdowns
from app.explorer.surroundings import Detail, Statement
from app.explorer.views import View
from app.model.catalog import Catalog, Dataflow, Source, Term
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.figure import Figure
from app.model.period import Period
from app.model.selection import Breakdown, Selection
from app.model.words import Words

CHARTS: Final = 6

_PLAN: Final = (
    ("likes", ("ranking",)),
    ("likes", ("trend",)),
    ("flows", ("trend",)),
    ("likes", ("rank-history",)),
    ("likes", ("contribution",)),
    ("parts", ("share", "composition", "growth-size", "slope")),
    ("markets", ("growth-size", "share", "balance", "slope", "ranking")),
    ("regions", ("share", "growth-size", "slope", "ranking")),
    ("goods", ("balance", "share", "growth-size")),
    ("flows", ("seasonality",)),
    ("flows", ("balance",)),
    *(
        ("likes", (kind,))
        for kind in ("growth-size", "slope", "composition", "tile-map", "share", "balance", "concentration")
    ),
    ("flows", ("slope",)),
    ("likes", ("small-multiples",)),
    ("likes", ("matrix",)),
)
"""The questions of a profile in their order, each with the kinds that answer it, the best first."""

_HISTORIES: Final = frozenset({"trend", "rank-history", "composition", "slope", "small-multiples", "matrix"})
_FEWEST_FIGURES: Final = 4
_FEWEST_PERIODS: Final = 3
_FEWEST_POINTS: Final = 5

_TERMS_OF_ALL: Final = ("basis", "growth", "share", "contribution", "derived", "approximate", "reliability")


@dataclass(frozen=True)
class Profile:
    """Everything that the report of a region or market is made from."""

    selection: Selection
    title: str
    other_title: str
    detail: Detail
    views: tuple[View, ...]
    """Each with its chart, no two of one kind."""
    dataflows: tuple[Dataflow, ...]
    """The bases of its key figures and charts, in their order."""
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Profiler:
    """Chooses what a profile shows."""

    explorer: Explorer

    def profile(
        self,
        cursor: Cursor,
        dimension: DimensionName,
        code: str,
        words: Words,
        charts: int = CHARTS,
        dataflow: str = "",
    ) -> Profile:
        """The profile of a region, or of a market as China's partner; on one basis where it is named."""
        explorer = self.explorer
        asked = explorer.select_member(Selection(dataflow=dataflow), dimension, code)
        asked = Known(explorer.library, cursor).of(asked)
        catalog = explorer.catalog(asked)
        views = tuple(islice(self._views(cursor, catalog, asked, dimension, words), charts))
        selection = self._detailed(cursor, asked, views, dimension, words)
        detail = explorer.detail(cursor, selection, words)
        if dimension != "region":
            detail = _of_market(detail, catalog, selection, words)
        member = catalog.dimension(dimension)[code]
        used = (selection.dataflow, *(view.selection.dataflow for view in views))
        dataflows = dict.fromkeys(catalog.dataflows[flow] for flow in used if flow in catalog.dataflows)
        return Profile(
            selection=selection,
            title=words.name(member),
            other_title=words.other_name(member),
            detail=detail,
            views=views,
            dataflows=tuple(dataflows),
            sources=sources_of(_figures(views, detail), catalog.sources),
            terms=tuple(_terms(catalog, dataflows, views)),
        )

    def _detailed(
        self,
        cursor: Cursor,
        asked: Selection,
        views: tuple[View, ...],
        dimension: DimensionName,
        words: Words,
    ) -> Selection:
        """The period and basis of the key figures; a market is shown as it stands among the others."""
        if dimension != "region" and views:
            return views[0].selection
        return self.explorer.complete(cursor, asked, words)

    def _views(
        self, cursor: Cursor, catalog: Catalog, asked: Selection, dimension: DimensionName, words: Words
    ) -> Iterator[View]:
        """Views in the order of the plan: what the adviser finds fitting, each kind once."""
        ways = _ways(catalog, asked, dimension)
        name = words.name(catalog.dimension(dimension)[asked.of(dimension)])
        used: set[str] = set()
        for question, kinds in _PLAN:
            way = ways.get(question)
            left = [kind for kind in kinds if kind not in used and kind in self.explorer.kinds]
            tries = (replace(asked, chart=kind, breakdown=way) for kind in left if way)
            views = (self.explorer.view(cursor, seen, words, strict=True) for seen in tries)
            told = (view for view in views if _tells(view) and (_is_of(view, dimension) or _says(view, name)))
            if (found := next(told, None)) is not None:
                used.add(found.selection.chart)
                yield found


def _is_of(view: View, dimension: DimensionName) -> bool:
    """Whether the members of a chart are of the profile's own dimension, and so named beside their marks."""
    return view.selection.breakdown is not None and view.selection.breakdown.kind == dimension


def _says(view: View, name: str) -> bool:
    """Whether a chart says whose it is: read alone, it would be taken for the trade of all."""
    return view.spec is not None and name in f"{view.spec.title} {view.spec.subtitle} {view.spec.remark}"


def _tells(view: View) -> bool:
    """Whether a chart has enough in it: figures beside each other, whole years for a history."""
    spec = view.spec
    if spec is None or sum(figure.value is not None for figure in spec.figures.values()) < _FEWEST_FIGURES:
        return False
    if view.selection.chart == "growth-size":
        points = sum(isinstance(mark, Point) for panel in spec.panels for mark in panel.marks)
        return points >= _FEWEST_POINTS
    if view.selection.chart not in _HISTORIES:
        return True
    frequency = Period.parse(view.selection.period).frequency
    if view.selection.chart == "trend":
        return frequency != "S" and _goes_on(spec, _FEWEST_PERIODS)
    return frequency == "A" and _goes_on(spec, 2 if view.selection.chart == "slope" else _FEWEST_PERIODS)


def _goes_on(spec: ChartSpec, fewest: int) -> bool:
    """Whether most lines of a history, if it has lines, are more than single dots."""
    marks = [mark for panel in spec.panels for mark in panel.marks]
    heights = [
        mark.y if isinstance(mark, Line) else mark.high for mark in marks if isinstance(mark, Line | Area)
    ]
    long = sum(sum(map(math.isfinite, line)) >= fewest for line in heights)
    return not heights or 2 * long > len(heights)


def _ways(catalog: Catalog, asked: Selection, dimension: DimensionName) -> dict[str, Breakdown]:
    """How a place can be broken down for each question of the plan."""
    tree = catalog.dimension(dimension)
    code = asked.of(dimension)
    found: dict[str, Breakdown] = {}
    for way in breakdowns(catalog, asked):
        own = way.kind == dimension
        if own and way.parent == code and code != tree.root:
            found.setdefault("parts", way)
        elif own and (way.parent != code or code == tree.root):
            found.setdefault("likes", way)
        elif way.kind == "flow":
            found["flows"] = way
        elif not own and way.kind in DIMENSIONS:
            found.setdefault({"market": "markets", "product": "goods", "region": "regions"}[way.kind], way)
    if dimension == "region" and tree[code].level == "group" and "parts" in found:
        found["likes"] = found.pop("parts")  # groups overlap, so a place among groups says little
    return found


def _of_market(detail: Detail, catalog: Catalog, selection: Selection, words: Words) -> Detail:
    """The facts and notes about a market alone; the others are about all of China's trade."""
    facts = tuple(
        fact for fact in detail.facts if fact.selection and fact.selection.market == selection.market
    )
    groups = catalog.markets.groups_of(selection.market)
    return replace(
        detail,
        caption=" · ".join([catalog.markets[selection.market].iso or selection.market, *groups[:3]]),
        facts=facts,
        statements=tuple(_notes(catalog, selection.market, words)),
        strips=(),
    )


def _notes(catalog: Catalog, market: str, words: Words) -> Iterator[Statement]:
    for note in catalog.notes:
        if note.dimension == "market" and note.subject == market:
            cited = catalog.cited(note.source)
            source = cited[0].citation(words.language) if cited else ""
            yield Statement(words.text(note.kind), note.text(words.language), source)


def _figures(views: Iterable[View], detail: Detail) -> Iterator[Figure]:
    """Every figure of a profile, in the order in which it is met."""
    for key in detail.key_figures:
        yield from filter(None, (key.figure, key.growth))
    for view in views:
        yield from figures_of(view.spec) if view.spec is not None else ()
    for fact in detail.facts:
        yield from filter(None, (fact.figure, fact.growth))


def _terms(catalog: Catalog, dataflows: Iterable[Dataflow], views: Iterable[View]) -> Iterator[Term]:
    """The terms that a reader of these charts needs."""
    wanted = {flow.attribution for flow in dataflows}
    wanted |= {"mirror data" for flow in dataflows if "mirror" in flow.id}
    wanted |= {"FOB", "CIF"} if any("CIF" in flow.valuation for flow in dataflows) else set()
    wanted |= {"year to date"} if any(flow.frequency == "S" for flow in dataflows) else set()
    wanted |= {"concentration"} if any(view.selection.chart == "concentration" for view in views) else set()
    yield from (term for term in catalog.terms if term.term in wanted or term.term in _TERMS_OF_ALL)
