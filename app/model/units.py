"""Units of measure and the scales that large amounts are read at.

Values are stored unscaled; tn, bn and m, or 万亿, 亿 and 万, are a matter of display alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.words import Language, Words

CURRENCIES = ("CNY", "USD", "EUR")
PLACES = ("rank", "order")
"""Units of a place among others: a number that counts nothing."""
RELATIVE = ("percent", "percentage point", "percent of increment")

_STEPS: Mapping[Language, tuple[tuple[float, str], ...]] = {
    "en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1.0, "")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, "")),
}
_STEP_WORDS: Mapping[str, str] = {"tn": "trillion", "bn": "billion", "m": "million"}


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten to divide by, and the short word for it."""

    factor: float
    suffix: str


ONE = Scale(1.0, "")


def is_relative(unit: str) -> bool:
    """Whether figures in this unit are percentages or points, never to be scaled or summed."""
    return unit in RELATIVE


def scale_for(magnitude: float, unit: str, language: Language) -> Scale:
    """The scale at which an amount of that magnitude reads best.

    Args:
        magnitude: An unscaled amount; its sign does not matter.
        unit: The unit that it is in; relative units are never scaled.
        language: Decides between tn/bn/m and 万亿/亿/万.
    """
    if is_relative(unit):
        return ONE
    for factor, suffix in _STEPS[language]:
        if abs(magnitude) >= factor:
            return Scale(factor, suffix)
    return ONE


def unit_name(unit: str, scale: Scale, words: Words) -> str:
    """The unit written out with its scale: 'trillion yuan', '亿美元', 'vehicles'; nothing for a place."""
    if unit in PLACES:
        return ""
    name = _common(words).get(unit) or _physical(words).get(unit, unit)
    if not scale.suffix:
        return name
    if words.language == "zh":
        return scale.suffix + name
    return f"{_STEP_WORDS[scale.suffix]} {name}"


def _common(words: Words) -> dict[str, str]:
    return {
        "CNY": words.text("yuan"),
        "USD": words.text("US dollars"),
        "EUR": words.text("euros"),
        "percent": words.text("percent"),
        "percentage point": words.text("percentage points"),
        "percent of increment": words.text("percent of the increment"),
    }


def _physical(words: Words) -> dict[str, str]:
    """Units of quantity, and those of counts."""
    return {
        "kg": words.text("kg"),
        "g": words.text("g"),
        "tonnes": words.text("tonnes"),
        "carats": words.text("carats"),
        "metres": words.text("metres"),
        "square metres": words.text("square metres"),
        "cubic metres": words.text("cubic metres"),
        "litres": words.text("litres"),
        "kWh": words.text("kWh"),
        "units": words.text("units"),
        "pieces": words.text("pieces"),
        "pairs": words.text("pairs"),
        "sets": words.text("sets"),
        "head": words.text("head"),
        "vehicles": words.text("vehicles"),
        "aircraft": words.text("aircraft"),
        "ships": words.text("ships"),
        "plants": words.text("plants"),
        "boxes": words.text("boxes"),
        "packages": words.text("packages"),
        "rolls": words.text("rolls"),
        "sheets": words.text("sheets"),
        "rounds": words.text("rounds"),
        "years": words.text("years"),
        "provinces": words.text("provinces"),
        "cities": words.text("cities"),
    }
