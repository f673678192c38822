"""The left panel: filter, keys, what stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics

from app.model.selection import Selection
from app.ui.models.filter_index import FilterIndex
from app.ui.models.roles import Role
from app.ui.models.tree_model import GROWTH, SPARK, VALUE, TreeModel
from app.ui.navigator import Navigator
from app.ui.row_delegate import RowDelegate, spark_runs
from app.ui.theme import LIGHT
from tests.ui import fakes

if TYPE_CHECKING:
    from app.ui.look import Look

ZHEJIANG = ("region", "100000", "330000")
HEADS = ("Regions", "Groups of provinces", "Markets of Zhejiang", "Goods of Zhejiang")


@pytest.fixture
def navigator(qtbot: Any, look: Look) -> Navigator:
    trees = fakes.dimensions()
    model = TreeModel(trees, {name: FilterIndex(tree) for name, tree in trees.items()}, fakes.ENGLISH)
    made = Navigator(model, look)
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show_values(fakes.navigator_values())
    made.show_selection(Selection(region="330000"))
    made.show()
    return made


def at(navigator: Navigator, path: tuple[str, ...]) -> QModelIndex:
    return navigator._model.index_of_path(path)


def visible(navigator: Navigator) -> list[str]:
    found, index = [], navigator._model.index(0, 0)
    while index.isValid():
        found.append(str(index.data()))
        index = navigator.tree.indexBelow(index)
    return found


def test_the_way_to_the_selection_is_open(navigator: Navigator) -> None:
    assert "Zhejiang" in visible(navigator)
    assert "Ningbo" not in visible(navigator)


def test_a_click_on_a_name_chooses_it(navigator: Navigator, qtbot: Any) -> None:
    index = at(navigator, ("region", "100000", "440000"))
    place = navigator.tree.visualRect(index).center()
    with qtbot.waitSignal(navigator.member_chosen) as heard:
        qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["region", "440000", ""]


@pytest.mark.parametrize("key", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_a_click_with_a_key_adds_to_the_comparison(
    navigator: Navigator, qtbot: Any, key: Qt.KeyboardModifier
) -> None:
    place = navigator.tree.visualRect(at(navigator, ("region", "100000", "440000"))).center()
    with qtbot.assertNotEmitted(navigator.member_chosen), qtbot.waitSignal(navigator.member_added) as heard:
        qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, key, place)
    assert heard.args == ["region", "440000"]


def test_a_click_leaves_rows_where_they_are_and_a_double_click_unfolds(
    navigator: Navigator, qtbot: Any
) -> None:
    tree = navigator.tree
    place, before = tree.visualRect(at(navigator, ZHEJIANG)).center(), visible(navigator)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert visible(navigator) == before
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "Ningbo" in visible(navigator)


def test_the_mouse_leaves_no_cursor_behind(navigator: Navigator, qtbot: Any) -> None:
    tree = navigator.tree
    tree.setFocus()
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.RightButton, pos=tree.visualRect(at(navigator, ZHEJIANG)).center()
    )
    assert not tree._cursor().isValid()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree._cursor() == tree.currentIndex().siblingAtColumn(0)


def test_the_cursor_frames_the_whole_row(navigator: Navigator, qtbot: Any) -> None:
    tree = navigator.tree
    tree.setFocus()
    tree.setCurrentIndex(at(navigator, ("region", "100000")))
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    row = tree.visualRect(tree.currentIndex())
    framed = tree.viewport().grab(QRect(0, row.top(), tree.viewport().width(), row.height())).toImage()
    edge = framed.pixelColor(framed.width() - 1, row.height() // 2)
    assert edge == framed.pixelColor(0, row.height() // 2) == QColor(LIGHT.accent)


@pytest.mark.parametrize(
    ("width", "left_out"), [(340, []), (290, [SPARK]), (252, [SPARK, GROWTH]), (180, [SPARK, GROWTH])]
)
def test_a_narrow_tree_leaves_out_columns_and_never_names(
    navigator: Navigator, width: int, left_out: list[int]
) -> None:
    navigator.resize(width, 700)
    hidden = [column for column in (SPARK, VALUE, GROWTH) if navigator.tree.isColumnHidden(column)]
    assert hidden == left_out
    navigator.resize(340, 700)
    assert not navigator.tree.isColumnHidden(SPARK)


def test_words_for_a_gap_never_cost_a_name(navigator: Navigator) -> None:
    delegate, face = navigator.tree.itemDelegate(), at(navigator, (*ZHEJIANG, "330100")).data(Role.FACE)
    assert isinstance(delegate, RowDelegate)
    written = QFontMetrics(delegate._regular).horizontalAdvance(face.name)
    assert face.level == "no figure"
    assert [delegate._fits(face, QRect(0, 0, written + more, 26)) for more in (11, 12, 13)] == [
        False,
        False,
        True,
    ]
    value = at(navigator, (*ZHEJIANG, "330100")).siblingAtColumn(VALUE)
    assert value.data(Qt.ItemDataRole.ToolTipRole) == "not in the sources"
    assert "no figure" in value.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_spark_line_needs_a_line_and_a_lone_value_makes_none() -> None:
    gap, area = float("nan"), QRectF(0, 0, 40, 10)
    assert spark_runs((gap, 1.0, gap, 2.0, gap, 3.0), area) == []
    assert spark_runs((1.0, 2.0), area) == []
    assert [run.count() for run in spark_runs((1.0, 2.0, 3.0, gap, 4.0), area)] == [3]
    assert [run.count() for run in spark_runs((1.0, 2.0, 3.0, gap, 4.0, 5.0), area)] == [3, 2]


def test_a_click_in_a_group_names_the_branch(navigator: Navigator, qtbot: Any) -> None:
    navigator.tree.setExpanded(at(navigator, ("region-group", "GRP-YRD")), True)
    place = navigator.tree.visualRect(at(navigator, ("region-group", "GRP-YRD", "330000"))).center()
    with qtbot.waitSignal(navigator.member_chosen) as heard:
        qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args == ["region", "330000", "GRP-YRD"]


def test_arrows_move_and_enter_chooses(navigator: Navigator, qtbot: Any) -> None:
    navigator.tree.setFocus()
    navigator.tree.setCurrentIndex(at(navigator, ("region", "100000")))
    with qtbot.assertNotEmitted(navigator.member_chosen):
        qtbot.keyClick(navigator.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(navigator.member_chosen) as heard:
        qtbot.keyClick(navigator.tree, Qt.Key.Key_Return)
    assert heard.args == ["region", "440000", ""]


def test_f2_asks_for_the_source_of_a_value(navigator: Navigator, qtbot: Any) -> None:
    navigator.tree.setCurrentIndex(at(navigator, ZHEJIANG))
    with qtbot.waitSignal(navigator.figure_asked) as heard:
        qtbot.keyClick(navigator.tree, Qt.Key.Key_F2)
    assert heard.args[0].value == 5.55e12


def test_typing_leaves_matches_open_and_emptying_restores(navigator: Navigator, qtbot: Any) -> None:
    navigator.tree.setExpanded(at(navigator, ("market", "ASEAN")), True)
    before = visible(navigator)
    qtbot.keyClicks(navigator.filter, "nb")
    in_two_branches = ["China", "Zhejiang", "Ningbo", "Yangtze River Delta", "Zhejiang", "Ningbo"]
    assert [name for name in visible(navigator) if name not in HEADS] == in_two_branches
    qtbot.keyClick(navigator.filter, Qt.Key.Key_Escape)
    assert navigator.filter.text() == ""
    assert visible(navigator) == before


def test_nothing_found_is_said(navigator: Navigator, qtbot: Any) -> None:
    qtbot.keyClicks(navigator.filter, "qqq")
    assert "qqq" in navigator._nothing.text()
    assert navigator._nothing.isVisible()


def test_down_from_the_filter_goes_to_the_first_match(navigator: Navigator, qtbot: Any) -> None:
    qtbot.keyClicks(navigator.filter, "ningbo")
    qtbot.keyClick(navigator.filter, Qt.Key.Key_Down)
    assert navigator.tree.currentIndex().data() == "Ningbo"


def test_other_values_keep_what_is_open(navigator: Navigator) -> None:
    navigator.tree.setExpanded(at(navigator, ZHEJIANG), True)
    navigator.show_values(fakes.navigator_values(0.2))
    assert "Ningbo" in visible(navigator)
    assert ZHEJIANG in navigator.open_paths()


def test_a_closed_branch_stays_closed(navigator: Navigator) -> None:
    navigator.tree.setExpanded(at(navigator, ("region", "100000")), False)
    navigator.show_selection(Selection(region="330000", market="ASEAN"))
    assert "Zhejiang" not in visible(navigator)


def test_a_head_opens_and_closes_its_section(navigator: Navigator, qtbot: Any) -> None:
    head = at(navigator, ("market",))
    place = navigator.tree.visualRect(head).center()
    with qtbot.assertNotEmitted(navigator.member_chosen):
        qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "ASEAN" not in visible(navigator)


def test_hovering_tells_the_member(navigator: Navigator, qtbot: Any) -> None:
    place = navigator.tree.visualRect(at(navigator, ZHEJIANG)).center()
    with qtbot.waitSignal(navigator.member_hovered) as heard:
        qtbot.mouseMove(navigator.tree.viewport(), place)
    assert heard.args == ["330000"]


def test_it_draws_in_both_themes(navigator: Navigator) -> None:
    assert not navigator.grab().isNull()


def test_a_member_pointed_at_elsewhere_has_a_ground_of_its_own(navigator: Navigator) -> None:
    tree = navigator.tree
    index = navigator._model.index_of_path(("region", "100000", "440000"))
    tree.expand(index.parent())
    tree.clearFocus()
    place = tree.visualRect(index)
    before = tree.grab().toImage().pixelColor(place.right() - 1, place.top() + 2)
    tree.show_highlight("440000")
    pointed = tree.grab().toImage().pixelColor(place.right() - 1, place.top() + 2)
    assert pointed != before
    tree.show_highlight("")
    assert tree.grab().toImage().pixelColor(place.right() - 1, place.top() + 2) == before
