"""The fast way for millions of plain rows: read, code, sort and write in one query.

It is taken only by files that leave nothing to judge: complete lists of codes, numbers that are numbers,
no wholes beside parts, no row twice, whole years alone, and no reporter that is missing since its publisher
fills in what was not reported. Whatever else shows up sends the file down the careful way.

Codes are read as numbers and find their members by inner joins, which DuckDB turns into look-ups in a
short array. A row whose code is not listed is lost on the way, and so the rows are counted against the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace

import duckdb

from app.data.cells import PRODUCT_LEVEL
from app.data.imports import wholes
from app.data.imports.bulk_pieces import DoubtfulRowError, sound_pieces
from app.data.imports.bulk_sums import SumUp, levels_of, stored_levels
from app.data.imports.findings import Findings, Total
from app.data.imports.parsing import period_text
from app.data.imports.plan import Bulk, Draft, Importer, Plan
from app.data.imports.recode import Reference
from app.data.imports.roll_up import MANY_FACTS, RollUp
from app.data.imports.staging import Staged
from app.data.imports.store_file import (
    DIMENSIONS,
    OUT,
    Identity,
    Part,
    branch,
    create_cells,
    create_types,
    facts_part,
    sum_note,
    write_dataflows,
    write_sources,
    write_trees,
)
from app.data.imports.sums import KEYS
from app.data.imports.tally import first_look
from app.data.imports.text_table import REJECTS, forget_rejects
from app.data.imports.totals import Totals
from app.data.imports.totals_writer import TotalsWriter
from app.data.imports.tree import SUMS_OF_FILE, Tree, grow
from app.data.imports.workspace import Workspace
from app.data.sql import literal
from app.model.dimension import DIMENSIONS as TREES

LEAST_BYTES = 100 << 20
"""Smaller files are read fast enough row by row."""
_FIRST_YEAR, _LAST_YEAR = 1960, 2060
_FACTS = f"{OUT}.main.facts"


@dataclass(frozen=True)
class _Run:
    bulk: Bulk
    plan: Plan
    desk: Workspace
    identity: Identity

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self.desk.connection


def try_write(
    importer: Importer, plan: Plan, desk: Workspace, identity: Identity, name: str, least: int
) -> tuple[Findings, int] | None:
    """Write a plain file fast, or give None, with nothing left behind, where it needs the careful way.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    size = plan.table.survey.size if plan.table else 0
    if plan.bulk is None or not plan.reconciled or size < least:
        return None
    run = _Run(plan.bulk, plan, desk, identity)
    if write_sorted(run, size):
        used = {name: _used(run, name) for name in TREES}
        if not any(wholes.contained(name, drafts) for name, drafts in used.items()):
            reference = Reference()
            trees: dict[str, Tree] = {name: grow(name, used[name], reference) for name in TREES}
            with suppress(DoubtfulRowError):
                return _complete(importer, run, name, trees)
    _undo(desk.connection)
    return None


def write_sorted(run: _Run, size: int) -> bool:
    """Read the file and write the sorted table; False where something in it was not as expected."""
    connection, bulk = run.connection, run.bulk
    connection.execute("SET preserve_insertion_order = false")
    # The size of a CSV is not known beforehand: left alone, it becomes the side that is held in memory.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    years = [str(year) for year in range(_FIRST_YEAR, _LAST_YEAR)]
    create_types(
        connection,
        {
            "dataflow": [run.identity.dataflow("a")],
            "region": sorted(
                {region.code for region, _ in bulk.places.values()} | {SUMS_OF_FILE["region"].code}
            ),
            "market": sorted(
                {market.code for _, market in bulk.places.values()} | {SUMS_OF_FILE["market"].code}
            ),
            "product": _all_products(bulk),
            "regime": ["all"],
            "flow": [bulk.flow],
            "period": years,
            "indicator": ["value", "quantity"],
            "unit": sorted({bulk.value_unit, bulk.quantity_unit}),
        },
    )
    places = bulk.places.items()
    _code_table(connection, "places_from", "region", {raw: region.code for raw, (region, _) in places})
    _code_table(connection, "places_to", "market", {raw: market.code for raw, (_, market) in places})
    _code_table(connection, "goods", "product", {raw: draft.code for raw, draft in bulk.products.items()})
    _code_table(connection, "years", "period", {int(year): year for year in years})
    rows = run.plan.table.survey.newlines if run.plan.table else 0
    run.desk.watch.query(connection, _sorted_sql(bulk), size=size, rows=rows)
    connection.execute("SET preserve_insertion_order = true")
    connection.execute("SET disabled_optimizers = ''")
    kept = connection.execute(
        f"SELECT count(*) FROM {_FACTS} WHERE NOT EXISTS (FROM {REJECTS})"
    ).fetchone() or (0,)
    return run.plan.table is None or bool(kept[0] == run.plan.table.lines_below_header())


