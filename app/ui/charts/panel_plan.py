"""What one panel needs before its marks can be placed: ranges, ticks, and margins for what is written."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.axes import (
    AxisPlan,
    Rows,
    category_ticks,
    fitted_ticks,
    rows_for,
    shown_categories,
    value_ticks,
)
from app.ui.charts.domains import Way, axis_of, domain, with_room
from app.ui.charts.placed import Floats, Rect
from app.ui.charts.scales import PlacedAxis, Span, to_space
from app.ui.charts.text import elided

if TYPE_CHECKING:
    from app.charts.spec import Axis
    from app.ui.charts.prepared import PanelMarks
    from app.ui.charts.text import TextMetrics, TypeScale

LABEL_GAP = 6.0
"""Pixels between a mark and its label."""
_NAMES_SHARE = 0.4
_ENDS_SHARE, _ENDS_LEAST = 0.32, 48.0
"""Of a panel's width, and pixels at the usual size of type, that names at the ends of lines may take."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around a plot, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, cell: Rect) -> Rect:
        """The plot that is left of a panel's room."""
        return Rect(
            cell.x + self.left,
            cell.y + self.top,
            max(1.0, cell.width - self.left - self.right),
            max(1.0, cell.height - self.top - self.bottom),
        )


@dataclass(frozen=True)
class PanelPlan:
    """A panel ready for its marks."""

    index: int
    marks: PanelMarks
    cell: Rect
    plot: Rect
    x: PlacedAxis
    y: PlacedAxis
    x_plan: AxisPlan
    y_plan: AxisPlan
    types: TypeScale
    metrics: TextMetrics
    rows: Rows
    """The named categories along y, whose size and choice labels of bars follow."""
    ends: float
    """Room at the right for labels of line ends."""

    @property
    def has_unnamed_rows(self) -> bool:
        """Whether names of rows in view were thinned out."""
        axis, span = self.y_plan.axis, self.y_plan.span
        if axis.scale != "category" or not axis.labels:
            return False
        in_view = shown_categories(axis, span, step=1.0, least=1.0)
        return any(axis.categories[row] for row in set(in_view).difference(self.rows.shown))


@dataclass(frozen=True)
class Draft:
    """A panel on its way to a plan."""

    index: int
    marks: PanelMarks
    cell: Rect
    types: TypeScale
    metrics: TextMetrics
    views: dict[Way, Span]
    quiet: frozenset[Way] = frozenset()
    """Axes that a panel below or at the left names as well, because there is no room to name them here."""

    def axis(self, way: Way) -> Axis:
        axis = axis_of(self.marks, way)
        return replace(axis, labels=False, title="") if way in self.quiet else axis

    def span(self, way: Way) -> Span:
        return self.views.get(way) or domain(self.marks, way)

    @property
    def bare(self) -> bool:
        """Whether neither axis is drawn."""
        return self.axis("x").scale == "none" and self.axis("y").scale == "none"


def heights(draft: Draft) -> tuple[float, float]:
    """Room above and below the plot."""
    types, panel, x = draft.types, draft.marks.panel, draft.axis("x")
    top = types.panel.line + 4 if panel.title else 0.0
    bottom = 0.0
    if draft.bare:
        return (top, bottom)
    if panel.y.title:
        top += types.axis.line + 2
    far = x.side == "far"
    texts = 0.0
    if x.scale != "none" and x.labels:
        texts = types.axis.height + 10
    if x.title:
        texts += types.axis.line
    rule = types.axis.height + 8 if any(r.axis == "x" and r.label for r in draft.marks.rules) else 0.0
    top += texts if far else rule
    bottom += rule if far else texts
    if panel.y.scale in ("linear", "log") and not (far and texts):
        # The topmost tick stands half above the plot.
        top += types.axis.height / 2
    return (top, bottom)


def y_plan(draft: Draft, height: float) -> tuple[AxisPlan, Rows]:
    """Range and texts of the y axis at a known height."""
    axis, types = draft.axis("y"), draft.types
    span = draft.span("y")
    if axis.scale == "category":
        rows = rows_for(axis, span, height, types)
        room = draft.cell.width * _NAMES_SHARE
        ticks = category_ticks(axis, rows, room, draft.metrics) if axis.labels else ()
        return AxisPlan(axis, span, ticks, rows.style), rows
    if "y" not in draft.views:
        span = _roomy_y(draft, span, height)
    ticks = value_ticks(axis, span, max(3, int(height / 52))) if axis.scale != "none" else ()
    return AxisPlan(axis, span, ticks, types.axis), Rows((), types.label)


def _roomy_y(draft: Draft, span: Span, height: float) -> Span:
    marks, style = draft.marks, draft.types.label
    upright = [i for i, bar in enumerate(marks.bars) if bar.upright]
    if upright:
        values = marks.bar_values[upright]
        need = np.array([style.height + LABEL_GAP if marks.bars[i].label else 2.0 for i in upright])
        grows = values[:, 2] >= values[:, 1]
        ends = to_space(values[:, 2], draft.axis("y").scale)
        span = with_room(span, ends, np.where(grows, 0.0, need), np.where(grows, need, 0.0), height)
    if marks.points:
        radii = radii_of(marks, draft.cell, draft.types.stroke) + 3
        span = with_room(
            span, to_space(marks.point_values[:, 1], draft.axis("y").scale), radii, radii, height
        )
    return span


