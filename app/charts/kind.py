"""What a kind of chart declares, and how it is found: one file a kind under `kinds/`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.charts import kinds
from app.charts.chart_data import ChartData
from app.charts.spec import ChartSpec
from app.model.period import Frequency
from app.model.words import Words

Span = Literal["one", "two", "all"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a selection offers, known from one small query before any chart is built."""

    kind: str
    """What the members are: region, market, product, flow or period."""
    level: str
    members: int
    """How many members have a value in the period."""
    members_with_growth: int
    """How many have a growth rate in the period, reported or derivable."""
    periods: int
    """How many periods the dataflow has values for."""
    flows: frozenset[str]
    """Flows that have values in the period."""
    frequency: Frequency
    summable: bool
    across: int = 0
    """Members of the second dimension that have values, for charts of two dimensions."""
    increments: int = 0
    """How many members have a value in both this period and the year before, or a growth rate."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a kind must have to say something."""

    periods: Span = "one"
    flows: tuple[str, ...] = ()
    """Flows it shows beside each other; empty for the selected one alone."""
    across: bool = False
    """Whether it needs a second dimension."""
    joins_ranks: bool = False
    """Whether it shows ranks alone, so that tables of one attribution in two currencies may be joined."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart. Texts are English sources for the translator."""

    id: str
    title: str
    question: str
    icon: str
    order: int
    build: Callable[[ChartData, Words], ChartSpec]
    unfit: Callable[[Shape, Words], str]
    """'' where the shape can be shown; otherwise why not, and what would make it possible."""
    merit: Callable[[Shape], float]
    """How well the kind answers a shape that fits, 0 to 1, for the order of the kinds."""
    needs: Needs = field(default_factory=Needs)
    prefers: tuple[str, ...] = ()
    """What its members are where nobody says: kinds of members, the most telling first."""
    example: Mapping[str, object] = field(default_factory=dict)
    """The plain selection of its best bundled example, for the gallery and a bare `chart KIND`."""


def discover() -> dict[str, Kind]:
    """Every kind in `kinds/`, in its order; a file is a kind when it has a `KIND`."""
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    modules = [importlib.import_module(f"{kinds.__name__}.{name}") for name in names]
    found: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.id: kind for kind in sorted(found, key=lambda kind: kind.order)}
