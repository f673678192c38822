"""Discs and their labels: inside a bubble that is large enough, beside it otherwise, the first ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.label_field import LabelField
from app.ui.charts.panel_plan import radii_of
from app.ui.charts.place_lines import along
from app.ui.charts.placed import Fill, Floats, PlacedLine, PlacedPoints, PlacedText, Rect, text_at

if TYPE_CHECKING:
    from app.charts.spec import Point
    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.placed import Anchor
    from app.ui.charts.text import TextStyle

BUBBLE_SHARE = 0.62
"""Bubbles are translucent, so that those below stay visible."""
_MOST_LABELS = 400
"""How many labels are tried: no picture holds more, and each costs a search."""


def place_points(plan: PanelPlan) -> PlacedPoints:
    """Discs in drawing order: the large ones below, the selected one on top."""
    points = plan.marks.points
    if not points:
        return PlacedPoints()
    values = plan.marks.point_values
    radii = radii_of(plan.marks, plan.cell, plan.types.stroke)
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


def label_points(
    plan: PanelPlan, placed: PlacedPoints, field: LabelField, lines: tuple[PlacedLine, ...] = ()
) -> list[PlacedText]:
    """Labels by priority; one that finds no free place is left out."""
    discs = dict(zip(placed.ids, placed.discs, strict=True))
    wanted = [point for point in plan.marks.points if point.label and point.id in discs]
    if not wanted:
        return []
    wanted.sort(key=lambda p: (p.tone == "accent", p.priority, p.weight or 0.0), reverse=True)
    edges = LabelField(plan.cell)
    for disc in placed.discs[: _MOST_LABELS * 4]:
        # The heart of a disc is kept free; its edge may be touched where nothing else is left.
        field.take(square(disc, 0.6))
        edges.take(square(disc, 0.9))
    for box in along(lines):
        edges.take(box)
    labels: list[PlacedText] = []
    for point in wanted[:_MOST_LABELS]:
        text = _inside(plan, point, placed, labels) or _beside(plan, point, discs[point.id], (field, edges))
        if text is not None:
            field.take(text.box)
            labels.append(text)
    return labels


def square(disc: Floats, share: float) -> Rect:
    """The square around a disc whose half side is that share of the radius."""
    x, y, radius = (float(part) for part in disc)
    half = radius * share
    return Rect(x - half, y - half, 2 * half, 2 * half)


def _style(plan: PanelPlan, point: Point) -> TextStyle:
    return plan.types.label.strong() if point.tone == "accent" else plan.types.label


def _inside(
    plan: PanelPlan, point: Point, placed: PlacedPoints, labels: list[PlacedText]
) -> PlacedText | None:
    """The label on its own disc, if it fits and no disc on top covers it."""
    index = placed.ids.index(point.id)
    x, y, radius = (float(part) for part in placed.discs[index])
    style = _style(plan, point)
    width = plan.metrics.width(point.label, style)
    if width + 6 > 2 * radius or not plan.plot.holds_point(x, y):
        return None
    text = text_at(
        point.label,
        x,
        y,
        width,
        style,
        anchor="middle",
        member=point.id,
        on=Fill(point.tone, share=BUBBLE_SHARE),
    )
    above = placed.discs[index + 1 :]
    near = np.hypot(
        np.maximum(np.abs(above[:, 0] - x) - width / 2, 0),
        np.maximum(np.abs(above[:, 1] - y) - style.height / 2, 0),
    )
    covered = bool((near < above[:, 2]).any()) or any(text.box.overlaps(other.box) for other in labels)
    return None if covered else text


def _beside(
    plan: PanelPlan, point: Point, disc: Floats, fields: tuple[LabelField, LabelField]
) -> PlacedText | None:
    style = _style(plan, point)
    width = plan.metrics.width(point.label, style)
    x, y, radius = (float(part) for part in disc)
    if not plan.plot.holds_point(x, y):
        return None
    above, below = (y + side * (radius + 3 + style.height / 2) for side in (-1, 1))
    places: list[tuple[float, float, Anchor]] = [
        (x + radius + 4, y, "start"),
        (x - radius - 4, y, "end"),
        (x, above, "middle"),
        (x, below, "middle"),
        (x + radius * 0.75 + 3, y - radius * 0.75 - 5, "start"),
        (x + radius * 0.75 + 3, y + radius * 0.75 + 5, "start"),
        (x - radius * 0.75 - 3, y - radius * 0.75 - 5, "end"),
        (x - radius * 0.75 - 3, y + radius * 0.75 + 5, "end"),
        (x, below, "end"),
        (x, below, "start"),
        (x, above, "end"),
        (x, above, "start"),
    ]
    texts = [
        text_at(point.label, at_x, at_y, width, style, anchor=anchor, member=point.id)
        for at_x, at_y, anchor in places
    ]
    free = [text for text in texts if fields[0].is_free(text.box)]
    return next((text for text in free if fields[1].is_free(text.box)), free[0] if free else None)
