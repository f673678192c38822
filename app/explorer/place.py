"""Where a figure stands in a chart, and what stands near it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from app.data.observations import Observation
from app.model.dimension import DIMENSIONS
from app.model.period import Period
from app.model.selection import Selection


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in a chart: columns of its cell with their values."""

    columns: tuple[tuple[str, str], ...]

    def of(self, column: str) -> str:
        """The value of a column, '' where it is not known."""
        return dict(self.columns).get(column, "")

    def observation(self) -> Observation:
        """The figure that stands there, of which nothing else is known."""
        of = self.of
        return Observation(
            dataflow=of("dataflow"), region=of("region"), market=of("market"), product=of("product"),
            regime=of("regime"), operator=of("operator"), flow=of("flow"), period=of("period"),
            indicator=of("indicator"), measure="", of_region="", of_market="", of_product="", base_period="",
            among="", threshold=None, threshold_unit="", qualifier="=", value=math.nan, unit="", rounding=0.0,
            published="", source="", vintage="", note="",
        )  # fmt: skip

    def near(self, selection: Selection) -> Iterator[Place]:
        """This place and the wholes that it is a part of in a view, in its period and a year before."""
        if not self.of("period"):
            return
        parts = (part for part in (selection.breakdown, selection.across) if part is not None)
        wholes = [(part.kind, part.parent) for part in parts if part.kind in DIMENSIONS]
        for period in (self.of("period"), str(Period.parse(self.of("period")).year_before())):
            then = (*self.columns, ("period", period))
            yield Place(then)
            yield from (Place((*then, whole)) for whole in wholes)
