"""A chart at a size: the one place where data become pixels, for the window and for every export.

Pure: the same chart, size, metrics and ranges give the same layout. A chart is prepared once and laid
out for each size and zoom.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.charts.spec import SEPARATOR
from app.ui.charts import (
    place_bars,
    place_flow,
    place_lines,
    place_points,
    place_rules,
    place_tiles,
)
from app.ui.charts.axes import grid_strokes, place_x_texts, place_y_texts
from app.ui.charts.frame import Frame, FrameParts, place_frame
from app.ui.charts.label_field import LabelField
from app.ui.charts.panel_grid import plan_panels, readable_panels
from app.ui.charts.placed import ChartLayout, PlacedPanel, PlacedText, PlacedTiles, Rect, text_at
from app.ui.charts.prepared import PreparedChart, prepared
from app.ui.charts.text import SMALLEST, elided, type_scales
from app.ui.charts.two_columns import has_room, in_two_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.charts.spec import ChartSpec
    from app.ui.charts.domains import Way
    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.placed import PlacedRibbon
    from app.ui.charts.scales import Span
    from app.ui.charts.text import TextMetrics

CHART_SHARE = 0.5
"""Of the height of a picture, what its captions should leave to the chart."""


@dataclass(frozen=True)
class LayoutOptions:
    """How a chart is to be laid out, besides its size."""

    parts: FrameParts = field(default_factory=FrameParts)
    font_factor: float = 1.0
    chart_share: float = CHART_SHARE
    views: Mapping[tuple[int, Way], Span] = field(default_factory=dict)
    """Ranges that replace those of the marks, by panel and direction, in the axis' own space."""


def layout(
    chart: ChartSpec | PreparedChart,
    size: tuple[float, float],
    metrics: TextMetrics,
    options: LayoutOptions | None = None,
) -> ChartLayout:
    """Place every mark and every word of a chart.

    Args:
        chart: The chart, or the same prepared for being laid out often.
        size: Width and height in 1/96 inch.
        metrics: Measures texts.
        options: Parts of the frame, size of the type, ranges in view.
    """
    options = options or LayoutOptions()
    ready = chart if isinstance(chart, PreparedChart) else prepared(chart)
    said = tuple(filter(None, (ready.spec.unnamed,))) if _expects_unnamed(ready, size) else ()
    made = _attempt(ready, size, metrics, options, said)
    while said != made.missing and len(said) <= len(made.missing):
        said = made.missing
        made = _attempt(ready, size, metrics, options, said)
    frame = made.frame
    if said != made.missing:
        plain = place_frame(ready.spec, size, frame.types, options.parts, metrics, brief=frame.brief)
        frame = replace(plain, room=frame.room)
    return ChartLayout(
        spec=made.spec,
        width=size[0],
        height=size[1],
        plots=frame.room,
        texts=frame.texts,
        strokes=frame.strokes,
        swatches=frame.swatches,
        ramp=frame.ramp,
        panels=made.panels,
    )


def _expects_unnamed(chart: PreparedChart, size: tuple[float, float]) -> bool:
    """Whether a tile or row will probably have no name, so that it need not be laid out twice."""
    rows = max((len(marks.panel.y.categories) for marks in chart.panels), default=0)
    return rows * SMALLEST > size[1] or any(marks.leaves for marks in chart.panels)


@dataclass(frozen=True)
class _Attempt:
    """A layout, and what must be said of it."""

    spec: ChartSpec
    frame: Frame
    panels: tuple[PlacedPanel, ...]
    missing: tuple[str, ...]
    """The remarks on what it has no room for."""


def _attempt(
    chart: PreparedChart,
    size: tuple[float, float],
    metrics: TextMetrics,
    options: LayoutOptions,
    said: tuple[str, ...],
) -> _Attempt:
    """A layout whose frame says what is missing in it, as far as that is known."""
    spec = replace(chart.spec, remark=SEPARATOR.join(filter(None, (chart.spec.remark, *said))))
    frame = _fitting_frame(chart, spec, size, metrics, options)
    shown = readable_panels(chart, frame.room, frame.types)
    ready = in_two_columns(shown, frame.room, frame.types, metrics)
    plans = plan_panels(ready, frame.room, frame.types, metrics, options.views)
    panels = tuple(_place(plan) for plan in plans)
    is_unnamed = any(
        plan.has_unnamed_rows or place_tiles.has_unnamed(plan, panel.labels)
        for plan, panel in zip(plans, panels, strict=True)
    )
    missing = (spec.unnamed if is_unnamed else "", spec.left_out if shown is not chart else "")
    return _Attempt(ready.spec, frame, panels, tuple(filter(None, missing)))


