"""What a check found out about one figure: plain data for a panel, a table or a file."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from app.data.observations import Observation
from app.model.arithmetic import Range, range_holds, ranges_meet

Verdict = Literal["agrees", "differs", "cannot be checked"]
VERDICTS: tuple[Verdict, ...] = ("differs", "cannot be checked", "agrees")
"""What needs a look first."""


@dataclass(frozen=True, slots=True)
class Check:
    """One figure held against others. Amounts are unscaled in `unit`; None where there is none.

    `low` and `high` bound what the other figures leave possible; a missing one is an open end.
    """

    id: str
    family: str
    claim: str
    """A sentence with the figure as it was published."""
    verdict: Verdict
    published: float | None
    computed: float | None
    low: float | None
    high: float | None
    unit: str
    inputs: tuple[str, ...] = ()
    """The figures that were used, each with its source."""
    missing: str = ""
    """What is needed where the figure cannot be checked."""
    remark: str = ""
    """By how much it differs, how many members had a figure, what is not allocated."""
    difference: float | None = None
    """Computed minus published, in `unit`, where they lie apart."""
    source: str = ""
    dataflow: str = ""
    group: str = ""
    """What it is listed under: the dataflow and the rule, in words."""
    citation: str = ""
    """`source` in words."""
    subject: Observation | None = None
    """The figure that was checked; None where the check is about many."""
    used: tuple[Observation, ...] = ()
    """The figures behind `inputs`."""


def judge(published: Range, computed: Range | None, *, firm: bool) -> Verdict:
    """Compare what a print allows with what other figures leave possible.

    Args:
        published: The range of the print, from its rounding or bound.
        computed: The range of the computation; None where it could not be made.
        firm: Whether the range is as narrow as rounding makes it. A range that is wide because
            figures are missing can contradict a print, but confirms it only from inside.
    """
    if computed is None:
        return "cannot be checked"
    if not ranges_meet(published, computed):
        return "differs"
    return "agrees" if firm or range_holds(published, computed) else "cannot be checked"


def gap(check: Check) -> float:
    """How far a figure lies from what others make of it, as a part of it; 0 where it does not."""
    if check.difference is None or not check.published:
        return 0.0
    return abs(check.difference / (100.0 if check.unit == "percent" else check.published))


def finite(value: float | None) -> float | None:
    """A number that can be written down, without the noise of floating point; else None."""
    return float(f"{value:.12g}") if value is not None and math.isfinite(value) else None
