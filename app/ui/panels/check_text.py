"""How a check reads: its verdict, its amounts with their unit, and what they say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.model.numbers import qualifier_sign, quantity_text
from app.model.units import ONE, PLACES, is_relative, scale_for, unit_name

if TYPE_CHECKING:
    from app.data.checks.result import Check
    from app.model.words import Words

_DIGITS: Final = 6
"""Enough to see by how much figures differ that agree in all but the last published digit."""


def published_text(check: Check, words: Words) -> str:
    """The figure with the digits in which it was printed; '' where the check is about many."""
    seen = check.subject
    if seen is None:
        return ""
    number = quantity_text(
        seen.value, seen.unit, words.language, qualifier=seen.qualifier, digits=None,
        rounding=seen.rounding or None,
    )  # fmt: skip
    return _with_unit(number, seen.unit, words)


def computed_text(check: Check, words: Words) -> str:
    """The value that the other figures give, or the range that they leave; '' for neither."""
    low, high = check.low, check.high
    if low is not None and high is not None and low != high:
        scale = scale_for(high, check.unit, words.language)
        first = quantity_text(_rounded(low), check.unit, words.language, digits=None, scale=scale)
        if not is_relative(check.unit):
            first = first.removesuffix(scale.suffix).strip()
        return f"{first} – {_amount(high, check.unit, words)}"
    if check.computed is not None:
        return _amount(check.computed, check.unit, words)
    if low is None and high is None:
        return ""
    if high is None or low is None:
        sign = qualifier_sign(">" if high is None else "<")
        return f"{sign}{_amount(low if high is None else high, check.unit, words)}"
    return _amount(low, check.unit, words)


def _amount(value: float | None, unit: str, words: Words) -> str:
    number = quantity_text(_rounded(value or 0.0), unit, words.language, digits=None)
    return _with_unit(number, unit, words)


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _with_unit(number: str, unit: str, words: Words) -> str:
    if is_relative(unit) or unit in PLACES:
        return number
    name = unit_name(unit, ONE, words)
    return f"{number}{name}" if words.language == "zh" else f"{number} {name}"


def summary_text(agreeing: int, differing: int, words: Words) -> str:
    """What the status line says of all checks together."""
    return words.text(
        "Checks of the bundled data: {agreeing} agree, {differing} differ",
        agreeing=f"{agreeing:,}", differing=f"{differing:,}",
    )  # fmt: skip
