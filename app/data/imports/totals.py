"""Totals in the file of a data set, in one table for each kind of question.

A ranking of regions needs a few hundred of the millions of totals. Apart from the others they are read at
once, and the view of all figures names in each table what is the same in all its rows, so that a query
never opens a table that cannot answer it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from app.data.imports.store_file import OUT
from app.data.imports.tree import Tree
from app.data.imports.watch import Watch
from app.data.sql import literal

TABLES: Mapping[str, frozenset[str]] = {
    "totals": frozenset({"market", "product"}),
    "totals_by_market": frozenset({"product"}),
    "totals_by_product": frozenset({"market"}),
    "totals_by_pair": frozenset(),
}
"""Each table with the dimensions that only the root of the tree stands for."""


@dataclass(frozen=True)
class Totals:
    """One table of totals and the roots that all its rows, or none of them, have."""

    table: str
    only: Mapping[str, str]
    never: Mapping[str, str]

    @classmethod
    def of(cls, table: str, trees: Mapping[str, Tree]) -> Totals:
        """What is known of a table by its name alone."""
        whole, roots = TABLES[table], roots_of(trees)
        return cls(
            table,
            {name: root for name, root in roots.items() if name in whole},
            {name: root for name, root in roots.items() if name not in whole},
        )

    @property
    def constants(self) -> Mapping[str, str]:
        """SQL for the columns that are not stored, for `store_file.branch`."""
        return {name: f"CAST({literal(code)} AS e_{name}) AS {name}" for name, code in self.only.items()}


def roots_of(trees: Mapping[str, Tree]) -> dict[str, str]:
    """The roots that tell the tables apart."""
    return {name: trees[name].root for name in ("market", "product")}


def write_totals(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    columns: Iterable[str],
    order: Sequence[str],
    trees: Mapping[str, Tree],
    watch: Watch,
) -> list[Totals]:
    """Write the tables of totals that have any rows.

    Args:
        connection: Works on the new file.
        source: A relation with all totals, among its columns market and product.
        columns: The columns to write.
        order: What the rows are sorted by.
        trees: The trees of the data set.
        watch: Cancels between tables.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    found = []
    chosen = list(columns)
    roots = roots_of(trees)
    for table, whole in TABLES.items():
        rows = " AND ".join(
            f"{name} {'=' if name in whole else '<>'} {literal(root)}" for name, root in roots.items()
        )
        watch.query(
            connection,
            f"""CREATE TABLE {OUT}.main.{table} AS
            SELECT {", ".join(name for name in chosen if name not in whole)} FROM {source}
            WHERE {rows} ORDER BY {", ".join(name for name in order if name not in whole)}""",
        )
        count = connection.execute(f"SELECT count(*) FROM {OUT}.main.{table}").fetchone()
        if count and count[0]:
            found.append(Totals.of(table, trees))
        else:
            connection.execute(f"DROP TABLE {OUT}.main.{table}")
    return found
