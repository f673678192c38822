"""The list of data sets: which one the buttons are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.data.imports.library import DatasetInfo
from app.ui.imports.datasets_dialog import DatasetsDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.ui.look import Look


def _info(name: str) -> DatasetInfo:
    path = Path(f"{name}.duckdb")
    return DatasetInfo(name, name, path, 5, f"{name}.csv", "", "2026-01-01", "tidy", 3, "", "UTF-8", "")


def test_what_is_chosen_stays_so_and_a_removed_one_gives_way_to_none(qtbot: QtBot, look: Look) -> None:
    """A second click on Remove never takes the neighbour."""
    window = QWidget()
    qtbot.addWidget(window)
    dialog = DatasetsDialog(look, window)
    first, second = _info("first"), _info("second")
    dialog.show_datasets([first, second])
    assert _chosen(dialog) == ["first"]
    dialog.show_datasets([first, second], choose="second")
    dialog.show_datasets([first, second])
    assert _chosen(dialog) == ["second"]
    dialog.show_datasets([first])
    assert _chosen(dialog) == []
    assert not dialog.remove.isEnabled()
    dialog.show_datasets([first, second], choose="second")
    assert _chosen(dialog) == ["second"]


def _chosen(dialog: DatasetsDialog) -> list[str]:
    chosen = dialog.chosen
    return [chosen.id] if chosen is not None else []
