"""The sorted facts of a file, read back a piece at a time and looked at: is there anything to judge?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import duckdb
import numpy as np

from app.data.imports.store_file import OUT
from app.data.imports.sums import KEYS, Column, Figures, joined
from app.data.imports.totals_writer import GROUP
from app.data.imports.watch import Watch

PIECE = 4 * GROUP
"""Rows read at a time."""


class DoubtfulRowError(Exception):
    """A row that has to be judged: no value, a negative one, or a key that occurs twice."""


def sound_pieces(connection: duckdb.DuckDBPyConnection, rows: int, watch: Watch) -> Iterator[Figures]:
    """All facts in the order of their keys; each piece holds whole pairs of a region and market.

    The next piece is read while the caller works on the one before.

    Args:
        connection: Works on the new file.
        rows: How many facts there are.
        watch: Cancels between pieces.

    Raises:
        DoubtfulRowError: Not every row is sound.
        ImportCancelledError: The user stopped it.
    """
    with closing(connection.cursor()) as cursor, ThreadPoolExecutor(1) as pool:
        pieces = _pieces(cursor, rows, watch)
        following = pool.submit(next, pieces, None)
        while piece := following.result():
            following = pool.submit(next, pieces, None)
            yield piece


def _pieces(cursor: duckdb.DuckDBPyConnection, rows: int, watch: Watch) -> Iterator[Figures]:
    keys = ", ".join(f"enum_code({name}) AS {name}" for name in KEYS)
    begun: list[Figures] = []
    for start in range(0, rows, PIECE):
        read = watch.columns(
            cursor,
            f"""SELECT {keys}, value, quantity FROM {OUT}.main.facts
            WHERE rowid >= {start} AND rowid < {start + PIECE}""",
        )
        piece = joined([*begun, _judged(read)])
        packed = piece.keys()
        if (packed[1:] <= packed[:-1]).any():
            raise DoubtfulRowError
        whole = len(piece) if start + PIECE >= rows else _start_of_last_pair(piece)
        if whole:
            yield piece.taken(slice(0, whole))
        begun = [piece.taken(slice(whole, None))]


def _judged(read: Mapping[str, Column]) -> Figures:
    """Rows as they were read, where every figure is one: finite, not negative, only quantities missing."""
    missing = np.ma.getmaskarray(read["quantity"])
    value, quantity = np.ma.getdata(read["value"]), np.where(missing, 0.0, np.ma.getdata(read["quantity"]))
    sound = np.isfinite(value) & np.isfinite(quantity) & (value >= 0) & (quantity >= 0)
    if np.ma.is_masked(read["value"]) or not sound.all():
        raise DoubtfulRowError
    parts = {"value_parts": np.ones(len(value), np.uint8), "quantity_parts": (~missing).astype(np.uint8)}
    return Figures({**{name: read[name] for name in KEYS}, "value": value, "quantity": quantity, **parts})


def _start_of_last_pair(piece: Figures) -> int:
    region, market = piece.columns["region"], piece.columns["market"]
    other = np.flatnonzero((region != region[-1]) | (market != market[-1]))
    return int(other[-1]) + 1 if len(other) else 0
