"""Everything by keyboard: shortcuts, Tab, arrows, Enter, Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.charts.spots import walk
from app.ui.models.roles import Role
from tests.e2e.conftest import settle

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

NOTHING = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def active(window: MainWindow, qtbot: Any) -> MainWindow:
    window.shell.activateWindow()
    qtbot.waitUntil(window.shell.isActiveWindow)
    return window


def press(
    window: MainWindow, qtbot: Any, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window.shell, key, modifier)
    settle(window, qtbot)


def test_shortcuts_reach_search_and_filter(active: MainWindow, qtbot: Any) -> None:
    press(active, qtbot, Qt.Key.Key_K, CONTROL)
    assert active.workspace.top.search.hasFocus()
    press(active, qtbot, Qt.Key.Key_F, CONTROL)
    assert active.workspace.navigator.filter.hasFocus()


def test_from_the_filter_to_another_province_and_back(active: MainWindow, qtbot: Any) -> None:
    press(active, qtbot, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(active.workspace.navigator.filter, "guangd")
    press(active, qtbot, Qt.Key.Key_Down)
    assert active.workspace.navigator.tree.hasFocus()
    press(active, qtbot, Qt.Key.Key_Return)
    assert active.controller.selection.region == "440000"
    press(active, qtbot, Qt.Key.Key_Left, ALT)
    assert active.controller.selection.region == "330000"
    press(active, qtbot, Qt.Key.Key_Right, ALT)
    assert active.controller.selection.region == "440000"


def test_esc_goes_up_but_first_empties_the_filter(active: MainWindow, qtbot: Any) -> None:
    navigator = active.workspace.navigator
    press(active, qtbot, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(navigator.filter, "ning")
    press(active, qtbot, Qt.Key.Key_Escape)
    assert navigator.filter.text() == ""
    assert active.controller.selection.region == "330000"
    press(active, qtbot, Qt.Key.Key_Escape)
    assert active.controller.selection.region == "100000"


def test_zoom_by_keys(active: MainWindow, qtbot: Any) -> None:
    press(active, qtbot, Qt.Key.Key_Minus, CONTROL)
    assert active.look.zoom == pytest.approx(0.9)
    active.shell.activateWindow()
    qtbot.waitUntil(active.shell.isActiveWindow)
    press(active, qtbot, Qt.Key.Key_0, CONTROL)
    assert active.look.zoom == 1.0


def test_tab_goes_round_through_every_panel(active: MainWindow, qtbot: Any) -> None:
    workspace = active.workspace
    workspace.top.search.setFocus()
    seen: list[QWidget] = []
    for _ in range(120):
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            break
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    panels = (workspace.top, workspace.navigator, workspace.chart_view, workspace.table, workspace.details)
    reached = [any(panel is widget or panel.isAncestorOf(widget) for widget in seen) for panel in panels]
    assert reached == [True] * len(panels)


def test_arrows_walk_the_marks_of_the_chart(active: MainWindow, qtbot: Any) -> None:
    chart = active.workspace.chart_view.chart
    chart.setFocus()
    with qtbot.waitSignal(chart.member_hovered) as heard:
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    member = heard.args[0]
    model = active.workspace.table.model()
    assert member in [model.index(row, 0).data(Role.MEMBER) for row in range(model.rowCount())]
    press(active, qtbot, Qt.Key.Key_Return)
    assert active.controller.selection.region == member


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")
@pytest.mark.parametrize("place", ["periods", "tree"])
def test_f2_is_about_the_mark_under_the_pointer_wherever_the_keyboard_is(
    active: MainWindow, qtbot: Any, place: str
) -> None:
    workspace = active.workspace
    chart = workspace.chart_view.chart
    tree = workspace.navigator.tree
    tree.setCurrentIndex(workspace.navigator._model.index_of_path(("region", "100000", "330000")))
    keyboard = {"periods": workspace.top.periods, "tree": tree}[place]
    keyboard.setFocus()
    assert chart.placed is not None
    assert chart.spec is not None
    spot = next(spot for spot in walk(chart.placed) if spot.member == "440000")
    chart.point_at(QPointF(spot.x, spot.y))
    chart.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    with qtbot.waitSignal(chart.figure_asked) as heard:
        qtbot.keyClick(keyboard, Qt.Key.Key_F2)
    assert heard.args[0] == chart.spec.figures[spot.figure]
    chart.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    with qtbot.assertNotEmitted(chart.figure_asked):
        qtbot.keyClick(keyboard, Qt.Key.Key_F2)
