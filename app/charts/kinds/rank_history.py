"""Who passed whom, when? Lines of ranks, with the crossings of the first ones named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from app.charts.axes import time_axis
from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.claims import histories_carry
from app.charts.grammar import spoken
from app.charts.kind import Kind
from app.charts.needs import Needs
from app.charts.options import members_option
from app.charts.palette import SERIES
from app.charts.periods import period_text, span_text
from app.charts.rank_series import Crossing, RankHistory, crossings, rank_history, within
from app.charts.ranking_title import plain_title
from app.charts.reading import Reading
from app.charts.series import Series, figures_of, times
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Line, Mark, Panel, Rule, Text, Tone
from app.charts.titles import activity, among_text, ordinal, sentence, subject
from app.charts.trend_table import trend_table
from app.model.arithmetic import certain_rank
from app.model.catalog import Dataflow
from app.model.units import ONE, unit_name
from app.model.words import Words

MEMBERS = members_option(12, 6, 12, 20, 40)
_COLOURED = 5
_NAMED = 6
"""Crossings that are written into the chart."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Draw the ranks of the members that are first at the end, and of the focus."""
    history = rank_history(Reading(data, words))
    reading = Reading(within(data, history.periods), words)
    shown = _shown(reading, history)
    passed = crossings(history, [one.member for one in shown])
    figures = figures_of(shown)
    span = span_text(history.periods[0], history.periods[-1], words) if history.periods else ""
    title = _title(reading, history, passed) or plain_title(reading)
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(reading, title, span, words.text("rank by size")),
        panels=(_panel(reading, history, shown, passed),),
        table=trend_table(reading, shown, ONE, "rank"),
        source=source_line(reading, [f for one in history.levels for f in one.figures]),
        remark=_remark(reading, history, shown),
        description=words.text(
            "Chart of ranks of {count} members over {span}. {title}.",
            count=len(shown),
            span=span or words.text("no period"),
            title=title.rstrip(".。"),
        ),
        figures=figures,
        names=reading.names(one.member for one in shown),
        drill=data.drillable,
    )


def _last_rank(series: Series) -> float:
    last = series.figures[-1].value if series.figures else None
    return math.inf if last is None else last


def _shown(reading: Reading, history: RankHistory) -> list[Series]:
    """The first ones of the last period, those of the first period, the focus and the pinned."""
    kept = {reading.focus, *reading.data.selection.pinned}
    ordered = sorted(history.ranked, key=_last_rank)
    limit = MEMBERS.count(reading.data.selection)
    return [one for place, one in enumerate(ordered) if place < limit or one.member in kept]


def _panel(
    reading: Reading, history: RankHistory, shown: Sequence[Series], passed: Sequence[Crossing]
) -> Panel:
    x = times(history.periods)
    values = [int(f.value) for one in shown for f in one.figures if f.value is not None]
    depth = max(values, default=1)
    lines = [_line(reading, one, x, place) for place, one in enumerate(shown)]
    marks: list[Mark] = [*_joins(reading, history), *sorted(lines, key=lambda line: line.priority)]
    marks += _starts(reading, shown, x)
    marks += _names_of(reading, passed, x, lines)
    return Panel(
        id="ranks",
        x=time_axis(x),
        y=Axis(scale="category", categories=tuple(str(rank) for rank in range(1, depth + 1)), grid=False),
        marks=tuple(marks),
    )


def _line(reading: Reading, one: Series, x: tuple[float, ...], place: int) -> Line:
    tone = _tone(reading, one, place)
    return Line(
        id=one.member,
        x=x,
        y=tuple(math.nan if figure.value is None else figure.value - 1 for figure in one.figures),
        tone=tone,
        label=reading.name(one.member),
        figures=one.keys,
        width=3.0 if tone == "accent" else 2.0,
        dots=True,
        priority=1000 if tone == "accent" else 100 - place,
    )