def _all_products(bulk: Bulk) -> list[str]:
    codes = {SUMS_OF_FILE["product"].code}
    for draft in bulk.products.values():
        codes |= {draft.code, *draft.above}
    return sorted(codes)


def _code_table(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, codes: Mapping[int, str]
) -> None:
    connection.execute(f"CREATE TABLE {table} (raw INTEGER, code {OUT}.main.e_{name})")
    connection.execute(
        f"INSERT INTO {table} SELECT unnest(?), unnest(?)", [list(codes), list(codes.values())]
    )


def _sorted_sql(bulk: Bulk) -> str:
    return f"""CREATE TABLE {_FACTS} AS
        SELECT a.code AS region, b.code AS market, g.code AS product, y.code AS period,
               {bulk.value} AS value, {bulk.quantity} AS quantity
        FROM {bulk.relation} s
        JOIN places_from a ON a.raw = s.{bulk.region} JOIN places_to b ON b.raw = s.{bulk.market}
        JOIN goods g ON g.raw = s.{bulk.product} JOIN years y ON y.raw = s.{bulk.period}
        ORDER BY region, market, period, product"""


def _used(run: _Run, name: str) -> dict[str, Draft]:
    drafts = {
        "region": {region.code: region for region, _ in run.bulk.places.values()},
        "market": {market.code: market for _, market in run.bulk.places.values()},
        "product": {draft.code: draft for draft in run.bulk.products.values()},
    }[name]
    codes = run.connection.execute(f"SELECT DISTINCT {name} FROM {_FACTS}").fetchall()
    return {str(code): drafts[str(code)] for (code,) in sorted(codes, key=str)}


def _undo(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"DROP TABLE {_FACTS}")
    for name in DIMENSIONS:
        connection.execute(f"DROP TYPE {OUT}.main.e_{name}")
    connection.execute("DROP TABLE places_from; DROP TABLE places_to; DROP TABLE goods; DROP TABLE years")
    forget_rejects(connection)


def _complete(importer: Importer, run: _Run, name: str, trees: Mapping[str, Tree]) -> tuple[Findings, int]:
    connection, watch, identity = run.connection, run.desk.watch, run.identity
    (rows,) = connection.execute(f"SELECT count(*) FROM {_FACTS}").fetchone() or (0,)
    plan = RollUp(trees, frozenset(), rows > MANY_FACTS)
    stored = stored_levels(connection, plan, watch)
    asked_for = [level for level in levels_of(plan) if level not in stored]
    totals = _sum_up(run, plan, stored, rows)
    findings = _findings(importer, run, name, trees)
    for level in asked_for:
        _write_ways_up(connection, level, plan.up("product", level))
    write_trees(connection, trees.values())
    write_sources(connection, run.plan, identity)
    write_dataflows(connection, run.plan, identity, [("a", "A", run.bulk.value_unit, list(findings.periods))])
    create_cells(connection, list(_parts(run, totals, asked_for, list(trees.values()))))
    return findings, findings.figures_kept


def _sum_up(run: _Run, plan: RollUp, stored: Sequence[str], rows: int) -> list[Totals]:
    """Write the sums of the sorted facts.

    Raises:
        DoubtfulRowError: A row needs judging; nothing is left behind.
        ImportCancelledError: The user stopped it.
    """
    watch, codes = run.desk.watch, {name: _codes(run, name) for name in KEYS}
    with closing(TotalsWriter(run.connection, plan.trees, codes, watch)) as writer:
        sums = SumUp(plan, stored, codes, writer, run.desk.folder)
        try:
            for piece in sound_pieces(run.connection, rows, watch):
                sums.pass_by(piece)
        except DoubtfulRowError:
            sums.discard()
            raise
        sums.finish()
        return writer.totals()


def _codes(run: _Run, name: str) -> list[str]:
    """The codes of a dimension in the order of their numbers."""
    found = run.connection.execute(f"SELECT unnest(enum_range(NULL::{OUT}.main.e_{name}))").fetchall()
    return [str(code) for (code,) in found]


