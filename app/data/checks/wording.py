"""Checks in sentences: what a figure claims, what it was held against, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Verdict, finite
from app.data.observations import Observation
from app.model.arithmetic import Range, rounding_of
from app.model.catalog import Catalog
from app.model.dimension import DimensionName
from app.model.numbers import qualifier_sign, quantity_text
from app.model.units import ONE, is_relative, unit_name
from app.model.words import Words

INPUT_LIMIT = 40
"""Inputs that are listed one by one; of more it is said how many."""

_COUNTING_UNITS = ("rank", "order", "years", "provinces", "cities", "counties", "markets")

_SCALES = (1.0, 1e6, 1e8, 1e9, 1e12)


class Wording:
    """Sentences about the figures of one data set, in one language."""

    def __init__(self, catalog: Catalog, words: Words) -> None:
        self._catalog = catalog
        self.words = words

    def name(self, dimension: DimensionName, code: str) -> str:
        """A member's name, or its code where the catalogue does not have it."""
        member = self._catalog.dimension(dimension).get(code)
        return self.words.name(member) if member else code

    def names(self, dimension: DimensionName, codes: Sequence[str]) -> str:
        """The names of members as a list, the first ones and how many more."""
        shown = [self.name(dimension, code) for code in codes[:12]]
        text = self.words.listing(shown)
        if len(codes) <= len(shown):
            return text
        return self.words.text("{names} and {count} others", names=text, count=len(codes) - len(shown))

    def traded(self, level: Level) -> str:
        """Flow, product, market and who trades: 'exports of vehicles to ASEAN'."""
        words, catalog = self.words, self._catalog
        what = self._flow(level.flow)
        if level.product != catalog.products.root:
            what = words.text("{flow} of {product}", flow=what, product=self.name("product", level.product))
        if level.regime != "all":
            what = words.text("{flow}, {regime}", flow=what, regime=words.text(level.regime))
        if level.operator != "all":
            what = words.text("{flow} by {operator}", flow=what, operator=words.text(level.operator))
        if level.measure == "quantity":
            what = words.text("quantity of the {flow}", flow=what)
        if level.market == catalog.markets.root:
            return what
        market = self.name("market", level.market)
        match level.flow:
            case "export":
                return words.text("{flow} to {market}", flow=what, market=market)
            case "import":
                return words.text("{flow} from {market}", flow=what, market=market)
        return words.text("{flow} with {market}", flow=what, market=market)

    def period(self, text: str) -> str:
        """A period within a sentence: a year is marked as one in Chinese."""
        return f"{text}年" if self.words.language == "zh" and text.isdecimal() else text

    def level(self, level: Level) -> str:
        """An amount without its number: 'exports of Zhejiang in 2024'."""
        return self.words.text(
            "{what} of {place} in {period}",
            what=self.traded(level),
            place=self.name("region", level.region),
            period=self.period(level.period),
        )  # fmt: skip

    def claim(self, seen: Observation) -> str:
        """What a print says, as a sentence with the figure as published."""
        words, level = self.words, level_of(seen)
        parts = {
            "place": self.name("region", seen.region),
            "what": self.traded(level),
            "period": self.period(seen.period),
            "figure": self.figure(seen),
        }
        match seen.indicator:
            case "growth" if seen.base_period:
                return words.text(
                    "{place}: growth of the {what} from {base} to {period} was {figure}",
                    base=self.period(seen.base_period), **parts,
                )  # fmt: skip
            case "growth":
                return words.text("{place}: growth of the {what} in {period} was {figure}", **parts)
            case "share":
                return words.text(
                    "{place}: the {what} in {period} as a share of {whole} came to {figure}",
                    whole=self.whole(seen), **parts,
                )  # fmt: skip
            case "contribution":
                return words.text(
                    "{place}: the {what} in {period} contributed {figure} to the growth of {whole}",
                    whole=self.whole(seen), **parts,
                )  # fmt: skip
            case "rank" | "order" | "count" | "streak":
                return self._counted(seen, parts)
        return words.text("{place}: the {what} in {period} came to {figure}", **parts)

    def _counted(self, seen: Observation, parts: dict[str, str]) -> str:
        words = self.words
        match seen.indicator:
            case "rank":
                return words.text(
                    "{place}: the {what} in {period} ranked {figure} among {among}",
                    among=self.among(seen), **parts,
                )  # fmt: skip
            case "order":
                return words.text(
                    "{place}: in passing {threshold} of {what} it was {figure} among {among}",
                    among=self.among(seen), threshold=self.threshold(seen), **parts,
                )  # fmt: skip
            case "count" if seen.threshold is not None:
                return words.text(
                    "{place}: {what} in {period} above {threshold} in {figure}",
                    threshold=self.threshold(seen), **parts,
                )  # fmt: skip
            case "count":
                return words.text("{place}: there are {figure}", **parts)
        return words.text("{place}: the {what} grew for {figure} in a row up to {period}", **parts)

    def figure(self, seen: Observation) -> str:
        """A figure as printed; with its reading behind it where the print does not show the number."""
        reading = self._reading(seen)
        if self.words.language != "en" or not seen.published:
            return reading
        numbers = {f"{seen.value / scale:.12g}" for scale in _SCALES}
        plain = seen.published.replace(",", "")
        shown = any(number in plain for number in numbers)
        return seen.published if shown else f'"{seen.published}" ({reading})'

    def _reading(self, seen: Observation) -> str:
        words, unit = self.words, seen.unit
        number = f"{seen.value:.12g}"
        match seen.indicator:
            case "rank" | "order":
                return words.text("number {number}", number=number)
            case "count" | "streak":
                return self._counted_text(number, unit)
        if unit == "percent of increment":
            sign = qualifier_sign(seen.qualifier)
            return words.text("{share} percent of the increment", share=f"{sign}{number}")
        text = quantity_text(
            seen.value,
            unit,
            words.language,
            qualifier=seen.qualifier,
            digits=None,
            rounding=seen.rounding or None,
        )
        return text if is_relative(unit) else self._with_unit(text, unit)

    def _counted_text(self, number: str, unit: str) -> str:
        words = self.words
        match unit:
            case "years":
                return words.text("{number} years", number=number)
            case "provinces":
                return words.text("{number} provinces", number=number)
            case "cities":
                return words.text("{number} cities", number=number)
            case "markets":
                return words.text("{number} markets", number=number)
        return f"{number} {unit}"

    def amount(self, value: float, unit: str, within: Range | None = None) -> str:
        """A computed number with its unit, with no more digits than the range that it lies in leaves."""
        return amount_text(value, unit, self.words, rounding_of(*within) if within else 0.0)

    def _with_unit(self, text: str, unit: str) -> str:
        return _with_unit(text, unit, self.words)

    def cited(self, seen: Observation) -> str:
        """A figure that was used, with what it is and where it was read."""
        what = self.level(level_of(seen))
        if seen.indicator == "growth":
            what = self.words.text("growth of {what}", what=what)
        return f"{what}: {self.figure(seen)} [{seen.source}]"

    def inputs(self, used: Sequence[Observation]) -> tuple[str, ...]:
        """The figures that were used, one by one, and how many more there were."""
        listed = [self.cited(seen) for seen in used[:INPUT_LIMIT]]
        if len(used) > INPUT_LIMIT:
            listed.append(self.words.text("and {count} more figures", count=len(used) - INPUT_LIMIT))
        return tuple(listed)

    def missing(self, level: Level, elsewhere: Sequence[str]) -> str:
        """An amount that is needed, and where it exists only on another basis."""
        what = self.level(level)
        if not elsewhere:
            return what
        titles = [self.dataflow(dataflow) for dataflow in elsewhere]
        return self.words.text(
            "{what} (only on another basis, which is not mixed in: {dataflows})",
            what=what, dataflows=self.words.listing(titles),
        )  # fmt: skip

    def dataflow(self, dataflow: str) -> str:
        """The title of a dataflow."""
        flow = self._catalog.dataflows.get(dataflow)
        return self.words.name(flow) if flow else dataflow

    def whole(self, seen: Observation) -> str:
        """What a share or contribution is of, without the flow that it has in common with the part."""
        parts = []
        if seen.of_product:
            everything = seen.of_product == self._catalog.products.root
            parts.append(
                self.words.text("all products") if everything else self.name("product", seen.of_product)
            )
        if seen.of_market:
            everywhere = seen.of_market == self._catalog.markets.root
            parts.append(
                self.words.text("all markets") if everywhere else self.name("market", seen.of_market)
            )
        if seen.of_region:
            parts.append(self.name("region", seen.of_region))
        return self.words.listing(parts) or self.words.text("the total")

    def among(self, seen: Observation) -> str:
        """The members that a rank is among: 'the provinces of China'."""
        level, _, parent = seen.among.partition("@")
        words = self.words
        members = {
            "province": words.text("provinces"),
            "city": words.text("cities"),
            "county": words.text("counties"),
            "market": words.text("markets"),
        }.get(level, level)
        if not parent:
            return members
        return words.text("the {members} of {place}", members=members, place=self.name("region", parent))

    def threshold(self, seen: Observation) -> str:
        """The level that was passed or counted: '1 tn yuan'."""
        text = quantity_text(seen.threshold or 0, seen.threshold_unit, self.words.language, digits=None)
        return self._with_unit(text, seen.threshold_unit)

    def _flow(self, flow: str) -> str:
        words = self.words
        names = {
            "total": words.text("total trade"),
            "export": words.text("exports"),
            "import": words.text("imports"),
            "balance": words.text("trade balance"),
            "re-export": words.text("re-exports"),
            "re-import": words.text("re-imports"),
        }
        return names.get(flow, flow)


