"""Rows that only add up other rows of a table that people made: 'Subtotal', 'Asia sub-total', 亚洲小计."""

from __future__ import annotations

from collections.abc import Iterable

from app.data.sql import literal

_SUBTOTAL = r"\bsub[- ]?totals?\b|小\s*计"


def subtotals(columns: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The reason to leave such rows out, with SQL that is true for them; nothing where no column is given.

    Args:
        columns: SQL for the texts that say what a row is of.
    """
    found = " OR ".join(
        f"regexp_matches(coalesce({column}, ''), {literal(_SUBTOTAL)}, 'i')" for column in columns
    )
    return (("subtotal", found),) if found else ()
