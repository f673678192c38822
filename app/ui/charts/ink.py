"""Pens, brushes and fonts for one painting of a chart: a theme, and what is in focus or muted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from app.ui.theme import mixed

if TYPE_CHECKING:
    from app.charts.spec import Tone
    from app.ui.charts.placed import Fill, PlacedText
    from app.ui.charts.qt_metrics import QtTextMetrics
    from app.ui.theme import Theme

FAINT = 0.72
"""How far muted marks go towards the ground."""


@dataclass(frozen=True)
class Ink:
    """What a painter needs besides the layout."""

    theme: Theme
    metrics: QtTextMetrics
    ground: QColor
    """What the chart stands on; muted and translucent colours are mixed with it, not made transparent."""
    muted: frozenset[str] = frozenset()
    """Members drawn faintly."""
    focus: frozenset[str] = frozenset()
    """If any, all other members are drawn faintly."""
    by_series: bool = False
    """Whether the focus is of series, such as exports, to which no words belong."""
    _colours: dict[object, QColor] = field(default_factory=dict, repr=False)

    def is_faint(self, member: str, series: str = "") -> bool:
        """Whether the marks of a member, and of a series such as its exports, step back."""
        entries = {member, series}
        return not self.muted.isdisjoint(entries) or (bool(self.focus) and self.focus.isdisjoint(entries))

    @property
    def is_plain(self) -> bool:
        """Whether no member at all is drawn faintly."""
        return not self.muted and not self.focus

    def tone(self, tone: Tone | Literal["hair"], *, faint: bool = False) -> QColor:
        """The colour of a tone."""
        key = (tone, faint)
        colour = self._colours.get(key)
        if colour is None:
            plain = QColor(self.theme.hair) if tone == "hair" else self.theme.colour(tone)
            colour = self._colours[key] = mixed(plain, self.ground, FAINT) if faint else plain
        return colour

    def thin(self, tone: Tone, *, faint: bool = False) -> QColor:
        """The colour of a tone for lines and dots, which need more contrast than areas."""
        if tone != "context":
            return self.tone(tone, faint=faint)
        key = ("thin", faint)
        colour = self._colours.get(key)
        if colour is None:
            plain, muted = self.tone(tone, faint=faint), self.tone("muted", faint=faint)
            colour = self._colours[key] = mixed(plain, muted, 0.35)
        return colour

    def edge(self, tone: Tone, *, faint: bool = False) -> QColor:
        """The colour of the edge around a translucent disc."""
        return mixed(self.thin(tone, faint=faint), self.tone("text", faint=faint), 0.3)

    def fill(self, fill: Fill, *, faint: bool = False) -> QColor:
        """The colour of a tile."""
        key = (fill, faint)
        colour = self._colours.get(key)
        if colour is None:
            if fill.gap:
                plain = QColor(self.theme.gap)
            elif fill.heat is not None:
                plain = self.theme.heat(fill.heat, diverging=fill.diverging)
            else:
                plain = self.theme.colour(fill.tone)
            if fill.share < 1:
                plain = mixed(self.ground, plain, fill.share)
            colour = self._colours[key] = mixed(plain, self.ground, FAINT) if faint else plain
        return colour

    def words(self, text: PlacedText) -> QColor:
        """The colour of words, which on a tile is the one that reads best."""
        faint = bool(text.id) and not self.by_series and self.is_faint(text.id)
        if text.on is None:
            return self.tone(text.tone, faint=faint)
        return self.theme.words_on(self.fill(text.on, faint=faint))

    def pen(self, colour: QColor, width: float = 1.0, *, dashed: bool = False) -> QPen:
        """A pen with flat ends, so that bars and lines end where their figures do."""
        pen = QPen(colour)
        pen.setWidthF(width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([3.0 / max(width, 0.5), 3.0 / max(width, 0.5)])
        return pen

    def between(self, tone: Tone, share: float, *, faint: bool = False) -> QBrush:
        """A tone mixed with the ground: `share` of 1 is the tone itself."""
        return QBrush(mixed(self.ground, self.tone(tone, faint=faint), share))
