"""What the controls offer for a selection: flows, periods, bases, breakdowns, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.charts.coverage import covers
from app.charts.periods import month_name, period_text
from app.charts.titles import ALL_MARKETS, ALL_PRODUCTS
from app.data.library import Library
from app.data.store import BUNDLED, Cursor
from app.explorer.counting import figures_by_period, with_derived_flows
from app.explorer.members import (
    FLOW_MEMBERS,
    Cast,
    breakdowns,
    cast,
    finer_breakdowns,
    fixed_codes,
    slice_of,
)
from app.explorer.present import present
from app.explorer.views import BreakdownChoice, Choice, Choices, Crumb
from app.model.catalog import Catalog, Dataflow
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.glossary import meanings
from app.model.period import Frequency, Period
from app.model.selection import Breakdown, Selection
from app.model.words import Words


@dataclass(frozen=True)
class Controls:
    """Asks the store what could be chosen instead."""

    library: Library

    def choices(self, cursor: Cursor, selection: Selection, words: Words) -> Choices:
        """The entries of every control for a completed selection."""
        dataset = self.library.dataset_of(selection.dataflow)
        catalog = self.library.catalogs[dataset]
        members = cast(catalog, selection, selection.breakdown or Breakdown())
        part = slice_of(dataset, selection, members.dimension, selection.indicator)
        rows = self.library.offers(cursor, part, members.codes)
        here = [row for row in rows if row.dataflow == selection.dataflow]
        listed = len(present(self.library, cursor, selection, members).codes) * (not members.by_flow)
        flows = with_derived_flows(row.flow for row in here if row.period == selection.period and row.levels)
        dataflows = {row.dataflow for row in rows if row.levels or row.growths}
        meant = meanings(catalog.terms, words)
        return Choices(
            flows=tuple(_flows(flows, meant, words)),
            periods=tuple(_periods(figures_by_period(here, selection.flow), listed, words)),
            dataflows=tuple(self._dataflows(dataset, dataflows, words)),
            indicators=tuple(self._indicators(cursor, selection, members, meant, words)),
            breakdowns=tuple(
                BreakdownChoice(way, breakdown_name(catalog, way, words)) for way in _ways(catalog, selection)
            ),
        )

    def _indicators(
        self, cursor: Cursor, selection: Selection, members: Cast, meant: Mapping[str, str], words: Words
    ) -> Iterator[Choice]:
        """What can be measured: quantity where the members share a unit, value unless there is none."""
        has_quantities, has_values = (
            self.library.has_indicator(
                cursor, self.library.dataset_of(selection.dataflow), selection.dataflow, level
            )
            for level in ("quantity", "value")
        )
        only_quantity = has_quantities and not has_values
        reason = words.text("the sources give quantities alone") if only_quantity else ""
        yield Choice("value", words.text("Value"), detail=meant.get("value", ""), reason=reason)
        if selection.indicator == "quantity" or (
            has_quantities and self._share_a_unit(cursor, selection, members)
        ):
            yield Choice("quantity", words.text("Quantity"), detail=meant.get("quantity", ""))
        yield Choice("growth", words.text("Growth"), detail=meant.get("growth", ""), reason=reason)

    def _share_a_unit(self, cursor: Cursor, selection: Selection, members: Cast) -> bool:
        """Whether the members' quantities are in one unit; where all of a data set are, nothing is read."""
        dataset = self.library.dataset_of(selection.dataflow)
        every = self.library.recall(dataset, "units", lambda: cursor.codes(dataset, "unit"))
        if len(set(every) - {self.library.dataflow(selection.dataflow).currency}) == 1:
            return True
        part = slice_of(dataset, selection, members.dimension, "quantity")
        return len(self.library.units_of(cursor, part, members.codes, selection.dataflow)) == 1

    def crumbs(self, selection: Selection, words: Words) -> tuple[Crumb, ...]:
        """The way from the root to the selected region, then market and goods with their way back to all."""
        catalog = self.library.catalog_of(selection.dataflow)
        way = list(_lineage(catalog, "region", selection.region, words))
        way += list(_lineage(catalog, "market", selection.market, words))[-1:]
        way += list(_lineage(catalog, "product", selection.product, words))[-1:]
        return tuple(way)

    def _dataflows(self, here: str, available: set[str], words: Words) -> Iterator[Choice]:
        """Bases of every data set; in another one than `here`, what it lacks gives way to the whole."""
        reason = words.text("no figures for this selection on this basis")
        for dataset, catalog in self.library.catalogs.items():
            meant = meanings(catalog.terms, words)
            for flow in catalog.dataflows.values():
                own = words.text("Own data: {name}", name=dataset)
                yield Choice(
                    key=flow.id,
                    label=words.name(flow),
                    detail="\n".join(filter(None, (flow.basis(words.language), meant.get(flow.attribution)))),
                    reason="" if flow.id in available or dataset != here else reason,
                    group=flow.currency if dataset == BUNDLED else own,
                    short=_short_basis(flow, catalog, words),
                )

    def breakdowns(self, cursor: Cursor, selection: Selection, words: Words) -> tuple[BreakdownChoice, ...]:
        """Every way to break a completed selection down, off where it has no figures.

        A large data set takes longer to say so than to give the figures of a chart.
        """
        dataset = self.library.dataset_of(selection.dataflow)
        catalog = self.library.catalogs[dataset]
        having = {
            name: self.library.codes_with_figures(cursor, dataset, name, fixed_codes(selection, name))
            for name in DIMENSIONS
        }
        found = []
        for way in _ways(catalog, selection):
            members = cast(catalog, selection, way)
            known = having[members.dimension].intersection(members.codes)
            reason = "" if known else words.text("no figures broken down this way")
            found.append(BreakdownChoice(way, breakdown_name(catalog, way, words), reason))
        return tuple(found)


