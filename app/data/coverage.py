"""What the data sets can offer for a question: which dataflows, periods and flows have figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.data.cells import among, listed
from app.data.columns import PLAIN
from app.data.frame_request import FrameRequest
from app.data.slice import Slice
from app.data.store import BUNDLED, Cursor, identifier
from app.model.flows import with_inputs


@dataclass(frozen=True, slots=True)
class Offer:
    """How many members have figures in one dataflow, period and flow."""

    dataflow: str
    period: str
    flow: str
    levels: int
    growths: int


def offers(cursor: Cursor, part: Slice, members: Sequence[str]) -> list[Offer]:
    """How many members have a level and a published growth rate, by dataflow, period and flow."""
    dimension, indicator = part.dimension, part.indicator
    asked = {**part.asked("growth"), dimension: members}
    rows = cursor.execute(
        f"""SELECT dataflow::VARCHAR, period::VARCHAR, flow::VARCHAR, indicator::VARCHAR,
               count(DISTINCT {dimension})
        FROM {cursor.cells_with(part.dataset, asked)}
        WHERE indicator IN (?, 'growth') AND {PLAIN} AND {among(dimension, members)}{part.condition}
        GROUP BY ALL""",
        [indicator, *listed(members), *part.fixed.values()],
    ).fetchall()
    counts: dict[tuple[str, str, str], dict[str, int]] = {}
    for *place, of_indicator, count in rows:
        counts.setdefault((place[0], place[1], place[2]), {})[of_indicator] = count
    return [
        Offer(*place, counted.get(indicator, 0), counted.get("growth", 0))
        for place, counted in sorted(counts.items())
    ]


def has_indicator(cursor: Cursor, dataset: str, dataflow: str, indicator: str) -> bool:
    """Whether a dataflow has any figure of an indicator: the totals of a large data set answer at once."""
    return any(
        cursor.execute(
            f"SELECT true FROM {table} WHERE dataflow = ? AND indicator = ? AND {PLAIN} LIMIT 1",
            [dataflow, indicator],
        ).fetchone()
        for table in cursor.tables_with(dataset, {"indicator": (indicator,)})
    )


def units_of(cursor: Cursor, part: Slice, members: Sequence[str], dataflow: str) -> frozenset[str]:
    """The units that the figures of members are in."""
    asked = {**part.asked(), part.dimension: members}
    where = f"{among(part.dimension, members)}{part.condition}"
    rows = cursor.execute(
        f"""SELECT DISTINCT unit::VARCHAR FROM {cursor.cells_with(part.dataset, asked)}
        WHERE dataflow = ? AND indicator = ? AND {PLAIN} AND {where}""",
        [dataflow, part.indicator, *listed(members), *part.fixed.values()],
    ).fetchall()
    return frozenset(unit for (unit,) in rows)


def codes_with_figures(
    cursor: Cursor,
    dataset: str,
    dimension: str,
    fixed: Mapping[str, str] | None = None,
    flows: Sequence[str] = (),
) -> frozenset[str]:
    """Every code of a dimension that has at least one figure, with the other columns as fixed.

    An imported data set lists none but those that its file names and what is above them.
    """
    if dataset != BUNDLED and not fixed and not flows:
        named = cursor.execute(
            f"SELECT code FROM {identifier(dataset)}.main.members WHERE dimension = ?", [dimension]
        )
        return frozenset(code for (code,) in named.fetchall())
    conditions = [f"{column} = ?" for column in fixed or {}]
    if flows:
        conditions.append(among("flow", flows))
    rows = cursor.execute(
        f"""SELECT DISTINCT {dimension}::VARCHAR FROM {cursor.cells_with(dataset, _each(fixed or {}))}
        WHERE {" AND ".join(conditions) or "true"}""",
        [*(fixed or {}).values(), *(listed(flows) if flows else [])],
    ).fetchall()
    return frozenset(code for (code,) in rows)


@dataclass(frozen=True, slots=True)
class PartYear:
    """What is known of a year that is a gap: the figure of its first months."""

    span: str
    value: float
    qualifier: str


def part_years(
    cursor: Cursor, part: Slice, members: Sequence[str], flow: str, year: int, unit: str
) -> dict[str, PartYear]:
    """The longest cumulative span of a year for each member, in the unit of the year.

    A part-year never stands in for the year; it is what is known where the year is a gap.
    """
    asked = {**part.asked(), part.dimension: members}
    rows = cursor.execute(
        f"""SELECT {part.dimension}::VARCHAR, period::VARCHAR, value, qualifier
        FROM {cursor.cells_with(part.dataset, asked)}
        WHERE indicator = ? AND {PLAIN} AND period LIKE ? AND flow = ? AND unit = ?
          AND {among(part.dimension, members)}{part.condition}
        ORDER BY period""",
        [part.indicator, f"{year}-01/{year}-%", flow, unit, *listed(members), *part.fixed.values()],
    ).fetchall()
    return {member: PartYear(*row) for member, *row in rows}


@dataclass(frozen=True, slots=True)
class Pairs:
    """How much of a table of two dimensions has figures."""

    members: int
    across: int
    pairs: int


def pairs(cursor: Cursor, request: FrameRequest) -> Pairs:
    """Counts for the first period and flow of a request of two dimensions.

    A pair counts where the flow is reported, or where both of the flows are that it follows from.
    """
    fixed = "".join(f" AND {column} = ?" for column in request.fixed)
    flows = with_inputs(request.flows[0])
    kinds = [cursor.kind_of(request.dataset, name) for name in (request.dimension, request.across)]
    row = cursor.execute(
        f"""SELECT count(DISTINCT own), count(DISTINCT other), count(*) FROM (
          SELECT {request.dimension} AS own, {request.across} AS other
          FROM {cursor.cells_with(request.dataset, request.asked())}
          WHERE dataflow = ? AND period = ? AND indicator = ? AND {PLAIN} AND {among("flow", flows)}
            AND {among(request.dimension, request.members, kinds[0])}
            AND {among(request.across, request.across_members, kinds[1])}{fixed}
          GROUP BY ALL HAVING bool_or(flow = ?) OR count(DISTINCT flow) > 1)""",
        [
            request.dataflow, request.periods[0], request.indicator, *listed(flows),
            *listed(request.members), *listed(request.across_members), *request.fixed.values(),
            request.flows[0],
        ],
    ).fetchone()  # fmt: skip
    return Pairs(*row) if row else Pairs(0, 0, 0)


def _each(fixed: Mapping[str, str]) -> dict[str, tuple[str]]:
    """Codes as the only ones that are asked for."""
    return {column: (code,) for column, code in fixed.items()}
