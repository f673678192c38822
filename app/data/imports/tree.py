"""The trees of a data set: everything that occurs, what stands above it, and one root each.

A whole that the file does not report is no World, no China and no chapter: it is what the file lists, and
its name says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.data.imports.plan import Draft
from app.data.imports.recode import Reference, groups_above, hs_draft
from app.data.reference.harmonised import ALL, Harmonised
from app.data.reference.places_of_china import CHINA, is_place_of_china
from app.data.reference.places_of_china import above as places_above
from app.model.dimension import LISTED, LISTED_PREFIX, OF_FILE, DimensionName

SUMS_OF_FILE: Mapping[DimensionName, Draft] = {
    "region": Draft(f"{LISTED_PREFIX}REGIONS", "All regions in this file", "本文件所列全部地区", LISTED),
    "market": Draft(f"{LISTED_PREFIX}MARKETS", "All markets in this file", "本文件所列全部市场", LISTED),
    "product": Draft(f"{LISTED_PREFIX}PRODUCTS", "All products in this file", "本文件所列全部商品", LISTED),
}
"""The whole of each dimension where the file reports none: the sum of what it lists."""
_ENOUGH = 0.7
"""Of what the Harmonized System has below a code; with less than that its sum is not called by its name."""


@dataclass(frozen=True)
class Tree:
    """A dimension of a data set: members with the way up from each."""

    name: DimensionName
    root: str
    members: dict[str, Draft]
    memberships: tuple[tuple[str, str], ...] = ()
    """Pairs of a group and a member of it."""
    reports_root: bool = True
    """Whether the file itself has figures of the root: then none is made up where it has not."""

    def parent(self, code: str) -> str:
        """What a member stands under; empty for the root."""
        if code == self.root:
            return ""
        return next((above for above in self.members[code].above if above in self.members), self.root)

    def ordered(self) -> list[str]:
        """Codes as ENUM types and trees list them: by code, the root first."""
        return [self.root, *sorted(code for code in self.members if code != self.root)]

    def leaves(self) -> frozenset[str]:
        """Members that nothing else stands below: those that figures name."""
        above = {code for draft in self.members.values() for code in draft.above}
        return frozenset(self.members.keys() - above - {self.root})

    def above_at(self, level: str) -> dict[str, str]:
        """For every member below that level, its ancestor there."""
        found: dict[str, str] = {}
        for code, draft in self.members.items():
            for above in draft.above:
                if above in self.members and self.members[above].level == level:
                    found[code] = above
                    break
        return found

    def below_root(self) -> dict[str, str]:
        """Every member but the root with the root.

        A group that holds others of the same file is no fact there: those that are count as parts.
        """
        return dict.fromkeys(self.members.keys() - {self.root}, self.root)


def grow(name: DimensionName, drafts: dict[str, Draft], reference: Reference) -> Tree:
    """The whole tree above the members of a file.

    A member that holds all others is the root, and so is one that stands alone; otherwise the root is
    what the file lists.
    """
    members = _parts(drafts, reference) | _above(name, drafts, reference)
    tops = [code for code, draft in members.items() if not any(above in members for above in draft.above)]
    root = tops[0] if len(tops) == 1 else ""
    if not root or (name == "product" and root not in drafts):
        listed = _listed(name, members)
        root, members = listed.code, {listed.code: listed} | members
    return Tree(name, root, members, _memberships(members, reference), root in drafts)


def _parts(drafts: Mapping[str, Draft], reference: Reference) -> dict[str, Draft]:
    """The members of a file; a group that shares nothing with others is a part like a country."""
    known = reference.groups.by_code
    groups = {code for code, draft in drafts.items() if draft.level == "group"}
    shared = {group for above in groups_above(reference, set(drafts)).values() for group in above}
    taken = Counter(member for code in groups & known.keys() for member in known[code].members)
    return {
        code: replace(draft, level="country")
        if code in groups - shared
        and code in known
        and not draft.overlapping
        and all(taken[member] == 1 for member in known[code].members)
        else draft
        for code, draft in drafts.items()
    }


def _listed(name: DimensionName, members: Mapping[str, Draft]) -> Draft:
    """The whole of what a file lists; its name says so where groups that overlap are not in it."""
    listed = SUMS_OF_FILE[name]
    if not any(draft.overlapping for draft in members.values()):
        return listed
    return replace(
        listed,
        name_en=f"{listed.name_en}, without groups that overlap",
        name_zh=f"{listed.name_zh}（不含相互重叠的组别）",
    )


def _above(name: DimensionName, drafts: dict[str, Draft], reference: Reference) -> dict[str, Draft]:
    """What stands above the members of a file without being in it: chapters and places, but no whole."""
    codes = dict.fromkeys(code for draft in drafts.values() for code in draft.above if code not in drafts)
    if len(drafts) == 1 or name == "market":
        return {}
    if name == "region":
        return {code: _place(code, reference) for code in codes if is_place_of_china(code) and code != CHINA}
    coverage = Coverage(reference.harmonised, frozenset(drafts))
    return {
        code: draft if coverage.of(code) > _ENOUGH else _as_listed(draft)
        for code in codes
        if code != ALL
        for draft in (hs_draft(reference, code),)
    }


@dataclass(frozen=True)
class Coverage:
    """How much of what the Harmonized System has below a code a file holds, from 0 to 1."""

    harmonised: Harmonised
    held: frozenset[str]

    def of(self, code: str) -> float:
        """The share; 1 for a code of the file and for what has no list of its own."""
        if code in self.held:
            return 1.0
        below = self.harmonised.below(code)
        if not below:
            return float(code in self._begun)
        return sum(map(self.of, below)) / len(below)

    @cached_property
    def _begun(self) -> frozenset[str]:
        """What the codes of the file begin with."""
        return frozenset(code[:length] for code in self.held for length in range(len(code) + 1))


def _as_listed(draft: Draft) -> Draft:
    """A member as the sum of no more than what the file has of it."""
    return replace(
        draft,
        name_en=f"{draft.name_en}{OF_FILE[0]}",
        name_zh=f"{draft.name_zh or draft.name_en}{OF_FILE[1]}",
    )


def _place(code: str, reference: Reference) -> Draft:
    province = reference.places.by_code.get(code)
    if province:
        return _as_listed(Draft(code, province.name_en, province.name_zh, "province", places_above(code)))
    return _as_listed(Draft(code, code, code, "city", places_above(code)))


def _memberships(members: dict[str, Draft], reference: Reference) -> tuple[tuple[str, str], ...]:
    pairs = [
        (group, code)
        for code, groups in groups_above(reference, set(members)).items()
        for group in groups
        if members[group].level == "group" and not _open_ended(reference, group)
    ]
    return tuple(sorted(pairs))


def _open_ended(reference: Reference, group: str) -> bool:
    known = reference.groups.by_code.get(group)
    return known is not None and "*" in known.members
