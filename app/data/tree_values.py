"""Values for the rows of a tree: the level and growth of every member in one period, and its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.data.cells import among, listed
from app.data.columns import NOTE_SHOWN, PLAIN, STATUS_SHOWN
from app.data.slice import Slice
from app.data.store import Cursor
from app.model.arithmetic import growth_between
from app.model.figure import Figure
from app.model.flows import derived_flow, with_inputs
from app.model.period import Period

FEWEST_YEARS = 3
"""Years that make a history."""


class RowValues(NamedTuple):
    """What stands beside a name in a tree."""

    value: Figure | None = None
    growth: Figure | None = None


class TreeValues(Mapping[str, RowValues]):
    """Level and growth of members; where no growth is published, that of two levels.

    Each is put together when it is first looked at: a tree has thousands of rows and shows thirty.
    """

    def __init__(self, flow: str, rows: Iterable[tuple[Any, ...]], period: str, prior: str) -> None:
        """Sort what was read by what it is.

        Args:
            flow: The flow that is shown.
            rows: Code, flow, period, whether it is a growth, and the arguments of a `Figure`.
            period: The period that is shown.
            prior: The one that growth is measured from.
        """
        self._flow = flow
        self._text = f"growth = level / level of {prior} − 1"
        # Tuples in flat maps: what refers to nothing else does not hold up the search for garbage.
        self._now: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._before: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._growths: dict[str, tuple[Any, ...]] = {}
        for row in rows:
            code, of_flow, when, is_growth = row[:4]
            if not is_growth:
                (self._now if when == period else self._before)[code, of_flow] = row[4:]
            elif when == period and of_flow == flow:
                self._growths[code] = row[4:]
        known = dict.fromkeys(code for code, _ in self._now)
        levels = (code for code in known if (code, flow) in self._now or self._level(self._now, code))
        self._codes = dict.fromkeys((*levels, *self._growths))
        self._made: dict[str, RowValues] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, code: str) -> RowValues:
        if code not in self._made:
            if code not in self._codes:
                raise KeyError(code)
            level = self._level(self._now, code)
            published = self._growths.get(code)
            growth = Figure(*published) if published else self._growth(code, level)
            self._made[code] = RowValues(level, growth)
        return self._made[code]

    def _level(self, found: Mapping[tuple[str, str], tuple[Any, ...]], code: str) -> Figure | None:
        flows = (flow for flow in with_inputs(self._flow) if (code, flow) in found)
        reported = {flow: Figure(*found[code, flow]) for flow in flows}
        return reported.get(self._flow) or derived_flow(self._flow, reported)

    def _growth(self, code: str, level: Figure | None) -> Figure | None:
        """Growth between two levels of one unit, None from a gap or a bound."""
        before = self._level(self._before, code)
        if level is None or before is None or level.unit != before.unit:
            return None
        if {level.qualifier, before.qualifier} - {"=", "~"}:
            return None
        return growth_between(level, before, self._text)


@dataclass(frozen=True, slots=True)
class History:
    """Yearly values of members in one dataflow; `dataflow` is empty where none has a history."""

    dataflow: str = ""
    periods: Sequence[str] = ()
    values: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def tree_values(cursor: Cursor, part: Slice, dataflow: str, flow: str, period: str) -> TreeValues:
    """Level and growth of every member that has either; the indicator is 'value' or 'quantity'."""
    prior, level = str(Period.parse(period).year_before()), part.indicator
    flows = with_inputs(flow)
    rows = cursor.execute(
        f"""SELECT {part.dimension}::VARCHAR, flow::VARCHAR, period::VARCHAR, indicator = 'growth', value,
               unit::VARCHAR, qualifier, {STATUS_SHOWN}, rounding, published, source, vintage, {NOTE_SHOWN}
        FROM {cursor.cells_with(part.dataset, part.asked("growth"))}
        WHERE dataflow = ? AND {among("flow", flows)} AND period IN (?, ?) AND indicator IN (?, 'growth')
          AND (measure = ? OR measure = '' AND (indicator <> 'growth' OR ? = 'value'))
          AND {PLAIN}{part.condition}""",
        [dataflow, *listed(flows), period, prior, level, level, level, *part.fixed.values()],
    ).fetchall()
    return TreeValues(flow, rows, period, prior)


def longest_history(cursor: Cursor, part: Slice, dataflows: Sequence[str], flow: str) -> History:
    """Every member's values in the years of the annual dataflow that has most of them.

    The root alone does not count: a history of the whole says nothing about its parts.
    """
    longest = dataflows[0] if len(dataflows) == 1 else _longest_annual(cursor, part, dataflows, flow)
    if not longest:
        return History()
    periods, values = yearly_history(cursor, part, longest, flow)
    enough = len(periods) >= FEWEST_YEARS and len(values) > 1
    return History(longest, periods, values) if enough else History()


def yearly_history(
    cursor: Cursor, part: Slice, dataflow: str, flow: str
) -> tuple[Sequence[str], dict[str, tuple[float, ...]]]:
    """Every year of an annual dataflow, oldest first, and each member's values in them, NaN for gaps.

    A bound is no value: it is a gap in a line.
    """
    rows = cursor.execute(
        f"""SELECT {part.dimension}::VARCHAR, period::VARCHAR, value
        FROM {cursor.cells_with(part.dataset, part.asked())}
        WHERE dataflow = ? AND flow = ? AND indicator = ? AND qualifier IN ('=', '~')
          AND length(period::VARCHAR) = 4 AND {PLAIN}{part.condition}""",
        [dataflow, flow, part.indicator, *part.fixed.values()],
    ).fetchall()
    years = [int(period) for _, period, _ in rows]
    periods = [str(year) for year in range(min(years), max(years) + 1)] if years else []
    at = {period: place for place, period in enumerate(periods)}
    history: dict[str, list[float]] = {}
    for code, period, value in rows:
        history.setdefault(code, [float("nan")] * len(periods))[at[period]] = value
    return periods, {code: tuple(values) for code, values in history.items()}


def _longest_annual(cursor: Cursor, part: Slice, dataflows: Sequence[str], flow: str) -> str:
    """The annual dataflow with the most values for members of a dimension, '' where none has three years."""
    row = cursor.execute(
        f"""SELECT dataflow::VARCHAR FROM {cursor.cells_with(part.dataset, part.asked())}
        WHERE flow = ? AND indicator = ? AND {among("dataflow", dataflows)} AND {PLAIN}{part.condition}
        GROUP BY dataflow
        HAVING count(DISTINCT period) >= {FEWEST_YEARS} AND count(DISTINCT {part.dimension}) > 1
        ORDER BY count(*) DESC, dataflow LIMIT 1""",
        [flow, part.indicator, *listed(dataflows), *part.fixed.values()],
    ).fetchone()
    return row[0] if row else ""
