"""A reported growth rate against the levels of both years, and against the growth of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from app.data.checks.desk import Computation, Desk
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of, print_range
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.arithmetic import gap_between, range_over, ranges_meet, weighted_growth_range
from app.model.words import Words

REVISION = 0.01
"""How far a level may have been revised after its print, as a part of it.

Rates are published on revised levels, and the levels here are mostly first prints. Of the monthly rates in
dollars from 1994 to 2023 that miss the prints, nineteen in twenty would need a revision of less than one
percent, which is what customs makes in most years. A rate that would need more differs.
"""


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("growth"):
        by_levels = _by_levels(desk, seen)
        by_parts = None if seen.base_period else _by_parts(desk, seen)
        if by_parts:
            yield desk.check(
                "growths", seen, by_parts, how="parts",
                remark=desk.words.text("from the levels and growth of its parts"),
            )  # fmt: skip
        if by_levels.verdict != "cannot be checked" or not by_parts:
            yield by_levels


def _by_levels(desk: Desk, seen: Observation) -> Check:
    level = level_of(seen)
    before = level._replace(period=seen.base_period) if seen.base_period else level.a_year_before()
    now, past = desk.estimates.printed(level), desk.estimates.printed(before)
    missing = desk.missing(((level, now), (before, past)))
    if now is None or past is None or now.unit != past.unit or not now.value or not past.value:
        inputs = (*(now.inputs if now else ()), *(past.inputs if past else ()))
        return desk.check("growths", seen, Computation(None, None, inputs), missing=missing)
    span = range_over(_growth, (now.range, past.range))
    computed = Computation(span, _growth(now.value, past.value), (*now.inputs, *past.inputs))
    rate = print_range(seen)
    # A bound implies no level that could have been revised.
    implied = range_over(_before, (now.range, rate)) if all(map(isfinite, rate)) else None
    if implied is None or ranges_meet(implied, past.range):
        return desk.check("growths", seen, computed, missing=missing)
    period = desk.wording.period(before.period)
    return desk.check(
        "growths", seen, computed,
        missing=desk.words.text("the level of {period} as it was revised later", period=period),
        remark=_revised(desk, period, _growth(sum(implied) / 2, past.value)),
        excused=gap_between(implied, past.range) <= REVISION * abs(past.value),
    )  # fmt: skip


def _revised(desk: Desk, period: str, change: float) -> str:
    percent = f"{abs(change):.2f}"
    if change > 0:
        return desk.words.text(
            "the rate rests on a level of {period} that is {percent}% above its print",
            period=period, percent=percent,
        )  # fmt: skip
    return desk.words.text(
        "the rate rests on a level of {period} that is {percent}% below its print",
        period=period, percent=percent,
    )  # fmt: skip


def _growth(now: float, before: float) -> float:
    return (now / before - 1) * 100


def _before(now: float, growth: float) -> float:
    return now / (1 + growth / 100)


def _by_parts(desk: Desk, seen: Observation) -> Computation | None:
    """The growth of exports and imports together, or of all members together."""
    level = level_of(seen)
    if level.measure != "value":
        return None
    for parts in _divisions(desk, level):
        found = [(desk.ledger.number(part), desk.ledger.growth(part)) for part in parts]
        pairs = [(amount, growth) for amount, growth in found if amount and growth]
        if not pairs or len(pairs) < len(parts) or len({amount.unit for amount, _ in pairs}) > 1:
            continue
        span = weighted_growth_range([(print_range(amount), print_range(growth)) for amount, growth in pairs])
        if span is not None:
            inputs = [figure for pair in pairs for figure in pair]
            return Computation(span, (span[0] + span[1]) / 2, inputs)
    return None


def _divisions(desk: Desk, level: Level) -> Iterator[list[Level]]:
    if level.flow == "total":
        yield [level._replace(flow="export"), level._replace(flow="import")]
    for members in desk.ledger.members("region", level.region, int(level.period[:4])).values():
        yield [level.at("region", code) for code in members]


def _title(words: Words) -> str:
    return words.text("a growth rate against levels and parts")


FAMILY = Family("growths", _title, 40, _checks)
