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

from app.data.cells import Cells, imported_cells
from app.data.columns import CELL_KEY
from app.data.csv_files import Problems
from app.data.observation_files import read_observations
from app.model.catalog import RELIABILITIES, Catalog

BUNDLED = "bundled"
_MEMORY = "450MB"


def _connected() -> duckdb.DuckDBPyConnection:
    """A connection that holds no more of large data sets in memory than the window can spare."""
    spill = Path(tempfile.gettempdir()) / f"third-pole-{os.getpid()}"
    return duckdb.connect(":memory:", config={"memory_limit": _MEMORY, "temp_directory": str(spill)})


@dataclass(frozen=True, slots=True)
class Cursor:
    """What one task reads the figures with."""

    _connection: duckdb.DuckDBPyConnection
    _cells: Mapping[str, Cells]

    def execute(self, sql: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        """Run a statement and give what its rows are fetched from.

        Raises:
            duckdb.Error: The statement failed or was interrupted.
        """
        return self._connection.execute(sql, parameters)

    def cells_with(self, dataset: str, asked: Mapping[str, Collection[str]]) -> str:
        """The shown figures of a data set that can have the asked codes, as SQL names them."""
        return self._cells[dataset].having(asked)

    def tables_with(self, dataset: str, asked: Mapping[str, Collection[str]]) -> Sequence[str]:
        """The same table by table: totals first, what is summed on the fly last."""
        return self._cells[dataset].tables_having(asked)

    def kind_of(self, dataset: str, column: str) -> str:
        """The type of the codes in a column of a data set, as SQL names it."""
        return self._cells[dataset].kind_of(column)

    def codes(self, dataset: str, column: str) -> list[str]:
        """Every code that figures of a data set can have in a column that is no dimension with a tree."""
        rows = self.execute(self._cells[dataset].codes(column)).fetchall()
        return [code for (code,) in rows]

    def interrupt(self) -> None:
        """Stop what this task runs, and nothing else."""
        self._connection.interrupt()

    def close(self) -> None:
        """Give the cursor up."""
        self._connection.close()


@dataclass
class Store:
    """Open data sets and the cursors that read them."""

    _connection: duckdb.DuckDBPyConnection = field(default_factory=_connected)
    _cells: Mapping[str, Cells] = field(default_factory=lambda: {BUNDLED: Cells(cells(BUNDLED))})
    """Of each open data set; another mapping after each change, since cursors hold on to theirs."""

    def cursor(self) -> Cursor:
        """A cursor of its own for one task."""
        return Cursor(self._connection.cursor(), self._cells)

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
        found = imported_cells(self._connection.cursor(), f"{identifier(dataset)}.main")
        self._cells = {**self._cells, dataset: found}

    def detach(self, dataset: str) -> None:
        """Close an imported data set."""
        self._connection.execute(f"DETACH {identifier(dataset)}")
        self._cells = {name: found for name, found in self._cells.items() if name != dataset}

    def load(self, files: Sequence[Path], catalog: Catalog, problems: Problems) -> None:
        """Read the observation files of the bundled data set and choose the figure of every cell."""
        cursor = self._connection.cursor()
        read_observations(cursor, files, catalog, problems)
        _choose_cells(cursor, catalog)


def identifier(name: str) -> str:
    """A name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def cells(dataset: str) -> str:
    """The table of shown figures of a data set, as SQL names it."""
    return "cells" if dataset == BUNDLED else f"{identifier(dataset)}.main.cells"


def _choose_cells(cursor: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
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
