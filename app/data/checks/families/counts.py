"""A reported count against a recount: members above a level, or members as such."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.families.ranks import members_among
from app.data.checks.family import Family
from app.data.checks.ledger import level_of
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("count"):
        codes = members_among(desk, seen.among)
        yield (
            _members(desk, seen, codes)
            if seen.threshold is None
            else _above(desk, seen, codes, seen.threshold)
        )


def _members(desk: Desk, seen: Observation, codes: list[str]) -> Check:
    """How many there are, by the table of regions."""
    count = float(len(codes))
    remark = desk.words.text("in the table of regions: {names}", names=desk.wording.names("region", codes))
    return desk.check("counts", seen, Computation((count, count), count), remark=remark)


def _above(desk: Desk, seen: Observation, codes: list[str], threshold: float) -> Check:
    """How many are surely above a level, and how many may be."""
    levels = {code: level_of(seen).at("region", code) for code in codes}
    found = {code: desk.estimates.of(level) for code, level in levels.items()}
    known = {code: one for code, one in found.items() if one and one.unit == seen.threshold_unit}
    sure = [code for code, one in known.items() if one.range[0] >= threshold]
    below = {code for code, one in known.items() if one.range[1] <= threshold}
    unsure = [code for code in codes if code not in sure and code not in below]
    inputs = [figure for code in (*sure, *unsure) if code in known for figure in known[code].inputs]
    remark = desk.words.text(
        "{names}; {count} have a figure",
        names=desk.wording.names("region", sure), count=sum(one.firm for one in known.values()),
    )  # fmt: skip
    span = (float(len(sure)), float(len(sure) + len(unsure)))
    value = float(sum((one.value or 0) >= threshold for one in known.values()))
    missing = desk.missing((levels[code], None) for code in unsure)
    return desk.check(
        "counts", seen, Computation(span, value, inputs, not unsure), missing=missing, remark=remark
    )


def _title(words: Words) -> str:
    return words.text("a count against a recount")


FAMILY = Family("counts", _title, 70, _checks)
