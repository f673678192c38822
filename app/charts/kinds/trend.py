"""How did it develop? Lines of levels, of index numbers or of growth, the focus before the rest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.charts.axes import time_axis
from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.kind import Kind
from app.charts.needs import Needs
from app.charts.palette import SERIES
from app.charts.periods import span_text
from app.charts.reading import Reading
from app.charts.running_sums import SUMS, YEAR_TO_DATE, summed, year_by_year
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
from app.charts.spec import Axis, ChartSpec, LegendEntry, Line, Mark, Panel, Point, Rule, Table, Tone
from app.charts.titles import sentence
from app.charts.trend_options import BASE, MEMBERS, MODE, SCALE
from app.charts.trend_table import trend_table, with_pace
from app.charts.trend_title import trend_title
from app.model.units import ONE, Scale
from app.model.words import Words

NAMED = 5
_LEVELS = ("value", *SUMS)
"""Modes whose axis is one of amounts."""


@dataclass(frozen=True, slots=True)
class _Look:
    tone: Tone
    label: str
    width: float
    priority: int
    dashed: bool = False


def build(data: ChartData, words: Words) -> ChartSpec:
    """Draw the histories of the members, and of the whole where it can stand on the same axis."""
    reading = Reading(data, words)
    mode = _mode(reading)
    periods = axis_periods(reading)
    base = _base(reading, periods) if mode == "index" else ""
    every = _histories(reading, periods, mode, base)
    drawn = _drawn(reading, every)
    whole = _whole(reading, periods, mode, base, alone=not drawn)
    scale = _scale(reading, [*drawn, *([whole] if whole else [])], mode)
    looks = _looks(reading, drawn)
    lines = [_line(series, times(periods), scale, looks[series.member]) for series in drawn]
    if whole is not None:
        lines.append(_line(whole, times(periods), scale, _whole_look(reading, whole, alone=not drawn)))
    if mode == YEAR_TO_DATE:
        lines = [part for line in lines for part in year_by_year(line, periods)]
    shown = [*drawn, *([whole] if whole else [])]
    figures = figures_of(shown)
    known = sorted({row.order: row.period for one in shown for row, _ in one.known}.items())
    span = span_text(known[0][1], known[-1][1], words) if known else ""
    title = trend_title(reading, drawn, whole, mode)
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(reading, title, span, _unit_text(reading, scale, mode, base)),
        panels=(_panel(reading, lines, shown, scale, mode, times(periods)),),
        table=_table(reading, shown, scale, mode),
        source=source_line(reading, figures.values()),
        remark=_remark(reading, shown, len(every), mode),
        description=words.text(
            "Line chart of {count} series over {span}. {title}.",
            count=len(shown), span=span or words.text("no period"), title=title.rstrip(".。"),
        ),
        legend=_legend(reading, drawn, looks),
        figures=figures,
        names=reading.names(series.member for series in shown),
        drill=data.drillable,
    )  # fmt: skip


def _table(reading: Reading, shown: Sequence[Series], scale: Scale, mode: str) -> Table:
    """The figures drawn; beside levels the average growth a year."""
    table = trend_table(reading, shown, scale, mode)
    return with_pace(reading, table, shown) if mode == "value" and not reading.relative else table


def _legend(reading: Reading, drawn: Sequence[Series], looks: Mapping[str, _Look]) -> tuple[LegendEntry, ...]:
    """The coloured series, where there is more than one; each is named at its line as well."""
    coloured = [one.member for one in drawn if looks[one.member].tone in (*SERIES, "accent")]
    if len(coloured) < 2:
        return ()
    return tuple(LegendEntry(code, reading.name(code), looks[code].tone) for code in coloured)


def _mode(reading: Reading) -> str:
    asked = MODE.value(reading.data.selection)
    if reading.relative or (asked in SUMS and frequency_of(reading) != "M"):
        return "value"
    return asked


def _base(reading: Reading, periods: Sequence[str]) -> str:
    """The base of an index: the option's period, or the first one for which most members have a level."""
    asked = BASE.value(reading.data.selection)
    if asked in periods:
        return asked
    counts = dict.fromkeys(periods, 0)
    for row in reading.rows or reading.whole_rows:
        if row.period in counts and row.value:
            counts[row.period] += 1
    most = max(counts.values(), default=0)
    return next((period for period, count in counts.items() if count * 2 > most), "")


