"""What is dropped on a window: files and folders are taken in, addresses are refused in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.ui.imports.drop_target import DropTarget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _drop(window: QWidget, data: QMimeData) -> bool:
    """Drag something over a window and let it go; whether the window said that it takes it."""
    action, buttons, keys = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )  # fmt: skip
    enter = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
    enter.ignore()
    QCoreApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QCoreApplication.sendEvent(window, QDropEvent(QPointF(5, 5), action, data, buttons, keys))
    return enter.isAccepted()


@pytest.mark.parametrize(
    ("urls", "taken", "refused"),
    [
        (["file:///a/one.csv"], ["/a/one.csv"], []),
        (
            ["file:///a/one.csv", "file:///a/folder", "https://example.org/x.csv"],
            ["/a/one.csv", "/a/folder"],
            [],
        ),
        (["https://example.org/x.csv"], [], ["https://example.org/x.csv"]),
    ],
)
def test_files_and_addresses(qtbot: QtBot, urls: list[str], taken: list[str], refused: list[str]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    target = DropTarget(window)
    paths: list[Path] = []
    addresses: list[str] = []
    target.dropped.connect(paths.extend)
    target.refused.connect(addresses.append)
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    assert _drop(window, data)
    assert (paths, addresses) == ([Path(path) for path in taken], refused)


def test_text_is_left_to_others(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    target = DropTarget(window)
    seen: list[object] = []
    target.dropped.connect(seen.append)
    target.refused.connect(seen.append)
    data = QMimeData()
    data.setText("Zhejiang")
    assert not _drop(window, data)
    assert seen == []
