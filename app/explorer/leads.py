"""From a published figure to the view in which it can be looked at."""

from __future__ import annotations

from app.data.observations import Observation
from app.model.selection import FLOWS, Selection


def selection_of(seen: Observation) -> Selection:
    """The view of an observation's place, market, goods, flow and period on its own basis."""
    return Selection(
        dataflow=seen.dataflow,
        region=seen.region,
        market=seen.market,
        product=seen.product,
        regime=seen.regime,
        operator=seen.operator,
        flow=seen.flow if seen.flow in FLOWS else "total",
        indicator="quantity" if "quantity" in (seen.indicator, seen.measure) else "value",
        period=seen.period,
    )
