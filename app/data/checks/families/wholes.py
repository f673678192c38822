"""No part is larger than its whole: a product, market, flow or place, a part of a year."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.estimates import Estimate
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of, print_range
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.words import Words

MONTHS_OF_A_YEAR = 12


def _checks(desk: Desk) -> Iterator[Check]:
    """One check for each part that is too large, and one for all that are not, by dataflow."""
    tested: dict[str, int] = {}
    for seen in desk.ledger.indicator("value"):
        if seen.flow == "balance":
            continue
        for whole in _wholes(desk, level_of(seen)):
            tested[seen.dataflow] = tested.get(seen.dataflow, 0) + 1
            if print_range(seen)[0] > whole.range[1]:
                yield _too_large(desk, seen, whole)
    for dataflow, count in tested.items():
        yield _summary(desk, dataflow, count)


def _wholes(desk: Desk, level: Level) -> Iterator[Estimate]:
    for whole in desk.estimates.wholes_of(level):
        if found := desk.estimates.plain(whole):
            yield found
    if desk.ledger.period(level.period).months < MONTHS_OF_A_YEAR:
        for year in desk.ledger.whole_years(level):
            if found := desk.estimates.plain(year):
                yield found


def _too_large(desk: Desk, seen: Observation, whole: Estimate) -> Check:
    computed = Computation((0.0, whole.range[1]), whole.value, whole.inputs, firm=False)
    remark = desk.words.text("a part cannot be larger than its whole")
    return desk.check("wholes", seen, computed, remark=remark)


def _summary(desk: Desk, dataflow: str, count: int) -> Check:
    title = desk.wording.dataflow(dataflow)
    return desk.summary(
        f"wholes:{dataflow}",
        desk.words.text(
            "{dataflow}: {count} parts were held against their wholes", dataflow=title, count=f"{count:,}"
        ),
        "agrees",
        remark=desk.words.text("every part that is larger than its whole has a check of its own"),
    )


def _title(words: Words) -> str:
    return words.text("parts not larger than their whole")


FAMILY = Family("wholes", _title, 120, _checks)