def verdict_text(verdict: Verdict, words: Words) -> str:
    """A verdict as it is shown."""
    match verdict:
        case "agrees":
            return words.text("agrees")
        case "differs":
            return words.text("differs")
    return words.text("cannot be checked")


def amount_text(value: float, unit: str, words: Words, rounding: float = 0.0) -> str:
    """A computed number with its unit, in four significant digits unless it is known less finely."""
    if unit in _COUNTING_UNITS:
        return f"{value:.0f}"
    text = quantity_text(value, unit, words.language, rounding=rounding or None)
    return text if is_relative(unit) else _with_unit(text, unit, words)


def span_text(low: float | None, high: float | None, unit: str, words: Words) -> str:
    """A computed range in words; open where an end is not known, empty without any."""
    if low is None or high is None:
        known = low if low is not None else high
        sign = "≥" if high is None else "≤"
        return "" if known is None else f"{sign} {amount_text(known, unit, words)}"
    first, last = amount_text(low, unit, words), amount_text(high, unit, words)
    return first if first == last else f"{first} … {last}"


def _with_unit(text: str, unit: str, words: Words) -> str:
    name = unit_name(unit, ONE, words)
    return f"{text}{name}" if words.language == "zh" else f"{text} {name}"


def plain_range(span: Range | None) -> tuple[float | None, float | None]:
    """A range with None for its open ends."""
    return (finite(span[0]), finite(span[1])) if span else (None, None)
