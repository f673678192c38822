"""The chart in the window, used as a person uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.charts.kind import discover
from app.model.words import Words
from app.ui.charts import chart_widget
from app.ui.charts.chart_access import tell_charts
from app.ui.charts.spots import Spot, spot_at, walk
from app.ui.theme import DARK, LIGHT
from tests.ui.charts import specs
from tests.unit.charts.frames import chart_data

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.charts.chart_widget import ChartWidget
    from app.ui.fonts import Typeface

NO = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(qtbot: QtBot, chart: ChartWidget, name: str = "ranking") -> ChartWidget:
    chart.set_spec(specs.examples()[name])
    with qtbot.waitExposed(chart):
        chart.show()
    chart.setFocus()
    return chart


def spot_of(chart: ChartWidget, member: str) -> Spot:
    assert chart.placed is not None
    return next(spot for spot in walk(chart.placed) if spot.member == member)


def send(
    chart: ChartWidget,
    kind: QEvent.Type,
    place: QPointF,
    keys: Qt.KeyboardModifier = NO,
    *,
    held: bool = False,
) -> None:
    moving = kind == QEvent.Type.MouseMove
    button = Qt.MouseButton.NoButton if moving else Qt.MouseButton.LeftButton
    buttons = Qt.MouseButton.LeftButton if held or not moving else Qt.MouseButton.NoButton
    where = chart.viewport().mapToGlobal(place)
    QApplication.sendEvent(chart.viewport(), QMouseEvent(kind, place, where, button, buttons, keys))


def hover(chart: ChartWidget, place: QPointF) -> None:
    send(chart, QEvent.Type.MouseMove, place)


def click(chart: ChartWidget, place: QPointF, keys: Qt.KeyboardModifier = NO) -> None:
    send(chart, QEvent.Type.MouseButtonPress, place, keys)
    send(chart, QEvent.Type.MouseButtonRelease, place, keys)


def drag(chart: ChartWidget, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO) -> None:
    send(chart, QEvent.Type.MouseButtonPress, start, keys)
    for share in (0.3, 0.7, 1.0):
        send(chart, QEvent.Type.MouseMove, start + (end - start) * share, keys, held=True)
    send(chart, QEvent.Type.MouseButtonRelease, end, keys)


def turn(chart: ChartWidget, place: QPointF, notches: int, keys: Qt.KeyboardModifier = NO) -> None:
    where = chart.viewport().mapToGlobal(place)
    event = QWheelEvent(
        place,
        where,
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart.viewport(), event)


def middle(chart: ChartWidget) -> QPointF:
    assert chart.placed is not None
    plot = chart.placed.panels[0].plot
    return QPointF(plot.x + plot.width / 2, plot.y + plot.height / 2)


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


def test_the_chart_has_a_name_and_a_description(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    face = QAccessible.queryAccessibleInterface(chart)
    assert face is not None
    assert face.text(QAccessible.Text.Name).startswith("Zhejiang is third")
    assert face.text(QAccessible.Text.Description) == "Bars of 31 provinces, from Guangdong to Qinghai."


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


def test_exports_or_a_member_in_focus_leave_their_own_bars_as_they_are(
    qtbot: QtBot, chart: ChartWidget
) -> None:
    rows = [
        {"member": code, "flow": flow, "value": 5e12}
        for code in ("440000", "330000")
        for flow in ("export", "import")
    ]
    chart.set_spec(discover()["balance"].build(chart_data(rows), Words("en")))
    with qtbot.waitExposed(chart):
        chart.show()
    assert chart.placed is not None
    bars = chart.placed.panels[0].bars
    sold, bought = bars.series.index("export"), bars.series.index("import")
    places = [
        (int(bars.rects[at][0] + bars.rects[at][2] / 2), int(bars.rects[at][1] + bars.rects[at][3] / 2))
        for at in (sold, bought)
    ]

    def colours() -> list[QColor]:
        picture = chart.viewport().grab().toImage()
        return [picture.pixelColor(*place) for place in places]

    before = colours()
    chart.toggle_legend("export", mute=False)
    after = colours()
    assert after[0] == before[0]
    assert after[1].lightness() > before[1].lightness()
    assert chart.let_go()
    chart.toggle_legend("330000", mute=False)
    of_member = [place for place, member in enumerate(bars.ids) if member == "330000"]
    assert len(of_member) >= 2
    focused = chart.viewport().grab().toImage()
    chart.let_go()
    plain = chart.viewport().grab().toImage()
    for place, rect in enumerate(bars.rects):
        at = (int(rect[0] + rect[2] / 2), int(rect[1] + rect[3] / 2))
        assert (focused.pixelColor(*at) == plain.pixelColor(*at)) is (place in of_member)


def test_a_highlight_from_elsewhere_is_drawn(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    before = chart.grab().toImage()
    chart.set_highlight(["320000"])
    assert chart.grab().toImage() != before
    chart.set_highlight([])
    assert chart.grab().toImage() == before


def test_another_theme_is_drawn_at_once(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    chart.set_theme(DARK)
    assert chart.grab().toImage().pixelColor(3, 3) == QColor(DARK.ground)


def test_a_new_size_is_laid_out_anew(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    chart.resize(640, 400)
    assert chart.placed is not None
    assert (chart.placed.width, chart.placed.height) == (640, 400)


def test_replotting_a_thousand_times_keeps_the_same_items(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    items = len(chart.scene().items())
    examples = list(specs.examples().values())
    for number in range(1000):
        chart.set_spec(examples[number % len(examples)])
        if number % 100 == 0:
            chart.grab()
    assert len(chart.scene().items()) == items


def test_larger_text_sets_the_chart_in_larger_type(qtbot: QtBot, typeface: Typeface) -> None:
    sizes = []
    for zoom in (1.0, 1.3):
        chart = chart_widget.ChartWidget(typeface, LIGHT, Words("en"), zoom=zoom)
        qtbot.addWidget(chart)
        chart.resize(1000, 1100)
        shown(qtbot, chart)
        assert chart.placed is not None
        sizes.append([text.style.size for text in chart.placed.texts])
    assert all(larger > usual for usual, larger in zip(*sizes, strict=True))


def test_an_equal_highlight_is_silent(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    with qtbot.assertNotEmitted(chart.member_hovered), qtbot.assertNotEmitted(chart.member_picked):
        chart.set_highlight(["330000"])
        chart.set_highlight(["330000"])


def test_a_chart_is_announced_as_a_chart(qtbot: QtBot, chart: ChartWidget) -> None:
    tell_charts()
    shown(qtbot, chart)
    access = QAccessible.queryAccessibleInterface(chart)
    assert access is not None
    assert access.role() is QAccessible.Role.Chart
    assert access.text(QAccessible.Text.Name) == chart.accessibleName()
    assert access.text(QAccessible.Text.Description) == chart.accessibleDescription()


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
