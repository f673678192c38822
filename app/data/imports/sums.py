"""Figures as columns of numbers, and their sums along a tree: sort, then add what has the same key.

A member is the number of its code in the ENUM type of its dimension. DuckDB reads and writes the columns;
in between, a million rows take a few hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

KEYS = ("region", "market", "period", "product")
"""The columns that tell figures apart, in the order of the sorted facts."""
MEASURES = ("value", "value_parts", "quantity", "quantity_parts")
"""What is added up: figures, and of how many figures of the file each of them is the sum."""
NONE = -1
"""Stands in a way up where a member has no ancestor."""
_DECIMALS = 4

Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Figures:
    """Rows of KEYS and MEASURES, each a column."""

    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.columns["value"])

    def taken(self, rows: Column | slice) -> Figures:
        """Some of the rows."""
        return Figures({name: column[rows] for name, column in self.columns.items()})

    def keys(self) -> npt.NDArray[np.int64]:
        """One whole number for each row, in the order of its key."""
        packed = np.zeros(len(self), np.int64)
        for name in KEYS:
            column = self.columns[name]
            packed *= int(column.max(initial=0)) + 1
            packed += column
        return packed

    def lifted(self, name: str, way_up: npt.NDArray[np.int32]) -> Figures:
        """The same figures under the ancestors of one dimension, without those that have none."""
        ancestors = way_up[self.columns[name]]
        lifted = Figures({**self.columns, name: ancestors})
        return lifted if (ancestors != NONE).all() else lifted.taken(ancestors != NONE)

    def summed(self) -> Figures:
        """One row for each key, in the order of the keys."""
        keys = self.keys()
        if (keys[1:] >= keys[:-1]).all():
            return _added(self, keys)
        order = np.argsort(keys, kind="stable")
        return _added(self.taken(order), keys[order])

    def split(self, name: str) -> Iterator[tuple[int, Figures]]:
        """The rows of each member of a dimension."""
        order = np.argsort(self.columns[name], kind="stable")
        rows = self.taken(order)
        members = rows.columns[name]
        starts = np.flatnonzero(np.diff(members.astype(np.int64), prepend=NONE))
        for start, end in zip(starts, [*starts[1:], len(self)], strict=True):
            yield int(members[start]), rows.taken(slice(start, end))


def _added(sorted_rows: Figures, keys: npt.NDArray[np.int64]) -> Figures:
    starts = np.flatnonzero(np.diff(keys, prepend=NONE))
    if not len(starts):
        return sorted_rows
    columns = sorted_rows.columns
    added = {name: columns[name][starts] for name in KEYS}
    added |= {name: np.round(np.add.reduceat(columns[name], starts), _DECIMALS) for name in MEASURES[::2]}
    added |= {name: np.add.reduceat(columns[name], starts, dtype=np.int32) for name in MEASURES[1::2]}
    return Figures(added)


def joined(parts: Sequence[Figures]) -> Figures:
    """The rows of several one after another."""
    names = parts[0].columns
    return Figures({name: np.concatenate([part.columns[name] for part in parts]) for name in names})


@dataclass(frozen=True)
class Step:
    """How the sums of one level of products are made: from which finer ones, and the way up from them."""

    level: str
    below: str
    """The finer level; empty for the products that the file names."""
    way_up: npt.NDArray[np.int32]


def coarser(leaves: Figures, ladder: Iterable[Step]) -> Iterator[Figures]:
    """The sums of each level, each made from the finest that holds all it needs."""
    made = {"": leaves}
    for step in ladder:
        made[step.level] = made[step.below].lifted("product", step.way_up).summed()
        yield made[step.level]


def numbered(way_up: Mapping[str, str], numbers: Mapping[str, int]) -> npt.NDArray[np.int32]:
    """A way up by codes as one by numbers."""
    found = np.full(len(numbers), NONE, np.int32)
    for code, ancestor in way_up.items():
        found[numbers[code]] = numbers[ancestor]
    return found
