"""All checks on all open data sets, what matters first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from app.data.checks.aggregates import aggregate_checks
from app.data.checks.desk import Desk
from app.data.checks.family import discover
from app.data.checks.ledger import Ledger
from app.data.checks.result import VERDICTS, Check, gap
from app.data.checks.unconfirmed import FAMILY_ID, unconfirmed
from app.data.library import Library
from app.data.observations import observations
from app.data.store import Cursor, cells
from app.model.words import Words

FIGURE_LIMIT = 100_000
"""Figures that a data set may have to be checked one by one; a larger one is checked by its sums."""


def _always() -> bool:
    return True


def run_checks(
    cursor: Cursor, library: Library, words: Words, wanted: Callable[[], bool] = _always
) -> list[Check]:
    """Every check of every family, on each data set by itself; those made so far once they are not wanted."""
    found: list[Check] = []
    for dataset in library.catalogs:
        if wanted():
            found += dataset_checks(cursor, library, dataset, words, wanted)
    return list(_with_own_ids(found))


def dataset_checks(
    cursor: Cursor, library: Library, dataset: str, words: Words, wanted: Callable[[], bool] = _always
) -> list[Check]:
    """The checks on one data set: what differs first, the larger differences of a rule before the smaller."""
    # Sums are counted only where they are few: in a large data set they are made when they are asked for.
    counting = f"SELECT count(*) FROM {cells(dataset)}"
    row = cursor.execute(f"{counting} WHERE status = 'reported'").fetchone()
    if row and row[0] <= FIGURE_LIMIT:
        row = cursor.execute(counting).fetchone()
    catalog = library.catalogs[dataset]
    if row and row[0] > FIGURE_LIMIT:
        desk = Desk(Ledger(catalog, ()), words)
        return _what_matters_first(desk, aggregate_checks(cursor, dataset, desk, row[0]))
    desk = Desk(Ledger(catalog, observations(cursor, dataset, {}, limit=2 * FIGURE_LIMIT)), words)
    every = (check for family in discover() for check in family.checks(desk))
    found = list(takewhile(lambda _: wanted(), every))
    return _what_matters_first(desk, [*found, *unconfirmed(desk, found)]) if wanted() else found


def _what_matters_first(desk: Desk, checks: Iterable[Check]) -> list[Check]:
    """By verdict, dataflow and rule, each group under its name."""
    families = [family.id for family in discover()] + [FAMILY_ID]
    titles = {family.id: family.title(desk.words) for family in discover()}
    titles[FAMILY_ID] = desk.words.text("nothing to hold them against")
    dataflows = list(desk.ledger.catalog.dataflows)

    def order(check: Check) -> tuple[int, int, int, float]:
        flow = dataflows.index(check.dataflow) if check.dataflow in dataflows else len(dataflows)
        rule = families.index(check.family) if check.family in families else len(families)
        return (VERDICTS.index(check.verdict), flow, rule, -gap(check))

    def grouped(check: Check) -> Check:
        flow = desk.wording.dataflow(check.dataflow) if check.dataflow else ""
        named = " · ".join(filter(None, (flow, titles.get(check.family, ""))))
        cited = "; ".join(
            source.citation(desk.words.language) for source in desk.ledger.catalog.cited(check.source)
        )
        return replace(check, group=named, citation=cited)

    return [grouped(check) for check in sorted(checks, key=order)]


def _with_own_ids(checks: Iterable[Check]) -> Iterator[Check]:
    """Number ids that occur more than once, so that each is the name of one check."""
    seen: Counter[str] = Counter()
    for check in checks:
        seen[check.id] += 1
        yield check if seen[check.id] == 1 else replace(check, id=f"{check.id}#{seen[check.id]}")
