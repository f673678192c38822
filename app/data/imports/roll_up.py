"""Totals made once: sums along the trees, so that no click has to read millions of rows.

First over markets, then over products, then over regions: each step starts from what the file reports
where it reports it, so that the chapter of a reported 'World' row is not the sum of its partners. A sum
is stored only where the file does not give the figure itself, and it is marked as derived.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from app.data.imports.reporters import SERIES, all_reported, countries_that_report
from app.data.imports.store_file import DIMENSIONS, OUT
from app.data.imports.tree import Tree
from app.data.imports.watch import Watch
from app.data.sql import literal

MANY_FACTS = 2_000_000
"""Above this, sums that would be nearly as many as the facts are left to the moment they are asked for."""
PRODUCT_LEVELS = ("root", "section", "chapter", "heading", "subheading")
_LEVELS_BELOW: Mapping[str, Sequence[str]] = {
    "region": ("province", "city"),
    "market": (),
    "product": PRODUCT_LEVELS[1:],
}
_WORTH = 0.25
"""Sums of one level of products by market are stored up to this share of the facts."""
_KEYS = ", ".join(DIMENSIONS)
_REPORTED = ", ".join((*SERIES, "period"))
_COLUMNS = f"{_KEYS}, value, parts, qualifier"


@dataclass(frozen=True)
class RollUp:
    """What sums are made along: trees by dimension, and dimensions that must not be summed."""

    trees: Mapping[str, Tree]
    partial: frozenset[str]
    many: bool
    reconciled: bool = True
    """Whether regions may be added up in periods of which some have nothing."""

    def levels(self, name: str) -> list[str]:
        """The levels of a dimension that sums are made for."""
        tree = self.trees[name]
        if name in self.partial or len(tree.members) < 2:
            return []
        root = [] if tree.reports_root else ["root"]
        below = [level for level in _LEVELS_BELOW[name] if tree.above_at(level)]
        return [*root, *(level for level in below if level != tree.members[tree.root].level)]

    def up(self, name: str, level: str) -> dict[str, str]:
        """For every member its ancestor at a level, or the root."""
        tree = self.trees[name]
        return tree.below_root() if level == "root" else tree.above_at(level)


def roll_up(
    connection: duckdb.DuckDBPyConnection, plan: RollUp, facts: str, given: str | None, watch: Watch
) -> None:
    """Fill the table `sums` of the workspace.

    Args:
        connection: Works on the new file.
        plan: Trees and levels.
        facts: A relation with the columns of DIMENSIONS, `value`, `parts` and `qualifier`: '~' makes a
            sum approximate, since it sorts behind '='.
        given: A table of the same form with the aggregates of the file, groups marked by `is_group`, or
            None where neither it nor the facts hold a figure at a level that sums are made for.
        watch: Cancels between sums.
    """
    types = ", ".join(f"{name} {OUT}.main.e_{name}" for name in DIMENSIONS)
    measured = "value DOUBLE, parts BIGINT, qualifier VARCHAR"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE sums ({types}, {measured})")
    market_root = plan.trees["market"].root
    for level in plan.levels("market"):
        _add(connection, plan, "market", level, [facts], facts, given, watch)
    for level in plan.levels("product"):
        sources = [_part("sums", f"market = '{market_root}'"), *_given(given)]
        if not plan.many or worth_storing(connection, plan, level, facts, watch):
            sources.append(facts)
        _add(connection, plan, "product", level, sources, facts, given, watch)
    for level in plan.levels("region"):
        sources = ["sums", *_given(given)]
        if not plan.many:
            sources.append(facts)
        _add(connection, plan, "region", level, sources, facts, given, watch)


def worth_storing(
    connection: duckdb.DuckDBPyConnection, plan: RollUp, level: str, facts: str, watch: Watch
) -> bool:
    """Whether sums of a level of products by market are few enough beside the facts.

    Args:
        connection: Works on the new file.
        plan: Trees and levels.
        level: One of PRODUCT_LEVELS.
        facts: A relation with region, market, product, period and indicator.
        watch: Cancels the counting.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    if level == "root":
        return True
    table = _up_table(connection, plan, "product", level)
    found = watch.query(
        connection,
        f"""SELECT approx_count_distinct(hash(f.region, f.market, u.up, f.period, f.indicator)), count(*)
        FROM {facts} f JOIN {table} u ON u.code = f.product""",
    )
    sums, count = found[0]
    return bool(sums <= _WORTH * count)


