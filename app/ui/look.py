"""What every widget is given to look and read alike: language, colours, typeface and icons.

A look never changes; another language, theme or size of text is another look, and the window is put
together anew from the same state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from app.ui import fonts

if TYPE_CHECKING:
    from app.model.words import Words
    from app.ui.fonts import Typeface
    from app.ui.icons import Icons
    from app.ui.theme import Theme


@dataclass(frozen=True)
class Look:
    """Language, colours, typeface, icons and the size of text."""

    words: Words
    theme: Theme
    typeface: Typeface
    icons: Icons
    zoom: float = 1.0
    """What sizes of text and rows are multiplied by."""

    def pixels(self, size: float) -> int:
        """A length at this size of text."""
        return round(size * self.zoom)

    def font(self, size: int = fonts.TEXT_SIZE, weight: int = fonts.REGULAR, spacing: float = 0.0) -> QFont:
        """A font of that size in pixels before zooming."""
        return self.typeface.font(self.pixels(size), weight, spacing)
