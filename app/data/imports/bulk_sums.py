"""Sums of a file that leaves nothing to judge: value and quantity together, each level from the one below.

Where sums of products by market would be nearly as many as the facts, they are left to the moment they
are asked for: the facts of a region and market lie together, so that this reads few rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from app.data.imports.roll_up import PRODUCT_LEVELS, RollUp
from app.data.imports.store_file import OUT
from app.data.imports.text_table import literal
from app.data.imports.watch import Watch

KEYS = ("region", "market", "product", "period")
_WORTH = 0.25
"""Sums of chapters by market are stored up to this share of the facts."""
_LEAVES = ""
_FACTS = f"""(SELECT {", ".join(KEYS)}, value, 1 AS value_parts, quantity,
    CAST(quantity IS NOT NULL AS INTEGER) AS quantity_parts FROM {OUT}.main.facts)"""


def sum_up(connection: duckdb.DuckDBPyConnection, plan: RollUp, watch: Watch) -> tuple[str, ...]:
    """Fill the table `sums` of the workspace from the sorted facts.

    Returns:
        The levels of products of which a region and market have no sums there.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    types = ", ".join(f"{name} {OUT}.main.e_{name}" for name in KEYS)
    connection.execute(
        f"""CREATE TABLE sums ({types}, value DOUBLE, value_parts INTEGER, quantity DOUBLE,
        quantity_parts INTEGER)"""
    )
    return _Sums(connection, plan, watch).filled()


@dataclass
class _Sums:
    connection: duckdb.DuckDBPyConnection
    plan: RollUp
    watch: Watch
    _finest: dict[bool, str] = field(default_factory=lambda: {False: _LEAVES, True: _LEAVES})
    """The level that coarser sums are made from, apart for those of a region and market together."""

    def filled(self) -> tuple[str, ...]:
        for level in self.plan.levels("market"):
            self._add("market", self.plan.up("market", level), _FACTS)
        for level in self.plan.levels("region"):
            up = self.plan.up("region", level)
            self._add("region", up, _FACTS)
            self._add("region", up, "sums")
        wanted = self.plan.levels("product")
        levels = [level for level in reversed(PRODUCT_LEVELS) if level in wanted]
        stored = [level for level in levels if self._is_stored(level)]
        for level in levels:
            self._add_level(level, of_pairs=False)
            if level in stored:
                self._add_level(level, of_pairs=True)
        return tuple(level for level in levels if level not in stored)

    def _is_stored(self, level: str) -> bool:
        if not self.plan.many or level not in ("heading", "chapter"):
            return True
        return level == "chapter" and self._worth_storing(level)

    def _worth_storing(self, level: str) -> bool:
        self._make_ways("product", self.plan.up("product", level))
        found = self.watch.query(
            self.connection,
            f"""SELECT approx_count_distinct(hash(f.region, f.market, w.up, f.period)), count(*)
            FROM {OUT}.main.facts f JOIN ways w ON w.code = f.product""",
        )
        sums, count = found[0]
        return bool(sums <= _WORTH * count)

    def _add_level(self, level: str, *, of_pairs: bool) -> None:
        tree, below = self.plan.trees["product"], self._finest[of_pairs]
        every = self.plan.up("product", level)
        leaves = tree.leaves()
        codes = leaves if below == _LEAVES else {c for c, d in tree.members.items() if d.level == below}
        way_up = {code: up for code, up in every.items() if code in codes}
        self._add("product", way_up, _FACTS if of_pairs and below == _LEAVES else self._stored(of_pairs))
        if leaves <= every.keys():
            self._finest[of_pairs] = level

    def _stored(self, of_pairs: bool) -> str:
        roots = [
            f"{name} = {literal(self.plan.trees[name].root)}"
            for name in ("region", "market")
            if self.plan.levels(name)
        ]
        whole = " OR ".join(roots) or "false"
        return f"(SELECT * FROM sums WHERE {f'NOT ({whole})' if of_pairs else whole})"

    def _make_ways(self, name: str, way_up: Mapping[str, str]) -> None:
        kind = f"{OUT}.main.e_{name}"
        self.connection.execute(f"CREATE OR REPLACE TABLE ways (code {kind}, up {kind})")
        self.connection.execute(
            "INSERT INTO ways SELECT unnest(?), unnest(?)", [list(way_up), list(way_up.values())]
        )

    def _add(self, name: str, way_up: Mapping[str, str], source: str) -> None:
        self._make_ways(name, way_up)
        chosen = ", ".join("w.up" if key == name else f"f.{key}" for key in KEYS)
        self.watch.query(
            self.connection,
            f"""INSERT INTO sums SELECT {chosen}, round(sum(f.value), 4), sum(f.value_parts),
                round(sum(f.quantity), 4), sum(f.quantity_parts)
            FROM {source} f JOIN ways w ON w.code = f.{name} GROUP BY {chosen}""",
        )
