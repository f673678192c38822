"""Tables with a column for every year or series, turned into one row a figure."""

from __future__ import annotations

from collections.abc import Mapping

from app.data.imports.messages import ImportFailedError, say
from app.data.imports.text_table import TextTable
from app.data.sql import literal

ROW = "file_row"
SERIES = "series"
NUMBER = "number"


def unpivoted(table: TextTable, series: Mapping[str, str]) -> str:
    """SQL for a relation with the columns of the file, `file_row`, `series` and `number`.

    Args:
        table: The wide table.
        series: For each column to be turned (c5), what it stands for (2019).

    Raises:
        ImportFailedError: There is none.
    """
    if not series:
        raise ImportFailedError(say("{file} has no column of figures.", file=table.head.name))
    listed = ", ".join(series)
    cases = " ".join(f"WHEN {literal(column)} THEN {literal(label)}" for column, label in series.items())
    return (
        f"(SELECT * REPLACE (CASE {SERIES} {cases} END AS {SERIES}) FROM "
        f"(SELECT row_number() OVER () AS {ROW}, * FROM {table.relation}) "
        f"UNPIVOT INCLUDE NULLS ({NUMBER} FOR {SERIES} IN ({listed})))"
    )
