"""Levels of groups of regions that no source prints, as the sum of members that all have one."""

from __future__ import annotations

from typing import Final

from app.data.columns import PLAIN
from app.data.store import Cursor
from app.model.dimension import Dimension

SUM_OF_MEMBERS: Final = "sum of its members"
"""The formula of such a figure."""
_SHARED: Final = "dataflow, market, product, regime, operator, flow, period, measure, unit"
"""What the figures of all members have in common."""
_RELATIVE: Final = ("of_region", "of_market", "of_product", "base_period", "among", "threshold_unit")
"""What a level has not."""


def add_group_sums(cursor: Cursor, regions: Dimension) -> None:
    """Add to the table `cells` the sums of groups whose members are always the same.

    A sum stands only where every member has a number (no bound) and the group has no figure of its own. Its
    rounding is the sum of its inputs', and it is approximate if one of them is.
    """
    changing = {held.group for held in regions.memberships if held.since or held.until}
    kept = [held for held in regions.memberships if held.group not in changing]
    groups = [held.group for held in kept]
    empty = ", ".join(f"'' AS {column}" for column in (*_RELATIVE, "published"))
    cursor.execute(
        f"""INSERT INTO cells BY NAME
        WITH belonging AS (SELECT unnest(?::VARCHAR[]) AS grouping, unnest(?::VARCHAR[]) AS member),
        size AS (SELECT grouping, count(*) AS members FROM belonging GROUP BY grouping),
        summed AS (
            SELECT grouping AS region, {_SHARED}, sum(value) AS value, sum(rounding) AS rounding,
                   max(qualifier) AS qualifier, max(vintage) AS vintage,
                   array_to_string(list_sort(list_distinct(flatten(list(string_split(source, ';'))))), ';')
                       AS source
            FROM cells JOIN belonging ON member = region JOIN size USING (grouping)
            WHERE indicator = 'value' AND qualifier IN ('=', '~') AND {PLAIN}
            GROUP BY grouping, members, {_SHARED}
            HAVING count(*) = members),
        own AS (SELECT region, {_SHARED} FROM cells WHERE indicator = 'value' AND list_contains(?, region))
        SELECT *, 'value' AS indicator, NULL AS threshold, {empty}, ? AS note, 'derived' AS status
        FROM summed ANTI JOIN own USING (region, {_SHARED})""",
        [groups, [held.member for held in kept], groups, SUM_OF_MEMBERS],
    )
