"""A reported share against part and whole."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.estimates import Estimate
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.arithmetic import ratio_range
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("share"):
        part, whole = level_of(seen), whole_of(seen)
        have, of = desk.estimates.of(part), desk.estimates.of(whole)
        missing = desk.missing(((part, have), (whole, of)))
        yield desk.check("shares", seen, _computed(have, of), missing=missing)


def whole_of(seen: Observation) -> Level:
    """What a share or contribution is of; of itself means of all regimes and kinds of enterprise."""
    part = level_of(seen)
    whole = part._replace(
        region=seen.of_region or seen.region,
        market=seen.of_market or seen.market,
        product=seen.of_product or seen.product,
    )
    return whole if whole != part else whole._replace(regime="all", operator="all")


def _computed(part: Estimate | None, whole: Estimate | None) -> Computation:
    if part is None or whole is None or part.unit != whole.unit:
        return Computation(None, None, (*(part.inputs if part else ()), *(whole.inputs if whole else ())))
    low, high = ratio_range(part.range, whole.range)
    exact = part.value / whole.value * 100 if part.value is not None and whole.value else None
    firm = part.firm and whole.firm
    span = (low * 100, high * 100 if firm else min(high * 100, 100.0))
    return Computation(span, exact, (*part.inputs, *whole.inputs), firm)


def _title(words: Words) -> str:
    return words.text("a share against part and whole")


FAMILY = Family("shares", _title, 30, _checks)
