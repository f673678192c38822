"""Who made the growth? A waterfall in percentage points, with the members that make half of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.axes import category_axis, steady
from app.charts.captions import remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.contribution_title import contribution_title, half_count
from app.charts.increments import Increment, increments, remainder, whole_of
from app.charts.kind import Kind
from app.charts.needs import Needs
from app.charts.observations import Observation
from app.charts.options import members_option
from app.charts.ranking_title import plain_title
from app.charts.reading import OTHERS, REST, Reading
from app.charts.reasons import without_parts
from app.charts.shape import Shape
from app.charts.spec import Axis, Bar, ChartSpec, Column, Mark, Panel, Row, Rule, Table, Tone
from app.charts.tables import level_column, source_short
from app.charts.titles import head_text, sentence, whole_label
from app.model.arithmetic import total
from app.model.figure import Figure
from app.model.numbers import amount
from app.model.units import ONE
from app.model.words import Words

MEMBERS = members_option(40, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class _Step:
    """A bar of the waterfall."""

    member: str
    points: Figure
    start: float
    end: float

    @property
    def key(self) -> str:
        return f"contribution|{self.member}"


def build(data: ChartData, words: Words) -> ChartSpec:
    """Step from zero to the growth of the whole, the largest contributions first."""
    reading = Reading(data, words)
    whole = whole_of(reading)
    found = increments(reading, whole) if whole else []
    steps = _steps(reading, found, whole)
    half = half_count(found, whole) if whole else 0
    figures = {step.key: step.points for step in steps}
    title = contribution_title(reading, found, whole) or plain_title(reading)
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(
            reading,
            title,
            words.text("contribution to growth, percentage points"),
            words.text("derived"),
        ),
        panels=(_panel(reading, steps, whole, half),),
        table=_table(reading, steps, found),
        source=source_line(reading, [part.points for part in found]),
        remark=_remark(reading, found, whole),
        description=words.text(
            "Waterfall chart of {count} contributions. {title}.", count=len(steps), title=title.rstrip(".。")
        ),
        figures=figures,
        names=reading.names(step.member for step in steps),
        drill=data.drillable,
    )


def _steps(reading: Reading, found: Sequence[Increment], whole: Observation | None) -> list[_Step]:
    limit, smaller = (
        MEMBERS.count(reading.data.selection),
        reading.words.text("sum of the smaller contributions"),
    )
    parts = [(part.row.member, part.points) for part in found[:limit]]
    if tail := total([part.points for part in found[limit:]], smaller):
        parts.append((OTHERS, tail))
    if whole is not None and (rest := remainder(reading, found, whole)):
        parts.append((REST, rest))
    steps, at = [], 0.0
    for member, points in parts:
        end = at + (points.value or 0.0)
        steps.append(_Step(member, points, at, end))
        at = end
    if whole is not None and whole.percent is not None and steps:
        points = replace(whole.growth, unit="percentage point")
        steps.append(_Step(whole.member, points, 0.0, whole.percent))
    return steps


def _panel(reading: Reading, steps: Sequence[_Step], whole: Observation | None, half: int) -> Panel:
    words = reading.words
    first = {step.member for step in steps[:half]}
    marks: list[Mark] = [_bar(reading, step, place, first, whole) for place, step in enumerate(steps)]
    if whole is not None and whole.percent and half:
        label = words.text("half of the growth") if whole.percent > 0 else words.text("half of the decline")
        marks.insert(0, Rule(axis="x", at=whole.percent / 2, label=label))
    names = [reading.name(step.member) for step in steps]
    if whole is not None and steps and steps[-1].member == whole.member:
        names[-1] = whole_label(reading)
    rows = category_axis(reading, [step.member for step in steps], names)
    if steps and whole is not None:
        rows = replace(rows, strong=rows.strong | {len(steps) - 1})
    points = Axis(suffix=words.text("pp"), zero=True, signed=True, side="far")
    return Panel(
        id="contribution",
        x=steady(points, reading.data.extent.turns),
        y=rows,
        marks=tuple(marks),
    )


def _bar(reading: Reading, step: _Step, place: int, first: set[str], whole: Observation | None) -> Bar:
    return Bar(
        id=step.member,
        at=place,
        start=step.start,
        end=step.end,
        tone=_tone(reading, step, first, whole),
        label=points_text(step.points),
        figure=step.key,
        hatched=step.member == REST or step.points.qualifier != "=",
    )


def _tone(reading: Reading, step: _Step, first: set[str], whole: Observation | None) -> Tone:
    if whole is not None and step.member == whole.member:
        return "text"
    if step.member == REST:
        return "muted"
    if step.member == reading.focus:
        return "accent"
    if (step.points.value or 0.0) < 0:
        return "negative"
    return "accent" if not reading.focus and step.member in first else "context"


def points_text(figure: Figure) -> str:
    """Percentage points with their sign, all to the hundredth: '+0.65'; what rounds to nothing has none."""
    value = figure.value or 0.0
    text = amount(abs(value), ONE, digits=None, rounding=max(figure.rounding, 0.01))
    if not text.strip("0."):
        return text
    return f"{'−' if value < 0 else '+'}{text}"


def _table(reading: Reading, steps: Sequence[_Step], found: Sequence[Increment]) -> Table:
    words, scale = reading.words, reading.scale
    parts = {part.row.member: part for part in found}
    gap = Figure(None, "")
    columns = (
        Column("name", head_text(reading)),
        Column("contribution", words.text("Contribution"), words.text("pp"), numeric=True),
        Column("increment", words.text("Increment"), reading.unit_text(), numeric=True, factor=scale.factor),
        level_column(reading),
        Column("growth", words.text("Growth"), "%", numeric=True),
        Column("source", words.text("Source")),
    )
    rows = []
    for step in steps:
        part = parts.get(step.member)
        cells: tuple[str | Figure, ...] = (reading.name(step.member), step.points, gap, gap, gap, "")
        if part is not None:
            cells = (
                reading.name(step.member), step.points, part.amount, part.row.figure, part.row.growth,
                source_short(reading, part.row),
            )  # fmt: skip
        rows.append(Row(member=step.member, cells=cells))
    return Table(columns=columns, rows=tuple(rows))


def _remark(reading: Reading, found: Sequence[Increment], whole: Observation | None) -> str:
    words, count = reading.words, len(reading.now)
    parts = []
    if whole is None:
        parts.append(
            words.text("the whole has no level and growth rate, so nothing can be a part of its growth")
        )
    elif whole.figure.status == "derived":
        parts.append(words.text("the whole is the sum of its parts"))
    if missing := count - len(found):
        parts.append(
            words.text(
                "{missing} of {count} without a level or a growth figure: in 'not allocated'",
                missing=missing,
                count=count,
            )
        )
    if found:
        parts.append(words.text("contribution = increment / previous level of the whole"))
    return remark(reading, [], *parts)


def _unfit(shape: Shape, words: Words) -> str:
    if reason := without_parts(shape, words):
        return reason
    if shape.increments < 2:
        return words.text(
            "Contributions need two or more members with a level and a growth rate on one basis: choose a "
            "period whose year before is known."
        )
    return ""


def _merit(shape: Shape) -> float:
    return 0.7 if shape.increments >= 5 else 0.4


KIND = Kind(
    id="contribution",
    title="Contribution",
    question="Who made the growth?",
    icon="chart-bar",
    order=5,
    build=build,
    needs=Needs(whole=True),
    unfit=_unfit,
    merit=_merit,
    options=(MEMBERS,),
    example={
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
        "chart": "contribution",
        "period": "2025",
    },
)
