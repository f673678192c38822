"""From where to where? Bands from regions to markets, or from sources of imports to buyers of exports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.charts.bands import MEMBERS, Band, Stages, is_group, pair_bands, stages_of, two_sided_bands
from app.charts.captions import remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.claims import histories_carry
from app.charts.coverage import covers
from app.charts.crossing import by_period, pairs_now
from app.charts.grammar import whose
from app.charts.kind import Kind
from app.charts.labels import level_text, money_text
from app.charts.needs import Needs
from app.charts.reading import OTHERS, REST, Reading
from app.charts.reasons import FEWEST_PAIRS, overlapping, without_across
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Column, Mark, Panel, Ribbon, Row, Stage, Table, Tone
from app.charts.tables import level_column
from app.charts.titles import activity, owner, percent_text, sentence
from app.model.arithmetic import certain_rank, share, surely_above, total
from app.model.figure import Figure
from app.model.units import Scale
from app.model.words import Words

_FEWEST = 3
"""Fewer members across are no picture of where trade goes."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Draw the pairs of two dimensions; without a second one, imports in and exports out."""
    reading = Reading(data, words)
    two_sided = by_period(reading)
    bands = two_sided_bands(reading) if two_sided else pair_bands(reading)
    stages = stages_of(bands, reading.words)
    scale = reading.scale_of(figure for column in stages for figure in column.values())
    figures: dict[str, Figure] = {band.id: band.figure for band in bands}
    names = {band.id: f"{_name(reading, band.start)} – {_name(reading, band.end)}" for band in bands}
    for column, found in enumerate(stages):
        figures |= {f"{column}:{code}": figure for code, figure in found.items()}
        names |= {key: _name(reading, code) for code in found for key in (code, f"{column}:{code}")}
    title = _two_sided_title(reading, bands) if two_sided else _pair_title(reading, bands, stages)
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(
            reading,
            title,
            reading.unit_text(scale),
            _sides(reading, two_sided),
            indicator=words.text("Goods imports and exports") if two_sided else "",
        ),
        panels=(_panel(reading, bands, stages, scale),),
        table=_table(reading, bands, scale),
        source=source_line(reading, [band.figure for band in bands]),
        remark=_remark(reading, bands, two_sided),
        description=words.text(
            "Flow diagram of {count} bands. {title}.", count=len(bands), title=title.rstrip(".。")
        ),
        figures=figures,
        names=names,
        drill=data.drillable,
    )


def _name(reading: Reading, code: str) -> str:
    return reading.words.text("others and not allocated") if code == REST else reading.name(code)


def _sides(reading: Reading, two_sided: bool) -> str:
    if not two_sided:
        return ""
    return reading.words.text("left: imports by origin, right: exports by destination")


def _panel(reading: Reading, bands: Sequence[Band], stages: Stages, scale: Scale) -> Panel:
    first = _accented(reading, bands)
    marks: list[Mark] = [
        Stage(
            id=f"{column}:{code}",
            column=column,
            label=_name(reading, code),
            detail=_detail(reading, bands, column, figure, scale),
            weight=(figure.value or 0.0) / scale.factor,
            tone=_tone(reading, [code], first),
            figure=f"{column}:{code}",
            member=code,
        )
        for column, found in enumerate(stages)
        for code, figure in found.items()
    ]
    marks += [
        Ribbon(
            id=_member_of(band, two_sided=len(stages) > 2),
            start=f"{band.column}:{band.start}",
            end=f"{band.column + 1}:{band.end}",
            weight=(band.figure.value or 0.0) / scale.factor,
            tone=_tone(reading, (band.start, band.end), first),
            figure=band.id,
        )
        for band in bands
    ]
    return Panel(id="flow", x=Axis(scale="none"), y=Axis(scale="none"), marks=tuple(marks))


def _member_of(band: Band, *, two_sided: bool) -> str:
    """What is picked with a band: its outer end, or the pair of two dimensions."""
    if not two_sided:
        return band.id
    return band.start if band.column == 0 else band.end


def _accented(reading: Reading, bands: Sequence[Band]) -> frozenset[str]:
    """The focus, or else the stages that the title names."""
    if reading.focus:
        return frozenset({reading.focus})
    named = [band for band in bands if not {OTHERS, REST} & {band.start, band.end}]
    sides = [band for band in named if band.column == 0][:1], [band for band in named if band.column == 1][:1]
    found = {band.start for band in sides[0]} | {band.end for band in sides[1]}
    return frozenset(found)


def _tone(reading: Reading, codes: Iterable[str], accented: frozenset[str]) -> Tone:
    return "accent" if accented.intersection(codes) else "context"


def _detail(reading: Reading, bands: Sequence[Band], column: int, figure: Figure, scale: Scale) -> str:
    """The level of a stage; in the middle of a two-sided flow, what comes in and what goes out."""
    if column != 1 or not any(band.column == 1 for band in bands):
        return level_text(reading, figure, scale)
    sides = [total([band.figure for band in bands if band.column == side]) for side in (0, 1)]
    texts = [level_text(reading, side, scale) if side else "–" for side in sides]
    return reading.words.text("imports {imports}, exports {exports}", imports=texts[0], exports=texts[1])


