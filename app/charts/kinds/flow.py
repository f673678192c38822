"""From regions to markets: a Sankey diagram whose bands are the figures of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.crossing import pairs_now
from app.charts.kind import Kind, Needs, Shape
from app.charts.observations import Observation
from app.charts.reading import OTHERS, Reading
from app.charts.reasons import without_across
from app.charts.spec import Axis, ChartSpec, Column, Mark, Panel, Ribbon, Row, Stage, Table, Tone
from app.charts.titles import activity, percent_text
from app.model.arithmetic import certain_rank, share, total
from app.model.figure import Figure
from app.model.units import Scale
from app.model.words import Words

LEFT = 12
RIGHT = 12


@dataclass(frozen=True, slots=True)
class _Band:
    """A figure from a stage at the left to one at the right."""

    start: str
    end: str
    figure: Figure

    @property
    def id(self) -> str:
        return f"{self.start}|{self.end}"


def build(data: ChartData, words: Words) -> ChartSpec:
    """Join the largest members to the largest of the second dimension."""
    reading = Reading(data, words)
    known = [row for row in pairs_now(reading) if (row.value or 0.0) > 0]
    bands = _bands(reading, known)
    scale = reading.scale_of(band.figure for band in bands)
    left, right = _stages(bands, at_start=True), _stages(bands, at_start=False)
    figures = {band.id: band.figure for band in bands}
    figures |= {f"0:{code}": figure for code, figure in left.items()}
    figures |= {f"1:{code}": figure for code, figure in right.items()}
    names = {f"0:{code}": reading.name(code) for code in left} | {
        f"1:{code}": reading.name(code) for code in right
    }
    names |= {band.id: f"{reading.name(band.start)} – {reading.name(band.end)}" for band in bands}
    title = _title(reading, bands, left)
    return ChartSpec(
        kind=KIND.id,
        title=title,
        subtitle=subtitle(reading, reading.period_text, reading.unit_text(scale)),
        panels=(_panel(reading, bands, left, right, scale),),
        table=_table(reading, bands, scale),
        source=source_line(reading, [row.figure for row in known]),
        remark=_remark(reading, known),
        description=words.text(
            "Flow diagram of {count} pairs from {left} to {right} stages. {title}.",
            count=len(bands),
            left=len(left),
            right=len(right),
            title=title.rstrip(".。"),
        ),
        figures=figures,
        names=names,
        drill=data.drillable,
    )


def _bands(reading: Reading, known: Sequence[Observation]) -> list[_Band]:
    """The pairs, those of the smaller stages added up into 'all others' where they may be."""
    left = _largest(known, LEFT, reading.focus, at_start=True)
    right = _largest(known, RIGHT, "", at_start=False)
    groups: dict[tuple[str, str], list[Figure]] = {}
    for row in known:
        pair = (
            row.member if row.member in left else OTHERS,
            row.across if row.across in right else OTHERS,
        )
        if OTHERS in pair and not reading.data.summable:
            continue
        groups.setdefault(pair, []).append(row.figure)
    text = reading.words.text("sum of the smaller levels")
    bands = []
    for (start, end), figures in groups.items():
        figure = figures[0] if len(figures) == 1 else total(figures, text)
        if figure is not None:
            bands.append(_Band(start, end, figure))
    return sorted(bands, key=lambda band: -(band.figure.value or 0.0))


def _largest(known: Sequence[Observation], limit: int, focus: str, *, at_start: bool) -> set[str]:
    sizes: dict[str, float] = {}
    for row in known:
        code = row.member if at_start else row.across
        sizes[code] = sizes.get(code, 0.0) + (row.value or 0.0)
    ordered = sorted(sizes, key=lambda code: (code != focus, -sizes[code]))
    return set(ordered if len(ordered) <= limit + 1 else ordered[:limit])


def _stages(bands: Sequence[_Band], *, at_start: bool) -> Mapping[str, Figure]:
    """The sum of the bands at each stage, the largest first and the others last."""
    groups: dict[str, list[Figure]] = {}
    for band in bands:
        groups.setdefault(band.start if at_start else band.end, []).append(band.figure)
    sums = {code: total(figures) or Figure(None, "") for code, figures in groups.items()}
    return dict(sorted(sums.items(), key=lambda pair: (pair[0] == OTHERS, -(pair[1].value or 0.0))))


def _panel(
    reading: Reading,
    bands: Sequence[_Band],
    left: Mapping[str, Figure],
    right: Mapping[str, Figure],
    scale: Scale,
) -> Panel:
    marks: list[Mark] = [
        Stage(
            id=f"{column}:{code}",
            column=column,
            label=reading.name(code),
            detail=reading.level_text(figure, scale),
            weight=(figure.value or 0.0) / scale.factor,
            tone=_tone(reading, code),
            figure=f"{column}:{code}",
        )
        for column, stages in enumerate((left, right))
        for code, figure in stages.items()
    ]
    marks += [
        Ribbon(
            id=band.id,
            start=f"0:{band.start}",
            end=f"1:{band.end}",
            weight=(band.figure.value or 0.0) / scale.factor,
            tone=_tone(reading, band.start) if band.start == reading.focus else _tone(reading, band.end),
            figure=band.id,
        )
        for band in bands
    ]
    return Panel(id="flow", x=Axis(scale="none"), y=Axis(scale="none"), marks=tuple(marks))


def _tone(reading: Reading, code: str) -> Tone:
    if code == OTHERS:
        return "muted"
    return "accent" if code and code == reading.focus else "context"


def _table(reading: Reading, bands: Sequence[_Band], scale: Scale) -> Table:
    words = reading.words
    columns = (
        Column("start", words.text("From")),
        Column("end", words.text("To")),
        Column("value", words.text("Value"), reading.unit_text(scale), numeric=True, factor=scale.factor),
    )
    rows = (Row(band.id, (reading.name(band.start), reading.name(band.end), band.figure)) for band in bands)
    return Table(columns=columns, rows=tuple(rows))


def _remark(reading: Reading, known: Sequence[Observation]) -> str:
    words, every = reading.words, pairs_now(reading)
    parts = [words.text("only pairs with a figure: the width of a stage is their sum, not its whole trade")]
    if gaps := len(every) - len(known):
        parts.append(words.text("{gaps} of {count} pairs not in the sources", gaps=gaps, count=len(every)))
    return remark(reading, [], *parts)


def _title(reading: Reading, bands: Sequence[_Band], left: Mapping[str, Figure]) -> str:
    """The largest single flow, with its share of the figures of its start."""
    words = reading.words
    if not bands:
        return words.text("No figures for this selection")
    candidates = [band for band in bands if band.start == reading.focus] or list(bands)
    figures = [band.figure for band in candidates]
    first = candidates[0]
    certain = OTHERS not in (first.start, first.end) and certain_rank(0, figures) == 1
    if certain and len(candidates) > 1 and reading.breakdown.kind == "region":
        values = {
            "start": reading.name(first.start),
            "end": reading.name(first.end),
            "amount": reading.amount_text(first.figure),
            "activity": activity(reading),
        }
        if first.start == reading.focus:
            part = share(first.figure, left[first.start])
            if part is not None and part.qualifier == "=":
                return words.text(
                    "{end} takes {percent} of {start}'s {activity} with the markets shown",
                    percent=percent_text(part, words, 0),
                    **values,
                )
        return words.text("The largest flow is between {start} and {end}: {amount}", **values)
    what = activity(reading)
    return words.text("{activity}, pair by pair", activity=what[:1].upper() + what[1:])


def _unfit(shape: Shape, words: Words) -> str:
    if reason := without_across(shape, words):
        return reason
    if shape.flows and shape.flows <= {"balance"}:
        return words.text("A balance has no parts that add up: choose exports, imports or the total.")
    return ""


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
    needs=Needs(across=True),
)
