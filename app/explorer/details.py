"""The detail panel: key figures, the largest markets, published facts and notes of what is selected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.charts.observations import Observation as FrameRow
from app.charts.observations import observations as frame_rows
from app.data.frames import FrameRequest
from app.data.library import Library
from app.data.observations import Observation, observations
from app.data.store import Cursor
from app.data.tree_values import tree_values
from app.explorer.describe import described
from app.explorer.members import fixed_codes
from app.explorer.views import Detail, Fact, KeyFigure, Statement, Strip
from app.model.arithmetic import share
from app.model.catalog import Catalog
from app.model.figure import Figure
from app.model.numbers import place_text
from app.model.selection import Selection
from app.model.terms import term
from app.model.words import Words

FACT_LIMIT = 60
STRIP_LIMIT = 6


@dataclass(frozen=True)
class Details:
    """Fills the detail panel for a completed selection."""

    library: Library

    def detail(self, cursor: Cursor, selection: Selection, words: Words) -> Detail:
        """What is known of the selected region, with the selected market and product."""
        catalog = self.library.catalog_of(selection.dataflow)
        dataset = self.library.dataset_of(selection.dataflow)
        region = catalog.regions.get(selection.region) or catalog.regions[catalog.regions.root]
        key_figures = self._key_figures(cursor, dataset, selection, catalog, words)
        facts = self._facts(cursor, dataset, selection, catalog, words)
        return Detail(
            title=words.name(region),
            other_title=words.other_name(region),
            caption=self._caption(cursor, dataset, selection, catalog, words),
            key_figures=key_figures,
            strips_title=words.text("Largest markets"),
            strips=self._strips(cursor, dataset, selection, catalog, words),
            facts=facts,
            statements=tuple(_statements(catalog, region.code, words)),
        )

    def _key_figures(
        self, cursor: Cursor, dataset: str, selection: Selection, catalog: Catalog, words: Words
    ) -> tuple[KeyFigure, ...]:
        request = FrameRequest(
            dataset,
            selection.dataflow,
            "region",
            tuple(dict.fromkeys(filter(None, (selection.region, catalog.regions.home(selection.region))))),
            fixed_codes(selection, "region"),
            ("total", "export", "import", "balance"),
            (selection.period,),
        )
        rows = frame_rows(self.library.frame(cursor, request))
        labels = {
            "total": words.text("Total"),
            "export": words.text("Exports"),
            "import": words.text("Imports"),
            "balance": words.text("Balance"),
        }
        own = [row for row in rows if row.member == selection.region]
        found = [
            KeyFigure(labels[row.flow], row.figure, _growth_of(row))
            for row in own
            if row.value is not None or row.percent is not None
        ]
        of_whole = self._share(cursor, dataset, selection, catalog) or _computed_share(rows, selection)
        if of_whole:
            place = catalog.regions[catalog.regions.home(selection.region)]
            found.append(KeyFigure(words.text("Share of {place}", place=words.name(place)), of_whole))
        return tuple(found)

    def _share(self, cursor: Cursor, dataset: str, selection: Selection, catalog: Catalog) -> Figure | None:
        """The published share of the region in the place that it is part of."""
        home = catalog.regions.home(selection.region)
        asked = fixed_codes(selection) | {
            "dataflow": selection.dataflow,
            "flow": selection.flow,
            "period": selection.period,
            "indicator": "share",
            "measure": "value",
            "of_region": home,
            "of_market": "",
            "of_product": "",
        }
        found = observations(cursor, dataset, asked, shown_only=True, limit=1)
        return figure_of(found[0]) if found and home in catalog.regions else None

    def _caption(
        self, cursor: Cursor, dataset: str, selection: Selection, catalog: Catalog, words: Words
    ) -> str:
        region = catalog.regions.get(selection.region)
        if region is None:
            return ""
        parts = [region.iso, region.code if not region.code.startswith(("GRP-", "X-")) else ""]
        parts.append(self._rank(cursor, dataset, selection, catalog, words))
        parts += [words.name(catalog.regions[group]) for group in catalog.regions.groups_of(region.code)][:2]
        return " · ".join(filter(None, parts))

    def _rank(
        self, cursor: Cursor, dataset: str, selection: Selection, catalog: Catalog, words: Words
    ) -> str:
        """The place among the siblings that have a figure, where no bound leaves it open."""
        regions = catalog.regions
        if selection.region == regions.root or regions[selection.region].level == "group":
            return ""
        siblings = regions.siblings_at(regions.home(selection.region), regions[selection.region].level)
        values = tree_values(
            cursor, dataset, selection.dataflow, "region", fixed_codes(selection, "region"),
            selection.flow, selection.period,
        )  # fmt: skip
        levels = {code: values[code][0] for code in siblings if code in values}
        known = {code: level for code, level in levels.items() if level and level.value is not None}
        own = known.get(selection.region)
        bounded = any(level.qualifier not in ("=", "~") for level in known.values())
        if own is None or bounded or len(known) < 2:
            return ""
        place = 1 + sum((level.value or 0) > (own.value or 0) for level in known.values())
        written = place_text(place, words.language)
        if len(known) < len(siblings):
            return words.text("{place} of {count} with a figure", place=written, count=len(known))
        return words.text("{place} of {count}", place=written, count=len(known))

    def _strips(
        self, cursor: Cursor, dataset: str, selection: Selection, catalog: Catalog, words: Words
    ) -> tuple[Strip, ...]:
        values = tree_values(
            cursor, dataset, selection.dataflow, "market", fixed_codes(selection, "market"),
            selection.flow, selection.period,
        )  # fmt: skip
        found = [
            (code, level, growth)
            for code, (level, growth) in values.items()
            if level and level.value and code != catalog.markets.root and code in catalog.markets
        ]
        found.sort(key=lambda row: -(row[1].value or 0))
        largest = max((abs(level.value or 0) for _, level, _ in found), default=1)
        return tuple(
            Strip(
                "market", code, words.name(catalog.markets[code]), level, growth, (level.value or 0) / largest
            )
            for code, level, growth in found[:STRIP_LIMIT]
        )

    def _facts(
        self, cursor: Cursor, dataset: str, selection: Selection, catalog: Catalog, words: Words
    ) -> tuple[Fact, ...]:
        """Published figures of the region in the year of the selection, levels with their growth beside."""
        year = selection.period[:4]
        asked = {"region": selection.region, "period": year}
        seen = observations(cursor, dataset, asked, shown_only=True, limit=5000)
        growths = {
            _key(found): found for found in seen if found.indicator == "growth" and not found.base_period
        }
        leveled = {_key(found) for found in seen if found.indicator in ("value", "quantity")}
        shown = [found for found in seen if found.indicator != "growth" or _key(found) not in leveled]
        shown.sort(key=lambda found: _salience(found, selection, catalog))
        return tuple(
            self._fact(found, growths.get(_key(found)), selection, catalog, words)
            for found in shown[:FACT_LIMIT]
        )

    def _fact(
        self,
        seen: Observation,
        growth: Observation | None,
        selection: Selection,
        catalog: Catalog,
        words: Words,
    ) -> Fact:
        cited = catalog.cited(seen.source)
        reliability = term(catalog.reliability(seen.source), words)
        date = cited[0].date[:4] if cited else ""
        text = described(seen, catalog, words)
        return Fact(
            text=text,
            figure=figure_of(seen, text),
            source=", ".join(filter(None, (reliability, date))),
            growth=figure_of(growth) if growth and seen.indicator in ("value", "quantity") else None,
            selection=replace(
                selection,
                market=seen.market,
                product=seen.product,
                flow=seen.flow,
                dataflow=seen.dataflow,
                period=seen.period,
                breakdown=None,
            )
            if seen.indicator in ("value", "growth", "quantity")
            else None,
        )


def _computed_share(rows: Iterable[FrameRow], selection: Selection) -> Figure | None:
    """The share that follows from the levels of the region and of the place that it is part of."""
    here = [row for row in rows if row.flow == selection.flow]
    part = next((row for row in here if row.member == selection.region), None)
    whole = next((row for row in here if row.member != selection.region), None)
    return share(part.figure, whole.figure, "share = part / whole") if part and whole else None


def _growth_of(row: FrameRow) -> Figure | None:
    """A balance can change its sign: its growth in percent says nothing."""
    return None if row.percent is None or row.flow == "balance" else row.growth


def figure_of(seen: Observation, label: str = "") -> Figure:
    """An observation as the figure that is shown."""
    return Figure(
        value=seen.value,
        unit=seen.unit,
        qualifier=seen.qualifier,
        status="derived" if seen.status == "derived" else "reported",
        rounding=seen.rounding,
        published=seen.published,
        source=seen.source,
        vintage=seen.vintage,
        note=seen.note,
        label=label,
    )


def _key(seen: Observation) -> tuple[str, ...]:
    measure = "quantity" if "quantity" in (seen.indicator, seen.measure) else "value"
    return (
        seen.dataflow,
        seen.market,
        seen.product,
        seen.regime,
        seen.operator,
        seen.flow,
        seen.period,
        measure,
    )


def _salience(seen: Observation, selection: Selection, catalog: Catalog) -> tuple[object, ...]:
    """Same basis first, then ranks and shares of all trade, markets, goods; larger before smaller."""
    narrow = (seen.market != catalog.markets.root) + (seen.product != catalog.products.root)
    return (
        seen.dataflow != selection.dataflow,
        seen.unit != selection.unit and seen.indicator in ("value", "quantity"),
        narrow,
        seen.regime != "all" or seen.operator != "all",
        ("value", "share", "rank", "contribution", "growth").index(seen.indicator)
        if seen.indicator in ("value", "share", "rank", "contribution", "growth")
        else 9,
        -seen.value,
    )


def _statements(catalog: Catalog, region: str, words: Words) -> Iterable[Statement]:
    for note in catalog.notes:
        if note.dimension == "region" and note.subject == region:
            cited = catalog.cited(note.source)
            text = note.text_zh if words.language == "zh" else note.text_en
            yield Statement(term(note.kind, words), text, cited[0].citation() if cited else "")
