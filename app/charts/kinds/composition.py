"""How did the mix change? Parts of a whole over time, in percent or in levels, as areas or as bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.charts.axes import time_axis
from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.kind import Kind
from app.charts.needs import Needs
from app.charts.options import LEVELS, SHARES, Option, first_of, members_option
from app.charts.palette import SERIES
from app.charts.periods import period_text, span_text
from app.charts.ranking_title import plain_title
from app.charts.reading import OTHERS, REST, Reading
from app.charts.reasons import without_parts
from app.charts.series import Series, figures_of, times
from app.charts.shape import Shape
from app.charts.shift_title import shift_title
from app.charts.spec import Area, Axis, Bar, ChartSpec, LegendEntry, Mark, Panel, Tone
from app.charts.stacks import Stack, as_shares, stacked
from app.charts.titles import sentence
from app.charts.trend_table import trend_table
from app.model.units import ONE, Scale
from app.model.words import Words

MEMBERS = members_option(7, 3, 5, 7)
MODE = Option("mode", "Show", (SHARES, LEVELS), first_of(SHARES))
BARS = 6
"""Up to so many periods are drawn as bars."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Stack the largest members; in percent, or in levels with the option mode=value."""
    reading = Reading(data, words)
    levels = stacked(reading, MEMBERS.count(data.selection))
    in_percent = MODE.value(data.selection) == SHARES.key
    stack = as_shares(reading, levels) if in_percent else levels
    shown = [figure for layer in levels.layers for figure in layer.figures]
    scale = ONE if in_percent else reading.scale_of(shown)
    tones = _tones(reading, stack)
    figures = figures_of(stack.layers)
    span = span_text(stack.periods[0], stack.periods[-1], words) if stack.periods else ""
    unit = words.text("percent of the whole") if in_percent else reading.unit_text(scale)
    shares = as_shares(reading, levels).layers
    title = shift_title(reading, shares, of_whole=levels.whole_reported) or plain_title(reading)
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(reading, title, span, unit),
        panels=(_panel(reading, stack, tones, scale, in_percent=in_percent),),
        table=trend_table(reading, stack.layers, scale, "share" if in_percent else "value"),
        source=source_line(reading, shown),
        remark=_remark(reading, stack),
        description=words.text(
            "Stacked chart of {count} parts over {span}. {title}.",
            count=len(stack.layers),
            span=span or words.text("no period"),
            title=title.rstrip(".。"),
        ),
        legend=tuple(
            LegendEntry(layer.member, reading.name(layer.member), tones[layer.member])
            for layer in reversed(stack.layers)
        ),
        figures=figures,
        names=reading.names(layer.member for layer in stack.layers),
        drill=data.drillable,
    )


def _tones(reading: Reading, stack: Stack) -> dict[str, Tone]:
    tones: dict[str, Tone] = {OTHERS: "context", REST: "muted", reading.focus: "accent"}
    free = [layer.member for layer in stack.layers if layer.member not in tones]
    # The accent is close to the first colour of the series.
    colours = SERIES[1:] if reading.focus else SERIES
    for place, code in enumerate(free):
        tones[code] = colours[place % len(colours)]
    return tones


def _panel(
    reading: Reading, stack: Stack, tones: dict[str, Tone], scale: Scale, *, in_percent: bool
) -> Panel:
    lows = [0.0] * len(stack.periods)
    marks: list[Mark] = []
    as_bars = len(stack.periods) <= BARS
    for layer in stack.layers:
        heights = layer.plotted(scale.factor)
        highs = [
            low if math.isnan(height) else low + height for low, height in zip(lows, heights, strict=True)
        ]
        tone = tones[layer.member]
        if as_bars:
            marks += _bars(layer, lows, highs, tone)
        else:
            marks.append(_area(reading, layer, stack.periods, lows, highs, tone))
        lows = highs
    suffix = "%" if in_percent else reading.suffix(scale)
    names = tuple(period_text(period, reading.words) for period in stack.periods)
    x = times(stack.periods)
    time = time_axis(x)
    return Panel(
        id="composition",
        x=Axis(scale="category", categories=names, keys=stack.periods, grid=False) if as_bars else time,
        y=Axis(suffix=suffix, zero=True, high=100.0 if in_percent else None, low=0.0),
        marks=tuple(marks),
    )


def _bars(layer: Series, lows: Sequence[float], highs: Sequence[float], tone: Tone) -> list[Bar]:
    return [
        Bar(
            id=layer.member,
            at=place,
            start=lows[place],
            end=highs[place],
            tone=tone,
            figure=layer.keys[place],
            upright=True,
            hatched=figure.qualifier != "=",
        )
        for place, figure in enumerate(layer.figures)
        if figure.value is not None
    ]


def _area(
    reading: Reading,
    layer: Series,
    periods: Sequence[str],
    lows: Sequence[float],
    highs: Sequence[float],
    tone: Tone,
) -> Area:
    known = [figure.value is not None for figure in layer.figures]
    return Area(
        id=layer.member,
        x=times(periods),
        low=tuple(low if there else math.nan for low, there in zip(lows, known, strict=True)),
        high=tuple(high if there else math.nan for high, there in zip(highs, known, strict=True)),
        tone=tone,
        label=reading.name(layer.member),
        figures=layer.keys,
    )


def _remark(reading: Reading, stack: Stack) -> str:
    words, parts = reading.words, []
    if stack.left_out:
        parts.append(
            words.text(
                "periods left out: {count}; not every part has a figure there and no whole is reported",
                count=len(stack.left_out),
            )
        )
    if not stack.whole_reported and stack.periods:
        parts.append(words.text("percent of the sum of the parts: no whole is reported"))
    if any(
        figure.value is None
        for layer in stack.layers
        if layer.member not in (OTHERS, REST)
        for figure in layer.figures
    ):
        parts.append(words.text("parts without a figure lie in 'not allocated'"))
    return remark(reading, [], *parts)


def _merit(shape: Shape) -> float:
    return 0.6 if shape.periods >= 4 and not shape.gappy else 0.4


KIND = Kind(
    id="composition",
    title="Composition",
    question="How did the mix change?",
    icon="chart-donut",
    order=7,
    build=build,
    unfit=without_parts,
    merit=_merit,
    options=(
        MODE,
        MEMBERS,
    ),
    needs=Needs(periods="all", members=2, points=2, dense=True, whole=True),
    prefers=("region", "product", "market"),
    example={
        "breakdown": {"kind": "product", "level": "sector", "parent": "WITS-SECTORS"},
        "chart": "composition",
        "dataflow": "cn-wits-usd-a",
        "flow": "export",
    },
)
