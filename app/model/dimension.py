"""Regions, markets and products: three independent trees of members with codes and two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

DimensionName = Literal["region", "market", "product"]
DIMENSIONS: tuple[DimensionName, ...] = ("region", "market", "product")

LISTED = "listed"
"""The level of a root that is only what a file lists: the sum of its markets, which is not the world."""
LISTED_PREFIX = "LISTED-"
"""How the codes of such wholes begin."""

OF_FILE = (" (in this file)", "（本文件所列）")
"""What the names of branches end with of which a file lists a part, English and Chinese."""


@dataclass(frozen=True, slots=True)
class Member:
    """One region, market or product."""

    code: str
    parent: str
    level: str
    name_en: str
    name_zh: str
    pinyin: str = ""
    iso: str = ""
    tile: tuple[int, int] | None = None
    """Column and row in the map of equal tiles, for the provinces."""
    order: int = 0

    @property
    def overlaps(self) -> bool:
        """Whether others of its level may hold the same countries or goods: it is no part of a sum."""
        return self.level in ("group", "good")

    @property
    def initials(self) -> str:
        """First letters of the syllables: 'zj' for 浙江."""
        return "".join(syllable[0] for syllable in self.pinyin.split())


@dataclass(frozen=True, slots=True)
class Membership:
    """A member's time in a group; open ends are empty."""

    group: str
    member: str
    since: str = ""
    until: str = ""
    kind: Literal["partition", "overlapping"] = "overlapping"
    """Groups of one kind of a partition divide their whole, and their members divide them."""

    def holds_in(self, year: int) -> bool:
        """Whether the member belonged to the group at the end of that year."""
        started = not self.since or int(self.since[:4]) <= year
        return started and (not self.until or int(self.until[:4]) > year)


@dataclass(frozen=True)
class Dimension:
    """A tree of members, with the groups that cut across it.

    Children of a member are those that name it as parent. Members of a group are its children as
    well, so that one member can stand in several branches.
    """

    name: DimensionName
    root: str
    members: Mapping[str, Member]
    memberships: tuple[Membership, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other spellings, each with the code it stands for."""
    _children: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    _groups: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    _parents: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _descendants: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        children: dict[str, list[str]] = {}
        for member in self.members.values():
            if member.code != self.root:
                children.setdefault(member.parent, []).append(member.code)
            self._parents[member.code] = member.parent
        groups: dict[str, list[str]] = {}
        for membership in self.memberships:
            children.setdefault(membership.group, []).append(membership.member)
            groups.setdefault(membership.member, []).append(membership.group)
        self._groups.update((member, tuple(dict.fromkeys(found))) for member, found in groups.items())
        for parent, codes in children.items():
            unique = dict.fromkeys(code for code in codes if code in self.members)
            self._children[parent] = tuple(sorted(unique, key=self._customary))

    def _customary(self, code: str) -> tuple[bool, int, str]:
        member = self.members[code]
        return (member.level == "group", member.order, code)

    def __getitem__(self, code: str) -> Member:
        return self.members[code]

    def __contains__(self, code: object) -> bool:
        return code in self.members

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members.values())

    def get(self, code: str) -> Member | None:
        """The member with that code, or None."""
        return self.members.get(code)

    def is_everything(self, code: str) -> bool:
        """Whether a member goes without saying: the root, unless it is only what a file lists."""
        return code == self.root and self.members[code].level != LISTED

    def is_listed(self, code: str) -> bool:
        """Whether a member is the root as no more than the sum of what a file lists."""
        return code == self.root and not self.is_everything(code)

    def all_that_is_listed(self) -> Member:
        """The root of what a file lists, under the code and names of the one branch that holds it all."""
        code = self.root
        while len(below := self.children(code)) == 1:
            code = below[0]
        member, (english, chinese) = self.members[code], OF_FILE
        return replace(
            member,
            level=LISTED,
            name_en=member.name_en.removesuffix(english),
            name_zh=member.name_zh.removesuffix(chinese),
        )

    def children(self, code: str) -> tuple[str, ...]:
        """Codes directly below a member or in a group, plain members before groups."""
        return self._children.get(code, ())

    def children_in(self, code: str, year: int) -> tuple[str, ...]:
        """The same, but of a group only those that belonged to it at the end of a year."""
        ended = {m.member for m in self.memberships if m.group == code} - set(self.members_of(code, year))
        return tuple(child for child in self.children(code) if child not in ended)

    def siblings_at(self, parent: str, level: str) -> tuple[str, ...]:
        """Children of a parent that have that level."""
        return tuple(code for code in self.children(parent) if self.members[code].level == level)

    def levels_below(self, code: str) -> tuple[str, ...]:
        """The levels that occur among the children, in the order of the tree."""
        return tuple(dict.fromkeys(self.members[child].level for child in self.children(code)))

    def descendants(self, code: str, level: str) -> tuple[str, ...]:
        """Codes of that level anywhere below a member, in the main branch: all headings of a section."""
        key = code, level
        if key not in self._descendants:
            self._descendants[key] = tuple(self._walk(code, level, set()))
        return self._descendants[key]

    def _walk(self, code: str, level: str, seen: set[str]) -> Iterator[str]:
        seen.add(code)
        for child in self.children(code):
            if self.home(child) != code or child in seen:
                continue
            if self.members[child].level == level:
                yield child
            else:
                yield from self._walk(child, level, seen)

    def home(self, code: str) -> str:
        """The parent that a member stands under in the main branch; a group's is the root."""
        return self.members[code].parent if code in self.members else self.root

    def lineage(self, code: str) -> tuple[str, ...]:
        """The way from the root to the member, both included."""
        way = [code]
        while way[-1] != self.root and (parent := self.home(way[-1])) in self.members and parent not in way:
            way.append(parent)
        return tuple(reversed(way))

    def groups_of(self, code: str) -> tuple[str, ...]:
        """The groups that the member stands in."""
        return self._groups.get(code, ())

    def with_above(self, codes: Iterable[str]) -> frozenset[str]:
        """Members with everything that they stand under, in every branch."""
        # In sets and maps throughout: a filter keeps 40,000 of 200,000 members between two keystrokes.
        found: set[str] = set()
        level = self._parents.keys() & set(codes)
        while level:
            found |= level
            above = set(map(self._parents.__getitem__, level))
            if self._groups:
                above.update(group for code in level for group in self._groups.get(code, ()))
            level = (self._parents.keys() & above) - found
        return frozenset(found)

    def members_of(self, group: str, year: int) -> tuple[str, ...]:
        """Codes that belonged to a group at the end of a year."""
        held = (m.member for m in self.memberships if m.group == group and m.holds_in(year))
        return tuple(dict.fromkeys(code for code in held if code in self.members))

    def divided(self, group: str) -> bool:
        """Whether the members of a group make it up without overlap."""
        kinds = {m.kind for m in self.memberships if m.group == group}
        return kinds == {"partition"}


def by_code(members: Iterable[Member]) -> dict[str, Member]:
    """Members under their codes, in the order given."""
    return {member.code: member for member in members}
