"""What the panels around the chart show, as plain values: made from a completed selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.data.tree_values import RowValues
from app.model.dimension import DimensionName
from app.model.figure import Figure
from app.model.selection import Selection


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
    unit: str = ""
    """The unit of an amount in words, where it is not that of the view."""


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
