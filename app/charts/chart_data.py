"""What a kind of chart is given: figures of members and periods, and the names they go by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.catalog import Dataflow, Source
from app.model.dimension import Member
from app.model.observation import Frame
from app.model.selection import Selection


@dataclass(frozen=True)
class ChartData:
    """Figures ready to be drawn."""

    selection: Selection
    frame: Frame
    """Figures of the members, in their customary order."""
    whole: Frame
    """The same for the parent of the members (China, World, all goods); may be empty."""
    members: Mapping[str, Member]
    """Members that the frame names, also across, and the chosen region, market and product."""
    dataflow: Dataflow
    sources: Mapping[str, Source] = field(default_factory=dict)
    drillable: frozenset[str] = frozenset()
    """Members that have figures below them."""
    summable: bool = True
    """Whether the members are parts of one whole that may be added up; false where groups overlap."""
    joined: Mapping[str, Dataflow] = field(default_factory=dict)
    """Periods whose rows are of another dataflow, in its own unit: their ranks alone may be compared."""
