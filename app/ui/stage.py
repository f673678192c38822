"""The chart of a window in its place, with room for what is put around it after it has been painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from app.explorer.loop import Outcome
from app.ui import parts
from app.ui.chart_view import ChartView
from app.ui.charts.chart_widget import ChartWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.explorer.views import View
    from app.ui.controller import Controller
    from app.ui.look import Look

PanelName = Literal["navigator", "table", "details"]
PlaceName = Literal["top", "navigator", "table", "details", "status"]
PANELS: Final[tuple[PanelName, ...]] = ("navigator", "table", "details")
_HEIGHTS: Final[Mapping[PlaceName, int]] = {"top": 48, "status": 26}
_NAVIGATOR_SHARE: Final = (0.22, 314, 480)
_DETAILS_SHARE: Final = (0.22, 300, 420)
_TABLE_SHARE: Final = (0.17, 104, 320)
"""Share of the window, least and most pixels."""


@dataclass
class Layout:
    """How the panels share the window; handed on from one stage to the next."""

    splitters: dict[str, list[int]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


class Stage(QWidget):
    """Shows the views of a controller. The places around the chart are empty until they are filled."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("central")
        self.look = look
        self._view: View | None = None
        chart = ChartWidget(look.typeface, look.theme, look.words, zoom=look.zoom)
        self.chart_view = ChartView(chart, look)
        self._places: dict[PlaceName, QFrame] = {
            name: _place() for name in ("top", "navigator", "table", "details", "status")
        }
        for name, height in _HEIGHTS.items():
            self._places[name].setFixedHeight(look.pixels(height))
        self._moved: set[str] = set()
        self._sides, self._middle = self._splitters()
        layout = parts.column(self)
        layout.addWidget(self._places["top"])
        layout.addWidget(parts.frame("rule"))
        layout.addWidget(self._sides, 1)
        layout.addWidget(parts.frame("rule"))
        layout.addWidget(self._places["status"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The card at the pointer promises F2, wherever the keyboard is."""
        if event.key() != Qt.Key.Key_F2 or not self.chart_view.chart.ask_under_pointer():
            super().keyPressEvent(event)

    @property
    def view(self) -> View | None:
        """The view on the screen."""
        return self._view

    def fill(self, name: PlaceName, widget: QWidget) -> None:
        """Put a widget in a place."""
        layout = self._places[name].layout()
        if layout is not None:
            layout.addWidget(widget)

    def panel(self, name: PanelName) -> QWidget:
        """The place of a panel that can be hidden."""
        return self._places[name]

    def arrange(self, layout: Layout) -> None:
        """Share the window as it was shared before, where somebody has moved a border."""
        self._moved = set(layout.splitters)
        self._share()
        if sizes := layout.splitters.get("sides"):
            self._sides.setSizes(sizes)
        if sizes := layout.splitters.get("middle"):
            self._middle.setSizes(sizes)
        for name in PANELS:
            self.panel(name).setVisible(name not in layout.hidden)

    def _share(self) -> None:
        """Give every panel its share of the window, but where somebody has moved a border."""
        width, height = self.window().width(), self.window().height()
        left, right, below = (
            _share(width, _NAVIGATOR_SHARE),
            _share(width, _DETAILS_SHARE),
            _share(height, _TABLE_SHARE),
        )
        if "sides" not in self._moved:
            self._sides.setSizes([left, width - left - right, right])
        if "middle" not in self._moved:
            self._middle.setSizes([height - below, below])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def arrangement(self) -> Layout:
        """How the window is shared now, as far as somebody has moved a border."""
        sizes = {"sides": self._sides.sizes(), "middle": self._middle.sizes()}
        return Layout(
            {name: sizes[name] for name in sizes if name in self._moved},
            {name for name in PANELS if self.panel(name).isHidden()},
        )

    def attach(self, controller: Controller) -> None:
        """Show what a controller answers."""
        controller.view_asked.connect(self.chart_view.frame.show_loading)
        controller.view_settled.connect(self._show_view)

    def detach(self, controller: Controller) -> None:
        """Hear nothing more, because another stage takes over."""
        controller.view_asked.disconnect(self.chart_view.frame.show_loading)
        controller.view_settled.disconnect(self._show_view)

    def _show_view(self, outcome: Outcome[View]) -> None:
        self.chart_view.show_outcome(outcome)
        if outcome.value is not None:
            self._view = outcome.value

    def _splitters(self) -> tuple[QSplitter, QSplitter]:
        middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(self.chart_view)
        middle.addWidget(self._places["table"])
        middle.setStretchFactor(0, 1)
        sides = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self._places["navigator"], middle, self._places["details"]):
            sides.addWidget(panel)
        sides.setStretchFactor(1, 1)
        for name, splitter in (("middle", middle), ("sides", sides)):
            splitter.splitterMoved.connect(lambda *_, moved=name: self._moved.add(moved))
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        pixels = self.look.pixels
        self._places["navigator"].setMinimumWidth(pixels(252))
        self._places["details"].setMinimumWidth(pixels(280))
        self.chart_view.setMinimumHeight(pixels(260))
        self._places["table"].setMinimumHeight(pixels(90))
        return sides, middle


def _place() -> QFrame:
    made = parts.frame("panel")
    parts.column(made)
    return made


def _share(length: int, wanted: tuple[float, int, int]) -> int:
    share, least, most = wanted
    return max(least, min(most, round(length * share)))
