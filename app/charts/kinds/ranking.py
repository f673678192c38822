"""Who is first? Horizontal bars by level, with growth beside them on an axis of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from app.charts.axes import category_axis, growth_axis, growth_range, level_axis
from app.charts.captions import apart_note, remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.folding import (
    Fold,
    apart_from_silent,
    fold_marks,
    others_fold,
    says_nothing,
    silent_fold,
    without_figure,
)
from app.charts.growth_ranking import bar_tone, growth_ranking
from app.charts.kind import Kind
from app.charts.labels import gap_text, growth_label, level_text
from app.charts.observations import Observation
from app.charts.options import members_option
from app.charts.order import Cut, apart_last, by_level, cut
from app.charts.ranking_title import level_title, ranks_behind
from app.charts.reading import Reading
from app.charts.shape import Shape
from app.charts.spec import Bar, ChartSpec, Mark, Panel, Point, Rule, Text, Tone
from app.charts.tables import (
    contribution_field,
    figures_behind,
    growth_field,
    level_field,
    name_field,
    rank_field,
    share_field,
    source_field,
    table,
)
from app.charts.titles import sentence, whole_label
from app.model.words import Words

MEMBERS = members_option(40, 10, 20, 40)


def build(data: ChartData, words: Words) -> ChartSpec:
    """Rank the members by level, or by growth where that is the chosen indicator."""
    reading = Reading(data, words)
    if data.selection.indicator == "growth" and not reading.relative:
        return growth_ranking(reading, KIND.id, MEMBERS.count(data.selection))
    return _by_level(reading)


def _by_level(reading: Reading) -> ChartSpec:
    words, data = reading.words, reading.data
    every = apart_last(reading, by_level(reading.now))
    known, silent = apart_from_silent(reading, every, partial(says_nothing, reading))
    selected = cut(reading, known, MEMBERS.count(data.selection))
    rows, folds = selected.shown, _folds(reading, selected, silent)
    panels = [_level_panel(reading, rows, folds)]
    has_growth = (
        not reading.relative
        and reading.flow != "balance"
        and bool(reading.growths_in_view([row.percent for row in rows if row.percent is not None]))
    )
    if has_growth:
        panels.append(_growth_panel(reading, rows, folds))
    ranked = [row for row in reading.now if row.value is not None and row.member not in data.apart]
    fields = [
        rank_field(reading, ranked), name_field(reading), level_field(reading), growth_field(reading),
        share_field(reading), contribution_field(reading), source_field(reading),
    ]  # fmt: skip
    listed = [*rows, *([selected.others] if selected.others else [])]
    figures = figures_behind(rows, growth=has_growth) | figures_behind(listed[len(rows) :])
    title = level_title(reading)
    told = words.text("Bar chart of {count} members by size. {title}.", count=len(rows),
                      title=title.rstrip(".。"))  # fmt: skip
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(reading, title, reading.unit_text(),
            _growth_note(reading) if has_growth else "",
        ),
        panels=tuple(panels),
        columns=len(panels),
        table=table([*listed, *silent], fields),
        source=source_line(reading, [*figures.values(), *ranks_behind(reading)]),
        remark=remark(
            reading, reading.now, apart_note(reading), _cut_note(reading, selected), growth=has_growth
        ),
        description=" ".join([told, *(fold.sentence for fold in folds)]),
        figures=figures,
        names=reading.names(row.member for row in rows) | {fold.member: fold.name for fold in folds},
        asides={fold.member: fold.names for fold in folds if fold.names},
        drill=data.drillable,
    )  # fmt: skip


def _folds(reading: Reading, selected: Cut, silent: Sequence[Observation]) -> list[Fold]:
    """The last lines: the sum of the members beyond those shown, and those without a figure."""
    return [
        *others_fold(reading, selected),
        *silent_fold(reading, [row.member for row in silent], without_figure(reading)),
    ]


def _level_panel(reading: Reading, rows: Sequence[Observation], folds: Sequence[Fold]) -> Panel:
    return Panel(
        id="level",
        x=replace(level_axis(reading, reading.scale), side="far"),
        y=category_axis(
            reading,
            [*(row.member for row in rows), *(fold.member for fold in folds)],
            [*(reading.name(row.member) for row in rows), *(fold.name for fold in folds)],
        ),
        marks=(
            *(_level_mark(reading, row, place) for place, row in enumerate(rows)),
            *fold_marks(folds, len(rows)),
        ),
        weight=3.0,
    )


def _level_mark(reading: Reading, row: Observation, place: int) -> Bar | Text:
    if row.value is None:
        return Text(id=row.member, x=0.0, y=place, text=gap_text(reading, row))
    return Bar(
        id=row.member,
        at=place,
        start=0.0,
        end=row.value / reading.scale.factor,
        tone=bar_tone(reading, row.member, row.value),
        label=level_text(reading, row.figure),
        figure=row.key,
        open_end=row.figure.qualifier == ">",
        hatched=row.figure.qualifier != "=" or row.figure.status == "derived",
    )


def _growth_panel(reading: Reading, rows: Sequence[Observation], folds: Sequence[Fold]) -> Panel:
    whole = reading.whole
    percents = [row.percent for row in rows if row.percent is not None]
    if whole is not None and whole.percent is not None:
        percents.append(whole.percent)
    percents = reading.growths_in_view(percents)
    low, high = growth_range(percents)
    marks: list[Mark] = []
    if whole is not None and whole.percent is not None:
        marks.append(Rule(axis="x", at=whole.percent))
    marks.extend(_growth_mark(reading, row, place, (low, high)) for place, row in enumerate(rows))
    return Panel(
        id="growth",
        x=replace(growth_axis(percents), side="far"),
        y=category_axis(
            reading, [*(row.member for row in rows), *(fold.member for fold in folds)], labels=False
        ),
        marks=tuple(marks),
        weight=1.0,
    )


def _growth_mark(reading: Reading, row: Observation, place: int, limits: tuple[float, float]) -> Point | Text:
    low, high = limits
    if row.percent is None:
        text = reading.words.text("not in the sources")
        # At the edge farther from zero, so that they stand beside its line.
        gap = Text(id=row.member, x=low, y=place, text=text, short="–")
        return gap if -low > high else replace(gap, x=high, anchor="end")
    if not low <= row.percent <= high:
        return _outlier(reading, row, place, limits)
    return Point(
        id=row.member,
        x=row.percent,
        y=place,
        tone=_growth_tone(reading, row),
        figure=row.growth_key,
        hollow=row.growth.status == "derived" or row.growth.qualifier != "=",
        label=growth_label(row.growth) if row.growth.qualifier != "=" else "",
    )


def _outlier(reading: Reading, row: Observation, place: int, limits: tuple[float, float]) -> Text:
    """A growth rate too far out for the axis, written at its edge."""
    label, tone = growth_label(row.growth), _growth_tone(reading, row)
    if (row.percent or 0.0) > limits[1]:
        return Text(
            id=row.member, x=limits[1], y=place, text=f"{label} ▸", tone=tone, anchor="end", priority=2
        )
    return Text(id=row.member, x=limits[0], y=place, text=f"◂ {label}", tone=tone, priority=2)


def _growth_tone(reading: Reading, row: Observation) -> Tone:
    if row.percent is not None and row.percent < 0:
        return "negative"
    return "accent" if row.member == reading.focus else "muted"


def _growth_note(reading: Reading) -> str:
    words, whole = reading.words, reading.whole
    beside = words.text("beside it growth on the year before")
    if whole is None or whole.percent is None:
        return beside
    rule = words.text("dashed: {name} {growth}", name=whole_label(reading), growth=growth_label(whole.growth))
    return f"{beside} · {rule}"


def _cut_note(reading: Reading, selected: Cut) -> str:
    if not selected.left_out or selected.others:
        return ""
    return reading.words.text(
        "the {shown} largest of {count}",
        shown=len(selected.shown), count=len(selected.shown) + selected.left_out,
    )  # fmt: skip


def _unfit(shape: Shape, words: Words) -> str:
    if shape.members or shape.members_with_growth:
        return ""
    return words.text(
        "A ranking needs members with figures in the period: choose another period or breakdown."
    )


def _merit(shape: Shape) -> float:
    return 0.9 if shape.members >= 3 else 0.4


KIND = Kind(
    id="ranking",
    title="Ranking",
    question="Who is first?",
    icon="chart-bar-horizontal",
    order=1,
    build=build,
    shows_growth=True,
    unfit=_unfit,
    merit=_merit,
    options=(MEMBERS,),
    example={"region": "330000", "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
             "chart": "ranking", "period": "2025"},
)  # fmt: skip
