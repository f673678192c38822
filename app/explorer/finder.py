"""The one search box: names of places, markets, goods and years, in any language, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.explorer.moves import select_member
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, DimensionName, Member
from app.model.naming import folded, haystack
from app.model.selection import Selection
from app.model.words import Words

_YEAR = re.compile(r"(19|20)\d{2}(-\d{2})?")
_LINKS = {"to", "from", "with", "in", "of", "by", "and", "对", "与", "和", "年", "的"}
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
        matches = list(self._matches(whole))
        if matches:
            return tuple(self._finding(name, member, selection, words) for _, name, member in matches[:limit])
        combined = self._combined(whole, selection, words)
        return (combined,) if combined else ()

    def _matches(self, text: str) -> Iterator[tuple[int, DimensionName, Member]]:
        found = [
            (rank, name, member)
            for name in DIMENSIONS
            for member in self.catalog.dimension(name)
            if (rank := self._rank(text, name, member)) is not None
        ]
        yield from sorted(
            found, key=lambda row: (row[0], DIMENSIONS.index(row[1]), row[2].order, row[2].code)
        )

    def _rank(self, text: str, name: DimensionName, member: Member) -> int | None:
        """0 for an exact spelling, 1 for a beginning, 2 for a part, None for nothing of the kind."""
        aliases = [
            alias for alias, code in self.catalog.dimension(name).aliases.items() if code == member.code
        ]
        wanted = folded(text)
        if not wanted:
            return None
        spellings = [folded(line) for line in haystack(member, aliases).split("\n")]
        if wanted in spellings:
            return 0
        if any(spelling.startswith(wanted) for spelling in spellings):
            return 1
        return 2 if any(wanted in spelling for spelling in spellings) else None

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
        for part in _parts(text):
            if _YEAR.fullmatch(part):
                chosen = replace(chosen, period=part, since="")
                labels.append(part)
            elif flow := _FLOWS.get(part.casefold()):
                chosen = replace(chosen, flow=flow)
                labels.append(part)
            else:
                match = next(self._matches(part), None)
                if match is None:
                    return None
                chosen = select_member(self.catalog, chosen, match[1], match[2].code)
                labels.append(words.name(match[2]))
        return Finding(" · ".join(labels), words.text("a selection of several"), chosen) if labels else None


def _parts(text: str) -> Iterator[str]:
    """The words of a query; neighbouring ones that are only links are dropped."""
    for part in re.split(r"[\s,，、]+", text):
        if part and part.casefold() not in _LINKS:
            yield part
