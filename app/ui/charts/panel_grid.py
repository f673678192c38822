"""Panels side by side: their rooms, and margins that make plots of one row and one column line up."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from app.ui.charts import panel_plan as planning
from app.ui.charts.panel_plan import Draft, Margins, PanelPlan
from app.ui.charts.placed import Rect
from app.ui.charts.scales import PlacedAxis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.charts.axes import AxisPlan, Rows
    from app.ui.charts.domains import Way
    from app.ui.charts.prepared import PreparedChart
    from app.ui.charts.scales import Span
    from app.ui.charts.text import TextMetrics, TypeScale

_NARROWEST = 96.0
_LOWEST = 84.0

Views = dict[tuple[int, "Way"], "Span"]
"""Ranges that replace those of the marks, by panel and direction, in the axis' own space."""


def columns_for(chart: PreparedChart, room: Rect, types: TypeScale) -> int:
    """Panels side by side: as the chart says, in a grid of many as many as make panels of a good form."""
    count = len(chart.panels)
    columns = max(1, min(chart.spec.columns, count))
    if count <= chart.spec.columns:
        return columns
    narrowest, lowest = _NARROWEST * types.stroke, _LOWEST * types.stroke
    while columns > 1 and room.width / columns < narrowest:
        columns -= 1
    while room.width / (columns + 1) >= narrowest and room.height / math.ceil(count / columns) < lowest:
        columns += 1
    return columns


def cells(chart: PreparedChart, room: Rect, columns: int, foot: float = 0.0) -> list[Rect]:
    """The room of each panel, by weight within its row.

    Args:
        chart: The panels.
        room: For all of them.
        columns: Panels side by side.
        foot: How much taller the last row is, because it alone names the x axis.
    """
    count = len(chart.panels)
    rows = math.ceil(count / columns)
    gap_x = 28.0 if room.width >= 560 else 16.0
    gap_y = 20.0 if room.height >= 420 else 12.0 if room.height >= 200 else 6.0
    height = (room.height - gap_y * (rows - 1) - foot) / max(1, rows)
    placed: list[Rect] = []
    for row in range(rows):
        line = chart.panels[row * columns : (row + 1) * columns]
        weights = [marks.panel.weight for marks in line]
        total = sum(weights) + (columns - len(line)) * (sum(weights) / len(weights))
        x, tall = room.x, height + (foot if row == rows - 1 else 0.0)
        for weight in weights:
            width = (room.width - gap_x * (columns - 1)) * weight / total
            placed.append(Rect(x, room.y + row * (height + gap_y), max(1.0, width), max(1.0, tall)))
            x += width + gap_x
    return placed


def plan_panels(
    chart: PreparedChart,
    room: Rect,
    types: TypeScale,
    metrics: TextMetrics,
    views: Mapping[tuple[int, Way], Span],
) -> list[PanelPlan]:
    """Give each panel its plot, its ranges and its ticks."""
    columns = columns_for(chart, room, types)
    rooms = cells(chart, room, columns)
    tight = len(rooms) > columns and rooms[0].height < _LOWEST * types.stroke
    if tight:
        rooms = cells(chart, room, columns, types.axis.height + 10)
    drafts = [
        Draft(
            index,
            marks,
            cell,
            types,
            metrics,
            _views_of(views, index),
            quiet=tight and index + columns < len(chart.panels),
        )
        for index, (marks, cell) in enumerate(zip(chart.panels, rooms, strict=True))
    ]
    verticals = [planning.heights(draft) for draft in drafts]
    for row in range(0, len(drafts), columns):
        line = verticals[row : row + columns]
        top, bottom = max(v[0] for v in line), max(v[1] for v in line)
        verticals[row : row + columns] = [(top, bottom)] * len(line)
    rows = [
        planning.y_plan(draft, max(1.0, draft.cell.height - top - bottom))
        for draft, (top, bottom) in zip(drafts, verticals, strict=True)
    ]
    horizontals = [planning.sides(draft, y) for draft, (y, _) in zip(drafts, rows, strict=True)]
    if len(drafts) > columns:
        for column in range(columns):
            same = horizontals[column::columns]
            horizontals[column::columns] = [_widest(same)] * len(same)
    groups = _sharing(drafts)
    for group in groups:
        widest = _widest([horizontals[index] for index in group])
        for index in group:
            horizontals[index] = widest
    plans = [
        _plan(draft, vertical, horizontal, y)
        for draft, vertical, horizontal, y in zip(drafts, verticals, horizontals, rows, strict=True)
    ]
    for group in groups:
        spans = [plans[index].x_plan.span for index in group]
        shared: dict[Way, Span] = {"x": (min(low for low, _ in spans), max(high for _, high in spans))}
        right = max(plans[index].cell.right - plans[index].plot.right for index in group)
        for index in group:
            draft = replace(drafts[index], views=drafts[index].views | shared)
            left, _, ends = horizontals[index]
            plans[index] = _plan(draft, verticals[index], (left, right, ends), rows[index])
    return plans


def _sharing(drafts: Sequence[Draft]) -> list[list[int]]:
    """Panels whose x axes show one range."""
    found: dict[str, list[int]] = {}
    for draft in drafts:
        if name := draft.axis("x").shared:
            found.setdefault(name, []).append(draft.index)
    return list(found.values())


def _widest(sides: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    return (max(s[0] for s in sides), max(s[1] for s in sides), max(s[2] for s in sides))


def _views_of(views: Mapping[tuple[int, Way], Span], index: int) -> dict[Way, Span]:
    return {way: span for (panel, way), span in views.items() if panel == index}


def _plan(
    draft: Draft,
    vertical: tuple[float, float],
    horizontal: tuple[float, float, float],
    y: tuple[AxisPlan, Rows],
) -> PanelPlan:
    left, right, ends = horizontal
    top, bottom = vertical
    y_axis, rows = y
    width = max(1.0, draft.cell.width - left - right)
    x_axis = planning.x_plan(draft, width, rows)
    more = planning.overhang(x_axis, draft.metrics, width) - right
    if more > 0:
        right += more
        x_axis = planning.x_plan(draft, max(1.0, width - more), rows)
    plot = Margins(left, top, right, bottom).around(draft.cell)
    downward = y_axis.axis.scale == "category" or bool(draft.marks.cells)
    y_ends = (plot.y, plot.bottom) if downward else (plot.bottom, plot.y)
    return PanelPlan(
        index=draft.index,
        marks=draft.marks,
        cell=draft.cell,
        plot=plot,
        x=PlacedAxis(x_axis.axis.scale, *x_axis.span, plot.x, plot.right),
        y=PlacedAxis(y_axis.axis.scale, *y_axis.span, y_ends[0], y_ends[1]),
        x_plan=x_axis,
        y_plan=y_axis,
        types=draft.types,
        metrics=draft.metrics,
        rows=rows,
        ends=ends,
    )
