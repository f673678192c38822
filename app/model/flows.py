"""How flows hang together: each of total, exports, imports and balance follows from two others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.arithmetic import propagate
from app.model.figure import Figure


@dataclass(frozen=True, slots=True)
class FlowFormula:
    """A flow as the sum (sign 1) or difference (sign -1) of two others."""

    flow: str
    first: str
    second: str
    sign: int
    text: str


FORMULAS = (
    FlowFormula("total", "export", "import", 1, "total = exports + imports"),
    FlowFormula("balance", "export", "import", -1, "balance = exports − imports"),
    FlowFormula("export", "total", "import", -1, "exports = total − imports"),
    FlowFormula("import", "total", "export", -1, "imports = total − exports"),
)


def formula_for(flow: str) -> FlowFormula | None:
    """The formula that gives a flow, None for one that no others give."""
    return next((formula for formula in FORMULAS if formula.flow == flow), None)


def derived_flow(flow: str, reported: Mapping[str, Figure]) -> Figure | None:
    """A flow from the two that give it; None from a gap, a bound or two units."""
    formula = formula_for(flow)
    if formula is None or formula.first not in reported or formula.second not in reported:
        return None
    first, second = reported[formula.first], reported[formula.second]
    if first.unit != second.unit or {first.qualifier, second.qualifier} - {"=", "~"}:
        return None
    return propagate(lambda a, b: a + formula.sign * b, (first, second), first.unit, formula.text)