def _ways(catalog: Catalog, selection: Selection) -> list[Breakdown]:
    ways = (*breakdowns(catalog, selection), *finer_breakdowns(catalog, selection))
    return sorted(ways, key=lambda way: way.kind == "flow")


def breakdown_name(catalog: Catalog, breakdown: Breakdown, words: Words) -> str:
    """A breakdown in words: 'provinces of China', 'groups of markets', 'flows'."""
    if breakdown.kind == "flow":
        return words.text("Flows")
    if breakdown.kind == "period":
        return words.text("Periods")
    levels = {
        ("region", "province"): words.text("Provinces"),
        ("region", "city"): words.text("Cities"),
        ("region", "county"): words.text("Counties"),
        ("region", "group"): words.text("Groups of provinces"),
        ("region", "country"): words.text("Countries"),
        ("market", "country"): words.text("Countries"),
        ("market", "group"): words.text("Groups of markets"),
        ("market", ""): words.text("Markets and groups"),
        ("product", "group"): words.text("Groups of goods"),
        ("product", "good"): words.text("Goods"),
        ("product", ""): words.text("All goods named"),
        ("product", "sector"): words.text("Sectors"),
        ("product", "classification"): words.text("Classifications"),
        ("product", "stage"): words.text("Stages of processing"),
        ("product", "section"): words.text("Sections"),
        ("product", "chapter"): words.text("Chapters"),
        ("product", "heading"): words.text("Headings"),
        ("product", "subheading"): words.text("Subheadings"),
    }
    label = levels.get((breakdown.kind, breakdown.level), breakdown.level.capitalize())
    tree = catalog.dimension(next(name for name in DIMENSIONS if name == breakdown.kind))
    if breakdown.parent == tree.root and breakdown.kind != "region":
        return label
    parent = tree.get(breakdown.parent)
    return words.text("{members} of {place}", members=label, place=words.name(parent)) if parent else label


def _flows(available: frozenset[str], meant: Mapping[str, str], words: Words) -> Iterator[Choice]:
    for code in ("total", "export", "import", "balance"):
        reason = "" if code in available else words.text("not in the sources for this period")
        yield Choice(code, words.name(FLOW_MEMBERS[code]), detail=meant.get(code, ""), reason=reason)
    for code in ("re-export", "re-import"):
        if code in available:
            yield Choice(code, words.name(FLOW_MEMBERS[code]), detail=meant.get(code, ""))


def rhythm_text(frequency: Frequency, words: Words) -> str:
    """How often there is a figure: 'by year'."""
    return {
        "A": words.text("by year"),
        "Q": words.text("by quarter"),
        "M": words.text("by month"),
        "S": words.text("part-years"),
    }[frequency]


def _short_basis(flow: Dataflow, catalog: Catalog, words: Words) -> str:
    """Currency and frequency; where others share both, how trade is attributed, or the years."""
    attributions = {
        "operating unit": words.text("operating unit"),
        "origin and destination": words.text("origin"),
        "port of exit": words.text("port of exit"),
        "mirror": words.text("mirror data"),
    }
    others = [other for other in catalog.dataflows.values() if other.id != flow.id]
    alike = [o for o in others if (o.currency, o.frequency) == (flow.currency, flow.frequency)]
    rhythm = rhythm_text(flow.frequency, words)
    currency = {"CNY": words.text("CNY"), "USD": words.text("USD")}.get(flow.currency, flow.currency)
    told = rhythm
    if alike:
        years = dict.fromkeys((flow.first_period[:4], flow.last_period[:4]))
        told = attributions.get(flow.attribution) or "–".join(filter(None, years)) or rhythm
    return f"{currency} · {told}" if currency else told


def _short_period(period: str, words: Words) -> str:
    """A span of months in few letters: 'Jan–Nov 2025', '2025年1–11月'."""
    span = Period.parse(period)
    if span.frequency != "S":
        return ""
    first, last = span.first_month % 12, span.last_month % 12
    if words.language == "zh":
        return f"{span.year}年{first + 1}–{last + 1}月"
    months = [month_name(place + 1, words)[:3] for place in (first, last)]
    return f"{months[0]}–{months[1]} {span.year}"


def _periods(known: Mapping[str, int], listed: int, words: Words) -> Iterator[Choice]:
    """The latest first, saying of how many of the listed members there are figures where those are few."""
    for period in sorted(known, key=lambda text: Period.parse(text).sort_key(), reverse=True):
        sparse = not covers(known[period], listed)
        told = words.text("figures for {known} of {count}", known=known[period], count=listed)
        yield Choice(
            period,
            period_text(period, words),
            detail=told if sparse else "",
            short=_short_period(period, words),
            sparse=sparse,
        )


def _lineage(catalog: Catalog, name: DimensionName, code: str, words: Words) -> Iterator[Crumb]:
    tree = catalog.dimension(name)
    if code not in tree:
        return
    everything = {ALL_MARKETS: words.text("all markets"), ALL_PRODUCTS: words.text("all goods")}
    for step in tree.lineage(code):
        whole = step == code == tree.root
        yield Crumb(name, step, everything.get(step) or words.name(tree[step]), whole)
