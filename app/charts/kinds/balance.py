"""Exports against imports: both side by side for each member, and the balance between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.charts.axes import category_axis, level_axis, steady
from app.charts.captions import apart_note, remark, source_line, subtitle_now
from app.charts.chart_data import ChartData
from app.charts.coverage import covers
from app.charts.folding import Fold, fold_marks, silent_fold, without_figure
from app.charts.grammar import spoken, whose
from app.charts.kind import Kind
from app.charts.labels import level_text, money_text
from app.charts.needs import Needs
from app.charts.observations import Observation
from app.charts.options import members_option
from app.charts.reading import Reading
from app.charts.shape import Shape
from app.charts.spec import (
    Axis,
    Bar,
    ChartSpec,
    Column,
    LegendEntry,
    Mark,
    Panel,
    Row,
    Table,
    Text,
    Tone,
)
from app.charts.titles import ALL_PRODUCTS, head_text, members_text, owner, sentence
from app.model.arithmetic import certain_rank, difference, surely_above
from app.model.figure import Figure
from app.model.units import Scale
from app.model.words import Words

MEMBERS = members_option(30, 10, 20, 30)
EXPORT: Tone = "series-1"
IMPORT: Tone = "series-2"


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two sides of a member's trade and the balance between them."""

    member: str
    exports: Figure
    imports: Figure
    balance: Figure

    @property
    def size(self) -> float:
        return (self.exports.value or 0.0) + (self.imports.value or 0.0)

    @property
    def complete(self) -> bool:
        return self.balance.value is not None

    def key(self, side: str) -> str:
        return f"{side}|{self.member}"


def build(data: ChartData, words: Words) -> ChartSpec:
    """Order the members by their trade both ways, with words in the slots of missing sides."""
    reading = Reading(data, words)
    every = _pairs(reading)
    said = [pair for pair in every if pair.size or pair.member == reading.focus] or every
    shown = _shown(reading, said)
    unknown = [pair for pair in every if pair not in said]
    folds = silent_fold(reading, [pair.member for pair in unknown], without_figure(reading))
    known = [figure for pair in shown for figure in (pair.exports, pair.imports)]
    scale = reading.scale_of([*known, *(pair.balance for pair in shown)])
    figures = {
        pair.key(side): figure
        for pair in shown
        for side, figure in (("export", pair.exports), ("import", pair.imports), ("balance", pair.balance))
    }
    title = _title(reading, [pair for pair in every if pair.complete and pair.member not in data.apart])
    told = words.text(
        "Bars of exports and imports of {count} members with their balance. {title}.",
        count=len(shown),
        title=title.rstrip(".。"),
    )
    return ChartSpec(
        kind=KIND.id,
        title=sentence(title),
        subtitle=subtitle_now(
            reading,
            title,
            reading.unit_text(scale),
            indicator=words.text("Balance of goods trade"),
        ),
        panels=(_sides(reading, shown, scale, folds), _balances(reading, shown, scale, folds)),
        columns=2,
        table=_table(reading, [*shown, *unknown], scale),
        source=source_line(reading, figures.values()),
        remark=_remark(reading, every, shown),
        description=" ".join([told, *(fold.sentence for fold in folds)]),
        legend=(
            LegendEntry("export", words.text("exports"), EXPORT),
            LegendEntry("import", words.text("imports"), IMPORT),
        ),
        figures=figures,
        names=reading.names(pair.member for pair in shown) | {fold.member: fold.name for fold in folds},
        asides={fold.member: fold.names for fold in folds},
        drill=data.drillable,
    )


def _pairs(reading: Reading) -> list[_Pair]:
    rows: dict[str, dict[str, Observation]] = {}
    for row in reading.rows:
        if row.period == reading.period:
            rows.setdefault(row.member, {})[row.flow] = row
    text = reading.words.text("balance = exports − imports")
    pairs = [
        _pair(member, flows, text) for member, flows in rows.items() if {"export", "import"} & set(flows)
    ]
    apart = reading.data.apart
    return sorted(pairs, key=lambda pair: (pair.member in apart, not pair.complete, -pair.size))


def _shown(reading: Reading, said: Sequence[_Pair]) -> list[_Pair]:
    """The largest, and the focus."""
    limit = MEMBERS.count(reading.data.selection)
    return [pair for place, pair in enumerate(said) if place < limit or pair.member == reading.focus]


