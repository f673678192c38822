"""Where the shown figures of a data set lie, and how SQL asks for some of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

PRODUCT_LEVEL = "product level"
"""What stands for a column in the parts of a data set whose products are all of one level."""
_FEW = 8
"""Up to so many codes are constants of a query: DuckDB skips row groups by them, but plans each anew."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of a data set: one table and, of a large one, the parts that it is put together from."""

    table: str
    """As SQL names it."""
    schema: str = ""
    parts: Sequence[tuple[str, str, str, bool]] = ()
    """Part, column and code: whether all figures of the part have the code there, or none has."""
    levels: Mapping[str, str] = field(default_factory=dict)
    """The level of every product, where parts are told apart by it."""

    def codes(self, column: str) -> str:
        """SQL that gives every code that figures can have in a column; of a large data set, unread."""
        if not self.parts:
            return f"SELECT DISTINCT {column}::VARCHAR FROM {self.table}"
        return f"SELECT unnest(enum_range(NULL::{self.schema}.e_{column}))::VARCHAR"

    def kind_of(self, column: str) -> str:
        """The type of a column's codes: millions of rows are compared as such five times as fast as texts."""
        return f"{self.schema}.e_{column}" if self.parts else "VARCHAR"

    def having(self, asked: Mapping[str, Collection[str]]) -> str:
        """The figures that can have the asked codes, as SQL names them.

        DuckDB plans a query over two parts in a tenth of the time that it takes over all.
        """
        tables = self.tables_having(asked)
        if len(tables) == 1:
            return tables[0]
        every = " UNION ALL ".join(f"SELECT * FROM {table}" for table in tables)
        return f"({every or f'SELECT * FROM {self.table} LIMIT 0'})"

    def tables_having(self, asked: Mapping[str, Collection[str]]) -> Sequence[str]:
        """The same table by table: totals first, what is summed on the fly last."""
        if not self.parts:
            return [self.table]
        if self.levels and "product" in asked:
            found = {self.levels[code] for code in asked["product"] if code in self.levels}
            asked = {**asked, PRODUCT_LEVEL: found}
        useless = {
            part
            for part, column, code, always in self.parts
            if column in asked and not any((wanted == code) == always for wanted in asked[column])
        }
        useful = dict.fromkeys(part for part, *_ in self.parts if part not in useless)
        return [f"{self.schema}.{part}" for part in useful]


def imported_cells(connection: duckdb.DuckDBPyConnection, schema: str) -> Cells:
    """The figures of an attached data set; one that was written before there were parts is one table."""
    table = f"{schema}.cells"
    try:
        parts = connection.execute(f'SELECT part, "column", code, always FROM {schema}.parts').fetchall()
    except duckdb.CatalogException:
        return Cells(table)
    levels: Mapping[str, str] = {}
    if any(column == PRODUCT_LEVEL for _, column, _, _ in parts):
        rows = connection.execute(f"SELECT code, level FROM {schema}.members WHERE dimension = 'product'")
        levels = dict(rows.fetchall())
    return Cells(table, schema, parts, levels)


def among(column: str, codes: Collection[str], kind: str = "VARCHAR") -> str:
    """SQL that holds where a column has one of some codes; `listed` gives its parameters.

    `kind` is the type to compare as: that of the column where it is long, texts where planning counts.
    """
    if 0 < len(codes) <= _FEW:
        return f"{column} IN ({', '.join('?' * len(codes))})"
    return f"{column} IN (SELECT unnest(TRY_CAST(? AS {kind}[])))"


def listed(codes: Collection[str]) -> Sequence[object]:
    """The parameters of `among`."""
    return [*codes] if 0 < len(codes) <= _FEW else [[*codes]]
