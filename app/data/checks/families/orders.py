"""The order in which places passed a level, against the years in which they are known to have been above."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.families.ranks import members_among
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of, print_range
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("order"):
        if seen.threshold is not None:
            yield _check(desk, seen, seen.threshold)


def _check(desk: Desk, seen: Observation, threshold: float) -> Check:
    """Those above in an earlier year passed before; those never seen above or below may have."""
    own = level_of(seen)
    others = [own.at("region", code) for code in members_among(desk, seen.among) if code != seen.region]
    earlier = {level: found for level in others if (found := _above_before(desk, level, threshold))}
    later = [level for level in others if level not in earlier and _below_until(desk, level, threshold)]
    unsure = [level for level in others if level not in earlier and level not in later]
    span = (1.0 + len(earlier), 1.0 + len(earlier) + len(unsure))
    remark = desk.words.text("none is known to have been above before")
    if earlier:
        names = desk.wording.names("region", [level.region for level in earlier])
        remark = desk.words.text("known to have been above before: {names}", names=names)
    missing = desk.words.text(
        "yearly figures of every one of {among}: {names}",
        among=desk.wording.among(seen),
        names=desk.wording.names("region", [level.region for level in unsure]),
    )  # fmt: skip
    computed = Computation(span, None, list(earlier.values()), firm=not unsure)
    return desk.check("orders", seen, computed, missing=missing, remark=remark)


def _yearly(desk: Desk, level: Level) -> Iterator[tuple[int, Observation]]:
    for other in desk.ledger.other_periods(level):
        period = desk.ledger.period(other.period)
        if period.frequency == "A" and (found := desk.ledger.best(other)):
            yield period.year, found


def _above_before(desk: Desk, level: Level, threshold: float) -> Observation | None:
    year = desk.ledger.period(level.period).year
    found = (seen for when, seen in _yearly(desk, level) if when < year and print_range(seen)[0] >= threshold)
    return next(found, None)


def _below_until(desk: Desk, level: Level, threshold: float) -> bool:
    year = desk.ledger.period(level.period).year
    return any(print_range(seen)[1] <= threshold for when, seen in _yearly(desk, level) if when == year)


def _title(words: Words) -> str:
    return words.text("the order of passing a level")


FAMILY = Family("orders", _title, 90, _checks)
