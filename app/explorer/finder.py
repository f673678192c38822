"""The one search box: names of places, markets, goods and years, in any language, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.explorer.members import flow_names
from app.explorer.moves import select_member
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, DimensionName, Member
from app.model.naming import folded, haystack
from app.model.selection import Selection
from app.model.words import Words

_YEAR = re.compile(r"(19|20)\d{2}(-\d{2})?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LINKS = frozenset({"the", "to", "from", "with", "in", "of", "by", "and", "对", "与", "和", "年", "的"})
_SEAMS = re.compile(r"(进出口|出口|进口|差额|\d{4}(?:-\d{2})?|[对与年])")
"""Where a Chinese query without blanks falls into words."""
_FLOWS: Mapping[str, str] = {
    "export": "export", "exports": "export", "出口": "export",
    "import": "import", "imports": "import", "进口": "import",
    "total": "total", "trade": "total", "进出口": "total", "balance": "balance", "差额": "balance",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of the search box: how it reads and the selection it leads to."""

    label: str
    detail: str
    selection: Selection


Match = tuple[int, DimensionName, Member]
"""How well a member fits, 0 for an exact spelling; its dimension; the member."""


@dataclass(frozen=True)
class Finder:
    """Looks for members by every spelling."""

    catalog: Catalog

    def find(self, text: str, selection: Selection, words: Words, limit: int = 12) -> tuple[Finding, ...]:
        """Selections that a text may mean, the likeliest first.

        A text of several words is read word by word: `zhejiang to asean 2025` sets three things.
        """
        whole = text.strip()
        if not whole:
            return ()
        matches = self._matches(whole)
        if matches:
            return tuple(self._finding(name, member, selection, words) for _, name, member in matches[:limit])
        combined = self._combined(whole, selection, words)
        return (combined,) if combined else ()

    @cached_property
    def _spellings(self) -> tuple[tuple[DimensionName, Member, tuple[str, ...]], ...]:
        """Every member with all that it is called, folded."""
        aliases: dict[tuple[DimensionName, str], list[str]] = {}
        for name in DIMENSIONS:
            for alias, code in self.catalog.dimension(name).aliases.items():
                aliases.setdefault((name, code), []).append(alias)
        return tuple(
            (
                name,
                member,
                tuple(map(folded, haystack(member, aliases.get((name, member.code), ())).split("\n"))),
            )
            for name in DIMENSIONS
            for member in self.catalog.dimension(name)
        )

    def _matches(self, text: str) -> list[Match]:
        """Members that a text may mean: exact spellings first, then beginnings, then parts."""
        wanted = folded(text)
        if not wanted:
            return []
        found = [
            (rank, name, member)
            for name, member, spellings in self._spellings
            if (rank := _rank(wanted, spellings)) is not None
        ]
        return sorted(found, key=lambda row: (row[0], DIMENSIONS.index(row[1]), row[2].order, row[2].code))

    def _finding(self, name: DimensionName, member: Member, selection: Selection, words: Words) -> Finding:
        chosen = select_member(self.catalog, selection, name, member.code)
        kinds = {
            "region": words.text("region"),
            "market": words.text("market"),
            "product": words.text("goods"),
        }
        detail = " · ".join((kinds[name], words.other_name(member), member.code))
        return Finding(words.name(member), detail, chosen)

    def _combined(self, text: str, selection: Selection, words: Words) -> Finding | None:
        chosen, labels = selection, []
        parts = _parts(text)
        while parts:
            if flow := _FLOWS.get(parts[0].casefold()):
                chosen, label, count = replace(chosen, flow=flow), words.name(flow_names(flow)), 1
            elif _YEAR.fullmatch(parts[0]):
                chosen, label, count = replace(chosen, period=parts[0], since=""), parts[0], 1
            elif named := self._longest(parts):
                (_, name, member), count = named
                chosen, label = select_member(self.catalog, chosen, name, member.code), words.name(member)
            elif parts[0].casefold() in _LINKS:
                label, count = "", 1
            else:
                return None
            labels.append(label)
            del parts[:count]
        label = " · ".join(filter(None, labels))
        return Finding(label, words.text("a selection of several"), chosen) if label else None

    def _longest(self, parts: list[str]) -> tuple[Match, int] | None:
        """The member that the most words from the first on name, and how many they are."""
        for count in range(len(parts), 0, -1):
            matches = self._matches(" ".join(parts[:count]))
            if matches and not (count == 1 and parts[0].casefold() in _LINKS):
                return matches[0], count
        return None


def _rank(wanted: str, spellings: tuple[str, ...]) -> int | None:
    """0 for an exact spelling, 1 for a beginning, 2 for a part, None for nothing of the kind."""
    if wanted in spellings:
        return 0
    if any(spelling.startswith(wanted) for spelling in spellings):
        return 1
    return 2 if any(wanted in spelling for spelling in spellings) else None


def _parts(text: str) -> list[str]:
    """The words of a query."""
    words = re.split(r"[\s,，、]+", text)
    return [
        part for word in words for part in (_SEAMS.split(word) if _CHINESE.search(word) else [word]) if part
    ]
