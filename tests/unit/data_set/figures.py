"""The bundled data set as plain rows, and the few questions that its tests put to it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "data"
Row = dict[str, str]

KEY = (
    "region", "market", "product", "regime", "operator", "flow", "period", "indicator", "measure",
    "of_region", "of_market", "of_product", "base_period", "among", "threshold", "threshold_unit",
)  # fmt: skip
"""What a figure is about; everything else says how much, how exactly and where it was read."""

YEARLY = "cn-customs-cny-a"


def read(path: Path) -> list[Row]:
    """All rows of a CSV file as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name: str) -> list[Row]:
    """A resource beside the observations, such as `regions`."""
    return read(DATA / f"{name}.csv")


class Figures:
    """Every observation, by dataflow."""

    def __init__(self) -> None:
        self.by_dataflow = {path.stem: read(path) for path in sorted((DATA / "observations").glob("*.csv"))}

    def __iter__(self) -> Iterator[Row]:
        for rows in self.by_dataflow.values():
            yield from rows

    def find(self, dataflow: str, **wanted: str) -> list[Row]:
        """Rows that agree with every column named; what is not named is 'all' or the whole."""
        usual = {"market": "WORLD", "product": "ALL", "regime": "all", "operator": "all"}
        asked = usual | wanted
        return [
            row
            for row in self.by_dataflow[dataflow]
            if all(row[name] == text for name, text in asked.items())
        ]

    def one(self, dataflow: str, **wanted: str) -> Row:
        """The only row that fits."""
        found = self.find(dataflow, **wanted)
        assert len(found) == 1, (wanted, found)
        return found[0]


def finest(rows: Iterable[Row]) -> Row:
    """The row with the finest rounding."""
    return min(rows, key=lambda row: Decimal(row["rounding"]))


def codes(name: str, level: str = "") -> set[str]:
    """Codes of a dimension's file, all or those of one level."""
    return {row["code"] for row in table(name) if level in ("", row["level"])}
