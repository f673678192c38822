"""The one search box: it understands names, pinyin, codes and years, and offers what they may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import fonts
from app.ui.keys import leaves_for_itself
from app.ui.models.roles import NOWHERE, AnyIndex

if TYPE_CHECKING:
    from app.explorer.finder import Finding
    from app.ui.look import Look

_DETAIL: Final = int(Qt.ItemDataRole.UserRole) + 1
_ROW_HEIGHT: Final = 30
_PAD: Final = 10
_POPUP_WIDTH: Final = 360


class SearchBox(QLineEdit):
    """Asks what a text may mean while one types, and offers what is found; Enter takes the first."""

    asked = Signal(str)
    """A text to be looked up; `show_findings` takes the answer."""
    found = Signal(object)
    """The selection that a finding leads to."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered = ""
        self._eager = False
        self._look = look
        self._findings = _Findings(self)
        self.setPlaceholderText(look.words.text("Search regions, markets, goods"))
        self.setAccessibleName(look.words.text("Search"))
        self._hint = look.words.text("Ctrl K")
        completer = QCompleter(self._findings, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        popup = QListView()
        popup.setUniformItemSizes(True)
        popup.setObjectName("findings")
        popup.setMinimumWidth(look.pixels(_POPUP_WIDTH))
        theme = look.theme
        popup.setStyleSheet(
            f"QListView#findings {{ background: {theme.panel}; border: 1px solid {theme.context}; }}"
        )
        popup.setAccessibleName(look.words.text("Findings"))
        completer.setPopup(popup)
        popup.setItemDelegate(_FindingDelegate(look, popup))
        completer.setWidget(self)
        completer.activated.connect(self._take)
        self._completer = completer
        self._popup = popup
        self.textEdited.connect(self._look_up)

    def findings(self) -> tuple[Finding, ...]:
        """What is offered now."""
        return self._findings.findings

    def _look_up(self, text: str) -> None:
        self._eager = False
        self.asked.emit(text)

    def show_findings(self, text: str, findings: tuple[Finding, ...]) -> None:
        """Offer what a text may mean, unless another one has been typed meanwhile."""
        if text != self.text():
            return
        self._answered = text
        self._findings.show(findings)
        if self._eager:
            self._take_first()
        elif findings:
            self._completer.complete()
            self._popup.setCurrentIndex(self._findings.index(0))
        else:
            self._popup.hide()

    def _take_first(self) -> None:
        """Take the first finding of what is typed now, as soon as it is known."""
        self._eager = self._answered != self.text()
        if self._eager:
            self.asked.emit(self.text())
        elif self._findings.findings:
            self._go(self._findings.findings[0])

    def _take(self) -> None:
        if self._answered != self.text():
            self._take_first()
            return
        row = max(0, self._popup.currentIndex().row())
        if row < len(self._findings.findings):
            self._go(self._findings.findings[row])

    def _go(self, finding: Finding) -> None:
        self._popup.hide()
        self._eager = False
        self.clear()
        self.clearFocus()
        self.found.emit(finding.selection)

    def event(self, event: QEvent) -> bool:
        if leaves_for_itself(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_first()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or self.hasFocus():
            return
        small = self._look.font(fonts.SOURCE_SIZE)
        taken = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 3 * _PAD
        if taken + QFontMetricsF(small).horizontalAdvance(self._hint) > self.width():
            return
        painter = QPainter(self)
        painter.setFont(small)
        painter.setPen(QColor(self._look.theme.muted))
        area = self.rect().adjusted(0, 0, -_PAD, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._hint)
        painter.end()


class _Findings(QAbstractListModel):
    """What the search box offers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...]) -> None:
        self.beginResetModel()
        self.findings = findings
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        finding = self.findings[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return finding.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{finding.label}, {finding.detail}"
        return finding.detail if role == _DETAIL else None


class _FindingDelegate(QStyledItemDelegate):
    """A name, and what it is at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_ground))
        area = rect.adjusted(_PAD, 0, -_PAD, 0)
        small = self._look.font(fonts.SOURCE_SIZE)
        detail = str(index.data(_DETAIL) or "")
        room = QFontMetricsF(small).horizontalAdvance(detail) + _PAD
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        font = self._look.font()
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        elide = Qt.TextElideMode.ElideRight
        label = QFontMetricsF(font).elidedText(str(index.data()), elide, area.width() - room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(200, self._look.pixels(_ROW_HEIGHT))