def _table(reading: Reading, bands: Sequence[Band], scale: Scale) -> Table:
    words = reading.words
    columns = (
        Column("start", words.text("From")),
        Column("end", words.text("To")),
        level_column(reading, scale),
    )
    rows = (
        Row(band.id, (_name(reading, band.start), _name(reading, band.end), band.figure)) for band in bands
    )
    return Table(columns=columns, rows=tuple(rows))


def _remark(reading: Reading, bands: Sequence[Band], two_sided: bool) -> str:
    words, parts = reading.words, []
    if not two_sided:
        every = pairs_now(reading)
        if any(is_group(reading, row) for row in every):
            parts.append(words.text("groups overlap and are left out: their flows must not be added up"))
        parts.append(
            words.text("only pairs with a figure: the width of a stage is their sum, not its whole trade")
        )
        if gaps := sum(row.value is None for row in every):
            parts.append(
                words.text("{gaps} of {count} pairs not in the sources", gaps=gaps, count=len(every))
            )
    elif any(REST in (band.start, band.end) for band in bands):
        parts.append(words.text("others and not allocated: the whole less the members with a figure"))
    else:
        parts.append(words.text("only members with a figure"))
    return remark(reading, [], *parts)


def _two_sided_title(reading: Reading, bands: Sequence[Band]) -> str:
    """The largest buyer and the largest seller, where they are certain."""
    words = reading.words
    sellers = [band for band in bands if band.column == 0 and band.start not in (OTHERS, REST)]
    buyers = [band for band in bands if band.column == 1 and band.end not in (OTHERS, REST)]
    enough = histories_carry(reading, len({row.member for row in reading.rows if row.value is not None}))
    seller = sellers[0].start if enough and _first_is_certain(sellers) else ""
    buyer = buyers[0].end if enough and _first_is_certain(buyers) else ""
    who = whose(reading, owner(reading))
    if not bands:
        return words.text("No figures for this selection")
    if reading.breakdown.kind == "product":
        return _goods_title(reading, who, buyer, seller)
    if buyer and buyer == seller:
        return words.text(
            "{whose} largest buyer and supplier among those shown: {name}",
            name=_name(reading, buyer),
            whose=who,
        )
    if buyer and seller:
        return words.text(
            "{whose} largest buyer among those shown: {buyer}; its largest supplier: {seller}",
            whose=who,
            buyer=_name(reading, buyer),
            seller=_name(reading, seller),
        )
    return words.text("{whose} imports by origin and exports by destination", whose=who)


def _goods_title(reading: Reading, who: str, sold: str, bought: str) -> str:
    words = reading.words
    if sold and bought:
        return words.text(
            "{whose} largest export among those shown: {sold}; its largest import: {bought}",
            whose=who,
            sold=_name(reading, sold),
            bought=_name(reading, bought),
        )
    return words.text("{whose} imports and exports by goods", whose=who)


def _first_is_certain(bands: Sequence[Band]) -> bool:
    if len(bands) < 2 or OTHERS in (bands[0].start, bands[0].end):
        return False
    return all(surely_above(bands[0].figure, band.figure) for band in bands[1:])


def _pair_title(reading: Reading, bands: Sequence[Band], stages: Stages) -> str:
    """The largest single band, with its share of the figures of its start."""
    words = reading.words
    if not bands:
        return words.text("No figures for this selection")
    candidates = [band for band in bands if band.start == reading.focus] or list(bands)
    first, pairs = candidates[0], pairs_now(reading)
    enough = covers(sum(row.value is not None for row in pairs), len(pairs))
    certain = (
        enough
        and OTHERS not in (first.start, first.end)
        and certain_rank(0, [b.figure for b in candidates]) == 1
    )
    if not certain or len(candidates) < 2:
        return words.text("{activity}, pair by pair", activity=sentence(activity(reading)))
    start, end = _name(reading, first.start), _name(reading, first.end)
    part = share(first.figure, stages[0][first.start])
    if first.start == reading.focus and part is not None and part.qualifier == "=":
        return words.text(
            "{end} takes {percent} of {whose} {activity} among those shown",
            percent=percent_text(part, words, 0),
            whose=whose(reading, first.start),
            end=end,
            activity=activity(reading),
        )
    amount = money_text(reading, first.figure)
    return words.text(
        "The largest flow with a figure is between {start} and {end}: {amount}",
        start=start,
        end=end,
        amount=amount,
    )


def _unfit(shape: Shape, words: Words) -> str:
    if shape.across >= _FEWEST and shape.pairs >= FEWEST_PAIRS:
        return ""
    if {"export", "import"} <= shape.flows and shape.members >= 2 and shape.kind in ("market", "product"):
        return "" if shape.summable else overlapping(words)
    return words.text(
        "{reason} Or break one region down by markets that have both exports and imports.",
        reason=without_across(shape, words),
    )


def _merit(shape: Shape) -> float:
    return 0.55 if shape.summable else 0.3


KIND = Kind(
    id="flow",
    title="Flow",
    question="From where to where?",
    icon="flow-arrow",
    order=14,
    build=build,
    unfit=_unfit,
    merit=_merit,
    options=(MEMBERS,),
    needs=Needs(flows=("total", "export", "import"), across=True),
    prefers=("market", "product"),
    example={
        "breakdown": {"kind": "market", "level": "country", "parent": "WORLD"},
        "chart": "flow",
        "dataflow": "cn-customs-cny-a",
        "period": "2025",
    },
)
