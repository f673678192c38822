"""How wide words are in the packaged typeface, asked of Qt and remembered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from app.ui.fonts import CHINESE_STRONG, REGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.charts.text import TextStyle
    from app.ui.fonts import Typeface

_MOST_KEPT = 50_000
_CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_CHINESE_RUN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]+")


def has_chinese(text: str) -> bool:
    """Whether Chinese characters or their punctuation stand in a text."""
    return _CHINESE.search(text) is not None


def chinese_runs(text: str) -> Iterator[tuple[int, str]]:
    """Each stretch of Chinese in a text with where it starts."""
    return ((run.start(), run.group()) for run in _CHINESE_RUN.finditer(text))


class QtTextMetrics:
    """A `TextMetrics` on a typeface."""

    def __init__(self, typeface: Typeface) -> None:
        self._typeface = typeface
        self._fonts: dict[tuple[TextStyle, bool], QFont] = {}
        self._measures: dict[tuple[TextStyle, bool], QFontMetricsF] = {}
        self._widths: dict[tuple[str, TextStyle], float] = {}

    def font(self, style: TextStyle, text: str = "") -> QFont:
        """The font of a style; strong words with Chinese in them are set in a weight that shows there."""
        key = (style, style.weight > REGULAR and has_chinese(text))
        font = self._fonts.get(key)
        if font is None:
            weight = CHINESE_STRONG if key[1] else style.weight
            font = self._fonts[key] = self._typeface.font(style.size, weight, style.spacing)
        return font

    def width(self, text: str, style: TextStyle) -> float:
        """The advance of one line of text, in pixels."""
        key = (text, style)
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) > _MOST_KEPT:
                self._widths.clear()
            known = self._widths[key] = self._measure(style, text).horizontalAdvance(text)
        return known

    def _measure(self, style: TextStyle, text: str) -> QFontMetricsF:
        key = (style, style.weight > REGULAR and has_chinese(text))
        measure = self._measures.get(key)
        if measure is None:
            measure = self._measures[key] = QFontMetricsF(self.font(style, text))
        return measure