def _histories(reading: Reading, periods: Sequence[str], mode: str, base: str) -> list[Series]:
    pick = growth_of if mode == "growth" else level_of
    groups = by_member(reading.rows, reading.flow_of_members())
    found = [series_of(rows, periods, pick) for rows in groups.values()]
    series = [one for one in found if one is not None]
    if mode == "index":
        return [one for one in (indexed(each, base, reading.words) for each in series) if one is not None]
    if mode in SUMS:
        return [one for one in (summed(each, mode, reading.words) for each in series) if one is not None]
    return series


def _drawn(reading: Reading, every: Sequence[Series]) -> list[Series]:
    """The largest at the end first, the focus and the pinned among them, as many as can be drawn."""
    kept = {reading.focus, *reading.data.selection.pinned}
    ordered = sorted(every, key=lambda series: (series.member not in kept, -_size(series)))
    return ordered[: MEMBERS.count(reading.data.selection)]


def _size(series: Series) -> float:
    """The last known level, whatever is drawn."""
    levels = [row.value for row in series.rows if row.value is not None]
    return levels[-1] if levels else (series.last.value or 0.0) if series.last else 0.0


def _whole(reading: Reading, periods: Sequence[str], mode: str, base: str, *, alone: bool) -> Series | None:
    """The parent's history: in a chart of levels only where it has the axis for itself."""
    if mode in _LEVELS and not alone:
        return None
    rows = [row for row in reading.whole_rows if row.flow == reading.flow]
    series = series_of(rows, periods, growth_of if mode == "growth" else level_of)
    if series and mode in SUMS:
        return summed(series, mode, reading.words)
    return indexed(series, base, reading.words) if series and mode == "index" else series


def _scale(reading: Reading, shown: Sequence[Series], mode: str) -> Scale:
    if mode not in _LEVELS:
        return ONE
    return reading.scale_of(figure for series in shown for figure in series.figures)


def _looks(reading: Reading, drawn: Sequence[Series]) -> dict[str, _Look]:
    """The focus in accent, the pinned or the largest in colours of their own, the rest as context."""
    focus, pinned = reading.focus, set(reading.data.selection.pinned)
    largest = [series.member for series in sorted(drawn, key=_size, reverse=True)][:NAMED]
    coloured = [series.member for series in drawn if series.member in pinned] if pinned else largest
    if focus and not pinned:
        coloured = []
    own = SERIES[1:] if focus else SERIES  # the first is the accent's colour
    tones = dict(zip((code for code in coloured if code != focus), own, strict=False))
    looks = {}
    for place, series in enumerate(drawn):
        code = series.member
        if code == focus:
            looks[code] = _Look("accent", reading.name(code), 2.5, 1000)
        elif code in tones:
            looks[code] = _Look(tones[code], reading.name(code), 2.0, 500 - place)
        else:
            label = reading.name(code) if code in largest else ""
            looks[code] = _Look("context", label, 1.0, 100 - place)
    return looks


def _whole_look(reading: Reading, whole: Series, *, alone: bool) -> _Look:
    name = reading.name(whole.member)
    return _Look("accent", name, 2.5, 900) if alone else _Look("text", name, 1.5, 900, dashed=True)


def _line(series: Series, x: tuple[float, ...], scale: Scale, look: _Look) -> Line:
    return Line(
        id=series.member,
        x=x,
        y=series.plotted(scale.factor),
        tone=look.tone,
        label=look.label,
        figures=series.keys,
        width=look.width,
        dashed=look.dashed,
        dots=len(x) <= 15 and look.tone != "context",
        priority=look.priority,
    )


