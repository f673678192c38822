"""The checks as rows of a table, of those the ones that are asked for, each group under its heading."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont

from app.data.checks.wording import verdict_text
from app.ui.models.headed_table import HeadedTable
from app.ui.models.roles import NOWHERE, AnyIndex
from app.ui.panels.check_text import computed_text, published_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.data.checks.result import Check
    from app.ui.look import Look


class CheckModel(HeadedTable):
    """Verdict, claim, published and computed of each check that passes the filters.

    A heading is a row that cannot be chosen: it says what the checks below have in common.
    """

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        words = look.words
        heads = (words.text("Verdict"), words.text("Claim"), words.text("Published"), words.text("Computed"))
        super().__init__(heads, parent)
        self._words = words
        self._negative = QColor(look.theme.negative)
        self._muted = QColor(look.theme.muted)
        self._all: tuple[Check, ...] = ()
        self._shown: list[Check | str] = []
        self._strong = QFont()
        self._strong.setWeight(QFont.Weight.DemiBold)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Take other checks; all of them are shown."""
        self._all = tuple(checks)
        self.filter("", "")

    def filter(self, verdict: str, text: str) -> None:
        """Show the checks of one verdict, or of all, whose claim or family holds a text."""
        wanted = text.strip().casefold()
        found = [
            check
            for check in self._all
            if verdict in ("", check.verdict)
            and (not wanted or wanted in f"{check.claim} {check.id} {check.group}".casefold())
        ]
        self.beginResetModel()
        self._shown = list(self._under_headings(found))
        self.endResetModel()

    def _under_headings(self, checks: Sequence[Check]) -> Iterator[Check | str]:
        for (_, group), below in groupby(checks, key=lambda check: (check.verdict, check.group)):
            members = list(below)
            if group:
                yield f"{group} · {len(members):,}"
            yield from members

    def check(self, row: int) -> Check | None:
        """The check of a row; None where there is no such row, or a heading."""
        found = self._shown[row] if 0 <= row < len(self._shown) else None
        return None if isinstance(found, str) else found

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [row for row, shown in enumerate(self._shown) if isinstance(shown, str)]

    def first(self) -> int:
        """The row of the first check; -1 where there is none."""
        return next((row for row, shown in enumerate(self._shown) if not isinstance(shown, str)), -1)

    def _text(self, check: Check, column: int) -> str:
        match column:
            case 0:
                return verdict_text(check.verdict, self._words)
            case 1:
                return check.claim
            case 2:
                return published_text(check, self._words)
        return computed_text(check, self._words)

    # Qt's own

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        check = self.check(index.row())
        if check is None:
            return self._heading(index, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(check, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == 1:
                return "\n".join(filter(None, (check.claim, check.remark, check.missing)))
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(index.column())
            case Qt.ItemDataRole.ForegroundRole if index.column() == 0 and check.verdict != "agrees":
                return self._negative if check.verdict == "differs" else self._muted
        return None

    def _heading(self, index: AnyIndex, role: int) -> Any:
        if not index.isValid() or index.column():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown[index.row()]
            case Qt.ItemDataRole.FontRole:
                return self._strong
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.check(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
