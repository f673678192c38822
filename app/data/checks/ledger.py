"""Every print of every figure, found by what it is about.

A check never asks for a figure without naming its dataflow, so that bases cannot mix by accident.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.data.observations import Observation
from app.model.arithmetic import Range
from app.model.catalog import RELIABILITIES, Catalog, Dataflow
from app.model.dimension import DimensionName
from app.model.period import Period

NEARLY = 0.9
"""'Nearly 60' is read as 54 to 60."""

COUNTED = ("rank", "order", "count", "streak")
"""Indicators that count something: their figures have no rounding."""

_LEVELS = ("value", "quantity", "balance")
_BOUNDS = (">", "<", "<~")


class Level(NamedTuple):
    """What an amount is about; a relative figure has the same, and what it is of besides."""

    dataflow: str
    region: str
    market: str
    product: str
    regime: str
    operator: str
    flow: str
    period: str
    measure: str

    def a_year_before(self) -> Level:
        """The same amount in the same months of the year before."""
        return self._replace(period=str(Period.parse(self.period).year_before()))

    def at(self, dimension: DimensionName, code: str) -> Level:
        """The same amount of another region, market or product."""
        match dimension:
            case "region":
                return self._replace(region=code)
            case "market":
                return self._replace(market=code)
            case "product":
                return self._replace(product=code)


_Strength = tuple[bool, int, tuple[int, ...], float]

Basis = tuple[str, str, str]
"""Currency, valuation and attribution: what must be equal before two amounts are compared."""


def level_of(seen: Observation) -> Level:
    """What a figure is about, or what the relative figure is of."""
    quantity = "quantity" in (seen.indicator, seen.measure)
    return Level(
        seen.dataflow, seen.region, seen.market, seen.product, seen.regime, seen.operator,
        seen.flow, seen.period, "quantity" if quantity else "value",
    )  # fmt: skip


def print_range(seen: Observation) -> Range:
    """What a print allows: its rounding, its bound, or what its 'about' and 'nearly' leave."""
    value, rounding = seen.value, seen.rounding
    match seen.qualifier:
        case ">":
            return (value, float("inf"))
        case "<":
            return (float("-inf"), value)
        case "<~":
            return (min(value * NEARLY, value), max(value * NEARLY, value))
        case "~":
            return (value - rounding, value + rounding)
    half = 0.0 if seen.indicator in COUNTED else rounding / 2
    return (value - half, value + half)


class Ledger:
    """The observations of one data set, indexed."""

    def __init__(self, catalog: Catalog, seen: Iterable[Observation]) -> None:
        self.catalog = catalog
        self.observations = tuple(seen)
        self.levels: Mapping[Level, list[Observation]] = _grouped(self.observations, _LEVELS, self._strength)
        self.growths: Mapping[Level, list[Observation]] = _grouped(
            (found for found in self.observations if not found.base_period), ("growth",), self._strength
        )
        self._bases = {dataflow: _basis(flow) for dataflow, flow in catalog.dataflows.items()}
        self._parsed: dict[str, Period] = {}
        self._series: dict[tuple[Basis, Level], list[Level]] = defaultdict(list)
        self._years: dict[tuple[Basis, Level, int], list[Level]] = defaultdict(list)
        self._elsewhere: dict[Level, list[str]] = defaultdict(list)
        self._codes: dict[tuple[str, DimensionName], set[str]] = defaultdict(set)
        for level in self.levels:
            self._index(level)

    def _index(self, level: Level) -> None:
        basis, series = self.basis(level.dataflow), level._replace(dataflow="", period="")
        self._series[basis, series].append(level)
        if self.period(level.period).frequency == "A":
            self._years[basis, series, self.period(level.period).year].append(level)
        self._elsewhere[level._replace(dataflow="")].append(level.dataflow)
        self._codes[level.dataflow, "region"].add(level.region)
        self._codes[level.dataflow, "market"].add(level.market)
        self._codes[level.dataflow, "product"].add(level.product)

    def period(self, text: str) -> Period:
        """A period, read once."""
        if text not in self._parsed:
            self._parsed[text] = Period.parse(text)
        return self._parsed[text]

    def codes(self, dataflow: str, dimension: DimensionName) -> set[str]:
        """The members of a dimension that have an amount in a dataflow."""
        return self._codes[dataflow, dimension]

    def best(self, level: Level) -> Observation | None:
        """The print that a cell shows: a number before a bound, then source, vintage and rounding."""
        prints = self.levels.get(level)
        return prints[0] if prints else None

    def number(self, level: Level) -> Observation | None:
        """The shown print unless it is a bound."""
        shown = self.best(level)
        return shown if shown and shown.qualifier not in _BOUNDS else None

    def growth(self, level: Level) -> Observation | None:
        """The shown growth rate of an amount unless it is a bound."""
        prints = self.growths.get(level)
        return prints[0] if prints and prints[0].qualifier not in _BOUNDS else None

    def indicator(self, *names: str) -> Iterator[Observation]:
        """Every print of these indicators."""
        return (found for found in self.observations if found.indicator in names)

    def basis(self, dataflow: str) -> Basis:
        """The basis of a dataflow; what a catalogue does not know is a basis of its own."""
        return self._bases.get(dataflow, (dataflow, "", ""))

    def other_periods(self, level: Level) -> list[Level]:
        """Amounts of the same thing on the same basis in any period."""
        return self._series.get((self.basis(level.dataflow), level._replace(dataflow="", period="")), [])

    def whole_years(self, level: Level) -> list[Level]:
        """The amounts of the whole year that a period lies in, on the same basis."""
        series = level._replace(dataflow="", period="")
        return self._years.get((self.basis(level.dataflow), series, self.period(level.period).year), [])

    def on_other_bases(self, level: Level) -> list[str]:
        """Dataflows of another basis that have the amount: what exists but must not be compared."""
        basis = self.basis(level.dataflow)
        found = self._elsewhere.get(level._replace(dataflow=""), ())
        return sorted({dataflow for dataflow in found if self.basis(dataflow) != basis})

    def members(self, dimension: DimensionName, parent: str, year: int) -> dict[str, tuple[str, ...]]:
        """What a region, market or product divides into, by level; dated members for a group."""
        tree = self.catalog.dimension(dimension)
        if tree[parent].level == "group":
            members = tree.members_of(parent, year)
            return {"member": members} if members else {}
        return {
            level: tree.siblings_at(parent, level) for level in tree.levels_below(parent) if level != "group"
        }

    def _strength(self, seen: Observation) -> _Strength:
        kind = self.catalog.reliability(seen.source)
        reliability = RELIABILITIES.index(kind) if kind else len(RELIABILITIES)
        newest_first = tuple(-ord(sign) for sign in seen.vintage.ljust(len("2025-12-31")))
        return (seen.qualifier in _BOUNDS, reliability, newest_first, seen.rounding or float("inf"))


def _basis(flow: Dataflow) -> Basis:
    return flow.currency, flow.valuation, flow.attribution


def _grouped(
    seen: Iterable[Observation], indicators: Sequence[str], strength: Callable[[Observation], _Strength]
) -> dict[Level, list[Observation]]:
    found: dict[Level, list[Observation]] = defaultdict(list)
    for one in seen:
        if one.indicator in indicators:
            found[level_of(one)].append(one)
    for prints in found.values():
        prints.sort(key=strength)
    return dict(found)
