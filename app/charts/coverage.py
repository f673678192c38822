"""The one rule for when some figures are enough to speak of all: for titles, for kinds, for periods."""

from __future__ import annotations


def covers(known: int, count: int) -> bool:
    """Whether some members may speak for all of them: they are half or more."""
    return known * 2 >= count


def covers_nearly(known: int, count: int) -> bool:
    """Whether so many members have figures that those without cannot move the ranks of most."""
    return known > 0 and known * 10 >= count * 9
