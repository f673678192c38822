"""The chart in the window as it is drawn and announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QAccessible,
    QColor,
)

from app.charts.kind import discover
from app.model.words import Words
from app.ui.charts import chart_widget
from app.ui.charts.chart_access import tell_charts
from app.ui.theme import DARK, LIGHT
from tests.ui.charts import specs
from tests.ui.charts.hand import shown
from tests.unit.charts.frames import chart_data

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.charts.chart_widget import ChartWidget
    from app.ui.fonts import Typeface


def test_the_chart_has_a_name_and_a_description(qtbot: QtBot, chart: ChartWidget) -> None:
    shown(qtbot, chart)
    face = QAccessible.queryAccessibleInterface(chart)
    assert face is not None
    assert face.text(QAccessible.Text.Name).startswith("Zhejiang is third")
    assert face.text(QAccessible.Text.Description) == "Bars of 31 provinces, from Guangdong to Qinghai."


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