def _pair(member: str, flows: dict[str, Observation], text: str) -> _Pair:
    gap = Figure(None, next(iter(flows.values())).figure.unit)
    exports = flows["export"].figure if "export" in flows else gap
    imports = flows["import"].figure if "import" in flows else gap
    reported = flows["balance"].figure if "balance" in flows else gap
    balance = reported if reported.value is not None else difference(exports, imports, text) or gap
    return _Pair(member, exports, imports, balance)


def _rows(reading: Reading, shown: Sequence[_Pair], folds: Sequence[Fold], *, labels: bool = True) -> Axis:
    return category_axis(
        reading,
        [*(pair.member for pair in shown), *(fold.member for fold in folds)],
        [*(reading.name(pair.member) for pair in shown), *(fold.name for fold in folds)],
        labels=labels,
    )


def _sides(reading: Reading, shown: Sequence[_Pair], scale: Scale, folds: Sequence[Fold]) -> Panel:
    marks: list[Mark] = []
    for place, pair in enumerate(shown):
        marks.append(_side(reading, pair, "export", place - 0.19, scale))
        marks.append(_side(reading, pair, "import", place + 0.19, scale))
    return Panel(
        id="sides",
        title=reading.words.text("Exports and imports"),
        x=replace(level_axis(reading, scale), side="far"),
        y=_rows(reading, shown, folds),
        marks=(*marks, *fold_marks(folds, len(shown))),
        weight=1.4,
    )


def _side(reading: Reading, pair: _Pair, side: str, at: float, scale: Scale) -> Bar | Text:
    figure = pair.exports if side == "export" else pair.imports
    if figure.value is None:
        missing = figure.why or reading.words.text("not in the sources")
        return Text(pair.member, 0.0, at, missing, short="–")
    return Bar(
        id=pair.member,
        at=at,
        start=0.0,
        end=figure.value / scale.factor,
        tone=EXPORT if side == "export" else IMPORT,
        label=level_text(reading, figure, scale),
        figure=pair.key(side),
        open_end=figure.qualifier == ">",
        hatched=figure.status == "derived" or figure.qualifier != "=",
        thickness=0.34,
        series=side,
    )


def _balances(reading: Reading, shown: Sequence[_Pair], scale: Scale, folds: Sequence[Fold]) -> Panel:
    marks: list[Mark] = []
    for place, pair in enumerate(shown):
        value = pair.balance.value
        if value is None:
            marks.append(Text(pair.member, 0.0, place, "–", anchor="middle"))
            continue
        sign = "+" if value > 0 else ""
        marks.append(
            Bar(
                id=pair.member,
                at=place,
                start=0.0,
                end=value / scale.factor,
                tone=_tone(reading, pair),
                label=f"{sign}{level_text(reading, pair.balance, scale)}",
                figure=pair.key("balance"),
                hatched=pair.balance.qualifier != "=",
            )
        )
    axis = Axis(suffix=reading.suffix(scale), zero=True, signed=True, side="far")
    return Panel(
        id="balance",
        title=reading.words.text("Balance"),
        x=steady(axis, reading.data.extent.balances, scale),
        y=_rows(reading, shown, folds, labels=False),
        marks=tuple(marks),
    )


def _tone(reading: Reading, pair: _Pair) -> Tone:
    if (pair.balance.value or 0.0) < 0:
        return "negative"
    return "accent" if reading.focus in ("", pair.member) else "context"


def _table(reading: Reading, shown: Sequence[_Pair], scale: Scale) -> Table:
    words, unit = reading.words, reading.unit_text(scale)
    columns = (
        Column("name", head_text(reading)),
        Column("export", words.text("Exports"), unit, numeric=True, factor=scale.factor),
        Column("import", words.text("Imports"), unit, numeric=True, factor=scale.factor),
        Column("balance", words.text("Balance"), unit, numeric=True, factor=scale.factor),
    )
    rows = (
        Row(pair.member, (reading.name(pair.member), pair.exports, pair.imports, pair.balance))
        for pair in shown
    )
    return Table(columns=columns, rows=tuple(rows))