def _up_table(connection: duckdb.DuckDBPyConnection, plan: RollUp, name: str, level: str) -> str:
    table = f"up_{name}_{level}"
    kind = f"{OUT}.main.e_{name}"
    up = plan.up(name, level)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} (code {kind}, up {kind})")
    connection.execute(f"INSERT INTO {table} SELECT unnest(?), unnest(?)", [list(up), list(up.values())])
    return table


def _part(relation: str, condition: str) -> str:
    return f"(SELECT * FROM {relation} WHERE {condition})"


def _given(given: str | None) -> list[str]:
    """The aggregates of the file, but for groups of markets or regions, which overlap."""
    return [] if given is None else [f"(SELECT * FROM {given} WHERE NOT is_group)"]


def _all_above(connection: duckdb.DuckDBPyConnection, plan: RollUp, name: str) -> str:
    """A table of every member with everything above it."""
    table, tree = f"above_{name}", plan.trees[name]
    kind = f"{OUT}.main.e_{name}"
    pairs = [
        (code, above)
        for code, draft in tree.members.items()
        for above in dict.fromkeys((*draft.above, tree.root))
        if above in tree.members and above != code
    ]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} (code {kind}, up {kind})")
    if pairs:
        codes, ups = zip(*pairs, strict=True)
        connection.execute(f"INSERT INTO {table} SELECT unnest(?), unnest(?)", [list(codes), list(ups)])
    return table


def _add(
    connection: duckdb.DuckDBPyConnection,
    plan: RollUp,
    name: str,
    level: str,
    sources: list[str],
    facts: str,
    given: str | None,
    watch: Watch,
) -> None:
    table = _up_table(connection, plan, name, level)
    up = plan.up(name, level)
    chosen = ", ".join(f"u.up AS {name}" if column == name else f"f.{column}" for column in DIMENSIONS)
    every = " UNION ALL ".join(f"SELECT {_COLUMNS} FROM {source} t" for source in sources)
    covered = "" if given is None else _without_covered(connection, plan, name, given)
    sums = f"""SELECT {chosen}, round(sum(f.value), 4) AS value, sum(f.parts) AS parts,
        max(f.qualifier) AS qualifier
        FROM ({every}) f JOIN {table} u ON u.code = f.{name} {covered} GROUP BY ALL"""
    if (
        not plan.reconciled
        and (name, level) == ("region", "root")
        and (countries := countries_that_report(plan.trees[name].members))
    ):
        codes = f"[{', '.join(map(literal, sorted(countries)))}]"
        sums = f"SELECT s.* FROM ({sums}) s SEMI JOIN ({all_reported(facts, codes)}) USING ({_REPORTED})"
    if given is not None:
        same = " AND ".join(f"s.{column} = k.{column}" for column in DIMENSIONS)
        tops = ", ".join(literal(code) for code in sorted(set(up.values())))
        known = " UNION ALL ".join(
            f"SELECT {_KEYS} FROM {source} t WHERE {name} IN ({tops})" for source in (given, facts)
        )
        sums = f"SELECT * FROM ({sums}) s ANTI JOIN ({known}) k ON {same}"
    watch.query(connection, f"INSERT INTO sums {sums}")


def _without_covered(connection: duckdb.DuckDBPyConnection, plan: RollUp, name: str, given: str) -> str:
    """SQL that leaves out what an aggregate of the file, between it and the sum, already holds."""
    above = _all_above(connection, plan, name)
    others = [column for column in DIMENSIONS if column != name]
    same = " AND ".join(f"f.{column} = k.{column}" for column in others)
    kept = ", ".join(f"k.{column}" for column in others)
    return f"""ANTI JOIN (SELECT low.code AS low, high.up AS high, {kept}
            FROM {given} k JOIN {above} low ON low.up = k.{name} JOIN {above} high ON high.code = k.{name}
            WHERE NOT k.is_group) k
        ON k.low = f.{name} AND k.high = u.up AND {same}"""
