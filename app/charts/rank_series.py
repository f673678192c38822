"""Ranks of members over time, and the places where one passed another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.chart_data import ChartData
from app.charts.coverage import covers_nearly
from app.charts.reading import Reading
from app.charts.series import Series, axis_periods, by_member, level_of, series_of
from app.model.arithmetic import ranks, surely_above
from app.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Crossing:
    """One member passes another between a period and the one before it."""

    winner: str
    loser: str
    place: int
    """Position of the period after the crossing."""
    rank: int
    """Rank of the winner after it."""


@dataclass(frozen=True, slots=True)
class RankHistory:
    """Ranks of all members; each series has a rank where the member has a level."""

    periods: tuple[str, ...]
    levels: tuple[Series, ...]
    ranked: tuple[Series, ...]
    known: tuple[int, ...]
    """Members with a level in each period."""
    left_out: int
    """Periods in which few members have a level."""


def rank_history(reading: Reading) -> RankHistory:
    """Ranks by level among the members that have one, period by period; ties share a rank."""
    every = axis_periods(reading)
    groups = by_member(reading.rows, reading.flow_of_members())
    found = [one for one in (series_of(rows, every, level_of) for rows in groups.values()) if one]
    counts = [sum(one.figures[place].value is not None for one in found) for place in range(len(every))]
    # Of markets and goods some have come and some gone: the fullest period says how many there are.
    every_member = len(groups) if reading.breakdown.kind == "region" else max(counts, default=0)
    kept = _kept(counts, every_member)
    levels = tuple(_at(one, kept) for one in found)
    columns = [ranks([one.figures[place].value for one in levels]) for place in range(len(kept))]
    known = tuple(sum(rank is not None for rank in column) for column in columns)
    text = reading.words.text("rank by level, the largest first")
    ranked = tuple(
        replace(
            one,
            figures=tuple(
                _rank(columns[place][index], one.figures[place], text) for place in range(len(kept))
            ),
            keys=tuple(f"rank|{key}" for key in one.keys),
        )
        for index, one in enumerate(levels)
    )
    left_out = sum(count > 0 for count in counts) - len(kept)
    return RankHistory(tuple(every[place] for place in kept), levels, ranked, known, left_out)


def _kept(counts: Sequence[int], members: int) -> list[int]:
    """Periods whose ranks mean something: those in which nearly all members have a level."""
    return [place for place, count in enumerate(counts) if covers_nearly(count, members)]


def within(data: ChartData, periods: Sequence[str]) -> ChartData:
    """The data without the periods that have no ranks; all of them where none has."""
    if not periods:
        return data
    return replace(data, frame=data.frame[data.frame["period"].isin(periods)])


def _at(series: Series, places: Sequence[int]) -> Series:
    return Series(
        series.member,
        tuple(series.rows[place] for place in places),
        tuple(series.figures[place] for place in places),
        tuple(series.keys[place] for place in places),
    )


def _rank(rank: int | None, level: Figure, text: str) -> Figure:
    if rank is None:
        return Figure(None, "rank", why=level.why)
    return Figure(
        float(rank), "rank", status="derived", rounding=1.0, formula=text, inputs=(level,),
        source=level.source, vintage=level.vintage,
    )  # fmt: skip


def crossings(history: RankHistory, members: Sequence[str]) -> list[Crossing]:
    """Who passed whom among some members, where rounding leaves no doubt, in the order of time.

    Args:
        history: Ranks and levels.
        members: The members that are looked at.
    """
    shown = [one for one in history.levels if one.member in set(members)]
    rank = {one.member: one.figures for one in history.ranked}
    found = []
    for winner in shown:
        for loser in shown:
            if winner is loser:
                continue
            for place in range(1, len(history.periods)):
                before = surely_above(loser.figures[place - 1], winner.figures[place - 1])
                after = surely_above(winner.figures[place], loser.figures[place])
                if before and after:
                    reached = int(rank[winner.member][place].value or 0)
                    found.append(Crossing(winner.member, loser.member, place, reached))
    return sorted(found, key=lambda one: (one.place, one.rank))
