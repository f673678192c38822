"""Groups that share members: which of several may stand in one ranking."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.dimension import Dimension


def disjoint(tree: Dimension, codes: Sequence[str]) -> frozenset[str]:
    """Members that do not contain each other: the closest groups, and plain members of none of them.

    Of groups that share a member the one that is part of a partition stands for it, else the smallest. A
    group whose members are not known may overlap any other and is left out.
    """
    groups = {code: set(tree.children(code)) for code in codes if tree[code].level == "group"}
    kept: set[str] = set()
    inside: set[str] = set()
    for code in sorted(groups, key=lambda code: (not tree.divided(code), len(groups[code]))):
        members = groups[code]
        if members and all(inside.isdisjoint(tree.lineage(member)) for member in members):
            kept.add(code)
            inside |= members
    return frozenset(kept | (set(codes) - groups.keys() - inside))
