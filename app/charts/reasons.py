"""Reasons why a selection cannot be shown that several kinds share, each with what would help."""

from __future__ import annotations

from app.charts.shape import Shape
from app.model.words import Words

FEWEST_PAIRS = 6
"""Pairs of two dimensions with figures, below which crossing them says next to nothing."""


def overlapping(words: Words) -> str:
    """The members are not parts of one whole."""
    return words.text(
        "These members overlap, so they are not parts of one whole: choose a breakdown without overlap, "
        "such as provinces or countries."
    )


def without_one_unit(shape: Shape, words: Words) -> str:
    """'' where the levels can stand on one axis, else why not."""
    if shape.units <= 1:
        return ""
    return words.text("These members are measured in different units: choose one of them, or the value.")


def without_parts(shape: Shape, words: Words) -> str:
    """'' where the members can be parts of a whole, else why not."""
    if not shape.summable:
        return overlapping(words)
    if shape.flows and shape.flows <= {"balance"}:
        return words.text("A balance has no parts that add up: choose exports, imports or the total.")
    return ""


def without_across(shape: Shape, words: Words) -> str:
    """'' where there is a second dimension with figures, else why not."""
    if shape.across >= 2 and shape.pairs >= FEWEST_PAIRS:
        return ""
    return words.text(
        "This chart needs two dimensions with figures, such as provinces by markets: choose "
        "what stands across."
    )
