"""Tables and sentences for a terminal, in which Chinese characters are two columns wide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

_WIDE = 0x2E80
"""From this character on, letters take two columns."""


def write_table(heads: Iterable[str], rows: Iterable[list[str]], out: TextIO, widest: int = 44) -> None:
    """Columns of text, as wide as their cells need but no wider than `widest`."""
    table = [[head.replace("_", " ") for head in heads], *rows]
    table = [[_cut(cell, widest) for cell in row] for row in table]
    widths = [max(_width(row[place]) for row in table) for place in range(len(table[0]))]
    for row in table:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")


def write_wrapped(text: str, out: TextIO, width: int) -> None:
    """A sentence in lines of at most so many columns; those after the first stand in a little."""
    line = ""
    for piece in _pieces(text):
        if line.strip() and _width(line + piece.rstrip()) > width:
            out.write(line.rstrip() + "\n")
            line = "  "
        line += piece
    out.write(line.rstrip() + "\n")


def _pieces(text: str) -> Iterator[str]:
    """Where a line may end: behind a blank, and between Chinese characters."""
    for word in re.findall(r"\S+\s*|\s+", text):
        yield from re.findall(r"[\u2e80-\uffff]\s*|[^\u2e80-\uffff]+", word)


def _cut(text: str, widest: int) -> str:
    if _width(text) <= widest:
        return text
    while _width(text) > widest - 1:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> int:
    return sum(2 if ord(character) >= _WIDE else 1 for character in text)
