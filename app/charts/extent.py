"""How far figures reach over all periods, so that the axes stand still while a timeline plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Extent:
    """Known figures of all members in all periods; empty where no timeline goes through them."""

    levels: tuple[float, ...] = ()
    """Unscaled."""
    growths: tuple[float, ...] = ()
    """In percent."""
    balances: tuple[float, ...] = ()
    """Exports less imports of a member in a period, unscaled."""
    turns: tuple[float, ...] = ()
    """Percentage points where a waterfall of contributions to the growth of the whole turns."""

    @property
    def largest(self) -> float:
        """The largest level, whatever its sign; 0 where none is known."""
        return max(map(abs, self.levels), default=0.0)

    def sizes(self) -> list[float]:
        """The levels above zero, as a logarithmic axis can show them."""
        return [level for level in self.levels if level > 0]


def extent_of(frame: pd.DataFrame, whole: pd.DataFrame) -> Extent:
    """How far the figures of a frame reach, and of the whole that its members are parts of."""
    return Extent(
        _known(frame["value"]), _known(frame["growth"]), _known(_balances(frame)), _turns(frame, whole)
    )


def _known(figures: pd.Series[float]) -> tuple[float, ...]:
    return tuple(figures.dropna().astype(float).tolist())


def _balances(frame: pd.DataFrame) -> pd.Series[float]:
    """Gaps where one side is not known, or the frame has one flow alone."""
    cells = frame.set_index(["member", "period"])
    sides = (cells.loc[cells["flow"] == side, "value"].astype(float) for side in ("export", "import"))
    exports, imports = (side[~side.index.duplicated()] for side in sides)
    return exports - imports


def _turns(frame: pd.DataFrame, whole: pd.DataFrame) -> tuple[float, ...]:
    """Of each flow and period: after the members that moved with the whole, after all, at the whole."""
    levels, starts = _levels_and_starts(frame)
    of_whole, start_of_whole = _levels_and_starts(whole)
    base = start_of_whole.combine_first(_sums(starts))
    points = (levels - starts) / base.reindex(levels.index) * 100
    together = _sums(points)
    growth = ((of_whole - start_of_whole) / start_of_whole * 100).combine_first(together)
    furthest = _sums(points.clip(lower=0)).where(growth >= 0, _sums(points.clip(upper=0)))
    return _known(together) + _known(growth) + _known(furthest)


def _levels_and_starts(frame: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[float]]:
    """Levels with a growth rate and those of the year before, by flow and period."""
    known = frame.dropna(subset=["value", "growth"]).set_index(["flow", "period"])
    levels = known["value"].astype(float)
    return levels, levels / (1 + known["growth"].astype(float) / 100)


def _sums(figures: pd.Series[float]) -> pd.Series[float]:
    return figures.groupby(level=["flow", "period"]).sum()
