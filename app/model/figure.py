"""One figure as it is shown, with everything that says what it is and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["reported", "derived"]
Qualifier = Literal["=", ">", "<", "~", "<~"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported or derived figure; a value of None is a gap, and `why` says what is known of it.

    The value is unscaled in `unit`; `rounding` is the unscaled unit of its last published digit and
    0 where that is not known. `formula` and `inputs` are set for derived figures alone.
    """

    value: float | None
    unit: str
    qualifier: str = "="
    status: Status = "reported"
    rounding: float = 0.0
    published: str = ""
    source: str = ""
    vintage: str = ""
    note: str = ""
    why: str = ""
    formula: str = ""
    inputs: tuple[Figure, ...] = ()
    span: tuple[float, float] | None = None
    """The lowest and highest value that the rounding of the inputs leaves a derived figure."""
    label: str = ""
    """What the figure is, in words: set on inputs of a formula."""

    def bounds(self) -> tuple[float, float]:
        """The lowest and highest true value that the print allows, in `unit`.

        Raises:
            ValueError: The figure is a gap.
        """
        if self.value is None:
            raise ValueError("a gap has no bounds")
        if self.span is not None:
            return self.span
        half = self.rounding / 2
        match self.qualifier:
            case ">":
                return (self.value, float("inf"))
            case "<" | "<~":
                return (float("-inf"), self.value)
            case _:
                return (self.value - half, self.value + half)
