"""What the item models tell their views beyond Qt's own roles."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
"""The parent of top-level rows."""

_FIRST = int(Qt.ItemDataRole.UserRole)


class Role(IntEnum):
    """Roles of our own models."""

    HEAD = _FIRST + 1
    """True for the head of a section."""
    FIGURE = _FIRST + 2
    """The `Figure` behind a cell."""
    SPARK = _FIRST + 3
    """Yearly values for a spark line."""
    CHOSEN = _FIRST + 4
    """Whether the row is what the selection shows."""
    OCCURRENCE = _FIRST + 5
    """The `Occurrence` that a row stands for."""
    MEMBER = _FIRST + 6
    """The code of the member that a row belongs to."""
    SORT = _FIRST + 7
    """What a column is sorted by."""
    FACE = _FIRST + 9
    """All that is drawn of a row of the navigator, as one `RowFace`."""
    MUTED = _FIRST + 8
    """Whether the text stands in for a figure that is not known."""


def beside(index: AnyIndex, column: int) -> QModelIndex:
    """The cell of the same row in another column."""
    return index.sibling(index.row(), column)
