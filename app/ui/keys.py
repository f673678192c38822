"""Keys that a field keeps from the shortcuts of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def leaves_for_itself(event: QEvent) -> bool:
    """Whether Qt asks, before a shortcut takes Esc, if the field wants it."""
    asked = event.type() == QEvent.Type.ShortcutOverride
    return asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
