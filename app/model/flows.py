"""How flows hang together: each of total, exports, imports and balance follows from two others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.arithmetic import propagate
from app.model.figure import Figure


@dataclass(frozen=True, slots=True)
class FlowFormula:
    """A flow as the sum of two others, each times its weight."""

    flow: str
    first: str
    second: str
    first_weight: int
    second_weight: int
    text: str

    def of(self, first: float, second: float) -> float:
        """The value that two values give."""
        return self.first_weight * first + self.second_weight * second


FORMULAS = (
    FlowFormula("total", "export", "import", 1, 1, "total = exports + imports"),
    FlowFormula("balance", "export", "import", 1, -1, "balance = exports − imports"),
    FlowFormula("balance", "export", "total", 2, -1, "balance = 2 × exports − total"),
    FlowFormula("balance", "total", "import", 1, -2, "balance = total − 2 × imports"),
    FlowFormula("export", "total", "import", 1, -1, "exports = total − imports"),
    FlowFormula("import", "total", "export", 1, -1, "imports = total − exports"),
)
"""Of several for one flow, the first whose two flows are known holds."""


def formulas_for(flow: str) -> tuple[FlowFormula, ...]:
    """The formulas that give a flow, the best first; none for one that no others give."""
    return tuple(formula for formula in FORMULAS if formula.flow == flow)


def with_inputs(flow: str) -> tuple[str, ...]:
    """A flow and all those that it may follow from."""
    inputs = (name for formula in formulas_for(flow) for name in (formula.first, formula.second))
    return tuple(dict.fromkeys((flow, *inputs)))


def derived_flow(flow: str, reported: Mapping[str, Figure]) -> Figure | None:
    """A flow from the two that give it; None from a gap, a bound or two units."""
    for formula in formulas_for(flow):
        first, second = reported.get(formula.first), reported.get(formula.second)
        if first is None or second is None or first.unit != second.unit:
            continue
        if not {first.qualifier, second.qualifier} - {"=", "~"}:
            return propagate(formula.of, (first, second), first.unit, formula.text)
    return None
