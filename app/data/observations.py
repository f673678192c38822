"""Observations as they were published: every print of every figure, for lists and for provenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.data.store import BUNDLED, OBSERVATION_COLUMNS, Cursor, cells
from app.model.period import PeriodRange


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure with all that belongs to it; `value` is unscaled in `unit`."""

    dataflow: str
    region: str
    market: str
    product: str
    regime: str
    operator: str
    flow: str
    period: str
    indicator: str
    measure: str
    of_region: str
    of_market: str
    of_product: str
    base_period: str
    among: str
    threshold: float | None
    threshold_unit: str
    qualifier: str
    value: float
    unit: str
    rounding: float
    published: str
    source: str
    vintage: str
    note: str
    status: str = "reported"


def observations(
    cursor: Cursor,
    dataset: str,
    filters: Mapping[str, str],
    periods: PeriodRange | None = None,
    *,
    shown_only: bool = False,
    limit: int = 100_000,
) -> list[Observation]:
    """Observations that match every filter, in the order of dataflow, period and members.

    Args:
        cursor: The task's own cursor.
        dataset: The data set to read.
        filters: Column names with the value they must have.
        periods: Keep only figures of these periods.
        shown_only: Only the one figure that a cell shows, not the others behind it.
        limit: Rows at most.
    """
    whole = dataset == BUNDLED and not shown_only
    table, status = ("observations", "'reported'") if whole else (cells(dataset), "status")
    where = " AND ".join(f"{column} = ?" for column in filters) or "true"
    columns = ", ".join(["dataflow", *OBSERVATION_COLUMNS])
    rows = cursor.execute(
        f"""SELECT {columns}, {status} FROM {table} WHERE {where}
        ORDER BY dataflow, period DESC, region, market, product, flow, indicator LIMIT {limit}""",
        list(filters.values()),
    ).fetchall()
    return [found for row in rows if _kept(found := Observation(*row), periods)]


def _kept(observation: Observation, periods: PeriodRange | None) -> bool:
    return periods is None or periods.matches_text(observation.period)


def also_published(cursor: Cursor, shown: Observation) -> Iterator[Observation]:
    """The other prints of a shown figure in the bundled data set."""
    key = ("dataflow", "region", "market", "product", "regime", "operator", "flow", "period", "indicator")
    for other in observations(cursor, BUNDLED, {name: getattr(shown, name) for name in key}):
        same_kind = all(
            getattr(other, name) == getattr(shown, name)
            for name in ("measure", "of_region", "of_market", "of_product", "base_period", "among", "unit")
        )
        if same_kind and (other.source, other.value, other.rounding) != (
            shown.source,
            shown.value,
            shown.rounding,
        ):
            yield other
