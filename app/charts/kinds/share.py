"""What is it made of? A treemap whose tiles fill the whole, with what is not allocated to any part."""

from __future__ import annotations

import math

from app.charts.captions import derived_note, remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.grammar import spoken
from app.charts.kind import Kind
from app.charts.labels import amount_text, level_text
from app.charts.needs import Needs
from app.charts.observations import Observation
from app.charts.options import members_option
from app.charts.order import cut, positive
from app.charts.ranking_title import plain_title
from app.charts.reading import OTHERS, REST, Reading
from app.charts.reasons import without_parts
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Leaf, Panel, Tree
from app.charts.tables import (
    figures_behind,
    growth_field,
    level_field,
    name_field,
    rank_field,
    share_field,
    source_field,
    table,
)
from app.charts.titles import joined, percent_text, sentence, subject, whole_label
from app.model.arithmetic import difference, share, surely_above, total
from app.model.figure import Figure
from app.model.numbers import qualifier_sign
from app.model.words import Words

MEMBERS = members_option(60, 10, 20, 60)
_PALEST, _DARKEST = 0.1, 0.55
"""Shades of the smallest and the largest part."""


def build(data: ChartData, words: Words) -> ChartSpec:
    """Draw the parts with a level above zero, the largest first."""
    reading = Reading(data, words)
    parts = positive(reading.now)
    selected = cut(reading, parts, MEMBERS.count(data.selection))
    rows = [*selected.shown, *([selected.others] if selected.others else [])]
    rest = _rest(reading, parts)
    rows += [rest] if rest else []
    figures = figures_behind(rows)
    title = _title(reading, parts) or plain_title(reading, len(parts))
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(reading, title, reading.unit_text(), _ground(reading, rest)),
        panels=(
            Panel(
                id="share",
                x=Axis(scale="none"),
                y=Axis(scale="none"),
                marks=(Tree(leaves=tuple(_leaf(reading, row, rows) for row in rows)),),
            ),
        ),
        table=table(
            rows,
            [rank_field(reading, parts), name_field(reading), level_field(reading), share_field(reading),
             growth_field(reading), source_field(reading)],
        ),
        source=source_line(reading, figures.values()),
        remark=remark(
            reading, reading.now, _negative_note(reading), derived=derived_note(reading, parts)
        ),
        unnamed=words.text("the smallest tiles are not named"),
        description=words.text(
            "Treemap of {count} parts. {title}.", count=len(rows), title=title.rstrip(".。")
        ),
        figures=figures,
        names=reading.names(row.member for row in rows),
        drill=reading.data.drillable,
    )  # fmt: skip


def _rest(reading: Reading, parts: list[Observation]) -> Observation | None:
    """What the whole has beyond its parts, where that is more than rounding."""
    whole = reading.whole
    if whole is None or not parts or whole.figure.unit != reading.unit:
        return None
    together = total([row.figure for row in parts])
    if together is None or whole.value is None:
        return None
    figure = difference(whole.figure, together, reading.words.text("level of the whole − sum of its parts"))
    if figure is None or (figure.value or 0.0) <= 0:
        return None
    if figure.qualifier == "=" and not surely_above(whole.figure, together):
        return None
    first = parts[0]
    return Observation(REST, "", first.flow, first.period, first.order, figure, Figure(None, "percent"))


def _leaf(reading: Reading, row: Observation, rows: list[Observation]) -> Leaf:
    value = row.value or 0.0
    part = _part(reading, row, rows)
    detail = level_text(reading, row.figure)
    if part is not None:
        detail = f"{detail} · {qualifier_sign(part.qualifier)}{percent_text(part, reading.words)}"
    if row.figure.status == "derived" and row.member not in (OTHERS, REST) and _some_reported(rows):
        detail = f"{detail} · {reading.words.text('derived')}"
    return Leaf(
        id=row.member,
        label=reading.name(row.member),
        detail=detail,
        weight=value / reading.scale.factor,
        tone="accent" if row.member == reading.focus else "context",
        figure=row.key,
        heat=_shade(reading, row, rows),
    )


