"""Which table each period of a rank history is read from.

Ranks within one period are free of currency, so two tables of one attribution may stand in one history
of ranks: their levels, growth and contributions never.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.charts.coverage import covers_nearly
from app.data.coverage import Offer
from app.model.catalog import Catalog, Dataflow
from app.model.flows import formulas_for
from app.model.period import Period
from app.model.selection import Selection


def rank_periods(catalog: Catalog, selection: Selection, offers: Iterable[Offer]) -> dict[str, str]:
    """The dataflow of each period of a joined history, oldest first; empty where nothing can be joined.

    The table of the selection goes on into the one that follows it, or is preceded by another, where
    nearly all members have a level. A named start or an earlier end is kept.

    Args:
        catalog: What the dataflows are.
        selection: The completed view.
        offers: How many members every dataflow and period has.
    """
    if selection.indicator not in ("value", "growth"):
        return {}
    own = catalog.dataflows[selection.dataflow]
    allies = {flow.id for flow in catalog.dataflows.values() if may_join(own, flow)}
    levels = _levels((row for row in offers if row.dataflow in {own.id, *allies}), selection.flow)
    if not levels:
        return {}
    most = max(levels.values())
    full = {place: count for place, count in levels.items() if covers_nearly(count, most)}
    best: dict[str, str] = {}
    for (dataflow, period), _ in sorted(full.items(), key=lambda pair: (pair[1], pair[0][0] == own.id)):
        best[period] = dataflow
    kept = {period: best[period] for period in sorted(best, key=_order) if _within(period, selection, best)}
    return kept if len(set(kept.values())) > 1 and own.id in kept.values() else {}


def may_join(first: Dataflow, second: Dataflow) -> bool:
    """Whether two tables attribute and value trade alike and differ in their currency alone."""
    alike = (first.attribution, first.valuation, first.frequency) == (
        second.attribution,
        second.valuation,
        second.frequency,
    )
    return alike and bool(first.attribution) and first.currency != second.currency


def _levels(rows: Iterable[Offer], flow: str) -> dict[tuple[str, str], int]:
    """Members with a level of the flow, reported or following from two others, by dataflow and period."""
    flows: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        flows.setdefault((row.dataflow, row.period), {})[row.flow] = row.levels
    rules = formulas_for(flow)
    return {
        place: max(
            [
                counts.get(flow, 0),
                *(min(counts.get(rule.first, 0), counts.get(rule.second, 0)) for rule in rules),
            ]
        )
        for place, counts in flows.items()
    }


def _order(period: str) -> tuple[int, int]:
    return Period.parse(period).sort_key()


def _within(period: str, selection: Selection, best: Mapping[str, str]) -> bool:
    """Whether a period lies in the selected span; an open span goes on behind the table's own end."""
    if selection.since and _order(period) < _order(selection.since):
        return False
    own = [known for known, dataflow in best.items() if dataflow == selection.dataflow]
    at_its_end = not selection.since and selection.period == max(own, key=_order, default="")
    return at_its_end or _order(period) <= _order(selection.period)
