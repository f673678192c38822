"""The navigator's trees: occurrences, filter, values and order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from app.model.dimension import DimensionName
from app.model.selection import Selection
from app.ui.models.filter_index import FilterIndex
from app.ui.models.roles import Role
from app.ui.models.tree_model import GROWTH, SPARK, VALUE, TreeModel
from tests.ui import fakes

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def model(qtbot: Any) -> TreeModel:
    found = fakes.dimensions()
    built = TreeModel(found, {name: FilterIndex(tree) for name, tree in found.items()}, fakes.ENGLISH)
    built.set_values(fakes.navigator_values())
    return built


def paths(model: TreeModel, parent: QModelIndex | None = None) -> Iterator[tuple[str, ...]]:
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        occurrence = model.occurrence(index)
        assert occurrence is not None
        yield occurrence.path
        yield from paths(model, index)


def text(model: TreeModel, path: tuple[str, ...], column: int = 0) -> object:
    return model.index_of_path(path).siblingAtColumn(column).data()


ZHEJIANG = ("region", "100000", "330000")


def test_obeys_qt(model: TreeModel, qtmodeltester: Any) -> None:
    list(paths(model))
    qtmodeltester.check(model)
    model.set_filter("ning")
    qtmodeltester.check(model)
    model.set_filter("")
    model.set_values(fakes.navigator_values(0.2))
    qtmodeltester.check(model)


def test_sections_have_heads_in_order(model: TreeModel) -> None:
    heads = [index.data() for index in model.heads()]
    assert heads == ["Regions", "Groups of provinces", "Markets of Zhejiang", "Goods of Zhejiang"]
    assert all(index.data(Role.HEAD) for index in model.heads())


def test_a_member_stands_in_several_branches(model: TreeModel) -> None:
    places = [path for path in paths(model) if path[-1] == "330000"]
    assert places == [ZHEJIANG, ("region-group", "GRP-YRD", "330000")]


def test_groups_of_the_root_stand_in_their_own_section_alone(model: TreeModel) -> None:
    assert [path for path in paths(model) if path[-1] == "GRP-YRD"] == [("region-group", "GRP-YRD")]


def test_siblings_come_largest_first_and_gaps_last(model: TreeModel) -> None:
    provinces = [path[-1] for path in paths(model) if path[:2] == ZHEJIANG[:2] and len(path) == 3]
    assert provinces == ["440000", "330000", "310000"]
    cities = [path[-1] for path in paths(model) if path[:3] == ZHEJIANG and len(path) == 4]
    assert cities == ["330200", "330100"]


def test_other_values_change_rows_in_place(model: TreeModel, qtbot: Any) -> None:
    index = QPersistentModelIndex(model.index_of_path(("region", "100000", "310000")))
    assert index.row() == 2
    with (
        qtbot.waitSignals([model.dataChanged, model.layoutChanged]),
        qtbot.assertNotEmitted(model.modelReset),
    ):
        model.set_values(fakes.navigator_values(0.2))
    assert index.row() == 0
    assert index.data() == "Shanghai"
    assert text(model, ("region", "100000", "310000"), VALUE) == "22.55 tn"


def test_figures_read_as_they_are_known(model: TreeModel) -> None:
    assert text(model, ZHEJIANG, VALUE) == "5.55 tn"
    assert text(model, ZHEJIANG, GROWTH) == "+5.4%"
    assert text(model, (*ZHEJIANG, "330200"), VALUE) == "> 1.00 tn"
    assert text(model, ("region-group", "GRP-YRD"), VALUE) == "no level"
    assert text(model, (*ZHEJIANG, "330100"), VALUE) == "no figure"
    assert text(model, ("region", "100000", "310000"), GROWTH) == "−1.5%"


def test_the_spark_line_says_its_basis(model: TreeModel) -> None:
    index = model.index_of_path(ZHEJIANG).siblingAtColumn(SPARK)
    assert index.data(Role.SPARK)[:2] == (1.0, 2.0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "2016–2024, US dollars"


@pytest.mark.parametrize("typed", ["zhejiang", "浙江", "zj", "330000", " ZheJ", "chekiang", "CN-ZJ"])
def test_the_filter_takes_names_initials_codes_and_aliases(model: TreeModel, typed: str) -> None:
    model.set_filter(typed)
    assert [path for path in paths(model) if len(path) > 1][:2] == [("region", "100000"), ZHEJIANG]
    assert ("region", "100000", "440000") not in set(paths(model))


def test_the_filter_leaves_what_is_below_a_match(model: TreeModel) -> None:
    model.set_filter("zhejiang")
    assert (*ZHEJIANG, "330200") in set(paths(model))


def test_an_unmatched_filter_leaves_nothing(model: TreeModel) -> None:
    model.set_filter("qqq")
    assert list(paths(model)) == []
    model.set_filter("")
    assert ZHEJIANG in set(paths(model))


def test_the_selected_members_are_marked_in_their_branch(model: TreeModel) -> None:
    model.set_chosen(Selection(region="330000", branch="GRP-YRD", market="ASEAN"))
    marked = [path for path in paths(model) if model.index_of_path(path).data(Role.CHOSEN)]
    assert marked == [("region-group", "GRP-YRD", "330000"), ("market", "ASEAN")]
    assert model.chosen_paths() == marked
    model.set_chosen(Selection(region="330000"))
    marked = [path for path in paths(model) if model.index_of_path(path).data(Role.CHOSEN)]
    assert marked == [ZHEJIANG]


def test_members_without_any_figure_can_be_left_out(model: TreeModel) -> None:
    values = fakes.navigator_values()
    present: dict[DimensionName, frozenset[str]] = {
        "region": frozenset({"330200"}),
        "market": frozenset({"USA"}),
    }
    model.set_values(type(values)(values.rows, values.sparks, values.spark_note, values.headings, present))
    kept = {path for path in paths(model) if len(path) > 1}
    assert (*ZHEJIANG, "330200") in kept
    assert (*ZHEJIANG, "330100") not in kept
    assert ("market", "ASEAN") not in kept


def test_a_name_says_what_its_term_means(model: TreeModel) -> None:
    model.explain({"zhejiang": "A province."})
    index = model.index_of_path(ZHEJIANG)
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)).endswith("\nA province.")
