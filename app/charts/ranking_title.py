"""Titles of rankings: the place of the focus, or what the first ones make up."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.claims import growth_carries, known_growth, known_levels, levels_carry
from app.charts.grammar import spoken, whose
from app.charts.labels import money_text
from app.charts.observations import Observation
from app.charts.order import by_growth, by_level
from app.charts.reading import Reading
from app.charts.surplus_title import balance_title, extremes_title
from app.charts.titles import (
    activity,
    among_text,
    by_members,
    cardinal,
    joined,
    members_text,
    ordinal,
    owner,
    pace,
    percent_text,
    sentence,
    subject,
    whole_name,
)
from app.model.arithmetic import certain_rank, share, surely_above, total
from app.model.figure import Figure


def level_title(reading: Reading) -> str:
    """The place of the focus and its pace, the share of the first three, the leader, or plain words."""
    rows = _ranked_levels(reading)
    if reading.breakdown.kind in ("flow", "period"):
        return _lone_title(reading, rows) or balance_title(reading, rows) or plain_title(reading)
    if not _levels_tell(reading, rows):
        few = len(rows) > 1 and not _overlap(reading)
        return (
            _published_title(reading) or (known_levels(reading, rows) if few else "")
            or _lone_title(reading, rows) or plain_title(reading)
        )  # fmt: skip
    if reading.flow == "balance":
        return extremes_title(reading, rows) or _lone_title(reading, rows) or plain_title(reading)
    return (
        _focus_title(reading, rows) or _leaders_title(reading, rows) or _first_title(reading, rows)
        or _lone_title(reading, rows) or plain_title(reading)
    )  # fmt: skip


def plain_title(reading: Reading, drawn: int | None = None) -> str:
    """What is shown, without a claim.

    Args:
        reading: The data of the chart.
        drawn: How many of the members have what the chart draws; all are named where left out.
    """
    words = reading.words
    if not reading.rows:
        return words.text("No figures for this selection")
    every = len(reading.now)
    what, count = activity(reading), members_text(reading, every)
    if drawn is not None and drawn < every:
        known = among_text(reading, drawn)
        count = words.text("{members}, of {count} in all", members=known, count=every)
    if reading.breakdown.kind == "region":
        return words.text("{activity}: {members}", activity=sentence(what), members=count)
    owned = words.text("{whose} {activity}", whose=whose(reading, owner(reading)), activity=what)
    if reading.breakdown.kind == "flow":
        return words.text("{subject} by flow", subject=owned)
    if reading.breakdown.kind == "period":
        return words.text("{subject} by period", subject=owned)
    return by_members(reading, count)


def _focus_title(reading: Reading, rows: Sequence[Observation]) -> str:
    place = next((i for i, row in enumerate(rows) if row.member == reading.focus), None)
    if place is None or len(rows) < 2:
        return ""
    rank = certain_rank(place, [row.figure for row in rows])
    if rank is None:
        return ""
    own = rows[place]
    claim = _rank_claim(reading, own.member, rank, among_text(reading, len(rows)))
    return _with_pace(reading, claim, own)


def _with_pace(reading: Reading, claim: str, own: Observation) -> str:
    """A claim about a rank with how its growth compares with that of the whole."""
    words, whole = reading.words, reading.whole
    if whole is None:
        return claim
    by_region = reading.breakdown.kind == "region"
    values = {"claim": claim, "whole": whole_name(reading), "percent": percent_text(own.growth, words)}
    match pace(own.growth, whole.growth):
        case "faster" if by_region:
            return words.text("{claim} and grew faster than {whole}", **values)
        case "faster":
            return words.text("{claim}, growing faster than {whole}", **values)
        case "slower" if by_region:
            return words.text("{claim} and grew more slowly than {whole}", **values)
        case "slower":
            return words.text("{claim}, growing more slowly than {whole}", **values)
        case "against" if by_region:
            return words.text("{claim} and fell by {percent} while {whole} grew", **values)
        case "against":
            return words.text("{claim}, down {percent} while {whole} grew", **values)
        case "fell" if by_region:
            return words.text("{claim} and fell by {percent}", **values)
        case "fell":
            return words.text("{claim}, down {percent}", **values)
    return claim


def _rank_claim(reading: Reading, member: str, rank: int, among: str) -> str:
    words, kind = reading.words, reading.breakdown.kind
    name, place = spoken(reading, member), ordinal(rank, words)
    if kind == "region":
        return words.text(
            "{name} is {ordinal} in {activity} among {members}",
            name=name, ordinal=place, members=among, activity=activity(reading),
        )  # fmt: skip
    owned = words.text("{whose} {activity}", whose=whose(reading, owner(reading)), activity=activity(reading))
    return words.text(
        "{name}: {ordinal} in {subject} among {members}",
        name=name,
        ordinal=place,
        members=among,
        subject=owned,
    )


def ranks_behind(reading: Reading) -> list[Figure]:
    """The rank of a source that `level_title` gives; none where the levels tell who is first of all."""
    if _levels_tell(reading, _ranked_levels(reading)) or not _published_title(reading):
        return []
    return [reading.data.ranks[_placed(reading)]]


def _ranked_levels(reading: Reading) -> list[Observation]:
    apart = reading.data.apart
    return by_level([row for row in reading.now if row.value is not None and row.member not in apart])


def _overlap(reading: Reading) -> bool:
    """Whether one member may contain another, so that their levels say nothing of places."""
    return reading.breakdown.kind == "market" and not reading.data.summable


def _levels_tell(reading: Reading, rows: Sequence[Observation]) -> bool:
    """Whether the levels say who is first of all."""
    return not _overlap(reading) and (len(rows) < 2 or levels_carry(reading, rows))


def _placed(reading: Reading) -> str:
    """The focus where a source gives its place, or who it says is first; '' where it says neither."""
    places = reading.data.ranks
    first = next((member for member, rank in places.items() if rank.value == 1), "")
    return reading.focus if reading.focus in places else first


def _published_title(reading: Reading) -> str:
    """The place that a source gives a member."""
    words, member = reading.words, _placed(reading)
    if not member:
        return ""
    values = {
        "name": spoken(reading, member),
        "ordinal": ordinal(round(reading.data.ranks[member].value or 0), words),
        "whose": whose(reading, owner(reading)),
        "activity": activity(reading),
    }
    match reading.breakdown.kind, reading.breakdown.level:
        case "market", _:
            return words.text(
                "{name} is {ordinal} among {whose} markets in {activity}, as published", **values
            )
        case "region", "province":
            return words.text(
                "{name} is {ordinal} among {whose} provinces in {activity}, as published", **values
            )
        case "region", "city":
            return words.text(
                "{name} is {ordinal} among {whose} cities in {activity}, as published", **values
            )
    return ""


def _leaders_title(reading: Reading, rows: Sequence[Observation]) -> str:
    """What the first three make up, where the parts may be added and the whole is reported."""
    words, whole = reading.words, reading.whole
    if whole is None or not reading.data.summable or reading.relative or len(rows) < 6:
        return ""
    first, fourth = rows[:3], rows[3]
    if not all(surely_above(row.figure, fourth.figure) for row in first):
        return ""
    together = total([row.figure for row in first])
    part = share(together, whole.figure) if together else None
    if part is None or part.qualifier != "=" or part.value is None or part.value > 100:
        return ""
    return words.text(
        "{names} make up {percent} of {subject}",
        names=joined([spoken(reading, row.member) for row in first], words),
        percent=percent_text(part, words, 0), subject=subject(reading),
    )  # fmt: skip


def _first_title(reading: Reading, rows: Sequence[Observation]) -> str:
    if len(rows) < 2 or certain_rank(0, [row.figure for row in rows]) != 1 or (rows[0].value or 0) <= 0:
        return ""
    return _rank_claim(reading, rows[0].member, 1, among_text(reading, len(rows)))


def _lone_title(reading: Reading, rows: Sequence[Observation]) -> str:
    """The one member that has a level."""
    if len(rows) != 1 or reading.relative:
        return ""
    return reading.words.text(
        "{subject} came to {amount}",
        subject=subject(reading, rows[0].member),
        amount=money_text(reading, rows[0].figure),
    )


def growth_title(reading: Reading) -> str:
    """Who grew fastest, or how many grew faster than the whole; else plain words."""
    words = reading.words
    rows = by_growth([row for row in reading.now if row.percent is not None])
    own = next((row for row in rows if row.member == reading.focus), None)
    if own is not None and reading.whole is not None and (claim := multiple_title(reading, own)):
        return claim
    if rows and not growth_carries(reading, rows):
        return known_growth(reading, rows)
    fell = sum(surely_above(Figure(0.0, "percent"), row.growth) for row in rows)
    if rows and certain_rank(0, [row.growth for row in rows]) == 1 and (rows[0].percent or 0) > 0:
        fastest = words.text(
            "{subject} grew fastest among {members}, by {percent}",
            members=among_text(reading, len(rows)),
            subject=subject(reading, rows[0].member), percent=percent_text(rows[0].growth, words),
        )  # fmt: skip
        if fell:
            return words.text(
                "{claim}; {count} fell", claim=fastest, count=fell
            )  # fmt: skip
        return fastest
    return plain_title(reading)


def multiple_title(reading: Reading, own: Observation) -> str:
    """How the growth of a member compares with that of the whole: 'three times its total'."""
    words, whole = reading.words, reading.whole
    if whole is None or own.percent is None:
        return ""
    name, percent = subject(reading, own.member), percent_text(own.growth, words)
    match pace(own.growth, whole.growth):
        case "faster" if times := _times(own.growth, whole.growth):
            return words.text(
                "{subject} grew {percent}, about {times} times as fast as {whole}",
                subject=name, percent=percent, times=cardinal(times, words), whole=whole_name(reading),
            )  # fmt: skip
        case "faster":
            return words.text(
                "{subject} grew {percent}, faster than {whole}",
                subject=name, percent=percent, whole=whole_name(reading),
            )  # fmt: skip
        case "slower":
            return words.text(
                "{subject} grew {percent}, more slowly than {whole}",
                subject=name, percent=percent, whole=whole_name(reading),
            )  # fmt: skip
        case "against":
            return words.text(
                "{subject} fell {percent} while {whole} grew",
                subject=name, percent=percent, whole=whole_name(reading),
            )  # fmt: skip
        case "fell":
            return words.text("{subject} fell {percent}", subject=name, percent=percent)
    return ""


def _times(own: Figure, other: Figure) -> int:
    """The whole number that a growth is of another within rounding, 0 where it is none from 2 to 10."""
    (low, high), (other_low, other_high) = own.bounds(), other.bounds()
    if other_low <= 0 or high == float("inf"):
        return 0
    times = round(((low + high) / 2) / ((other_low + other_high) / 2))
    near = times * 0.95 <= low / other_high and high / other_low <= times * 1.05
    return times if near and 2 <= times <= 10 else 0
