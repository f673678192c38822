"""What is known of an amount: printed, computed from other prints, or at least enclosed by them.

An estimate is firm where only rounding leaves it open. Where figures are missing it is a range that
the amount must lie in: no less than its known parts, no more than its wholes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.data.checks.ledger import Ledger, Level, print_range
from app.data.observations import Observation
from app.model.arithmetic import Range, range_over, sum_of_ranges
from app.model.dimension import DimensionName
from app.model.period import Period

_WHOLE_FLOW = "total"
_PAIRS: Mapping[str, tuple[str, str, int]] = {
    "total": ("export", "import", 1),
    "export": ("total", "import", -1),
    "import": ("total", "export", -1),
}
"""Each flow from two others: the first plus or minus the second."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A range that an amount lies in, in `unit`, and the prints that say so."""

    range: Range
    value: float | None
    """The most likely amount; None where only an end of the range is known."""
    unit: str
    inputs: tuple[Observation, ...]
    firm: bool


class Estimates:
    """Finds the best that can be said of an amount within one dataflow and basis."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, level: Level) -> Estimate | None:
        """What is known of an amount; None where nothing is."""
        return self.printed(level) or self._by_growth(level) or self.enclosed(level)

    def printed(self, level: Level) -> Estimate | None:
        """A printed number, or one that adds up from printed flows or members of a group."""
        return self.plain(level) or self._by_members(level)

    def plain(self, level: Level) -> Estimate | None:
        """A printed number, or one from two printed flows."""
        if shown := self._ledger.number(level):
            return Estimate(print_range(shown), shown.value, shown.unit, (shown,), firm=True)
        if level.flow not in _PAIRS or level.measure != "value":
            return None
        first_flow, second_flow, sign = _PAIRS[level.flow]
        first = self._ledger.number(level._replace(flow=first_flow))
        second = self._ledger.number(level._replace(flow=second_flow))
        if first is None or second is None or first.unit != second.unit:
            return None
        (low, high), (least, most) = print_range(first), print_range(second)
        span = (low + least, high + most) if sign > 0 else (low - most, high - least)
        return Estimate(span, first.value + sign * second.value, first.unit, (first, second), firm=True)

    def increment(self, level: Level) -> Estimate | None:
        """What an amount gained on the year before: from its published growth, else from two levels."""
        now, growth = self.printed(level), self._ledger.growth(level)
        if now is None or now.value is None:
            return None
        if growth is not None and growth.value > -100:
            span = range_over(_gain, (now.range, print_range(growth)))
            if span is not None:
                gain = _gain(now.value, growth.value)
                return Estimate(span, gain, now.unit, (*now.inputs, growth), firm=True)
        before = self.printed(level.a_year_before())
        if before is None or before.value is None or before.unit != now.unit:
            return None
        span = (now.range[0] - before.range[1], now.range[1] - before.range[0])
        return Estimate(span, now.value - before.value, now.unit, (*now.inputs, *before.inputs), firm=True)

    def _by_members(self, level: Level) -> Estimate | None:
        """A group as the sum of its members: of regions any, of goods one that they divide."""
        catalog, year = self._ledger.catalog, self._ledger.period(level.period).year
        regions, products = catalog.regions, catalog.products
        if level.region in regions and regions[level.region].level == "group":
            members = regions.members_of(level.region, year)
            return added([self.plain(level.at("region", code)) for code in members])
        if products.divided(level.product):
            members = products.members_of(level.product, year)
            return added([self.plain(level.at("product", code)) for code in members])
        return None

    def _by_growth(self, level: Level) -> Estimate | None:
        """An amount from that of the year after and its published growth."""
        period = self._ledger.period(level.period)
        after = level._replace(period=str(Period(period.first_month + 12, period.last_month + 12)))
        now, growth = self.plain(after), self._ledger.growth(after)
        if now is None or now.value is None or growth is None or growth.value <= -100:
            return None
        span = range_over(_before, (now.range, print_range(growth)))
        if span is None:
            return None
        return Estimate(span, _before(now.value, growth.value), now.unit, (*now.inputs, growth), firm=True)

    def enclosed(self, level: Level) -> Estimate | None:
        """The range that a printed bound, known parts and known wholes leave for an amount."""
        if level.flow == "balance" or level.measure != "value":
            return None
        floors = [found for found in self._parts(level) if found.range[0] > 0]
        roofs = list(self._wholes(level))
        if not floors and not roofs:
            return None
        low = max(floors, key=lambda found: found.range[0]) if floors else None
        high = min(roofs, key=lambda found: found.range[1]) if roofs else None
        span = (low.range[0] if low else 0.0, high.range[1] if high else float("inf"))
        inputs = (*(low.inputs if low else ()), *(high.inputs if high else ()))
        return Estimate(span, None, inputs[0].unit, tuple(dict.fromkeys(inputs)), firm=False)

    def _parts(self, level: Level) -> Iterator[Estimate]:
        """What an amount is at least: its printed bound, a part of the period, its known parts."""
        shown = self._ledger.best(level)
        if shown is not None:
            yield Estimate(print_range(shown), shown.value, shown.unit, (shown,), firm=False)
        period = self._ledger.period(level.period)
        for other in self._ledger.other_periods(level):
            inside = self._ledger.period(other.period)
            if period != inside and period.contains(inside) and (part := self._ledger.number(other)):
                yield Estimate(print_range(part), None, part.unit, (part,), firm=False)
        for members in self._divisions(level):
            known = [found for member in members if (found := self.plain(member)) is not None]
            if summed := added(known):
                yield Estimate(summed.range, None, summed.unit, summed.inputs, firm=False)

    def _divisions(self, level: Level) -> Iterator[list[Level]]:
        """Parts that do not overlap: members by level of the region, goods of a group."""
        year = self._ledger.period(level.period).year
        catalog = self._ledger.catalog
        dimensions: tuple[tuple[DimensionName, str], ...] = (
            ("region", level.region),
            ("market", level.market),
            ("product", level.product),
        )
        for dimension, code in dimensions:
            tree = catalog.dimension(dimension)
            if code in tree and (code != tree.root or dimension == "region"):
                for members in self._ledger.members(dimension, code, year).values():
                    yield [level.at(dimension, member) for member in members]

    def _wholes(self, level: Level) -> Iterator[Estimate]:
        """What an amount is at most: all flows, all products, all markets, its parent, a printed roof."""
        shown = self._ledger.best(level)
        if shown is not None and shown.qualifier in ("<", "<~"):
            yield Estimate(print_range(shown), shown.value, shown.unit, (shown,), firm=False)
        for whole in self.wholes_of(level):
            if found := self.plain(whole):
                yield found

    def wholes_of(self, level: Level) -> list[Level]:
        """Amounts that contain this one, one step up in each direction."""
        catalog = self._ledger.catalog
        found = []
        if level.flow in ("export", "import"):
            found.append(level._replace(flow=_WHOLE_FLOW))
        if level.product != catalog.products.root:
            found.append(level._replace(product=catalog.products.root))
        if level.market != catalog.markets.root:
            found.append(level._replace(market=catalog.markets.root))
        if (level.regime, level.operator) != ("all", "all"):
            found.append(level._replace(regime="all", operator="all"))
        home = catalog.regions.home(level.region)
        if level.region != catalog.regions.root and home in catalog.regions:
            found.append(level._replace(region=home))
        return found


def added(parts: Sequence[Estimate | None]) -> Estimate | None:
    """The sum of amounts of one unit; None where one of them is not known."""
    known = [part for part in parts if part is not None and part.value is not None]
    if not parts or len(known) < len(parts) or len({part.unit for part in known}) > 1:
        return None
    inputs = tuple(dict.fromkeys(found for part in known for found in part.inputs))
    value = sum(part.value for part in known if part.value is not None)
    firm = all(part.firm for part in known)
    return Estimate(sum_of_ranges([part.range for part in known]), value, known[0].unit, inputs, firm)


def _before(level: float, growth: float) -> float:
    return level / (1 + growth / 100)


def _gain(level: float, growth: float) -> float:
    return level - _before(level, growth)
