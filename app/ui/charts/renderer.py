"""The chart on the screen: two items in a scene that are told what to draw and are never made anew.

The drawing is the one of every export (`paint`). Its picture is kept, so that pointing at a mark draws
the thin layer above it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyqtgraph import GraphicsObject
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from app.ui.charts.overlay import Pointing, paint_overlay
from app.ui.charts.paint import paint_chart

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.ui.charts.ink import Ink
    from app.ui.charts.placed import ChartLayout


class _Layer(GraphicsObject):
    """As large as the layout that it draws."""

    def __init__(self) -> None:
        super().__init__()
        self._layout: ChartLayout | None = None
        self._ink: Ink | None = None

    def boundingRect(self) -> QRectF:
        if self._layout is None:
            return QRectF()
        return QRectF(0, 0, self._layout.width, self._layout.height)


class _ChartItem(_Layer):
    """The chart itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def show_layout(self, layout: ChartLayout, ink: Ink) -> None:
        if self._layout is None or (layout.width, layout.height) != (self._layout.width, self._layout.height):
            self.prepareGeometryChange()
        self._layout, self._ink = layout, ink
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._layout is not None and self._ink is not None:
            paint_chart(painter, self._layout, self._ink)


class _OverlayItem(_Layer):
    """What is pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self._pointing = Pointing()

    def show_pointing(self, layout: ChartLayout, pointing: Pointing, ink: Ink) -> None:
        self.prepareGeometryChange()
        self._layout, self._pointing, self._ink = layout, pointing, ink
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._layout is not None and self._ink is not None:
            paint_overlay(painter, self._layout, self._pointing, self._ink)


class ChartRenderer:
    """Shows layouts in a scene."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._chart = _ChartItem()
        self._overlay = _OverlayItem()
        self._overlay.setZValue(1)
        scene.addItem(self._chart)
        scene.addItem(self._overlay)
        self._shown: tuple[ChartLayout, Ink] | None = None

    def show(self, layout: ChartLayout, ink: Ink) -> None:
        """Draw another layout, with the same two items."""
        self._shown = (layout, ink)
        self._chart.show_layout(layout, ink)

    def point(self, pointing: Pointing) -> None:
        """Draw what is pointed at over the chart."""
        if self._shown is not None:
            self._overlay.show_pointing(self._shown[0], pointing, self._shown[1])
