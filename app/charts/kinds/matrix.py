"""Region by market or by product: a heat map of levels, shares, growth or revealed advantage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.captions import remark, source_line, subtitle
from app.charts.chart_data import ChartData
from app.charts.coverage import covers
from app.charts.crossing import Crossing, by_period, crossed, may_add
from app.charts.kind import Kind
from app.charts.labels import amount_text, growth_label, level_text, money_text
from app.charts.needs import Needs, mostly_gaps
from app.charts.options import GROWTH, LEVELS, Option, OptionValue, members_option
from app.charts.periods import period_text, span_text
from app.charts.ranking_title import plain_title
from app.charts.reading import Reading
from app.charts.reasons import without_across
from app.charts.shape import Shape
from app.charts.spec import Axis, Cell, ChartSpec, Column, Panel, Ramp, Row, Table
from app.charts.titles import activity, among_text, cardinal, percent_text, sentence, subject
from app.model.arithmetic import certain_rank, surely_above
from app.model.figure import Figure
from app.model.numbers import amount
from app.model.selection import Selection
from app.model.units import ONE
from app.model.words import Words


def _usual_heat(selection: Selection) -> str:
    if selection.across is None:
        # Levels hardly change their shade from year to year; growth does.
        return "growth"
    return selection.indicator if selection.indicator in ("share", "growth", "advantage") else "value"


def _needs_sums(shape: Shape, selection: Selection, words: Words) -> str:
    if selection.across is None:
        return words.text("Needs a second dimension: choose the matrix of a region by markets or by goods.")
    if not shape.summable:
        return words.text("Needs members that add up to a whole: choose another breakdown.")
    return ""


HEAT = Option(
    "heat",
    "Shade by",
    (
        LEVELS,
        GROWTH,
        OptionValue("share", "Share of the row", _needs_sums),
        OptionValue("advantage", "Revealed advantage", _needs_sums),
    ),
    _usual_heat,
)
ROWS = members_option(300, 10, 20, 50, 300)
COLUMNS = 240
_FEWEST_PERIODS = 3
_TEXTS = 900
"""More cells than these carry no numbers."""
_FULL_GROWTH = 20.0
_FULL_ADVANTAGE = 4.0


@dataclass(frozen=True, slots=True)
class _Heat:
    """What the cells show."""

    mode: str
    diverging: bool
    low: float
    high: float


def build(data: ChartData, words: Words) -> ChartSpec:
    """Shade each pair; the option heat is value, share, growth or advantage."""
    reading = Reading(data, words)
    grid = crossed(reading, _mode(reading), ROWS.count(data.selection), COLUMNS)
    heat = _heat(grid)
    title = _title(reading, grid)
    names = reading.names([*grid.rows, *grid.columns])
    for row, column in grid.figures:
        names[f"{row}|{column}"] = f"{names[row]} – {names[column]}"
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle(reading, title, _when(reading, grid), _unit(reading, grid)),
        panels=(
            Panel(
                id="matrix",
                x=Axis(
                    scale="category",
                    categories=tuple(code if by_period(reading) else names[code] for code in grid.columns),
                    keys=grid.columns,
                    side="far",
                    grid=False,
                ),
                y=Axis(
                    scale="category",
                    categories=tuple(names[code] for code in grid.rows),
                    keys=grid.rows,
                    strong=frozenset(place for place, code in enumerate(grid.rows) if code == reading.focus),
                    grid=False,
                ),
                marks=tuple(_cells(reading, grid, heat)),
            ),
        ),
        table=_table(reading, grid),
        source=source_line(reading, grid.figures.values()),
        remark=_remark(reading, grid),
        description=words.text(
            "Heat map of {rows} by {columns}. {title}.",
            rows=len(grid.rows),
            columns=len(grid.columns),
            title=title.rstrip(".。"),
        ),
        ramp=_ramp(reading, grid, heat) if any(f.value is not None for f in grid.figures.values()) else None,
        figures={f"{row}|{column}": figure for (row, column), figure in grid.figures.items()},
        names=names,
        drill=data.drillable,
    )


def _when(reading: Reading, grid: Crossing) -> str:
    if by_period(reading) and grid.columns:
        return span_text(grid.columns[0], grid.columns[-1], reading.words)
    return reading.period_text


def _mode(reading: Reading) -> str:
    asked = HEAT.value(reading.data.selection)
    if reading.relative:
        return "value"
    if by_period(reading):
        return asked if asked == "value" else "growth"
    return "value" if asked in ("share", "advantage") and not may_add(reading) else asked


def _heat(grid: Crossing) -> _Heat:
    values = [figure.value for figure in grid.figures.values() if figure.value is not None]
    if grid.mode == "growth":
        return _Heat("growth", diverging=True, low=-_FULL_GROWTH, high=_FULL_GROWTH)
    if grid.mode == "advantage":
        return _Heat("advantage", diverging=True, low=1 / _FULL_ADVANTAGE, high=_FULL_ADVANTAGE)
    positive = [value for value in values if value > 0]
    if len(positive) < len(values):
        reach = max((abs(value) for value in values), default=1.0) or 1.0
        return _Heat("balance", diverging=True, low=-reach, high=reach)
    return _Heat(grid.mode, diverging=False, low=min(positive, default=1.0), high=max(positive, default=1.0))


def _place(heat: _Heat, value: float) -> float:
    """Where a value stands on the ramp: levels by their logarithm, growth and advantage around the middle."""
    if heat.mode in ("growth", "balance"):
        return max(-1.0, min(1.0, value / heat.high))
    if heat.mode == "advantage":
        return max(-1.0, min(1.0, math.log(max(value, 1e-9)) / math.log(heat.high)))
    if heat.high <= heat.low:
        return 1.0
    return math.log(value / heat.low) / math.log(heat.high / heat.low)


def _cells(reading: Reading, grid: Crossing, heat: _Heat) -> list[Cell]:
    with_text = len(grid.figures) <= _TEXTS
    columns = {code: place for place, code in enumerate(grid.columns)}
    rows = {code: place for place, code in enumerate(grid.rows)}
    return [
        Cell(
            id=f"{row}|{column}",
            column=columns[column],
            row=rows[row],
            text=_text(reading, grid, figure) if with_text else "",
            figure=f"{row}|{column}",
            heat=None if figure.value is None else _place(heat, figure.value),
            diverging=heat.diverging,
            strong=row == reading.focus,
        )
        for (row, column), figure in grid.figures.items()
    ]


def _text(reading: Reading, grid: Crossing, figure: Figure) -> str:
    if figure.value is None:
        return "–"
    if grid.mode == "growth":
        return growth_label(figure)
    if grid.mode in ("share", "advantage"):
        return amount(figure.value, ONE, digits=3, rounding=max(figure.rounding, 0.1))
    return level_text(reading, figure, grid.scale)


def _unit(reading: Reading, grid: Crossing) -> str:
    match grid.mode:
        case "growth":
            return reading.words.text("growth on the year before, percent")
        case "share":
            return reading.words.text("percent of the sum of the row")
        case "advantage":
            return reading.words.text("revealed advantage: share in the row / share in all rows")
    return reading.unit_text(grid.scale)


def _ramp(reading: Reading, grid: Crossing, heat: _Heat) -> Ramp:
    if heat.mode == "growth":
        return Ramp(low="≤ −20%", middle="0", high="≥ +20%", diverging=True)
    if heat.mode == "advantage":
        return Ramp(low="≤ 1/4", middle="1", high="≥ 4", diverging=True)
    unit = reading.unit if grid.mode == "value" else "percent"
    ends = [amount_text(reading, Figure(value, unit)) for value in (heat.low, heat.high)]
    return Ramp(low=ends[0], high=ends[1], middle="0" if heat.diverging else "", diverging=heat.diverging)


def _table(reading: Reading, grid: Crossing) -> Table:
    """One row for each row of the matrix, one column for each of its columns."""
    units = {"value": reading.unit_text(grid.scale), "share": "%", "growth": "%", "advantage": ""}
    factor = grid.scale.factor if grid.mode == "value" else 1.0
    columns = [Column("name", reading.words.text("Name"))]
    columns += [
        Column(code, reading.name(code), units[grid.mode], numeric=True, factor=factor)
        for code in grid.columns
    ]
    gap = Figure(None, reading.unit)
    rows = (
        Row(row, (reading.name(row), *(grid.figures.get((row, column), gap) for column in grid.columns)))
        for row in grid.rows
    )
    return Table(columns=tuple(columns), rows=tuple(rows))


def _remark(reading: Reading, grid: Crossing) -> str:
    words, parts = reading.words, []
    gaps = sum(figure.value is None for figure in grid.figures.values())
    if gaps:
        parts.append(
            words.text("{gaps} of {count} pairs not in the sources", gaps=gaps, count=len(grid.figures))
        )
    if grid.left_out:
        parts.append(words.text("the {shown} largest of {count}", shown=len(grid.rows),
                                count=len(grid.rows) + grid.left_out))  # fmt: skip
    if not reading.data.summable:
        parts.append(words.text("the members overlap and must not be added up"))
    return remark(reading, [], *parts)


def _title(reading: Reading, grid: Crossing) -> str:
    words = reading.words
    known = [(pair, figure) for pair, figure in grid.figures.items() if figure.value is not None]
    if not known:
        return words.text("No figures for this selection")
    if by_period(reading):
        return _worst_period(reading, grid) or plain_title(reading)
    pairs: Sequence[Figure] = [figure for _, figure in known]
    best = max(range(len(known)), key=lambda place: pairs[place].value or 0.0)
    (row, column), figure = known[best]
    enough = len(known) > 1 and covers(len(known), len(grid.figures))
    if enough and certain_rank(best, pairs) == 1 and figure.qualifier == "=":
        values = {"row": reading.name(row), "column": reading.name(column)}
        zero = Figure(0.0, figure.unit)
        if grid.mode == "growth" and surely_above(figure, zero):
            percent = percent_text(figure, words)
            return words.text(
                "Fastest of the pairs with a figure: {row} and {column}, up {percent}",
                percent=percent,
                **values,
            )
        if grid.mode == "value" and surely_above(figure, zero):
            return words.text(
                "Largest of the pairs with a figure: {row} and {column}, {amount}",
                amount=money_text(reading, figure),
                **values,
            )
    what = activity(reading)
    if reading.breakdown.kind == "region":
        return words.text(
            "{activity} of {rows} by {columns}",
            activity=sentence(what),
            rows=len(grid.rows),
            columns=len(grid.columns),
        )
    return subject(reading)


def _worst_period(reading: Reading, grid: Crossing) -> str:
    """The period in which the most members fell, where no other comes up to it."""
    if grid.mode != "growth" or reading.breakdown.kind == "flow":
        return ""
    zero, fell, known = Figure(0.0, "percent"), Counter[str](), Counter[str]()
    for (_, period), figure in grid.figures.items():
        known[period] += figure.value is not None
        fell[period] += surely_above(zero, figure)
    first = fell.most_common(2)
    if len(first) < 2 or first[0][1] <= first[1][1] or known[first[0][0]] < max(known.values()):
        return ""
    if not covers(sum(known.values()), len(grid.figures)):
        return ""
    words = reading.words
    claim = words.text(
        "{activity} fell for {count} of {members} in {period}, more than in any other period shown",
        activity=activity(reading),
        count=cardinal(first[0][1], words),
        members=among_text(reading, known[first[0][0]]),
        period=period_text(first[0][0], words),
    )
    return sentence(claim)


def _unfit(shape: Shape, words: Words) -> str:
    if not shape.members:
        return words.text("No pair has a figure in the period: choose another period or breakdown.")
    if shape.across or shape.shared < _FEWEST_PERIODS:
        return without_across(shape, words)
    # Without a second dimension the periods stand across.
    return mostly_gaps(words) if shape.gappy else ""


def _merit(shape: Shape) -> float:
    return 0.6 if shape.across >= 2 and shape.members >= 3 else 0.3


KIND = Kind(
    id="matrix",
    title="Matrix",
    question="Which with which?",
    icon="grid-nine",
    order=8,
    build=build,
    shows_growth=True,
    unfit=_unfit,
    merit=_merit,
    options=(
        HEAT,
        ROWS,
    ),
    needs=Needs(periods="all", across=True),
    prefers=("region", "market"),
    example={
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
        "chart": "matrix",
        "dataflow": "cn-provinces-usd-operator-a",
    },
)
