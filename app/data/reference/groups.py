"""Groups of countries that stand beside their members in files, and must never be added to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from app.data.reference.tables import reference_rows, spelling

EVERY_COUNTRY = "*"
_GROUP_CODE = re.compile(r"GX?\d{3,4}|1C_\w+|XR\d{2}|\w+_(EXTRA|INTRA)|(EXTRA?|INTRA?)_\w+")
"""Codes that the IMF and Eurostat give to groups alone."""
_GROUP_NAME = re.compile(
    r"\b(economies|hemisphere|advanced|emerging|developing|least developed|income)\b"
    r"|^((north|south|central|east|west|middle)(ern)? ?(east)?(ern)?[ -]*)*"
    r"(africa|asia|europe|americas?|caribbean|oceania)( (and|&) .*)?$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(nes|n\.e\.s\.?|not elsewhere|unspecified|not specified|other|rest of)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of countries.

    An overlapping group is never part of a sum as soon as anything else is there; the members of one
    marked with a star are not listed, so any country counts as one.
    """

    code: str
    overlapping: bool
    members: tuple[str, ...]
    name_en: str
    name_zh: str


@dataclass
class Groups:
    """Every known group, found by code or name."""

    folder: Path | None = None
    by_code: dict[str, Group] = field(default_factory=dict)
    _spellings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in reference_rows("market_groups", self.folder):
            group = Group(
                row["code"],
                row["kind"] == "overlapping",
                tuple(filter(None, row["members"].split(";"))),
                row["name_en"],
                row["name_zh"],
            )
            self.by_code[group.code] = group
            for name in (group.code, group.name_en, group.name_zh, *row["spellings"].split(";")):
                self._spellings.setdefault(spelling(name), group.code)

    def find(self, text: str) -> Group | None:
        """The group of a code or name; 'European Union (AT-01/1995, ...)' is the European Union."""
        key = spelling(text)
        code = self._spellings.get(key) or self._spellings.get(key.partition(" (")[0])
        return self.by_code.get(code) if code else None


def looks_like_group(code: str, name: str) -> bool:
    """Whether what no table knows as a country is a group by its code or name: 'Advanced Economies'.

    What is left over, such as 'Areas, nes' or 'Rest of the world', is a part like any country.
    """
    if _REST.search(name):
        return False
    return bool(_GROUP_CODE.fullmatch(code.strip().upper()) or _GROUP_NAME.search(name.strip()))
