"""Numbers of rows and bytes as people read them, and the size of what is to be imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_STEPS: Final = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))
_MOST_FILES: Final = 1000


def count(number: int) -> str:
    """A whole number with its thousands apart."""
    return f"{number:,}"


def size_text(amount: int) -> str:
    """Bytes with the unit that leaves one to three digits before the point."""
    for unit, factor in _STEPS:
        if amount >= factor:
            return f"{amount / factor:.1f} {unit}"
    return f"{amount} B"


def size_on_disk(path: Path) -> int:
    """Bytes of a file, or of the files in a folder; 0 where nothing can be read."""
    try:
        if not path.is_dir():
            return path.stat().st_size
        files = [file for _, file in zip(range(_MOST_FILES), path.iterdir(), strict=False) if file.is_file()]
        return sum(file.stat().st_size for file in files)
    except OSError:
        return 0
