"""Who is big, who is fast? Bubbles by level and growth, cut into quadrants."""

from __future__ import annotations

from dataclasses import replace

from app.charts.axes import growth_range, steady
from app.charts.captions import apart_note, remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.claims import growth_carries
from app.charts.grammar import spoken
from app.charts.kind import Kind
from app.charts.labels import growth_label
from app.charts.observations import Observation
from app.charts.options import LINEAR, LOGARITHMIC, Option, first_of, members_option
from app.charts.order import positive
from app.charts.ranking_title import plain_title
from app.charts.reading import Reading
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Mark, Panel, Point, Rule, Text, Tone
from app.charts.tables import (
    contribution_field,
    figures_behind,
    growth_field,
    level_field,
    name_field,
    source_field,
    table,
)
from app.charts.titles import among_text, cardinal, joined, sentence, subject, whole_label, whole_name
from app.model.arithmetic import median, surely_above
from app.model.words import Words

MEMBERS = members_option(400, 10, 20, 40, 400)
SIZES = Option("scale", "Axis of sizes", (LOGARITHMIC, LINEAR), first_of(LOGARITHMIC))
_NAMED = 3
_FIRST = ((40, 10), (20, 5), (0, 3))
"""How many of the largest a title speaks of, by how many there are at the least."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Place every member that has a level above zero and a growth rate."""
    reading = Reading(data, words)
    placed = [row for row in positive(reading.now) if row.percent is not None]
    shown = placed[: MEMBERS.count(data.selection)]
    figures = figures_behind(shown, growth=True)
    overlap = any(row.member in data.apart for row in shown)
    claim = _title(reading, shown) if not overlap and growth_carries(reading, placed) else ""
    title = claim or plain_title(reading, len(placed))
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(reading, title, _unit(reading),
            _rules_note(reading, shown),
        ),
        panels=(_panel(reading, shown),),
        table=table(
            shown,
            [name_field(reading), level_field(reading), growth_field(reading), contribution_field(reading),
             source_field(reading)],
        ),
        source=source_line(reading, figures.values()),
        remark=_remark(reading, placed, shown),
        description=words.text(
            "Bubble chart of {count} members by size and growth. {title}.",
            count=len(shown), title=title.rstrip(".。"),
        ),
        figures=figures,
        names=reading.names(row.member for row in shown),
        drill=reading.data.drillable,
    )  # fmt: skip


def _logarithmic(reading: Reading) -> bool:
    return SIZES.value(reading.data.selection) == LOGARITHMIC.key


def _unit(reading: Reading) -> str:
    words, unit = reading.words, reading.unit_text()
    if _logarithmic(reading):
        return words.text("{unit} (logarithmic) and growth on the year before", unit=unit)
    return words.text("{unit} and growth on the year before", unit=unit)


def _panel(reading: Reading, rows: list[Observation]) -> Panel:
    words, scale = reading.words, reading.scale
    percents = [row.percent for row in rows if row.percent is not None]
    percents = reading.growths_in_view(percents)
    low, high = growth_range(percents)
    extent = reading.data.extent.sizes()
    largest = max([*extent, *(row.value or 0.0 for row in rows)], default=1.0)
    sizes = [(row.value or 0.0) / scale.factor for row in rows]
    marks: list[Mark] = []
    if rows:
        marks += [
            Rule(axis="x", at=median(sizes), label=words.text("median")),
            Rule(axis="y", at=_middle_growth(reading, rows), label=_middle_name(reading)),
        ]
    marks += [_bubble(reading, row, place, (low, high), largest) for place, row in enumerate(rows)]
    return Panel(
        id="growth-size",
        x=_size_axis(reading, [*sizes, *(size / scale.factor for size in extent)]),
        y=Axis(suffix="%", signed=True, low=low, high=high, title=words.text("growth on the year before")),
        marks=tuple(marks),
    )  # fmt: skip


def _size_axis(reading: Reading, sizes: list[float]) -> Axis:
    axis = Axis(suffix=reading.suffix(), title=reading.unit_text(), zero=True)
    if not sizes or not _logarithmic(reading):
        return steady(axis, reading.data.extent.sizes(), reading.scale)
    return replace(axis, scale="log", zero=False, low=min(sizes) / 1.6, high=max(sizes) * 1.6)


def _bubble(
    reading: Reading, row: Observation, place: int, limits: tuple[float, float], largest: float
) -> Point | Text:
    value, percent = row.value or 0.0, row.percent or 0.0
    low, high = limits
    if not low <= percent <= high:
        arrow = "▴" if percent > high else "▾"
        return Text(
            id=row.member, x=value / reading.scale.factor, y=high if percent > high else low,
            text=f"{reading.name(row.member)} {growth_label(row.growth)} {arrow}",
            tone=_tone(reading, row), anchor="middle", priority=900,
        )  # fmt: skip
    return Point(
        id=row.member,
        x=value / reading.scale.factor,
        y=percent,
        tone=_tone(reading, row),
        label=reading.name(row.member),
        figure=row.growth_key,
        weight=value / largest,
        hollow=row.figure.qualifier != "=" or row.growth.qualifier != "=" or row.growth.status == "derived",
        priority=1000 if row.member == reading.focus else max(0, 500 - place),
    )


