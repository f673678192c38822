"""How dependent? The cumulative shares of the largest members, and the Herfindahl-Hirschman index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.captions import derived_note, remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.grammar import spoken
from app.charts.kind import Kind
from app.charts.needs import Needs
from app.charts.observations import Observation
from app.charts.order import positive
from app.charts.ranking_title import plain_title
from app.charts.reading import Reading
from app.charts.reasons import without_parts
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Column, Line, Mark, Panel, Point, Row, Rule, Table
from app.charts.tables import level_column, source_short
from app.charts.titles import (
    activity,
    among_text,
    cardinal,
    head_text,
    members_text,
    percent_text,
    sentence,
    subject,
    sum_of_members,
    whole_head,
)
from app.model.arithmetic import herfindahl, share, surely_above, total
from app.model.figure import Figure
from app.model.numbers import amount
from app.model.units import ONE
from app.model.words import Words

_LABELLED = 12
_TOP = 108.0
"""Percent at the top of the plot: names of the last members stand above the curve."""
_MARKED = 60
"""Members with a dot of their own; the curve goes on without dots."""


@dataclass(frozen=True, slots=True)
class _Step:
    row: Observation
    share: Figure
    cumulative: Figure

    @property
    def key(self) -> str:
        return f"cumulative|{self.row.member}"


def build(data: ChartData, words: Words) -> ChartSpec:
    """Add up the members from the largest down, in percent of the whole or of their sum."""
    reading = Reading(data, words)
    base = _base(reading)
    steps = _steps(reading, base)
    figures = {step.key: step.cumulative for step in steps}
    reported = base is not None and base.status == "reported"
    title = _title(reading, steps, of_whole=reported) or plain_title(reading, len(steps))
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(
            reading,
            title,
            words.text("cumulative percent of the whole"),
            _index_text(reading, steps),
        ),
        panels=(_panel(reading, steps),),
        table=_table(reading, steps),
        source=source_line(reading, [step.row.figure for step in steps]),
        remark=_remark(reading, base),
        description=words.text(
            "Curve of the cumulative shares of {count} members, the largest first. {title}.",
            count=len(steps),
            title=title.rstrip(".。"),
        ),
        figures=figures,
        names=reading.names(step.row.member for step in steps),
        drill=data.drillable,
    )


def _base(reading: Reading) -> Figure | None:
    """What the shares are of: the reported whole, else the sum of the members."""
    whole = reading.whole
    if whole is not None and (whole.value or 0.0) > 0 and whole.figure.unit == reading.unit:
        return whole.figure
    rows = positive(reading.now)
    text = reading.words.text("sum of {count} levels", count=len(rows))
    return total([row.figure for row in rows], text)


def _steps(reading: Reading, base: Figure | None) -> list[_Step]:
    if base is None or reading.relative:
        return []
    words, steps = reading.words, []
    own_text = words.text("share = level / level of the whole")
    sum_text = words.text("sum of the largest levels / level of the whole")
    so_far: Figure | None = None
    for row in positive(reading.now):
        so_far = _added(so_far, row.figure)
        own, cumulative = share(row.figure, base, own_text), share(so_far, base, sum_text)
        if own is not None and cumulative is not None:
            steps.append(_Step(row, own, cumulative))
    return steps


def _added(so_far: Figure | None, level: Figure) -> Figure:
    """The running sum, without its growing list of inputs."""
    if so_far is None:
        return replace(level, status="derived", published="")
    both = total([so_far, level])
    return replace(both, inputs=()) if both else so_far


def _panel(reading: Reading, steps: Sequence[_Step]) -> Panel:
    words, count = reading.words, len(steps)
    x = tuple(float(place) for place in range(count + 1))
    y = (0.0, *(step.cumulative.value or 0.0 for step in steps))
    marks: list[Mark] = []
    if count > 1:
        marks.append(
            Line(id="even", x=(0.0, float(count)), y=(0.0, y[-1]), tone="muted", dashed=True,
                 label=words.text("all equal"), width=1.0)
        )  # fmt: skip
        marks.append(Rule(axis="y", at=50.0, label=words.text("half")))
    if steps:
        marks.append(
            Line(id="curve", x=x, y=y, tone="accent", figures=("", *(step.key for step in steps)), width=2.0)
        )
    for place, step in enumerate(steps[:_MARKED], start=1):
        label = reading.name(step.row.member)
        focus = step.row.member == reading.focus
        marks.append(
            Point(
                id=step.row.member,
                x=float(place),
                y=step.cumulative.value or 0.0,
                tone="accent" if focus or not reading.focus else "context",
                label=label if place <= _LABELLED or focus else "",
                figure=step.key,
                hollow=step.cumulative.qualifier != "=",
                priority=1000 if focus else 100 - place,
            )
        )
    return Panel(
        id="concentration",
        x=Axis(low=0.0, high=float(max(count, 1)), title=words.text("the largest members"), grid=False),
        y=Axis(suffix="%", low=0.0, high=_TOP, zero=True),
        marks=tuple(marks),
    )


def _index_text(reading: Reading, steps: Sequence[_Step]) -> str:
    """The Herfindahl-Hirschman index of the shares, on the scale from 0 to 10,000."""
    if len(steps) < 2:
        return ""
    index = herfindahl([step.share.value or 0.0 for step in steps])
    return reading.words.text("HHI {index} of 10,000", index=amount(index, ONE, digits=6, rounding=10.0))


def _table(reading: Reading, steps: Sequence[_Step]) -> Table:
    words = reading.words
    columns = (
        Column("rank", "#", numeric=True),
        Column("name", head_text(reading)),
        level_column(reading),
        Column("share", words.text("Share of {whole}", whole=whole_head(reading)), "%", numeric=True),
        Column("cumulative", words.text("Cumulative share"), "%", numeric=True),
        Column("source", words.text("Source")),
    )
    rows = (
        Row(
            step.row.member,
            (
                str(place), reading.name(step.row.member), step.row.figure, step.share, step.cumulative,
                source_short(reading, step.row),
            ),
        )
        for place, step in enumerate(steps, start=1)
    )  # fmt: skip
    return Table(columns=columns, rows=tuple(rows))


def _remark(reading: Reading, base: Figure | None) -> str:
    words, parts = reading.words, []
    if base is not None and base.status == "derived":
        parts.append(words.text("percent of the sum of the members: no whole is reported"))
    parts.append(words.text("HHI: the sum of the squared shares; above 2,500 counts as highly concentrated"))
    return remark(reading, reading.now, *parts, derived=derived_note(reading, reading.now))


def _of_their_sum(reading: Reading, count: int, known: int, percent: str) -> str:
    """The same where no whole is reported: of what the members with figures make together."""
    words = reading.words
    values = {
        "count": cardinal(count, words),
        "members": among_text(reading, known),
        "percent": percent,
    }
    if reading.breakdown.kind == "region":
        return words.text(
            "{count} of {members} make up {percent} of their {activity}", activity=activity(reading), **values
        )
    return words.text(
        "{subject}: {count} of {members} make up {percent} of their sum", subject=subject(reading), **values
    )


def _title(reading: Reading, steps: Sequence[_Step], *, of_whole: bool) -> str:
    """How few members surely make up half."""
    words, half = reading.words, Figure(50.0, "percent")
    for count, step in enumerate(steps, start=1):
        if count < len(steps) and surely_above(step.cumulative, half):
            following = steps[count]
            if step.cumulative.qualifier != "=" or not surely_above(step.row.figure, following.row.figure):
                return ""
            values = {
                "members": members_text(reading, len(reading.now)),
                "percent": percent_text(step.cumulative, words, 0),
                "subject": subject(reading) if of_whole else sum_of_members(reading, len(steps)),
            }
            if count == 1:
                name = spoken(reading, step.row.member)
                return words.text("{name} alone makes up {percent} of {subject}", name=name, **values)
            if not of_whole:
                return sentence(_of_their_sum(reading, count, len(steps), values["percent"]))
            claim = words.text(
                "{count} of {members} make up {percent} of {subject}", count=cardinal(count, words), **values
            )
            return sentence(claim)
    return ""


def _merit(shape: Shape) -> float:
    return 0.5 if shape.members >= 8 else 0.3


KIND = Kind(
    id="concentration",
    title="Concentration",
    question="How dependent?",
    icon="chart-line-up",
    order=12,
    build=build,
    needs=Needs(members=3, of_all=True),
    unfit=without_parts,
    merit=_merit,
    example={
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
        "chart": "concentration",
        "period": "2025",
    },
)
