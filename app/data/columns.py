"""The columns of an observation, and which of them make two observations prints of one figure."""

from __future__ import annotations

OBSERVATION_COLUMNS = (
    "region", "market", "product", "regime", "operator", "flow", "period", "indicator", "measure",
    "of_region", "of_market", "of_product", "base_period", "among", "threshold", "threshold_unit",
    "qualifier", "value", "unit", "rounding", "published", "source", "vintage", "note",
)  # fmt: skip
"""The columns of an observations file, in its order."""

NUMBER_COLUMNS = ("threshold", "value", "rounding")
"""Those that hold numbers; all others hold text."""

CELL_KEY = (
    "dataflow", "region", "market", "product", "regime", "operator", "flow", "period", "indicator",
    "measure", "of_region", "of_market", "of_product", "base_period", "among", "threshold", "unit",
)  # fmt: skip
"""What makes two observations prints of one and the same figure."""

QUALIFIERS = ("=", ">", "<", "~", "<~")
"""Exact, over, under, about, nearly."""

MEASURES = ("value", "quantity")
"""What a growth, share, rank or contribution is of."""

PLAIN = (
    "base_period = '' AND of_region = '' AND of_market = '' AND of_product = '' AND among = ''"
    " AND threshold IS NULL"
)
"""The SQL condition of a figure that is relative to nothing but the year before."""

ONE_ROW = "One row of the file"
"""The note of a sum over all that a file lists, where that is one row: it is shown as that figure."""
STATUS_SHOWN = f"CASE WHEN note = '{ONE_ROW}' THEN 'reported' ELSE status::VARCHAR END"
NOTE_SHOWN = f"CASE WHEN note = '{ONE_ROW}' THEN '' ELSE note END"
"""SQL for what is said of a figure where it is shown; where figures are counted, a sum stays a sum."""
