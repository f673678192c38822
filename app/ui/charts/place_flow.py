"""A flow chart: nodes in columns, ribbons between them as thick as what flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.ui.charts.label_field import spread
from app.ui.charts.placed import Fill, PlacedRibbon, PlacedText, PlacedTiles, Rect, text_at
from app.ui.charts.text import elided

if TYPE_CHECKING:
    from app.charts.spec import Ribbon, Stage
    from app.ui.charts.panel_plan import PanelPlan
    from app.ui.charts.placed import Anchor

NODE_WIDTH = 12.0
_LEAST_GAP = 3.0
_NAMES_SHARE = 0.24
_NEAR_SHARE = 0.6
"""Of the way to the next column, as far as ribbons run level."""


def place_flow(plan: PanelPlan) -> tuple[PlacedTiles, tuple[PlacedRibbon, ...]]:
    """Nodes and ribbons; the height of a node is its weight, or what flows through it."""
    stages = plan.marks.stages
    if not stages:
        return PlacedTiles(), ()
    weights = _weights(stages, plan.marks.ribbons)
    columns = _columns(stages)
    scale, gap = _scale(plan.plot, columns, weights)
    inner = plan.plot.width - _names_room(plan, 0) - _names_room(plan, max(columns))
    left = plan.plot.x + _names_room(plan, 0)
    last = max(columns) or 1
    rects: dict[str, Rect] = {}
    for column, members in columns.items():
        x = left + (inner - NODE_WIDTH) * (column / last)
        total = sum(weights[stage.id] for stage in members) * scale + gap * (len(members) - 1)
        y = plan.plot.y + (plan.plot.height - total) / 2
        for stage in members:
            rects[stage.id] = Rect(x, y, NODE_WIDTH, max(1.0, weights[stage.id] * scale))
            y += weights[stage.id] * scale + gap
    tiles = PlacedTiles(
        ids=tuple(stage.member or stage.id for stage in stages),
        figures=tuple(stage.figure for stage in stages),
        rects=np.array([(r.x, r.y, r.width, r.height) for r in (rects[s.id] for s in stages)]),
        fills=tuple(Fill(stage.tone) for stage in stages),
    )
    return tiles, _ribbons(plan.marks.ribbons, rects, scale)


def _weights(stages: tuple[Stage, ...], ribbons: tuple[Ribbon, ...]) -> dict[str, float]:
    leaving: dict[str, float] = {}
    coming: dict[str, float] = {}
    for ribbon in ribbons:
        leaving[ribbon.start] = leaving.get(ribbon.start, 0.0) + ribbon.weight
        coming[ribbon.end] = coming.get(ribbon.end, 0.0) + ribbon.weight
    return {
        stage.id: max(stage.weight, leaving.get(stage.id, 0.0), coming.get(stage.id, 0.0)) for stage in stages
    }


def _columns(stages: tuple[Stage, ...]) -> dict[int, list[Stage]]:
    columns: dict[int, list[Stage]] = {}
    for stage in stages:
        columns.setdefault(stage.column, []).append(stage)
    return dict(sorted(columns.items()))


def _scale(plot: Rect, columns: dict[int, list[Stage]], weights: dict[str, float]) -> tuple[float, float]:
    """Pixels for a unit of weight, and the gap between nodes."""
    most = max(len(members) for members in columns.values())
    gap = max(_LEAST_GAP, min(14.0, plot.height * 0.25 / max(1, most)))
    gap = min(gap, plot.height * 0.5 / max(1, most))
    scales = []
    for members in columns.values():
        total = sum(weights[stage.id] for stage in members)
        if total > 0:
            scales.append((plot.height - gap * (len(members) - 1)) / total)
    return (max(0.0, min(scales)) if scales else 0.0), gap


def _names_room(plan: PanelPlan, column: int) -> float:
    style = plan.types.label
    widest = max(
        (
            plan.metrics.width(_words(stage), style.strong())
            for stage in plan.marks.stages
            if stage.column == column
        ),
        default=0.0,
    )
    return min(widest + 10, plan.plot.width * _NAMES_SHARE)


def _words(stage: Stage) -> str:
    return f"{stage.label}  {stage.detail}" if stage.detail else stage.label


def _ribbons(ribbons: tuple[Ribbon, ...], rects: dict[str, Rect], scale: float) -> tuple[PlacedRibbon, ...]:
    """Ribbons leave and arrive in the order of the nodes at their other end, so that few cross."""
    known = [ribbon for ribbon in ribbons if ribbon.start in rects and ribbon.end in rects]
    offsets: dict[tuple[str, str], float] = {}
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for index in sorted(range(len(known)), key=lambda i: rects[known[i].end].y):
        key = ("out", known[index].start)
        starts[index] = offsets.get(key, 0.0)
        offsets[key] = starts[index] + known[index].weight * scale
    for index in sorted(range(len(known)), key=lambda i: rects[known[i].start].y):
        key = ("in", known[index].end)
        ends[index] = offsets.get(key, 0.0)
        offsets[key] = ends[index] + known[index].weight * scale
    placed = [
        PlacedRibbon(
            id=ribbon.id,
            figure=ribbon.figure,
            x0=rects[ribbon.start].right,
            y0=rects[ribbon.start].y + starts[index],
            x1=rects[ribbon.end].x,
            y1=rects[ribbon.end].y + ends[index],
            thickness=ribbon.weight * scale,
            tone=ribbon.tone,
            start=ribbon.start,
            end=ribbon.end,
        )
        for index, ribbon in enumerate(known)
    ]
    return tuple(sorted(placed, key=lambda ribbon: (ribbon.tone == "accent", -ribbon.thickness)))


def label_stages(plan: PanelPlan, placed: PlacedTiles) -> list[PlacedText]:
    """Names beside the nodes: at the outer side of the first and last column, at the right elsewhere."""
    stages = plan.marks.stages
    labels: list[PlacedText] = []
    for column in _columns(stages):
        chosen = [i for i, stage in enumerate(stages) if stage.column == column]
        lone = _above(plan, placed, chosen[0]) if len(chosen) == 1 and column else None
        if lone is not None:
            labels.append(lone)
            continue
        labels += _column_labels(plan, placed, chosen, outward=column == 0)
    return labels


def _above(plan: PanelPlan, placed: PlacedTiles, index: int) -> PlacedText | None:
    """The name of the only node of a column over it, where ribbons do not run; None without room there."""
    stage, style = plan.marks.stages[index], plan.types.label.strong()
    rect = Rect(*(float(part) for part in placed.rects[index]))
    middle, y = rect.x + rect.width / 2, rect.y - 4 - style.height / 2
    apart = np.abs(placed.rects[:, 0] - rect.x)
    room = float(apart[apart > 0].min(initial=plan.plot.width)) * _NEAR_SHARE
    for words in (_words(stage), stage.label):
        width = plan.metrics.width(words, style)
        text = text_at(words, middle, y, width, style, anchor="middle", member=stage.member or stage.id)
        if plan.plot.grown(2.0).holds(text.box) and width <= room:
            return text
    return None


def _room_beside(plan: PanelPlan, placed: PlacedTiles, x: float) -> float:
    """From a place to the next column of nodes, or to the end of the plot."""
    nodes = placed.rects[:, 0]
    after = nodes[nodes > x]
    return (float(after.min()) - 8 if after.size else plan.plot.right) - x


def _column_labels(
    plan: PanelPlan, placed: PlacedTiles, chosen: list[int], *, outward: bool
) -> list[PlacedText]:
    style = plan.types.label
    height = style.height + 1
    most = max(1, int(plan.plot.height / height))
    heavy = sorted(chosen, key=lambda i: -float(placed.rects[i, 3]))[:most]
    heavy.sort(key=lambda i: float(placed.rects[i, 1]))
    wanted = [float(placed.rects[i, 1] + placed.rects[i, 3] / 2) for i in heavy]
    middles = spread(wanted, [height] * len(heavy), plan.plot.y, plan.plot.bottom)
    labels = []
    for index, middle in zip(heavy, middles, strict=True):
        stage = plan.marks.stages[index]
        bold = style.strong() if stage.tone == "accent" else style
        x = float(placed.rects[index, 0]) - 6 if outward else float(placed.rects[index, 0]) + NODE_WIDTH + 6
        room = x - plan.plot.x if outward else _room_beside(plan, placed, x)
        words = _words(stage)
        if plan.metrics.width(words, bold) > room:
            words = elided(stage.label, bold, room, plan.metrics, 4)
        if not words:
            continue
        width = plan.metrics.width(words, bold)
        anchor: Anchor = "end" if outward else "start"
        labels.append(text_at(words, x, middle, width, bold, anchor=anchor, member=stage.member or stage.id))
    return labels
