"""What a kind of chart is given: figures of members and periods, and the names they go by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.charts.extent import Extent
from app.model.catalog import Dataflow, Source
from app.model.dimension import Member
from app.model.figure import Figure
from app.model.selection import Selection

if TYPE_CHECKING:
    import pandas as pd

FRAME_COLUMNS = (
    "member", "across", "flow", "period", "order",
    "value", "qualifier", "unit", "rounding", "status", "published", "source", "vintage", "note", "why",
    "growth", "growth_qualifier", "growth_rounding", "growth_status", "growth_published",
    "growth_source", "growth_note",
)  # fmt: skip
"""The columns of a figure frame.

One row for each member, flow and period (and, for charts of two dimensions, each `across`): also
where there is no figure, so that a gap stays visible. `value` is unscaled in `unit`, NaN for a gap,
and then `why` says what is known ('level not in the sources', 'January to November only: ...').
`order` is the last month of the period, counted from January of the year 0. `growth` is in percent on
the year before, reported or derived as `growth_status` says, NaN where it is not known. All text
columns hold '' rather than a missing value.
"""


@dataclass(frozen=True)
class ChartData:
    """Figures ready to be drawn."""

    selection: Selection
    frame: pd.DataFrame
    """Figures of the members, see `FRAME_COLUMNS`, in the customary order of the members."""
    whole: pd.DataFrame
    """The same columns for the parent of the members (China, World, all goods); may be empty."""
    members: Mapping[str, Member]
    """Members of the frame's `member` and `across` columns, and the chosen region, market and product."""
    dataflow: Dataflow
    sources: Mapping[str, Source] = field(default_factory=dict)
    drillable: frozenset[str] = frozenset()
    """Members that have figures below them."""
    summable: bool = True
    """Whether the members are parts of one whole that may be added up; false where groups overlap."""
    apart: frozenset[str] = frozenset()
    """Members that overlap with others: they stand behind those and have no rank."""
    ranks: Mapping[str, Figure] = field(default_factory=dict)
    """Ranks among all members that a source gives; few members have one."""
    extent: Extent = field(default_factory=Extent)
    """Of all periods, where a timeline goes through them: scale and axes are the same in each."""
    joined: Mapping[str, Dataflow] = field(default_factory=dict)
    """Periods whose rows are of another dataflow, in its own unit: their ranks alone may be compared."""
