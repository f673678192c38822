"""The same chart for each member on the same axes: one small history beside the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.charts.axes import time_axis
from app.charts.captions import dotted, remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.claims import histories_carry, of_whom
from app.charts.kind import Kind
from app.charts.labels import level_text
from app.charts.needs import Needs
from app.charts.options import GROWTH, INDEX, LEVELS, Option, members_option
from app.charts.periods import period_text, span_text
from app.charts.ranking_title import plain_title
from app.charts.reading import Reading
from app.charts.series import (
    Series,
    axis_periods,
    by_member,
    figures_of,
    frequency_of,
    growth_of,
    indexed,
    level_of,
    series_of,
    times,
)
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Line, Mark, Panel, Rule, Tone
from app.charts.titles import cardinal, members_text, sentence, subject
from app.charts.trend_table import trend_table
from app.model.arithmetic import surely_above
from app.model.numbers import amount
from app.model.selection import Selection
from app.model.units import ONE, Scale
from app.model.words import Words

MEMBERS = members_option(12, 6, 12, 20, 30)


def _usual_mode(selection: Selection) -> str:
    return "growth" if selection.indicator == "growth" else "index"


MODE = Option("mode", "Show", (INDEX, LEVELS, GROWTH), _usual_mode)
COLUMNS = 4
POINTS = 3
"""Fewer levels than these are no history."""
_FEWEST_COMPARED = 3
_BASE = 100.0
"""The index number of the base."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Give each of the largest members a panel of its own; index numbers unless mode says otherwise."""
    reading = Reading(data, words)
    mode, periods = _mode(reading), axis_periods(reading)
    levels = _levels(reading, periods)
    every = [one for one in levels if len(one.known) >= POINTS] or levels
    chosen = _chosen(reading, every)
    base = _base(chosen)
    shown = [one for one in (_in_mode(reading, each, mode, base) for each in chosen) if one is not None]
    if mode == "index" and not shown:
        mode, shown = "value", chosen
    whole = _whole(reading, periods, mode, base)
    scale = ONE if mode != "value" else reading.scale_of(f for one in shown for f in one.figures)
    drawn = [*shown, *([whole] if whole else [])]
    figures = figures_of(drawn)
    span = span_text(periods[0], periods[-1], words) if periods else ""
    claim = ""
    if histories_carry(reading, len(every)):
        leader = _leader_title(reading, shown, base) if mode == "index" else ""
        claim = leader or _record_title(reading, chosen)
    title = claim or _plain(reading, len(every))
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(
            reading, title, span, _unit(reading, mode, base, scale), _in_grey(reading, shown, whole)
        ),
        panels=tuple(_panels(reading, shown, whole, scale, mode)),
        columns=min(COLUMNS, max(1, math.ceil(math.sqrt(len(shown))))),
        table=trend_table(reading, drawn, scale, mode),
        source=source_line(reading, [f for one in drawn for f in one.figures]),
        remark=_remark(reading, shown, every),
        description=words.text(
            "{count} small line charts on the same axes. {title}.",
            count=len(shown),
            title=title.rstrip(".。"),
        ),
        figures=figures,
        names=reading.names(one.member for one in drawn),
        drill=data.drillable,
    )


def _mode(reading: Reading) -> str:
    return "value" if reading.relative else MODE.value(reading.data.selection)


def _levels(reading: Reading, periods: Sequence[str]) -> list[Series]:
    groups = by_member(reading.rows, reading.flow_of_members())
    return [one for one in (series_of(rows, periods, level_of) for rows in groups.values()) if one]


def _chosen(reading: Reading, every: Sequence[Series]) -> list[Series]:
    """The focus and the pinned first, then the largest."""
    kept = {reading.focus, *reading.data.selection.pinned}
    ordered = sorted(
        every, key=lambda one: (one.member not in kept, -((one.last.value or 0.0) if one.last else 0.0))
    )
    return ordered[: MEMBERS.count(reading.data.selection)]


def _base(chosen: Sequence[Series]) -> str:
    """The first of the periods in which most of the members have a level."""
    counts = Counter(row.period for one in chosen for row, _ in one.known)
    most = max(counts.values(), default=0)
    return min((period for period, count in counts.items() if count == most), default="")


def _in_mode(reading: Reading, one: Series, mode: str, base: str) -> Series | None:
    match mode:
        case "index":
            return indexed(one, base, reading.words)
        case "growth":
            figures = tuple(growth_of(row) for row in one.rows)
            return replace(one, figures=figures, keys=tuple(row.growth_key for row in one.rows))
    return one


def _whole(reading: Reading, periods: Sequence[str], mode: str, base: str) -> Series | None:
    """The parent's line behind every panel, where levels do not keep it off the axis."""
    if mode == "value":
        return None
    rows = [row for row in reading.whole_rows if row.flow == reading.flow]
    levels = series_of(rows, periods, level_of)
    return _in_mode(reading, levels, mode, base) if levels else None


