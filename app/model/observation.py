"""What is known of one member in one flow and period: its level, and its growth on the year before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Observation:
    """What is known of one member (and, in two dimensions, one `across`) in one flow and period.

    It stands also where nothing is known, so that a gap stays visible: its figure then has no value, and
    `why` says what is known ('level not in the sources', 'January to November only: ...').
    """

    member: str
    across: str
    flow: str
    period: str
    order: int
    """The last month of the period, counted from January of the year 0."""
    figure: Figure
    """The level, unscaled in its unit."""
    growth: Figure
    """The growth on the year before in percent, reported or derived."""

    @property
    def value(self) -> float | None:
        """The unscaled level, None for a gap."""
        return self.figure.value

    @property
    def percent(self) -> float | None:
        """The growth on the year before in percent, None where it is not known."""
        return self.growth.value

    @property
    def key(self) -> str:
        """The key of its level among the figures of a chart."""
        return f"value|{self.member}|{self.across}|{self.flow}|{self.period}"

    @property
    def growth_key(self) -> str:
        """The key of its growth among the figures of a chart."""
        return f"growth|{self.member}|{self.across}|{self.flow}|{self.period}"


Frame = tuple[Observation, ...]
"""The answer to a question: an observation for each member, across, flow and period, in the asked order."""


def latest(rows: Iterable[Observation]) -> str:
    """The last period for which anything is known; '' where nothing is."""
    known = [row for row in rows if row.value is not None or row.percent is not None]
    return max(known, key=lambda row: row.order).period if known else ""
