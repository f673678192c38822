"""The one query behind every chart: figures of members, flows and periods, gaps included."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.data.cells import among, listed
from app.data.columns import PLAIN
from app.data.store import Cursor
from app.model.flows import with_inputs
from app.model.period import Period

if TYPE_CHECKING:
    import pandas as pd

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


def figure_frame(cursor: Cursor, request: FrameRequest) -> pd.DataFrame:
    """Rows for every asked member, across, flow and period, in the order they were asked for.

    Values are unscaled in `unit`; a gap has NaN. A missing flow is derived from two others
    (see `FORMULAS`), a missing growth from the levels of two years, and `status` and
    `growth_status` say so. The rounding of a derived value is the sum of its inputs'. Nothing is
    derived from a bound.
    """
    from app.data.frame_grid import laid_out  # pandas waits until there are figures to lay out

    capped = request.capped()
    frame = laid_out(_read(cursor, capped), capped).iloc[:ROW_LIMIT]
    months = {period: Period.parse(period).last_month for period in request.periods}
    return frame.assign(why="", order=frame["period"].map(months))


def _read(cursor: Cursor, request: FrameRequest) -> pd.DataFrame:
    """The figures that the frame is made from, as they stand in the data set.

    The query says no more than which: DuckDB takes longer to plan what could follow from them than it
    takes to read millions of rows.
    """
    places = {request.dimension: request.members, request.across: request.across_members}
    if not request.across:
        del places[""]
    places |= {"period": request.periods_read, "flow": request.flows_read}
    chosen = [*(f"{column} = ?" for column in request.fixed), *(among(*place) for place in places.items())]
    measures = "'quantity'" if request.indicator == "quantity" else "'', 'value'"
    return cursor.execute(
        f"""SELECT {request.dimension}::VARCHAR AS member, {request.across or "''"}::VARCHAR AS across,
            flow::VARCHAR AS flow, period::VARCHAR AS period, indicator = 'growth' AS is_growth,
            unit::VARCHAR AS unit, value, rounding, qualifier, status::VARCHAR AS status, published, source,
            vintage, note
        FROM {cursor.cells_with(request.dataset, request.asked())}
        WHERE dataflow = ? AND indicator IN (?, 'growth')
          AND (indicator <> 'growth' OR measure IN ({measures}))
          AND {PLAIN} AND {" AND ".join(chosen)}""",
        [
            request.dataflow, request.indicator, *request.fixed.values(),
            *(parameter for codes in places.values() for parameter in listed(codes)),
        ],
    ).df()  # fmt: skip