def _joins(reading: Reading, history: RankHistory) -> list[Mark]:
    """A line where one table ends and the next, in another currency, goes on."""
    words, marks = reading.words, list[Mark]()
    for before, after in pairwise(history.periods):
        first, second = _table_of(reading, before), _table_of(reading, after)
        if first.id != second.id:
            at = (times([before])[0] + times([after])[0]) / 2
            label = words.text(
                "{first} | {second}",
                first=unit_name(first.currency, ONE, words),
                second=unit_name(second.currency, ONE, words),
            )
            marks.append(Rule(axis="x", at=at, label=label))
    return marks


def _table_of(reading: Reading, period: str) -> Dataflow:
    return reading.data.joined.get(period, reading.data.dataflow)


def _tone(reading: Reading, one: Series, place: int) -> Tone:
    if one.member == reading.focus:
        return "accent"
    if one.member in reading.data.selection.pinned or (not reading.focus and place < _COLOURED):
        own = SERIES[1:] if reading.focus else SERIES  # the first is the accent's colour
        return own[place % len(own)]
    return "context"


def _starts(reading: Reading, shown: Sequence[Series], x: Sequence[float]) -> list[Text]:
    """The rank at the start of the focus where it does not begin at the axis, which names it there."""
    marks = []
    for one in shown:
        first = next((place for place, f in enumerate(one.figures) if f.value is not None), None)
        if not first or one.member != reading.focus:
            continue
        rank = int(one.figures[first].value or 0)
        marks.append(
            Text(one.member, x[first], rank - 1, f"{rank} ", tone="accent", anchor="end", priority=5)
        )
    return marks


def _names_of(
    reading: Reading, passed: Sequence[Crossing], x: Sequence[float], lines: Sequence[Line]
) -> list[Text]:
    """The crossings of the focus, or else those at the top, in words and in the colour of the winner."""
    words, focus = reading.words, reading.focus
    own = [one for one in passed if focus in (one.winner, one.loser)] if focus else list(passed)
    first = sorted(own, key=lambda one: (one.rank, -one.place))[:_NAMED]
    tones = {line.id: line.tone for line in lines if line.tone != "context"}
    return [
        Text(
            id=one.winner,
            x=(x[one.place - 1] + x[one.place]) / 2,
            y=one.rank - 1.28,
            text=words.text(
                "{winner} passes {loser}", winner=reading.name(one.winner), loser=reading.name(one.loser)
            ),
            tone=tones.get(one.winner, "muted"),
            anchor="middle",
            priority=20 - one.rank,
        )
        for one in first
    ]


def _title(reading: Reading, history: RankHistory, passed: Sequence[Crossing]) -> str:
    """The way of the focus, else the last crossing among the first three, else who stayed first."""
    if len(history.periods) < 2 or not histories_carry(reading, min(history.known)):
        return ""
    return (
        _way_title(reading, history)
        or _crossing_title(reading, history, passed)
        or _first_title(reading, history)
    )


def _certain(history: RankHistory, member: str, place: int) -> int | None:
    figures = [one.figures[place] for one in history.levels]
    index = next((i for i, one in enumerate(history.levels) if one.member == member), None)
    return None if index is None else certain_rank(index, figures)


def _complete(history: RankHistory, place: int) -> bool:
    return history.known[place] == len(history.levels)


def _way_title(reading: Reading, history: RankHistory) -> str:
    if not reading.focus or not (_complete(history, 0) and _complete(history, -1)):
        return ""
    first, last = _certain(history, reading.focus, 0), _certain(history, reading.focus, -1)
    if first is None or last is None:
        return ""
    words = reading.words
    values = {
        "name": spoken(reading, reading.focus),
        "members": among_text(reading, len(history.levels)),
        "activity": activity(reading),
        "first": ordinal(first, words),
        "last": ordinal(last, words),
        "start": period_text(history.periods[0], words),
        "end": period_text(history.periods[-1], words),
    }
    if last < first:
        return words.text(
            "{name} rose from {first} of {members} in {start} to {last} in {end}, by {activity}", **values
        )
    if last > first:
        return words.text(
            "{name} fell from {first} of {members} in {start} to {last} in {end}, by {activity}", **values
        )
    return words.text("{name}: {last} of {members} by {activity} in both {start} and {end}", **values)


def _crossing_title(reading: Reading, history: RankHistory, passed: Sequence[Crossing]) -> str:
    """The latest passing that led to a place among the first three and that still held at the end."""
    held = [one for one in passed if one.rank <= 3 and not _reversed(one, passed)]
    if not held:
        return ""
    latest = max(held, key=lambda one: (one.place, -one.rank))
    words = reading.words
    if reading.breakdown.kind != "region":
        return words.text(
            "{subject}: {winner} passed {loser} in {period}",
            subject=subject(reading),
            winner=spoken(reading, latest.winner),
            loser=spoken(reading, latest.loser),
            period=period_text(history.periods[latest.place], words),
        )
    members = len({row.member for row in reading.rows})
    if history.known[latest.place] < members:
        return words.text(
            "{winner} passed {loser} in {period}, by {activity}",
            winner=spoken(reading, latest.winner),
            loser=spoken(reading, latest.loser),
            period=period_text(history.periods[latest.place], words),
            activity=activity(reading),
        )
    return words.text(
        "{winner} passed {loser} in {period} and became {ordinal} in {activity}",
        winner=spoken(reading, latest.winner),
        loser=spoken(reading, latest.loser),
        period=period_text(history.periods[latest.place], words),
        ordinal=ordinal(latest.rank, words),
        activity=activity(reading),
    )


def _reversed(crossing: Crossing, passed: Sequence[Crossing]) -> bool:
    return any(
        one.winner == crossing.loser and one.loser == crossing.winner and one.place > crossing.place
        for one in passed
    )


def _first_title(reading: Reading, history: RankHistory) -> str:
    leader = min(history.ranked, key=_last_rank, default=None)
    if leader is None:
        return ""
    if any(_certain(history, leader.member, place) != 1 for place in range(len(history.periods))):
        return ""
    words = reading.words
    return words.text(
        "{subject}: the largest among {members} throughout, {span}",
        members=among_text(reading, len(history.levels)),
        subject=subject(reading, leader.member),
        span=span_text(history.periods[0], history.periods[-1], words),
    )


def _remark(reading: Reading, history: RankHistory, shown: Sequence[Series]) -> str:
    words, parts = reading.words, []
    if len(shown) < len(history.ranked):
        parts.append(
            words.text("the {shown} largest of {count}", shown=len(shown), count=len(history.ranked))
        )
    thin = sum(known < len(history.ranked) for known in history.known)
    if thin:
        parts.append(
            words.text(
                "in {count} periods some members have no figure: ranks are among the others", count=thin
            )
        )
    if history.left_out:
        parts.append(
            words.text("periods left out: {count}; few members have a figure there", count=history.left_out)
        )
    if reading.data.joined:
        parts.append(
            words.text("joined at the dashed line: ranks need no currency, levels are never compared")
        )
    return remark(reading, [], *parts)


def _unfit(shape: Shape, words: Words) -> str:
    if shape.kind in ("flow", "period"):
        return words.text("Ranks need two or more members with figures: choose another period or breakdown.")
    return ""


def _merit(shape: Shape) -> float:
    return 0.6 if shape.members >= 5 and shape.frequency == "A" else 0.35


KIND = Kind(
    id="rank-history",
    title="Rank history",
    question="Who passed whom, when?",
    icon="sort-ascending",
    order=9,
    build=build,
    unfit=_unfit,
    merit=_merit,
    options=(MEMBERS,),
    needs=Needs(periods="all", joins_ranks=True, members=2, full=3),
    prefers=("region", "market"),
    example={
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
        "chart": "rank-history",
        "dataflow": "cn-provinces-usd-operator-a",
    },
)
