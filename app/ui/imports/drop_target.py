"""Files, folders and addresses dropped on a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


class DropTarget(QObject):
    """Watches one window; what is neither a file nor an address is left to others."""

    dropped = Signal(object)
    """The paths of one drop, a list."""
    refused = Signal(str)
    """An address that is no file of this machine."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            data = event.mimeData()
            if not data.hasUrls():
                return False
            event.acceptProposedAction()
            paths = local_paths(data)
            if paths:
                self.dropped.emit(paths)
            else:
                self.refused.emit(data.urls()[0].toDisplayString() if data.urls() else "")
            return True
        return super().eventFilter(watched, event)


def local_paths(data: QMimeData) -> list[Path]:
    """The files and folders of this machine among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
