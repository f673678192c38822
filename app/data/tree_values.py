"""Values for the rows of a tree: the level and growth of every member in one period, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.data.cells import among, listed
from app.data.columns import PLAIN
from app.data.store import Cursor
from app.model.arithmetic import growth_between
from app.model.figure import Figure
from app.model.flows import derived_flow, with_inputs
from app.model.period import Period

FEWEST_YEARS = 3
"""Years that make a history."""
Pair = tuple[Figure | None, Figure | None]
"""A level and its growth."""


@dataclass(frozen=True, slots=True)
class History:
    """Yearly values of members in one dataflow; `dataflow` is empty where none has a history."""

    dataflow: str = ""
    periods: Sequence[str] = ()
    values: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def tree_values(
    cursor: Cursor,
    dataset: str,
    dataflow: str,
    dimension: str,
    fixed: Mapping[str, str],
    flow: str,
    period: str,
) -> dict[str, Pair]:
    """Level and growth of every member that has either; where no growth is published, that of two levels."""
    prior = str(Period.parse(period).year_before())
    where = "".join(f" AND {column} = ?" for column in fixed)
    flows = with_inputs(flow)
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, flow::VARCHAR, period::VARCHAR, indicator = 'growth', value,
               unit::VARCHAR, qualifier, status::VARCHAR, rounding, published, source, vintage, note
        FROM {_cells(cursor, dataset, fixed, "value", "growth")}
        WHERE dataflow = ? AND {among("flow", flows)} AND period IN (?, ?)
          AND indicator IN ('value', 'growth') AND measure IN ('', 'value') AND {PLAIN}{where}""",
        [dataflow, *listed(flows), period, prior, *fixed.values()],
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
    found: dict[str, Pair] = {}
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


def longest_history(
    cursor: Cursor,
    dataset: str,
    dataflows: Sequence[str],
    dimension: str,
    fixed: Mapping[str, str],
    flow: str,
) -> History:
    """Every member's values in the years of the annual dataflow that has most of them.

    The root alone does not count: a history of the whole says nothing about its parts.
    """
    longest = dataflows[0] if len(dataflows) == 1 else ""
    longest = longest or _longest_annual(cursor, dataset, dimension, fixed, flow, dataflows)
    if not longest:
        return History()
    periods, values = yearly_history(cursor, dataset, longest, dimension, fixed, flow)
    enough = len(periods) >= FEWEST_YEARS and len(values) > 1
    return History(longest, periods, values) if enough else History()


def yearly_history(
    cursor: Cursor, dataset: str, dataflow: str, dimension: str, fixed: Mapping[str, str], flow: str
) -> tuple[Sequence[str], dict[str, tuple[float, ...]]]:
    """Every year of an annual dataflow, oldest first, and each member's values in them, NaN for gaps.

    A bound is no value: it is a gap in a line.
    """
    where = "".join(f" AND {column} = ?" for column in fixed)
    rows = cursor.execute(
        f"""SELECT {dimension}::VARCHAR, period::VARCHAR, value FROM {_cells(cursor, dataset, fixed, "value")}
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


def _longest_annual(
    cursor: Cursor,
    dataset: str,
    dimension: str,
    fixed: Mapping[str, str],
    flow: str,
    dataflows: Sequence[str],
) -> str:
    """The annual dataflow with the most values for members of a dimension, '' where none has three years."""
    where = "".join(f" AND {column} = ?" for column in fixed)
    row = cursor.execute(
        f"""SELECT dataflow::VARCHAR FROM {_cells(cursor, dataset, fixed, "value")}
        WHERE flow = ? AND indicator = 'value' AND {among("dataflow", dataflows)} AND {PLAIN}{where}
        GROUP BY dataflow HAVING count(DISTINCT period) >= {FEWEST_YEARS} AND count(DISTINCT {dimension}) > 1
        ORDER BY count(*) DESC, dataflow LIMIT 1""",
        [flow, *listed(dataflows), *fixed.values()],
    ).fetchone()
    return row[0] if row else ""


def _cells(cursor: Cursor, dataset: str, fixed: Mapping[str, str], *indicators: str) -> str:
    asked = {column: (code,) for column, code in fixed.items()}
    return cursor.cells_with(dataset, {**asked, "indicator": indicators})
