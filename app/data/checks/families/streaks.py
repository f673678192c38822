"""Years of growth in a row against the growth rates and levels of each year, on one basis."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of, print_range
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.arithmetic import Range
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("streak"):
        yield _check(desk, seen)


def _check(desk: Desk, seen: Observation) -> Check:
    """Count back from the last year: years that surely grew, and years that may have."""
    level = level_of(seen)
    years = [level]
    while len(years) <= seen.value:
        years.append(years[-1].a_year_before())
    signs = [(year, *_grew(desk, year)) for year in years]
    claimed = signs[: int(seen.value)]
    fell = next((place for place, (_, grew, _) in enumerate(signs) if grew is False), None)
    unknown = [place for place, (_, grew, _) in enumerate(signs) if grew is None]
    low = unknown[0] if unknown and (fell is None or unknown[0] < fell) else fell
    span: Range = (float(low if low is not None else len(signs)), float(fell if fell is not None else "inf"))
    inputs = [figure for _, _, figures in claimed for figure in figures]
    needed = [(year.a_year_before(), None) for year, grew, _ in signs if grew is None]
    grown = sum(grew is True for _, grew, _ in claimed)
    remark = desk.words.text(
        "growth is known of {known} of the {count} years", known=grown, count=f"{seen.value:.0f}"
    )
    computed = Computation(span, None, inputs, firm=span[0] == span[1])
    return desk.check("streaks", seen, computed, missing=_missing(desk, needed), remark=remark)


def _grew(desk: Desk, level: Level) -> tuple[bool | None, tuple[Observation, ...]]:
    """Whether an amount surely grew or surely did not; None where nothing tells."""
    if growth := desk.ledger.growths.get(level):
        low, high = print_range(growth[0])
        if low > 0 or high <= 0:
            return low > 0, (growth[0],)
    now, before = desk.estimates.printed(level), desk.estimates.printed(level.a_year_before())
    if now and before and now.unit == before.unit:
        inputs = (*now.inputs, *before.inputs)
        if now.range[0] > before.range[1]:
            return True, inputs
        if now.range[1] <= before.range[0]:
            return False, inputs
    return None, ()


def _missing(desk: Desk, needed: list[tuple[Level, None]]) -> str:
    if not needed:
        return ""
    years = desk.words.listing([str(desk.ledger.period(level.period).year + 1) for level, _ in needed])
    elsewhere = dict.fromkeys(
        dataflow for level, _ in needed for dataflow in desk.ledger.on_other_bases(level)
    )
    first = needed[0][0]
    return desk.words.text(
        "growth in {years}, or the levels before: {level}",
        years=years, level=desk.wording.missing(first, list(elsewhere)),
    )  # fmt: skip


def _title(words: Words) -> str:
    return words.text("years of growth in a row")


FAMILY = Family("streaks", _title, 80, _checks)
