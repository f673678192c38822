"""What the panels of the window show, as plain values: made from a selection, rendered as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.charts.spec import ChartSpec
from app.data.tree_values import RowValues
from app.model.dimension import DimensionName
from app.model.figure import Figure
from app.model.selection import Breakdown, Selection


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether a kind of chart can show the selection; `reason` is empty where it can."""

    kind: str
    title: str
    question: str
    icon: str
    reason: str = ""
    merit: float = 0.0
    place: int = 0
    """Where it stands among all kinds, whatever the selection."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a control: what it stands for and how it reads; `reason` says why it is off."""

    key: str
    label: str
    detail: str = ""
    reason: str = ""
    group: str = ""
    short: str = ""
    """How it reads where there is little room; '' for the label."""
    sparse: bool = False
    """Whether it can be chosen but has few figures."""


@dataclass(frozen=True, slots=True)
class BreakdownChoice:
    """One way to break the selection down."""

    breakdown: Breakdown
    label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """One option of the kind shown, with its answers."""

    name: str
    title: str
    current: str
    usual: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A view that has figures, offered where the one asked for has none or few."""

    label: str
    selection: Selection
    why: str = ""
    """What is missing in the view that it leads out of."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the controls of the window offer for the selection."""

    flows: tuple[Choice, ...] = ()
    periods: tuple[Choice, ...] = ()
    """The latest first."""
    dataflows: tuple[Choice, ...] = ()
    """Bases, each with its unit: CNY and USD are different figures, never conversions."""
    indicators: tuple[Choice, ...] = ()
    breakdowns: tuple[BreakdownChoice, ...] = ()
    """All that the catalogue knows; which of them have figures, `Explorer.breakdowns` says later."""
    options: tuple[OptionChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb: choosing it selects that member of that dimension."""

    dimension: DimensionName
    code: str
    label: str
    whole: bool = False
    """Whether it stands for all of its dimension, since nothing of it is chosen."""


@dataclass(frozen=True)
class View:
    """A selection with everything filled in, and its chart."""

    selection: Selection
    spec: ChartSpec | None
    """None where no kind can show the selection; `empty` then says why."""
    empty: str = ""
    choices: Choices = field(default_factory=Choices)
    crumbs: tuple[Crumb, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    """Where `spec` is None: nearby views that can be shown."""
    fuller: WayOut | None = None
    """Where the chart is mostly gaps: the same on a basis or in a period that has more of it."""


@dataclass(frozen=True)
class NavigatorValues:
    """Values for the rows of the three trees; a code that is missing has no figure."""

    rows: Mapping[DimensionName, Mapping[str, RowValues]]
    sparks: Mapping[DimensionName, Mapping[str, tuple[float, ...]]]
    """Yearly values on one basis of their own, oldest first, NaN for a gap."""
    spark_note: Mapping[DimensionName, str]
    """The basis and years of the spark lines, for header and tip."""
    headings: Mapping[DimensionName, str]
    """'Regions', 'Markets of Zhejiang', 'Goods of Zhejiang'."""
    present: Mapping[DimensionName, frozenset[str]] = field(default_factory=dict)
    """Codes that have any figure at all in the open data set; others may be left out of the tree."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure of the detail panel with its growth."""

    label: str
    figure: Figure
    growth: Figure | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A published figure with what it is, in words, and where it was read."""

    text: str
    figure: Figure
    source: str
    growth: Figure | None = None
    milestone: str = ""
    """What was passed or reached with it for the first time, as the source says."""
    is_growth: bool = False
    """Whether the figure is a rate that was published without a level."""
    selection: Selection | None = None
    """Where the figure can be looked at."""
    basis: str = ""
    """Its period and basis, where they are not those of all that stands beside it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A note: a driver, a risk, a milestone ..."""

    kind: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A member with its figure, drawn as a small bar: the largest markets."""

    dimension: DimensionName
    code: str
    label: str
    figure: Figure
    growth: Figure | None
    share_of_largest: float


@dataclass(frozen=True)
class Detail:
    """The detail panel of what is selected."""

    title: str
    other_title: str
    caption: str
    """'CN-ZJ · 330000 · 3rd of 31 · Yangtze River Delta'."""
    key_figures: tuple[KeyFigure, ...] = ()
    strips_title: str = ""
    strips: tuple[Strip, ...] = ()
    facts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Everything known about one figure, as label and text, for hover and F2."""

    headline: str
    lines: tuple[tuple[str, str], ...]
    inputs: tuple[Figure, ...] = ()
    citation: str = ""
    status: str = ""
    """'reported' or 'derived' in words; '' for a gap."""
    printed_by: str = ""
    """The first publisher with its reliability, in one line."""
