"""Rows of texts, as tables that are no delimited text are turned into before they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

Row = list[str]

MOST_COLUMNS = 2000
_ROWS_MEASURED = 200
"""Rows from the top that tell how wide a table is."""


def even(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows filled up with empty cells to the width of the widest of the first ones."""
    listed = iter(rows)
    first = list(islice(listed, _ROWS_MEASURED))
    width = max(map(len, first), default=0)
    for part in (first, listed):
        for row in part:
            yield row + [""] * (width - len(row))


def csv_text(rows: Iterable[Row]) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
