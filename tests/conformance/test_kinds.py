"""What every kind of chart must stand: any data that a query can give, in both languages."""

from __future__ import annotations

import math
import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from app.charts.kind import Kind, discover
from app.charts.shape import Shape
from app.charts.spec import (
    Area,
    Bar,
    Cell,
    ChartSpec,
    Leaf,
    Line,
    Mark,
    Panel,
    Point,
    Ribbon,
    Stage,
    Text,
    Tree,
)
from app.model.figure import Figure
from app.model.selection import Selection
from app.model.words import LANGUAGES, Language, Words
from tests.unit.charts import scenarios

ROOT = Path(__file__).resolve().parents[2]
KINDS = discover()
NAMES_OF_THE_COMMAND_LINE = {
    "ranking", "trend", "share", "composition", "contribution", "growth-size", "matrix", "tile-map",
    "rank-history", "slope", "seasonality", "concentration", "balance", "flow", "small-multiples",
}  # fmt: skip

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
every_scenario = pytest.mark.parametrize("scenario", scenarios.ALL)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="session")
def translations() -> Path:
    """The catalogues that the program loads."""
    return ROOT / "resources" / "translations"


def marks_of(spec: ChartSpec) -> Iterator[tuple[Panel, Mark | Leaf]]:
    for panel in spec.panels:
        for mark in panel.marks:
            if isinstance(mark, Tree):
                yield from ((panel, leaf) for leaf in mark.leaves)
            else:
                yield panel, mark


def keys_of(mark: Mark | Leaf) -> list[str]:
    if isinstance(mark, Line | Area):
        return [key for key in mark.figures if key]
    if isinstance(mark, Bar | Point | Cell | Leaf | Ribbon | Stage):
        return [mark.figure] if mark.figure else []
    return []


