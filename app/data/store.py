"""The figures of every open data set in one DuckDB process.

One connection, one cursor for each task. The bundled figures are read into memory at the start; an
imported data set is a file of its own that is attached for reading. Both offer the same table `cells`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from app.data.columns import CELL_KEY
from app.data.csv_files import Problems
from app.data.observation_files import read_observations
from app.model.catalog import RELIABILITIES, Catalog

BUNDLED = "bundled"
PRODUCT_LEVEL = "product level"
"""What stands for a column in the parts of a data set whose products are all of one level."""
_MEMORY = "450MB"

Cursor = duckdb.DuckDBPyConnection


def _connected() -> duckdb.DuckDBPyConnection:
    """A connection that holds no more of large data sets in memory than the window can spare."""
    spill = Path(tempfile.gettempdir()) / f"third-pole-{os.getpid()}"
    return duckdb.connect(":memory:", config={"memory_limit": _MEMORY, "temp_directory": str(spill)})


@dataclass
class Store:
    """Open data sets and the cursors that read them."""

    _connection: duckdb.DuckDBPyConnection = field(default_factory=_connected)
    _attached: dict[str, Path] = field(default_factory=dict)

    def cursor(self) -> Cursor:
        """A cursor of its own for one task; `interrupt()` on it stops that task alone."""
        return self._connection.cursor()

    def close(self) -> None:
        """Give up everything that is open."""
        self._connection.close()

    def attach(self, dataset: str, path: Path) -> None:
        """Open an imported data set for reading.

        Raises:
            duckdb.Error: The file is not a data set of this program or is being written.
        """
        quoted = str(path).replace("'", "''")
        self._connection.execute(f"ATTACH '{quoted}' AS {identifier(dataset)} (READ_ONLY)")
        self._attached[dataset] = path

    def detach(self, dataset: str) -> None:
        """Close an imported data set."""
        self._connection.execute(f"DETACH {identifier(dataset)}")
        del self._attached[dataset]

    def load(self, files: Sequence[Path], catalog: Catalog, problems: Problems) -> None:
        """Read the observation files of the bundled data set and choose the figure of every cell."""
        cursor = self.cursor()
        read_observations(cursor, files, catalog, problems)
        _choose_cells(cursor, catalog)


def identifier(name: str) -> str:
    """A name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def cells(dataset: str) -> str:
    """The table of shown figures of a data set, as SQL names it."""
    return "cells" if dataset == BUNDLED else f"{identifier(dataset)}.main.cells"


def cells_with(cursor: Cursor, dataset: str, asked: Mapping[str, Collection[str]]) -> str:
    """The figures of a data set that can have the asked codes, as SQL names them.

    An imported data set keeps its figures in parts: DuckDB plans a query over two of them in a tenth of
    the time that it takes over all.
    """
    if dataset == BUNDLED:
        return cells(dataset)
    schema = f"{identifier(dataset)}.main"
    try:
        known = cursor.execute(f'SELECT part, "column", code, always FROM {schema}.parts').fetchall()
    except duckdb.CatalogException:
        return cells(dataset)
    if "product" in asked and any(column == PRODUCT_LEVEL for _, column, _, _ in known):
        asked = {**asked, PRODUCT_LEVEL: _levels(cursor, schema, asked["product"])}
    useless = {
        part
        for part, column, code, always in known
        if column in asked and not any((wanted == code) == always for wanted in asked[column])
    }
    useful = dict.fromkeys(part for part, *_ in known if part not in useless)
    every = " UNION ALL ".join(f"SELECT * FROM {schema}.{part}" for part in useful)
    return f"({every or f'SELECT * FROM {cells(dataset)} LIMIT 0'})"


def _levels(cursor: Cursor, schema: str, products: Collection[str]) -> list[str]:
    rows = cursor.execute(
        f"SELECT DISTINCT level FROM {schema}.members WHERE dimension = 'product' AND list_contains(?, code)",
        [list(products)],
    ).fetchall()
    return [level for (level,) in rows]


def _choose_cells(cursor: Cursor, catalog: Catalog) -> None:
    """One figure a cell: a number before a bound, then the stronger source, later vintage, finer rounding."""
    cited = [source for (source,) in cursor.execute("SELECT DISTINCT source FROM observations").fetchall()]
    strengths = [_strength(catalog, source) for source in cited]
    cursor.execute(
        f"""CREATE TABLE cells AS
        SELECT o.* EXCLUDE (file, line), 'reported' AS status
        FROM observations o JOIN (SELECT unnest(?::VARCHAR[]) AS source, unnest(?::INTEGER[]) AS strength) r
             ON r.source = o.source
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join("o." + name for name in CELL_KEY)}
            ORDER BY o.qualifier IN ('>', '<', '<~'), r.strength, o.vintage DESC,
                     nullif(o.rounding, 0) NULLS LAST, o.line) = 1
        ORDER BY o.dataflow, o.region, o.market, o.product, o.flow, o.period""",
        [cited, strengths],
    )


def _strength(catalog: Catalog, source: str) -> int:
    """0 for the most reliable kind of source; that of the best where several are named."""
    reliability = catalog.reliability(source)
    return RELIABILITIES.index(reliability) if reliability else len(RELIABILITIES)
