"""Where words are already, so that no two stand on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.ui.charts.placed import Rect

_BUCKET = 64.0


class LabelField:
    """Rectangles that are taken, found through buckets so that thousands stay quick."""

    def __init__(self, bounds: Rect) -> None:
        """Start empty.

        Args:
            bounds: Where labels may stand at all.
        """
        self._bounds = bounds
        self._buckets: dict[tuple[int, int], list[Rect]] = {}

    def _keys(self, box: Rect) -> Iterator[tuple[int, int]]:
        for column in range(int(box.x // _BUCKET), int(box.right // _BUCKET) + 1):
            for row in range(int(box.y // _BUCKET), int(box.bottom // _BUCKET) + 1):
                yield (column, row)

    def is_free(self, box: Rect) -> bool:
        """Whether a label may stand there."""
        if not self._bounds.holds(box):
            return False
        return not any(box.overlaps(taken) for key in self._keys(box) for taken in self._buckets.get(key, ()))

    def hits(self, box: Rect) -> int:
        """How many of the taken places a box touches."""
        return len(
            {taken for key in self._keys(box) for taken in self._buckets.get(key, ()) if box.overlaps(taken)}
        )

    def take(self, box: Rect) -> None:
        """Keep others off that place."""
        for key in self._keys(box):
            self._buckets.setdefault(key, []).append(box)

    def claim(self, candidates: Sequence[Rect]) -> int | None:
        """The index of the first candidate that is free, which is taken; None where none is."""
        for index, box in enumerate(candidates):
            if self.is_free(box):
                self.take(box)
                return index
        return None


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels in one column, as near to the wanted ones as they can be without overlap.

    Neighbours that touch are moved as one block to their common mean (pool adjacent violators). The
    labels must fit between low and high altogether.

    Args:
        wanted: Middles in pixels, in rising order.
        heights: Of each label.
        low: The upper end of the column.
        high: Its lower end.
    """
    if not wanted:
        return []
    tall = np.array(heights, dtype=float)
    offsets = np.concatenate(([0.0], np.cumsum((tall[:-1] + tall[1:]) / 2)))
    blocks: list[tuple[float, int]] = []
    for goal in np.array(wanted, dtype=float) - offsets:
        mean, count = float(goal), 1
        while blocks and blocks[-1][0] > mean:
            before, size = blocks.pop()
            mean, count = (before * size + mean * count) / (size + count), count + size
        blocks.append((mean, count))
    places = np.concatenate([np.full(count, mean) for mean, count in blocks])
    first, last = low + tall[0] / 2, high - tall[-1] / 2 - offsets[-1]
    return [float(place) for place in np.clip(places, first, max(first, last)) + offsets]
