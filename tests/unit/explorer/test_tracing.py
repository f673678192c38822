"""Figures of the bundled data are traced to their print, their basis and their inputs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.charts.kind import discover
from app.data.imports.library import Request
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.store import Cursor, Store
from app.explorer.explorer import Explorer
from app.explorer.imports import open_imports
from app.explorer.surroundings import Provenance
from app.explorer.views import View
from app.model.figure import Figure
from app.model.selection import Selection
from app.model.words import Words


@pytest.fixture
def view(explorer: Explorer, cursor: Cursor, english: Words) -> View:
    return explorer.view(cursor, explorer.start(), english)


def texts(found: Provenance, name: str) -> list[str]:
    return [text for line, text in found.lines if line == name]


def test_every_figure_of_the_opening_chart_has_its_basis(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    assert view.spec is not None
    for figure in view.spec.figures.values():
        if figure.value is not None:
            assert texts(explorer.trace(cursor, figure, view, english), "Basis")


def test_the_other_prints_of_a_figure_stand_behind_it(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    assert view.spec is not None
    figure = next(found for key, found in view.spec.figures.items() if key.startswith("value|330000|"))
    found = explorer.trace(cursor, figure, view, english)
    assert texts(found, "What") == ["Zhejiang, 2025: trade"]
    assert any("55461" in text for text in texts(found, "Also published"))
    assert found.citation.startswith("Zhejiang, 2025: trade: 5.55 tn yuan (")


def test_a_growth_derived_from_two_levels_names_both(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    assert view.spec is not None
    figure = next(f for f in view.spec.figures.values() if f.status == "derived" and f.value is not None)
    found = explorer.trace(cursor, figure, view, english)
    assert [given.label for given in found.inputs] == ["Tibet, 2025: trade", "Tibet, 2024: trade"]
    assert texts(found, "What") == ["Tibet, 2025: trade, growth"]


def test_what_a_chart_computes_is_not_taken_for_a_figure_of_its_place(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    curve = explorer.view(cursor, replace(view.selection, chart="concentration"), english)
    assert curve.spec is not None
    shares = [figure for figure in curve.spec.figures.values() if figure.status == "derived"]
    assert shares
    assert not any(texts(explorer.trace(cursor, share, curve, english), "What") for share in shares)


def test_a_sum_of_a_file_says_what_it_is_and_of_how_many(
    explorer: Explorer, cursor: Cursor, view: View, english: Words, chinese: Words
) -> None:
    assert view.spec is not None
    key, level = next((key, f) for key, f in view.spec.figures.items() if key.startswith("value|330000|"))
    summed = replace(level, status="derived", formula="Sum of 44209 figures of the file", published="")
    shown = replace(view, spec=replace(view.spec, figures={key: summed}))
    for words, what, formula in (
        (english, "Zhejiang, 2025: trade", "Sum of 44,209 figures of the file"),
        (chinese, "浙江，2025年：进出口", "文件中44,209个数字之和"),
    ):
        lines = dict(explorer.trace(cursor, summed, shown, words).lines)
        assert lines[words.text("What")] == what
        assert lines[words.text("Formula")] == formula


def test_an_import_derived_from_two_flows_names_both(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    detail = explorer.detail(cursor, view.selection, english)
    figure = next(key.figure for key in detail.key_figures if key.figure.status == "derived")
    found = explorer.trace(cursor, figure, view, english)
    assert [given.label for given in found.inputs] == ["Zhejiang, 2025: trade", "Zhejiang, 2025: exports"]


def test_a_sum_of_a_group_names_its_members(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    view = explorer.view(cursor, Selection(region="GRP-YRD", dataflow="cn-customs-cny-a"), english)
    detail = explorer.detail(cursor, view.selection, english)
    figure = next(key.figure for key in detail.key_figures if key.figure.status == "derived")
    found = explorer.trace(cursor, figure, view, english)
    assert [given.label for given in found.inputs] == [
        "Shanghai, 2025: trade", "Jiangsu, 2025: trade", "Zhejiang, 2025: trade", "Anhui, 2025: trade",
    ]  # fmt: skip
    assert "Formula" in dict(found.lines)


def test_inputs_that_do_not_give_the_figure_are_not_claimed(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    detail = explorer.detail(cursor, view.selection, english)
    figure = next(key.figure for key in detail.key_figures if key.figure.status == "derived")
    other = replace(figure, value=1.0e12)
    assert explorer.trace(cursor, other, view, english).inputs == ()


def test_a_print_that_several_cells_share_is_not_ascribed_to_one(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    rows = cursor.execute(
        """SELECT value, unit, qualifier, published, source FROM observations WHERE indicator = 'growth'
        GROUP BY ALL HAVING count(DISTINCT (region, market, product, flow, period)) > 1 LIMIT 1"""
    ).fetchall()
    value, unit, qualifier, published, source = rows[0]
    figure = Figure(value, unit, qualifier, published=published, source=source)
    assert texts(explorer.trace(cursor, figure, view, english), "What") == []


def test_a_gap_says_why(explorer: Explorer, cursor: Cursor, view: View, english: Words) -> None:
    found = explorer.trace(cursor, Figure(None, "CNY", why="no level"), view, english)
    assert found.headline == "no level"


def test_a_figure_speaks_chinese_too(explorer: Explorer, cursor: Cursor, view: View, chinese: Words) -> None:
    assert view.spec is not None
    figure = next(found for key, found in view.spec.figures.items() if key.startswith("value|330000|"))
    assert explorer.trace(cursor, figure, view, chinese).citation.startswith("浙江")


def test_of_two_dimensions_both_places_are_found(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    view = explorer.view(cursor, Selection(chart="matrix"), english)
    assert view.spec is not None
    figures = [figure for figure in view.spec.figures.values() if figure.value is not None]
    known = [texts(explorer.trace(cursor, figure, view, english), "Basis") for figure in figures[:20]]
    assert all(known)


def test_every_input_of_a_contribution_is_named(
    explorer: Explorer, cursor: Cursor, view: View, english: Words
) -> None:
    waterfall = explorer.view(cursor, replace(view.selection, chart="contribution"), english)
    assert waterfall.spec is not None
    for figure in waterfall.spec.figures.values():
        assert all(given.label for given in explorer.trace(cursor, figure, waterfall, english).inputs)


def test_the_inputs_of_a_contribution_in_a_file_of_the_user_are_named(tmp_path: Path, english: Words) -> None:
    levels = {"110000": (90, 100), "330000": (80, 120), "440000": (70, 60)}
    rows = [
        f"{region},WORLD,TOTAL,total,{year},{value},USD"
        for region, values in levels.items()
        for year, value in zip((2022, 2023), values, strict=True)
    ]
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["region,market,product,flow,period,value,unit", *rows]), encoding="utf-8")
    imports = open_imports(Library(Store()), tmp_path / "sets", tmp_path / "settings")
    dataset = imports.add(Request(path), Watch()).dataset
    explorer = Explorer(imports.library, discover())
    cursor = explorer.open_cursor()
    asked = replace(imports.opening(dataset), chart="contribution")
    shown = explorer.view(cursor, asked, english)
    assert shown.spec is not None
    found = explorer.trace(cursor, shown.spec.figures["contribution|110000"], shown, english)
    cursor.close()
    assert [given.label for given in found.inputs] == [
        "Beijing, 2023: trade",
        "Beijing, 2023: trade, growth",
        "All regions in this file, 2023: trade",
        "All regions in this file, 2023: trade, growth",
    ]
