"""The detail panel: key figures, the largest markets, published facts and notes of what is selected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.charts.observations import Observation as FrameRow
from app.charts.observations import observations as frame_rows
from app.charts.titles import ALL_MARKETS
from app.data.frame_request import FrameRequest
from app.data.frames import frame_of
from app.data.library import Library
from app.data.observations import Observation, observations
from app.data.store import BUNDLED, Cursor
from app.data.tree_values import RowValues
from app.explorer.facts import Told, figure_of
from app.explorer.groups import disjoint
from app.explorer.members import fixed_codes, slice_of
from app.explorer.surroundings import Detail, KeyFigure, Strip
from app.model.arithmetic import share
from app.model.catalog import Catalog
from app.model.dimension import LISTED, LISTED_PREFIX, DimensionName, Member
from app.model.figure import Figure
from app.model.numbers import place_text
from app.model.period import Period
from app.model.selection import Selection
from app.model.units import Scale, unit_name
from app.model.words import Words

STRIP_LIMIT = 6


@dataclass(frozen=True)
class Details:
    """Fills the detail panel for a completed selection."""

    library: Library

    def detail(self, cursor: Cursor, selection: Selection, words: Words) -> Detail:
        """What is known of the selected region, with the selected market and product."""
        catalog = self.library.catalog_of(selection.dataflow)
        dataset = self.library.dataset_of(selection.dataflow)
        return _Panel(self.library, cursor, dataset, catalog, selection, words).filled()


@dataclass(frozen=True)
class _Panel:
    """One filling of the panel."""

    library: Library
    cursor: Cursor
    dataset: str
    catalog: Catalog
    selection: Selection
    words: Words

    def filled(self) -> Detail:
        words, regions = self.words, self.catalog.regions
        told = Told(self.catalog, self.selection, words)
        region = regions.get(self.selection.region) or regions[regions.root]
        named = Detail(
            title=words.name(region),
            other_title=words.other_name(region),
            caption="",
            strips_title=words.text("Largest markets"),
            statements=told.statements(region.code),
        )
        if not self.selection.period or self.selection.region not in regions:
            return named
        published = self._published()
        keys = self._key_figures(published)
        facts = told.facts(published, {key.figure for key in keys})
        return replace(
            named,
            caption=self._caption(region),
            key_figures=keys,
            strips=self._strips(),
            facts=facts,
            statements=told.statements(region.code, {fact.milestone for fact in facts}),
        )

    def _published(self) -> list[Observation]:
        """What is published of the region in the year of the selection.

        In a file of the user's own that is every pair of market and product: those chosen are enough.
        """
        year = str(Period.parse(self.selection.period).year)
        asked = {"region": self.selection.region, "period": year, "status": "reported"}
        if self.dataset != BUNDLED:
            asked |= {"market": self.selection.market, "product": self.selection.product}
        return observations(self.cursor, self.dataset, asked, shown_only=True, limit=5000)

    def _key_figures(self, published: list[Observation]) -> tuple[KeyFigure, ...]:
        words, selection, regions = self.words, self.selection, self.catalog.regions
        home = regions.get(regions.home(selection.region))
        request = FrameRequest(
            self.dataset,
            selection.dataflow,
            "region",
            (selection.region, home.code) if home else (selection.region,),
            fixed_codes(selection, "region"),
            ("total", "export", "import", "balance"),
            (selection.period,),
            selection.level,
        )
        rows = frame_rows(frame_of(self.library, self.cursor, request))
        labels = {
            "total": words.text("Total"),
            "export": words.text("Exports"),
            "import": words.text("Imports"),
            "balance": words.text("Balance"),
        }
        found = [
            KeyFigure(self._with_unit(labels[row.flow], row.figure), row.figure, _growth_of(row))
            for row in rows
            if row.member == selection.region and (row.value is not None or row.percent is not None)
        ]
        of_home = self._share(published) or _computed_share(
            rows, selection, words.text("share = level / level of the whole")
        )
        if home and of_home:
            found.append(KeyFigure(words.text("Share of {place}", place=words.name(home)), of_home))
        return tuple(found)

    def _with_unit(self, label: str, figure: Figure) -> str:
        """A label that says what a quantity is counted in; amounts of money have theirs above the chart."""
        if self.selection.level == "value":
            return label
        unit = unit_name(figure.unit, Scale(1.0, ""), self.words)
        return self.words.text("{head}, {unit}", head=label, unit=unit)

    def _share(self, published: list[Observation]) -> Figure | None:
        """The published share of the region in the place that it is part of."""
        wanted = fixed_codes(self.selection) | {
            "dataflow": self.selection.dataflow,
            "flow": self.selection.flow,
            "period": self.selection.period,
            "indicator": "share",
            "measure": "value",
            "of_region": self.catalog.regions.home(self.selection.region),
            "of_market": "",
            "of_product": "",
        }
        fits = (
            seen for seen in published if all(getattr(seen, name) == code for name, code in wanted.items())
        )
        return next(map(figure_of, fits), None)

    def _caption(self, region: Member) -> str:
        regions = self.catalog.regions
        code = "" if region.code.startswith(("GRP-", "X-", LISTED_PREFIX)) else region.code
        groups = [self.words.name(regions[group]) for group in regions.groups_of(region.code)]
        parts = (region.iso, code, self._rank(region), self._partner(), *groups[:2])
        return " · ".join(filter(None, parts))

    def _partner(self) -> str:
        """The market that all figures are about, where it is not the world."""
        market = self.catalog.markets.get(self.selection.market)
        if market is None or market.code == ALL_MARKETS or market.level == LISTED:
            return ""
        return self.words.text("trade with {market}", market=self.words.name(market))

    def _rank(self, region: Member) -> str:
        """The place among the siblings that have a figure, where no bound leaves it open."""
        words, regions = self.words, self.catalog.regions
        chosen = (self.selection.market, self.selection.product)
        if chosen != (self.catalog.markets.root, self.catalog.products.root):
            return ""
        if region.code == regions.root or region.level == "group":
            return ""
        siblings = regions.siblings_at(regions.home(region.code), region.level)
        values = self._tree("region")
        levels = {code: values[code][0] for code in siblings if code in values}
        known = {code: level for code, level in levels.items() if level and level.value is not None}
        own = known.get(region.code)
        bounded = any(level.qualifier not in ("=", "~") for level in known.values())
        apart = len({level.unit for level in known.values()}) > 1
        if own is None or bounded or apart or len(known) < 2:
            return ""
        place = 1 + sum((level.value or 0) > (own.value or 0) for level in known.values())
        written = place_text(place, words.language)
        if len(known) < len(siblings):
            return words.text("{place} of {count} with a figure", place=written, count=len(known))
        return words.text("{place} of {count}", place=written, count=len(known))

    def _tree(self, name: DimensionName) -> Mapping[str, RowValues]:
        chosen = self.selection
        part = slice_of(self.dataset, chosen, name, chosen.level)
        return self.library.tree_values(self.cursor, part, chosen.dataflow, chosen.flow, chosen.period)

    def _strips(self) -> tuple[Strip, ...]:
        markets = self.catalog.markets
        found = [
            (code, level, growth)
            for code, (level, growth) in self._tree("market").items()
            if level and level.value and code != markets.root and code in markets
        ]
        apart = disjoint(markets, [code for code, _, _ in found])
        found = [row for row in found if row[0] in apart]
        if len({level.unit for _, level, _ in found}) > 1:
            return ()
        found.sort(key=lambda row: -(row[1].value or 0))
        largest = max((abs(level.value or 0) for _, level, _ in found), default=1)
        return tuple(
            Strip("market", code, self.words.name(markets[code]), level, growth, (level.value or 0) / largest)
            for code, level, growth in found[:STRIP_LIMIT]
        )


def _computed_share(rows: Iterable[FrameRow], selection: Selection, text: str) -> Figure | None:
    """The share that follows from the levels of the region and of the place that it is part of."""
    here = [row for row in rows if row.flow == selection.flow]
    part = next((row for row in here if row.member == selection.region), None)
    whole = next((row for row in here if row.member != selection.region), None)
    return share(part.figure, whole.figure, text) if part and whole else None


def _growth_of(row: FrameRow) -> Figure | None:
    """A balance can change its sign: its growth in percent says nothing."""
    return None if row.percent is None or row.flow == "balance" else row.growth
