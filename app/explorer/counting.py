"""How many members have figures in a period, with flows that follow from other flows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.data.coverage import Offer


def flows_of(rows: Iterable[Offer]) -> frozenset[str]:
    """Flows that have levels in a period, reported or following from others."""
    return with_derived_flows(row.flow for row in rows if row.levels)


def levels_of(rows: Sequence[Offer], flow: str) -> int:
    """How many members have a level of a flow, reported or following from other flows."""
    reported = [row.levels for row in rows if row.flow == flow]
    derivable = flow in flows_of(rows)
    return max(reported, default=min((row.levels for row in rows), default=0) * derivable)


def with_derived_flows(reported: Iterable[str]) -> frozenset[str]:
    """Flows that are reported or follow from two others: total = export + import."""
    flows = set(reported)
    known = flows & {"total", "export", "import"}
    if len(known) >= 2:
        flows |= {"total", "export", "import", "balance"}
    return frozenset(flows)


def figures_by_period(rows: Iterable[Offer], flow: str) -> Mapping[str, int]:
    """How many members have a level or a growth rate of a flow in each period that has any figure."""
    by_period: dict[str, list[Offer]] = {}
    for row in rows:
        if row.levels or row.growths:
            by_period.setdefault(row.period, []).append(row)
    return {
        period: max(
            levels_of(found, flow), max((row.growths for row in found if row.flow == flow), default=0)
        )
        for period, found in by_period.items()
    }
