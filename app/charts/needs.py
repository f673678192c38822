"""What a kind of chart must have to say something, as data, and what is said where that is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.charts.coverage import covers
from app.charts.shape import Shape
from app.model.words import Words

Span = Literal["one", "two", "all"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a kind must have to say something."""

    periods: Span = "one"
    flows: tuple[str, ...] = ()
    """Flows it shows beside each other; empty for the selected one alone."""
    across: bool = False
    """Whether it needs a second dimension."""
    joins_ranks: bool = False
    """Whether it shows ranks alone, so that tables of one attribution in two currencies may be joined."""
    members: int = 0
    """Fewest members with a level in the period."""
    points: int = 0
    """Fewest periods in which so many members, two at most being asked for, have a level."""
    full: int = 0
    """Fewest periods in which nearly all members have a level."""
    dense: bool = False
    """Whether gaps spoil it, so that half of the history must be known."""
    whole: bool = False
    """Whether it shows parts of a whole that must be known."""
    of_all: bool = False
    """Whether it speaks of all members at once, so that half of them must have a level."""


def unmet(needs: Needs, shape: Shape, words: Words) -> str:
    """'' where a shape has as many figures as a kind needs; otherwise what is missing and what would help."""
    if shape.members < needs.members:
        return _too_few(needs.members, words)
    if shape.periods < needs.points:
        return words.text(
            "This chart needs {count} or more periods on one basis; this one has {found}: choose a "
            "dataflow with a history, such as provinces from 2016 to 2024 in US dollars.",
            count=needs.points,
            found=shape.periods,
        )
    if needs.members > 1 and shape.shared < needs.points and not needs.joins_ranks:
        return words.text(
            "Too few members have a history on this basis, so there is nothing to compare: choose a "
            "dataflow with a history, such as provinces from 2016 to 2024 in US dollars."
        )
    if shape.full < needs.full:
        return words.text(
            "Ranks need {count} or more periods in which nearly all members have a figure; this basis has "
            "{found}: choose a dataflow with a fuller history, such as provinces from 2016 to 2024 in US "
            "dollars.",
            count=needs.full,
            found=shape.full,
        )
    if needs.dense and shape.gappy:
        return mostly_gaps(words)
    if needs.whole and not shape.whole:
        return words.text(
            "The whole is not reported and some of its parts are missing, so there is nothing to be a part "
            "of: choose another breakdown or dataflow."
        )
    if needs.of_all and not covers(shape.members, shape.listed):
        return words.text(
            "Only {known} of {count} members have a figure in the period, too few to speak of all: "
            "choose another period or dataflow.",
            known=shape.members,
            count=shape.listed,
        )
    return ""


def mostly_gaps(words: Words) -> str:
    """More of a history is missing than known."""
    return words.text(
        "More than half of this history is missing on this basis: choose a dataflow with a fuller one, such "
        "as provinces from 2016 to 2024 in US dollars."
    )


def _too_few(members: int, words: Words) -> str:
    if members == 1:
        return words.text("No member has a level in the period: choose another period or breakdown.")
    return words.text(
        "This chart needs {count} or more members with a level in the period: choose another period "
        "or breakdown.",
        count=members,
    )
