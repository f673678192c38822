"""What may be chosen about a trend: levels, index, growth or sums; the axis; the base of an index."""

from __future__ import annotations

from dataclasses import replace

from app.charts.options import (
    GROWTH,
    INDEX,
    LEVELS,
    LINEAR,
    LOGARITHMIC,
    Option,
    OptionValue,
    first_of,
    members_option,
    value_or_growth,
)
from app.charts.shape import Shape
from app.model.selection import Selection
from app.model.words import Words


def _needs_months(shape: Shape, selection: Selection, words: Words) -> str:
    if shape.frequency == "M":
        return ""
    return words.text("Needs single months: choose a basis by month.")


def _needs_amounts(shape: Shape, selection: Selection, words: Words) -> str:
    if MODE.value(selection) == GROWTH.key or selection.flow == "balance":
        return words.text("A logarithmic axis shows nothing below zero: choose levels or an index.")
    return ""


MODE = Option(
    "mode",
    "Show",
    (
        LEVELS,
        INDEX,
        GROWTH,
        OptionValue("sum12", "Sums of twelve months", _needs_months),
        OptionValue("ytd", "Year to date", _needs_months),
    ),
    value_or_growth,
)
SCALE = Option("scale", "Axis", (LINEAR, replace(LOGARITHMIC, unfit=_needs_amounts)), first_of(LINEAR))
BASE = Option("base", "Base of the index", (), lambda selection: "", period=True)
MEMBERS = members_option(60, 5, 10, 20, 60)
