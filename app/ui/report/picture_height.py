"""How tall a chart stands on paper: as tall as its rows need, no taller than its picture deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.charts.spec import Cell, Point, Tree

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec, Panel

_FRAME: Final = 120.0
"""Room for title, subtitle, axis, remark and source."""
_ROW: Final = 14.5
_FLAT: Final = 340.0
_TALL: Final = 640.0
_MAP: Final = 450.0


def usual_height(spec: ChartSpec) -> float:
    """Height in 1/96 inch for the width of a page's text."""
    rows = max((_rows(panel) for panel in spec.panels), default=0)
    if spec.columns > 1 and len(spec.panels) > spec.columns * 2:
        return min(_TALL, _FRAME + 110.0 * -(-len(spec.panels) // spec.columns))
    if rows:
        return max(_FLAT * 0.85, min(_TALL, _FRAME + rows * _ROW))
    marks = [mark for panel in spec.panels for mark in panel.marks]
    bubbles = any(isinstance(mark, Point) and mark.weight is not None for mark in marks)
    return _MAP if bubbles or any(isinstance(mark, Cell | Tree) for mark in marks) else _FLAT


def _rows(panel: Panel) -> int:
    """Categories below each other, or rows of a matrix; a map of tiles has few and wants room."""
    if panel.y.scale == "category":
        return len(panel.y.categories)
    cells = [mark.row for mark in panel.marks if isinstance(mark, Cell)]
    return max(cells, default=-1) + 1 if len(cells) > 60 else 0
