"""Qt without a screen: for charts that are drawn straight into files."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from app.ui.fonts import Typeface, load_typeface


class OffscreenQt:
    """Keeps Qt alive while something is drawn; made once in a process that has no window."""

    def __init__(self) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        self._application = QGuiApplication.instance() or QGuiApplication(["third-pole"])
        self.typeface: Typeface = load_typeface()


_USUAL = "This plugin does not support propagateSizeHints()"
"""What the platform `offscreen` says of every window; it means nothing to anybody."""


def leave_out_the_usual() -> None:
    """Let Qt say what it has to say on standard error, but for the one line of the platform `offscreen`."""
    qInstallMessageHandler(_say)


def _say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message != _USUAL:
        sys.stderr.write(f"{message}\n")
