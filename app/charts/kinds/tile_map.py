"""Where? The provinces as equal tiles, roughly in their places, shaded by level or by growth."""

from __future__ import annotations

import math
from dataclasses import replace

from app.charts.captions import remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.kind import Kind
from app.charts.labels import amount_text, gap_text, growth_label, level_text
from app.charts.observations import Observation
from app.charts.options import GROWTH, LEVELS, Option, value_or_growth
from app.charts.order import by_level
from app.charts.ranking_title import growth_title, level_title, ranks_behind
from app.charts.reading import Reading
from app.charts.shape import Shape
from app.charts.spec import Axis, Cell, ChartSpec, Panel, Ramp
from app.charts.tables import (
    contribution_field,
    growth_field,
    level_field,
    name_field,
    rank_field,
    share_field,
    source_field,
    table,
)
from app.charts.titles import sentence
from app.model.figure import Figure
from app.model.words import Words

HEAT = Option("heat", "Shade by", (LEVELS, GROWTH), value_or_growth)
_FULL_HEAT = 20.0
"""Growth, in percent, at which the diverging ramp is at its end."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Shade each province by its level, or by its growth with the option heat=growth."""
    reading = Reading(data, words)
    rows = [row for row in by_level(reading.now) if _tile(reading, row)]
    by_growth = _heats_growth(reading)
    figures = {_key(row, by_growth): _shown(row, by_growth) for row in rows}
    title = growth_title(reading) if by_growth else level_title(reading)
    fields = [
        rank_field(reading, rows), name_field(reading), level_field(reading), growth_field(reading),
        share_field(reading), contribution_field(reading), source_field(reading),
    ]  # fmt: skip
    unit = words.text("growth on the year before, percent") if by_growth else reading.unit_text()
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(reading, title, unit, words.text("equal tiles, roughly in place")),
        panels=(
            Panel(
                id="tiles",
                x=Axis(scale="none"),
                y=Axis(scale="none"),
                marks=tuple(_cells(reading, rows, by_growth)),
            ),
        ),
        table=table(rows, fields),
        source=source_line(reading, [*figures.values(), *([] if by_growth else ranks_behind(reading))]),
        remark=_remark(reading, rows, by_growth),
        description=words.text(
            "Tile map of {count} provinces. {title}.", count=len(rows), title=title.rstrip(".。")
        ),
        ramp=_ramp(reading, rows, by_growth),
        figures=figures,
        names=reading.names(row.member for row in rows),
        drill=reading.data.drillable,
    )


def _heats_growth(reading: Reading) -> bool:
    return HEAT.value(reading.data.selection) == GROWTH.key and not reading.relative


def _tile(reading: Reading, row: Observation) -> tuple[int, int] | None:
    member = reading.data.members.get(row.member)
    return member.tile if member else None


def _shown(row: Observation, by_growth: bool) -> Figure:
    return row.growth if by_growth else row.figure


def _key(row: Observation, by_growth: bool) -> str:
    return row.growth_key if by_growth else row.key


def _cells(reading: Reading, rows: list[Observation], by_growth: bool) -> list[Cell]:
    ends = _ends(reading, rows)
    cells = []
    for row in rows:
        column, line = _tile(reading, row) or (0, 0)
        cell = Cell(
            id=row.member, column=column, row=line, text=reading.name(row.member),
            strong=row.member == reading.focus, figure=_key(row, by_growth),
        )  # fmt: skip
        if by_growth:
            cells.append(_growth_cell(reading, row, cell))
        else:
            detail = level_text(reading, row.figure) or gap_text(reading, row)
            heat = None if row.value is None else _heat(row.value, ends)
            cells.append(replace(cell, detail=detail, heat=heat, diverging=ends[0] < 0))
    return cells


def _ends(reading: Reading, rows: list[Observation]) -> tuple[float, float]:
    """The levels at the ends of the ramp: from nothing to the largest, to both sides where some are below."""
    known = [row.value for row in rows if row.value is not None]
    known += reading.data.extent.levels
    largest = max(map(abs, known), default=0.0)
    return (-largest if min(known, default=0.0) < 0 else 0.0, largest)


def _heat(value: float, ends: tuple[float, float]) -> float:
    """The place of a level on the ramp, by its root: the largest would leave all others pale."""
    return math.copysign(math.sqrt(abs(value) / ends[1]), value) if ends[1] else 0.0


def _growth_cell(reading: Reading, row: Observation, cell: Cell) -> Cell:
    if row.percent is None:
        return replace(cell, detail=reading.words.text("not in the sources"), diverging=True)
    heat = max(-1.0, min(1.0, row.percent / _FULL_HEAT))
    star = "*" if row.growth.status == "derived" else ""
    return replace(cell, detail=f"{growth_label(row.growth)}{star}", heat=heat, diverging=True)


def _remark(reading: Reading, rows: list[Observation], by_growth: bool) -> str:
    words = reading.words
    if not by_growth:
        return remark(reading, rows)
    parts = []
    if gaps := sum(row.percent is None for row in rows):
        parts.append(words.text("{gaps} of {count} without a growth figure", gaps=gaps, count=len(rows)))
    if any(row.growth.status == "derived" for row in rows):
        parts.append(words.text("* derived from two levels"))
    return remark(reading, [], *parts)


def _ramp(reading: Reading, rows: list[Observation], by_growth: bool) -> Ramp:
    if by_growth:
        return Ramp(low="≤ −20%", middle="0", high="≥ +20%", diverging=True)
    low, high = _ends(reading, rows)
    most = _amount(reading, high)
    if low < 0:
        return Ramp(low=f"−{most}", middle="0", high=most, diverging=True)
    return Ramp(low="0", middle=_amount(reading, high / 4), high=most)


def _amount(reading: Reading, value: float) -> str:
    """A level on the ramp; at its middle stands a quarter of the largest."""
    return amount_text(reading, Figure(value, reading.unit), 2)


def _unfit(shape: Shape, words: Words) -> str:
    if shape.kind != "region" or shape.level != "province":
        return words.text("The tile map shows provinces: choose China and its provinces as the breakdown.")
    if not shape.members and not shape.members_with_growth:
        return words.text("No province has a figure in the period: choose another period or dataflow.")
    return ""


def _merit(shape: Shape) -> float:
    return 0.65 if shape.members >= 15 else 0.3


KIND = Kind(
    id="tile-map",
    title="Tile map",
    question="Where?",
    icon="squares-four",
    order=6,
    build=build,
    shows_growth=True,
    unfit=_unfit,
    merit=_merit,
    options=(HEAT,),
    example={"region": "330000", "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
             "chart": "tile-map", "period": "2025", "options": {"heat": "growth"}},
)  # fmt: skip