def _panels(
    reading: Reading, shown: Sequence[Series], whole: Series | None, scale: Scale, mode: str
) -> list[Panel]:
    drawn = [*shown, *([whole] if whole else [])]
    values = [value for one in drawn for value in one.plotted(scale.factor) if not math.isnan(value)]
    x = times([row.period for row in drawn[0].rows]) if drawn else ()
    low, high = min(values, default=0.0), max(values, default=1.0)
    axis = Axis(
        suffix="%" if mode == "growth" else reading.suffix(scale) if mode == "value" else "",
        signed=mode == "growth",
        low=min(low, 0.0) if mode != "index" else low,
        high=high if high > low else low + 1.0,
    )
    time = time_axis(x)
    panels = []
    for one in shown:
        marks: list[Mark] = [Rule(axis="y", at=100.0 if mode == "index" else 0.0, dashed=False)]
        marks += [
            Line(other.member, x, other.plotted(scale.factor), "context", figures=other.keys, width=0.8)
            for other in shown
            if other is not one
        ]
        if whole is not None:
            marks.append(
                Line(whole.member, x, whole.plotted(scale.factor), "muted", figures=whole.keys, dashed=True)
            )
        marks.append(
            Line(
                one.member,
                x,
                one.plotted(scale.factor),
                _tone(reading, one),
                _end_label(reading, one, scale),
                figures=one.keys,
                width=2.0,
                priority=1,
            )
        )
        name = reading.name(one.member)
        panels.append(Panel(id=one.member, title=name, x=time, y=axis, marks=tuple(marks)))
    return panels or [Panel(id="none", x=time, y=axis, marks=())]


def _tone(reading: Reading, one: Series) -> Tone:
    return "accent" if not reading.focus or one.member == reading.focus else "series-2"


def _end_label(reading: Reading, one: Series, scale: Scale) -> str:
    """The last figure, written at the end of its line."""
    last = one.figures[-1]
    return "" if last.value is None else level_text(reading, last, scale)


def _in_grey(reading: Reading, shown: Sequence[Series], whole: Series | None) -> str:
    """What the lines behind each panel's own are."""
    words = reading.words
    others = words.text("grey: the others") if len(shown) > 1 else ""
    dashed = words.text("dashed: {name}", name=reading.name(whole.member)) if whole else ""
    return dotted([others, dashed])


def _unit(reading: Reading, mode: str, base: str, scale: Scale) -> str:
    match mode:
        case "index":
            return reading.words.text("index, {base} = 100", base=base)
        case "growth":
            return reading.words.text("growth on the year before, percent")
    return reading.unit_text(scale)


def _remark(reading: Reading, shown: Sequence[Series], every: Sequence[Series]) -> str:
    words, parts = reading.words, []
    if len(shown) < len(every):
        parts.append(words.text("the {shown} largest of {count}", shown=len(shown), count=len(every)))
    if any(figure.value is None for one in shown for figure in one.figures):
        parts.append(words.text("gaps in the lines: not in the sources"))
    return remark(reading, [], *parts)


def _plain(reading: Reading, known: int) -> str:
    """Whose histories these are."""
    members = len({row.member for row in reading.rows})
    if histories_carry(reading, known):
        return plain_title(reading)
    return reading.words.text(
        "{what}: histories of {known} of {members}",
        what=of_whom(reading),
        known=known,
        members=members_text(reading, members),
    )


def _leader_title(reading: Reading, shown: Sequence[Series], base: str) -> str:
    """Who grew most since the base, where that is certain and nobody else is in focus."""
    known = sorted(
        (one for one in shown if one.figures[-1].value is not None),
        key=lambda one: -(one.figures[-1].value or 0.0),
    )
    if reading.focus or len(known) < _FEWEST_COMPARED or len(known) < len(shown):
        return ""
    first, *others = (one.figures[-1] for one in known)
    if not all(surely_above(first, other) for other in others) or (first.value or 0.0) < 2 * _BASE:
        return ""
    return reading.words.text(
        "{subject} grew most of the {size} shown: to {times} times its level of {base}",
        subject=subject(reading, known[0].member),
        size=len(known),
        times=amount((first.value or 0.0) / _BASE, ONE, digits=2),
        base=period_text(base, reading.words),
    )


def _record_title(reading: Reading, chosen: Sequence[Series]) -> str:
    """How many of the members were higher at the end than in any period before."""
    words = reading.words
    complete = [one for one in chosen if one.rows and all(f.value is not None for f in one.figures)]
    if len(complete) < len(chosen) or len(chosen) < 2 or len(chosen[0].rows) < 4 or reading.relative:
        return ""
    if frequency_of(reading) != "A":
        return ""
    end = period_text(chosen[0].rows[-1].period, words)
    own = next((one for one in complete if one.member == reading.focus), None)
    if own is not None and _at_record(own):
        return words.text(
            "{subject}: highest in {end} since {start}",
            subject=subject(reading, own.member),
            end=end,
            start=period_text(own.rows[0].period, words),
        )
    records = sum(_at_record(one) for one in complete)
    if records + sum(_below_record(one) for one in complete) < len(complete):
        return ""
    count = cardinal(records, words) if records else words.text("none")
    if len(chosen) < len({row.member for row in reading.rows}):
        return sentence(
            words.text(
                "{count} of the {size} shown reached the highest level in {end}",
                count=count,
                size=len(chosen),
                end=end,
            )
        )
    claim = words.text(
        "{count} of {members} reached the highest level shown in {end}",
        count=count,
        members=members_text(reading, len(complete)),
        end=end,
    )
    return sentence(claim)


def _at_record(one: Series) -> bool:
    last = one.figures[-1]
    return all(surely_above(last, figure) for figure in one.figures[:-1])


def _below_record(one: Series) -> bool:
    last = one.figures[-1]
    return any(surely_above(figure, last) for figure in one.figures[:-1])


def _merit(shape: Shape) -> float:
    return 0.45 if shape.periods >= 4 and not shape.gappy else 0.2


KIND = Kind(
    id="small-multiples",
    title="Small multiples",
    question="The same for each?",
    icon="squares-four",
    order=15,
    build=build,
    shows_growth=True,
    merit=_merit,
    options=(
        MODE,
        MEMBERS,
    ),
    needs=Needs(periods="all", members=2, points=POINTS, dense=True),
    prefers=("region", "market"),
    example={
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
        "chart": "small-multiples",
        "dataflow": "cn-provinces-usd-operator-a",
    },
)
