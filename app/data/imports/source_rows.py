"""Which row of which file a figure of an imported data set came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from app.data.imports.examine import read_plan
from app.data.imports.head import open_head
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import Bulk, Importer, Options, Plan
from app.data.imports.registry import recognise
from app.data.imports.staging import stage
from app.data.imports.text_table import REJECTS, forget_rejects
from app.data.imports.watch import Watch
from app.data.imports.workspace import Workspace, workspace

KEY = ("region", "market", "product", "regime", "flow", "period", "indicator", "unit")
"""The columns of a cell that tell its row."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A place in a file: the row, counted from 1 below the header, and when it was imported."""

    file: str
    row: int
    imported: str

    def sentence(self) -> Message:
        """'row 1,204 of TradeData.csv, imported 2026-11-23'."""
        return say(
            "row {row} of {file}, imported {date}", row=f"{self.row:,}", file=self.file, date=self.imported
        )


def find_row(
    dataset: Path, cell: Mapping[str, str], importers: Mapping[str, Importer], watch: Watch | None = None
) -> SourceRow | None:
    """The row of a reported figure; None for sums and for what cannot be found.

    Up to a million rows the data set knows it. Beyond that the file is read again, which takes as long
    as the import did.

    Args:
        dataset: The file of the data set.
        cell: The figure: values of the columns of KEY.
        importers: Those that read the file, by id.
        watch: Progress and cancelling of a reading.

    Raises:
        ImportFailedError: The file is needed but is no longer there, or no longer the same.
        ImportCancelledError: The user stopped it.
    """
    with duckdb.connect(str(dataset), read_only=True) as connection:
        found = connection.execute("SELECT file, path, imported, importer, size FROM provenance").fetchone()
        if found is None:
            return None
        file, path, imported, importer, size = found
        columns = {str(name) for name, *_ in connection.execute("DESCRIBE facts").fetchall()}
        if "row" in columns:
            row = connection.execute(
                f"SELECT row FROM facts WHERE {_same(KEY)} LIMIT 1", [cell[name] for name in KEY]
            ).fetchone()
            return SourceRow(file, int(row[0]), imported) if row else None
    number = _read_again(Path(path), int(size), importers, str(importer), cell, watch or Watch())
    return SourceRow(file, number, imported) if number else None


def _same(names: tuple[str, ...]) -> str:
    return " AND ".join(f"{name} = ?" for name in names)


def _read_again(
    path: Path,
    size: int,
    importers: Mapping[str, Importer],
    importer: str,
    cell: Mapping[str, str],
    watch: Watch,
) -> int:
    if not path.exists():
        raise ImportFailedError(say("{file} is no longer where it was imported from.", file=path.name))
    chosen, head = recognise(open_head(path), importers, importer)
    with workspace(None, watch) as desk:
        plan = read_plan(chosen, head, desk, Options(flow=cell["flow"], period=cell["period"]))
        if plan.table and plan.table.survey.size != size:
            raise ImportFailedError(say("{file} has changed since it was imported.", file=path.name))
        row = _in_bulk(plan.bulk, desk, cell) if plan.bulk else 0
        return row or _staged(plan, desk, cell)


def _in_bulk(bulk: Bulk, desk: Workspace, cell: Mapping[str, str]) -> int:
    """The row where all rows read as numbers; 0 where one does not, since it would not be counted."""
    regions = [number for number, (region, _) in bulk.places.items() if region.code == cell["region"]]
    markets = [number for number, (_, market) in bulk.places.items() if market.code == cell["market"]]
    products = [number for number, product in bulk.products.items() if product.code == cell["product"]]
    found = desk.watch.query(
        desk.connection,
        f"""SELECT min(row) FROM (SELECT row_number() OVER () AS row, * FROM {bulk.relation})
        WHERE list_contains(?, {bulk.region}) AND list_contains(?, {bulk.market})
              AND list_contains(?, {bulk.product}) AND {bulk.period} = ?""",
        [regions, markets, products, int(cell["period"])],
    )
    rejected = desk.connection.execute(f"SELECT count(*) FROM {REJECTS}").fetchone()
    forget_rejects(desk.connection)
    return int(found[0][0] or 0) if rejected == (0,) else 0


def _staged(plan: Plan, desk: Workspace, cell: Mapping[str, str]) -> int:
    desk.allow_more_memory()
    stage(plan, desk, plan.table.survey.size if plan.table else 0)
    found = desk.watch.query(
        desk.connection,
        f"SELECT row FROM figures WHERE problem = '' AND {_same(KEY)} ORDER BY row LIMIT 1",
        [cell[name] for name in KEY],
    )
    return int(found[0][0]) if found else 0
