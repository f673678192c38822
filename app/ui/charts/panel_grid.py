"""Panels side by side: their rooms, and margins that make plots of one row and one column line up."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from app.ui.charts import panel_plan as planning
from app.ui.charts.panel_plan import Draft, Margins, PanelPlan
from app.ui.charts.placed import Rect
from app.ui.charts.prepared import PreparedChart
from app.ui.charts.scales import PlacedAxis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.ui.charts.axes import AxisPlan, Rows
    from app.ui.charts.domains import Way
    from app.ui.charts.scales import Span
    from app.ui.charts.text import TextMetrics, TypeScale

_NARROWEST = 110.0
_LOWEST = 84.0
_LEAST = 76.0
"""Pixels of a panel's height, at the usual size of type, below which its lines cannot be read."""
_NARROW = 150.0
"""Pixels of a panel, at the usual size of type, below which the first of its row names the y axis for all."""

_ROUNDS = 3
"""A range that grows for the labels of one panel leaves less room to those of the next."""

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


def readable_panels(chart: PreparedChart, room: Rect, types: TypeScale) -> PreparedChart:
    """The chart with as many panels of a grid as can be read in a room; the same where all can."""
    columns, count = columns_for(chart, room, types), len(chart.panels)
    if count <= chart.spec.columns:
        return chart
    gap = _gap_between_rows(room)
    rows = max(1, int((room.height + gap) / (_LEAST * types.stroke + gap)))
    if rows * columns >= count:
        return chart
    kept = slice(rows * columns)
    return PreparedChart(replace(chart.spec, panels=chart.spec.panels[kept]), chart.panels[kept])


def _gap_between_rows(room: Rect) -> float:
    return 20.0 if room.height >= 420 else 12.0 if room.height >= 200 else 6.0


def cells(chart: PreparedChart, room: Rect, columns: int, foot: float = 0.0, lead: float = 0.0) -> list[Rect]:
    """The room of each panel, by weight within its row.

    Args:
        chart: The panels.
        room: For all of them.
        columns: Panels side by side.
        foot: How much taller the last row is, because it alone names the x axis.
        lead: How much wider the first column is, because it alone names the y axis.
    """
    count = len(chart.panels)
    rows = math.ceil(count / columns)
    gap_x = 28.0 if room.width >= 560 else 16.0
    gap_y = _gap_between_rows(room)
    height = (room.height - gap_y * (rows - 1) - foot) / max(1, rows)
    placed: list[Rect] = []
    for row in range(rows):
        line = chart.panels[row * columns : (row + 1) * columns]
        weights = [marks.panel.weight for marks in line]
        total = sum(weights) + (columns - len(line)) * (sum(weights) / len(weights))
        x, tall = room.x, height + (foot if row == rows - 1 else 0.0)
        for place, weight in enumerate(weights):
            width = (room.width - lead - gap_x * (columns - 1)) * weight / total + lead * (not place)
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
    drafts = _drafts(chart, room, columns, types, metrics, views)
    verticals = [planning.heights(draft) for draft in drafts]
    for row in range(0, len(drafts), columns):
        line = verticals[row : row + columns]
        top, bottom = max(v[0] for v in line), max(v[1] for v in line)
        verticals[row : row + columns] = [(top, bottom)] * len(line)
    rows = [
        planning.y_plan(draft, max(1.0, draft.cell.height - top - bottom))
        for draft, (top, bottom) in zip(drafts, verticals, strict=True)
    ]
    beside = _with_overhang if len(drafts) > columns else _beside
    horizontals = [beside(draft, *y) for draft, y in zip(drafts, rows, strict=True)]
    if len(drafts) > columns:
        for column in range(columns):
            same = horizontals[column::columns]
            horizontals[column::columns] = [_widest(same)] * len(same)
    if any("y" in draft.quiet for draft in drafts):
        _, right, ends = _widest(horizontals)
        horizontals = [(left, right, ends) for left, _, _ in horizontals]
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
        shared: dict[Way, Span] = {"x": _shared_span([plans[index] for index in group], drafts)}
        right = max(plans[index].cell.right - plans[index].plot.right for index in group)
        for index in group:
            draft = replace(drafts[index], views=drafts[index].views | shared)
            left, _, ends = horizontals[index]
            plans[index] = _plan(draft, verticals[index], (left, right, ends), rows[index])
    return plans


def _drafts(
    chart: PreparedChart,
    room: Rect,
    columns: int,
    types: TypeScale,
    metrics: TextMetrics,
    views: Mapping[tuple[int, Way], Span],
) -> list[Draft]:
    """The panels in their rooms; where these are tight, those at the edge name the axes for the others."""
    count, rooms = len(chart.panels), cells(chart, room, columns)
    is_grid, low, narrow = count > columns, _LOWEST * types.stroke, _NARROW * types.stroke
    y_once = is_grid and rooms[0].width < narrow and _share_y(chart, views)
    x_once = y_once or (is_grid and rooms[0].height < low)
    if x_once:
        first = Draft(0, chart.panels[0], rooms[0], types, metrics, {})
        lead = planning.sides(first, planning.y_plan(first, rooms[0].height)[0])[0] if y_once else 0.0
        rooms = cells(chart, room, columns, types.axis.height + 10, lead)
    drafts = []
    for index, (marks, cell) in enumerate(zip(chart.panels, rooms, strict=True)):
        quiet: set[Way] = {"x"} if x_once and index + columns < count else set()
        quiet |= {"y"} if y_once and index % columns else set()
        drafts.append(Draft(index, marks, cell, types, metrics, _views_of(views, index), frozenset(quiet)))
    return drafts


def _share_y(chart: PreparedChart, views: Mapping[tuple[int, Way], Span]) -> bool:
    """Whether all panels show the same range along y."""
    axis = chart.panels[0].panel.y
    is_fixed = axis.scale != "category" and None not in (axis.low, axis.high)
    is_zoomed = any(way == "y" for _, way in views)
    return is_fixed and not is_zoomed and all(marks.panel.y == axis for marks in chart.panels)


def _sharing(drafts: Sequence[Draft]) -> list[list[int]]:
    """Panels whose x axes show one range."""
    found: dict[str, list[int]] = {}
    for draft in drafts:
        if name := draft.axis("x").shared:
            found.setdefault(name, []).append(draft.index)
    return list(found.values())


def _shared_span(plans: Sequence[PanelPlan], drafts: Sequence[Draft]) -> Span:
    """The range that holds those of all plans; the labels of each keep their room on this wider one."""
    spans = [plan.x_plan.span for plan in plans]
    for _ in range(_ROUNDS):
        whole = _union(spans)
        spans = [
            whole
            if "x" in drafts[plan.index].views
            else planning.roomy_x(drafts[plan.index], whole, plan.plot.width, plan.rows)
            for plan in plans
        ]
    return _union(spans)


def _union(spans: Sequence[Span]) -> Span:
    return (min(low for low, _ in spans), max(high for _, high in spans))


def _beside(draft: Draft, y: AxisPlan, rows: Rows) -> tuple[float, float, float]:
    """Room beside the plot."""
    return planning.sides(draft, y)


def _with_overhang(draft: Draft, y: AxisPlan, rows: Rows) -> tuple[float, float, float]:
    """The same, also for the half of the last text of the x axis, so that the plots of a grid are alike."""
    left, right, ends = _beside(draft, y, rows)
    width = max(1.0, draft.cell.width - left - right)
    more = planning.overhang(planning.x_plan(draft, width, rows), draft.metrics, width) - right
    return (left, right + max(0.0, more), ends)


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
