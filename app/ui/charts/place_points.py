"""Discs and their labels: inside a bubble that is large enough, beside it otherwise, the first ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.panel_plan import radii_of
from app.ui.charts.placed import Fill, PlacedPoints, PlacedText, Rect, text_at

if TYPE_CHECKING:
    from app.charts.spec import Point
    from app.ui.charts.label_field import LabelField
    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.placed import Anchor
    from app.ui.charts.text import TextStyle

_MOST_LABELS = 400
"""How many labels are tried: no picture holds more, and each costs a search."""


def place_points(plan: PanelPlan) -> PlacedPoints:
    """Discs in drawing order: the large ones below, the selected one on top."""
    points = plan.marks.points
    if not points:
        return PlacedPoints()
    values = plan.marks.point_values
    radii = radii_of(plan.marks, plan.cell)
    if plan.y.scale == "category" and not plan.marks.weighted:
        radii = np.clip(np.full(len(points), plan.y.step * 0.27), 1.6, 4.5)
    discs = np.column_stack([plan.x.place(values[:, 0]), plan.y.place(values[:, 1]), radii])
    order = sorted(
        (i for i in range(len(points)) if np.isfinite(discs[i]).all()),
        key=lambda i: (points[i].tone == "accent", -radii[i]),
    )
    return PlacedPoints(
        ids=tuple(points[i].id for i in order),
        figures=tuple(points[i].figure for i in order),
        discs=discs[order].reshape(-1, 3),
        tones=tuple(points[i].tone for i in order),
        hollow=frozenset(place for place, i in enumerate(order) if points[i].hollow),
        bubbles=plan.marks.weighted,
    )


def label_points(plan: PanelPlan, placed: PlacedPoints, field: LabelField) -> list[PlacedText]:
    """Labels by priority; one that finds no free place is left out."""
    discs = dict(zip(placed.ids, placed.discs, strict=True))
    wanted = [point for point in plan.marks.points if point.label and point.id in discs]
    wanted.sort(key=lambda p: (p.tone == "accent", p.priority, p.weight or 0.0), reverse=True)
    for disc in placed.discs[: _MOST_LABELS * 4]:
        # The heart of a disc is kept free, its edge may be touched.
        field.take(_square(disc, 0.55))
    labels = []
    for point in wanted[:_MOST_LABELS]:
        text = _label(plan, point, discs[point.id], field)
        if text is not None:
            field.take(text.box)
            labels.append(text)
    return labels


def _square(disc: np.ndarray[tuple[int], np.dtype[np.float64]], share: float) -> Rect:
    x, y, radius = (float(part) for part in disc)
    half = radius * share
    return Rect(x - half, y - half, 2 * half, 2 * half)


def _label(
    plan: PanelPlan, point: Point, disc: np.ndarray[tuple[int], np.dtype[np.float64]], field: LabelField
) -> PlacedText | None:
    style = plan.types.label.strong() if point.tone == "accent" else plan.types.label
    width = plan.metrics.width(point.label, style)
    x, y, radius = (float(part) for part in disc)
    if not plan.plot.holds_point(x, y):
        return None
    if width + 6 <= 2 * radius:
        return _on_disc(point, x, y, width, style)
    places: list[tuple[float, float, Anchor]] = [
        (x + radius + 4, y, "start"),
        (x - radius - 4, y, "end"),
        (x, y - radius - 3 - style.height / 2, "middle"),
        (x, y + radius + 3 + style.height / 2, "middle"),
        (x + radius * 0.75 + 3, y - radius * 0.75 - 5, "start"),
        (x + radius * 0.75 + 3, y + radius * 0.75 + 5, "start"),
        (x - radius * 0.75 - 3, y - radius * 0.75 - 5, "end"),
        (x - radius * 0.75 - 3, y + radius * 0.75 + 5, "end"),
    ]
    for at_x, at_y, anchor in places:
        text = text_at(point.label, at_x, at_y, width, style, anchor=anchor, member=point.id)
        if field.is_free(text.box):
            return text
    return None


def _on_disc(point: Point, x: float, y: float, width: float, style: TextStyle) -> PlacedText:
    return text_at(point.label, x, y, width, style, anchor="middle", member=point.id, on=Fill(point.tone))
