"""The figures of every open data set in one DuckDB process.

One connection, one cursor for each task. The bundled figures are read into memory at the start; an
imported data set is a file of its own that is attached for reading. Both offer the same table `cells`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from app.data.csv_files import Problems
from app.model.catalog import RELIABILITIES, Catalog

TEXT_COLUMNS = (
    "region", "market", "product", "regime", "operator", "flow", "period", "indicator", "measure",
    "of_region", "of_market", "of_product", "base_period", "among", "threshold_unit",
    "qualifier", "unit", "published", "source", "vintage", "note",
)  # fmt: skip
NUMBER_COLUMNS = ("threshold", "value", "rounding")
OBSERVATION_COLUMNS = (
    "region", "market", "product", "regime", "operator", "flow", "period", "indicator", "measure",
    "of_region", "of_market", "of_product", "base_period", "among", "threshold", "threshold_unit",
    "qualifier", "value", "unit", "rounding", "published", "source", "vintage", "note",
)  # fmt: skip
"""The columns of an observations file, in its order."""

CELL_KEY = (
    "dataflow", "region", "market", "product", "regime", "operator", "flow", "period", "indicator",
    "measure", "of_region", "of_market", "of_product", "base_period", "among", "threshold", "unit",
)  # fmt: skip
"""What makes two observations prints of one and the same figure."""

BUNDLED = "bundled"

Cursor = duckdb.DuckDBPyConnection


@dataclass
class Store:
    """Open data sets and the cursors that read them."""

    _connection: duckdb.DuckDBPyConnection = field(default_factory=lambda: duckdb.connect(":memory:"))
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
        usable = [path for path in files if _header_fits(path, problems)]
        _create_observations(cursor, usable, problems)
        _leave_out_unknown(cursor, catalog, problems)
        _choose_cells(cursor, catalog)


def identifier(name: str) -> str:
    """A name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def cells(dataset: str) -> str:
    """The table of shown figures of a data set, as SQL names it."""
    return "cells" if dataset == BUNDLED else f"{identifier(dataset)}.main.cells"


def _header_fits(path: Path, problems: Problems) -> bool:
    try:
        with path.open(encoding="utf-8-sig") as file:
            header = file.readline().strip().split(",")
    except (OSError, UnicodeDecodeError) as error:
        problems.add(path, 0, "", f"cannot be read: {error}")
        return False
    for number, (found, expected) in enumerate(zip(header, OBSERVATION_COLUMNS, strict=False), start=1):
        if found != expected:
            problems.add(path, 1, str(number), f"expected '{expected}' in the header, found '{found}'")
            return False
    if len(header) != len(OBSERVATION_COLUMNS):
        problems.add(path, 1, "", f"expected {len(OBSERVATION_COLUMNS)} columns, found {len(header)}")
        return False
    return True


def _create_observations(cursor: Cursor, files: Sequence[Path], problems: Problems) -> None:
    types = ", ".join(
        f"'{name}': '{'DOUBLE' if name in NUMBER_COLUMNS else 'VARCHAR'}'" for name in OBSERVATION_COLUMNS
    )
    texts = ", ".join(f"coalesce({name}, '') AS {name}" for name in TEXT_COLUMNS)
    columns = f"{texts}, threshold, value, coalesce(rounding, 0) AS rounding"
    if not files:
        empty = ", ".join(
            f"{name} {'DOUBLE' if name in NUMBER_COLUMNS else 'VARCHAR'}" for name in OBSERVATION_COLUMNS
        )
        cursor.execute(f"CREATE TABLE observations (dataflow VARCHAR, file VARCHAR, line BIGINT, {empty})")
        return
    names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    cursor.execute(
        f"""CREATE TABLE observations AS
        SELECT parse_filename(filename, true) AS dataflow, parse_filename(filename) AS file,
               row_number() OVER () AS line, {columns}
        FROM read_csv([{names}], header = true, delim = ',', quote = '"', columns = {{{types}}},
                      filename = true, store_rejects = true, parallel = false,
                      auto_detect = false, escape = '"')"""
    )
    for file, line, column, message in cursor.execute(
        """SELECT parse_filename(s.file_path), e.line, e.column_name, e.error_message
        FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id) ORDER BY 1, 2"""
    ).fetchall():
        problems.add(file, line, column or "", str(message).partition("\n")[0])


def _leave_out_unknown(cursor: Cursor, catalog: Catalog, problems: Problems) -> None:
    """Take out rows that name something the catalogue does not have, or have no value."""
    known: dict[str, Iterable[str]] = {
        "dataflow": catalog.dataflows,
        "region": catalog.regions.members,
        "market": catalog.markets.members,
        "product": catalog.products.members,
        "qualifier": ("=", ">", "<", "~", "<~"),
    }
    for column, codes in known.items():
        wrong = cursor.execute(
            f"""SELECT DISTINCT file, published, {column} FROM observations
            WHERE NOT list_contains(?, {column}) ORDER BY ALL""",
            [list(codes)],
        ).fetchall()
        for file, published, code in wrong:
            problems.add(file, 0, column, f"'{code}' is not known (figure '{published}')")
        if wrong:
            cursor.execute(f"DELETE FROM observations WHERE NOT list_contains(?, {column})", [list(codes)])
    for file, published in cursor.execute(
        "DELETE FROM observations WHERE value IS NULL RETURNING file, published"
    ).fetchall():
        problems.add(file, 0, "value", f"expected a number (figure '{published}')")


def _choose_cells(cursor: Cursor, catalog: Catalog) -> None:
    """One figure a cell: a number before a bound, then the stronger source, later vintage, finer rounding."""
    ranks = [(source.id, RELIABILITIES.index(source.reliability)) for source in catalog.sources.values()]
    cursor.execute("CREATE TABLE source_rank (source VARCHAR, strength INTEGER)")
    if ranks:
        ids, strengths = zip(*ranks, strict=True)
        cursor.execute("INSERT INTO source_rank SELECT unnest(?), unnest(?)", [list(ids), list(strengths)])
    cursor.execute(
        f"""CREATE TABLE cells AS
        SELECT o.* EXCLUDE (file, line), 'reported' AS status
        FROM observations o LEFT JOIN source_rank r ON r.source = string_split(o.source, ';')[1]
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join("o." + name for name in CELL_KEY)}
            ORDER BY o.qualifier IN ('>', '<', '<~'), coalesce(r.strength, 9), o.vintage DESC, o.rounding, o.line) = 1
        ORDER BY o.dataflow, o.region, o.market, o.product, o.flow, o.period"""
    )
