"""Giving the whole application the colours, the typeface and the size of text of a look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui.style_sheet import style_sheet
from app.ui.theme import palette

if TYPE_CHECKING:
    from app.model.words import Language
    from app.ui.look import Look

_QT_WORDS: Final = "words of Qt"
_PIXELS: Final = re.compile(r"\b(\d+)px")


def dress(look: Look) -> None:
    """Set font, palette and style sheet of the running application."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setFont(look.font())
        application.setPalette(palette(look.theme))
        application.setStyleSheet(zoomed(style_sheet(look.theme), look.zoom))
        _speak(application, look.words.language)


def _speak(application: QApplication, language: Language) -> None:
    """Let Qt's own dialogs, such as those for printing, speak the language of the program."""
    for old in application.findChildren(QTranslator, _QT_WORDS):
        application.removeTranslator(old)
        old.setParent(None)
    if language == "zh":
        chinese = QTranslator(application)
        chinese.setObjectName(_QT_WORDS)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if chinese.load("qtbase_zh_CN", folder):
            application.installTranslator(chinese)


def zoomed(sheet: str, zoom: float) -> str:
    """A style sheet whose lengths of two pixels and more are multiplied; hair lines stay hair lines."""
    if zoom == 1.0:
        return sheet
    return _PIXELS.sub(lambda found: _length(int(found[1]), zoom), sheet)


def _length(pixels: int, zoom: float) -> str:
    return f"{pixels if pixels < 2 else round(pixels * zoom)}px"
