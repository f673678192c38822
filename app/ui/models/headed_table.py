"""Tables with fixed heads: words at the left in the first two columns, figures at the right in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from app.ui.models.roles import NOWHERE, AnyIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HeadedTable(QAbstractTableModel):
    """What the tables of checks and of changes share: columns, their heads and where their words stand."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Where the words of a column stand."""
        return _RIGHT if column > 1 else _LEFT

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return self._heads[section] if role == Qt.ItemDataRole.DisplayRole else None
