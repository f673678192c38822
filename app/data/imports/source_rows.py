"""Which row of which file a figure of an imported data set came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from app.data.imports.examine import read_plan
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import Bulk, Importer, Options, Plan
from app.data.imports.registry import recognise
from app.data.imports.staging import stage
from app.data.imports.text_table import REJECTS, forget_rejects
from app.data.imports.unpacking import unpacked
from app.data.imports.watch import Watch
from app.data.imports.workspace import Workspace, workspace
from app.model.dimension import LISTED_PREFIX

KEY = ("dataflow", "region", "market", "product", "regime", "flow", "period", "indicator", "unit")
"""The columns of a cell that tell its row."""
ASKED = "asked_mapping"
"""Where the findings in a data set keep the mapping of columns that the user gave."""


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
        kept = connection.execute(
            "SELECT file, path, imported, importer, sha256, findings FROM provenance"
        ).fetchone()
        if kept is None:
            return None
        file, path, imported, importer, sha256, findings = kept
        columns = {str(name) for name, *_ in connection.execute("DESCRIBE facts").fetchall()}
        if "row" in columns:
            named = tuple(name for name in KEY if not _is_whole(cell[name]))
            rows = connection.execute(
                f"SELECT row FROM facts WHERE {_same(named)} LIMIT 2", [cell[name] for name in named]
            ).fetchall()
            if len(rows) == 1 or (rows and named == KEY):
                return SourceRow(file, int(rows[0][0]), imported)
    mapping = json.loads(findings).get(ASKED)
    reading = _Reading(Path(path), str(sha256 or ""), str(importer), mapping)
    key = cell["dataflow"][len(dataset.stem) + 1 :]  # behind the data set's id
    found = _read_again(reading, importers, {**cell, "dataflow": key}, watch or Watch())
    return SourceRow(found.file or file, found.row, imported) if found else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a file was read when it was imported."""

    path: Path
    sha256: str
    importer: str
    mapping: Mapping[str, Any] | None


def _is_whole(code: str) -> bool:
    """Whether a code stands for all that the file lists, which may be one row."""
    return code == "all" or code.startswith(LISTED_PREFIX)


def _same(names: tuple[str, ...]) -> str:
    return " AND ".join(f"{name} = ?" for name in names)


def _read_again(
    before: _Reading, importers: Mapping[str, Importer], cell: Mapping[str, str], watch: Watch
) -> SourceRow | None:
    path = before.path
    if not path.exists():
        raise ImportFailedError(
            say("{file} is no longer in its place: put it back to find the row.", file=str(path))
        )
    with unpacked(path, None, watch) as whole, workspace(None, watch) as desk:
        chosen, head = recognise(whole, importers, before.importer)
        options = Options(cell["flow"], cell["period"], before.mapping)
        plan = read_plan(chosen, head, desk, options)
        if plan.table and plan.table.survey.sha256 != before.sha256:
            raise ImportFailedError(say("{file} has changed since it was imported.", file=path.name))
        row = _in_bulk(plan.bulk, desk, cell) if plan.bulk else 0
        row = row or _staged(plan, desk, cell)
        return _in_its_file(plan, desk, row) if row else None


def _in_its_file(plan: Plan, desk: Workspace, row: int) -> SourceRow:
    """The same row counted within its own file, where several were read as one."""
    table = plan.table
    if table is None or not table.more:
        return SourceRow("", row, "")
    parts = table.head.parts
    names = [_place(part) for part in parts] if parts else [file.name for file in plan.files]
    below = row
    for name, one in zip(names, table.each(), strict=False):
        counted = desk.watch.query(desk.connection, f"SELECT count(*) FROM {one.relation}")
        if below <= counted[0][0]:
            return SourceRow(name, below, "")
        below -= int(counted[0][0])
    return SourceRow("", row, "")


def _place(part: Head) -> str:
    return f"{part.name} ({part.inside})" if part.kind == "sheet" else part.name


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
