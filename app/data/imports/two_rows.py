"""Headers of two rows: a cell of the first reaches over several columns, the second says what each holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+]?\d[\d., \u00a0]*%?|[-–—]|\.{2,}")
_YEAR = re.compile(r"(19|20)\d{2}")
_MONTHS = 12
_ROWS_BELOW = 12
"""Rows below a header of which one must hold figures where the header says so."""


def two_rows(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """The place of the second row of a header, and the names that both rows make together.

    Args:
        rows: The first rows of a table that are not blank.

    Returns:
        None where the header is one row.
    """
    for place in range(len(rows) - 2):
        upper, lower = _even(rows[place], rows[place + 1])
        titles = all(_filled(above) < _filled(upper) for above in rows[:place])
        if titles and _is_header(upper, lower, rows[place + 2 : place + 2 + _ROWS_BELOW]):
            return place + 1, _joined(upper, lower)
    return None


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _even(*rows: Sequence[str]) -> list[list[str]]:
    """Rows of one width, with single blanks."""
    width = max(map(len, rows))
    return [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]


def _is_header(upper: Sequence[str], lower: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    filled = [place for place, cell in enumerate(upper) if cell]
    if len(filled) < 2 or lower[filled[0]] not in ("", upper[filled[0]]):
        return False
    told = [place for place, cell in enumerate(lower) if cell and place > filled[0]]
    reached = [
        place for place in told if upper[place] in ("", upper[place - 1]) and lower[place] != upper[place]
    ]
    figures = any(_is_number(row[place]) for row in below for place in told if place < len(row))
    return bool(reached) and figures and all(_is_label(lower[place]) for place in told)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None and not _YEAR.fullmatch(cell.strip())


def _is_label(cell: str) -> bool:
    """Whether a cell may stand in a header, as years and months do."""
    return not _is_number(cell) or (cell.isdecimal() and 0 < int(cell) <= _MONTHS)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    names: list[str] = []
    reaching = ""
    for above, own in zip(upper, lower, strict=True):
        reaching = above or (reaching if own else "")
        names.append(reaching if own in ("", reaching) else f"{reaching} {own}".strip())
    return names
