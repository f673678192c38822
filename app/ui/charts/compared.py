"""What a layout says, without where it stands: so that window, command line and export can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.ui.charts.placed import ChartLayout, Floats, PlacedPanel
    from app.ui.charts.scales import PlacedAxis


@dataclass(frozen=True)
class Said:
    """One mark, by kind and member, with its values read back from the pixels."""

    kind: str
    member: str
    figure: str
    values: tuple[float, ...]


def marks_said(layout: ChartLayout) -> list[list[Said]]:
    """The marks of each panel in values of its axes; equal (to rounding) at every size of the chart.

    A list that goes on in a second column is one panel all the same.
    """
    found: dict[str, list[Said]] = {}
    for panel in layout.panels:
        name = layout.spec.panels[panel.index].x.shared or str(panel.index)
        found.setdefault(name, []).extend(_panel(panel))
    return [sorted(said, key=lambda mark: (mark.kind, mark.member, mark.figure)) for said in found.values()]


def _panel(panel: PlacedPanel) -> list[Said]:
    said = [
        Said("bar", panel.bars.ids[i], panel.bars.figures[i], _bar(panel, i))
        for i in range(len(panel.bars.ids))
    ]
    for i, (member, figure) in enumerate(zip(panel.points.ids, panel.points.figures, strict=True)):
        x, y = panel.points.discs[i, 0], panel.points.discs[i, 1]
        # In a list the member says the row, whichever column it stands in.
        row = () if panel.y.scale == "category" else (panel.y.value(float(y)),)
        said.append(Said("point", member, figure, (panel.x.value(float(x)), *row)))
    said += [
        Said("tile", panel.tiles.ids[i], panel.tiles.figures[i], ()) for i in range(len(panel.tiles.ids))
    ]
    for line in panel.lines:
        values = (*_values(panel.x, line.xs), *_values(panel.y, line.ys))
        said.append(Said("line", line.id, ";".join(line.figures), values))
    for area in panel.areas:
        values = (*_values(panel.y, area.lows), *_values(panel.y, area.highs))
        said.append(Said("area", area.id, ";".join(area.figures), values))
    said += [Said("ribbon", ribbon.id, ribbon.figure, ()) for ribbon in panel.ribbons]
    return said


def _bar(panel: PlacedPanel, index: int) -> tuple[float, float]:
    x, y, width, height = (float(part) for part in panel.bars.rects[index])
    if index in panel.bars.upright:
        return (panel.y.value(y), panel.y.value(y + height))
    return (panel.x.value(x), panel.x.value(x + width))


def _values(axis: PlacedAxis, pixels: Floats) -> tuple[float, ...]:
    return tuple(axis.value(float(pixel)) for pixel in pixels if np.isfinite(pixel))


def same_marks(first: ChartLayout, second: ChartLayout, tolerance: float = 1e-6) -> bool:
    """Whether two layouts show the same marks at the same values."""
    one, other = marks_said(first), marks_said(second)
    if len(one) != len(other):
        return False
    for left, right in zip(one, other, strict=True):
        if [(m.kind, m.member, m.figure) for m in left] != [(m.kind, m.member, m.figure) for m in right]:
            return False
        for mark, twin in zip(left, right, strict=True):
            if len(mark.values) != len(twin.values) or not np.allclose(
                mark.values, twin.values, rtol=tolerance, atol=tolerance
            ):
                return False
    return True
