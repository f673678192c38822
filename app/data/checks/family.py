"""What a family of checks is, and how it is found: one file a family under `families/`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.data.checks import families
from app.data.checks.desk import Desk
from app.data.checks.result import Check
from app.model.words import Words


@dataclass(frozen=True, slots=True)
class Family:
    """A rule that figures are held to."""

    id: str
    title: Callable[[Words], str]
    order: int
    checks: Callable[[Desk], Iterator[Check]]


def discover() -> tuple[Family, ...]:
    """Every family in `families/`, in its order; a file is one when it has a `FAMILY`."""
    names = sorted(module.name for module in pkgutil.iter_modules(families.__path__))
    modules = [importlib.import_module(f"{families.__name__}.{name}") for name in names]
    found: list[Family] = [module.FAMILY for module in modules if hasattr(module, "FAMILY")]
    return tuple(sorted(found, key=lambda family: (family.order, family.id)))
