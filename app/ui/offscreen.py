"""Qt without a screen: for charts that are drawn straight into files."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from app.ui.fonts import Typeface, load_typeface


class OffscreenQt:
    """Keeps Qt alive while something is drawn; made once in a process that has no window."""

    def __init__(self) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        self._application = QGuiApplication.instance() or QGuiApplication(["third-pole"])
        self.typeface: Typeface = load_typeface()
