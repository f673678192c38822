"""Two sources for one figure: the same within rounding, or how far apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.family import Family
from app.data.checks.ledger import level_of, print_range
from app.data.checks.result import Check
from app.data.observations import Observation
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    prints: dict[Hashable, list[Observation]] = defaultdict(list)
    for seen in desk.ledger.observations:
        prints[_figure(desk, seen)].append(seen)
    for found in prints.values():
        for seen in found:
            others = [other for other in found if not _sources(other) & _sources(seen)]
            if others:
                yield _against(desk, seen, min(others, key=_fineness))
            elif len(_sources(seen)) > 1:
                yield _printed_alike(desk, seen)


def _figure(desk: Desk, seen: Observation) -> Hashable:
    """What makes two prints one figure; dataflows of one basis and frequency may both have it."""
    level = level_of(seen)
    return (
        desk.ledger.basis(seen.dataflow), *level[1:], seen.indicator, seen.of_region, seen.of_market,
        seen.of_product, seen.base_period, seen.among, seen.threshold, seen.unit,
    )  # fmt: skip


def _sources(seen: Observation) -> set[str]:
    return set(seen.source.split(";"))


def _fineness(seen: Observation) -> tuple[bool, float, str]:
    return (seen.qualifier in (">", "<", "<~"), seen.rounding, seen.source)


def _against(desk: Desk, seen: Observation, other: Observation) -> Check:
    figure = desk.wording.figure(other)
    remark = desk.words.text("also published: {figure}", figure=figure)
    if other.dataflow != seen.dataflow:
        remark = desk.words.text(
            "also published: {figure} ({dataflow})",
            figure=figure,
            dataflow=desk.wording.dataflow(other.dataflow),
        )
    computed = Computation(print_range(other), other.value, (other,), firm=_numbered(seen, other))
    return desk.check(
        "sources", seen, computed, remark=remark, missing=desk.words.text("a number, not a bound")
    )


def _numbered(seen: Observation, other: Observation) -> bool:
    """Whether one of the two is a number: two bounds that overlap confirm nothing."""
    return any(one.qualifier in ("=", "~", "<~") for one in (seen, other))


def _printed_alike(desk: Desk, seen: Observation) -> Check:
    remark = desk.words.text("printed alike by {count} sources", count=len(_sources(seen)))
    return desk.check("sources", seen, Computation(print_range(seen), seen.value, (seen,)), remark=remark)


def _title(words: Words) -> str:
    return words.text("two sources for one figure")


FAMILY = Family("sources", _title, 110, _checks)
