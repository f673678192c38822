"""What mouse and wheel do on a chart: point, pick, drag the view, draw a rubber band, zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from app.ui.charts.placed import Rect

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

    from app.ui.charts.chart_widget import ChartWidget
    from app.ui.charts.placed import PlacedPanel

_CLICK = 4.0
_STEP = 1.2
_READABLE = 9.0
_NOTCH = 120.0


class Gestures:
    """Follows one gesture from press to release."""

    def __init__(self, chart: ChartWidget) -> None:
        self._chart = chart
        self._start: QPointF | None = None
        self._last: QPointF | None = None
        self._banding = False
        self._moved = False

    def press(self, event: QMouseEvent) -> None:
        """Begin a click, a drag or a rubber band."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._start = self._last = event.position()
        self._banding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._moved = False
        event.accept()

    def move(self, event: QMouseEvent) -> None:
        """Go on with it, or just point."""
        if self._start is None or self._last is None:
            self._chart.point_at(event.position())
            return
        place = event.position()
        way = place - self._start
        self._moved = self._moved or max(abs(way.x()), abs(way.y())) > _CLICK
        if not self._moved:
            return
        if self._banding:
            self._chart.show_band(_between(self._start, place))
        else:
            self._drag(place - self._last)
        self._last = place

    def release(self, event: QMouseEvent) -> None:
        """End it."""
        if self._start is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        start, self._start = self._start, None
        if self._banding and self._moved:
            self._chart.show_band(_between(start, event.position()), done=True)
        elif not self._moved:
            marks = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
            self._chart.pick_at(event.position(), additive=bool(event.modifiers() & marks))
        event.accept()

    def _drag(self, way: QPointF) -> None:
        panel = self._panel_at(self._start)
        if panel is None or not self._chart.ranges.is_zoomed:
            return
        self._chart.ranges.pan(panel, "x", way.x())
        self._chart.ranges.pan(panel, "y", way.y())
        self._chart.relayout()

    def _panel_at(self, place: QPointF | None) -> PlacedPanel | None:
        if self._chart.placed is None or place is None:
            return None
        for panel in self._chart.placed.panels:
            if panel.plot.grown(4.0).holds_point(place.x(), place.y()):
                return panel
        return None

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; in a list of names scroll, and zoom with Control."""
        panel = self._panel_at(event.position())
        turns = event.angleDelta().y() / _NOTCH
        if panel is None or not turns:
            event.ignore()
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if panel.y.scale == "category" and not control:
            if self._chart.ranges.is_zoomed:
                self._chart.ranges.pan(panel, "y", turns * 60.0)
            elif panel.y.step < _READABLE:
                self._zoom(panel, event.position(), turns)
            else:
                event.ignore()
                return
        else:
            self._zoom(panel, event.position(), turns)
        self._chart.relayout()
        event.accept()

    def _zoom(self, panel: PlacedPanel, place: QPointF, turns: float) -> None:
        factor = _STEP**-turns
        self._chart.ranges.zoom(panel, "x", place.x(), factor)
        self._chart.ranges.zoom(panel, "y", place.y(), factor)

    def key(self, event: QKeyEvent) -> bool:
        """Plus and minus zoom at the middle of the first panel, 0 shows everything; whether it was one."""
        placed = self._chart.placed
        turns = {Qt.Key.Key_Plus: 2.0, Qt.Key.Key_Equal: 2.0, Qt.Key.Key_Minus: -2.0}.get(
            Qt.Key(event.key()), 0.0
        )
        if placed is None or not placed.panels or (not turns and event.key() != Qt.Key.Key_0):
            return False
        if turns:
            plot = placed.panels[0].plot
            middle = QPointF(plot.x + plot.width / 2, plot.y + plot.height / 2)
            self._zoom(placed.panels[0], middle, turns)
        else:
            self._chart.ranges.reset()
        self._chart.relayout()
        return True


def _between(first: QPointF, second: QPointF) -> Rect:
    left, right = sorted((first.x(), second.x()))
    top, bottom = sorted((first.y(), second.y()))
    return Rect(left, top, right - left, bottom - top)
