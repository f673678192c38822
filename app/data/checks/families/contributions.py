"""A reported contribution to growth against the increments of part and whole."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.estimates import Estimate
from app.data.checks.families.shares import whole_of
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.arithmetic import range_over
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("contribution"):
        yield _check(desk, seen)


def _check(desk: Desk, seen: Observation) -> Check:
    part, whole = level_of(seen), whole_of(seen)
    gain = desk.estimates.increment(part)
    base = _base(desk, seen, whole)
    if gain is None or base is None or gain.unit != base.unit or not base.value:
        return desk.check("contributions", seen, _known(gain, base), missing=_missing(desk, part, whole))
    span = None if base.range[0] <= 0 <= base.range[1] else range_over(_percent, (gain.range, base.range))
    exact = _percent(gain.value or 0.0, base.value)
    remark = desk.words.text(
        "{part} of {whole}",
        part=desk.wording.amount(gain.value or 0.0, gain.unit, gain.range),
        whole=desk.wording.amount(base.value, base.unit, base.range),
    )  # fmt: skip
    computed = Computation(span, exact, (*gain.inputs, *base.inputs))
    return desk.check("contributions", seen, computed, missing=_missing(desk, part, whole), remark=remark)


def _base(desk: Desk, seen: Observation, whole: Level) -> Estimate | None:
    """What the part's increment is divided by: the whole's, or its level of the year before."""
    if seen.unit == "percentage point":
        return desk.estimates.of(whole.a_year_before())
    return desk.estimates.increment(whole)


def _known(gain: Estimate | None, base: Estimate | None) -> Computation:
    return Computation(None, None, (*(gain.inputs if gain else ()), *(base.inputs if base else ())))


def _missing(desk: Desk, part: Level, whole: Level) -> str:
    needed = []
    for level in (part, whole):
        if desk.estimates.increment(level) is None:
            needed += [(level, desk.estimates.printed(level)), (level.a_year_before(), None)]
    return desk.missing(needed)


def _percent(part: float, whole: float) -> float:
    return part / whole * 100


def _title(words: Words) -> str:
    return words.text("a contribution against two increments")


FAMILY = Family("contributions", _title, 50, _checks)
