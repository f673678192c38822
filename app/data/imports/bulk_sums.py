"""Sums of a file that leaves nothing to judge: value and quantity together, each level from the one below.

The sorted facts pass by once, a piece at a time. What is summed over markets is whole as soon as the next
region begins; what is summed over regions is laid aside, a file for each market, until the last has passed.

Where sums of products by market would be nearly as many as the facts, they are left to the moment they
are asked for: the facts of a region and market lie together, so that this reads few rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt

from app.data.imports.roll_up import PRODUCT_LEVELS, RollUp, worth_storing
from app.data.imports.store_file import OUT
from app.data.imports.sums import Figures, Step, coarser, joined, numbered
from app.data.imports.totals_writer import TotalsWriter
from app.data.imports.watch import Watch

_ASIDE = "facts-of-market-"


def stored_levels(connection: duckdb.DuckDBPyConnection, plan: RollUp, watch: Watch) -> list[str]:
    """The levels of products of which each region and market has sums in the file, the finest first.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    levels = levels_of(plan)
    if not plan.many:
        return levels
    facts = f"(SELECT *, 'value' AS indicator FROM {OUT}.main.facts)"
    worth = "chapter" in levels and worth_storing(connection, plan, "chapter", facts, watch)
    return [level for level in levels if level != "heading" and (level != "chapter" or worth)]


def levels_of(plan: RollUp) -> list[str]:
    """The levels of products that sums are made for, the finest first."""
    wanted = plan.levels("product")
    return [level for level in reversed(PRODUCT_LEVELS) if level in wanted]


@dataclass
class SumUp:
    """Makes the sums of facts that pass by in the order of their keys, and writes them."""

    plan: RollUp
    stored: Sequence[str]
    """The levels of products that sums by region and market are written of."""
    codes: Mapping[str, Sequence[str]]
    """For each dimension its codes, in the order of their numbers."""
    writer: TotalsWriter
    aside: Path
    """A folder for what waits until all facts have passed."""
    _region: list[Figures] = field(default_factory=list)
    """Sums over markets of the region that is passing by."""
    _regions: dict[str, Figures] = field(default_factory=dict)
    """Sums over markets of the regions below each level so far."""

    def pass_by(self, facts: Figures) -> None:
        """Take the next facts: whole pairs of a region and market."""
        for sums in coarser(facts, self._ladder_of_pairs):
            self.writer.write(sums)
        for way_up in self._ways["market"].values():
            self._pass_region(facts.lifted("market", way_up).summed())
        for way_up in self._ways["region"].values():
            for market, part in facts.lifted("region", way_up).split("market"):
                with self._aside(market).open("ab") as file:
                    _records(part).tofile(file)

    def finish(self) -> None:
        """Write what could not be written before the last fact."""
        self._write_regions(self._region)
        for sums in self._regions.values():
            self._write_with_levels(sums)
        for market in range(len(self.codes["market"])):
            path = self._aside(market)
            if path.exists():
                self.writer.watch.check()
                self._write_with_levels(_figures(np.fromfile(path, _RECORD)).summed())
                path.unlink()
        self.writer.finish()

    def discard(self) -> None:
        """Take back what was written and laid aside."""
        self.writer.discard()
        for path in self.aside.glob(f"{_ASIDE}*"):
            path.unlink()

    def _pass_region(self, sums: Figures) -> None:
        """The last region may go on with the next facts."""
        known = joined([*self._region, sums]).summed()
        regions = known.columns["region"]
        whole = int(np.searchsorted(regions, regions[-1])) if len(regions) else 0
        self._write_regions([known.taken(slice(0, whole))])
        self._region = [known.taken(slice(whole, None))]

    def _write_regions(self, parts: Sequence[Figures]) -> None:
        for sums in filter(len, parts):
            self._write_with_levels(sums)
            for level, way_up in self._ways["region"].items():
                before = [self._regions[level]] if level in self._regions else []
                self._regions[level] = joined([*before, sums.lifted("region", way_up)]).summed()

    def _write_with_levels(self, leaves: Figures) -> None:
        self.writer.write(leaves)
        for sums in coarser(leaves, self._ladder):
            self.writer.write(sums)

    def _aside(self, market: int) -> Path:
        return self.aside / f"{_ASIDE}{market}"

    @cached_property
    def _numbers(self) -> dict[str, dict[str, int]]:
        return {
            name: {code: number for number, code in enumerate(codes)} for name, codes in self.codes.items()
        }

    @cached_property
    def _ways(self) -> dict[str, dict[str, npt.NDArray[np.int32]]]:
        """For regions and markets, the way up to each level that sums are made for."""
        return {
            name: {
                level: numbered(self.plan.up(name, level), self._numbers[name])
                for level in self.plan.levels(name)
            }
            for name in ("region", "market")
        }

    @cached_property
    def _ladder(self) -> list[Step]:
        return self._steps(levels_of(self.plan))

    @cached_property
    def _ladder_of_pairs(self) -> list[Step]:
        return self._steps(self.stored)

    def _steps(self, levels: Sequence[str]) -> list[Step]:
        tree = self.plan.trees["product"]
        leaves = tree.leaves()
        below, steps = "", []
        for level in levels:
            every = self.plan.up("product", level)
            here = leaves if not below else {code for code, d in tree.members.items() if d.level == below}
            way_up = {code: up for code, up in every.items() if code in here}
            steps.append(Step(level, below, numbered(way_up, self._numbers["product"])))
            if leaves <= every.keys():
                below = level
        return steps


_RECORD = np.dtype(
    [
        ("region", np.uint16),
        ("market", np.uint16),
        ("period", np.uint16),
        ("product", np.uint32),
        ("value", np.float64),
        ("value_parts", np.uint8),
        ("quantity", np.float64),
        ("quantity_parts", np.uint8),
    ]
)
"""A fact as it lies aside."""


def _records(figures: Figures) -> npt.NDArray[np.void]:
    found = np.empty(len(figures), _RECORD)
    for name in _RECORD.names or ():
        found[name] = figures.columns[name]
    return found


def _figures(records: npt.NDArray[np.void]) -> Figures:
    return Figures({name: np.ascontiguousarray(records[name]) for name in _RECORD.names or ()})
