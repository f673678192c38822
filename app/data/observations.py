"""Observations as they were published: every print of every figure, for lists and for provenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.data.cells import among, listed
from app.data.columns import CELL_KEY, OBSERVATION_COLUMNS
from app.data.store import BUNDLED, Cursor
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
    codes = {column: (code,) for column, code in filters.items()}
    table, status = ("observations", "'reported'") if whole else (cursor.cells_with(dataset, codes), "status")
    conditions = [f"{column} = ?" for column in filters]
    asked: list[object] = list(filters.values())
    if periods is not None:
        within = [period for period in cursor.codes(dataset, "period") if periods.matches_text(period)]
        conditions.append(among("period", within))
        asked += listed(within)
    columns = ", ".join(["dataflow", *OBSERVATION_COLUMNS])
    rows = cursor.execute(
        f"""SELECT {columns}, {status} FROM {table} WHERE {" AND ".join(conditions) or "true"}
        ORDER BY dataflow, period DESC, region, market, product, flow, indicator LIMIT {limit}""",
        asked,
    ).fetchall()
    return [Observation(*row) for row in rows]


def also_published(cursor: Cursor, shown: Observation) -> Iterator[Observation]:
    """The other prints of a shown figure in the bundled data set."""
    key = {name: getattr(shown, name) for name in CELL_KEY}
    filters = {name: value for name, value in key.items() if value is not None}
    for other in observations(cursor, BUNDLED, filters):
        same_cell = all(getattr(other, name) == value for name, value in key.items())
        if same_cell and _print(other) != _print(shown):
            yield other


def _print(seen: Observation) -> tuple[str, float, float]:
    return (seen.source, seen.value, seen.rounding)
