"""Published facts and notes of a place, the most telling first, each with where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from app.charts.captions import dotted
from app.charts.periods import period_text
from app.data.observations import Observation
from app.explorer.describe import described
from app.explorer.surroundings import Fact, Statement
from app.model.catalog import Catalog, Note
from app.model.figure import Figure
from app.model.selection import Selection
from app.model.terms import short_reliability, term
from app.model.units import ONE, unit_name
from app.model.words import Words

FACT_LIMIT = 60
_AMOUNTS = ("value", "quantity", "balance")
_ORDER = ("value", "share", "rank", "contribution", "growth")


@dataclass(frozen=True)
class Told:
    """What is told of a place in a view."""

    catalog: Catalog
    selection: Selection
    words: Words

    def facts(self, published: Sequence[Observation], above: AbstractSet[Figure]) -> tuple[Fact, ...]:
        """Published figures of the region in the year, levels with their growth beside.

        The most telling stand first: what is about the chosen market and goods, then what was reached for
        the first time; last what is among the key figures `above`.
        """
        told = {(key.published, key.source) for key in above if key.published}
        reached = {note.observation: note for note in self.catalog.notes if note.kind == "milestone"}
        growths = {
            _key(seen): seen for seen in published if seen.indicator == "growth" and not seen.base_period
        }
        leveled = {_key(seen) for seen in published if seen.indicator in ("value", "quantity")}
        shown = [seen for seen in published if seen.indicator != "growth" or _key(seen) not in leveled]
        shown.sort(
            key=lambda seen: (
                self._distance(seen),
                _cell_path(seen) not in reached,
                _cell_path(seen) not in reached and (seen.published, seen.source) in told,
                *self._salience(seen),
            )
        )
        mixed = len({seen.dataflow for seen in shown} | {self.selection.dataflow}) > 1
        return tuple(
            self._fact(seen, growths.get(_key(seen)), reached.get(_cell_path(seen)), mixed=mixed)
            for seen in shown[:FACT_LIMIT]
        )

    def _fact(
        self, seen: Observation, growth: Observation | None, reached: Note | None, *, mixed: bool
    ) -> Fact:
        catalog, words = self.catalog, self.words
        text = described(seen, catalog, words)
        amount = seen.indicator in ("value", "quantity")
        return Fact(
            text=text,
            figure=figure_of(seen, text),
            source=read_in(seen.source, catalog, words),
            basis=self._basis(seen, mixed=mixed),
            unit=self._unit(seen),
            growth=figure_of(growth) if growth and amount else None,
            milestone=reached.text(words.language) if reached else "",
            is_growth=seen.indicator == "growth",
            selection=self._place(seen) if amount or seen.indicator == "growth" else None,
        )

    def _basis(self, seen: Observation, *, mixed: bool) -> str:
        """The period, where the view has another; the basis, where there are several."""
        words, flow = self.words, self.catalog.dataflows.get(seen.dataflow)
        when = period_text(seen.period, words) if seen.period != self.selection.period else ""
        return dotted([when, words.name(flow) if mixed and flow else ""])

    def _unit(self, seen: Observation) -> str:
        """The unit of an amount that is not in that of the view, which is said above its chart."""
        apart = seen.indicator in _AMOUNTS and seen.unit != self.selection.unit
        return unit_name(seen.unit, ONE, self.words) if apart else ""

    def statements(self, region: str, told: AbstractSet[str] = frozenset()) -> tuple[Statement, ...]:
        """The notes on a region but for the milestones that stand beside their figures."""
        catalog, words = self.catalog, self.words
        notes = [note for note in catalog.notes if (note.dimension, note.subject) == ("region", region)]
        return tuple(
            Statement(term(note.kind, words), note.text(words.language), read_in(note.source, catalog, words))
            for note in notes
            if note.text(words.language) not in told
        )

    def _place(self, seen: Observation) -> Selection:
        """Where a figure can be looked at."""
        return replace(
            self.selection,
            market=seen.market,
            product=seen.product,
            flow=seen.flow,
            dataflow=seen.dataflow,
            period=seen.period,
            breakdown=None,
        )

    def _distance(self, seen: Observation) -> tuple[int, bool]:
        """How far a figure is from the market and goods that are chosen, and from the basis on the screen."""
        chosen = self.selection
        apart = (seen.market != chosen.market) + (seen.product != chosen.product)
        roots = (self.catalog.markets.root, self.catalog.products.root)
        nothing_chosen = (chosen.market, chosen.product) == roots
        return (0 if nothing_chosen else apart, seen.dataflow != chosen.dataflow)

    def _salience(self, seen: Observation) -> tuple[object, ...]:
        """Amounts in the unit of the view first, then the broad, levels, shares, ranks; by size."""
        roots = (self.catalog.markets.root, self.catalog.products.root)
        narrow = (seen.market != roots[0]) + (seen.product != roots[1])
        return (
            seen.unit != self.selection.unit and seen.indicator in ("value", "quantity"),
            narrow,
            seen.regime != "all" or seen.operator != "all",
            _ORDER.index(seen.indicator) if seen.indicator in _ORDER else len(_ORDER),
            -seen.value,
        )


def read_in(source: str, catalog: Catalog, words: Words) -> str:
    """Where a figure was read, in short: the publisher, the year, how near the text is to the publisher."""
    cited = catalog.cited(source)
    if not cited:
        return ""
    publisher = cited[0].publisher_in(words.language)
    said = ", ".join(filter(None, (publisher, cited[0].date[:4])))
    return f"{said} · {short_reliability(cited[0].reliability, words)}"


def figure_of(seen: Observation, label: str = "") -> Figure:
    """An observation as the figure that is shown; what stands beside a derived one is its formula."""
    derived = seen.status == "derived"
    return Figure(
        value=seen.value,
        unit=seen.unit,
        qualifier=seen.qualifier,
        status="derived" if derived else "reported",
        rounding=seen.rounding,
        published=seen.published,
        source=seen.source,
        vintage=seen.vintage,
        note="" if derived else seen.note,
        formula=seen.note if derived else "",
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


def _cell_path(seen: Observation) -> str:
    """How a milestone names its figure."""
    cell = f"{seen.dataflow}/{seen.region}/{seen.market}/{seen.product}"
    return f"{cell}/{seen.flow}/{seen.period}/{seen.indicator}"
