"""Zooming and panning: which ranges a chart shows instead of all of them, moved by wheel, drag and keys.

Panels whose axes started with the same range move together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.charts.domains import Way
    from app.ui.charts.placed import ChartLayout, PlacedPanel
    from app.ui.charts.scales import PlacedAxis, Span

_MOST_ZOOM = 2000.0
_FEWEST_CATEGORIES = 3.0


@dataclass
class Ranges:
    """Ranges in view, by panel and direction, in each axis' own space; empty shows all."""

    views: dict[tuple[int, Way], Span] = field(default_factory=dict)
    _whole: dict[tuple[int, Way], tuple[str, Span]] = field(default_factory=dict)

    def reset(self) -> None:
        """Show everything again."""
        self.views.clear()

    def learn(self, layout: ChartLayout) -> None:
        """Remember the ranges of a chart that shows everything."""
        if self.views:
            return
        self._whole = {
            (panel.index, way): (axis.scale, (axis.low, axis.high))
            for panel in layout.panels
            for way, axis in _axes(panel)
        }

    @property
    def is_zoomed(self) -> bool:
        """Whether a part is in view."""
        return bool(self.views)

    def can_move(self, panel: PlacedPanel, way: Way) -> bool:
        """Whether an axis can be zoomed: all but those of maps and treemaps, and short lists of names."""
        axis = panel.x if way == "x" else panel.y
        if axis.scale == "none":
            return False
        if axis.scale == "category":
            whole = self._whole.get((panel.index, way), ("", (axis.low, axis.high)))[1]
            return whole[1] - whole[0] > 2 * _FEWEST_CATEGORIES
        return not panel.bars.ids or way == ("x" if panel.bars.upright else "y")

    def zoom(self, panel: PlacedPanel, way: Way, pixel: float, factor: float) -> None:
        """Show a part that is `factor` times as wide, keeping what is under the pixel in place."""
        axis = panel.x if way == "x" else panel.y
        if not self.can_move(panel, way):
            return
        whole = self._whole.get((panel.index, way), (axis.scale, (axis.low, axis.high)))[1]
        middle = axis.inner(pixel)
        width = (axis.high - axis.low) * factor
        least = _FEWEST_CATEGORIES if axis.scale == "category" else (whole[1] - whole[0]) / _MOST_ZOOM
        width = max(width, least)
        share = (middle - axis.low) / ((axis.high - axis.low) or 1.0)
        self._show(panel.index, way, (middle - share * width, middle + (1 - share) * width))

    def pan(self, panel: PlacedPanel, way: Way, pixels: float) -> None:
        """Move what is in view by so many pixels."""
        axis = panel.x if way == "x" else panel.y
        if not self.can_move(panel, way):
            return
        per_pixel = (axis.high - axis.low) / ((axis.end - axis.start) or 1.0)
        shift = -pixels * per_pixel
        self._show(panel.index, way, (axis.low + shift, axis.high + shift))

    def _show(self, index: int, way: Way, span: Span) -> None:
        own = self._whole.get((index, way))
        if own is None:
            return
        low, high = own[1]
        width = min(span[1] - span[0], high - low)
        first = min(max(span[0], low), high - width)
        same = [key for key, whole in self._whole.items() if key[1] == way and whole == own]
        for key in same:
            if width >= (high - low) * 0.999:
                self.views.pop(key, None)
            else:
                self.views[key] = (first, first + width)


def _axes(panel: PlacedPanel) -> tuple[tuple[Way, PlacedAxis], tuple[Way, PlacedAxis]]:
    return (("x", panel.x), ("y", panel.y))
