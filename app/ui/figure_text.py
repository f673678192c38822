"""How a figure reads in the window: in overviews, in full, and where it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.numbers import amount, growth_text, is_small, qualifier_sign, quantity_text
from app.model.units import Scale

if TYPE_CHECKING:
    from app.model.figure import Figure
    from app.model.words import Words

DERIVED_DIGITS = 4
"""Digits of what was computed; of what was printed all are shown."""
ABSENT = "—"
"""Stands for a level beside a growth rate that was published without one."""


def overview(figure: Figure | None, words: Words) -> str:
    """A figure in up to four digits with its scale: '5.55 tn', '> 1.00 tn'; '' for a gap."""
    if figure is None or figure.value is None:
        return ""
    return quantity_text(
        figure.value,
        figure.unit,
        words.language,
        qualifier=figure.qualifier,
        rounding=figure.rounding or None,
    )


def growth(figure: Figure | None) -> str:
    """A growth rate with its sign: '+5.4%'; '' where none is known."""
    if figure is None or figure.value is None:
        return ""
    return growth_text(figure.value, figure.qualifier, figure.rounding or None)


def gap(figure: Figure | None, words: Words) -> str:
    """What is known of a figure that is not there."""
    return figure.why if figure is not None and figure.why else words.text("not in the sources")


def brief_gap(rate: Figure | None, words: Words) -> str:
    """That there is no figure, in the room of a number."""
    return words.text("no level") if rate is not None and rate.value is not None else words.text("no figure")


def short_gap(value: Figure | None, rate: Figure | None, words: Words) -> str:
    """The same in two words: 'no level' where a growth rate alone exists."""
    if rate is not None and rate.value is not None and (value is None or value.value is None):
        return words.text("no level")
    return words.text("not in the sources")


def cell(figure: Figure, factor: float, words: Words, *, signed: bool = False) -> str:
    """A figure in the published digits: in the unit of its column, or with its own scale where it is small.

    Args:
        figure: A figure that has a value.
        factor: What the unscaled values of the column are divided by.
        words: The language.
        signed: Whether a plus sign is written.
    """
    value = figure.value or 0.0
    if not is_small(value, factor):
        return number(figure, factor, signed=signed)
    text = quantity_text(
        value,
        figure.unit,
        words.language,
        digits=_digits(figure),
        rounding=figure.rounding or None,
    )
    return _with_signs(figure, text, signed=signed)


def number(figure: Figure, factor: float, *, signed: bool = False) -> str:
    """A figure without its unit, which stands in the head of its column, in the published digits.

    Args:
        figure: A figure that has a value.
        factor: What the unscaled value is divided by.
        signed: Whether a plus sign is written.
    """
    value = figure.value or 0.0
    text = amount(value, Scale(factor, ""), digits=_digits(figure), rounding=figure.rounding or None)
    return _with_signs(figure, text, signed=signed)


def _with_signs(figure: Figure, text: str, *, signed: bool) -> str:
    plus = "+" if signed and (figure.value or 0.0) > 0 else ""
    return f"{qualifier_sign(figure.qualifier)}{plus}{text}"


def _digits(figure: Figure) -> int | None:
    return DERIVED_DIGITS if figure.status == "derived" else None


def is_decline(figure: Figure | None) -> bool:
    """Whether a growth rate is below zero."""
    return figure is not None and figure.value is not None and figure.value < 0
