"""The file of a data set: sorted facts with ENUM codes, totals, and one view that says it all.

Everything is written into a file beside the final one; only a whole file gets the name that counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from app.data.columns import ONE_ROW
from app.data.imports.plan import Basis, Plan
from app.data.imports.tree import Tree
from app.data.sql import literal
from app.model.dimension import LISTED_PREFIX
from app.model.period import Period

VERSION = "1"
ROWS_NUMBERED = 1_000_000
"""Up to so many rows, every fact knows its row in the file."""
DIMENSIONS = ("dataflow", "region", "market", "product", "regime", "flow", "period", "indicator", "unit")
OUT = "out"

_VIEW = """SELECT {dataflow}, region, {market}, {product}, {regime}, 'all' AS operator, {flow}, period,
    {indicator}, {measure} AS measure, '' AS of_region,
    '' AS of_market, '' AS of_product, '' AS base_period, '' AS among,
    CAST(NULL AS DOUBLE) AS threshold, '' AS threshold_unit, {qualifier} AS qualifier, {value} AS value,
    {unit}, CAST(0 AS DOUBLE) AS rounding, '' AS published, {source} AS source, {vintage} AS vintage,
    {note} AS note, {status} AS status FROM {table} {where}"""


@dataclass(frozen=True)
class Identity:
    """What a data set is called and when it was made."""

    id: str
    name: str
    imported: str
    """The date of the import."""

    @property
    def source(self) -> str:
        """The id of its source."""
        return f"{self.id}-file"

    def dataflow(self, key: str) -> str:
        """The id of one of its dataflows: no id of a data set has a dot, so that none is like another."""
        return f"{self.id}.{key}" if key else self.id


def create_types(connection: duckdb.DuckDBPyConnection, values: dict[str, Sequence[str]]) -> None:
    """An ENUM type for every dimension, in the order given."""
    for name, codes in values.items():
        listed = ", ".join(literal(code) for code in codes)
        connection.execute(f"CREATE TYPE {OUT}.main.e_{name} AS ENUM ({listed})")


def cast(name: str, sql: str = "", attempt: bool = False) -> str:
    """SQL that makes a text a code of a dimension."""
    return f"{'TRY_CAST' if attempt else 'CAST'}({sql or name} AS {OUT}.main.e_{name})"


def write_trees(connection: duckdb.DuckDBPyConnection, trees: Iterable[Tree]) -> None:
    """The tables of members and of their groups."""
    connection.execute(
        f"""CREATE TABLE {OUT}.main.members (dimension VARCHAR, code VARCHAR, parent VARCHAR, level VARCHAR,
        name_en VARCHAR, name_zh VARCHAR, pinyin VARCHAR, iso VARCHAR, "order" INTEGER)"""
    )
    connection.execute(
        f"""CREATE TABLE {OUT}.main.memberships ("group" VARCHAR, member VARCHAR, "from" VARCHAR,
        "to" VARCHAR, kind VARCHAR)"""
    )
    for tree in trees:
        codes = tree.ordered()
        columns = [
            [tree.name] * len(codes),
            codes,
            [tree.parent(code) for code in codes],
            [tree.members[code].level for code in codes],
            [tree.members[code].name_en for code in codes],
            [tree.members[code].name_zh for code in codes],
            [""] * len(codes),
            [tree.members[code].iso for code in codes],
            list(range(1, len(codes) + 1)),
        ]
        unnested = ", ".join(["unnest(?)"] * len(columns))
        connection.execute(f"INSERT INTO {OUT}.main.members SELECT {unnested}", columns)
        for group, member in tree.memberships:
            connection.execute(
                f"INSERT INTO {OUT}.main.memberships VALUES (?, ?, '', '', 'overlapping')", [group, member]
            )


def write_sources(connection: duckdb.DuckDBPyConnection, plan: Plan, identity: Identity) -> None:
    """Where the figures came from, as the source line cites it."""
    connection.execute(
        f"""CREATE TABLE {OUT}.main.sources (id VARCHAR, publisher VARCHAR, title VARCHAR, date VARCHAR,
        link VARCHAR, reliability VARCHAR, note VARCHAR, publisher_zh VARCHAR)"""
    )
    names = ", ".join(path.name for path in plan.files)
    connection.execute(
        f"INSERT INTO {OUT}.main.sources VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            identity.source,
            plan.origin.publisher,
            plan.origin.title,
            "",
            plan.origin.link,
            plan.origin.reliability,
            f"Read from {names}, imported {identity.imported}",
            plan.origin.publisher_zh,
        ],
    )


def write_dataflows(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    identity: Identity,
    found: Iterable[tuple[str, str, str, list[str]]],
) -> None:
    """The tables on one basis each.

    Args:
        connection: Works on the new file.
        plan: Says what the bases are.
        identity: The data set.
        found: For each dataflow its key with frequency, frequency, currency and periods.
    """
    connection.execute(
        f"""CREATE TABLE {OUT}.main.dataflows (id VARCHAR, name_en VARCHAR, name_zh VARCHAR, basis_en VARCHAR,
        basis_zh VARCHAR, currency VARCHAR, valuation VARCHAR, attribution VARCHAR, frequency VARCHAR,
        first_period VARCHAR, last_period VARCHAR, released VARCHAR, supersedes VARCHAR, source VARCHAR,
        licence VARCHAR, dataset VARCHAR)"""
    )
    for key, frequency, currency, periods in found:
        basis = _basis_of(plan, key)
        ordered = sorted(periods, key=lambda period: Period.parse(period).sort_key())
        name_en = f"{identity.name}: {basis.title_en}" if basis.title_en else identity.name
        name_zh = f"{identity.name}：{basis.title_zh}" if basis.title_zh else identity.name
        connection.execute(
            f"INSERT INTO {OUT}.main.dataflows VALUES ({', '.join('?' * 16)})",
            [
                identity.dataflow(key),
                f"{name_en} ({_FREQUENCY_EN[frequency]})",
                f"{name_zh}（{_FREQUENCY_ZH[frequency]}）",
                basis.basis_en,
                basis.basis_zh,
                currency,
                basis.valuation,
                basis.attribution,
                frequency,
                ordered[0],
                ordered[-1],
                "",
                "",
                identity.source,
                plan.origin.licence,
                identity.id,
            ],
        )


_FREQUENCY_EN: Mapping[str, str] = {"A": "annual", "Q": "quarterly", "M": "monthly", "S": "cumulative"}
_FREQUENCY_ZH: Mapping[str, str] = {"A": "年度", "Q": "季度", "M": "月度", "S": "累计"}


def _basis_of(plan: Plan, key: str) -> Basis:
    """The basis of a key with frequency; what the plan does not know of the key, the titles name."""
    base = key.rpartition("-")[0]
    known = base
    while known and known not in plan.bases:
        known = known.rpartition("-")[0]
    basis = plan.bases.get(known) or Basis()
    rest = base[len(known) :].strip("-")
    if not rest:
        return basis
    return replace(
        basis,
        title_en=", ".join(filter(None, (basis.title_en, rest))),
        title_zh="，".join(filter(None, (basis.title_zh, rest))),
    )


def write_provenance(
    connection: duckdb.DuckDBPyConnection,
    identity: Identity,
    importer: str,
    findings: dict[str, object],
    file: str,
) -> None:
    """What was imported, from where, and how it was judged."""
    connection.execute(
        f"""CREATE TABLE {OUT}.main.provenance (name VARCHAR, file VARCHAR, path VARCHAR, size BIGINT,
        sha256 VARCHAR, imported VARCHAR, importer VARCHAR, version VARCHAR, rows_read BIGINT,
        rows_kept BIGINT, encoding VARCHAR, left_out VARCHAR, findings VARCHAR)"""
    )
    connection.execute(
        f"INSERT INTO {OUT}.main.provenance VALUES ({', '.join('?' * 13)})",
        [
            identity.name,
            findings["file"],
            file,
            findings["size"],
            findings["sha256"],
            identity.imported,
            importer,
            VERSION,
            findings["rows_read"],
            findings["rows_kept"],
            findings["encoding"],
            json.dumps(findings["left_out"]),
            json.dumps(findings, ensure_ascii=False),
        ],
    )


@dataclass(frozen=True)
class Part:
    """Some of the figures, and what is known of all of them, so that a query can pass them by."""

    sql: str
    only: Mapping[str, str] = field(default_factory=dict)
    """The code that every figure has in a column."""
    never: Mapping[str, str] = field(default_factory=dict)
    """The code that no figure has in a column."""


def facts_part(connection: duckdb.DuckDBPyConnection, sql: str, trees: Iterable[Tree], **only: str) -> Part:
    """The part that holds the figures of the file; most name no whole."""
    columns = {tree.name: literal(tree.root) for tree in trees}
    counts = ", ".join(f"count(*) FILTER ({name} = {root})" for name, root in columns.items())
    found = connection.execute(f"SELECT {counts} FROM {OUT}.main.facts").fetchone() or ()
    never: dict[str, str] = {t.name: t.root for t, count in zip(trees, found, strict=True) if not count}
    return Part(sql, only, never)


def create_cells(connection: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """The view of every figure, one of each part, and the table that says what is in which.

    Names stay unqualified so that the file opens under any name.
    """
    connection.execute(f"USE {OUT}.main")
    try:
        connection.execute(f"CREATE VIEW cells AS {' UNION ALL '.join(part.sql for part in parts)}")
        connection.execute(
            'CREATE TABLE parts (part VARCHAR, "column" VARCHAR, code VARCHAR, always BOOLEAN)'
        )
        for number, part in enumerate(parts, start=1):
            connection.execute(f"CREATE VIEW cells_{number} AS {part.sql}")
            known = [
                *((*pair, True) for pair in part.only.items()),
                *((*p, False) for p in part.never.items()),
            ]
            for column, code, always in known or [("", "", True)]:
                connection.execute(
                    "INSERT INTO parts VALUES (?, ?, ?, ?)", [f"cells_{number}", column, code, always]
                )
    finally:
        connection.execute("USE work.main")


def branch(identity: Identity, table: str, **parts: str) -> str:
    """One table as a part of the view `cells`."""
    defaults = {
        "dataflow": "dataflow",
        "market": "market",
        "product": "product",
        "flow": "flow",
        "regime": "regime",
        "indicator": "indicator",
        "unit": "unit",
        "qualifier": "'='",
        "value": "value",
        "where": "",
        "measure": "''",
        "status": "'reported'",
        "note": "''",
        "source": literal(identity.source),
        "vintage": "''",
    }
    return _VIEW.format(table=table, **(defaults | parts))


def sum_note(parts: str, trees: Mapping[str, Tree], only: Mapping[str, str] | None = None) -> str:
    """SQL for the note of sums: all that a file lists, where that is one row, is that very row.

    A chapter of one heading, or a group of one member, stays a sum: the file does not report it.

    Args:
        parts: The column with the number of figures in a sum.
        trees: Those of the data set.
        only: Columns that are not in the table, with the one code of each.
    """
    held = only or {}
    summed = f"'Sum of ' || {parts} || ' figures of the file'"
    if any(name in trees and not code.startswith(LISTED_PREFIX) for name, code in held.items()):
        return summed
    conditions = [f"{parts} = 1"]
    for name, tree in trees.items():
        wholes = sorted(tree.members.keys() - tree.leaves()) if len(tree.members) > 1 else []
        named = [literal(code) for code in wholes if not code.startswith(LISTED_PREFIX)]
        if named and name not in held:
            conditions.append(f"{name} NOT IN ({', '.join(named)})")
    return f"CASE WHEN {' AND '.join(conditions)} THEN {literal(ONE_ROW)} ELSE {summed} END"


MEASURE_SQL = "CASE WHEN indicator = 'growth' THEN 'value' ELSE '' END"
ROW_NOTE_SQL = "'Row ' || row || ' of the file'"
