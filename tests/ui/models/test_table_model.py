"""The table of the charted figures: texts, order and copies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from app.charts.spec import Row
from app.ui import figure_text
from app.ui.models.roles import Role
from app.ui.models.table_model import TableModel
from tests.ui import fakes

VALUE, GROWTH = 2, 3


@pytest.fixture
def model(qtbot: Any) -> TableModel:
    built = TableModel(fakes.ENGLISH)
    built.set_table(fakes.table())
    return built


def column(model: TableModel, at: int) -> list[object]:
    return [model.index(row, at).data() for row in range(model.rowCount())]


def test_obeys_qt(model: TableModel, qtmodeltester: Any) -> None:
    qtmodeltester.check(model)
    model.sort(VALUE)
    qtmodeltester.check(model)


def test_figures_stand_without_the_unit_of_their_head(model: TableModel) -> None:
    assert model.heads() == ["#", "Province", "Value, trillion yuan", "Growth, %", "Source"]
    assert column(model, VALUE) == ["9.49", "> 5.55", "not in the sources"]
    assert column(model, GROWTH) == ["+4.4", "−5.4", "not in the sources"]


def test_a_gap_is_muted_and_never_zero(model: TableModel) -> None:
    gap = model.index(2, VALUE)
    assert gap.data(Role.MUTED) is True
    assert gap.data(Qt.ItemDataRole.ToolTipRole) == "no full-year figure"


def test_gaps_stay_last_in_both_directions(model: TableModel) -> None:
    model.sort(VALUE, Qt.SortOrder.AscendingOrder)
    assert column(model, 1) == ["Zhejiang", "Guangdong", "Shanghai"]
    model.sort(VALUE, Qt.SortOrder.DescendingOrder)
    assert column(model, 1) == ["Guangdong", "Zhejiang", "Shanghai"]


def test_sorting_keeps_what_is_selected_and_lasts(model: TableModel) -> None:
    kept = QPersistentModelIndex(model.index(1, 1))
    model.sort(VALUE, Qt.SortOrder.AscendingOrder)
    assert kept.row() == 0
    model.set_table(fakes.table())
    assert column(model, 1)[0] == "Zhejiang"
    model.sort(-1)
    assert column(model, 1)[0] == "Guangdong"


def test_rows_copy_with_units_and_qualifiers(model: TableModel) -> None:
    lines = model.as_tsv([0, 1, 2]).splitlines()
    assert lines[0] == "#\tProvince\tqualifier\tValue, trillion yuan\tGrowth, %\tSource"
    assert lines[2] == "2\tZhejiang\t>\t5.55\t-5.4\tofficial"
    assert lines[3].split("\t")[3] == "not in the sources"


def test_an_amount_far_below_the_unit_of_its_head_is_shown_in_its_own_and_copied_in_that_of_the_head(
    model: TableModel,
) -> None:
    small = Row("540000", ("4", "Tibet", replace(fakes.level(8.44e8), rounding=1e6), fakes.rate(1.0), ""))
    model.set_table(replace(fakes.table(), rows=(small,)))
    assert column(model, VALUE) == ["844 m"]
    assert model.as_tsv([0]).splitlines()[1].split("\t")[VALUE] == "0.000844"


@pytest.mark.parametrize(
    ("value", "expected"), [(8.44e8, "> +844 m"), (8.44e11, "> +0.844000"), (-8.44e8, "> −844 m")]
)
def test_the_sign_of_a_bound_stands_before_the_plus(value: float, expected: str) -> None:
    bound = replace(fakes.level(value, ">"), rounding=1e6)
    assert figure_text.cell(bound, 1e12, fakes.ENGLISH, signed=True) == expected


def test_html_shows_markup_in_names_as_text(model: TableModel) -> None:
    spec = fakes.table()
    evil = type(spec.rows[0])("x", ("1", "<img src=x>", *spec.rows[0].cells[2:]))
    model.set_table(type(spec)(spec.columns, (evil,)))
    assert "&lt;img" in model.as_html([0])
    assert "<img" not in model.as_html([0])


def test_a_member_is_found_and_marked(model: TableModel, qtbot: Any) -> None:
    with qtbot.waitSignal(model.dataChanged):
        model.set_highlight("330000")
    assert model.rows_of("330000") == [1]
    assert model.index(1, 0).data(Role.CHOSEN) is True
    assert model.index(0, 0).data(Role.CHOSEN) is False


def test_a_head_says_what_its_term_means(model: TableModel) -> None:
    column = next(place for place in range(model.columnCount()) if model.column(place).key == "growth")
    model.explain({"growth": "The change on the year before."})
    tip = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert str(tip).endswith("\nThe change on the year before.")