def plain_values(value: object) -> Iterator[object]:
    """Every text and number inside a spec."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from plain_values(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from plain_values(key)
            yield from plain_values(inner)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from plain_values(inner)
    else:
        yield value


def test_there_are_the_kinds_of_the_command_line() -> None:
    assert set(KINDS) == NAMES_OF_THE_COMMAND_LINE


@every_kind
def test_a_kind_says_what_it_is(kind: Kind) -> None:
    assert kind.id == kind.id.lower().replace("_", "-")
    assert (ROOT / "app" / "charts" / "kinds" / f"{kind.id.replace('-', '_')}.py").is_file()
    assert kind.title
    assert kind.question.endswith("?")
    assert kind.icon


def test_no_two_kinds_share_a_place_or_a_title() -> None:
    assert len({kind.order for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.title for kind in KINDS.values()}) == len(KINDS)


@every_kind
def test_the_example_is_a_selection_of_this_kind(kind: Kind) -> None:
    selection = Selection.from_plain(dict(kind.example))
    assert selection.chart == kind.id


@every_kind
def test_an_unfit_shape_is_told_why_and_what_would_help(kind: Kind) -> None:
    nothing = Shape("market", "group", 0, 0, 0, frozenset(), "A", summable=False)
    reason = kind.reason(nothing, Words("en"))
    assert reason.endswith(".")
    assert "choose" in reason


@every_kind
def test_the_merit_is_a_share_of_one(kind: Kind) -> None:
    for members, periods in ((0, 0), (2, 2), (40, 300)):
        shape = Shape(
            "region", "province", members, members, periods, frozenset({"total"}), "M", True, members, members
        )
        assert 0 <= kind.fitness(shape) <= 1


@every_kind
@every_scenario
@every_language
def test_every_text_of_the_picture_is_there(
    kind: Kind, scenario: str, language: Language, translations: Path
) -> None:
    spec = kind.build(scenarios.make(scenario, kind), Words(language, translations))
    assert spec.kind == kind.id
    assert spec.panels
    assert all((spec.title, spec.subtitle, spec.source, spec.description))
    assert spec.title[0] == spec.title[0].upper()
    for value in plain_values(spec):
        if isinstance(value, str):
            assert not re.search(r"\bnan\b|\binf\b|None(?! of)|\{\w+\}", value), value


@every_kind
@every_scenario
def test_a_figure_stands_behind_every_mark(kind: Kind, scenario: str) -> None:
    spec = kind.build(scenarios.make(scenario, kind), Words("en"))
    for _, mark in marks_of(spec):
        for key in keys_of(mark):
            assert key in spec.figures
        if isinstance(mark, Line | Area):
            assert len(mark.figures) in (0, len(mark.x))
        if isinstance(mark, Bar | Point | Leaf | Ribbon | Stage):
            assert mark.figure, mark


@every_kind
@every_scenario
def test_a_gap_is_never_drawn(kind: Kind, scenario: str) -> None:
    spec = kind.build(scenarios.make(scenario, kind), Words("en"))
    for _, mark in marks_of(spec):
        if isinstance(mark, Bar | Point | Leaf | Ribbon):
            assert spec.figures[mark.figure].value is not None
        elif isinstance(mark, Cell) and spec.figures[mark.figure].value is None:
            assert mark.heat is None
        elif isinstance(mark, Line) and mark.figures:
            for key, y in zip(mark.figures, mark.y, strict=True):
                if key and spec.figures[key].value is None:
                    assert math.isnan(y)


@every_kind
@every_scenario
def test_plotted_numbers_are_scaled(kind: Kind, scenario: str) -> None:
    spec = kind.build(scenarios.make(scenario, kind), Words("en"))
    for _, mark in marks_of(spec):
        if isinstance(mark, Text):
            continue
        for value in plain_values(mark):
            if isinstance(value, float) and not math.isnan(value):
                assert abs(value) < 1e7, mark


@every_kind
@every_scenario
def test_the_table_holds_the_charted_figures(kind: Kind, scenario: str) -> None:
    spec = kind.build(scenarios.make(scenario, kind), Words("en"))
    cells = [cell for row in spec.table.rows for cell in row.cells if isinstance(cell, Figure)]
    listed = {(cell.value, cell.qualifier) for cell in cells}
    for row in spec.table.rows:
        assert len(row.cells) == len(spec.table.columns)
    for _, mark in marks_of(spec):
        if isinstance(mark, Stage):
            continue
        for key in keys_of(mark):
            figure = spec.figures[key]
            if figure.value is not None:
                assert (figure.value, figure.qualifier) in listed, key


@every_kind
@every_scenario
def test_categories_have_their_members(kind: Kind, scenario: str) -> None:
    spec = kind.build(scenarios.make(scenario, kind), Words("en"))
    for panel in spec.panels:
        for axis in (panel.x, panel.y):
            assert not axis.keys or len(axis.keys) == len(axis.categories)
            assert all(place < len(axis.categories) for place in axis.strong)
    for panel, mark in marks_of(spec):
        if isinstance(mark, Bar) and panel.y.categories and not mark.upright:
            assert -0.5 <= mark.at <= len(panel.y.categories) - 0.5


@every_kind
def test_a_spec_is_plain_data(kind: Kind) -> None:
    spec = kind.build(scenarios.make("ordinary", kind), Words("en"))
    assert pickle.dumps(spec)
    allowed = (str, int, float, bool, type(None))
    assert all(isinstance(value, allowed) for value in plain_values(spec))


@every_kind
def test_bounds_and_approximations_are_told_from_exact_figures(kind: Kind) -> None:
    spec = kind.build(scenarios.make("bounds", kind), Words("en"))
    for _, mark in marks_of(spec):
        if isinstance(mark, Bar) and spec.figures[mark.figure].qualifier == ">":
            assert mark.open_end or mark.hatched
        elif isinstance(mark, Bar) and spec.figures[mark.figure].qualifier != "=":
            assert mark.hatched
        elif isinstance(mark, Point) and spec.figures[mark.figure].qualifier != "=":
            assert mark.hollow


def test_the_share_of_a_bound_in_a_treemap_is_a_bound() -> None:
    kind = KINDS["share"]
    leaves = [mark for _, mark in marks_of(kind.build(scenarios.make("bounds", kind), Words("en")))]
    bounded = [leaf.detail for leaf in leaves if isinstance(leaf, Leaf) and leaf.detail.startswith(">")]
    assert bounded
    assert all("· >" in detail for detail in bounded)


@every_kind
def test_ten_thousand_members_take_bounded_marks(kind: Kind) -> None:
    spec = kind.build(scenarios.make("ten thousand", kind), Words("en"))
    assert sum(1 for _ in marks_of(spec)) <= 75_000
    if kind.id != "tile-map":
        assert len(spec.table.rows) <= 10_001


@every_kind
def test_chinese_names_are_used_in_chinese(kind: Kind, translations: Path) -> None:
    spec = kind.build(scenarios.make("ordinary", kind), Words("zh", translations))
    texts = " ".join(value for value in plain_values(spec) if isinstance(value, str))
    assert "浙江" in texts or "中国" in texts
    assert "Zhejiang" not in texts
    for text in (spec.title, spec.subtitle, spec.source, spec.remark, spec.description):
        assert not re.search(r"[a-z]{4,} [a-z]{3,}", text.replace("General Administration of Customs", "")), (
            text
        )
