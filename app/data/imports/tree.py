"""The trees of a data set: everything that occurs, what stands above it, and one root each."""

from __future__ import annotations

from dataclasses import dataclass

from app.data.imports.plan import Draft
from app.data.imports.recode import REPORTERS, Reference, groups_above, hs_draft
from app.data.reference.countries import WORLD
from app.data.reference.harmonised import ALL
from app.data.reference.places_of_china import CHINA, is_place_of_china
from app.model.dimension import DimensionName


@dataclass(frozen=True)
class Tree:
    """A dimension of a data set: members with the way up from each."""

    name: DimensionName
    root: str
    members: dict[str, Draft]
    memberships: tuple[tuple[str, str], ...] = ()
    """Pairs of a group and a member of it."""

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
        """Every member but the root and groups with the root."""
        return {
            code: self.root
            for code, draft in self.members.items()
            if code != self.root and draft.level != "group"
        }


def grow(name: DimensionName, drafts: dict[str, Draft], reference: Reference) -> Tree:
    """The whole tree above the members of a file."""
    match name:
        case "product":
            return _products(drafts, reference)
        case "market":
            return _markets(drafts, reference)
        case "region":
            return _regions(drafts, reference)


def _products(drafts: dict[str, Draft], reference: Reference) -> Tree:
    members = {ALL: Draft(ALL, "All products", "全部商品", "all")} | drafts
    for draft in drafts.values():
        for above in draft.above:
            if above not in members:
                members[above] = hs_draft(reference, above)
    return Tree("product", ALL, members)


def _markets(drafts: dict[str, Draft], reference: Reference) -> Tree:
    """The markets below the world; a single one stands alone, for its figures say nothing of the world."""
    if len(drafts) == 1:
        return Tree("market", next(iter(drafts)), dict(drafts))
    root = Draft(WORLD, "World", "世界", "world")
    return _with_groups("market", WORLD, {WORLD: root} | drafts, reference)


def _regions(drafts: dict[str, Draft], reference: Reference) -> Tree:
    members = dict(drafts)
    for code in [code for code in drafts if is_place_of_china(code)]:
        for above in drafts[code].above:
            if above not in members and above != REPORTERS:
                members[above] = _place(above, reference)
    if len(drafts) == 1:
        root = next(iter(drafts))
        if is_place_of_china(root) and root != CHINA:
            root = CHINA
        return Tree("region", root, members)
    if all(is_place_of_china(code) or draft.level == "place" for code, draft in drafts.items()):
        members.setdefault(CHINA, _place(CHINA, reference))
        return Tree("region", CHINA, members)
    root_draft = Draft(REPORTERS, "All reporters", "全部报告方", "all")
    return _with_groups("region", REPORTERS, {REPORTERS: root_draft} | members, reference)


def _place(code: str, reference: Reference) -> Draft:
    if code == CHINA:
        return Draft(CHINA, "China", "中国", "country", (REPORTERS,), "CN")
    province = reference.places.by_code.get(code)
    if province:
        return Draft(code, province.name_en, province.name_zh, "province", (CHINA, REPORTERS))
    return Draft(code, code, code, "city", (f"{code[:2]}0000", CHINA, REPORTERS))


def _with_groups(name: DimensionName, root: str, members: dict[str, Draft], reference: Reference) -> Tree:
    pairs = [
        (group, code)
        for code, groups in groups_above(reference, set(members)).items()
        for group in groups
        if members[group].level == "group" and not _open_ended(reference, group)
    ]
    return Tree(name, root, members, tuple(sorted(pairs)))


def _open_ended(reference: Reference, group: str) -> bool:
    known = reference.groups.by_code.get(group)
    return known is not None and "*" in known.members
