"""Who grew fastest? The ranking by growth rates alone."""

from __future__ import annotations

from app.charts.axes import category_axis, growth_range
from app.charts.captions import growth_remark, source_line, subtitle_now
from app.charts.folding import apart_from_silent, fold_marks, silent_fold
from app.charts.labels import growth_label
from app.charts.observations import Observation
from app.charts.order import Cut, apart_last, by_growth, cut
from app.charts.ranking_title import growth_title
from app.charts.reading import Reading
from app.charts.spec import Axis, Bar, ChartSpec, Mark, Panel, Rule, Text, Tone
from app.charts.tables import growth_field, level_field, name_field, source_field, table
from app.charts.titles import sentence, whole_label


def growth_ranking(reading: Reading, kind: str, limit: int) -> ChartSpec:
    """Bars of growth rates, the fastest first, with the growth of the whole as a rule.

    Args:
        reading: The data of the chart.
        kind: The id of the kind that is built.
        limit: How many members are shown.
    """
    words, whole = reading.words, reading.whole
    known, silent = apart_from_silent(
        reading, apart_last(reading, by_growth(reading.now)), lambda row: row.percent is None
    )
    selected = cut(reading, known, limit, add_up=False)
    rows = selected.shown
    no_growth = words.text("no growth figure in this source for {period}", period=reading.period_text)
    folds = silent_fold(reading, [row.member for row in silent], no_growth)
    codes = [*(row.member for row in rows), *(fold.member for fold in folds)]
    names = reading.names(row.member for row in rows) | {fold.member: fold.name for fold in folds}
    percents = [row.percent for row in rows if row.percent is not None]
    percents = reading.growths_in_view(percents)
    low, high = growth_range(percents)
    marks: list[Mark] = [_growth_bar(reading, row, place, (low, high)) for place, row in enumerate(rows)]
    if whole is not None and whole.percent is not None:
        marks.append(
            Rule(
                axis="x",
                at=whole.percent,
                label=f"{whole_label(reading)} {growth_label(whole.growth)}",
            )
        )
    marks += fold_marks(folds, len(rows))
    figures = {row.growth_key: row.growth for row in rows}
    fields = [name_field(reading), growth_field(reading), level_field(reading), source_field(reading)]
    title = growth_title(reading)
    told = words.text(
        "Bar chart of {count} members by growth. {title}.", count=len(rows), title=title.rstrip(".。")
    )
    return ChartSpec(
        kind=kind,
        title=sentence(title),
        subtitle=subtitle_now(reading, title, words.text("growth on the year before, percent")),
        panels=(
            Panel(
                id="growth",
                x=Axis(suffix="%", signed=True, zero=True, low=low, high=high, side="far"),
                y=category_axis(reading, codes, [names[code] for code in codes]),
                marks=tuple(marks),
            ),
        ),
        table=table([*rows, *silent], fields),
        source=source_line(reading, figures.values()),
        remark=growth_remark(reading, reading.now, _fastest_note(reading, selected)),
        description=" ".join([told, *(fold.sentence for fold in folds)]),
        figures=figures,
        names=names,
        asides={fold.member: fold.names for fold in folds},
        drill=reading.data.drillable,
    )


def _growth_bar(reading: Reading, row: Observation, place: int, limits: tuple[float, float]) -> Bar | Text:
    if row.percent is None:
        return Text(id=row.member, x=0.0, y=place, text=reading.words.text("not in the sources"))
    low, high = limits
    end = min(max(row.percent, low), high)
    return Bar(
        id=row.member,
        at=place,
        start=0.0,
        end=end,
        tone=bar_tone(reading, row.member, row.percent),
        label=growth_label(row.growth),
        figure=row.growth_key,
        open_end=end != row.percent or row.growth.qualifier == ">",
        hatched=row.growth.qualifier != "=" or row.growth.status == "derived",
    )


def _fastest_note(reading: Reading, selected: Cut) -> str:
    if not selected.left_out:
        return ""
    return reading.words.text(
        "the {shown} fastest of {count}",
        shown=len(selected.shown), count=len(selected.shown) + selected.left_out,
    )  # fmt: skip


def bar_tone(reading: Reading, member: str, value: float) -> Tone:
    """The focus in accent, what is below zero in the colour of decline."""
    if member == reading.focus:
        return "accent"
    return "negative" if value < 0 else "context"
