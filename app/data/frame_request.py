"""What the one query behind every chart is asked for."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace

from app.model.flows import with_inputs
from app.model.period import Period

ROW_LIMIT = 200_000
"""Rows that a frame may have; a query is asked for less before it reaches this."""


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """What a frame is asked to hold. `members` stand in `dimension`, `across_members` in `across`."""

    dataset: str
    dataflow: str
    dimension: str
    members: Sequence[str]
    fixed: dict[str, str]
    """Codes of the dimensions that are not broken down, and regime and operator."""
    flows: Sequence[str]
    periods: Sequence[str]
    indicator: str = "value"
    across: str = ""
    across_members: Sequence[str] = field(default_factory=tuple)

    @property
    def priors(self) -> Sequence[str]:
        """For each period the one a year before, which a growth is measured from."""
        return [str(Period.parse(period).year_before()) for period in self.periods]

    @property
    def periods_read(self) -> Sequence[str]:
        """The periods that the frame is made from."""
        return list(dict.fromkeys((*self.periods, *self.priors)))

    @property
    def flows_read(self) -> Sequence[str]:
        """The flows that the frame is made from."""
        return list(dict.fromkeys(name for flow in self.flows for name in with_inputs(flow)))

    @property
    def rows(self) -> int:
        """How many rows the frame will have."""
        return len(self.members) * max(len(self.across_members), 1) * len(self.flows) * len(self.periods)

    def capped(self) -> FrameRequest:
        """The same for no more members than give `ROW_LIMIT` rows."""
        each = max(self.rows // max(len(self.members), 1), 1)
        return replace(self, members=self.members[: ROW_LIMIT // each + 1])

    def key(self) -> Hashable:
        """What two requests for the same frame have in common."""
        return (
            self.dataflow, self.dimension, tuple(self.members), tuple(sorted(self.fixed.items())),
            tuple(self.flows), tuple(self.periods), self.indicator, self.across, tuple(self.across_members),
        )  # fmt: skip

    def asked(self) -> dict[str, Collection[str]]:
        """The codes of every column that the frame is made from."""
        found: dict[str, Collection[str]] = {column: (code,) for column, code in self.fixed.items()}
        found |= {self.dimension: self.members, "indicator": (self.indicator, "growth")}
        return found | ({self.across: self.across_members} if self.across else {})