def _write_ways_up(connection: duckdb.DuckDBPyConnection, level: str, way_up: Mapping[str, str]) -> None:
    """What stands above each product: sums of that level are made from the facts when they are asked for."""
    kind = f"{OUT}.main.e_product"
    connection.execute(f"CREATE TABLE {OUT}.main.above_{level} (code {kind}, up {kind})")
    connection.execute(
        f"INSERT INTO {OUT}.main.above_{level} SELECT unnest(?), unnest(?)",
        [list(way_up), list(way_up.values())],
    )


def _parts(
    run: _Run, totals: Sequence[Totals], asked_for: Sequence[str], trees: Sequence[Tree]
) -> Iterator[Part]:
    """The figures of the file and their sums, first the values, then the quantities."""
    own = {str(tree.name): tree for tree in trees}
    for column, unit in (("value", run.bulk.value_unit), ("quantity", run.bulk.quantity_unit)):
        same = _constants(run, column, unit)
        where = f"WHERE {column} IS NOT NULL"
        sums = {"value": column, "where": where, "status": "'derived'"}
        for part in totals:
            note = sum_note(f"{column}_parts", own, part.only)
            sql = branch(run.identity, part.table, **same, **sums, **part.constants, note=note)
            yield Part(sql, {**part.only, "indicator": column}, part.never)
        facts = facts_part(
            run.connection, branch(run.identity, "facts", **same, value=column, where=where), trees,
            indicator=column, **_only_level(trees),
        )  # fmt: skip
        for level in asked_for:
            grouped = f"""(SELECT f.region, f.market, u.up AS product, f.period,
                round(sum(f.{column}), 4) AS {column}, count(f.{column}) AS {column}_parts
                FROM facts f JOIN above_{level} u ON u.code = f.product
                GROUP BY f.region, f.market, u.up, f.period)"""
            only = {**facts.only, PRODUCT_LEVEL: level}
            note = f"'Sum of ' || {column}_parts || ' figures of the file'"
            yield replace(facts, sql=branch(run.identity, grouped, **same, **sums, note=note), only=only)
        yield facts


def _only_level(trees: Sequence[Tree]) -> dict[str, str]:
    """The level of the products that the file names, where all have one."""
    levels = {tree.members[code].level for tree in trees if tree.name == "product" for code in tree.leaves()}
    return {PRODUCT_LEVEL: levels.pop()} if len(levels) == 1 else {}


def _constants(run: _Run, indicator: str, unit: str) -> dict[str, str]:
    texts = {
        "dataflow": run.identity.dataflow("a"),
        "regime": "all",
        "flow": run.bulk.flow,
        "indicator": indicator,
        "unit": unit,
    }
    return {key: f"CAST({literal(text)} AS e_{key}) AS {key}" for key, text in texts.items()}


def _year_totals(bulk: Bulk, year: str, value: int, quantity: int, has_quantity: bool) -> Iterator[Total]:
    yield Total(bulk.flow, "value", bulk.value_unit, value, year)
    if has_quantity:
        yield Total(bulk.flow, "quantity", bulk.quantity_unit, quantity, year)


def _findings(importer: Importer, run: _Run, name: str, trees: Mapping[str, Tree]) -> Findings:
    rows = run.connection.execute(
        f"""SELECT CAST(period AS VARCHAR) AS year, count(*), count(quantity),
            CAST(round(fsum(value)) AS HUGEINT), CAST(round(fsum(quantity)) AS HUGEINT)
        FROM {_FACTS} GROUP BY year ORDER BY year"""
    ).fetchall()
    bulk = run.bulk
    by_year = [
        total
        for year, _, quantities, value, quantity in rows
        for total in _year_totals(bulk, year, int(value), int(quantity or 0), bool(quantities))
    ]
    totals = run.connection.execute(
        f"SELECT CAST(round(fsum(value)) AS HUGEINT), CAST(round(fsum(quantity)) AS HUGEINT) FROM {_FACTS}"
    ).fetchone() or (0, 0)
    kept = sum(count for _, count, _, _, _ in rows)
    staged = Staged(
        rows=kept,
        rejected=[],
        members={key: dict(tree.members) for key, tree in trees.items()},
        periods=tuple(filter(None, (period_text(year) for year, *_ in rows))),
    )
    return first_look(
        importer,
        run.plan,
        staged,
        name,
        rows_kept=kept,
        figures_kept=kept + sum(quantities for _, _, quantities, _, _ in rows),
        totals=(
            Total(bulk.flow, "value", bulk.value_unit, int(totals[0])),
            Total(bulk.flow, "quantity", bulk.quantity_unit, int(totals[1] or 0)),
        ),
        totals_by_year=tuple(by_year),
        missing_quantities=kept - sum(quantities for _, _, quantities, _, _ in rows),
    )
