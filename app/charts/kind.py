"""What a kind of chart declares, and how it is found: one file a kind under `kinds/`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.charts import kinds
from app.charts.chart_data import ChartData
from app.charts.options import Option
from app.charts.shape import Shape
from app.charts.spec import ChartSpec
from app.model.words import Words

Span = Literal["one", "two", "all"]


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
    options: tuple[Option, ...] = ()
    """What a reader may choose about how it shows the figures."""
    example: Mapping[str, object] = field(default_factory=dict)
    """The plain selection of its best bundled example, for the gallery and a bare `chart KIND`."""


def discover() -> dict[str, Kind]:
    """Every kind in `kinds/`, in its order; a file is a kind when it has a `KIND`."""
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    modules = [importlib.import_module(f"{kinds.__name__}.{name}") for name in names]
    found: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.id: kind for kind in sorted(found, key=lambda kind: kind.order)}
