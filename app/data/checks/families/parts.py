"""Parts against their whole: provinces against China, cities against a province, members against a group.

What the parts leave over is 'not allocated'. Only parts that do not overlap are added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.data.checks.desk import Computation, Desk
from app.data.checks.estimates import Estimate, added
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.dimension import DimensionName
from app.model.words import Words

_LEAST_KNOWN = 1 / 3
"""Of fewer of the parts than this nothing worth saying can be added up."""

Division = tuple[DimensionName, tuple[str, ...]]


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("value"):
        level = level_of(seen)
        for dimension, codes in divisions(desk, level):
            if not _enough(desk.ledger.codes(seen.dataflow, dimension), codes):
                continue
            parts = [
                (part, desk.estimates.plain(part)) for part in (level.at(dimension, code) for code in codes)
            ]
            if _enough({code for code, (_, found) in zip(codes, parts, strict=True) if found}, codes):
                how = desk.ledger.catalog.dimension(dimension)[codes[0]].level
                yield _check(desk, seen, parts, how)


def _enough(known: set[str], codes: Sequence[str]) -> bool:
    """Whether so many parts have a figure that adding them up says something."""
    count = len(known.intersection(codes))
    return count > 1 and count >= _LEAST_KNOWN * len(codes)


def divisions(desk: Desk, level: Level) -> Iterator[Division]:
    """The ways in which an amount divides into parts that do not overlap."""
    catalog, year = desk.ledger.catalog, desk.ledger.period(level.period).year
    for members in desk.ledger.members("region", level.region, year).values():
        yield "region", members
    if partition := tuple(_partition(desk, level.region)):
        yield "region", partition
    if level.market in catalog.markets and catalog.markets[level.market].level == "group":
        for members in desk.ledger.members("market", level.market, year).values():
            yield "market", members
    if catalog.products.divided(level.product):
        yield "product", catalog.products.members_of(level.product, year)
    for child in catalog.products.children(level.product):
        if catalog.products[child].level == "classification":
            yield "product", catalog.products.children(child)


def _partition(desk: Desk, parent: str) -> Iterator[str]:
    """Groups of a parent that divide it without overlap."""
    regions = desk.ledger.catalog.regions
    dividing = dict.fromkeys(one.group for one in regions.memberships if one.kind == "partition")
    yield from (group for group in dividing if group in regions and regions.home(group) == parent)


def _check(desk: Desk, seen: Observation, parts: Sequence[tuple[Level, Estimate | None]], how: str) -> Check:
    words = desk.words
    known = [found for _, found in parts if found]
    summed = added(known)
    if summed is None:
        return desk.check("parts", seen, Computation(None, None), missing=desk.missing(parts), how=how)
    complete = len(known) == len(parts)
    span = summed.range if complete else (summed.range[0], float("inf"))
    rest = desk.wording.amount(abs(seen.value - (summed.value or 0)), seen.unit, summed.range)
    sign = "−" if seen.value < (summed.value or 0) else ""
    remark = words.text(
        "sum of {known} of {count} parts; not allocated: {rest}",
        known=len(known), count=len(parts), rest=f"{sign}{rest}",
    )  # fmt: skip
    computed = Computation(span, summed.value, summed.inputs, firm=complete)
    return desk.check("parts", seen, computed, missing=desk.missing(parts), remark=remark, how=how)


def _title(words: Words) -> str:
    return words.text("parts against their whole")


FAMILY = Family("parts", _title, 20, _checks)
