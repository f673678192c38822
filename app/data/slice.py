"""Which part of a data set a question is about."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slice:
    """The members of one dimension, with everything else in a data set held still."""

    dataset: str
    dimension: str
    fixed: Mapping[str, str]
    """Codes of the other dimensions, and regime and operator."""
    indicator: str = "value"

    @property
    def condition(self) -> str:
        """SQL to go behind other conditions, whose parameters are the fixed codes."""
        return "".join(f" AND {column} = ?" for column in self.fixed)

    def asked(self, *more: str) -> dict[str, Collection[str]]:
        """The codes of every column that figures are looked for with, of this and `more` indicators."""
        found: dict[str, Collection[str]] = {column: (code,) for column, code in self.fixed.items()}
        return found | {"indicator": (self.indicator, *more)}

    def key(self) -> Hashable:
        """What two equal slices have in common."""
        return (self.dataset, self.dimension, tuple(sorted(self.fixed.items())), self.indicator)
