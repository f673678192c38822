"""A chart with its size: every mark and every word at its place in pixels, ready to be drawn.

Pixels are 1/96 inch; whoever draws at another resolution scales the whole. All positions are those of
the picture, x to the right and y down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from app.charts.spec import ChartSpec, Tone
    from app.ui.charts.scales import PlacedAxis
    from app.ui.charts.text import TextStyle

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


def no_rects() -> Floats:
    """An empty array of rectangles or segments, shape (0, 4)."""
    return np.empty((0, 4))


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether the two share more than `slack` pixels in both directions."""
        return (
            self.x + slack < other.right
            and other.x + slack < self.right
            and self.y + slack < other.bottom
            and other.y + slack < self.bottom
        )

    def holds(self, other: Rect, slack: float = 0.5) -> bool:
        """Whether the other lies inside."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def holds_point(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def grown(self, by: float) -> Rect:
        """The rectangle with that much more on each side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Fill:
    """What a tile is filled with: a tone, a place on a ramp, or nothing known."""

    tone: Tone = "context"
    heat: float | None = None
    diverging: bool = False
    gap: bool = False
    share: float = 1.0
    """How much of the colour there is, where the ground shines through."""


Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of words; `x` and `y` are the left end of its baseline."""

    text: str
    x: float
    y: float
    box: Rect
    style: TextStyle
    tone: Tone = "text"
    id: str = ""
    on: Fill | None = None
    """The tile it stands on, so that the words can be light or dark."""
    figure: str = ""
    """The key of the figure that the words give."""
    anchor: Anchor = "start"
    """Which end stays where it is in a program that has another font."""


@dataclass(frozen=True)
class PlacedBars:
    """Bars as rectangles of shape (n, 4): x, y, width, height."""

    ids: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    rects: Floats = field(default_factory=no_rects)
    tones: tuple[Tone, ...] = ()
    open_end: frozenset[int] = frozenset()
    hatched: frozenset[int] = frozenset()
    upright: frozenset[int] = frozenset()
    backward: frozenset[int] = frozenset()
    """Bars that grow to the left or down."""
    series: tuple[str, ...] = ()
    """The legend entry of each bar, '' where that is its member."""


@dataclass(frozen=True)
class PlacedLine:
    """A line; NaN leaves a gap."""

    id: str
    xs: Floats
    ys: Floats
    tone: Tone
    width: float
    dashed: bool
    dots: bool
    figures: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class PlacedArea:
    """The ground between two lines."""

    id: str
    xs: Floats
    lows: Floats
    highs: Floats
    tone: Tone
    figures: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class PlacedPoints:
    """Discs; `discs` has the shape (n, 3): x, y, radius."""

    ids: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    discs: Floats = field(default_factory=lambda: np.empty((0, 3)))
    tones: tuple[Tone, ...] = ()
    hollow: frozenset[int] = frozenset()
    bubbles: bool = False
    """Whether areas stand for weights: such discs are drawn translucent, with an edge."""


@dataclass(frozen=True)
class Raster:
    """Tens of thousands of cells as a grid, for devices that can stretch a picture."""

    columns: Floats
    rows: Floats
    heats: Floats
    """Places on the ramp, NaN for a gap; one for each cell."""
    diverging: bool
    room: Rect
    """Where the whole grid is, most of which may be out of view."""
    shape: tuple[int, int]
    """Columns and rows of the grid."""


@dataclass(frozen=True)
class PlacedTiles:
    """Filled rectangles of shape (n, 4): cells, leaves of a tree, nodes of a flow."""

    ids: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    rects: Floats = field(default_factory=no_rects)
    fills: tuple[Fill, ...] = ()
    strong: frozenset[int] = frozenset()
    raster: Raster | None = None
    """Set where there are very many cells."""


@dataclass(frozen=True, slots=True)
class PlacedRibbon:
    """A flow between two upright edges."""

    id: str
    figure: str
    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    tone: Tone
    start: str = ""
    """The node that it leaves."""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: of the grid, an axis, a rule or a leader."""

    x0: float
    y0: float
    x1: float
    y1: float
    tone: Tone | Literal["hair"] = "hair"
    dashed: bool = False
    width: float = 1.0


@dataclass(frozen=True)
class PlacedPanel:
    """One plot."""

    index: int
    plot: Rect
    x: PlacedAxis
    y: PlacedAxis
    bands: tuple[Rect, ...] = ()
    grid: tuple[Stroke, ...] = ()
    areas: tuple[PlacedArea, ...] = ()
    ribbons: tuple[PlacedRibbon, ...] = ()
    tiles: PlacedTiles = field(default_factory=PlacedTiles)
    bars: PlacedBars = field(default_factory=PlacedBars)
    rules: tuple[Stroke, ...] = ()
    lines: tuple[PlacedLine, ...] = ()
    points: PlacedPoints = field(default_factory=PlacedPoints)
    leaders: tuple[Stroke, ...] = ()
    labels: tuple[PlacedText, ...] = ()
    """Words inside the plot, or belonging to its marks."""
    axis_texts: tuple[PlacedText, ...] = ()
    """Ticks, names of categories and titles of axes."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """The colour sample of a legend entry; `box` holds sample and words, for clicks."""

    id: str
    label: str
    rect: Rect
    box: Rect
    tone: Tone


@dataclass(frozen=True, slots=True)
class PlacedRamp:
    """The colour scale of a map or matrix."""

    rect: Rect
    diverging: bool


@dataclass(frozen=True)
class ChartLayout:
    """A whole chart at one size."""

    spec: ChartSpec
    width: float
    height: float
    plots: Rect
    """Where the panels are, below the heads and above the remark."""
    texts: tuple[PlacedText, ...]
    strokes: tuple[Stroke, ...]
    swatches: tuple[Swatch, ...]
    ramp: PlacedRamp | None
    panels: tuple[PlacedPanel, ...]

    def all_texts(self) -> tuple[PlacedText, ...]:
        """Every word of the picture."""
        inner = (text for panel in self.panels for text in (*panel.axis_texts, *panel.labels))
        return (*self.texts, *inner)


def text_at(
    text: str,
    x: float,
    y: float,
    width: float,
    style: TextStyle,
    *,
    anchor: Anchor = "start",
    tone: Tone = "text",
    member: str = "",
    on: Fill | None = None,
) -> PlacedText:
    """A line of words whose start, middle or end is at `x` and whose vertical middle is at `y`."""
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    top = y - style.height / 2
    return PlacedText(
        text=text,
        x=left,
        y=top + style.size * 0.82,
        box=Rect(left, top, width, style.height),
        style=style,
        tone=tone,
        id=member,
        on=on,
        anchor=anchor,
    )
