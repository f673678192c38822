"""What the data sets can offer for a question: which dataflows, periods and flows have figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.data.columns import PLAIN
from app.data.frames import FrameRequest
from app.data.store import BUNDLED, Cursor, cells_with, identifier
from app.model.flows import with_inputs


@dataclass(frozen=True, slots=True)
class Offer:
    """How many members have figures in one dataflow, period and flow."""

    dataflow: str
    period: str
    flow: str
    levels: int
    growths: int


def offers(
    cursor: Cursor,
    dataset: str,
    dimension: str,
    members: Sequence[str],
    fixed: Mapping[str, str],
    indicator: str,
) -> list[Offer]:
    """How many members have a level and a published growth rate, by dataflow, period and flow."""
    where = "".join(f" AND {column} = ?" for column in fixed)
    asked = {**_each(fixed), dimension: members, "indicator": (indicator, "growth")}
    rows = cursor.execute(
        f"""SELECT dataflow::VARCHAR, period::VARCHAR, flow::VARCHAR,
               count(DISTINCT {dimension}) FILTER (indicator = ?),
               count(DISTINCT {dimension}) FILTER (indicator = 'growth')
        FROM {cells_with(cursor, dataset, asked)}
        WHERE (indicator = ? OR indicator = 'growth') AND {PLAIN}
          AND list_contains(?, {dimension}::VARCHAR){where}
        GROUP BY ALL ORDER BY ALL""",
        [indicator, indicator, list(members), *fixed.values()],
    ).fetchall()
    return [Offer(*row) for row in rows]


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
        listed = cursor.execute(
            f"SELECT code FROM {identifier(dataset)}.main.members WHERE dimension = ?", [dimension]
        )
        return frozenset(code for (code,) in listed.fetchall())
    conditions = [f"{column} = ?" for column in fixed or {}] + ["list_contains(?, flow::VARCHAR)"] * bool(
        flows
    )
    rows = cursor.execute(
        f"""SELECT DISTINCT {dimension}::VARCHAR FROM {cells_with(cursor, dataset, _each(fixed or {}))}
        WHERE {" AND ".join(conditions) or "true"}""",
        [*(fixed or {}).values(), *([list(flows)] if flows else [])],
    ).fetchall()
    return frozenset(code for (code,) in rows)


@dataclass(frozen=True, slots=True)
class PartYear:
    """What is known of a year that is a gap: the figure of its first months."""

    span: str
    value: float
    qualifier: str


def part_years(
    cursor: Cursor,
    dataset: str,
    dimension: str,
    members: Sequence[str],
    fixed: Mapping[str, str],
    flow: str,
    year: int,
    unit: str,
) -> dict[str, PartYear]:
    """The longest cumulative span of a year for each member, in the unit of the year.

    A part-year never stands in for the year; it is what is known where the year is a gap.
    """
    where = "".join(f" AND {column} = ?" for column in fixed)
    asked = {**_each(fixed), dimension: members, "indicator": ("value",)}
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, period::VARCHAR, value, qualifier
        FROM {cells_with(cursor, dataset, asked)}
        WHERE indicator = 'value' AND {PLAIN} AND period LIKE ? AND flow = ? AND unit = ?
          AND list_contains(?, {dimension}::VARCHAR){where}
        ORDER BY period""",
        [f"{year}-01/{year}-%", flow, unit, list(members), *fixed.values()],
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
    row = cursor.execute(
        f"""SELECT count(DISTINCT own), count(DISTINCT other), count(*) FROM (
          SELECT {request.dimension} AS own, {request.across} AS other
          FROM {cells_with(cursor, request.dataset, request.asked())}
          WHERE dataflow = ? AND period = ? AND indicator = ? AND {PLAIN} AND list_contains(?, flow::VARCHAR)
            AND list_contains(?, {request.dimension}::VARCHAR)
            AND list_contains(?, {request.across}::VARCHAR){fixed}
          GROUP BY ALL HAVING bool_or(flow = ?) OR count(DISTINCT flow) > 1)""",
        [
            request.dataflow, request.periods[0], request.indicator, list(with_inputs(request.flows[0])),
            list(request.members), list(request.across_members), *request.fixed.values(), request.flows[0],
        ],
    ).fetchone()  # fmt: skip
    return Pairs(*row) if row else Pairs(0, 0, 0)


def _each(fixed: Mapping[str, str]) -> dict[str, tuple[str]]:
    """Codes as the only ones that are asked for."""
    return {column: (code,) for column, code in fixed.items()}
