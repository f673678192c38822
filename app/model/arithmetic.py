"""Arithmetic on figures that carries their rounding and bounds, so that no result claims too much.

Every result is a derived `Figure` with its formula and inputs. Its rounding is the power of ten that
comes nearest to the range left open by the rounding of the inputs.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, product

from app.model.figure import Figure

_AT_MOST = ("<", "<~")
Range = tuple[float, float]
"""The lowest and the highest value that a figure can have; either may be infinite."""


def rounding_of(low: float, high: float) -> float:
    """The unit of the last digit that is worth writing for a value known to lie in a range."""
    width = high - low
    if not math.isfinite(width) or width <= 0:
        return 0.0
    return 10.0 ** round(math.log10(width))


def propagate(
    formula: Callable[..., float], inputs: Sequence[Figure], unit: str, text: str = ""
) -> Figure | None:
    """A figure computed from others, with the range that their bounds leave.

    Args:
        formula: Monotone in each input over the range of its bounds.
        inputs: Figures in the order of the formula's arguments.
        unit: Unit of the result.
        text: The formula in words.

    Returns:
        None where an input is a gap or the formula has no finite value.
    """
    values = [figure.value for figure in inputs if figure.value is not None]
    if len(values) < len(inputs):
        return None
    value = _tried(formula, values)
    if not math.isfinite(value):
        return None
    corners = [_tried(formula, corner) for corner in product(*(figure.bounds() for figure in inputs))]
    known = [corner for corner in corners if not math.isnan(corner)]
    low, high = (min(known), max(known)) if known else (value, value)
    shown, qualifier = _qualified(value, low, high, [figure.qualifier for figure in inputs])
    return Figure(
        value=shown, unit=unit, qualifier=qualifier, status="derived", rounding=rounding_of(low, high),
        formula=text, inputs=tuple(inputs), source=_sources(inputs), vintage=_vintage(inputs),
        span=_span(low, high),
    )  # fmt: skip


def _tried(formula: Callable[..., float], values: Sequence[float]) -> float:
    try:
        return formula(*values)
    except (ZeroDivisionError, OverflowError, ValueError):
        return math.nan


def _span(low: float, high: float) -> Range | None:
    """A range that is worth telling; a bound says its open end itself."""
    return (low, high) if low < high and math.isfinite(high - low) else None


def _qualified(value: float, low: float, high: float, qualifiers: Sequence[str]) -> tuple[float, str]:
    """The number to show and its qualifier, from the range that it lies in."""
    if math.isinf(high) and math.isinf(low):
        return value, "~"
    if math.isinf(high):
        return low, ">"
    if math.isinf(low):
        return high, "<"
    return value, "=" if all(qualifier == "=" for qualifier in qualifiers) else "~"


def _sources(inputs: Sequence[Figure]) -> str:
    ids = (key for figure in inputs for key in figure.source.split(";") if key)
    return ";".join(dict.fromkeys(ids))


def _vintage(inputs: Sequence[Figure]) -> str:
    return max((figure.vintage for figure in inputs), default="")


def range_over(formula: Callable[..., float], ranges: Sequence[Range]) -> Range | None:
    """The range of a formula that is monotone in each input over the ranges of its inputs.

    Returns:
        None where the formula has a value at no corner of the ranges.
    """
    corners = [_tried(formula, corner) for corner in product(*ranges)]
    known = [corner for corner in corners if not math.isnan(corner)]
    return (min(known), max(known)) if known else None


def sum_of_ranges(ranges: Sequence[Range]) -> Range:
    """What amounts add up to at least and at most."""
    return (math.fsum(low for low, _ in ranges), math.fsum(high for _, high in ranges))


def ratio_range(part: Range, whole: Range) -> Range:
    """A non-negative amount divided by another; infinite where the whole may be nothing."""
    low = max(part[0], 0.0) / whole[1] if 0 < whole[1] < math.inf else 0.0
    high = part[1] / whole[0] if whole[0] > 0 else math.inf
    return (low, high)


def weighted_growth_range(parts: Sequence[tuple[Range, Range]]) -> Range | None:
    """The growth of a sum in percent from the levels and growth rates of all its parts.

    Each level counts once, so that its rounding does not blur both the sum and the sum before.

    Args:
        parts: For each part the range of its level and that of its growth in percent.

    Returns:
        None without parts, or where one of them may have grown from nothing.
    """
    if not parts or any(growth[0] <= -100 or level[0] <= 0 for level, growth in parts):
        return None
    middles = [((level[0] + level[1]) / 2, (growth[0] + growth[1]) / 2) for level, growth in parts]
    centre = _summed_growth(middles)
    slow = [(level[growth[0] < centre], growth[0]) for level, growth in parts]
    fast = [(level[growth[1] > centre], growth[1]) for level, growth in parts]
    return (_summed_growth(slow), _summed_growth(fast))


def _summed_growth(parts: Sequence[tuple[float, float]]) -> float:
    now = math.fsum(level for level, _ in parts)
    before = math.fsum(_previous(level, growth) for level, growth in parts)
    return (now / before - 1) * 100


def ranges_meet(first: Range, second: Range) -> bool:
    """Whether two ranges have more than an edge in common; a point meets a range that holds it."""
    low, high = max(first[0], second[0]), min(first[1], second[1])
    narrower = min(first[1] - first[0], second[1] - second[0])
    noise = 1e-12 * max((abs(edge) for edge in (low, high) if math.isfinite(edge)), default=0.0)
    return high - low > min(noise, narrower / 2) if narrower else high - low >= -noise


def range_holds(outer: Range, inner: Range) -> bool:
    """Whether one range lies wholly within the other."""
    slack = 1e-12 * max((abs(edge) for edge in (*outer, *inner) if math.isfinite(edge)), default=0.0)
    return outer[0] <= inner[0] + slack and inner[1] <= outer[1] + slack


def gap_between(first: Range, second: Range) -> float:
    """How far two ranges lie apart; 0 where they touch or overlap."""
    return max(0.0, second[0] - first[1], first[0] - second[1])


def share(part: Figure, whole: Figure, text: str = "") -> Figure | None:
    """A part in percent of its whole; None where the whole is not positive or the part negative.

    Of a whole that is an upper bound it is a lower one.
    """
    if not whole.value or whole.value <= 0 or part.value is None or part.value < 0:
        return None
    found = propagate(lambda p, w: p / w * 100, (part, whole), "percent", text)
    if found is None or whole.qualifier not in _AT_MOST or part.qualifier in _AT_MOST:
        return found
    return replace(found, value=part.value / whole.value * 100, qualifier=">", span=None)


def previous(level: Figure, growth: Figure, text: str = "") -> Figure | None:
    """The level a year before, from a level and its growth in percent."""
    if growth.value is None or growth.value <= -100:
        return None
    return propagate(_previous, (level, growth), level.unit, text)


def _previous(level: float, growth: float) -> float:
    return level / (1 + growth / 100)


def increment(level: Figure, growth: Figure, text: str = "") -> Figure | None:
    """What a level gained on the year before, from the level and its growth in percent."""
    if growth.value is None or growth.value <= -100:
        return None
    return propagate(lambda v, g: v - _previous(v, g), (level, growth), level.unit, text)


def contribution(
    level: Figure, growth: Figure, whole: Figure, whole_growth: Figure, text: str = ""
) -> Figure | None:
    """A member's part in the growth of its whole, in percentage points.

    Source: increment of the member divided by the previous level of the whole, times 100.
    """
    if growth.value is None or whole_growth.value is None or min(growth.value, whole_growth.value) <= -100:
        return None
    if not whole.value or whole.value <= 0:
        return None

    def points(v: float, g: float, w: float, wg: float) -> float:
        return (v - _previous(v, g)) / _previous(w, wg) * 100

    return propagate(points, (level, growth, whole, whole_growth), "percentage point", text)


def growth_between(now: Figure, before: Figure, text: str = "") -> Figure | None:
    """Growth in percent from one level to another of the same basis; None without a positive start."""
    if not before.value or before.value <= 0:
        return None
    return propagate(lambda a, b: (a / b - 1) * 100, (now, before), "percent", text)


def cagr(first: Figure, last: Figure, years: float, text: str = "") -> Figure | None:
    """Compound annual growth in percent between two positive levels so many years apart."""
    if years <= 0 or not first.value or not last.value or min(first.value, last.value) <= 0:
        return None
    return propagate(lambda a, b: ((b / a) ** (1 / years) - 1) * 100, (first, last), "percent", text)


def difference(first: Figure, second: Figure, text: str = "") -> Figure | None:
    """The first figure less the second, in their common unit."""
    return propagate(lambda a, b: a - b, (first, second), first.unit, text)


def total(figures: Sequence[Figure], text: str = "") -> Figure | None:
    """The sum of figures of one unit; None where one of them is a gap or none is given.

    The ranges add up, so the rounding of a sum of many parts is coarser than that of each.
    """
    levels = [figure.value for figure in figures if figure.value is not None]
    if not figures or len(levels) < len(figures):
        return None
    bounds = [figure.bounds() for figure in figures]
    low, high = math.fsum(b[0] for b in bounds), math.fsum(b[1] for b in bounds)
    shown, qualifier = _qualified(math.fsum(levels), low, high, [f.qualifier for f in figures])
    return Figure(
        value=shown, unit=figures[0].unit, qualifier=qualifier, status="derived",
        rounding=rounding_of(low, high), formula=text, inputs=tuple(figures[:100]),
        source=_sources(figures), vintage=_vintage(figures), span=_span(low, high),
    )  # fmt: skip


def surely_above(first: Figure, second: Figure) -> bool:
    """Whether the first is greater than the second whatever their rounding and bounds hide."""
    if first.value is None or second.value is None:
        return False
    return first.bounds()[0] > second.bounds()[1] and "~" not in first.qualifier + second.qualifier


def ranks(values: Sequence[float | None]) -> list[int | None]:
    """Rank of each value from the largest, 1 for the first; equal values share one, gaps have none."""
    ordered = sorted((value for value in values if value is not None), reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return [None if value is None else first[value] for value in values]


def certain_rank(index: int, figures: Sequence[Figure]) -> int | None:
    """The rank of one figure where rounding and bounds leave no doubt about it, else None.

    Gaps among the others are not counted: who uses the rank says among how many it is.
    """
    own = figures[index]
    if own.value is None:
        return None
    others = [figure for place, figure in enumerate(figures) if place != index and figure.value is not None]
    above = [figure for figure in others if surely_above(figure, own)]
    below = [figure for figure in others if surely_above(own, figure)]
    return len(above) + 1 if len(above) + len(below) == len(others) else None


def lorenz(values: Sequence[float]) -> tuple[list[float], list[float]]:
    """Cumulative shares in percent, the largest first: of the members and of their sum.

    Args:
        values: Non-negative amounts.

    Returns:
        Two lists that start at 0 and end at 100, one longer than `values`; empty for a sum of 0.
    """
    amounts = sorted(values, reverse=True)
    whole = math.fsum(amounts)
    if whole <= 0:
        return [], []
    parts = [0.0, *(amount / whole * 100 for amount in accumulate(amounts))]
    return [100 * place / len(amounts) for place in range(len(parts))], parts


def herfindahl(shares: Sequence[float]) -> float:
    """The Herfindahl-Hirschman index, 0 to 10,000, of shares in percent of the whole."""
    return math.fsum(share * share for share in shares)


def median(values: Sequence[float]) -> float:
    """The middle value; NaN of none."""
    return statistics.median(values) if values else math.nan
