"""What a kind of chart declares, and how it is found: one file a kind under `kinds/`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.charts import kinds
from app.charts.chart_data import ChartData
from app.charts.needs import Needs, unmet
from app.charts.options import Option
from app.charts.reasons import without_one_unit
from app.charts.shape import Shape
from app.charts.spec import ChartSpec
from app.model.selection import MemberKind
from app.model.words import Words

_THIN = 0.5
"""What the merit of a kind is worth where the members with figures cannot speak for all."""


def _nothing_more(shape: Shape, words: Words) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart. Texts are English sources for the translator."""

    id: str
    title: str
    question: str
    icon: str
    order: int
    build: Callable[[ChartData, Words], ChartSpec]
    merit: Callable[[Shape], float]
    """How well the kind answers a shape that fits and has few gaps, 0 to 1."""
    needs: Needs = field(default_factory=Needs)
    unfit: Callable[[Shape, Words], str] = _nothing_more
    """'' where nothing but `needs` speaks against the shape; otherwise why not, and what would help."""
    prefers: tuple[str, ...] = ()
    """What its members are where nobody says: kinds of members, the most telling first."""
    instead: MemberKind | None = None
    """The kind of its members where the history of those that are asked for is mostly gaps."""
    shows_growth: bool = False
    """Whether it shows growth rates where growth is the chosen indicator."""
    options: tuple[Option, ...] = ()
    """What a reader may choose about how it shows the figures."""
    example: Mapping[str, object] = field(default_factory=dict)
    """The plain selection of its best bundled example, for the gallery and a bare `chart KIND`."""

    def reason(self, shape: Shape, words: Words) -> str:
        """'' where the shape can be shown; otherwise why not, and what would make it possible."""
        return without_one_unit(shape, words) or self.unfit(shape, words) or unmet(self.needs, shape, words)

    def chart(self, data: ChartData, words: Words) -> ChartSpec:
        """What `build` makes, with what a picture says of itself that is too small for all of it."""
        spec = self.build(data, words)
        return replace(
            spec,
            unnamed=spec.unnamed or words.text("there is no room to name every row"),
            left_out=words.text("there is no room for further panels"),
        )

    def fitness(self, shape: Shape) -> float:
        """How well the kind answers a shape that fits, 0 to 1, for the order of the kinds."""
        return self.merit(shape) * (_THIN if shape.thin else 1.0)


class Kinds(Mapping[str, Kind]):
    """Kinds by id, in their order, each loaded when it is first asked for.

    The first chart needs one of them: the others are loaded by whoever goes through all.
    """

    def __init__(self, modules: Mapping[str, str]) -> None:
        """Take the name of the module of each id; the module has the kind as `KIND`."""
        self._modules = modules
        self._loaded: dict[str, Kind] = {}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._loaded:
            found: Kind = importlib.import_module(self._modules[name]).KIND
            self._loaded[name] = found
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._modules, key=lambda name: self[name].order))

    def __len__(self) -> int:
        return len(self._modules)


def discover() -> Kinds:
    """Every kind in `kinds/`: a file is a kind, and its name, with hyphens, is the kind's id."""
    names = [module.name for module in pkgutil.iter_modules(kinds.__path__)]
    return Kinds({name.replace("_", "-"): f"{kinds.__name__}.{name}" for name in names})
