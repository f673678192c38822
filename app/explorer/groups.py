"""Groups of markets that share members: which of several may stand in one ranking."""

from __future__ import annotations

from collections.abc import Sequence

from app.model.dimension import Dimension


def disjoint(markets: Dimension, codes: Sequence[str]) -> frozenset[str]:
    """Markets that do not contain each other: the closest groups, and countries of none of them.

    Of groups that share a member the smallest stands for it. A group whose members are not known may
    overlap any other and is left out.
    """
    groups = {code: set(markets.children(code)) for code in codes if markets[code].level == "group"}
    kept: set[str] = set()
    inside: set[str] = set()
    for code, members in sorted(groups.items(), key=lambda pair: len(pair[1])):
        if members and not members & inside:
            kept.add(code)
            inside |= members
    return frozenset(kept | (set(codes) - groups.keys() - inside))
