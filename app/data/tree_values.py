"""Values for the rows of a tree: the level and growth of every member in one period, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.data.store import Cursor, cells
from app.model.arithmetic import growth_between
from app.model.figure import Figure
from app.model.period import Period

_PLAIN = "base_period = '' AND of_region = '' AND of_market = '' AND of_product = ''"


def tree_values(
    cursor: Cursor,
    dataset: str,
    dataflow: str,
    dimension: str,
    fixed: Mapping[str, str],
    flow: str,
    period: str,
) -> dict[str, tuple[Figure | None, Figure | None]]:
    """Level and growth of every member that has either; where no growth is published, that of two levels."""
    prior = str(Period.parse(period).year_before())
    where = "".join(f" AND {column} = ?" for column in fixed)
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, period::VARCHAR, indicator::VARCHAR, value, qualifier, unit::VARCHAR,
               rounding, published, source, vintage, note, status::VARCHAR
        FROM {cells(dataset)}
        WHERE dataflow = ? AND flow = ? AND period IN (?, ?) AND indicator IN ('value', 'growth')
          AND measure IN ('', 'value') AND {_PLAIN}{where}""",
        [dataflow, flow, period, prior, *fixed.values()],
    ).fetchall()
    levels: dict[str, Figure] = {}
    growths: dict[str, Figure] = {}
    before: dict[str, Figure] = {}
    for (
        code,
        when,
        indicator,
        value,
        qualifier,
        unit,
        rounding,
        published,
        source,
        vintage,
        note,
        status,
    ) in rows:
        figure = Figure(
            value,
            unit,
            qualifier,
            status,
            rounding,
            published,
            source,
            vintage,
            note,  # fmt: skip
        )
        if indicator == "value":
            (levels if when == period else before)[code] = figure
        elif when == period:
            growths[code] = figure
    for code, level in levels.items():
        if code not in growths and code in before and before[code].unit == level.unit:
            growth = growth_between(level, before[code], f"growth = level / level of {prior} − 1")
            if growth is not None and growth.qualifier in "=~":
                growths[code] = growth
    return {code: (levels.get(code), growths.get(code)) for code in levels.keys() | growths.keys()}


def yearly_history(
    cursor: Cursor, dataset: str, dataflow: str, dimension: str, fixed: Mapping[str, str], flow: str
) -> tuple[Sequence[str], dict[str, tuple[float, ...]]]:
    """The periods of an annual dataflow, oldest first, and each member's values in them, NaN for gaps."""
    where = "".join(f" AND {column} = ?" for column in fixed)
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, period::VARCHAR, value FROM {cells(dataset)}
        WHERE dataflow = ? AND flow = ? AND indicator = 'value' AND {_PLAIN}{where}""",
        [dataflow, flow, *fixed.values()],
    ).fetchall()
    periods = sorted({period for _, period, _ in rows})
    at = {period: place for place, period in enumerate(periods)}
    history: dict[str, list[float]] = {}
    for code, period, value in rows:
        history.setdefault(code, [float("nan")] * len(periods))[at[period]] = value
    return periods, {code: tuple(values) for code, values in history.items()}


def longest_annual(
    cursor: Cursor, dataset: str, dimension: str, fixed: Mapping[str, str], flow: str, among: Sequence[str]
) -> str:
    """The annual dataflow with the most values for members of a dimension, '' where none has three years.

    The root alone does not count: a history of the whole says nothing about its parts.
    """
    where = "".join(f" AND {column} = ?" for column in fixed)
    row = cursor.execute(
        f"""SELECT dataflow::VARCHAR FROM {cells(dataset)}
        WHERE flow = ? AND indicator = 'value' AND list_contains(?, dataflow::VARCHAR) AND {_PLAIN}{where}
        GROUP BY dataflow HAVING count(DISTINCT period) >= 3 AND count(DISTINCT {dimension}) > 1
        ORDER BY count(*) DESC, dataflow LIMIT 1""",
        [flow, list(among), *fixed.values()],
    ).fetchone()
    return row[0] if row else ""
