"""A chart as plain data: what is drawn and what stands behind each mark, without a pixel in it.

Kinds make a `ChartSpec` from figures; the layout gives it a size; one renderer draws it for the window,
the command line and every export. Plotted numbers are scaled (5.55, not 5.55e12).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.model.figure import Figure

Tone = Literal[
    "accent", "context", "negative", "muted", "text",
    "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8",
]  # fmt: skip
"""What a colour means; the theme says which colour it is."""

SEPARATOR = " · "
"""Between the parts of small print."""

Scale = Literal["linear", "log", "time", "category", "none"]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a panel.

    A category axis has its categories at 0, 1, 2 ...; the first one is on top or at the left. A time
    axis counts in years: 2025.0 is the start of 2025. An axis of scale `none` is not drawn.
    """

    scale: Scale = "linear"
    title: str = ""
    suffix: str = ""
    """Written behind each tick: 'tn', '%', '万亿'."""
    low: float | None = None
    high: float | None = None
    zero: bool = False
    """Whether 0 must be in view, as bars need it."""
    signed: bool = False
    """Whether ticks carry a plus sign."""
    categories: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """The member behind each category, for highlighting and picking."""
    strong: frozenset[int] = frozenset()
    """Categories that are set in bold."""
    side: Literal["near", "far"] = "near"
    """Near is the bottom or the left, far is the top or the right."""
    grid: bool = True
    labels: bool = True
    """Off where a neighbouring panel already names the same axis."""
    finest: float = 0.0
    """Ticks of a time axis stand no closer than this, in years: yearly figures have no quarters."""
    shared: str = ""
    """Axes that share a name show one range at one length, so that bars of both can be compared."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar along the x axis (or up, where `upright`) at a category."""

    id: str
    at: float
    start: float
    end: float
    tone: Tone = "context"
    label: str = ""
    figure: str = ""
    open_end: bool = False
    """The figure is a lower bound: the bar ends open, with an arrow edge and hatching."""
    hatched: bool = False
    """The figure is approximate or derived."""
    upright: bool = False
    thickness: float = 0.72
    """Share of the category's room."""
    series: str = ""
    """The legend entry that it belongs to, where that is not its member."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; NaN in `y` leaves a gap."""

    id: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    tone: Tone = "context"
    label: str = ""
    """Written at the line's end."""
    figures: tuple[str, ...] = ()
    width: float = 1.5
    dashed: bool = False
    dots: bool = False
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """The ground between two lines over the same x."""

    id: str
    x: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    tone: Tone = "context"
    label: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A disc; its area stands for `weight` (0 to 1 of the largest) where that is given."""

    id: str
    x: float
    y: float
    tone: Tone = "context"
    label: str = ""
    figure: str = ""
    weight: float | None = None
    hollow: bool = False
    priority: int = 0
    """Which labels give way when they would overlap: the highest stay."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A tile of a map or matrix, at a column and a row."""

    id: str
    column: int
    row: int
    text: str = ""
    detail: str = ""
    figure: str = ""
    heat: float | None = None
    """0 to 1 on a sequential ramp, or -1 to 1 where `diverging`; None is a gap."""
    diverging: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """One tile of a treemap."""

    id: str
    label: str
    detail: str
    weight: float
    tone: Tone = "context"
    figure: str = ""
    heat: float | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """Weights to be laid out as a treemap that fills its panel."""

    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow from one column of bars to the next, in units of the panel's y axis."""

    id: str
    start: str
    end: str
    weight: float
    tone: Tone = "context"
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A node of a flow chart, in the column 0, 1, ..."""

    id: str
    column: int
    label: str
    detail: str = ""
    weight: float = 0.0
    tone: Tone = "context"
    figure: str = ""
    member: str = ""
    """The member behind it, where the id says its column as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the panel at a value of one axis."""

    axis: Literal["x", "y"]
    at: float
    label: str = ""
    dashed: bool = True
    tone: Tone = "muted"


@dataclass(frozen=True, slots=True)
class Band:
    """A shaded range of one axis."""

    axis: Literal["x", "y"]
    low: float
    high: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place, such as 'not in the sources' in the slot of a gap."""

    id: str
    x: float
    y: float
    text: str
    tone: Tone = "muted"
    anchor: Literal["start", "middle", "end"] = "start"
    priority: int = 0
    short: str = ""
    """What is written where there is no room for the text."""
    figure: str = ""
    """The figure that the words give, such as the sum of what is not shown one by one."""


Mark = Bar | Line | Area | Point | Cell | Tree | Ribbon | Stage | Rule | Band | Text


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot: two axes and the marks between them."""

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    title: str = ""
    weight: float = 1.0
    """Width beside its neighbours in the same row."""
    id: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A tone and what it stands for; `id` is the member it focuses or mutes."""

    id: str
    label: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Ramp:
    """The colour scale of a map or matrix: the texts at its ends."""

    low: str
    high: str
    diverging: bool = False
    middle: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table behind a chart; `unit` is in its head, so cells carry numbers alone."""

    key: str
    title: str
    unit: str = ""
    numeric: bool = False
    factor: float = 1.0
    """What the unscaled figures are divided by to be read in the unit of the head."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: one text or figure for each column."""

    member: str
    cells: tuple[str | Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Exactly the figures that the chart shows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A whole chart, with every text that belongs to the picture."""

    kind: str
    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    table: Table
    source: str
    """The source line: publishers, reliability, basis and the date of the data, in this order."""
    remark: str = ""
    """What is missing or must be known to read the chart."""
    unnamed: str = ""
    """The remark on rows or tiles without room for a name, for pictures that have any."""
    left_out: str = ""
    """The remark on panels that a picture has no room for."""
    description: str = ""
    """For those who cannot see it."""
    columns: int = 1
    """How many panels stand side by side."""
    legend: tuple[LegendEntry, ...] = ()
    ramp: Ramp | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """What stands behind the marks, under the keys that they name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The name of every member whose mark can be picked."""
    drill: frozenset[str] = frozenset()
    """Members that have members of their own."""
    asides: Mapping[str, str] = field(default_factory=dict)
    """What is said beyond its words of a line that stands for several members: who they are."""


def brief_source(source: str) -> str:
    """A source line without its basis: publishers, their reliability and the date of the data."""
    parts = source.split(SEPARATOR)
    return SEPARATOR.join([*parts[:2], parts[-1]]) if len(parts) > 3 else source
