"""Giving the whole application the colours, the typeface and the size of text of a look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from app.ui.style_sheet import style_sheet
from app.ui.theme import palette

if TYPE_CHECKING:
    from app.ui.look import Look

_PIXELS: Final = re.compile(r"\b(\d+)px")


def dress(look: Look) -> None:
    """Set font, palette and style sheet of the running application."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setFont(look.font())
        application.setPalette(palette(look.theme))
        application.setStyleSheet(zoomed(style_sheet(look.theme), look.zoom))


def zoomed(sheet: str, zoom: float) -> str:
    """A style sheet whose lengths of two pixels and more are multiplied; hair lines stay hair lines."""
    if zoom == 1.0:
        return sheet
    return _PIXELS.sub(lambda found: _length(int(found[1]), zoom), sheet)


def _length(pixels: int, zoom: float) -> str:
    return f"{pixels if pixels < 2 else round(pixels * zoom)}px"
