"""Groups that overlap are never added up: which ones have figures beside each other, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from app.data.checks.desk import Desk
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of
from app.data.checks.result import Check
from app.model.dimension import DIMENSIONS, Dimension, DimensionName
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for dimension in DIMENSIONS:
        tree = desk.ledger.catalog.dimension(dimension)
        beside: dict[Level, set[str]] = defaultdict(set)
        for seen in desk.ledger.indicator("value"):
            code = {"region": seen.region, "market": seen.market, "product": seen.product}[dimension]
            if code in tree and tree[code].level == "group":
                beside[level_of(seen).at(dimension, tree.root)].add(code)
        for level, groups in beside.items():
            ordered, year = sorted(groups), desk.ledger.period(level.period).year
            for place, first in enumerate(ordered):
                overlapping = [other for other in ordered[place + 1 :] if _overlap(tree, year, first, other)]
                if overlapping:
                    yield _check(desk, dimension, level, [first, *overlapping])


def _overlap(tree: Dimension, year: int, first: str, second: str) -> bool:
    """Whether two groups share members; of a group without known members nobody can say that it does not."""
    one, other = set(tree.members_of(first, year)), set(tree.members_of(second, year))
    return not one or not other or bool(one & other)


def _check(desk: Desk, dimension: DimensionName, level: Level, groups: list[str]) -> Check:
    words, tree = desk.words, desk.ledger.catalog.dimension(dimension)
    year = desk.ledger.period(level.period).year
    first, *others = (desk.wording.name(dimension, code) for code in groups)
    known = [set(tree.members_of(code, year)) for code in groups]
    shared = sorted(set.union(*(known[0] & members for members in known[1:])))
    reason = (
        words.text("they share {members}", members=desk.wording.names(dimension, shared))
        if shared
        else words.text("their members are not known")
    )
    return desk.summary(
        f"overlaps:{level.dataflow}:{':'.join(groups)}:{level.region}:{level.market}:{level.product}"
        f":{level.flow}:{level.period}",
        words.text(
            "{group} and {others} overlap, so that their figures are not added up: {level}",
            group=first, others=words.listing(others), level=desk.wording.level(level),
        ),
        "cannot be checked",
        missing=words.text("groups that divide the whole without overlap"),
        remark=reason,
        dataflow=level.dataflow,
    )  # fmt: skip


def _title(words: Words) -> str:
    return words.text("overlapping groups are never added up")


FAMILY = Family("overlaps", _title, 130, _checks)
