"""What a person does with a chart: pointing, clicking, dragging and turning the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from app.ui.charts.spots import Spot, walk
from tests.ui.charts import specs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.charts.chart_widget import ChartWidget

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
