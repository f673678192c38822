"""What could show a breakdown: dataflows and periods, each with the shape of what it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.charts.coverage import covers_nearly
from app.charts.reasons import FEWEST_PAIRS
from app.charts.shape import Shape
from app.data.coverage import Offer
from app.explorer.counting import flows_of, levels_of
from app.explorer.histories import History, comparable, histories
from app.explorer.members import Cast
from app.model.catalog import Catalog
from app.model.period import Frequency, Period
from app.model.selection import Breakdown, Selection


@dataclass(frozen=True)
class Candidate:
    """One dataflow and period that could show a breakdown, with the shape of what it has."""

    selection: Selection
    shape: Shape
    coverage: float
    """Share of the members that have a figure, counting published growth a little."""
    history: float
    """Figures of the flow in the periods of one history, as a multiple of the members."""


def candidates_of(
    catalog: Catalog, selection: Selection, breakdown: Breakdown, members: Cast, rows: list[Offer]
) -> Iterable[Candidate]:
    """Every dataflow and period of the offers that agrees with what the selection says."""
    by_dataflow: dict[str, list[Offer]] = {}
    for row in rows:
        if selection.dataflow in ("", row.dataflow) and row.dataflow in catalog.dataflows:
            by_dataflow.setdefault(row.dataflow, []).append(row)
    for dataflow, found in by_dataflow.items():
        by_period: dict[str, list[Offer]] = {}
        for row in found:
            by_period.setdefault(row.period, []).append(row)
        levels = {
            text: len(flows_of(rows)) if members.by_flow else levels_of(rows, selection.flow)
            for text, rows in by_period.items()
            if _in_history(text, selection)
        }
        lines = histories(
            {text: count for text, count in levels.items() if any(row.levels for row in by_period[text])}
        )
        alike = comparable(levels)
        # Quantities are in a unit of their own, which the completion knows.
        unit = catalog.dataflows[dataflow].currency if selection.level == "value" else ""
        shown = replace(selection, dataflow=dataflow, unit=unit, breakdown=breakdown)
        table = _Table(shown, catalog.dataflows[dataflow].frequency, members, by_period)
        for period in sorted(lines):
            if selection.period in ("", period):
                yield table.candidate(period, lines[period], alike[period])


def _in_history(period: str, selection: Selection) -> bool:
    if not selection.since:
        return True
    return Period.parse(period).sort_key() >= Period.parse(selection.since).sort_key()


@dataclass(frozen=True)
class _Table:
    """What one dataflow has of the members of a breakdown."""

    selection: Selection
    """The view of the dataflow, whose period is open."""
    frequency: Frequency
    members: Cast
    by_period: Mapping[str, Sequence[Offer]]

    def candidate(self, period: str, history: History, comparable: int) -> Candidate:
        """One of its periods, in the history that it stands in."""
        selection, members, here = self.selection, self.members, self.by_period[period]
        breakdown = selection.breakdown or Breakdown()
        flows = flows_of(here)
        levels = levels_of(here, selection.flow)
        before = self.by_period.get(str(Period.parse(period).year_before()), [])
        had = levels_of(before, selection.flow)
        published = max((row.growths for row in here if row.flow == selection.flow), default=0)
        growths = max(published, min(levels, had))
        count = len(flows) if members.by_flow else levels
        total = 6 if members.by_flow else max(len(members.codes), 1)
        # Of markets and goods a chart lists those that the dataflow knows, as many as it has at its fullest.
        listed = total if members.dimension == "region" else max(history.most, 1)
        filled = min(1.0, history.figures / (listed * max(history.periods, 1)))
        shape = Shape(
            kind=breakdown.kind,
            level=breakdown.level,
            members=count,
            members_with_growth=growths,
            periods=history.periods,
            flows=flows,
            frequency=self.frequency,
            summable=members.summable,
            across=2 if selection.across else 0,
            increments=growths,
            filled=1.0 if members.by_flow else filled,
            comparable=comparable,
            shared=history.shared,
            full=sum(covers_nearly(figures, listed) for figures in history.counts),
            two_way=min(levels_of(here, "export"), levels_of(here, "import")),
            pairs=FEWEST_PAIRS if selection.across else 0,
        )
        coverage = count / total + 0.3 * published / total
        return Candidate(replace(selection, period=period), shape, coverage, history.figures / total)
