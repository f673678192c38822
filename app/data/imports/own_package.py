"""A data package in the form of this program's own data: nothing of it is lost on the way in.

Its cells are chosen as those of the bundled data are, by source, vintage and rounding, and are stored
with their qualifiers, shares, ranks and notes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from app.data.catalog_files import read_catalog
from app.data.csv_files import Problems
from app.data.imports.findings import Findings, Problem, Total
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.plan import Column, Importer, Origin, Plan
from app.data.imports.store_file import OUT, Identity
from app.data.package_descriptor import DESCRIPTOR, read_descriptor
from app.data.sql import literal
from app.data.store import Cursor, Store
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS

_CHUNK = 1 << 20


def own_plan(folder: Path, paths: Sequence[Path]) -> Plan:
    """The plan of a package of this form; only its folder matters."""
    nothing = Column("''")
    return Plan(
        relation="",
        region=nothing,
        market=nothing,
        product=nothing,
        flow=nothing,
        period=nothing,
        measures=(),
        origin=Origin("Own data package", folder.name),
        package=folder,
        files=tuple(paths),
        encoding="UTF-8",
    )


def look(importer: Importer, plan: Plan, name: str) -> Findings:
    """What a package of this form holds.

    Raises:
        ImportFailedError: No figure in it can be used.
    """
    store, catalog, problems = _load(_folder(plan))
    try:
        return _findings(store.cursor(), catalog, problems, importer, plan, name)
    finally:
        store.close()


def write(
    importer: Importer, plan: Plan, finished: Path, identity: Identity, name: str
) -> tuple[Findings, int]:
    """Write a package as the file of a data set.

    Raises:
        ImportFailedError: No figure in it can be used.
    """
    store, catalog, problems = _load(_folder(plan))
    try:
        cursor = store.cursor()
        found = _findings(cursor, catalog, problems, importer, plan, name)
        cursor.execute(f"ATTACH {literal(str(finished))} AS {OUT}")
        prefix = literal(f"{identity.id}.")
        cursor.execute(
            f"""CREATE TABLE {OUT}.main.cells AS
            SELECT * REPLACE ({prefix} || dataflow AS dataflow) FROM cells
            ORDER BY dataflow, region, market, period"""
        )
        _write_catalog(cursor, catalog, identity)
        cursor.execute(f"DETACH {OUT}")
        return found, found.figures_kept
    finally:
        store.close()


def _folder(plan: Plan) -> Path:
    if plan.package is None:
        raise ImportFailedError(say("This is not a data package of this program."))
    return plan.package


def _load(folder: Path) -> tuple[Store, Catalog, Problems]:
    problems = Problems()
    package = read_descriptor(folder, problems)
    catalog = read_catalog(package, problems)
    store = Store()
    try:
        store.load(package.observations(), catalog, problems)
    except duckdb.Error as error:
        store.close()
        raise ImportFailedError(
            say("The rows cannot be read: {reason}", reason=str(error).partition("\n")[0])
        ) from None
    return store, catalog, problems


def _findings(
    cursor: Cursor,
    catalog: Catalog,
    problems: Problems,
    importer: Importer,
    plan: Plan,
    name: str,
) -> Findings:
    rows, kept = (
        int((cursor.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,))[0])
        for table in ("observations", "cells")
    )
    if not kept:
        raise ImportFailedError(
            say(
                "No figure of the package can be used: {reason}",
                reason="; ".join(map(str, problems.messages[:3])),
            )
        )
    periods = cursor.execute("SELECT DISTINCT period FROM cells ORDER BY 1").fetchall()
    return Findings(
        importer=importer.id,
        title=importer.title,
        file=name,
        encoding=plan.encoding,
        size=sum(path.stat().st_size for path in plan.files),
        sha256=_digest(plan.files),
        mapping={"package": DESCRIPTOR},
        header=(),
        first_rows=(),
        rows_read=rows + len(problems.messages),
        rows_kept=rows,
        figures_kept=kept,
        left_out={"fields": len(problems.messages)} if problems.messages else {},
        totals=_whole_totals(cursor, "''"),
        totals_by_year=_whole_totals(cursor, "period"),
        wholes=(),
        problems=tuple(Problem("fields", 1, (), str(message)[:300]) for message in problems.messages[:20]),
        members={key: len(catalog.dimension(key).members) for key in DIMENSIONS},
        periods=tuple(str(period) for (period,) in periods),
        remarks=(
            say("A package of this program's own form: totals are those for all markets and products."),
        ),
    )


def _whole_totals(cursor: Cursor, year: str) -> tuple[Total, ...]:
    """Nothing is added over members: only figures of the whole country, all markets and all products."""
    found = cursor.execute(
        f"""SELECT flow, unit, {year} AS year, dataflow, CAST(round(sum(value)) AS HUGEINT) FROM cells
        WHERE region = '100000' AND market = 'WORLD' AND product = 'ALL' AND indicator = 'value'
              AND regime = 'all'  AND operator = 'all' AND length(period) = 4 GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    return tuple(
        Total(flow, "value", unit, int(total), when, which) for flow, unit, when, which, total in found
    )


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _write_catalog(cursor: Cursor, catalog: Catalog, identity: Identity) -> None:
    members = [
        [name, m.code, m.parent, m.level, m.name_en, m.name_zh, m.pinyin, m.iso, m.order]
        for name in DIMENSIONS
        for m in catalog.dimension(name)
    ]
    _fill(cursor, "members", "dimension code parent level name_en name_zh pinyin iso order:INTEGER", members)
    groups = [
        [m.group, m.member, m.since, m.until, m.kind]
        for name in DIMENSIONS
        for m in catalog.dimension(name).memberships
    ]
    _fill(cursor, "memberships", "group member from to kind", groups)
    flows = [
        [
            identity.dataflow(f.id),
            f"{identity.name}: {f.name_en}",
            f"{identity.name}：{f.name_zh}",
            f.basis_en,
            f.basis_zh,
            f.currency,
            f.valuation,
            f.attribution,
            f.frequency,
            f.first_period,
            f.last_period,
            f.released,
            f.supersedes,
            f.source,
            f.licence,
            identity.id,
        ]
        for f in catalog.dataflows.values()
    ]
    _fill(
        cursor,
        "dataflows",
        "id name_en name_zh basis_en basis_zh currency valuation attribution frequency first_period "
        "last_period released supersedes source licence dataset",
        flows,
    )
    sources = [
        [s.id, s.publisher, s.title, s.date, s.link, s.reliability, s.note, s.publisher_zh]
        for s in catalog.sources.values()
    ]
    _fill(cursor, "sources", "id publisher title date link reliability note publisher_zh", sources)


def _fill(cursor: Cursor, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
    named = [column.partition(":") for column in columns.split()]
    typed = ", ".join(f'"{name}" {kind or "VARCHAR"}' for name, _, kind in named)
    cursor.execute(f"CREATE TABLE {OUT}.main.{table} ({typed})")
    if rows:
        unnested = ", ".join(["unnest(?)"] * len(named))
        cursor.execute(
            f"INSERT INTO {OUT}.main.{table} SELECT {unnested}",
            [list(column) for column in zip(*rows, strict=True)],
        )
