"""Writing sums that come as columns of numbers into the tables of totals that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import duckdb
import numpy as np

from app.data.imports.store_file import OUT
from app.data.imports.sums import KEYS, Figures, joined
from app.data.imports.totals import TABLES, Totals, roots_of
from app.data.imports.tree import Tree
from app.data.imports.watch import Watch

GROUP = 122_880
"""Rows that DuckDB stores together; so many at once are written as they will stay."""
AT_ONCE = 4 * GROUP
_MEASURES = (
    "value",
    "value_parts",
    "CASE WHEN quantity_parts > 0 THEN quantity END AS quantity",
    "quantity_parts",
)


@dataclass
class TotalsWriter:
    """Keeps sums until there are enough of one table to be written together."""

    connection: duckdb.DuckDBPyConnection
    trees: Mapping[str, Tree]
    codes: Mapping[str, Sequence[str]]
    """For each dimension its codes, in the order of their numbers."""
    watch: Watch
    _cursor: duckdb.DuckDBPyConnection = field(init=False)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _insertion: Future[None] | None = None
    """What is being written while the next sums are made."""
    _waiting: dict[str, list[Figures]] = field(default_factory=lambda: {table: [] for table in TABLES})
    _written: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._cursor = self.connection.cursor()

    def write(self, sums: Figures) -> None:
        """Take sums, and write those of a table that has enough of them.

        Raises:
            ImportCancelledError: The user stopped it.
        """
        for table, part in self._by_table(sums):
            waiting = self._waiting[table]
            waiting.append(part)
            if sum(map(len, waiting)) >= AT_ONCE:
                every = joined(waiting)
                whole = len(every) - len(every) % GROUP
                self._start_insertion(table, every.taken(slice(0, whole)))
                self._waiting[table] = [every.taken(slice(whole, None))]

    def finish(self) -> None:
        """Write the rest."""
        for table, waiting in self._waiting.items():
            if waiting and sum(map(len, waiting)):
                self._start_insertion(table, joined(waiting))
        self.close()

    def discard(self) -> None:
        """Take back what was written."""
        self.close()
        for table in self._written:
            self.connection.execute(f"DROP TABLE {OUT}.main.{table}")

    def close(self) -> None:
        """Wait for what is being written; what waits is forgotten.

        Raises:
            ImportCancelledError: The user stopped it.
        """
        self._waiting.clear()
        self._pool.shutdown()
        self._cursor.close()
        if self._insertion:
            self._insertion.result()

    def totals(self) -> list[Totals]:
        """The tables that have any rows."""
        return [Totals.of(table, self.trees) for table in TABLES if table in self._written]

    def _by_table(self, sums: Figures) -> Iterator[tuple[str, Figures]]:
        at_root = {name: sums.columns[name] == number for name, number in self._roots.items()}
        for table, whole in TABLES.items():
            chosen = np.ones(len(sums), bool)
            for name, here in at_root.items():
                chosen &= here if name in whole else ~here
            if chosen.all():
                yield table, sums
            elif chosen.any():
                yield table, sums.taken(chosen)

    def _start_insertion(self, table: str, sums: Figures) -> None:
        if self._insertion:
            self._insertion.result()
        self._insertion = self._pool.submit(self._insert, table, sums)

    def _insert(self, table: str, sums: Figures) -> None:
        import pandas as pd  # no part of the program's start

        keys = [name for name in KEYS if name not in TABLES[table]]
        frame = pd.DataFrame(
            {
                name: pd.Categorical.from_codes(
                    sums.columns[name], dtype=pd.CategoricalDtype(list(self.codes[name]))
                )
                for name in keys
            }
            | {name: column for name, column in sums.columns.items() if name not in KEYS}
        )
        rows = f"SELECT {', '.join((*keys, *_MEASURES))} FROM written_now"
        if table not in self._written:
            kinds = [f"{name} {OUT}.main.e_{name}" for name in keys]
            self._cursor.execute(
                f"""CREATE TABLE {OUT}.main.{table} ({", ".join(kinds)}, value DOUBLE, value_parts INTEGER,
                quantity DOUBLE, quantity_parts INTEGER)"""
            )
            self._written.add(table)
        self._cursor.register("written_now", frame)
        try:
            self.watch.query(self._cursor, f"INSERT INTO {OUT}.main.{table} {rows}")
        finally:
            self._cursor.unregister("written_now")

    @cached_property
    def _roots(self) -> dict[str, int]:
        return {name: self.codes[name].index(root) for name, root in roots_of(self.trees).items()}
