"""Figures that nothing in the data set can confirm: each says so, and what would be needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from app.data.checks.desk import NOTHING, Desk
from app.data.checks.ledger import level_of
from app.data.checks.result import Check
from app.data.observations import Observation

FAMILY_ID = "unconfirmed"
TABLE = 250
"""A source with more figures than this in one dataflow is a table: its figures are reported together."""


def unconfirmed(desk: Desk, checks: Iterable[Check]) -> Iterator[Check]:
    """One check for each figure that no other check is about; one for all of a table's."""
    done = list(checks)
    subjects = {check.subject for check in done}
    used = {seen for check in done if check.verdict != "cannot be checked" for seen in check.used}
    size = Counter((seen.dataflow, seen.source) for seen in desk.ledger.observations)
    tables: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for seen in desk.ledger.observations:
        if seen in subjects:
            continue
        if size[seen.dataflow, seen.source] <= TABLE:
            yield desk.check(FAMILY_ID, seen, NOTHING, missing=_needed(desk, seen))
        elif seen not in used:
            tables[seen.dataflow, seen.source].append(seen)
    for (dataflow, source), rows in tables.items():
        yield _table(desk, dataflow, source, rows)


def _needed(desk: Desk, seen: Observation) -> str:
    words, level = desk.words, level_of(seen)
    elsewhere = desk.ledger.on_other_bases(level)
    if elsewhere:
        titles = words.listing([desk.wording.dataflow(dataflow) for dataflow in elsewhere])
        return words.text(
            "a second source on this basis (on another basis, which is not mixed in: {dataflows})",
            dataflows=titles,
        )
    if seen.flow == "total":
        return words.text("a second source, or the exports and imports of the same place and period")
    return words.text("a second source on this basis")


def _table(desk: Desk, dataflow: str, source: str, rows: list[Observation]) -> Check:
    words = desk.words
    title = desk.wording.dataflow(dataflow)
    return desk.summary(
        f"{FAMILY_ID}:{dataflow}:{source}",
        words.text("{dataflow}: {count} figures of one table", dataflow=title, count=f"{len(rows):,}"),
        "cannot be checked",
        inputs=(source,),
        missing=words.text("a second source on this basis"),
        dataflow=dataflow,
    )
