"""What a selection offers to be drawn, before any chart of it is built."""

from __future__ import annotations

from dataclasses import dataclass

from app.charts.coverage import covers
from app.model.period import Frequency


@dataclass(frozen=True, slots=True)
class Shape:
    """What a selection offers, known from one small query before any chart is built."""

    kind: str
    """What the members are: region, market, product, flow or period."""
    level: str
    members: int
    """How many members have a value in the period."""
    members_with_growth: int
    """How many have a growth rate in the period, reported or derivable."""
    periods: int
    """How many periods the dataflow has values for."""
    flows: frozenset[str]
    """Flows that have values in the period."""
    frequency: Frequency
    summable: bool
    across: int = 0
    """Members of the second dimension that have values, for charts of two dimensions."""
    increments: int = 0
    """How many members have a value in both this period and the year before, or a growth rate."""
    filled: float = 1.0
    """Share of the members and periods of the history that have a figure, 0 to 1."""

    comparable: int = 2
    """How many periods of the same season, itself among them, have levels of half as many members or more."""
    listed: int = 0
    """How many members there are, with a figure or without."""
    shared: int = 0
    """In how many of the periods two or more members have a value."""
    whole: bool = True
    """Whether the whole is reported in the period, or follows from members that are all known."""
    units: int = 1
    """How many units the levels are in, over all periods."""
    full: int = 0
    """In how many of the periods nearly all members have a value, so that their ranks mean something."""
    two_way: int = 2
    """How many members have both exports and imports in the period."""
    pairs: int = 0
    """How many pairs of the two dimensions have values, for charts of two dimensions."""

    @property
    def gappy(self) -> bool:
        """Whether a history would show more gaps than figures."""
        return self.filled < 0.5

    @property
    def thin(self) -> bool:
        """Whether the members, or the pairs, with figures cannot speak for all of them."""
        known = covers(max(self.members, self.members_with_growth), self.listed)
        return not known or not covers(self.pairs, self.members * self.across)
