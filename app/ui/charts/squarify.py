"""A treemap's tiles: rectangles in proportion to weights, as square as they can be.

Bruls, Huizing and van Wijk, "Squarified Treemaps", 2000.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.charts.placed import Rect

if TYPE_CHECKING:
    from collections.abc import Sequence


def squarified(weights: Sequence[float], room: Rect) -> list[Rect]:
    """A rectangle for each weight, in the order given, that together fill the room.

    Args:
        weights: Non-negative; a weight of 0 gets an empty rectangle.
        room: What is to be filled.
    """
    rects = [Rect(room.x, room.y, 0.0, 0.0)] * len(weights)
    order = sorted((i for i in range(len(weights)) if weights[i] > 0), key=lambda i: -weights[i])
    total = sum(weights[i] for i in order)
    if total <= 0 or room.width <= 0 or room.height <= 0:
        return rects
    factor = room.width * room.height / total
    left = room
    start = 0
    while start < len(order):
        side = min(left.width, left.height)
        end = _row_end([weights[i] * factor for i in order[start:]], side) + start
        row = order[start:end]
        area = sum(weights[i] for i in row) * factor
        left = _set_row(rects, row, weights, area, left)
        start = end
    return rects


def _row_end(areas: Sequence[float], side: float) -> int:
    """How many of the next areas make the row whose worst tile is the least oblong."""
    total = worst = 0.0
    for index, area in enumerate(areas):
        total += area
        largest, smallest = areas[0], area
        ratio = max(
            side * side * largest / (total * total) if total else 0.0,
            total * total / (side * side * smallest) if side and smallest else 0.0,
        )
        if index and ratio > worst:
            return index
        worst = ratio
    return len(areas)


def _set_row(
    rects: list[Rect], row: Sequence[int], weights: Sequence[float], area: float, left: Rect
) -> Rect:
    """Place a row along the shorter side; what is left of the room."""
    total = sum(weights[i] for i in row)
    upright = left.width >= left.height
    depth = area / (left.height if upright else left.width) if left.width and left.height else 0.0
    place = left.y if upright else left.x
    length = left.height if upright else left.width
    for index in row:
        part = length * weights[index] / total
        rects[index] = Rect(left.x, place, depth, part) if upright else Rect(place, left.y, part, depth)
        place += part
    if upright:
        return Rect(left.x + depth, left.y, max(0.0, left.width - depth), left.height)
    return Rect(left.x, left.y + depth, left.width, max(0.0, left.height - depth))
