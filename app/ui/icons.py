"""Line icons in the text's colour: glyphs of the Phosphor font, sharp at every scale of the screen.

The font comes with the QtAwesome package; only its two files are read, since importing the package
takes longer than opening the window.
"""

from __future__ import annotations

import json
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from app.ui.fonts import package_folder

ICON_SIZE: Final = 16
_FONT: Final = "phosphor-1.3.0.ttf"
_NAMES: Final = "phosphor-charmap-1.3.0.json"


class Icons:
    """All icons of the set, by their Phosphor names ('chart-bar-horizontal')."""

    def __init__(self) -> None:
        """Register the icon font; needs a running QGuiApplication."""
        self._family = ""
        self._glyphs: dict[str, str] = {}
        package = package_folder("qtawesome")
        if package is None:
            return
        fonts = package / "fonts"
        families = QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(fonts / _FONT)),
        )
        if families:
            self._family = families[0]
            codes: dict[str, str] = json.loads((fonts / _NAMES).read_text(encoding="utf-8"))
            self._glyphs = {name: chr(int(code, 16)) for name, code in codes.items()}

    def __contains__(self, name: object) -> bool:
        return name in self._glyphs

    def icon(self, name: str, colour: str, checked: str = "") -> QIcon:
        """An icon in a colour ('#RRGGBB').

        Args:
            name: The Phosphor name; an unknown one gives an empty icon.
            colour: The colour; disabled icons are drawn at a third of it.
            checked: The colour while checked or selected, if it is another one.
        """
        glyph = self._glyphs.get(name)
        if glyph is None:
            return QIcon()
        return QIcon(_GlyphEngine(self._family, glyph, colour, checked or colour))

    def pixmap(self, name: str, colour: str, size: int = ICON_SIZE, ratio: float = 1.0) -> QPixmap:
        """An icon as a picture of `size` logical pixels at a device pixel ratio."""
        return self.icon(name, colour).pixmap(QSize(size, size), ratio)


class _GlyphEngine(QIconEngine):
    """Draws one glyph of the icon font at whatever size is asked."""

    def __init__(self, family: str, glyph: str, colour: str, checked: str) -> None:
        super().__init__()
        self._family = family
        self._glyph = glyph
        self._colour = colour
        self._checked = checked

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        marked = state == QIcon.State.On or mode == QIcon.Mode.Selected
        ink = QColor(self._checked if marked else self._colour)
        if mode == QIcon.Mode.Disabled:
            ink.setAlphaF(0.35)
        return ink

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._family, self._glyph, self._colour, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        font = QFont(self._family)
        font.setPixelSize(max(1, size))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(self._ink(mode, state))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture
