"""Then and now: each member's share of the whole, or its level, at two times."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.kind import Kind
from app.charts.labels import level_text
from app.charts.needs import Needs
from app.charts.options import LEVELS, SHARES, Option, first_of, members_option
from app.charts.periods import parsed, period_text, span_text
from app.charts.ranking_title import plain_title
from app.charts.reading import Reading
from app.charts.series import Series, axis_periods, by_member, figures_of, level_of, series_of
from app.charts.shape import Shape
from app.charts.shift_title import shift_title
from app.charts.spec import Axis, ChartSpec, Line, Mark, Panel, Rule, Text, Tone
from app.charts.titles import percent_text, sentence, subject
from app.charts.trend_table import trend_table, with_pace
from app.model.arithmetic import growth_between, share, surely_above, total
from app.model.figure import Figure
from app.model.numbers import amount
from app.model.period import Period
from app.model.units import ONE, Scale
from app.model.words import Words

MEMBERS = members_option(12, 6, 12, 20, 40)
MODE = Option("mode", "Show", (SHARES, LEVELS), first_of(SHARES))
_TENFOLD = Figure(900.0, "percent")
"""From here on a multiple is easier to grasp than a percentage."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Join the first and the last period; in shares where the whole is known, unless mode=value."""
    reading = Reading(data, words)
    ends = _ends(reading)
    levels = _histories(reading, ends)
    shares = _shares(reading, levels, ends) if MODE.value(data.selection) == SHARES.key else []
    in_percent = bool(shares)
    every = shares or levels
    shown = _largest(reading, every)
    figures = figures_of(shown)
    scale = ONE if in_percent else reading.scale_of(f for one in shown for f in one.figures)
    span = span_text(ends[0], ends[-1], words) if ends else ""
    unit = words.text("percent of the whole") if in_percent else reading.unit_text(scale)
    reported = bool(ends) and all(_reported(reading, period) for period in ends)
    claim = shift_title(reading, shares, of_whole=reported) if in_percent else _growth_title(reading, levels)
    title = claim or plain_title(reading)
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(reading, title, span, unit),
        panels=(_panel(reading, shown, ends, scale, in_percent=in_percent),),
        table=with_pace(
            reading, trend_table(reading, shown, scale, "share" if in_percent else "value"), levels
        ),
        source=source_line(reading, [f for one in levels for f in one.figures]),
        remark=_remark(reading, shown, every),
        description=words.text(
            "Slope chart of {count} members between two periods. {title}.",
            count=len(shown),
            title=title.rstrip(".。"),
        ),
        figures=figures,
        names=reading.names(one.member for one in shown),
        drill=data.drillable,
    )


def _ends(reading: Reading) -> list[str]:
    """The last period with levels, and the first for which half as many members have one."""
    known = Counter(row.period for row in reading.rows if row.value is not None)
    periods = [period for period in axis_periods(reading) if known[period]]
    if not periods:
        return []
    # A month is compared with the same month: seasons are not development.
    last = parsed(periods[-1])
    periods = [period for period in periods if last is None or _same_months(period, last)]
    first = next(period for period in periods if known[period] * 2 >= known[periods[-1]])
    return [first, periods[-1]] if first != periods[-1] else [periods[-1]]


def _reported(reading: Reading, period: str) -> bool:
    whole = reading.whole_at(period)
    return whole is not None and whole.value is not None


def _same_months(text: str, other: Period) -> bool:
    period = parsed(text)
    return period is not None and (period.last_month - other.last_month) % 12 == 0


def _histories(reading: Reading, ends: Sequence[str]) -> list[Series]:
    groups = by_member(reading.rows, reading.flow_of_members())
    return [one for one in (series_of(rows, ends, level_of) for rows in groups.values()) if one]


def _shares(reading: Reading, levels: Sequence[Series], ends: Sequence[str]) -> list[Series]:
    """The same in percent of the whole; none where it is not known at both times."""
    wholes = [_whole(reading, levels, place, period) for place, period in enumerate(ends)]
    if reading.relative or len(ends) < 2 or any(whole is None for whole in wholes):
        return []
    text = reading.words.text("share = level / level of the whole")
    gap = Figure(None, "percent")
    return [
        replace(
            one,
            figures=tuple(
                (share(figure, whole, text) if whole else None) or gap
                for figure, whole in zip(one.figures, wholes, strict=True)
            ),
            keys=tuple(f"share|{key}" for key in one.keys),
        )
        for one in levels
    ]


def _whole(reading: Reading, levels: Sequence[Series], place: int, period: str) -> Figure | None:
    """The reported whole of a period, else the sum of its parts where none is missing."""
    whole = reading.whole_at(period)
    if whole is not None and whole.value:
        return whole.figure
    members = {row.member for row in reading.rows}
    if not reading.data.summable or len(levels) < len(members):
        return None
    return total([one.figures[place] for one in levels])


def _largest(reading: Reading, every: Sequence[Series]) -> list[Series]:
    kept = {reading.focus, *reading.data.selection.pinned}
    ordered = sorted(every, key=lambda one: -((one.last.value or 0.0) if one.last else 0.0))
    limit = MEMBERS.count(reading.data.selection)
    return [one for place, one in enumerate(ordered) if place < limit or one.member in kept]


def _panel(
    reading: Reading, shown: Sequence[Series], ends: Sequence[str], scale: Scale, *, in_percent: bool
) -> Panel:
    marks: list[Mark] = []
    for place, one in enumerate(shown):
        tone, values = _tone(reading, one), one.plotted(scale.factor)
        texts = [_number(reading, figure, scale, in_percent=in_percent) for figure in one.figures]
        name = reading.name(one.member)
        priority = 1000 if tone == "accent" else 100 - place
        marks.append(
            Line(
                id=one.member,
                x=tuple(float(at) for at in range(len(values))),
                y=values,
                tone=tone,
                label=f"{texts[-1]} {name}" if texts[-1] else "",
                figures=one.keys,
                width=2.5 if tone == "accent" else 1.5,
                dots=True,
                priority=priority,
            )
        )
        if texts[0] and len(values) > 1:
            marks.append(
                Text(one.member, -0.02, values[0], f"{name} {texts[0]}", _text_tone(tone), "end", priority)
            )
    marks.extend(
        Rule(axis="x", at=float(at), label=period_text(period, reading.words), dashed=False)
        for at, period in enumerate(ends)
    )
    floor = [value for one in shown for value in one.plotted(scale.factor) if not math.isnan(value)]
    return Panel(
        id="slope",
        x=Axis(scale="linear", low=-0.45, high=1.0, labels=False, grid=False),
        y=Axis(
            scale="linear",
            suffix="%" if in_percent else reading.suffix(scale),
            zero=min(floor, default=0.0) >= 0,
            grid=False,
            labels=False,
        ),
        marks=tuple(marks),
    )


def _tone(reading: Reading, one: Series) -> Tone:
    if one.member == reading.focus:
        return "accent"
    first, last = one.figures[0], one.figures[-1]
    if surely_above(first, last):
        return "negative"
    return "context" if reading.focus or not surely_above(last, first) else "accent"


def _text_tone(tone: Tone) -> Tone:
    return "accent" if tone == "accent" else "text"


def _number(reading: Reading, figure: Figure, scale: Scale, *, in_percent: bool) -> str:
    if figure.value is None:
        return ""
    if in_percent:
        return amount(figure.value, ONE, digits=3, rounding=max(figure.rounding, 0.1))
    return level_text(reading, figure, scale)


def _growth_title(reading: Reading, levels: Sequence[Series]) -> str:
    """How much the focus, or the largest, grew between the two times."""
    wanted = reading.focus or ("total" if reading.breakdown.kind == "flow" else "")
    own = next((one for one in levels if one.member == wanted), None)
    if own is None or reading.relative or len(own.known) < 2:
        return ""
    words, rows = reading.words, [row for row, _ in own.known]
    change = growth_between(rows[-1].figure, rows[0].figure)
    if change is None or change.qualifier != "=":
        return ""
    values = {
        "subject": subject(reading, own.member),
        "percent": percent_text(change, words, 0),
        "start": period_text(rows[0].period, words),
        "end": period_text(rows[-1].period, words),
    }
    zero = Figure(0.0, "percent")
    if surely_above(change, _TENFOLD) and change.value is not None:
        times = amount(change.value / 100 + 1, ONE, digits=2, rounding=1.0)
        return words.text(
            "{subject} was {times} times as large in {end} as in {start}", times=times, **values
        )
    if surely_above(change, zero):
        return words.text("{subject} grew {percent} from {start} to {end}", **values)
    if surely_above(zero, change):
        return words.text("{subject} fell {percent} from {start} to {end}", **values)
    return ""


def _remark(reading: Reading, shown: Sequence[Series], every: Sequence[Series]) -> str:
    words, parts = reading.words, []
    if len(shown) < len(every):
        parts.append(words.text("the {shown} largest of {count}", shown=len(shown), count=len(every)))
    if any(figure.unit == "percent" and len(figure.inputs) > 1 and figure.inputs[1].status == "derived"
           for one in shown for figure in one.figures):  # fmt: skip
        parts.append(words.text("percent of the sum of the members: no whole is reported"))
    gaps = sum(any(figure.value is None for figure in one.figures) for one in shown)
    if gaps:
        parts.append(
            words.text("{gaps} of {count} have a figure for one time only", gaps=gaps, count=len(shown))
        )
    if any(_tone(reading, one) == "negative" for one in shown):
        parts.append(words.text("orange: declined"))
    return remark(reading, [], *parts)


def _unfit(shape: Shape, words: Words) -> str:
    if shape.periods >= 2 > shape.comparable:
        return words.text(
            "Most members have a level at one time only, so there is no then and now: choose a "
            "dataflow with a history, such as provinces from 2016 to 2024 in US dollars."
        )
    return ""


def _merit(shape: Shape) -> float:
    return 0.5 if shape.frequency == "A" and not shape.gappy else 0.25


KIND = Kind(
    id="slope",
    title="Slope",
    question="Then and now?",
    icon="trend-up",
    order=10,
    build=build,
    unfit=_unfit,
    merit=_merit,
    options=(
        MODE,
        MEMBERS,
    ),
    needs=Needs(periods="all", members=1, points=2),
    example={
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
        "chart": "slope",
        "dataflow": "cn-provinces-usd-operator-a",
    },
)
