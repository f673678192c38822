"""A reported rank against the figures of all members, with how many of them have one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.data.checks.desk import Computation, Desk
from app.data.checks.estimates import Estimate
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.arithmetic import Range
from app.model.numbers import place_text
from app.model.words import Words

_LEAST_COVERAGE = 0.5
"""With fewer members than this a rank among those with a figure says too little."""

_SHOWN_NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands among the others, as far as their figures tell."""

    own: Estimate
    firm: Mapping[str, Estimate]
    """Others with a figure."""
    above: int
    """Others that are surely larger."""
    unsure: tuple[str, ...]
    """Others that may be larger."""
    count: int
    """All members, the own one among them."""

    @property
    def range(self) -> Range:
        """The first and the last rank that are possible."""
        return (1.0 + self.above, 1.0 + self.above + len(self.unsure))

    @property
    def among_known(self) -> int:
        """The rank among those with a figure."""
        return 1 + sum((other.value or 0) > (self.own.value or 0) for other in self.firm.values())


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("rank"):
        yield _check(desk, seen)


def _check(desk: Desk, seen: Observation) -> Check:
    level = level_of(seen)
    others = competitors(desk, seen)
    standing = _standing(desk, level, others)
    if standing is None or not others:
        needed = [(level, None), *((other, None) for other in others.values())]
        return desk.check("ranks", seen, Computation(None, None), missing=desk.missing(needed))
    missing = desk.missing((others[code], None) for code in standing.unsure)
    coverage = len(standing.firm) + 1
    covered = coverage > 1 and coverage >= _LEAST_COVERAGE * standing.count
    firm = not standing.unsure or (covered and standing.among_known == seen.value)
    ordered = sorted(standing.firm.values(), key=lambda other: -(other.value or 0))[:_SHOWN_NEIGHBOURS]
    inputs = [figure for found in (standing.own, *ordered) for figure in found.inputs]
    computed = Computation(standing.range, float(standing.among_known), tuple(dict.fromkeys(inputs)), firm)
    return desk.check("ranks", seen, computed, missing=missing, remark=_coverage(desk, standing))


def _coverage(desk: Desk, standing: Standing) -> str:
    """The rank among those with a figure, and why those without cannot be above."""
    words, count = desk.words, len(standing.firm) + 1
    text = words.text(
        "{rank} of the {count} with a figure",
        rank=place_text(standing.among_known, words.language),
        count=count,
    )
    if count == standing.count:
        return text
    if standing.unsure:
        return words.text("{text}, {all} in all", text=text, all=standing.count)
    return words.text(
        "{text}; the other {rest} cannot be larger, for their wholes are smaller",
        text=text, rest=standing.count - count,
    )  # fmt: skip


def _standing(desk: Desk, level: Level, others: Mapping[str, Level]) -> Standing | None:
    own = desk.estimates.of(level)
    if own is None or not own.firm:
        return None
    found = {code: desk.estimates.of(other) for code, other in others.items()}
    known = {code: other for code, other in found.items() if other and other.unit == own.unit}
    above = [code for code, other in known.items() if other.range[0] > own.range[1]]
    below = {code for code, other in known.items() if other.range[1] <= own.range[0]}
    unsure = tuple(code for code in others if code not in below and code not in above)
    firm = {code: other for code, other in known.items() if other.firm}
    return Standing(own, firm, len(above), unsure, len(others) + 1)


def competitors(desk: Desk, seen: Observation) -> dict[str, Level]:
    """The same amount of every other member that a rank is among, by code.

    Of markets, groups that overlap the ranked one, or whose members are not known, do not compete.
    """
    level = level_of(seen)
    if seen.among == "market":
        return {code: level.at("market", code) for code in _markets(desk, seen)}
    return {code: level.at("region", code) for code in members_among(desk, seen.among) if code != seen.region}


def members_among(desk: Desk, among: str) -> list[str]:
    """Regions of a level anywhere below a parent: 'city@100000' are all cities of China."""
    kind, _, parent = among.partition("@")
    regions = desk.ledger.catalog.regions
    return [
        member.code
        for member in regions
        if member.level == kind and (not parent or parent in regions.lineage(member.code))
    ]


def _markets(desk: Desk, seen: Observation) -> Iterator[str]:
    markets, year = desk.ledger.catalog.markets, desk.ledger.period(seen.period).year
    own = {seen.market, *markets.members_of(seen.market, year)}
    for market in markets:
        if market.code in own or market.code == markets.root:
            continue
        members = set(markets.members_of(market.code, year))
        if market.level == "group" and (not members or members & own):
            continue
        yield market.code


def _title(words: Words) -> str:
    return words.text("a rank against the figures of all members")


FAMILY = Family("ranks", _title, 60, _checks)
