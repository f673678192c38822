"""Every example, at every size that matters: words do not touch, marks stay in their panels."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from app.charts.spec import Axis, Bar, ChartSpec, Line, Panel, Point, Rule, Table, Text
from app.ui.charts.compared import same_marks
from app.ui.charts.frame import FrameParts
from app.ui.charts.label_field import LabelField, spread
from app.ui.charts.layout import LayoutOptions, layout
from app.ui.charts.placed import ChartLayout, PlacedPanel, PlacedText, Rect
from app.ui.charts.squarify import squarified
from app.ui.charts.text import TextStyle, wrapped
from tests.ui.charts import specs
from tests.ui.charts.fake_metrics import FakeMetrics

SIZES = ((1600.0, 900.0), (1100.0, 700.0), (640.0, 400.0), (321.0, 378.0), (520.0, 900.0), (321.0, 227.0))
EXAMPLES = specs.examples()


def placed(name: str, size: tuple[float, float]) -> ChartLayout:
    return layout(EXAMPLES[name], size, FakeMetrics())


def touching(texts: tuple[PlacedText, ...]) -> list[tuple[str, str]]:
    pairs = itertools.combinations((text for text in texts if text.text), 2)
    return [(a.text, b.text) for a, b in pairs if a.box.overlaps(b.box, 0.75)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_words_overlap(name: str, size: tuple[float, float]) -> None:
    assert touching(placed(name, size).all_texts()) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_is_inside_the_picture(name: str, size: tuple[float, float]) -> None:
    whole = Rect(0, 0, *size)
    assert [text.text for text in placed(name, size).all_texts() if not whole.holds(text.box, 1.0)] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", EXAMPLES)
def test_marks_are_inside_their_panels(name: str, size: tuple[float, float]) -> None:
    for panel in placed(name, size).panels:
        room = panel.plot.grown(1.0)
        for rects in (panel.bars.rects, panel.tiles.rects):
            for rect in rects:
                assert room.holds(Rect(*(float(part) for part in rect)), 1.0)
        for x, y, radius in panel.points.discs:
            assert panel.plot.grown(9.0).holds(Rect(x - radius, y - radius, 2 * radius, 2 * radius))
        for line in panel.lines:
            known = np.isfinite(line.xs) & np.isfinite(line.ys)
            assert all(
                room.holds_point(float(x), float(y))
                for x, y in zip(line.xs[known], line.ys[known], strict=True)
            )


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_chart_is_laid_out_the_same(name: str) -> None:
    first, second = placed(name, SIZES[1]), placed(name, SIZES[1])
    assert first.all_texts() == second.all_texts()
    for one, other in zip(first.panels, second.panels, strict=True):
        assert np.array_equal(one.bars.rects, other.bars.rects)
        assert np.array_equal(one.tiles.rects, other.tiles.rects)


def test_every_province_is_named_where_there_is_room() -> None:
    names = {text.text for text in placed("ranking", (1100.0, 700.0)).panels[0].axis_texts}
    assert {row[1] for row in specs.PROVINCES} <= names


def test_the_focus_is_named_however_small_the_picture() -> None:
    for size in SIZES:
        assert "Zhejiang" in {text.text for text in placed("ranking", size).panels[0].axis_texts}


def test_plots_of_one_row_share_their_top_and_bottom() -> None:
    first, second = placed("ranking", SIZES[0]).panels
    assert (first.plot.y, first.plot.bottom) == (second.plot.y, second.plot.bottom)


def test_a_gap_has_words_in_its_slot_and_no_bar() -> None:
    panel = placed("bounds", SIZES[1]).panels[0]
    slot = next(text for text in panel.labels if text.id == "hangzhou")
    name = next(text for text in panel.axis_texts if text.text == "Hangzhou")
    assert "hangzhou" not in panel.bars.ids
    assert slot.box.y + slot.box.height / 2 == pytest.approx(name.box.y + name.box.height / 2, abs=1.5)


def test_a_lower_bound_is_open_and_a_derived_bar_is_hatched() -> None:
    bars = placed("bounds", SIZES[1]).panels[0].bars
    assert {bars.ids[index] for index in bars.open_end} == {"jinhua"}
    assert {bars.ids[index] for index in bars.hatched} == {"jiaxing", "shaoxing"}


def test_bars_stand_on_zero_and_grow_with_their_figures() -> None:
    bars = placed("ranking", SIZES[1]).panels[0].bars
    starts, widths = bars.rects[:, 0], bars.rects[:, 2]
    assert np.allclose(starts, starts[0])
    values = np.array([row[3] for row in specs.PROVINCES])
    assert np.allclose(widths / values, widths[0] / values[0], rtol=1e-6)


def test_areas_of_a_treemap_are_in_proportion() -> None:
    rects = squarified([6, 6, 4, 3, 2, 2, 1, 0], Rect(0, 0, 600, 400))
    areas = [rect.width * rect.height for rect in rects]
    assert areas == pytest.approx([60000, 60000, 40000, 30000, 20000, 20000, 10000, 0])
    assert all(rect.width / rect.height < 3 and rect.height / rect.width < 3 for rect in rects[:7])


def test_no_line_runs_through_words() -> None:
    panel = placed("ranking", SIZES[1]).panels[1]
    words = [text.box for text in panel.labels if "sources" in text.text]
    assert words
    for rule in panel.rules:
        stroke = Rect(rule.x0, min(rule.y0, rule.y1), 0.01, abs(rule.y1 - rule.y0))
        assert not any(stroke.overlaps(box) for box in words)


def test_parts_of_the_frame_can_be_left_out() -> None:
    bare = FrameParts(title=False, subtitle=False, legend=False, remark=False, source=False, program=False)
    spec = EXAMPLES["many-lines"]
    without = layout(spec, SIZES[0], FakeMetrics(), LayoutOptions(parts=bare))
    assert without.texts == ()
    assert without.swatches == ()
    assert without.panels[0].plot.height > placed("many-lines", SIZES[0]).panels[0].plot.height


def test_larger_type_is_laid_out_anew_and_not_scaled() -> None:
    options = LayoutOptions(font_factor=1.5)
    large = layout(EXAMPLES["ranking"], SIZES[1], FakeMetrics(), options)
    title = next(text for text in large.texts if text.style.weight == 600)
    assert title.style.size == 33
    assert touching(large.all_texts()) == []


def test_a_range_in_view_moves_the_marks() -> None:
    view = LayoutOptions(views={(0, "y"): (9.5, 19.5)})
    panel = layout(EXAMPLES["ranking"], SIZES[1], FakeMetrics(), view).panels[0]
    names = [text.text for text in panel.axis_texts if text.text.isalpha()]
    assert names[0] == "Tianjin"
    assert len(names) == 10


@pytest.mark.parametrize("values", [(0.0, 0.0, 0.0), (5.0,), (-3.0, -2.0), (1e-9, 1.0), (7.0, 7.0)])
def test_awkward_values_make_a_chart(values: tuple[float, ...]) -> None:
    names = tuple(f"n{place}" for place in range(len(values)))
    bars = tuple(
        Bar(name, place, 0, value, label=f"{value:g}")
        for place, (name, value) in enumerate(zip(names, values, strict=True))
    )
    points = tuple(Point(name, value, value) for name, value in zip(names, values, strict=True))
    for panel in (
        Panel(Axis(zero=True), Axis("category", categories=names, keys=names), bars),
        Panel(Axis(), Axis(), points),
        Panel(Axis("log"), Axis("log"), points),
    ):
        spec = replace(EXAMPLES["empty"], panels=(panel,))
        result = layout(spec, (640.0, 400.0), FakeMetrics()).panels[0]
        assert np.isfinite(result.bars.rects).all()
        assert np.isfinite(result.points.discs).all()


def test_of_ten_thousand_categories_as_many_are_named_as_fit() -> None:
    panel = layout(specs.huge(), (1100.0, 700.0), FakeMetrics()).panels[0]
    names = [text.text for text in panel.axis_texts if "Heading" in text.text]
    assert 10 <= len(names) <= 70
    assert any(name.startswith("Heading 00137") for name in names)


def test_labels_in_a_column_keep_their_order_and_do_not_touch() -> None:
    wanted = [10.0, 11.0, 12.0, 50.0, 98.0, 99.0]
    found = spread(wanted, [10.0] * 6, 0.0, 100.0)
    assert found == sorted(found)
    assert all(after - before >= 10 - 1e-9 for before, after in itertools.pairwise(found))
    assert found[0] >= 5
    assert found[-1] <= 95


def test_a_taken_place_is_not_given_twice() -> None:
    field = LabelField(Rect(0, 0, 200, 200))
    first, second = Rect(10, 10, 50, 12), Rect(10, 60, 50, 12)
    assert field.claim([first, second]) == 0
    assert field.claim([first, second]) == 1
    assert field.claim([first, second, Rect(190, 10, 50, 12)]) is None


def test_a_chart_without_panels_is_only_its_frame() -> None:
    spec: ChartSpec = replace(EXAMPLES["ranking"], panels=())
    assert layout(spec, SIZES[0], FakeMetrics()).panels == ()


def test_tiles_without_a_name_are_remarked_on() -> None:
    spec = replace(EXAMPLES["share"], unnamed="the smallest tiles are not named")
    small, large = (layout(spec, size, FakeMetrics()) for size in ((321.0, 227.0), (6000.0, 4000.0)))
    said = [any("not named" in text.text for text in placed.texts) for placed in (small, large)]
    assert said == [True, False]


@pytest.mark.parametrize(("height", "is_said"), [(900.0, False), (90.0, True)])
def test_rows_without_a_name_are_remarked_on(height: float, is_said: bool) -> None:
    spec = replace(EXAMPLES["ranking"], unnamed="no room to name every row")
    made = layout(spec, (520.0, height), FakeMetrics(), LayoutOptions(FrameParts(source=False)))
    assert ("no room to name every row" in {text.text for text in made.texts}) is is_said
    named = {text.text for panel in made.panels for text in panel.axis_texts if text.tone == "text"}
    assert (len(named) < len(spec.panels[0].y.categories)) is is_said


def test_panels_too_small_to_be_read_are_left_out_and_remarked_on() -> None:
    whole = replace(EXAMPLES["small-multiples"], left_out="no room for further panels")
    large, small = (layout(whole, (321.0, height), FakeMetrics()) for height in (700.0, 260.0))
    assert len(large.panels) == len(whole.panels) > len(small.panels) > 0
    assert not any("further panels" in text.text for text in large.texts)
    assert any("further panels" in text.text for text in small.texts)


def test_narrow_panels_of_one_range_name_their_axes_at_the_edge() -> None:
    spec = EXAMPLES["small-multiples"]
    fixed = replace(spec.panels[0].y, low=0.0, high=400.0)
    spec = replace(spec, panels=tuple(replace(panel, y=fixed) for panel in spec.panels))
    narrow, wide = (layout(spec, size, FakeMetrics()).panels for size in ((321.0, 491.0), (1600.0, 900.0)))
    assert all(_ticks_of_y(panel) for panel in wide)
    edge = min(panel.plot.x for panel in narrow)
    assert {bool(_ticks_of_y(panel)) for panel in narrow if panel.plot.x == edge} == {True}
    assert {bool(_ticks_of_y(panel)) for panel in narrow if panel.plot.x > edge} == {False}
    assert max(p.plot.width for p in narrow) == pytest.approx(min(p.plot.width for p in narrow), abs=1.0)


def _ticks_of_y(panel: PlacedPanel) -> list[str]:
    return [text.text for text in panel.axis_texts if text.anchor == "end" and text.x < panel.plot.x]


def test_a_low_picture_leaves_half_of_its_height_to_the_chart() -> None:
    spec = replace(EXAMPLES["ranking"], source="Source: NBS · official · in yuan, by place · data of 2026-08")
    small = layout(spec, (321.0, 227.0), FakeMetrics())
    assert small.plots.height >= 0.4 * small.height
    assert any("data of 2026-08" in text.text for text in small.texts)


def test_a_number_stays_with_its_measure_word() -> None:
    lines = wrapped("31个省中前4个合计占一半（人民币）", TextStyle(10), 70.0, FakeMetrics(), 9)
    assert not any(line[0] in "个）" or line[-1] in "0123456789（" for line in lines)


def test_a_mark_between_parts_does_not_begin_a_line() -> None:
    lines = wrapped(
        "contribution to growth, percentage points · derived", TextStyle(10), 240.0, FakeMetrics()
    )
    assert len(lines) > 1
    assert not any(line.startswith("·") for line in lines)


def test_two_bars_of_one_row_have_their_numbers_one_above_the_other() -> None:
    pairs = [
        Bar(f"{flow}{row}", row + side, 0.0, value, thickness=0.36, label=f"{value:.2f}")
        for row, values in enumerate(((2.16, 1.87), (0.43, 0.41), (9.0, 8.0)))
        for flow, side, value in zip("ei", (-0.19, 0.19), values, strict=True)
    ]
    y = Axis("category", categories=("A", "B", "C"), keys=("a", "b", "c"))
    spec = replace(EXAMPLES["empty"], panels=(Panel(Axis(zero=True), y, tuple(pairs)),))
    panel = layout(spec, (320.0, 136.0), FakeMetrics()).panels[0]
    numbers = {text.text: text for text in panel.labels if text.on is None}
    assert numbers.keys() == {bar.label for bar in pairs}
    for bar in pairs:
        box = numbers[bar.label].box
        assert abs(box.y + box.height / 2 - panel.y.at(round(bar.at))) < panel.y.step / 2


def test_a_line_that_ends_early_is_named_beside_its_last_point_with_its_time() -> None:
    early = Line("early", (2016.0, 2017.0), (1.0, 2.0), label="Early")
    late = Line("late", (2016.0, 2020.0), (1.0, 3.0), label="Late")
    time = Axis(scale="time", low=2016.0, high=2020.0)
    spec = replace(EXAMPLES["empty"], panels=(Panel(time, Axis(), (early, late)),))
    panel = layout(spec, (640.0, 400.0), FakeMetrics()).panels[0]
    names = {label.text: label for label in panel.labels}
    assert panel.leaders == ()
    assert names["Late"].x > panel.plot.right
    assert abs(names["Early 2017"].x - panel.x.at(2017.0)) < 20


def test_a_line_that_is_named_by_its_time_is_not_named_twice() -> None:
    lines = tuple(Line(str(year), (float(year),), (1.0,), label=str(year)) for year in (2016, 2020))
    time = Axis(scale="time", low=2016.0, high=2020.0)
    spec = replace(EXAMPLES["empty"], panels=(Panel(time, Axis(), lines),))
    panel = layout(spec, (640.0, 400.0), FakeMetrics()).panels[0]
    assert {label.text for label in panel.labels} == {"2016", "2020"}


def test_a_list_too_long_for_its_height_goes_on_in_a_second_column() -> None:
    spec = EXAMPLES["ranking"]
    low, high = (layout(spec, size, FakeMetrics()) for size in ((760.0, 430.0), (760.0, 1000.0)))
    assert len(low.panels) == 2 * len(high.panels)
    for placed in (low, high):
        named = {text.id for panel in placed.panels for text in panel.axis_texts if text.id}
        assert named == set(spec.panels[0].y.keys)
    assert same_marks(low, high, 1e-4)
    first, second = low.panels[0], low.panels[2]
    assert (first.x.low, first.x.high) == (second.x.low, second.x.high)
    assert first.plot.width == pytest.approx(second.plot.width)
    assert first.y.step == pytest.approx(second.y.step)


def test_bars_of_both_columns_have_their_numbers_though_one_range_is_shown() -> None:
    rates = [45.0, 42.0, *(float(rate) for rate in range(20, -5, -1)), -21.0, -34.0]
    bars = tuple(Bar(f"r{at}", at, 0.0, rate, label=f"{rate:+.1f}%") for at, rate in enumerate(rates))
    keys = tuple(bar.id for bar in bars)
    y = Axis("category", categories=tuple(f"Region {key}" for key in keys), keys=keys)
    panel = Panel(Axis(suffix="%", signed=True, zero=True, side="far"), y, bars)
    placed = layout(
        ChartSpec("ranking", "Growth", "", (panel,), Table((), ()), ""), (660.0, 330.0), FakeMetrics()
    )
    assert len(placed.panels) == 2
    numbered = {text.text for one in placed.panels for text in one.labels if text.on is None}
    assert numbered == {bar.label for bar in bars}


def test_a_narrow_list_is_set_smaller_until_every_row_has_its_name() -> None:
    placed = layout(EXAMPLES["ranking"], (330.0, 440.0), FakeMetrics())
    assert len(placed.panels) == len(EXAMPLES["ranking"].panels)
    named = [text for text in placed.panels[0].axis_texts if text.id]
    assert len(named) == len(EXAMPLES["ranking"].panels[0].y.keys)
    assert min(text.style.size for text in named) >= 7


def test_words_that_a_rule_would_run_through_give_way_to_shorter_ones() -> None:
    words = Text("a", 0.0, 0.0, "not in the sources", short="–")
    axis = Axis(scale="category", categories=("A",), keys=("a",))
    spec = replace(
        EXAMPLES["ranking"],
        panels=(Panel(Axis(low=0.0, high=1.0), axis, (words, Rule("x", 0.2))),),
        columns=1,
    )
    said = [layout(spec, (width, 300.0), FakeMetrics()).panels[0].labels[0].text for width in (250.0, 900.0)]
    assert said == ["–", words.text]


def test_words_without_room_give_way_to_shorter_ones() -> None:
    words = Text("a", 0.0, 0.0, "no figure in this source for the first half of the year", short="no figure")
    axis = Axis(scale="category", categories=("A",), keys=("a",))
    panel = Panel(Axis(low=0.0, high=1.0), axis, (words,))
    spec = replace(EXAMPLES["ranking"], panels=(panel,), columns=1)
    said = [layout(spec, (width, 300.0), FakeMetrics()).panels[0].labels[0].text for width in (200.0, 900.0)]
    assert said == ["no figure", words.text]
