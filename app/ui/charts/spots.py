"""Where the marks of a laid out chart can be pointed at, and the order in which keys walk them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.ui.charts.placed import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.ui.charts.placed import ChartLayout, Floats, PlacedPanel, PlacedRibbon
    from app.ui.charts.scales import PlacedAxis

Kind = Literal["bar", "point", "tile", "line", "area", "ribbon", "gap"]
_REACH = 14.0
"""How far from a line or a small disc the pointer may be, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark, or one place on a line: what it stands for and where it is."""

    panel: int
    kind: Kind
    member: str
    figure: str
    """The key of the figure behind it; '' where the mark names none."""
    index: int
    """Its place among the marks of its kind."""
    place: int = 0
    """The place along a line or an area."""
    x: float = 0.0
    y: float = 0.0
    words: str = ""
    """What is written in the slot of a gap."""


def spot_at(layout: ChartLayout, x: float, y: float) -> Spot | None:
    """The mark under the pointer; on a category axis anything in a row stands for its mark."""
    for panel in layout.panels:
        reach = panel.plot.grown(6.0)
        if reach.holds_point(x, y):
            return (
                _point_at(panel, x, y)
                or _bar_at(panel, x, y)
                or _tile_at(panel, x, y)
                or _line_at(panel, x, y)
                or _ribbon_at(panel, x, y)
                or _area_at(panel, x, y)
                or _row_at(panel, x, y)
            )
    return _name_at(layout, x, y)


def _point_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    discs = panel.points.discs
    if not len(discs):
        return None
    distance = np.hypot(discs[:, 0] - x, discs[:, 1] - y) - discs[:, 2]
    inside = np.flatnonzero(distance <= 0)
    # Among nested bubbles the one on top is meant.
    index = int(inside[-1]) if inside.size else int(np.argmin(distance))
    return point_spot(panel, index) if distance[index] <= 4.0 else None


def point_spot(panel: PlacedPanel, index: int) -> Spot:
    """The spot of a disc."""
    points = panel.points
    x, y = float(points.discs[index, 0]), float(points.discs[index, 1])
    return Spot(panel.index, "point", points.ids[index], points.figures[index], index, x=x, y=y)


def _within(rects: Floats, x: float, y: float) -> int | None:
    if not len(rects):
        return None
    found = np.flatnonzero(
        (rects[:, 0] <= x)
        & (x <= rects[:, 0] + rects[:, 2])
        & (rects[:, 1] <= y)
        & (y <= rects[:, 1] + rects[:, 3])
    )
    return int(found[-1]) if found.size else None


def _bar_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    index = _within(panel.bars.rects, x, y)
    return bar_spot(panel, index) if index is not None else None


def bar_spot(panel: PlacedPanel, index: int) -> Spot:
    """The spot of a bar, at its end."""
    bars = panel.bars
    left, top, width, height = (float(part) for part in bars.rects[index])
    back = index in bars.backward
    if index in bars.upright:
        x, y = left + width / 2, top + height if back else top
    else:
        x, y = left if back else left + width, top + height / 2
    return Spot(panel.index, "bar", bars.ids[index], bars.figures[index], index, x=x, y=y)


def _tile_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    index = _within(panel.tiles.rects, x, y)
    return tile_spot(panel, index) if index is not None else None


def tile_spot(panel: PlacedPanel, index: int) -> Spot:
    """The spot of a tile, in its middle."""
    tiles = panel.tiles
    left, top, width, height = (float(part) for part in tiles.rects[index])
    x, y = left + width / 2, top + height / 2
    return Spot(panel.index, "tile", tiles.ids[index], tiles.figures[index], index, x=x, y=y)


def _line_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    best: tuple[float, int, int] | None = None
    for index, line in enumerate(panel.lines):
        place, distance = _nearest(line.xs, line.ys, x, y)
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, index, place)
    return line_spot(panel, best[1], best[2]) if best else None


def _nearest(
    xs: Floats,
    ys: Floats,
    x: float,
    y: float,
) -> tuple[int, float]:
    """The known place of a line that is nearest in x, and how far the line there is from the pointer."""
    known = np.flatnonzero(np.isfinite(xs) & np.isfinite(ys))
    if not known.size:
        return 0, math.inf
    place = int(known[np.argmin(np.abs(xs[known] - x))])
    if x < xs[known[0]] - _REACH or x > xs[known[-1]] + _REACH:
        return place, math.inf
    return place, abs(float(np.interp(x, xs[known], ys[known])) - y)


def line_spot(panel: PlacedPanel, index: int, place: int) -> Spot:
    """The spot of one place on a line."""
    line = panel.lines[index]
    figure = line.figures[place] if place < len(line.figures) else ""
    x, y = float(line.xs[place]), float(line.ys[place])
    return Spot(panel.index, "line", line.id, figure, index, place, x, y)


def _area_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    for index, area in enumerate(panel.areas):
        known = np.isfinite(area.xs) & np.isfinite(area.lows) & np.isfinite(area.highs)
        if not known.any():
            continue
        ends = [float(np.interp(x, area.xs[known], edge[known])) for edge in (area.lows, area.highs)]
        if min(ends) <= y <= max(ends):
            return area_spot(panel, index, int(np.argmin(np.abs(area.xs - x))))
    return None


def area_spot(panel: PlacedPanel, index: int, place: int) -> Spot:
    """The spot of one place in an area."""
    area = panel.areas[index]
    figure = area.figures[place] if place < len(area.figures) else ""
    y = float(area.lows[place] + area.highs[place]) / 2
    return Spot(panel.index, "area", area.id, figure, index, place, float(area.xs[place]), y)


def _ribbon_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    for index in range(len(panel.ribbons) - 1, -1, -1):
        ribbon = panel.ribbons[index]
        if ribbon.x0 <= x <= ribbon.x1:
            top = _ribbon_top(ribbon, x)
            if top <= y <= top + ribbon.thickness:
                return ribbon_spot(panel, index)
    return None


def _ribbon_top(ribbon: PlacedRibbon, x: float) -> float:
    """The upper edge of a ribbon: a cubic whose handles lie at half of the way."""
    target = (x - ribbon.x0) / ((ribbon.x1 - ribbon.x0) or 1.0)
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        across = 1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t**3
        low, high = (t, high) if across < target else (low, t)
    t = (low + high) / 2
    rise = 3 * t * t * (1 - t) + t**3
    return ribbon.y0 + (ribbon.y1 - ribbon.y0) * rise


def ribbon_spot(panel: PlacedPanel, index: int) -> Spot:
    """The spot of a flow, in its middle."""
    ribbon = panel.ribbons[index]
    x = (ribbon.x0 + ribbon.x1) / 2
    y = (ribbon.y0 + ribbon.y1 + ribbon.thickness) / 2
    return Spot(panel.index, "ribbon", ribbon.id, ribbon.figure, index, x=x, y=y)


def _row_at(panel: PlacedPanel, x: float, y: float) -> Spot | None:
    """The mark in the row or column of a category axis that the pointer is in."""
    for axis, pixel, upright in ((panel.y, y, False), (panel.x, x, True)):
        if axis.scale != "category":
            continue
        row = round(axis.inner(pixel))
        rects, discs = panel.bars.rects, panel.points.discs
        middles = rects[:, 0] + rects[:, 2] / 2 if upright else rects[:, 1] + rects[:, 3] / 2
        bar = _in_row(axis, middles, row)
        if bar is not None:
            return bar_spot(panel, bar)
        point = _in_row(axis, discs[:, 0 if upright else 1], row)
        if point is not None:
            return point_spot(panel, point)
        for spot in gap_spots(panel):
            if round(axis.inner(spot.x if upright else spot.y)) == row:
                return spot
    return None


def _in_row(axis: PlacedAxis, pixels: Floats, row: int) -> int | None:
    """The first of several places that lies in a category."""
    if not len(pixels):
        return None
    inner = axis.low + (pixels - axis.start) / ((axis.end - axis.start) or 1.0) * (axis.high - axis.low)
    found = np.flatnonzero(np.round(inner) == row)
    return int(found[0]) if found.size else None


def row_spots(panel: PlacedPanel) -> Iterator[Spot]:
    """Bars, dots and gaps of a panel, in no order."""
    yield from (bar_spot(panel, index) for index in range(len(panel.bars.ids)))
    yield from (point_spot(panel, index) for index in range(len(panel.points.ids)))
    yield from gap_spots(panel)


def gap_spots(panel: PlacedPanel) -> Iterator[Spot]:
    """Words in the slots of gaps: they are no label of a mark that is drawn."""
    drawn = {*panel.bars.ids, *panel.points.ids, *panel.tiles.ids}
    drawn |= {line.id for line in panel.lines} | {area.id for area in panel.areas}
    for index, text in enumerate(panel.labels):
        if text.id and text.id not in drawn:
            x, y = text.box.x + text.box.width / 2, text.box.y + text.box.height / 2
            yield Spot(panel.index, "gap", text.id, text.figure, index, x=x, y=y, words=text.text)


def _name_at(layout: ChartLayout, x: float, y: float) -> Spot | None:
    """The first mark of a member whose name at an axis or at a line's end is under the pointer."""
    for panel in layout.panels:
        for text in (*panel.axis_texts, *panel.labels):
            if text.id and text.box.grown(2.0).holds_point(x, y):
                found = next((spot for spot in walk(layout) if spot.member == text.id), None)
                if found is not None:
                    return found
    return None


