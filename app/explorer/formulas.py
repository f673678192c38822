"""Formulas that a query writes beside what it computes, in the language of the reader."""

from __future__ import annotations

import re
from typing import Final

from app.charts.periods import period_text
from app.data.group_sums import SUM_OF_MEMBERS
from app.model.flows import FORMULAS
from app.model.words import Words

_GROWTH: Final = re.compile(r"growth = level / level of (\S+) − 1")
_SUM: Final = re.compile(r"Sum of (\d+) figures of the file")


def formula_text(formula: str, words: Words) -> str:
    """A formula in words; one that a chart made is in the language already."""
    if growth := _GROWTH.fullmatch(formula):
        return words.text("growth = level / level of {period} − 1", period=period_text(growth[1], words))
    if summed := _SUM.fullmatch(formula):
        return words.text("Sum of {count} figures of the file", count=f"{int(summed[1]):,}")
    if formula == SUM_OF_MEMBERS:
        return words.text("sum of its members")
    return _of_flows(words).get(formula, formula)


def is_of_a_cell(formula: str) -> bool:
    """Whether a formula gives a figure of the data, and not one that a chart made of several."""
    stored = (_GROWTH.fullmatch(formula), _SUM.fullmatch(formula), formula == SUM_OF_MEMBERS)
    return any(stored) or any(formula == rule.text for rule in FORMULAS)


def _of_flows(words: Words) -> dict[str, str]:
    """What `app.model.flows.FORMULAS` says, in words."""
    return {
        "total = exports + imports": words.text("total = exports + imports"),
        "balance = exports − imports": words.text("balance = exports − imports"),
        "balance = 2 × exports − total": words.text("balance = 2 × exports − total"),
        "balance = total − 2 × imports": words.text("balance = total − 2 × imports"),
        "exports = total − imports": words.text("exports = total − imports"),
        "imports = total − exports": words.text("imports = total − exports"),
    }
