"""One of the largest markets: name, a small bar, value and growth. A click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui import figure_text, parts
from app.ui.figure_label import ActiveLabel, FigureLabel

if TYPE_CHECKING:
    from app.explorer.surroundings import Strip
    from app.ui.look import Look
    from app.ui.parts import LabelRole
    from app.ui.source_book import SourceBook

_NAME_WIDTH: Final = 98
_NAME_SHARE: Final = 0.4
_WIDEST_BAR: Final = 120.0
_VALUE_WIDTH: Final = 64
_GROWTH_WIDTH: Final = 54


class StripRow(QWidget):
    """A member beside its likes."""

    member_chosen = Signal(str, str, str)
    figure_asked = Signal(object, QPoint)

    def __init__(self, strip: Strip, book: SourceBook, look: Look) -> None:
        super().__init__()
        self._strip = strip
        layout = parts.row(self, (0, 0, 0, 0), gap=6)
        self._look = look
        self._name = name = ActiveLabel("", "", look)
        name.setAccessibleName(strip.label)
        name.setToolTip(strip.label)
        name.activated.connect(lambda: self.member_chosen.emit(strip.dimension, strip.code, ""))
        layout.addWidget(name)
        self._fit_name()
        layout.addWidget(_Bar(strip.share_of_largest, look), 1)
        value = FigureLabel(
            strip.figure, figure_text.overview(strip.figure, look.words), "strong", book, look
        )
        value.setFixedWidth(look.pixels(_VALUE_WIDTH))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._add(value)
        text = figure_text.growth(strip.growth)
        if strip.growth is not None and text:
            role: LabelRole = "negative" if figure_text.is_decline(strip.growth) else "positive"
            growth = FigureLabel(strip.growth, text, role, book, look)
            growth.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            growth.setFixedWidth(look.pixels(_GROWTH_WIDTH))
            self._add(growth)
        else:
            layout.addSpacing(look.pixels(_GROWTH_WIDTH) + 8)

    def _fit_name(self) -> None:
        """Names take two fifths of the row, the same in every row, so that the bars begin together."""
        width = max(self._look.pixels(_NAME_WIDTH), round(self.width() * _NAME_SHARE))
        self._name.setFixedWidth(width)
        metrics = QFontMetricsF(self._look.font())
        self._name.setText(metrics.elidedText(self._strip.label, Qt.TextElideMode.ElideRight, width - 4))

    def _add(self, label: FigureLabel) -> None:
        label.figure_asked.connect(self.figure_asked)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(label)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()


class _Bar(QWidget):
    """A bar without numbers: the number stands beside it."""

    def __init__(self, share: float, look: Look) -> None:
        super().__init__()
        self._share = max(0.0, min(1.0, share))
        self._ink = QColor(look.theme.accent)
        self.setMinimumWidth(look.pixels(16))
        self.setFixedHeight(look.pixels(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink)
        width = max(2.0, min(_WIDEST_BAR, self.width()) * self._share)
        painter.drawRoundedRect(QRectF(0, self.height() / 2 - 4, width, 8), 1.5, 1.5)
        painter.end()
