"""The rows of the navigator as plain data: where each member stands in the trees of three dimensions.

A member can stand in several branches, so a row is an occurrence: a way from a section down to a
member. Ways are unfolded only where somebody looks, so that a tree of 200,000 members opens at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.model.dimension import Dimension, DimensionName, Member
    from app.ui.models.filter_index import Kept

SectionKey = Literal["region", "region-group", "market", "product"]
Path = tuple[str, ...]
"""The key of a section, then the codes from the top of the section down to the member."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the navigator under a head of its own."""

    key: SectionKey
    dimension: Dimension
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A member at one place of the navigator; `code` is empty for the head of a section."""

    section: Section
    path: Path

    @property
    def dimension(self) -> DimensionName:
        """The dimension that a click here changes."""
        return self.section.dimension.name

    @property
    def code(self) -> str:
        """The member."""
        return self.path[-1] if len(self.path) > 1 else ""

    @property
    def member(self) -> Member:
        """The member with its names."""
        return self.section.dimension[self.code]

    @property
    def branch(self) -> str:
        """The group that the member was reached through, or ''."""
        for code in reversed(self.path[1:-1]):
            if self.section.dimension[code].level == "group":
                return code
        return ""


def sections(dimensions: Mapping[DimensionName, Dimension]) -> tuple[Section, ...]:
    """The parts of the navigator from top to bottom."""
    regions, markets, products = dimensions["region"], dimensions["market"], dimensions["product"]
    groups = regions.siblings_at(regions.root, "group")
    found = [Section("region", regions, (regions.root,) if regions.root in regions else ())]
    if groups:
        found.append(Section("region-group", regions, groups))
    found.append(Section("market", markets, _groups_first(markets)))
    found.append(Section("product", products, _groups_first(products)))
    return tuple(found)


def _groups_first(dimension: Dimension) -> tuple[str, ...]:
    children = dimension.children(dimension.root)
    return tuple(sorted(children, key=lambda code: dimension[code].level != "group"))


@dataclass(slots=True)
class Node:
    """One unfolded row; `children` is None until somebody looks."""

    number: int
    parent: int
    row: int
    occurrence: Occurrence
    under_match: bool
    """Whether a row above matched the filter, so that all that is below it stays."""
    children: list[int] | None = None
    leads_on: bool | None = None
    """Whether anything is below; None until somebody asks."""


class Unfolded:
    """The rows that have been looked at, each under a number that stays its own."""

    def __init__(
        self,
        parts: tuple[Section, ...],
        kept: Mapping[DimensionName, Kept] | None,
        present: Mapping[DimensionName, frozenset[str]],
        weight: Callable[[DimensionName, str], float | None],
    ) -> None:
        """Start with the heads of the sections.

        Args:
            parts: The sections from top to bottom.
            kept: What a filter leaves of each dimension; None without a filter.
            present: Members that have figures, with all that is above them; a dimension that is
                missing shows every member.
            weight: The value that siblings are ordered by, largest first; None where nothing is known.
                Groups keep their customary order.
        """
        self._kept = kept
        self._present = present
        self._weight = weight
        self._nodes: list[Node] = []
        filled = [part for part in parts if self._limited(part, part.roots)]
        self.top = [self._add(-1, row, Occurrence(part, (part.key,))) for row, part in enumerate(filled)]

    def __getitem__(self, number: int) -> Node:
        return self._nodes[number]

    def _add(self, parent: int, row: int, occurrence: Occurrence, *, under_match: bool = False) -> int:
        number = len(self._nodes)
        self._nodes.append(Node(number, parent, row, occurrence, under_match))
        return number

    def children(self, number: int) -> list[int]:
        """Numbers of the rows below, unfolded now if nobody has looked before."""
        node = self._nodes[number]
        if node.children is None:
            part, path = node.occurrence.section, node.occurrence.path
            codes = self._sorted(part, self._codes_below(node))
            under = node.under_match or self._matched(node)
            node.children = [
                self._add(number, row, Occurrence(part, (*path, code)), under_match=under)
                for row, code in enumerate(codes)
            ]
        return node.children

    def has_children(self, number: int) -> bool:
        """Whether anything is below, without unfolding it."""
        node = self._nodes[number]
        if node.children is not None:
            return bool(node.children)
        if node.leads_on is None:
            node.leads_on = bool(self._codes_below(node))
        return node.leads_on

    def unfolded(self) -> list[Node]:
        """Every row whose children were looked at."""
        return [node for node in self._nodes if node.children]

    def out_of_order(self) -> list[tuple[Node, list[int]]]:
        """Rows whose children have another order by the weights of now, and that order."""
        found = []
        for node in self.unfolded():
            old = node.children or []
            by_code = {self._nodes[number].occurrence.code: number for number in old}
            new = [by_code[code] for code in self._sorted(node.occurrence.section, list(by_code))]
            if new != old:
                found.append((node, new))
        return found

    def put_in_order(self, orders: list[tuple[Node, list[int]]]) -> None:
        """Give children the order that `out_of_order` found."""
        for node, new in orders:
            node.children = new
            for row, number in enumerate(new):
                self._nodes[number].row = row

    def _codes_below(self, node: Node) -> list[str]:
        part = node.occurrence.section
        codes = part.dimension.children(node.occurrence.code) if node.occurrence.code else part.roots
        under = node.under_match or self._matched(node)
        on_the_way = set(node.occurrence.path)
        return [
            code
            for code in self._limited(part, codes, under_match=under)
            if code not in on_the_way and not self._stands_elsewhere(part, node, code)
        ]

    @staticmethod
    def _stands_elsewhere(part: Section, node: Node, code: str) -> bool:
        """Groups of the root have a section of their own."""
        dimension = part.dimension
        at_root = part.key == "region" and node.occurrence.code == dimension.root
        return at_root and dimension[code].level == "group"

    def _limited(self, part: Section, codes: Sequence[str], *, under_match: bool = False) -> Sequence[str]:
        """Codes that have figures and stay under the filter."""
        name = part.dimension.name
        if (present := self._present.get(name)) is not None:
            codes = [code for code in codes if code in present]
        if not under_match and self._kept is not None and name in self._kept:
            codes = [code for code in codes if self._kept[name].shows(code)]
        return codes

    def _matched(self, node: Node) -> bool:
        if self._kept is None or not node.occurrence.code:
            return False
        kept = self._kept.get(node.occurrence.dimension)
        return kept is not None and kept.matches(node.occurrence.code)

    def _sorted(self, part: Section, codes: list[str]) -> list[str]:
        dimension = part.dimension
        customary = {code: place for place, code in enumerate(_groups_first_of(dimension, codes))}

        def place(code: str) -> tuple[bool, bool, float, int]:
            weight = self._weight(dimension.name, code)
            if dimension[code].level == "group":
                return (False, weight is None, 0.0, customary[code])
            return (True, weight is None, -(weight or 0.0), customary[code])

        return sorted(codes, key=place)


def _groups_first_of(dimension: Dimension, codes: list[str]) -> list[str]:
    return sorted(codes, key=lambda code: (dimension[code].level != "group", dimension[code].order, code))
