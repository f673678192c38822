"""Words in a chart: how they are set, how wide they are, how they wrap and where they stop.

The layout asks a `TextMetrics` and never a font, so that it can be tested without Qt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

ASCENT = 0.82
"""Height above the baseline that words need, in font sizes; holds for Latin and Chinese."""
DESCENT = 0.22
ELLIPSIS = "…"
_BREAKS = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|[\u2e80-\u9fff\uff00-\uffef]\s*|\s+")
_NO_START = frozenset("，。、；：？！）》」』”’,.;:?!)%…·")
"""Marks that must not begin a line."""
_NO_END = frozenset("（《「『“‘([")
"""Marks that must not end one."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A size in pixels, a weight, and extra room between letters in pixels."""

    size: int
    weight: int = 400
    spacing: float = 0.0

    @property
    def height(self) -> float:
        """From the top of the tallest letter to the foot of the deepest, in pixels."""
        return self.size * (ASCENT + DESCENT)

    @property
    def line(self) -> float:
        """From one baseline to the next in a paragraph, in pixels."""
        return float(round(self.size * 1.32))

    def strong(self) -> TextStyle:
        """The same size in semibold."""
        return TextStyle(self.size, 600, self.spacing)

    def sized(self, size: int) -> TextStyle:
        """The same weight at another size."""
        return TextStyle(size, self.weight, self.spacing)


class TextMetrics(Protocol):
    """What the layout must know of a font."""

    def width(self, text: str, style: TextStyle) -> float:
        """The advance of one line of text, in pixels."""
        ...


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The styles of one chart; small pictures are set in smaller type."""

    title: TextStyle
    subtitle: TextStyle
    panel: TextStyle
    label: TextStyle
    axis: TextStyle
    source: TextStyle

    @property
    def least(self) -> int:
        """The size below which nothing is set, in pixels; names are left out instead."""
        return min(9, max(SMALLEST, self.axis.size - 3))

    @property
    def least_row(self) -> float:
        """How low a row with a name can be, in pixels."""
        return self.label.sized(self.least).height

    @property
    def easy_row(self) -> float:
        """How low a row can be whose name is read without effort, in pixels."""
        return self.label.sized(min(_EASY, self.label.size)).height

    @property
    def stroke(self) -> float:
        """How thick lines and dots are drawn beside words of this size, 1 at the usual one."""
        return min(1.4, max(0.6, self.label.size / 13))


_SIZES: Mapping[int, tuple[int, ...]] = {
    2200: (38, 24, 22, 20, 19, 18),
    1600: (30, 18, 17, 16, 15, 14),
    1200: (26, 16, 15, 14, 13, 13),
    560: (22, 14, 14, 13, 12, 12),
    400: (17, 13, 12, 12, 11, 11),
    320: (15, 11, 11, 10, 10, 9),
    0: (13, 9, 9, 9, 8, 8),
}
"""Title, subtitle, panel, label, axis and source by the least width of the picture, in pixels."""
SMALLEST, _EASY = 8, 9
"""Nothing is set smaller than 6 points, below which print cannot be read; 6.75 read without effort."""


def type_scales(width: float, factor: float = 1.0) -> tuple[TypeScale, ...]:
    """The styles for a chart: those that suit its width, then ever smaller ones for one that is low.

    Args:
        width: The whole picture's, in 1/96 inch.
        factor: The reader's own wish for larger or smaller type.
    """
    return tuple(_type_scale(sizes, factor) for least, sizes in _SIZES.items() if width >= least)


@cache
def _type_scale(sizes: tuple[int, ...], factor: float) -> TypeScale:
    title, subtitle, panel, label, axis, source = (max(SMALLEST, round(size * factor)) for size in sizes)
    return TypeScale(
        title=TextStyle(title, 600),
        subtitle=TextStyle(subtitle),
        panel=TextStyle(panel, 600),
        label=TextStyle(label),
        axis=TextStyle(axis),
        source=TextStyle(source),
    )


def elided(text: str, style: TextStyle, room: float, metrics: TextMetrics, least: int = 2) -> str:
    """The text, cut with an ellipsis to fit; '' where not even `least` letters would."""
    if metrics.width(text, style) <= room:
        return text
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.width(text[:middle].rstrip() + ELLIPSIS, style) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low >= least else ""


def wrapped(text: str, style: TextStyle, room: float, metrics: TextMetrics, most: int = 3) -> tuple[str, ...]:
    """Lines that fit the room, broken at blanks and between Chinese characters.

    Args:
        text: One paragraph; line feeds count as blanks.
        style: How it is set.
        room: Pixels.
        metrics: Measures.
        most: Lines at most; the last one is cut with an ellipsis.
    """
    pieces = _pieces(text)
    lines: list[str] = []
    line = ""
    for index, piece in enumerate(pieces):
        longer = line + piece
        if not line or metrics.width(longer.rstrip(), style) <= room:
            line = longer
            continue
        if len(lines) == most - 1:
            line += "".join(pieces[index:])
            break
        lines.append(line.rstrip())
        line = piece
    if line:
        lines.append(line.rstrip())
    return tuple(elided(part, style, room, metrics) for part in lines)


def _pieces(text: str) -> list[str]:
    """Where a paragraph may be broken.

    Marks that must not begin a line stay with what is before them, opening brackets with what follows,
    and in Chinese a number with its measure word.
    """
    pieces: list[str] = []
    for piece in _BREAKS.findall(" ".join(text.split())):
        before = pieces[-1] if pieces else ""
        if before and (piece[0] in _NO_START or before[-1] in _NO_END or before[-1].isdigit()):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def balanced(
    text: str, style: TextStyle, room: float, metrics: TextMetrics, most: int = 3
) -> tuple[str, ...]:
    """Like `wrapped`, with lines of about one length, so that a title does not end on one lost word."""
    lines = wrapped(text, style, room, metrics, most)
    if len(lines) < 2 or any(line.endswith(ELLIPSIS) for line in lines):
        return lines
    low, high = room * 0.5, room
    while high - low > 4:
        middle = (low + high) / 2
        if len(wrapped(text, style, middle, metrics, len(lines) + 1)) <= len(lines):
            high = middle
        else:
            low = middle
    return wrapped(text, style, high, metrics, most)
