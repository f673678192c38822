"""The one query behind every chart: figures of members, flows and periods, gaps included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from app.data.store import Cursor, cells
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


def figure_frame(cursor: Cursor, request: FrameRequest) -> pd.DataFrame:
    """Rows for every asked member, across, flow and period, in the order they were asked for.

    Values are unscaled in `unit`; a gap has NaN. A missing flow is derived from the two others
    (total = export + import), a missing growth from the levels of two years, and `status` and
    `growth_status` say so. The rounding of a derived value is the sum of its inputs'. Nothing is
    derived from a bound.
    """
    if not (request.members and request.periods and request.flows):
        return pd.DataFrame()
    fixed = " AND ".join(f"{column} = ?" for column in request.fixed)
    prior = [str(Period.parse(period).year_before()) for period in request.periods]
    sql = _SQL.format(
        cells=cells(request.dataset),
        member=request.dimension,
        across=request.across or "''",
        fixed=f"AND {fixed}" if fixed else "",
        across_filter=f"AND {request.across} IN (SELECT across FROM asked_across)" if request.across else "",
        growth_measure="'quantity'" if request.indicator == "quantity" else "'', 'value'",
        limit=ROW_LIMIT,
    )
    frame = cursor.execute(
        sql,
        [
            list(request.members),
            list(request.across_members) if request.across else [""],
            list(request.flows),
            list(request.periods),
            prior,
            request.dataflow,
            request.indicator,
            *request.fixed.values(),
        ],
    ).df()
    months = {period: Period.parse(period).last_month for period in request.periods}
    return frame.assign(why="", order=frame["period"].map(months))


_SQL = """
WITH asked_member AS (SELECT unnest(x) AS member, generate_subscripts(x, 1) AS member_at FROM (SELECT ?::VARCHAR[] AS x)),
asked_across AS (SELECT unnest(x) AS across, generate_subscripts(x, 1) AS across_at FROM (SELECT ?::VARCHAR[] AS x)),
asked_flow AS (SELECT unnest(x) AS flow, generate_subscripts(x, 1) AS flow_at FROM (SELECT ?::VARCHAR[] AS x)),
asked_period AS (
    SELECT unnest(x) AS period, unnest(y) AS prior, generate_subscripts(x, 1) AS period_at
    FROM (SELECT ?::VARCHAR[] AS x, ?::VARCHAR[] AS y)),
raw AS MATERIALIZED (
    SELECT {member}::VARCHAR AS member, {across}::VARCHAR AS across, flow::VARCHAR AS flow,
           period::VARCHAR AS period, indicator::VARCHAR AS indicator, value, qualifier, unit::VARCHAR AS unit,
           rounding, status, published, source, vintage, note
    FROM {cells}
    WHERE dataflow = ? AND (indicator = ? OR (indicator = 'growth' AND measure IN ({growth_measure})))
      AND base_period = '' AND of_region = '' AND of_market = '' AND of_product = '' {fixed}
      AND {member} IN (SELECT member FROM asked_member) {across_filter}
      AND (period IN (SELECT period FROM asked_period) OR period IN (SELECT prior FROM asked_period))),
reported AS MATERIALIZED (SELECT * EXCLUDE (indicator) FROM raw WHERE indicator <> 'growth'),
pair AS (
    SELECT a.member, a.across, a.period, a.unit, f.flow,
           f.first_sign * a.value + f.second_sign * b.value AS value,
           CASE WHEN a.qualifier = '~' OR b.qualifier = '~' THEN '~' ELSE '=' END AS qualifier,
           a.rounding + b.rounding AS rounding,
           f.formula AS note,
           a.source || CASE WHEN a.source = b.source THEN '' ELSE ';' || b.source END AS source,
           greatest(a.vintage, b.vintage) AS vintage
    FROM (VALUES ('total', 'export', 'import', 1, 1, 'total = exports + imports'),
                 ('balance', 'export', 'import', 1, -1, 'balance = exports − imports'),
                 ('export', 'total', 'import', 1, -1, 'exports = total − imports'),
                 ('import', 'total', 'export', 1, -1, 'imports = total − exports'))
         AS f(flow, first, second, first_sign, second_sign, formula)
    JOIN reported a ON a.flow = f.first
    JOIN reported b ON b.flow = f.second AND b.member = a.member AND b.across = a.across
        AND b.period = a.period AND b.unit = a.unit
    WHERE a.qualifier IN ('=', '~') AND b.qualifier IN ('=', '~')),
levels AS MATERIALIZED (
    SELECT member, across, flow, period, value, qualifier, unit, rounding, status, published, source, vintage, note
    FROM reported
    UNION ALL
    SELECT p.member, p.across, p.flow, p.period, p.value, p.qualifier, p.unit, p.rounding, 'derived', '',
           p.source, p.vintage, p.note
    FROM pair p ANTI JOIN reported r
      ON r.member = p.member AND r.across = p.across AND r.flow = p.flow AND r.period = p.period),
growth AS MATERIALIZED (SELECT * FROM raw WHERE indicator = 'growth')
SELECT m.member, a.across, f.flow, p.period,
       l.value, coalesce(l.qualifier, '=') AS qualifier, coalesce(l.unit, '') AS unit,
       coalesce(l.rounding, 0) AS rounding, coalesce(l.status, '') AS status,
       coalesce(l.published, '') AS published, coalesce(l.source, '') AS source,
       coalesce(l.vintage, '') AS vintage, coalesce(l.note, '') AS note,
       coalesce(g.value, 100 * (l.value / q.value - 1)) AS growth,
       coalesce(g.qualifier, CASE WHEN l.qualifier = '~' OR q.qualifier = '~' THEN '~' ELSE '=' END)
           AS growth_qualifier,
       coalesce(g.rounding, 100 * l.value / q.value * (l.rounding / l.value + q.rounding / q.value), 0)
           AS growth_rounding,
       CASE WHEN g.value IS NOT NULL THEN g.status WHEN q.value IS NOT NULL THEN 'derived' ELSE '' END
           AS growth_status,
       coalesce(g.published, '') AS growth_published,
       coalesce(g.source, q.source, '') AS growth_source,
       coalesce(g.note, CASE WHEN q.value IS NULL THEN '' ELSE 'growth = level / level of ' || p.prior || ' − 1' END)
           AS growth_note
FROM asked_member m CROSS JOIN asked_across a CROSS JOIN asked_flow f CROSS JOIN asked_period p
LEFT JOIN levels l ON l.member = m.member AND l.across = a.across AND l.flow = f.flow AND l.period = p.period
LEFT JOIN growth g ON g.member = m.member AND g.across = a.across AND g.flow = f.flow AND g.period = p.period
LEFT JOIN levels q ON g.value IS NULL AND q.member = m.member AND q.across = a.across AND q.flow = f.flow
    AND q.period = p.prior AND q.unit = l.unit AND q.value > 0 AND l.value > 0
    AND q.qualifier IN ('=', '~') AND l.qualifier IN ('=', '~')
ORDER BY m.member_at, a.across_at, f.flow_at, p.period_at
LIMIT {limit}
"""