def _shade(reading: Reading, row: Observation, rows: list[Observation]) -> float | None:
    """The larger the darker, up to the middle of the ramp; what is no member stays palest."""
    if row.member in (OTHERS, REST):
        return 0.0
    if reading.focus:
        return None
    largest = max((other.value or 0.0 for other in rows if other.member not in (OTHERS, REST)), default=0.0)
    return _PALEST + (_DARKEST - _PALEST) * math.sqrt((row.value or 0.0) / largest) if largest else None


def _part(reading: Reading, row: Observation, rows: list[Observation]) -> Figure | None:
    """The share of the whole, or of the sum of the parts where the whole is not reported."""
    whole = reading.whole.figure if reading.whole else None
    if whole is None or not whole.value:
        whole = total([other.figure for other in rows])
    return share(row.figure, whole) if whole else None


def _ground(reading: Reading, rest: Observation | None) -> str:
    words, whole = reading.words, reading.whole
    if whole is None or whole.value is None:
        return words.text("shares of the sum of the parts shown")
    amount = f"{whole_label(reading)} {amount_text(reading, whole.figure, digits=4)}"
    if rest is None:
        return amount
    return words.text(
        "{whole}, of which not allocated {rest}", whole=amount, rest=amount_text(reading, rest.figure)
    )


def _some_reported(rows: list[Observation]) -> bool:
    """Whether tiles must say which of them are derived, because not all are."""
    return any(row.figure.status == "reported" for row in rows)


def _negative_note(reading: Reading) -> str:
    below = sum(row.value is not None and row.value <= 0 for row in reading.now)
    if not below:
        return ""
    return reading.words.text("{count} at or below zero are left out", count=below)


def _title(reading: Reading, parts: list[Observation]) -> str:
    """The share of the focus, or how few parts make up half."""
    whole = reading.whole
    if whole is None or not whole.value or reading.relative or reading.flow == "balance":
        return ""
    words = reading.words
    own = next((row for row in parts if row.member == reading.focus), None)
    if own is not None:
        part = share(own.figure, whole.figure)
        if part is not None and part.qualifier == "=":
            values = {
                "name": spoken(reading, own.member),
                "percent": percent_text(part, words),
                "subject": subject(reading),
            }
            if reading.breakdown.kind == "product":
                return words.text("{name}: {percent} of {subject}", **values)
            return words.text("{name} makes up {percent} of {subject}", **values)
    for count in range(1, min(len(parts), 8)):
        together = total([row.figure for row in parts[:count]])
        part = share(together, whole.figure) if together else None
        if (
            part is None
            or part.qualifier != "="
            or not surely_above(parts[count - 1].figure, parts[count].figure)
        ):
            continue
        if surely_above(part, Figure(50.0, "percent")):
            names = joined([spoken(reading, row.member) for row in parts[:count]], words)
            if count == 1:
                return words.text(
                    "{name} alone makes up more than half of {subject}: {percent}",
                    name=names, subject=subject(reading), percent=percent_text(part, words, 0),
                )  # fmt: skip
            return words.text(
                "{names} make up more than half of {subject}: {percent}",
                names=names, subject=subject(reading), percent=percent_text(part, words, 0),
            )  # fmt: skip
    return ""


def _merit(shape: Shape) -> float:
    return 0.75 if shape.members >= 4 else 0.5


KIND = Kind(
    id="share",
    title="Share",
    question="What is it made of?",
    icon="treemap",
    order=3,
    build=build,
    needs=Needs(members=2),
    unfit=without_parts,
    merit=_merit,
    options=(MEMBERS,),
    example={"region": "330000", "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
             "chart": "share", "period": "2025"},
)  # fmt: skip
