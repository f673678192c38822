"""The chart in the window under a hand: pointer, wheel and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.charts.kind import discover
from app.model.words import Words
from app.ui.charts import chart_widget
from app.ui.charts.spots import spot_at, walk
from app.ui.theme import LIGHT
from tests.ui.charts import specs
from tests.ui.charts.hand import NO, SHIFT, click, drag, hover, middle, send, shown, spot_of, turn
from tests.unit.charts.frames import chart_data

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.charts.chart_widget import ChartWidget


def test_pointing_tells_the_member_and_shows_its_figure(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    spot = spot_of(chart, "330000")
    with qtbot.waitSignal(chart.member_hovered) as told:
        hover(chart, QPointF(spot.x - 4, spot.y))
    assert told.args == ["330000"]
    name, lines = chart.card_texts()
    assert name == "Zhejiang"
    assert "5.55 tn" in lines


def test_anywhere_in_a_row_stands_for_its_bar(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    assert chart.placed is not None
    spot = spot_of(chart, "630000")
    found = spot_at(chart.placed, chart.placed.panels[0].plot.right - 20, spot.y)
    assert found is not None
    assert found.member == "630000"


def test_pointing_at_nothing_tells_that(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    spot = spot_of(chart, "330000")
    hover(chart, QPointF(spot.x, spot.y))
    with qtbot.waitSignal(chart.member_hovered) as told:
        hover(chart, QPointF(3, 3))
    assert told.args == [""]
    assert chart.card_texts() == ("", "")


def test_a_gap_says_what_is_known(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart, "bounds")
    spot = spot_of(chart, "hangzhou")
    hover(chart, QPointF(spot.x, spot.y))
    assert chart.card_texts() == ("Hangzhou", "no level; January to November: 823.7 bn")


def test_a_name_is_never_markup(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    labels = chart.viewport().findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize(("keys", "additive"), [(NO, False), (SHIFT, True)])
def test_a_click_picks(qtbot: QtBot, chart: ChartWidget, keys: Qt.KeyboardModifier, additive: bool) -> None:
    shown(qtbot, chart)
    spot = spot_of(chart, "320000")
    with qtbot.waitSignal(chart.member_picked) as told:
        click(chart, QPointF(spot.x - 4, spot.y), keys)
    assert told.args == ["320000", additive]


def test_a_double_click_drills_where_there_is_more(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    spot, flat = spot_of(chart, "330000"), spot_of(chart, "630000")
    with qtbot.waitSignal(chart.member_drilled) as told:
        send(chart, QEvent.Type.MouseButtonDblClick, QPointF(spot.x - 4, spot.y))
    assert told.args == ["330000"]
    with qtbot.assertNotEmitted(chart.member_drilled):
        send(chart, QEvent.Type.MouseButtonDblClick, QPointF(flat.x, flat.y))


def test_a_rubber_band_picks_several(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart, "growth-size")
    assert chart.placed is not None
    plot = chart.placed.panels[0].plot
    with qtbot.waitSignal(chart.members_banded) as told:
        drag(chart, QPointF(plot.x, plot.y), QPointF(plot.right, plot.bottom), SHIFT)
    assert {"330000", "440000"} <= set(told.args[0])


def test_arrow_keys_reach_every_mark(
    qtbot: QtBot, chart: ChartWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(
        chart_widget, "QAccessible", type("Ear", (), {"updateAccessibility": staticmethod(listen)})
    )
    shown(qtbot, chart)
    told: list[str] = []
    chart.member_hovered.connect(told.append)
    for _ in range(31):
        QTest.keyClick(chart, Qt.Key.Key_Down)
    assert told == [row[0] for row in specs.PROVINCES]
    assert heard[2] == "Zhejiang, 5.55 tn yuan"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "4.4" in heard[-1]


@pytest.mark.parametrize(
    "name", ["trend", "share", "growth-size", "tile-map", "matrix", "flow", "composition"]
)
def test_the_walk_never_gets_stuck(qtbot: QtBot, chart: ChartWidget, name: str) -> None:
    shown(qtbot, chart, name)
    assert chart.placed is not None
    spots = walk(chart.placed)
    key = Qt.Key.Key_Right
    seen: set[str] = set()
    chart.member_hovered.connect(seen.add)
    for _ in spots:
        QTest.keyClick(chart, key)
    assert {spot.member for spot in spots} == seen


def test_enter_picks_and_f2_asks_for_the_figure(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.member_picked) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["440000", False]
    with qtbot.waitSignal(chart.figure_asked) as asked:
        QTest.keyClick(chart, Qt.Key.Key_F2)
    assert asked.args is not None
    assert asked.args[0].value == pytest.approx(9.49e12)


def test_the_menu_is_asked_for_and_not_pyqtgraphs(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    place = QPoint(200, 200)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, chart.viewport().mapToGlobal(place))
    with qtbot.waitSignal(chart.menu_requested):
        QApplication.sendEvent(chart.viewport(), event)
    assert QApplication.activePopupWidget() is None


def test_the_wheel_zooms_and_a_double_click_shows_all_again(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart, "growth-size")
    assert chart.placed is not None
    whole = chart.placed.panels[0].y
    turn(chart, middle(chart), 3)
    near = chart.placed.panels[0].y
    assert near.high - near.low < (whole.high - whole.low) * 0.7
    drag(chart, middle(chart), middle(chart) + QPointF(0, 40))
    moved = chart.placed.panels[0].y
    assert moved.low > near.low
    chart.ranges.views.clear()
    turn(chart, middle(chart), 3)
    send(
        chart, QEvent.Type.MouseButtonDblClick, QPointF(chart.placed.panels[0].plot.x + 3, middle(chart).y())
    )
    assert chart.placed.panels[0].y == whole


def test_panels_with_the_same_rows_zoom_together(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    assert chart.placed is not None
    turn(chart, middle(chart), 4, Qt.KeyboardModifier.ControlModifier)
    first, second = chart.placed.panels
    assert (first.y.low, first.y.high) == (second.y.low, second.y.high)
    assert first.y.high - first.y.low < 20
    assert first.x.low == 0


def test_a_list_that_fits_leaves_the_wheel_to_others(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    turn(chart, middle(chart), 3)
    assert not chart.ranges.is_zoomed


def test_legend_entries_focus_and_mute(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart, "composition")
    assert chart.placed is not None
    swatch = chart.placed.swatches[1]
    inside = QPointF(swatch.rect.x + 4, swatch.rect.y + 4)
    area = next(spot for spot in walk(chart.placed) if spot.member == "private" and spot.place == 10)
    before = chart.grab().toImage().pixelColor(int(area.x), int(area.y))
    click(chart, inside)
    faint = chart.grab().toImage().pixelColor(int(area.x), int(area.y))
    assert faint.lightness() > before.lightness()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.grab().toImage().pixelColor(int(area.x), int(area.y)) == before
    click(chart, inside, SHIFT)
    other = next(spot for spot in walk(chart.placed) if spot.member == swatch.id and spot.place == 10)
    muted = chart.grab().toImage().pixelColor(int(other.x), int(other.y))
    assert muted != QColor(LIGHT.hex(swatch.tone))


def test_a_legend_entry_says_what_a_click_does(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart, "composition")
    assert chart.placed is not None
    swatch = chart.placed.swatches[1]
    at = QPointF(swatch.box.x + swatch.box.width / 2, swatch.box.y + swatch.box.height / 2)
    chart.point_at(at)
    assert chart.card_texts() == (swatch.label, "Click: focus (F). Shift+click or Ctrl+click: mute (M)")
    assert chart.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    click(chart, at)
    assert chart.card_texts()[1].startswith("Click: show all again")
    click(chart, at, SHIFT)
    assert chart.card_texts()[1].endswith("draw in full again (M)")
    chart.point_at(middle(chart))
    assert chart.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


def test_keys_focus_and_mute_the_mark_that_the_walk_is_at(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart, "composition")
    chart.setFocus()
    for key in (Qt.Key.Key_F, Qt.Key.Key_M):
        QTest.keyClick(chart, Qt.Key.Key_Home)
        plain = chart.viewport().grab().toImage()
        QTest.keyClick(chart, key)
        assert chart.viewport().grab().toImage() != plain
        assert chart.let_go()
        assert not chart.let_go()


def test_the_line_of_members_without_a_figure_says_who_they_are(qtbot: QtBot, chart: ChartWidget) -> None:
    rows: list[dict[str, object]] = [{"member": code} for code in ("330000", "320000", "310000")]
    rows.append({"member": "440000", "value": 9e12})
    chart.set_spec(discover()["ranking"].build(chart_data(rows), Words("en")))
    with qtbot.waitExposed(chart):
        chart.show()
    spot = spot_of(chart, "silent")
    chart.point_at(QPointF(spot.x, spot.y))
    name, lines = chart.card_texts()
    assert name == "3 others"
    assert lines == "no figure in this source for 2025\nZhejiang, Jiangsu, Shanghai"
