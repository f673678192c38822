"""A chart sorted for layout: marks by kind, numbers in arrays; made once, laid out at every size and zoom."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from app.charts.spec import (
    Area,
    Band,
    Bar,
    Cell,
    ChartSpec,
    Leaf,
    Line,
    Mark,
    Panel,
    Point,
    Ribbon,
    Rule,
    Stage,
    Text,
    Tree,
)
from app.ui.charts.placed import Fill, Floats

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

M = TypeVar("M", bound=object)
_BAR = attrgetter("at", "start", "end", "thickness")


@dataclass(frozen=True)
class LineValues:
    """A line and its numbers."""

    line: Line
    x: Floats
    y: Floats


@dataclass(frozen=True)
class AreaValues:
    """An area and its numbers."""

    area: Area
    x: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class PanelMarks:
    """The marks of one panel, by kind, as given; arrays have one row for each mark."""

    panel: Panel
    bars: tuple[Bar, ...]
    bar_values: Floats
    """At, start, end and thickness."""
    lines: tuple[LineValues, ...]
    areas: tuple[AreaValues, ...]
    points: tuple[Point, ...]
    point_values: Floats
    """x, y and weight, which is NaN for a plain dot."""
    cells: tuple[Cell, ...]
    cell_values: Floats
    """Column and row."""
    cell_fills: tuple[Fill, ...]
    cell_heats: Floats
    """Places on the ramp, NaN for a gap."""
    cell_ids: tuple[str, ...]
    cell_figures: tuple[str, ...]
    strong_cells: frozenset[int]
    leaves: tuple[Leaf, ...]
    ribbons: tuple[Ribbon, ...]
    stages: tuple[Stage, ...]
    rules: tuple[Rule, ...]
    bands: tuple[Band, ...]
    texts: tuple[Text, ...]

    @property
    def weighted(self) -> bool:
        """Whether any point stands for a weight by its area."""
        return bool(len(self.points)) and bool(np.isfinite(self.point_values[:, 2]).any())


@dataclass(frozen=True)
class PreparedChart:
    """A chart with the marks of each of its panels."""

    spec: ChartSpec
    panels: tuple[PanelMarks, ...]


def prepared(spec: ChartSpec) -> PreparedChart:
    """Sort a chart's marks; the costly half of a layout that no size or zoom changes."""
    return PreparedChart(spec, tuple(sorted_marks(panel) for panel in spec.panels))


def _table(rows: Iterable[tuple[float, ...]], width: int) -> Floats:
    return np.array(list(rows), dtype=float).reshape(-1, width)


def _cell_fill(cell: Cell) -> Fill:
    return Fill(heat=cell.heat, diverging=cell.diverging, gap=cell.heat is None)


def _of(kind: type[M], by_kind: Mapping[type, list[Mark]]) -> tuple[M, ...]:
    return cast("tuple[M, ...]", tuple(by_kind.get(kind, ())))


def sorted_marks(panel: Panel) -> PanelMarks:
    """The marks of a panel by kind."""
    by_kind: dict[type, list[Mark]] = {}
    for mark in panel.marks:
        by_kind.setdefault(type(mark), []).append(mark)

    bars, points, cells = _of(Bar, by_kind), _of(Point, by_kind), _of(Cell, by_kind)
    return PanelMarks(
        panel=panel,
        bars=bars,
        bar_values=_table(map(_BAR, bars), 4),
        lines=tuple(
            LineValues(line, np.array(line.x, dtype=float), np.array(line.y, dtype=float))
            for line in _of(Line, by_kind)
        ),
        areas=tuple(
            AreaValues(
                area,
                np.array(area.x, dtype=float),
                np.array(area.low, dtype=float),
                np.array(area.high, dtype=float),
            )
            for area in _of(Area, by_kind)
        ),
        points=points,
        point_values=_table(
            ((p.x, p.y, np.nan if p.weight is None else p.weight) for p in points),
            3,
        ),
        cells=cells,
        cell_values=_table(((cell.column, cell.row) for cell in cells), 2),
        cell_fills=tuple(_cell_fill(cell) for cell in cells),
        cell_heats=np.array([np.nan if cell.heat is None else cell.heat for cell in cells], dtype=float),
        cell_ids=tuple(cell.id for cell in cells),
        cell_figures=tuple(cell.figure for cell in cells),
        strong_cells=frozenset(place for place, cell in enumerate(cells) if cell.strong),
        leaves=tuple(leaf for tree in _of(Tree, by_kind) for leaf in tree.leaves),
        ribbons=_of(Ribbon, by_kind),
        stages=_of(Stage, by_kind),
        rules=_of(Rule, by_kind),
        bands=_of(Band, by_kind),
        texts=_of(Text, by_kind),
    )