def radii_of(marks: PanelMarks, cell: Rect, stroke: float) -> Floats:
    """Pixels of each disc: its area stands for its weight; plain dots are small."""
    largest = min(44.0, max(7.0, math.sqrt(cell.width * cell.height) * 0.048))
    plain = (4.0 if cell.width > 120 else 3.0) * stroke
    weights = marks.point_values[:, 2]
    radii = np.where(np.isfinite(weights), largest * np.sqrt(np.clip(weights, 0, 1)), plain)
    return np.asarray(np.maximum(radii, 2.6 * stroke), dtype=float)


def sides(draft: Draft, y: AxisPlan) -> tuple[float, float, float]:
    """Room at the left and at the right of the plot, and how much of the right is for line ends."""
    texts = 0.0
    if y.axis.scale != "none" and y.axis.labels and y.ticks:
        texts = y.widest(draft.metrics) + 8
    ends = _line_ends(draft)
    if y.axis.side == "far":
        return (0.0, texts + ends, ends)
    return (texts, ends, ends)


def _line_ends(draft: Draft) -> float:
    labels = [values.line.label for values in draft.marks.lines if values.line.label]
    style = draft.types.label.strong()
    widest = max((draft.metrics.width(label, style) for label in labels), default=0.0)
    most = max(draft.cell.width * _ENDS_SHARE, _ENDS_LEAST * draft.types.stroke)
    return min(widest + 14, most) if labels else 0.0


def x_plan(draft: Draft, width: float, rows: Rows) -> AxisPlan:
    """Range and texts of the x axis at a known width."""
    axis, types, metrics = draft.axis("x"), draft.types, draft.metrics
    span = draft.span("x")
    if axis.scale == "category":
        return _x_categories(draft, axis, span, width)
    if "x" not in draft.views:
        span = roomy_x(draft, span, width, rows)
    if axis.scale == "none":
        return AxisPlan(axis, span, (), types.axis)
    return AxisPlan(axis, span, fitted_ticks(axis, span, width, types.axis, metrics), types.axis)


def roomy_x(draft: Draft, span: Span, width: float, rows: Rows) -> Span:
    """A range along x, wider where the labels beside level bars or the discs of points need room."""
    marks = draft.marks
    level = [i for i, bar in enumerate(marks.bars) if not bar.upright]
    if level:
        shown = set(rows.shown)
        strong = draft.axis("y").strong
        if any(marks.bars[i].label for i in level):
            need = np.array([_label_room(draft, i, shown, strong, rows) for i in level])
        else:
            need = np.ones(len(level))
        values = marks.bar_values[level]
        grows = values[:, 2] >= values[:, 1]
        ends = to_space(values[:, 2], draft.axis("x").scale)
        span = with_room(span, ends, np.where(grows, 0.0, need), np.where(grows, need, 0.0), width)
    if marks.points:
        radii = radii_of(marks, draft.cell, draft.types.stroke) + 3
        span = with_room(span, to_space(marks.point_values[:, 0], draft.axis("x").scale), radii, radii, width)
    return span


def _label_room(draft: Draft, index: int, shown: set[int], strong: frozenset[int], rows: Rows) -> float:
    bar = draft.marks.bars[index]
    row = round(bar.at)
    if not bar.label or row not in shown:
        return 1.0
    style = rows.style.strong() if row in strong else rows.style
    return draft.metrics.width(bar.label, style) + LABEL_GAP + 2 + (8.0 if bar.open_end else 0.0)


def _x_categories(draft: Draft, axis: Axis, span: Span, width: float) -> AxisPlan:
    types, metrics = draft.types, draft.metrics
    step = width / max(1e-9, span[1] - span[0])
    first, last = max(0, int(span[0] + 0.5)), min(len(axis.categories), int(span[1] + 0.5))
    sample = axis.categories[first : min(last, first + 400)]
    widest = max((metrics.width(name, types.axis.strong()) for name in sample), default=0.0)
    stride = max(1, math.ceil((min(widest, 76.0) + 6) / step))
    shown = tuple(range(first, last, stride)) if axis.labels else ()
    style = types.axis
    named = AxisPlan(axis, span, category_ticks(axis, Rows(shown, style), step * stride - 6, metrics), style)
    missing = [i for i in sorted(axis.strong) if first <= i < last and i not in shown] if stride > 1 else []
    if not missing or not axis.labels:
        return named
    rows = Rows(tuple(sorted((*shown, *missing))), style)
    return AxisPlan(axis, span, category_ticks(axis, rows, step * stride - 6, metrics), style)


def overhang(plan: AxisPlan, metrics: TextMetrics, width: float) -> float:
    """How far the last text of the x axis reaches beyond the plot."""
    if not plan.ticks or not plan.axis.labels or plan.axis.scale == "none":
        return 0.0
    last = plan.ticks[-1]
    inner = float(to_space(np.array([last.value]), plan.axis.scale)[0])
    spread = plan.span[1] - plan.span[0]
    place = (inner - plan.span[0]) / spread * width if spread else 0.0
    return max(0.0, place + plan.width_of(last, metrics) / 2 - width)


def fitted(text: str, room: float, plan: PanelPlan) -> str:
    """An axis text cut to a room."""
    return elided(text, plan.types.axis, room, plan.metrics)
