"""A list too long for its height goes on in a second column, so that every row keeps its name."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from app.charts.spec import Bar, Mark, Panel, Point, Rule, Text
from app.ui.charts.panel_plan import Draft, heights
from app.ui.charts.prepared import prepared

if TYPE_CHECKING:
    from app.charts.spec import Axis
    from app.ui.charts.placed import Rect
    from app.ui.charts.prepared import PreparedChart
    from app.ui.charts.text import TextMetrics, TypeScale

_NARROWEST = 270.0
"""Pixels of one of the two columns, at the usual size of type."""
_MOST = 80


def has_room(chart: PreparedChart, room: Rect, types: TypeScale, metrics: TextMetrics) -> bool:
    """Whether every row of a list can be named, in one column or two; true of what is no list."""
    height = _row_height(_rows_of(chart), chart, room, types, metrics)
    return height >= types.least_row or _two_columns(chart, room, types, metrics)


def in_two_columns(chart: PreparedChart, room: Rect, types: TypeScale, metrics: TextMetrics) -> PreparedChart:
    """The chart with the second half of its rows beside the first, where that makes its names readable.

    Args:
        chart: One row of panels; a list where all of them have the same members along y.
        room: For all panels.
        types: The size of the type.
        metrics: Measures.
    """
    height = _row_height(_rows_of(chart), chart, room, types, metrics)
    if height >= types.easy_row or not _two_columns(chart, room, types, metrics):
        return chart
    half = _half(chart)
    parts = [_part(panel, first, half) for first in (0, half) for panel in chart.spec.panels]
    return prepared(replace(chart.spec, panels=tuple(parts), columns=len(parts)))


def _two_columns(chart: PreparedChart, room: Rect, types: TypeScale, metrics: TextMetrics) -> bool:
    is_wide = room.width / 2 >= _NARROWEST * types.stroke and _can_be_cut(chart)
    return is_wide and _row_height(_half(chart), chart, room, types, metrics) >= types.easy_row


def _half(chart: PreparedChart) -> int:
    return math.ceil(_rows_of(chart) / 2)


def _row_height(rows: int, chart: PreparedChart, room: Rect, types: TypeScale, metrics: TextMetrics) -> float:
    """Pixels of each of so many rows; infinite where there are none."""
    drafts = (Draft(index, marks, room, types, metrics, {}) for index, marks in enumerate(chart.panels))
    return (room.height - max(sum(heights(draft)) for draft in drafts)) / rows if rows else math.inf


def _rows_of(chart: PreparedChart) -> int:
    """How many rows a list has that can be read at all; 0 of any other chart."""
    panels = chart.spec.panels
    rows = len(panels[0].y.categories) if panels else 0
    return rows if 0 < rows <= _MOST and _is_list(chart) else 0


def _is_list(chart: PreparedChart) -> bool:
    """Whether the panels stand in one row with the same members along y."""
    panels = chart.spec.panels
    keys = panels[0].y.keys
    return (
        bool(keys)
        and len(panels) <= chart.spec.columns
        and all(panel.y.scale == "category" and panel.y.keys == keys for panel in panels)
    )


def _can_be_cut(chart: PreparedChart) -> bool:
    """Whether the rows stand each for itself, as bars and dots do and the cells of a matrix do not."""
    plain = (Bar, Point, Text, Rule)
    return all(isinstance(mark, plain) for panel in chart.spec.panels for mark in panel.marks)


def _part(panel: Panel, first: int, rows: int) -> Panel:
    """Some rows of a panel, on the same range of values as all the others."""
    return replace(
        panel,
        id=f"{panel.id}-{first}",
        x=replace(panel.x, shared=panel.id),
        y=_rows(panel.y, first, rows),
        marks=tuple(moved for mark in panel.marks if (moved := _moved(mark, first, rows)) is not None),
    )


def _rows(axis: Axis, first: int, rows: int) -> Axis:
    """The categories from one on; where the last column is shorter, rows without a name fill it."""
    kept = slice(first, first + rows)
    missing = ("",) * (rows - len(axis.categories[kept]))
    return replace(
        axis,
        categories=(*axis.categories[kept], *missing),
        keys=(*axis.keys[kept], *missing),
        strong=frozenset(place - first for place in axis.strong if first <= place < first + rows),
    )


def _moved(mark: Mark, first: int, rows: int) -> Mark | None:
    """A mark in the rows of its column, None where it stands in the other one."""
    if isinstance(mark, Bar):
        return replace(mark, at=mark.at - first) if _within(mark.at, first, rows) else None
    if isinstance(mark, Point | Text):
        return replace(mark, y=mark.y - first) if _within(mark.y, first, rows) else None
    return mark


def _within(at: float, first: int, rows: int) -> bool:
    return first - 0.5 <= at < first + rows - 0.5