def _tone(reading: Reading, row: Observation) -> Tone:
    if row.member == reading.focus:
        return "accent"
    return "negative" if (row.percent or 0.0) < 0 else "context"


def _middle_growth(reading: Reading, rows: list[Observation]) -> float:
    """The growth of the whole where it is known, else the median of the members."""
    if reading.whole is not None and reading.whole.percent is not None:
        return reading.whole.percent
    return median([row.percent for row in rows if row.percent is not None])


def _middle_name(reading: Reading) -> str:
    whole = reading.whole
    if whole is not None and whole.percent is not None:
        return f"{whole_label(reading)} {growth_label(whole.growth)}"
    return reading.words.text("median")


def _rules_note(reading: Reading, rows: list[Observation]) -> str:
    words = reading.words
    if not rows:
        return ""
    if reading.whole is not None and reading.whole.percent is not None:
        return words.text("dashed: median size, growth of {whole}", whole=whole_name(reading))
    return words.text("dashed: medians")


def _remark(reading: Reading, placed: list[Observation], shown: list[Observation]) -> str:
    words, count = reading.words, len(reading.now)
    below = sum(row.value is not None and row.value <= 0 for row in reading.now)
    parts = []
    if len(shown) < len(placed):
        parts.append(words.text("the {shown} largest of {count}", shown=len(shown), count=len(placed)))
    if missing := count - len(placed) - below:
        parts.append(
            words.text(
                "{missing} of {count} not shown: no level or no growth figure", missing=missing, count=count
            )
        )
    if below:
        parts.append(words.text("{count} at or below zero are left out", count=below))
    if any(row.growth.status == "derived" for row in shown):
        parts.append(words.text("hollow: growth derived from two levels"))
    return remark(reading, [], apart_note(reading), *parts)


def _title(reading: Reading, rows: list[Observation]) -> str:
    """Where the focus stands, or which large members also grew faster than the whole."""
    words, whole = reading.words, reading.whole
    own = next((row for row in rows if row.member == reading.focus), None)
    if whole is None or whole.percent is None or len(rows) < 3:
        return ""
    faster = [row for row in rows if surely_above(row.growth, whole.growth)]
    if own is not None and own in faster:
        larger = [row for row in faster if surely_above(row.figure, own.figure)]
        certain = all(
            surely_above(row.figure, own.figure) or surely_above(own.figure, row.figure)
            for row in faster if row is not own
        )  # fmt: skip
        if certain and not larger and len(faster) > 1:
            return words.text(
                "{subject} is the largest of those shown that grew faster than {whole}",
                subject=subject(reading, own.member), whole=whole_name(reading),
            )  # fmt: skip
    if own is not None and surely_above(whole.growth, own.growth) and len(faster) > 1:
        return words.text(
            "{count} of {members} grew faster than {whole}; {name} did not",
            count=len(faster), members=among_text(reading, len(rows)), whole=whole_name(reading),
            name=spoken(reading, own.member),
        )  # fmt: skip
    return _large_and_fast(reading, rows, faster)


def _large_and_fast(reading: Reading, rows: list[Observation], faster: list[Observation]) -> str:
    words, size = reading.words, next(size for least, size in _FIRST if len(rows) >= least)
    certain = len(rows) > size and surely_above(rows[size - 1].figure, rows[size].figure)
    leaders = [row for row in rows[:size] if row in faster]
    if not certain or not leaders:
        return ""
    whole = whole_name(reading)
    if len(leaders) == size:
        return words.text(
            "The {size} largest shown all grew faster than {whole}", size=cardinal(size, words), whole=whole
        )
    own = next((row for row in leaders if row.member == reading.focus), None)
    if own is not None and len(leaders) > 1:
        return words.text(
            "{name} is one of {count} among the {size} largest shown that grew faster than {whole}",
            name=spoken(reading, own.member),
            count=cardinal(len(leaders), words),
            size=cardinal(size, words),
            whole=whole,
        )
    if len(leaders) > _NAMED:
        return words.text(
            "{count} of the {size} largest shown grew faster than {whole}",
            count=len(leaders),
            size=size,
            whole=whole,
        )
    names = joined([spoken(reading, row.member) for row in leaders], words)
    return words.text(
        "Of the {size} largest shown, {names} grew faster than {whole}", size=size, names=names, whole=whole
    )


def _unfit(shape: Shape, words: Words) -> str:
    if shape.members_with_growth < 3 or shape.members < 3:
        return words.text(
            "Size against growth needs three or more members with a level and a growth rate: choose a "
            "period after the first, or a dataflow that reports growth."
        )
    return ""


def _merit(shape: Shape) -> float:
    return 0.7 if min(shape.members, shape.members_with_growth) >= 8 else 0.45


KIND = Kind(
    id="growth-size",
    title="Growth–size",
    question="Who is big, who is fast?",
    icon="chart-scatter",
    order=4,
    build=build,
    unfit=_unfit,
    merit=_merit,
    options=(SIZES, MEMBERS,),
    example={"region": "330000", "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
             "chart": "growth-size", "period": "2025"},
)  # fmt: skip