def _panel(
    reading: Reading,
    lines: Sequence[Line],
    shown: Sequence[Series],
    scale: Scale,
    mode: str,
    x: Sequence[float],
) -> Panel:
    values = [y for line in lines for y in line.y if not math.isnan(y)]
    log = SCALE.value(reading.data.selection) == "log" and bool(values) and min(values) > 0
    marks: list[Mark] = []
    if mode == "index":
        marks.append(Rule(axis="y", at=100.0))
    elif mode == "growth" or (values and min(values) < 0):
        marks.append(Rule(axis="y", at=0.0, dashed=False))
    # Context lines first, so that the others lie on top of them.
    ordered = sorted(lines, key=lambda line: line.priority)
    marks.extend(ordered)
    marks += _lone(lines)
    marks += _inexact(shown, scale, lines)
    low = min(values) if log else None
    return Panel(
        id="trend",
        x=time_axis(x),
        y=_level_axis(reading, scale, mode, log, low),
        marks=tuple(marks),
    )


def _level_axis(reading: Reading, scale: Scale, mode: str, log: bool, low: float | None) -> Axis:
    if mode == "growth":
        return Axis(suffix="%", signed=True, zero=True)
    if mode == "index":
        return Axis(scale="log" if log else "linear", low=low)
    return Axis(scale="log" if log else "linear", suffix=reading.suffix(scale), zero=not log, low=low)


def _lone(lines: Sequence[Line]) -> list[Point]:
    """Points between two gaps, which no line would show."""
    points = []
    for line in lines:
        known = [False, *(not math.isnan(y) for y in line.y), False]
        points += [
            Point(
                id=line.id, x=line.x[at], y=line.y[at], tone=line.tone, figure=line.figures[at], priority=40
            )
            for at in range(len(line.y))
            if known[at + 1] and not known[at] and not known[at + 2] and not line.dots
        ]
    return points


def _inexact(shown: Sequence[Series], scale: Scale, lines: Sequence[Line]) -> list[Point]:
    """Bounds and approximations stand out of their lines as hollow dots with their sign."""
    tones = {line.id: line.tone for line in lines}
    signs = {">": ">", "<": "<", "<~": "<~", "~": "~"}
    points = []
    for series in shown:
        x = times([row.period for row in series.rows])
        for place, figure in enumerate(series.figures):
            if figure.value is not None and figure.qualifier != "=":
                points.append(
                    Point(
                        id=series.member,
                        x=x[place],
                        y=figure.value / scale.factor,
                        tone=tones[series.member],
                        label=signs.get(figure.qualifier, ""),
                        figure=series.keys[place],
                        hollow=True,
                        priority=50,
                    )
                )
    return points


def _unit_text(reading: Reading, scale: Scale, mode: str, base: str) -> str:
    match mode:
        case "index":
            return reading.words.text("index, {base} = 100", base=base)
        case "growth":
            return reading.words.text("growth on the year before, percent")
    unit = reading.unit_text(scale)
    match mode:
        case "sum12":
            return reading.words.text("sums of twelve months, {unit}", unit=unit)
        case "ytd":
            return reading.words.text("sums since January, {unit}", unit=unit)
    return unit


def _remark(reading: Reading, shown: Sequence[Series], count: int, mode: str) -> str:
    words, parts = reading.words, []
    drawn = sum(1 for series in shown if series.rows)
    if count > drawn:
        parts.append(words.text("the {shown} largest of {count}", shown=drawn, count=count))
    gaps = sum(figure.value is None for series in shown for figure in series.figures)
    if mode in SUMS:
        parts.append(words.text("derived: sums of months; without one of its months a sum is a gap"))
    elif gaps:
        parts.append(words.text("gaps in the lines: not in the sources"))
    members = {row.member for row in reading.rows}
    if without := len(members) - count:
        parts.append(words.text("{gaps} of {count} without a figure", gaps=without, count=len(members)))
    return remark(reading, [], *parts)


def _merit(shape: Shape) -> float:
    return 0.85 if shape.periods >= 5 and not shape.gappy else 0.35


KIND = Kind(
    id="trend",
    title="Trend",
    question="How did it develop?",
    icon="chart-line",
    order=2,
    build=build,
    shows_growth=True,
    merit=_merit,
    options=(MODE, SCALE, MEMBERS, BASE,),
    needs=Needs(periods="all", members=1, points=2),
    instead="flow",
    example={"region": "330000", "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
             "chart": "trend"},
)  # fmt: skip
