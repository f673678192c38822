"""When countries that report may be added up: in periods of which each of them has figures.

A country that is missing has not reported; the sum of the others would look like a fall of trade.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.data.imports.plan import Draft

SERIES = ("dataflow", "flow", "indicator", "unit")
"""What the figures of all reporters have in common, whatever they trade and with whom."""


def countries_that_report(regions: Mapping[str, Draft]) -> frozenset[str]:
    """The regions that are countries, where there are several; places of China without trade have no row."""
    countries = frozenset(code for code, draft in regions.items() if draft.level == "country")
    return countries if len(countries) > 1 else frozenset()


def all_reported(relation: str, codes: str) -> str:
    """SQL for the series and periods of which each country that has the series at all has figures.

    Args:
        relation: Figures with the columns of SERIES, region and period.
        codes: SQL for the list of the countries.
    """
    series = ", ".join(SERIES)
    mine = f"(SELECT * FROM {relation} t WHERE list_contains({codes}, region::VARCHAR))"
    return f"""SELECT {series}, period FROM (
            SELECT {series}, period, count(DISTINCT region) AS known FROM {mine} GROUP BY ALL) found
        JOIN (SELECT {series}, count(DISTINCT region) AS every FROM {mine} GROUP BY ALL) whole
        USING ({series}) WHERE known = every"""
