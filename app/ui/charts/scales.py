"""From values to pixels and back, and the round numbers that are written at an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.charts.spec import Axis, Scale
    from app.ui.charts.placed import Floats

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlacedAxis:
    """An axis with its range and its pixels.

    `low` and `high` are in the axis' own space: decimal logarithms on a log axis.
    """

    scale: Scale
    low: float
    high: float
    start: float
    """The pixel of `low`."""
    end: float

    def place(self, values: Floats) -> Floats:
        """Pixels of values; NaN where a log axis has no place for them."""
        inner = to_space(values, self.scale)
        spread = (self.high - self.low) or 1.0
        return np.asarray(self.start + (inner - self.low) / spread * (self.end - self.start), dtype=float)

    def at(self, value: float) -> float:
        """The pixel of one value, NaN where a log axis has no place for it."""
        if self.scale == "log":
            value = math.log10(value) if value > 0 else math.nan
        spread = (self.high - self.low) or 1.0
        return self.start + (value - self.low) / spread * (self.end - self.start)

    def inner(self, pixel: float) -> float:
        """The place of a pixel in the axis' own space."""
        return self.low + (pixel - self.start) / ((self.end - self.start) or 1.0) * (self.high - self.low)

    def value(self, pixel: float) -> float:
        """The value at a pixel."""
        inner = self.inner(pixel)
        return float(10.0**inner) if self.scale == "log" else inner

    @property
    def step(self) -> float:
        """Pixels from one category to the next."""
        return abs(self.end - self.start) / ((self.high - self.low) or 1.0)


def to_space(values: Floats, scale: Scale) -> Floats:
    """Values in the axis' own space."""
    if scale != "log":
        return values
    positive = np.where(values > 0, values, np.nan)
    return np.asarray(np.log10(positive), dtype=float)


def nice_step(spread: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20 ... that leaves at most so many steps."""
    if spread <= 0 or not math.isfinite(spread):
        return 1.0
    raw = spread / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1.0, 2.0, 5.0, 10.0):
        if factor * power >= raw * 0.999:
            return factor * power
    return 10.0 * power


def multiples(low: float, high: float, step: float) -> tuple[float, ...]:
    """Multiples of the step from low to high, both included."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(index * step for index in range(first, min(last, first + 200) + 1))


def linear_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round values between low and high."""
    return multiples(low, high, nice_step(high - low, most))


def log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Values to be written on a log axis whose range is given in decimal logarithms."""
    if high - low > most:
        return tuple(10.0**power for power in multiples(low, high, nice_step(high - low, most)))
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks = [
            factor * 10.0**power
            for power in range(math.floor(low), math.ceil(high) + 1)
            for factor in factors
            if low - 1e-9 <= math.log10(factor) + power <= high + 1e-9
        ]
        if 2 <= len(ticks) <= most + 1:
            return tuple(ticks)
    if high - low < 1:
        return tuple(value for value in linear_ticks(10.0**low, 10.0**high, most) if value > 0)
    return tuple(10.0**power for power in range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1))


def time_ticks(low: float, high: float, most: int, finest: float = 0.0) -> tuple[float, ...]:
    """Years, quarters or months between two times in years, none finer than is told in years."""
    spread = high - low
    if spread > 2 or spread > most or finest >= 1.0:
        return multiples(low, high, max(1.0, nice_step(spread, most)))
    for step in (1 / 12, 1 / 4, 1 / 2, 1.0):
        if spread / step <= most:
            return multiples(low, high, step)
    return multiples(low, high, 1.0)


def tick_text(value: float, step: float, axis: Axis) -> str:
    """A tick as it is written: '+20%', '4 tn', '2万亿', '0'."""
    decimals = max(0, min(6, -math.floor(math.log10(step) + 1e-9))) if step > 0 else 0
    if decimals and abs(value) >= 1000:
        decimals = 0
    number = f"{abs(value):,.{decimals}f}"
    zero = not any(digit in "123456789" for digit in number)
    sign = "" if zero else "−" if value < 0 else "+" if axis.signed else ""
    if zero:
        number = "0"
    return sign + number + suffix_text(axis.suffix, zero=zero)


def suffix_text(suffix: str, *, zero: bool = False) -> str:
    """A suffix with the blank it needs; amounts leave it out behind a zero."""
    if not suffix:
        return ""
    if suffix[0] == "%":
        return suffix
    if zero:
        return ""
    return suffix if ord(suffix[0]) > 0x2E80 or suffix[0] == " " else f" {suffix}"


def time_text(value: float) -> str:
    """A time in years as it is written at an axis: '2025', or '2025-04' for its months."""
    year = math.floor(value + 1e-6)
    month = round((value - year) * 12) + 1
    return str(year) if month == 1 else f"{year}-{month:02d}"
