"""The one rule for when some figures are enough to speak of all: for titles, for kinds, for periods."""

from __future__ import annotations


def covers(known: int, count: int) -> bool:
    """Whether some members may speak for all of them: they are half or more."""
    return known * 2 >= count
