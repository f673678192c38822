"""A damaged data set opens without what is damaged, and the window says where to mend it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication

from app import places
from app.composition import open_explorer
from app.ui.trees import Trees
from tests.e2e.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from app.explorer.explorer import Explorer
    from app.ui.main_window import MainWindow


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    folders = places.standard_folders()
    data: Path = tmp_path_factory.mktemp("damaged") / "data"
    shutil.copytree(folders.data, data)
    cities = data / "regions.csv"
    cities.write_text(cities.read_text(encoding="utf-8") + "999999,too,short\n", encoding="utf-8")
    own = places.Folders(data, folders.resources, tmp_path_factory.mktemp("own"), folders.settings)
    return open_explorer(own)


@pytest.fixture(scope="module")
def trees(explorer: Explorer) -> Trees:
    made = Trees()
    made.prepare(explorer.catalog(explorer.start()))
    return made


def test_each_damaged_place_is_listed_by_file_and_line(
    window: MainWindow, explorer: Explorer, qtbot: Any
) -> None:
    settle(window, qtbot)
    (line,) = map(str, explorer.library.problems)
    assert line.startswith("regions.csv: line ")
    assert window.panels.damage_link.text() == "Damaged data: 1 left out"
    page = window.panels.open_damage()
    model = page.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [line]
    page.copy_all()
    assert QGuiApplication.clipboard().text() == line
    page.close()
