"""The tree of the Harmonized System: section, chapter, heading, subheading, national line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.data.reference.tables import reference_rows, reference_tables, spelling

ALL = "ALL"
_ALL_SPELLINGS = frozenset(
    {
        "total",
        "all",
        "all products",
        "all commodities",
        "total - all products",
        "all commodity",
        "_t",
        "ag0",
        "总额",
        "总值",
        "合计",
        "全部商品",
        "所有商品",
        "total trade",
        "cmd_total",
        "00",
        "tot",
        "all products - total",
        "grand total",
        "总计",
        "总合计",
        "全部",
        "ttt",
    }
)
LEVELS: Mapping[int, str] = {2: "chapter", 4: "heading", 6: "subheading"}
_DROPPED = re.compile(r"\(to \d{4}\)$")
"""How the name of a code ends that HS 2022 no longer has."""
_FINER_TABLES = ("hs_headings", "hs_subheadings_*")


@dataclass(frozen=True, slots=True)
class HsName:
    """A section, chapter, heading or subheading and its names."""

    code: str
    name_en: str
    name_zh: str


@dataclass
class Harmonised:
    """Names from sections down to subheadings, and the way up from any HS code.

    The thousands of headings and subheadings are read when one of them is first asked for.
    """

    folder: Path | None = None
    _broad: dict[str, HsName] = field(default_factory=dict)
    _section_of: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in reference_rows("hs_sections", self.folder):
            for chapter in range(int(row["first_chapter"]), int(row["last_chapter"]) + 1):
                self._section_of[f"{chapter:02d}"] = row["code"]
        self._broad = self._read("hs_sections") | self._read("hs_chapters")

    def name_of(self, code: str) -> HsName | None:
        """The name that ships for a section, chapter, heading or subheading."""
        return self._broad.get(code) or (self._finer.get(code) if len(code) in LEVELS else None)

    @cached_property
    def _finer(self) -> Mapping[str, HsName]:
        tables = (name for pattern in _FINER_TABLES for name in reference_tables(pattern, self.folder))
        return {code: name for table in tables for code, name in self._read(table).items()}

    def _read(self, table: str) -> dict[str, HsName]:
        return {
            row["code"]: HsName(row["code"], row["name_en"], row["name_zh"])
            for row in reference_rows(table, self.folder)
        }

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Everything above an HS code, nearest first, the section last: 854231 -> 8542, 85, S16."""
        above = [code[:length] for length in (8, 6, 4, 2) if length < len(code)]
        section = self._section_of.get(code[:2])
        if section and code != section:
            above.append(section)
        return tuple(above)

    def below(self, code: str) -> tuple[str, ...]:
        """The chapters of a section, headings of a chapter or subheadings of a heading, of HS 2022."""
        return self._below.get(code, ())

    @cached_property
    def _below(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        current = (code for code, name in self._finer.items() if not _DROPPED.search(name.name_en))
        for code in (*self._section_of, *current):
            found.setdefault(self._section_of[code] if len(code) == 2 else code[:-2], []).append(code)
        return {code: tuple(below) for code, below in found.items()}

    def is_hs(self, code: str) -> bool:
        """Whether a code has the form of HS: an even number of digits under a known chapter."""
        digits = code[:4].isdigit() and (code.isdigit() or code[:2] in ("98", "99"))
        return 2 <= len(code) <= 12 and len(code) % 2 == 0 and digits and code[:2] in self._section_of


def hs_level(code: str) -> str:
    """The level of an HS code by its length."""
    return LEVELS.get(len(code), "line")


def is_all_products(text: str) -> bool:
    """Whether a product code or name means all products together."""
    return spelling(text) in _ALL_SPELLINGS


def with_zeros(code: str, digits: int = 0) -> str:
    """An HS code with the leading zeros that a spreadsheet took away.

    Args:
        code: The code as found.
        digits: The length that it should have, where the file says; otherwise the next even one.
    """
    if not code.isdigit():
        return code
    return code.zfill(max(digits, len(code) + len(code) % 2))