def _fitting_frame(
    chart: PreparedChart,
    spec: ChartSpec,
    size: tuple[float, float],
    metrics: TextMetrics,
    options: LayoutOptions,
) -> Frame:
    """The frame in the largest type that leaves the chart its share, and a list room for all its names."""
    frames = (
        place_frame(spec, size, types, options.parts, metrics, brief=brief)
        for types in type_scales(size[0], options.font_factor)
        for brief in (False, True)
    )
    frame = next(frames)
    while frame.room.height < options.chart_share * size[1] and (smaller := next(frames, None)):
        frame = smaller
    if has_room(chart, frame.room, frame.types, metrics):
        return frame
    return next((one for one in frames if has_room(chart, one.room, one.types, metrics)), frame)


def _place(plan: PanelPlan) -> PlacedPanel:
    labels_room = LabelField(_labels_room(plan.plot))
    bars = place_bars.place_bars(plan)
    lines = place_lines.place_lines(plan)
    areas = place_lines.place_areas(plan)
    points = place_points.place_points(plan)
    tiles, ribbons, tile_labels = _tiles(plan)
    bands = place_rules.place_bands(plan)
    ends, leaders = place_lines.label_line_ends(plan, lines)
    for end in ends:
        labels_room.take(end.box)
    inner = [
        *place_rules.place_words(plan, labels_room, lines, points, bars),
        *place_bars.label_bars(plan, bars, labels_room),
        *place_points.label_points(plan, points, labels_room, lines),
        *place_rules.label_bands(plan, bands, labels_room),
        *place_lines.label_areas(plan, areas, labels_room),
    ]
    rule_labels = place_rules.label_rules(plan, labels_room)
    labels = (*tile_labels, *ends, *inner, *rule_labels)
    grid = [
        *grid_strokes(plan.x_plan, plan.x, plan.plot, upright=True),
        *grid_strokes(plan.y_plan, plan.y, plan.plot, upright=False),
    ]
    return PlacedPanel(
        index=plan.index,
        plot=plan.plot,
        x=plan.x,
        y=plan.y,
        bands=bands,
        grid=tuple(place_rules.interrupted(grid, labels)),
        areas=areas,
        ribbons=ribbons,
        tiles=tiles,
        bars=bars,
        rules=tuple(place_rules.interrupted(place_rules.place_rules(plan), labels)),
        lines=lines,
        points=points,
        leaders=tuple(leaders),
        labels=labels,
        axis_texts=tuple(_axis_texts(plan)),
    )


def _labels_room(plot: Rect) -> Rect:
    """Labels of the first and the last row may reach a little beyond the plot."""
    return Rect(plot.x - 1, plot.y - 4, plot.width + 2, plot.height + 8)


def _tiles(plan: PanelPlan) -> tuple[PlacedTiles, tuple[PlacedRibbon, ...], list[PlacedText]]:
    if plan.marks.cells:
        cells = place_tiles.place_cells(plan)
        return cells, (), place_tiles.label_cells(plan, cells)
    if plan.marks.leaves:
        tree = place_tiles.place_tree(plan)
        return tree, (), place_tiles.label_tree(plan, tree)
    nodes, ribbons = place_flow.place_flow(plan)
    return nodes, ribbons, place_flow.label_stages(plan, nodes) if nodes.ids else []


def _axis_texts(plan: PanelPlan) -> list[PlacedText]:
    texts: list[PlacedText] = []
    if plan.x_plan.axis.labels and plan.x_plan.axis.scale != "none":
        texts += place_x_texts(plan.x_plan, plan.x, plan.plot, plan.cell, plan.metrics)
    if plan.y_plan.axis.labels and plan.y_plan.axis.scale != "none":
        texts += place_y_texts(plan.y_plan, plan.y, plan.plot, plan.metrics)
    return [*texts, *_titles(plan)]


def _titles(plan: PanelPlan) -> list[PlacedText]:
    """The panel's title and the axes' titles, all level: nobody reads upright words."""
    types, cell, metrics = plan.types, plan.cell, plan.metrics
    texts = []
    y = cell.y
    if plan.marks.panel.title:
        words = elided(plan.marks.panel.title, types.panel, cell.width, metrics)
        width = metrics.width(words, types.panel)
        texts.append(text_at(words, cell.x, y + types.panel.line / 2, width, types.panel))
        y += types.panel.line + 4
    if plan.y_plan.axis.title:
        words = elided(plan.y_plan.axis.title, types.axis, cell.width, metrics)
        width = metrics.width(words, types.axis)
        texts.append(text_at(words, cell.x, y + types.axis.line / 2, width, types.axis, tone="muted"))
        y += types.axis.line + 2
    if plan.x_plan.axis.title:
        words = elided(plan.x_plan.axis.title, types.axis, cell.width, metrics)
        width = metrics.width(words, types.axis)
        below = plan.plot.bottom + types.axis.height + 10 + types.axis.line / 2
        above = plan.plot.y - types.axis.height - 10 - types.axis.line / 2
        at = above if plan.x_plan.axis.side == "far" else below
        texts.append(text_at(words, plan.plot.right, at, width, types.axis, anchor="end", tone="muted"))
    return texts
