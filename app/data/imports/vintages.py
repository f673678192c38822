"""Two imports of the same data compared: what was added, revised and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from app.data.sql import literal

_KEY = ("dataflow", "region", "market", "product", "regime", "flow", "period", "indicator", "unit")
EXAMPLES = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs; None where it is missing."""

    dataflow: str
    region: str
    market: str
    product: str
    regime: str
    flow: str
    period: str
    indicator: str
    unit: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Revision:
    """How many figures of the file changed, with the largest changes."""

    added: int
    revised: int
    withdrawn: int
    unchanged: int
    largest: tuple[Change, ...]

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "added": self.added,
            "revised": self.revised,
            "withdrawn": self.withdrawn,
            "unchanged": self.unchanged,
        }


def compare(before: Path, after: Path, dataset: str) -> Revision:
    """Compare the reported figures of two files of one data set.

    Args:
        before: The earlier file.
        after: The later file.
        dataset: The id of the data set, with which the ids of its dataflows begin.

    Raises:
        duckdb.Error: One of them cannot be read.
    """
    # the sign behind the data set's id was once another: what follows it tells the dataflow
    codes = {name: f"CAST({name} AS VARCHAR)" for name in _KEY}
    codes["dataflow"] = f"substr({codes['dataflow']}, {len(dataset) + 2})"
    listed = ", ".join(f"{code} AS {name}" for name, code in codes.items())
    side = f"(SELECT {listed}, value FROM {{}}.main.cells WHERE status = 'reported')"
    joined = f"{side.format('b')} b FULL JOIN {side.format('a')} a USING ({', '.join(_KEY)})"
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {literal(str(before))} AS b (READ_ONLY)")
        connection.execute(f"ATTACH {literal(str(after))} AS a (READ_ONLY)")
        connection.execute(
            f"""CREATE TABLE changes AS SELECT * REPLACE (
                   concat_ws('.', {literal(dataset)}, nullif(dataflow, '')) AS dataflow)
            FROM (SELECT {", ".join(_KEY)}, b.value AS before, a.value AS after FROM {joined})"""
        )
        counts = connection.execute(
            """SELECT count(*) FILTER (before IS NULL), count(*) FILTER (before <> after),
                      count(*) FILTER (after IS NULL), count(*) FILTER (before = after) FROM changes"""
        ).fetchone()
        largest = connection.execute(
            f"""SELECT * FROM changes WHERE before IS DISTINCT FROM after
            ORDER BY abs(coalesce(after, 0) - coalesce(before, 0)) DESC, {", ".join(_KEY)} LIMIT {EXAMPLES}"""
        ).fetchall()
    added, revised, withdrawn, unchanged = counts or (0, 0, 0, 0)
    return Revision(added, revised, withdrawn, unchanged, tuple(Change(*row) for row in largest))