def walk(layout: ChartLayout) -> list[Spot]:
    """Every mark in reading order: panel by panel, rows from the top, lines one after another."""
    return [spot for panel in layout.panels for spot in _walk_panel(panel)]


def _walk_panel(panel: PlacedPanel) -> Iterable[Spot]:
    upright = bool(panel.bars.upright) or panel.x.scale in ("category", "time")
    spots = [tile_spot(panel, index) for index in range(len(panel.tiles.ids))]
    flat = sorted(row_spots(panel), key=lambda spot: (spot.x, spot.y) if upright else (spot.y, spot.x))
    spots += flat
    spots += [ribbon_spot(panel, index) for index in range(len(panel.ribbons))]
    for index, line in enumerate(panel.lines):
        places = np.flatnonzero(np.isfinite(line.xs) & np.isfinite(line.ys))
        spots += [line_spot(panel, index, int(place)) for place in places]
    for index, area in enumerate(panel.areas):
        places = np.flatnonzero(np.isfinite(area.lows) & np.isfinite(area.highs))
        spots += [area_spot(panel, index, int(place)) for place in places]
    return spots


def members_within(layout: ChartLayout, box: Rect) -> tuple[str, ...]:
    """Members of which a mark has its spot inside a rectangle, in reading order."""
    found = (spot.member for spot in walk(layout) if spot.member and box.holds_point(spot.x, spot.y))
    return tuple(dict.fromkeys(found))
