"""How far figures reach over all periods, so that the axes stand still while a timeline plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Extent:
    """Known levels, unscaled, and growth rates, in percent, of all members in all periods."""

    levels: tuple[float, ...]
    growths: tuple[float, ...]

    @property
    def largest(self) -> float:
        """The largest level, whatever its sign; 0 where none is known."""
        return max(map(abs, self.levels), default=0.0)

    def sizes(self) -> list[float]:
        """The levels above zero, as a logarithmic axis can show them."""
        return [level for level in self.levels if level > 0]


def extent_of(frame: pd.DataFrame) -> Extent:
    """How far the figures of a frame reach."""
    return Extent(
        tuple(frame["value"].dropna().astype(float).tolist()),
        tuple(frame["growth"].dropna().astype(float).tolist()),
    )
