"""Titles of the waterfall: how few members make more than half of the growth, or the part of the focus."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.grammar import spoken, whose
from app.charts.increments import Increment
from app.charts.observations import Observation
from app.charts.reading import Reading
from app.charts.titles import (
    activity,
    cardinal,
    joined,
    members_text,
    owner,
    percent_text,
    sentence,
    sum_of_members,
)
from app.model.arithmetic import increment, propagate, surely_above, total
from app.model.figure import Figure

_NAMED = 4
_ENTIRE = Figure(100.0, "percent of increment")


def half_count(found: Sequence[Increment], whole: Observation) -> int:
    """How many of the first members surely make more than half of the increment, 0 where none do.

    None do either where so many make more than all of it: others took away what they made, and a part of
    the whole would be larger than the whole.
    """
    entire = increment(whole.figure, whole.growth)
    if entire is None:
        return 0
    low, high = entire.bounds()
    if low <= 0 <= high or any(part.amount.qualifier != "=" for part in found):
        return 0
    least = most = 0.0
    for count, part in enumerate(found, start=1):
        at_least, at_most = part.amount.bounds()
        least, most = least + at_least, most + at_most
        if (low > 0 and least * 2 > high) or (high < 0 and most * 2 < low):
            return count if abs(least + most) <= abs(low + high) else 0
    return 0


def part_of_increment(parts: Sequence[Increment], whole: Observation) -> Figure | None:
    """What some members make of the increment of the whole, in percent of it."""
    together = total([part.amount for part in parts])
    entire = increment(whole.figure, whole.growth)
    if together is None or entire is None or not entire.value:
        return None
    low, high = entire.bounds()
    if low <= 0 <= high:
        return None
    return propagate(lambda p, w: p / w * 100, (together, entire), "percent of increment")


def contribution_title(reading: Reading, found: Sequence[Increment], whole: Observation | None) -> str:
    """What the figures carry about who made the growth; '' where they carry nothing."""
    if whole is None or not found or not whole.percent:
        return ""
    return _focus(reading, found, whole) or _half(reading, found, whole)


def _subject(reading: Reading, whole: Observation) -> str:
    if whole.figure.status == "derived" and (reading.whole is None or reading.whole.value is None):
        return sum_of_members(reading, len(reading.now))
    return reading.words.text(
        "{whose} {activity}", whose=whose(reading, owner(reading)), activity=activity(reading)
    )


def _focus(reading: Reading, found: Sequence[Increment], whole: Observation) -> str:
    own = next((part for part in found if part.row.member == reading.focus), None)
    part = part_of_increment([own], whole) if own else None
    if own is None or part is None or part.qualifier != "=" or (whole.percent or 0.0) <= 0:
        return ""
    words, zero = reading.words, Figure(0.0, part.unit)
    values = {
        "name": spoken(reading, own.row.member),
        "percent": percent_text(part, words, 0),
        "subject": _subject(reading, whole),
    }
    if surely_above(part, _ENTIRE):
        return ""
    if surely_above(part, zero):
        return words.text("{name} made {percent} of the growth of {subject}", **values)
    if surely_above(zero, part):
        return words.text("{name} held back the growth of {subject}", **values)
    return ""


def _half(reading: Reading, found: Sequence[Increment], whole: Observation) -> str:
    words, count = reading.words, half_count(found, whole)
    if not count or len(found) < 3:
        return ""
    subject = _subject(reading, whole)
    grew = (whole.percent or 0.0) > 0
    if count <= _NAMED:
        names = joined([spoken(reading, part.row.member) for part in found[:count]], words)
        if grew:
            return words.text(
                "{names} made more than half of the growth of {subject}", names=names, subject=subject
            )
        return words.text(
            "{names} made more than half of the decline of {subject}", names=names, subject=subject
        )
    values = {
        "count": cardinal(count, words),
        "members": members_text(reading, len(reading.now)),
        "subject": subject,
    }
    if grew:
        claim = words.text("{count} of {members} made more than half of the growth of {subject}", **values)
    else:
        claim = words.text("{count} of {members} made more than half of the decline of {subject}", **values)
    return sentence(claim)
