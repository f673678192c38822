"""The fast way for millions of plain rows: read, code, sort and write in one query.

It is taken only by files that leave nothing to judge: complete lists of codes, numbers that are numbers,
no wholes beside parts, no row twice. Whatever else shows up sends the file down the careful way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb

from app.data.imports import wholes
from app.data.imports.findings import Findings, Total
from app.data.imports.parsing import period_text
from app.data.imports.plan import Bulk, Draft, Importer, Plan
from app.data.imports.recode import Reference
from app.data.imports.roll_up import MANY_FACTS, RollUp, roll_up
from app.data.imports.staging import Staged
from app.data.imports.store_file import (
    DIMENSIONS,
    NOTE_SQL,
    OUT,
    Identity,
    branch,
    cast,
    create_cells,
    create_types,
    write_dataflows,
    write_sources,
    write_trees,
)
from app.data.imports.tally import first_look
from app.data.imports.text_table import REJECTS, literal
from app.data.imports.tree import Tree, grow
from app.data.imports.workspace import Workspace

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
    if plan.bulk is None or size < least:
        return None
    run = _Run(plan.bulk, plan, desk, identity)
    if not write_sorted(run, size) or _has_doubts(run):
        _undo(desk.connection)
        return None
    return _complete(importer, run, name)


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
            "region": sorted({region.code for region, _ in bulk.places.values()} | {"REPORTERS"}),
            "market": sorted({market.code for _, market in bulk.places.values()} | {"WORLD"}),
            "product": _all_products(bulk),
            "regime": ["all"],
            "flow": [bulk.flow],
            "period": years,
            "indicator": ["value", "quantity"],
            "unit": sorted({bulk.value_unit, bulk.quantity_unit}),
        },
    )
    _place_table(connection, bulk.places)
    connection.execute(f"CREATE TABLE years (raw INTEGER, period {OUT}.main.e_period)")
    connection.execute(
        "INSERT INTO years SELECT unnest(?), unnest(?)", [[int(year) for year in years], years]
    )
    rows = run.plan.table.survey.newlines if run.plan.table else 0
    run.desk.watch.query(connection, _sorted_sql(bulk), size=size, rows=rows)
    connection.execute("SET preserve_insertion_order = true")
    connection.execute("SET disabled_optimizers = ''")
    rejected = connection.execute(f"SELECT count(*) FROM {REJECTS}").fetchone()
    return not rejected or rejected[0] == 0


def _all_products(bulk: Bulk) -> list[str]:
    codes = {"ALL"}
    for draft in bulk.products.values():
        codes |= {draft.code, *draft.above}
    return sorted(codes)


def _place_table(connection: duckdb.DuckDBPyConnection, places: Mapping[int, tuple[Draft, Draft]]) -> None:
    connection.execute(
        f"CREATE TABLE place (raw INTEGER, region {OUT}.main.e_region, market {OUT}.main.e_market)"
    )
    connection.execute(
        "INSERT INTO place SELECT unnest(?), unnest(?), unnest(?)",
        [list(places), [region.code for region, _ in places.values()], [m.code for _, m in places.values()]],
    )


def _sorted_sql(bulk: Bulk) -> str:
    return f"""CREATE TABLE {_FACTS} AS
        SELECT a.region, b.market, {cast("product", f"s.{bulk.product}", attempt=True)} AS product, y.period,
               {bulk.value} AS value, {bulk.quantity} AS quantity
        FROM {bulk.relation} s
        LEFT JOIN place a ON a.raw = s.{bulk.region} LEFT JOIN place b ON b.raw = s.{bulk.market}
        LEFT JOIN years y ON y.raw = s.{bulk.period}
        ORDER BY region, market, period, product"""


def _has_doubts(run: _Run) -> bool:
    """Whether a row needs judging: an unknown code, no value, a negative one, a key twice, a whole."""
    odd = run.desk.watch.query(
        run.connection,
        f"""SELECT count(*) FROM {_FACTS} WHERE region IS NULL OR market IS NULL OR product IS NULL
            OR period IS NULL OR value IS NULL OR NOT isfinite(value) OR value < 0 OR quantity < 0
            OR NOT isfinite(coalesce(quantity, 0))""",
    )
    if odd[0][0]:
        return True
    used = {name: _used(run, name) for name in ("region", "market", "product")}
    if any(wholes.contained(name, drafts) for name, drafts in used.items()):
        return True
    return any(_has_duplicates(run, region) for region in used["region"])


def _has_duplicates(run: _Run, region: str) -> bool:
    """One region at a time: its rows lie together, so that memory stays small."""
    found = run.desk.watch.query(
        run.connection,
        f"""SELECT 1 FROM {_FACTS} WHERE region = {literal(region)}
            GROUP BY market, product, period HAVING count(*) > 1 LIMIT 1""",
    )
    return bool(found)


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
    connection.execute("DROP TABLE place; DROP TABLE years")
    for table in (REJECTS, f"{REJECTS}_scan"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def _complete(importer: Importer, run: _Run, name: str) -> tuple[Findings, int]:
    connection, watch, identity = run.connection, run.desk.watch, run.identity
    reference = Reference()
    trees = {key: grow(key, _used(run, key), reference) for key in ("region", "market", "product")}
    findings = _findings(importer, run, name, trees)
    roll_up(connection, RollUp(trees, frozenset(), findings.rows_kept > MANY_FACTS), _long(run), None, watch)
    watch.query(
        connection,
        f"""CREATE TABLE {OUT}.main.totals AS SELECT *, 'derived' AS status FROM sums
            ORDER BY region, market, period, product""",
    )
    write_trees(connection, trees.values())
    write_sources(connection, run.plan, identity)
    write_dataflows(connection, run.plan, identity, [("a", "A", run.bulk.value_unit, list(findings.periods))])
    create_cells(connection, identity, _branches(run))
    return findings, findings.figures_kept


def _constants(run: _Run, indicator: str, unit: str) -> dict[str, str]:
    texts = {
        "dataflow": run.identity.dataflow("a"),
        "regime": "all",
        "flow": run.bulk.flow,
        "indicator": indicator,
        "unit": unit,
    }
    return {key: f"CAST({literal(text)} AS e_{key})" for key, text in texts.items()}


def _long(run: _Run) -> str:
    """The facts in the form that sums are made from: one row a figure."""
    sides = []
    for column, indicator, unit in (
        ("value", "value", run.bulk.value_unit),
        ("quantity", "quantity", run.bulk.quantity_unit),
    ):
        constant = {
            key: sql.replace(" AS e_", f" AS {OUT}.main.e_")
            for key, sql in _constants(run, indicator, unit).items()
        }
        columns = ", ".join(f"{constant[key]} AS {key}" if key in constant else key for key in DIMENSIONS)
        sides.append(
            f"SELECT {columns}, {column} AS value, 1 AS parts FROM {_FACTS} WHERE {column} IS NOT NULL"
        )
    return f"({' UNION ALL '.join(sides)})"


def _branches(run: _Run) -> list[str]:
    found = [branch(run.identity, "totals", status="status", note=NOTE_SQL)]
    for column, indicator, unit in (
        ("value", "value", run.bulk.value_unit),
        ("quantity", "quantity", run.bulk.quantity_unit),
    ):
        constant = _constants(run, indicator, unit)
        named = {key: f"{constant[key]} AS {key}" for key in ("regime", "indicator", "unit")}
        found.append(
            branch(
                run.identity,
                "facts",
                value=column,
                where=f"WHERE {column} IS NOT NULL",
                dataflow=f"{constant['dataflow']} AS dataflow",
                flow=f"{constant['flow']} AS flow",
                **named,
            )
        )
    return found


def _year_totals(bulk: Bulk, year: str, value: int, quantity: int, has_quantity: bool) -> Iterator[Total]:
    yield Total(bulk.flow, "value", bulk.value_unit, value, year)
    if has_quantity:
        yield Total(bulk.flow, "quantity", bulk.quantity_unit, quantity, year)


def _findings(importer: Importer, run: _Run, name: str, trees: dict[str, Tree]) -> Findings:
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
