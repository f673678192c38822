"""How figures are written: as many digits as are known and useful, with what qualifies them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from app.model.units import PLACES, Scale, is_relative, scale_for
from app.model.words import Language

OVERVIEW_DIGITS = 4
"""Significant digits of an amount in trees and charts; tables and details give the published ones."""

_SIGNS: Mapping[str, str] = {"=": "", ">": "> ", "<": "< ", "~": "~", "<~": "<~"}


def qualifier_sign(qualifier: str) -> str:
    """The sign written before a figure: '> ' for a lower bound, '~' for about, '<~' for nearly."""
    return _SIGNS.get(qualifier, "")


def _significant(value: float, digits: int) -> float:
    """A value rounded to so many significant digits."""
    return float(f"{value:.{digits - 1}e}")


def _decimals(value: float, digits: int) -> int:
    """Decimals that leave so many significant digits."""
    if value == 0:
        return 0
    return max(0, digits - 1 - math.floor(math.log10(abs(_significant(value, digits)))))


def _decimals_of(step: float) -> int:
    """Decimals that show a rounding step such as 0.01."""
    return 0 if step >= 1 else round(-math.log10(step))


def amount(
    value: float, scale: Scale, *, digits: int | None = OVERVIEW_DIGITS, rounding: float | None = None
) -> str:
    """A number divided by its scale, never with more digits than were published.

    Args:
        value: The unscaled amount.
        scale: What to divide by; its suffix is not written.
        digits: Significant digits at most; None for all the published ones.
        rounding: The unscaled unit of the last published digit, where known.
    """
    scaled = value / scale.factor
    decimals = 6 if digits is None else _decimals(scaled, digits)
    if rounding:
        decimals = min(decimals, _decimals_of(rounding / scale.factor))
    elif digits is None:
        return _written(scaled, decimals).rstrip("0").rstrip(".")
    return _written(scaled, decimals)


def _written(number: float, decimals: int) -> str:
    """A number with its decimals and a true minus, which nothing that rounds to 0 has."""
    sign = "−" if round(number, decimals) < 0 else ""
    return f"{sign}{abs(number):,.{decimals}f}"


def is_small(value: float, factor: float) -> bool:
    """Whether an amount begins with "0.00" in the scale of others, so that it is better read in its own."""
    return factor > 1 and 0 < abs(value) < 0.01 * factor


def quantity_text(
    value: float,
    unit: str,
    language: Language,
    *,
    qualifier: str = "=",
    digits: int | None = OVERVIEW_DIGITS,
    rounding: float | None = None,
    scale: Scale | None = None,
) -> str:
    """A figure with sign, number, scale and percent sign: '> 1.00 tn', '5.55万亿', '12.2%', '3rd'.

    The unit's name is left out: it stands once, in the head of a column or the subtitle of a chart.
    """
    if unit in PLACES:
        return f"{qualifier_sign(qualifier)}{place_text(round(value), language)}"
    used = scale or scale_for(_significant(value, digits) if digits else value, unit, language)
    number = amount(value, used, digits=digits, rounding=rounding)
    return f"{qualifier_sign(qualifier)}{number}{_ending(unit, used, language)}"


def place_text(place: int, language: Language) -> str:
    """A place among others: '3rd', '第3'."""
    if language == "zh":
        return f"第{place}"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _ending(unit: str, scale: Scale, language: Language) -> str:
    """What follows a number: a percent sign, points, or the scale's short word."""
    if unit == "percentage point":
        return "个百分点" if language == "zh" else " pp"
    if is_relative(unit):
        return "%"
    return scale.suffix if language == "zh" or not scale.suffix else f" {scale.suffix}"


def growth_text(percent: float, qualifier: str = "=", rounding: float | None = None) -> str:
    """A growth rate with its sign: '+5.4%', '−11.5%'."""
    decimals = 1 if not rounding else min(2, _decimals_of(rounding))
    shown = round(percent, decimals)
    sign = "+" if shown > 0 else "−" if shown < 0 else "±"
    return f"{qualifier_sign(qualifier)}{sign}{abs(percent):,.{decimals}f}%"
