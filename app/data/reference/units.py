"""Units as files spell them, each with the plain unit and the factor to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from app.data.reference.tables import reference_rows, spelling

NO_UNIT = frozenset(
    {
        "",
        "?",
        "-1",
        "n/a",
        "na",
        "n.a.",
        "no quantity",
        "n.q.",
        "nq",
        "none",
        "-",
        "无",
        "/",
        "_z",
        "..",
        "...",
    }
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")


@dataclass(frozen=True, slots=True)
class PlainUnit:
    """A unit without a multiplier; one in the file is `multiplier` of it."""

    unit: str
    multiplier: int = 1


@dataclass
class UnitTable:
    """Every known spelling of a unit."""

    folder: Path | None = None
    _spellings: dict[str, PlainUnit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in reference_rows("units", self.folder):
            self._spellings[spelling(row["spelling"])] = PlainUnit(row["unit"], int(row["multiplier"]))

    def knows(self, text: str) -> bool:
        """Whether a text is a unit of the table."""
        return spelling(text) in self._spellings

    def find(self, text: str) -> PlainUnit | None:
        """The plain unit, the text itself where it is not known, None where it says that there is none."""
        key = spelling(text)
        if key in NO_UNIT:
            return None
        return self._spellings.get(key) or PlainUnit(cleaned(text))


def cleaned(text: str, longest: int = 300) -> str:
    """A name from a file without control characters, and not longer than a name can be."""
    return _CONTROL.sub(" ", text).strip()[:longest]
