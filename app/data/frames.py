"""The one query behind every chart: figures of members, flows and periods, gaps included."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.data.columns import PLAIN
from app.data.store import Cursor, cells_with
from app.model.flows import FORMULAS
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
    def rows(self) -> int:
        """How many rows the frame will have."""
        return len(self.members) * max(len(self.across_members), 1) * len(self.flows) * len(self.periods)

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
    fixed = " AND ".join(f"{column} = ?" for column in request.fixed)
    prior = [str(Period.parse(period).year_before()) for period in request.periods]
    sql = _SQL.format(
        cells=cells_with(cursor, request.dataset, request.asked()),
        member=request.dimension,
        across=request.across or "''",
        fixed=f"AND {fixed}" if fixed else "",
        members=_places(request.members),
        periods=_places({*request.periods, *prior}),
        across_filter=f"AND {request.across} IN ({_places(request.across_members)})"
        if request.across
        else "",
        growth_measure="'quantity'" if request.indicator == "quantity" else "'', 'value'",
        limit=ROW_LIMIT,
        plain=PLAIN,
        formulas=", ".join(
            f"({place}, '{rule.flow}', '{rule.first}', '{rule.second}', {rule.first_weight}, "
            f"{rule.second_weight}, '{rule.text}')"
            for place, rule in enumerate(FORMULAS)
        ),
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
            *request.members,
            *request.across_members,
            *{*request.periods, *prior},
        ],
    ).df()
    months = {period: Period.parse(period).last_month for period in request.periods}
    return frame.assign(why="", order=frame["period"].map(months))


def _places(values: Collection[str]) -> str:
    """A placeholder for each value: constants in an IN list let DuckDB skip row groups."""
    return ", ".join("?" * len(values)) or "NULL"


_SQL = """
WITH asked_member AS (
    SELECT unnest(x) AS member, generate_subscripts(x, 1) AS member_at FROM (SELECT ?::VARCHAR[] AS x)),
asked_across AS (
    SELECT unnest(x) AS across, generate_subscripts(x, 1) AS across_at FROM (SELECT ?::VARCHAR[] AS x)),
asked_flow AS (
    SELECT a.flow, a.flow_at, list(f ORDER BY f.place) AS formulas
    FROM (SELECT unnest(x) AS flow, generate_subscripts(x, 1) AS flow_at FROM (SELECT ?::VARCHAR[] AS x)) a
    LEFT JOIN (VALUES {formulas})
        AS f(place, flow, first, second, first_weight, second_weight, text) ON f.flow = a.flow
    GROUP BY ALL),
asked_period AS (
    SELECT unnest(x) AS period, unnest(y) AS prior, generate_subscripts(x, 1) AS period_at
    FROM (SELECT ?::VARCHAR[] AS x, ?::VARCHAR[] AS y)),
raw AS MATERIALIZED (
    SELECT {member}::VARCHAR AS member, {across}::VARCHAR AS across, flow::VARCHAR AS flow,
           period::VARCHAR AS period, indicator = 'growth' AS is_growth, unit::VARCHAR AS unit,
           {{'value': value, 'qualifier': qualifier, 'rounding': rounding, 'status': status::VARCHAR,
             'published': published, 'source': source, 'vintage': vintage, 'note': note}} AS f
    FROM {cells}
    WHERE dataflow = ? AND indicator IN (?, 'growth')
      AND (indicator <> 'growth' OR measure IN ({growth_measure}))
      AND {plain} {fixed}
      AND {member} IN ({members}) {across_filter}
      AND period IN ({periods})),
wide AS (
    SELECT member, across, period, unit, map_from_entries(list((flow, f))) AS flows
    FROM raw WHERE NOT is_growth GROUP BY ALL),
chosen AS (
    SELECT w.*, a.flow, w.flows[a.flow] AS f,
           list_filter(a.formulas, lambda r: w.flows[r.first].qualifier IN ('=', '~')
                                        AND w.flows[r.second].qualifier IN ('=', '~'))[1] AS r
    FROM wide w CROSS JOIN asked_flow a),
two AS (SELECT *, flows[r.first] AS x, flows[r.second] AS y FROM chosen),
levels AS MATERIALIZED (
    SELECT member, across, period, unit, flow,
           coalesce(f, CASE WHEN r IS NOT NULL THEN
               {{'value': r.first_weight * x.value + r.second_weight * y.value,
                 'qualifier': greatest(x.qualifier, y.qualifier),
                 'rounding': abs(r.first_weight) * x.rounding + abs(r.second_weight) * y.rounding,
                 'status': 'derived', 'published': '',
                 'source': CASE WHEN x.source = y.source THEN x.source ELSE x.source || ';' || y.source END,
                 'vintage': greatest(x.vintage, y.vintage), 'note': r.text}} END) AS f
    FROM two)
SELECT m.member, a.across, s.flow, p.period,
       l.f.value AS value, coalesce(l.f.qualifier, '=') AS qualifier, coalesce(l.unit, '') AS unit,
       coalesce(l.f.rounding, 0) AS rounding, coalesce(l.f.status, '') AS status,
       coalesce(l.f.published, '') AS published, coalesce(l.f.source, '') AS source,
       coalesce(l.f.vintage, '') AS vintage, coalesce(l.f.note, '') AS note,
       coalesce(g.f.value, 100 * (l.f.value / q.f.value - 1)) AS growth,
       coalesce(g.f.qualifier, greatest(l.f.qualifier, q.f.qualifier), '=') AS growth_qualifier,
       coalesce(g.f.rounding, 100 * l.f.value / q.f.value
           * (l.f.rounding / l.f.value + q.f.rounding / q.f.value), 0) AS growth_rounding,
       CASE WHEN g.f.value IS NOT NULL THEN g.f.status WHEN q.f.value IS NOT NULL THEN 'derived' ELSE '' END
           AS growth_status,
       coalesce(g.f.published, '') AS growth_published,
       coalesce(g.f.source, CASE WHEN q.f.source = l.f.source THEN q.f.source
                            ELSE l.f.source || ';' || q.f.source END, '') AS growth_source,
       coalesce(g.f.note, 'growth = level / level of ' || CASE WHEN q.f.value > 0 THEN p.prior END || ' − 1',
                '') AS growth_note
FROM asked_member m CROSS JOIN asked_across a CROSS JOIN asked_flow s CROSS JOIN asked_period p
LEFT JOIN levels l ON l.f IS NOT NULL
    AND l.member = m.member AND l.across = a.across AND l.flow = s.flow AND l.period = p.period
LEFT JOIN raw g ON g.is_growth
    AND g.member = m.member AND g.across = a.across AND g.flow = s.flow AND g.period = p.period
LEFT JOIN levels q ON g.f IS NULL AND q.unit = l.unit AND q.f.value > 0 AND l.f.value > 0
    AND q.member = m.member AND q.across = a.across AND q.flow = s.flow AND q.period = p.prior
    AND q.f.qualifier IN ('=', '~') AND l.f.qualifier IN ('=', '~')
ORDER BY m.member_at, a.across_at, s.flow_at, p.period_at
LIMIT {limit}
"""
