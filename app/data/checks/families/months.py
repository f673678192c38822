"""Months against the year, quarter or span that they make up, on one basis."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.estimates import Estimate, added
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("value", "quantity"):
        period = desk.ledger.period(seen.period)
        if period.months == 1:
            continue
        months = _months(desk, level_of(seen))
        if len(months) == period.months and (summed := added(list(months.values()))):
            yield _check(desk, seen, summed)


def _months(desk: Desk, level: Level) -> dict[int, Estimate]:
    """The months within a period that have a figure, in any dataflow of the same basis."""
    period = desk.ledger.period(level.period)
    found: dict[int, Estimate] = {}
    for other in desk.ledger.other_periods(level):
        month = desk.ledger.period(other.period)
        if month.months == 1 and period.contains(month) and (known := desk.estimates.plain(other)):
            found.setdefault(month.first_month, known)
    return found


def _check(desk: Desk, seen: Observation, summed: Estimate) -> Check:
    computed = Computation(summed.range, summed.value, summed.inputs)
    dataflow = desk.wording.dataflow(summed.inputs[0].dataflow)
    remark = desk.words.text(
        "sum of {count} months of: {dataflow}",
        count=desk.ledger.period(seen.period).months,
        dataflow=dataflow,
    )
    return desk.check("months", seen, computed, remark=remark)


def _title(words: Words) -> str:
    return words.text("months against the year")


FAMILY = Family("months", _title, 100, _checks)
