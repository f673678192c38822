"""What the chart and its controls show, as plain values: made from a selection, rendered as they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.charts.spec import ChartSpec
from app.model.dimension import DimensionName
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