def _remark(reading: Reading, every: Sequence[_Pair], shown: Sequence[_Pair]) -> str:
    words, parts = reading.words, []
    if missing := sum(not pair.complete for pair in every):
        parts.append(
            words.text("{gaps} of {count} without both exports and imports", gaps=missing, count=len(every))
        )
    with_figures = sum(pair.size > 0 for pair in every)
    if len(shown) < with_figures:
        parts.append(words.text("the {shown} largest of {count}", shown=len(shown), count=with_figures))
    if any(pair.balance.status == "derived" for pair in shown if pair.complete):
        parts.append(words.text("balance = exports − imports, derived"))
    return remark(reading, [], apart_note(reading), *parts)


def _title(reading: Reading, complete: Sequence[_Pair]) -> str:
    """The sign of the balance of the focus or the only one known, else the largest surplus or how many."""
    words = reading.words
    if not complete:
        return words.text("No exports and imports for this selection")
    own = next((pair for pair in complete if pair.member == reading.focus), None)
    own = own or (complete[0] if len(complete) == 1 else None)
    return (_own_title(reading, own) if own else "") or _most_title(reading, complete)


def _partner(reading: Reading, member: str) -> tuple[str, str]:
    """Who exports, and the member in question, as names."""
    return spoken(reading, owner(reading)), spoken(reading, member)


def _own_title(reading: Reading, own: _Pair) -> str:
    words, by_region = reading.words, reading.breakdown.kind == "region"
    who, name = _partner(reading, own.member)
    if surely_above(own.exports, own.imports):
        if by_region:
            return words.text("{name} exports more than it imports", name=name)
        if reading.breakdown.kind == "market":
            return words.text("{who} exports more to {name} than it imports from there", who=who, name=name)
        return words.text("{who} exports more {name} than it imports", who=who, name=name)
    if surely_above(own.imports, own.exports):
        if by_region:
            return words.text("{name} imports more than it exports", name=name)
        if reading.breakdown.kind == "market":
            return words.text("{who} imports more from {name} than it exports there", who=who, name=name)
        return words.text("{who} imports more {name} than it exports", who=who, name=name)
    return ""


def _most_title(reading: Reading, complete: Sequence[_Pair]) -> str:
    words, surplus = reading.words, sum(surely_above(pair.exports, pair.imports) for pair in complete)
    balances = [pair.balance for pair in complete]
    best = max(range(len(complete)), key=lambda place: balances[place].value or 0.0)
    market = reading.breakdown.kind == "market" and reading.data.selection.product == ALL_PRODUCTS
    if len(complete) > 1 and market and certain_rank(best, balances) == 1 and surplus:
        _, name = _partner(reading, complete[best].member)
        return words.text(
            "{whose} largest surplus among those shown is with {name}: {amount}",
            whose=whose(reading, owner(reading)),
            name=name,
            amount=money_text(reading, balances[best]),
        )
    if reading.breakdown.kind != "region":
        return words.text("Exports, imports and the balance between them")
    if len(complete) < 3:
        return words.text("Exports, imports and the balance between them")
    members = members_text(reading, len(complete))
    every = len({row.member for row in reading.rows})
    if not covers(len(complete), every):
        return words.text(
            "Of {members}, {known} have figures both ways: {count} of these export more than they import",
            known=len(complete), members=members_text(reading, every), count=surplus,
        )  # fmt: skip
    if len(complete) < every:
        members = words.text("{members} with both figures", members=members)
    return words.text("{count} of {members} export more than they import", count=surplus, members=members)


def _unfit(shape: Shape, words: Words) -> str:
    both = {"export", "import"} <= shape.flows and shape.two_way > 1
    if shape.kind in ("flow", "period") or not both:
        return words.text(
            "A balance needs exports and imports of the same members: choose a period or dataflow that "
            "has both."
        )
    return ""


def _merit(shape: Shape) -> float:
    return 0.55 if shape.members >= 2 else 0.3


KIND = Kind(
    id="balance",
    title="Balance",
    question="Exports against imports?",
    icon="scales",
    order=13,
    build=build,
    unfit=_unfit,
    merit=_merit,
    options=(MEMBERS,),
    needs=Needs(flows=("export", "import")),
    prefers=("market", "region", "product"),
    example={
        "breakdown": {"kind": "market", "level": "country", "parent": "WORLD"},
        "chart": "balance",
        "dataflow": "cn-customs-cny-a",
        "period": "2025",
    },
)
