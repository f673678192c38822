"""Figures as a chart writes them at its marks: short, with the sign of what qualifies them."""

from __future__ import annotations

from app.charts.observations import Observation
from app.charts.reading import Reading
from app.model.figure import Figure
from app.model.numbers import growth_text, is_small, quantity_text
from app.model.units import Scale, scale_for, unit_name


def level_text(reading: Reading, figure: Figure, scale: Scale | None = None, digits: int = 3) -> str:
    """A level in the chart's scale without its unit: '> 1.00', '5.55'; '' for a gap.

    One that would begin with '0.00' is written in its own unit: '7.07 bn' among trillions, '70.7亿'.
    """
    if figure.value is None:
        return ""
    factor = (scale or reading.scale).factor
    if is_small(figure.value, factor):
        return amount_text(reading, figure, digits)
    return amount_text(reading, figure, digits, Scale(factor, ""))


def amount_text(reading: Reading, figure: Figure, digits: int = 3, scale: Scale | None = None) -> str:
    """A level at a scale, or at its own best one, with the scale's suffix: '869 bn'; '' for a gap."""
    if figure.value is None:
        return ""
    return quantity_text(
        figure.value,
        figure.unit,
        reading.words.language,
        qualifier=figure.qualifier,
        digits=digits,
        rounding=figure.rounding or None,
        scale=scale,
    )


def money_text(reading: Reading, figure: Figure) -> str:
    """A level within a sentence, with its unit: '2.17 trillion yuan'."""
    if figure.value is None:
        return ""
    scale = scale_for(figure.value, figure.unit, reading.words.language)
    return reading.words.text(
        "{amount} {unit}",
        amount=level_text(reading, figure, scale),
        unit=unit_name(figure.unit, scale, reading.words),
    )


def growth_label(figure: Figure) -> str:
    """A growth rate with its sign and one decimal at most, '' for a gap."""
    if figure.value is None:
        return ""
    return growth_text(figure.value, figure.qualifier, max(figure.rounding, 0.1))


def gap_text(reading: Reading, row: Observation) -> str:
    """What is said in the empty slot of a missing level."""
    if row.percent is not None:
        return reading.words.text("no level")
    return row.figure.why or reading.words.text("not in the sources")
