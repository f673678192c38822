"""Which months? The years of one monthly history laid over each other, the last one in accent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.flows import flow_text
from app.charts.grammar import whose
from app.charts.kind import Kind
from app.charts.needs import Needs
from app.charts.observations import Observation
from app.charts.options import Option, OptionValue, Unfit
from app.charts.periods import month_name, parsed, span_text
from app.charts.reading import Reading
from app.charts.shape import Shape
from app.charts.spec import Axis, ChartSpec, Column, LegendEntry, Line, Panel, Row, Table, Tone
from app.charts.titles import sentence, subject
from app.model.arithmetic import surely_above
from app.model.figure import Figure
from app.model.selection import Selection
from app.model.units import Scale
from app.model.words import Words


def _has_years(fewer: int) -> Unfit:
    def unfit(shape: Shape, selection: Selection, words: Words) -> str:
        if shape.periods > fewer * 12:
            return ""
        return words.text("There are no more than {count} years of months.", count=fewer)

    return unfit


YEARS = Option(
    "years",
    "Years shown",
    (
        OptionValue("3", "The last {count} years"),
        OptionValue("6", "The last {count} years", _has_years(3)),
        OptionValue("12", "The last {count} years", _has_years(6)),
        OptionValue("40", "The last {count} years", _has_years(12)),
    ),
    lambda selection: "12",
)
"""All but the last two are drawn in grey."""


@dataclass(frozen=True, slots=True)
class _Months:
    """The months of one member: observations by year and month, 1 for January."""

    member: str
    years: Mapping[int, Mapping[int, Observation]]

    def row(self, year: int, month: int) -> Observation | None:
        return self.years.get(year, {}).get(month)

    def full(self, year: int) -> bool:
        months = self.years.get(year, {})
        return len(months) == 12 and all(row.value is not None for row in months.values())


def build(data: ChartData, words: Words) -> ChartSpec:
    """Draw the months of the focus, else of the whole, else of the largest member."""
    reading = Reading(data, words)
    months = _chosen(reading)
    years = sorted(months.years)[-YEARS.count(data.selection) :]
    rows = [row for year in years for row in months.years[year].values()]
    scale = reading.scale_of(row.figure for row in rows)
    title = _title(reading, months, years)
    span = span_text(str(years[0]), str(years[-1]), words) if years else ""
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(reading, title, span, reading.unit_text(scale), _who(reading, months)),
        panels=(_panel(reading, months, years, scale),),
        table=_table(reading, months, years, scale),
        source=source_line(reading, [row.figure for row in rows]),
        remark=remark(reading, [], *_remarks(reading, rows, years)),
        description=words.text(
            "Line chart of months, {count} years laid over each other. {title}.",
            count=len(years),
            title=title.rstrip(".。"),
        ),
        legend=tuple(
            LegendEntry(str(year), str(year), tone)
            for year, tone in _tones(years).items()
            if tone != "context"
        ),
        figures={row.key: row.figure for row in rows},
        names={str(year): str(year) for year in years},
        drill=frozenset(),
    )


def _chosen(reading: Reading) -> _Months:
    """The member whose months are shown."""
    wanted = reading.flow_of_members()
    rows = [row for row in reading.rows if wanted is None or row.flow == wanted]
    focus = [row for row in rows if row.member == reading.focus]
    whole = [row for row in reading.whole_rows if row.flow == reading.flow]
    if focus or whole:
        return _months(focus or whole)
    sizes: dict[str, float] = {}
    for row in rows:
        sizes[row.member] = sizes.get(row.member, 0.0) + abs(row.value or 0.0)
    largest = max(sizes, key=lambda code: sizes[code], default="")
    return _months([row for row in rows if row.member == largest])


def _months(rows: Sequence[Observation]) -> _Months:
    years: dict[int, dict[int, Observation]] = {}
    for row in rows:
        period = parsed(row.period)
        if period is not None and period.frequency == "M" and row.value is not None:
            years.setdefault(period.year, {})[period.last_month % 12 + 1] = row
    return _Months(rows[0].member if rows else "", years)


def _tones(years: Sequence[int]) -> dict[int, Tone]:
    tones: dict[int, Tone] = dict.fromkeys(years, "context")
    for year, tone in zip(reversed(years), ("accent", "series-2"), strict=False):
        tones[year] = "accent" if tone == "accent" else "series-2"
    return tones


def _panel(reading: Reading, months: _Months, years: Sequence[int], scale: Scale) -> Panel:
    tones = _tones(years)
    labelled = {*years[:1], *years[-2:]}
    marks = [_line(months, year, tones[year], scale, labelled=year in labelled) for year in years]
    return Panel(
        id="months",
        x=Axis(
            scale="category",
            categories=tuple(_short(month, reading.words) for month in range(1, 13)),
            grid=False,
        ),
        y=Axis(suffix=reading.suffix(scale)),
        marks=tuple(marks),
    )


def _short(month: int, words: Words) -> str:
    """A month in as few letters as do."""
    name = month_name(month, words)
    return name if words.language == "zh" else name[:3]


def _line(months: _Months, year: int, tone: Tone, scale: Scale, *, labelled: bool) -> Line:
    rows = [months.row(year, month) for month in range(1, 13)]
    return Line(
        id=str(year),
        x=tuple(float(month) for month in range(12)),
        y=tuple(math.nan if row is None or row.value is None else row.value / scale.factor for row in rows),
        tone=tone,
        label=str(year) if labelled else "",
        figures=tuple(row.key if row else "" for row in rows),
        width=1.0 if tone == "context" else 2.5,
        dots=tone == "accent",
        priority=1000 if tone == "accent" else year - 2000,
    )


def _table(reading: Reading, months: _Months, years: Sequence[int], scale: Scale) -> Table:
    columns = [Column("year", reading.words.text("Year"))]
    columns += [
        Column(str(month), _short(month, reading.words), reading.unit_text(scale), True, scale.factor)
        for month in range(1, 13)
    ]
    gap = Figure(None, reading.unit)
    rows = []
    for year in reversed(years):
        found = (months.row(year, month) for month in range(1, 13))
        rows.append(Row(str(year), (str(year), *(row.figure if row else gap for row in found))))
    return Table(columns=tuple(columns), rows=tuple(rows))


def _who(reading: Reading, months: _Months) -> str:
    return reading.name(months.member) if months.member else ""


def _remarks(reading: Reading, rows: Sequence[Observation], years: Sequence[int]) -> list[str]:
    words = reading.words
    missing = len(years) * 12 - len(rows)
    if not missing:
        return []
    return [words.text("{gaps} of {count} months not in the sources", gaps=missing, count=len(years) * 12)]


def _title(reading: Reading, months: _Months, years: Sequence[int]) -> str:
    """The month that was the lowest or the highest most often, where that is most of the full years."""
    words = reading.words
    if not months.years:
        return words.text("No monthly figures for this selection")
    whose = _subject(reading, months)
    full = [year for year in years if months.full(year)]
    low, times_low = _most_often([_extreme(months, year, highest=False) for year in full])
    high, times_high = _most_often([_extreme(months, year, highest=True) for year in full])
    if len(full) >= 4 and max(times_low, times_high) * 2 > len(full):
        values = {"subject": whose, "count": str(len(full))}
        if times_low >= times_high:
            values |= {"month": month_name(low, words), "times": str(times_low)}
            return words.text(
                "{month} was the weakest month of {subject} in {times} of {count} full years", **values
            )
        values |= {"month": month_name(high, words), "times": str(times_high)}
        return words.text(
            "{month} was the strongest month of {subject} in {times} of {count} full years", **values
        )
    return words.text("{subject} month by month", subject=whose)


def _subject(reading: Reading, months: _Months) -> str:
    if any(row.member == months.member for row in reading.rows):
        return subject(reading, months.member)
    if reading.breakdown.kind != "region":
        return subject(reading)
    flow = flow_text(reading.flow, reading.words)
    return reading.words.text("{whose} {activity}", whose=whose(reading, months.member), activity=flow)


def _most_often(found: Sequence[int]) -> tuple[int, int]:
    """The month that occurs most often, and how often; doubtful years count for none."""
    counted = Counter(month for month in found if month)
    return counted.most_common(1)[0] if counted else (0, 0)


def _extreme(months: _Months, year: int, *, highest: bool) -> int:
    """The month that surely was the highest or lowest of a full year; 0 where rounding leaves a doubt."""
    rows = sorted(months.years[year].items(), key=lambda pair: pair[1].value or 0.0, reverse=highest)
    (month, best), (_, second) = rows[0], rows[1]
    pair = (best.figure, second.figure) if highest else (second.figure, best.figure)
    return month if surely_above(*pair) else 0


def _unfit(shape: Shape, words: Words) -> str:
    if shape.frequency != "M":
        return words.text(
            "Seasons need monthly figures: choose a monthly dataflow, such as China's customs figures by "
            "month."
        )
    if shape.periods < 13:
        return words.text("Seasons need more than a year of months: choose a longer dataflow.")
    return ""


def _merit(shape: Shape) -> float:
    return 0.65 if shape.periods >= 36 else 0.4


KIND = Kind(
    id="seasonality",
    title="Seasonality",
    question="Which months?",
    icon="calendar-blank",
    order=11,
    build=build,
    unfit=_unfit,
    merit=_merit,
    options=(YEARS,),
    needs=Needs(periods="all", members=1),
    example={
        "chart": "seasonality",
        "dataflow": "cn-customs-usd-m",
        "flow": "export",
        "breakdown": {"kind": "market", "level": "group", "parent": "WORLD"},
        "focus": "",
    },
)
