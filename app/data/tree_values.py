"""Values for the rows of a tree: the level and growth of every member in one period, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.data.columns import PLAIN
from app.data.store import Cursor, cells
from app.model.arithmetic import growth_between
from app.model.figure import Figure
from app.model.flows import derived_flow, formula_for
from app.model.period import Period


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
    formula = formula_for(flow)
    flows = [flow, formula.first, formula.second] if formula else [flow]
    where = "".join(f" AND {column} = ?" for column in fixed)
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, flow::VARCHAR, period::VARCHAR, indicator = 'growth', value,
               unit::VARCHAR, qualifier, status::VARCHAR, rounding, published, source, vintage, note
        FROM {cells(dataset)}
        WHERE dataflow = ? AND list_contains(?, flow::VARCHAR) AND period IN (?, ?)
          AND indicator IN ('value', 'growth') AND measure IN ('', 'value') AND {PLAIN}{where}""",
        [dataflow, flows, period, prior, *fixed.values()],
    ).fetchall()
    now: dict[str, dict[str, Figure]] = {}
    before: dict[str, dict[str, Figure]] = {}
    growths: dict[str, Figure] = {}
    for code, of_flow, when, is_growth, *figure in rows:
        if not is_growth:
            (now if when == period else before).setdefault(code, {})[of_flow] = Figure(*figure)
        elif when == period and of_flow == flow:
            growths[code] = Figure(*figure)
    text = f"growth = level / level of {prior} − 1"
    found: dict[str, tuple[Figure | None, Figure | None]] = {}
    for code in now.keys() | growths.keys():
        level = _of_flow(flow, now.get(code, {}))
        found[code] = level, growths.get(code) or _growth(level, _of_flow(flow, before.get(code, {})), text)
    return {code: pair for code, pair in found.items() if any(pair)}


def _of_flow(flow: str, reported: Mapping[str, Figure]) -> Figure | None:
    return reported.get(flow) or derived_flow(flow, reported)


def _growth(level: Figure | None, before: Figure | None, text: str) -> Figure | None:
    """Growth between two levels of one unit, None from a gap or a bound."""
    if level is None or before is None or level.unit != before.unit:
        return None
    if {level.qualifier, before.qualifier} - {"=", "~"}:
        return None
    return growth_between(level, before, text)


def yearly_history(
    cursor: Cursor, dataset: str, dataflow: str, dimension: str, fixed: Mapping[str, str], flow: str
) -> tuple[Sequence[str], dict[str, tuple[float, ...]]]:
    """Every year of an annual dataflow, oldest first, and each member's values in them, NaN for gaps.

    A bound is no value: it is a gap in a line.
    """
    where = "".join(f" AND {column} = ?" for column in fixed)
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, period::VARCHAR, value FROM {cells(dataset)}
        WHERE dataflow = ? AND flow = ? AND indicator = 'value' AND qualifier IN ('=', '~')
          AND length(period::VARCHAR) = 4 AND {PLAIN}{where}""",
        [dataflow, flow, *fixed.values()],
    ).fetchall()
    years = [int(period) for _, period, _ in rows]
    periods = [str(year) for year in range(min(years), max(years) + 1)] if years else []
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
        WHERE flow = ? AND indicator = 'value' AND list_contains(?, dataflow::VARCHAR) AND {PLAIN}{where}
        GROUP BY dataflow HAVING count(DISTINCT period) >= 3 AND count(DISTINCT {dimension}) > 1
        ORDER BY count(*) DESC, dataflow LIMIT 1""",
        [flow, list(among), *fixed.values()],
    ).fetchone()
    return row[0] if row else ""
