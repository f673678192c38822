"""All checks on all open data sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.data.checks.desk import Desk
from app.data.checks.family import discover
from app.data.checks.ledger import Ledger
from app.data.checks.result import Check
from app.data.checks.unconfirmed import unconfirmed
from app.data.library import Library
from app.data.observations import observations
from app.data.store import Cursor, cells
from app.model.words import Words

FIGURE_LIMIT = 100_000
"""Figures that a data set may have to be checked one by one."""


def run_checks(cursor: Cursor, library: Library, words: Words) -> list[Check]:
    """Every check of every family, on each data set by itself."""
    found: list[Check] = []
    for dataset in library.catalogs:
        found += dataset_checks(cursor, library, dataset, words)
    return list(_with_own_ids(found))


def dataset_checks(cursor: Cursor, library: Library, dataset: str, words: Words) -> Iterator[Check]:
    """The checks on one data set; one that says why where it has too many figures."""
    row = cursor.execute(f"SELECT count(*) FROM {cells(dataset)}").fetchone()
    count = row[0] if row else 0
    catalog = library.catalogs[dataset]
    if count > FIGURE_LIMIT:
        desk = Desk(Ledger(catalog, ()), words)
        yield desk.summary(
            f"size:{dataset}",
            words.text("{dataset} has {count} figures", dataset=dataset, count=f"{count:,}"),
            "cannot be checked",
            missing=words.text("at most {limit} figures in a data set", limit=f"{FIGURE_LIMIT:,}"),
        )
        return
    desk = Desk(Ledger(catalog, observations(cursor, dataset, {}, limit=2 * FIGURE_LIMIT)), words)
    found = [check for family in discover() for check in family.checks(desk)]
    yield from found
    yield from unconfirmed(desk, found)


def _with_own_ids(checks: Iterable[Check]) -> Iterator[Check]:
    """Number ids that occur more than once, so that each is the name of one check."""
    seen: Counter[str] = Counter()
    for check in checks:
        seen[check.id] += 1
        yield check if seen[check.id] == 1 else replace(check, id=f"{check.id}#{seen[check.id]}")
