"""How wide words are in the packaged typeface, asked of Qt and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

if TYPE_CHECKING:
    from app.ui.charts.text import TextStyle
    from app.ui.fonts import Typeface

_MOST_KEPT = 50_000


class QtTextMetrics:
    """A `TextMetrics` on a typeface."""

    def __init__(self, typeface: Typeface) -> None:
        self._typeface = typeface
        self._fonts: dict[TextStyle, QFont] = {}
        self._measures: dict[TextStyle, QFontMetricsF] = {}
        self._widths: dict[tuple[str, TextStyle], float] = {}

    def font(self, style: TextStyle) -> QFont:
        """The font of a style."""
        font = self._fonts.get(style)
        if font is None:
            font = self._typeface.font(style.size, style.weight, style.spacing)
            self._fonts[style] = font
        return font

    def width(self, text: str, style: TextStyle) -> float:
        """The advance of one line of text, in pixels."""
        key = (text, style)
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) > _MOST_KEPT:
                self._widths.clear()
            known = self._widths[key] = self._measure(style).horizontalAdvance(text)
        return known

    def _measure(self, style: TextStyle) -> QFontMetricsF:
        measure = self._measures.get(style)
        if measure is None:
            measure = self._measures[style] = QFontMetricsF(self.font(style))
        return measure
