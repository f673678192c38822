"""What figures of some members carry: a claim about all of them, or only that these are known.

Whoever says 'first', 'fastest' or 'most' speaks of all members. That needs figures of half of them
(`covers`), or of those that make up most of the whole; otherwise a title says whose figures there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.charts.coverage import covers
from app.charts.grammar import whose
from app.charts.labels import amount_text, growth_label
from app.charts.observations import Observation
from app.charts.reading import Reading
from app.charts.titles import activity, joined, members_text, owner
from app.model.arithmetic import share, surely_above, total
from app.model.figure import Figure

_MOST = Figure(75.0, "percent")
"""Members that make up more than this of a reported whole are all that matter."""
_NAMED = 3


def levels_carry(reading: Reading, known: Sequence[Observation]) -> bool:
    """Whether the order of some levels says who is first of all.

    Args:
        reading: The data of the chart.
        known: The rows of the current period that have a level.
    """
    if covers(len(known), len(_ranked(reading))):
        return True
    whole, together = reading.whole, total([row.figure for row in known])
    if whole is None or together is None or reading.relative or not reading.data.summable:
        return False
    part = share(together, whole.figure)
    return part is not None and surely_above(part, _MOST)


def growth_carries(reading: Reading, known: Sequence[Observation]) -> bool:
    """Whether some growth rates say who grew fastest of all: size says nothing of that."""
    return covers(len(known), len(_ranked(reading)))


def histories_carry(reading: Reading, known: int) -> bool:
    """Whether so many members speak for all that are listed in any period."""
    return covers(known, len({row.member for row in reading.rows}))


def _ranked(reading: Reading) -> list[Observation]:
    """Members that a claim would be about: those that overlap with others have no rank."""
    return [row for row in reading.now if row.member not in reading.data.apart]


def known_levels(reading: Reading, rows: Sequence[Observation]) -> str:
    """Whose levels there are: 'Trade, figures for 3 of the 31 provinces: Zhejiang 5.55 tn, ...'."""
    return _known(reading, rows, lambda row: amount_text(reading, row.figure))


def known_growth(reading: Reading, rows: Sequence[Observation]) -> str:
    """The same of growth rates."""
    return _known(reading, rows, lambda row: growth_label(row.growth))


def _known(reading: Reading, rows: Sequence[Observation], figure: Callable[[Observation], str]) -> str:
    words = reading.words
    first = sorted(rows, key=lambda row: row.member != reading.focus)[:_NAMED]
    listed = [
        words.text("{name} {figure}", name=reading.name(row.member), figure=figure(row)) for row in first
    ]
    values = {
        "what": of_whom(reading),
        "known": len(rows),
        "members": members_text(reading, len(_ranked(reading))),
        "list": joined(listed, words),
    }
    if len(rows) > len(first):
        return words.text("{what}, figures for {known} of {members}, among them {list}", **values)
    return words.text("{what}, figures for {known} of {members}: {list}", **values)


def of_whom(reading: Reading) -> str:
    """What a chart is about, without its members: 'trade', "Zhejiang's exports"."""
    if reading.breakdown.kind == "region":
        return activity(reading)
    return reading.words.text(
        "{whose} {activity}", whose=whose(reading, owner(reading)), activity=activity(reading)
    )
