"""A person's own data in the window: dropped, looked at, imported, compared, removed and brought back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidgetAction

from app import places
from app.composition import open_explorer
from app.explorer.imports import open_imports
from app.model.figure import Figure
from app.model.selection import Selection
from app.ui.desktop import Desktop
from app.ui.dressing import dress
from app.ui.fonts import load_typeface
from app.ui.icons import Icons
from app.ui.imports.datasets_dialog import DatasetsDialog
from app.ui.imports.import_bar import ImportBar
from app.ui.imports.import_dialog import ImportDialog
from app.ui.look import Look
from app.ui.panels.changes_page import ChangesPage
from app.ui.theme import LIGHT
from tests.e2e.conftest import put_away, settle, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.explorer.explorer import Explorer
    from app.ui.imports.hub import ImportHub
    from app.ui.main_window import MainWindow
    from app.ui.settings import Settings

HEAD = "Reporter,Partner,HS_Code,Flow,Year,Value (USD)\n"
ROWS = (
    "China,Germany,8542,export,2023,1500\nChina,Japan,8542,export,2023,500\nChina,Japan,0101,import,2023,7\n"
)


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path, settings: Settings) -> Iterator[Desktop]:
    """Windows over an explorer of their own: what is imported stays in this test."""
    folders = places.standard_folders()
    own = places.Folders(folders.data, folders.resources, tmp_path / "user", tmp_path / "settings")

    def find_imports(explorer: Explorer) -> Any:
        return open_imports(explorer.library, own.datasets, own.settings)

    look = Look(words_for("en"), LIGHT, load_typeface(), Icons())
    dress(look)
    made = Desktop(
        open_explorer(own), words_for, settings, look, ThreadPoolExecutor(2), open_imports=find_imports
    )
    yield made
    made.close()
    made.end()
    put_away(made)


@pytest.fixture
def hub(desktop: Desktop) -> ImportHub:
    assert desktop.imports is not None
    return desktop.imports


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    path = tmp_path / "My trade.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(100, 100), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(window.shell, entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(100, 100), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(window.shell, event)


def form(window: MainWindow, qtbot: Any) -> ImportDialog:
    """The form on the screen, once the file was read."""
    dialog = window.shell.findChildren(ImportDialog)[-1]
    qtbot.waitUntil(lambda: dialog.inspection is not None, timeout=15_000)
    return dialog


def title(window: MainWindow) -> str:
    spec = window.workspace.chart_view.chart.spec
    return spec.title if spec is not None else ""


def import_file(window: MainWindow, path: Path, qtbot: Any, hub: ImportHub, name: str = "") -> str:
    """Drop a file, accept the form, wait until the window shows the data set; gives its id."""
    drop(window, path)
    dialog = form(window, qtbot)
    if name:
        dialog.form.name.setText(name)
    with qtbot.waitSignal(hub.desk.dataset_opened, timeout=20_000) as opened:
        dialog.import_button.click()
    settle(window, qtbot)
    dataset: str = opened.args[0]
    qtbot.waitUntil(lambda: shows(window, dataset), timeout=15_000)
    settle(window, qtbot)
    return dataset


def shows(window: MainWindow, dataset: str) -> bool:
    view = window.view
    return view is not None and view.selection.dataflow.startswith(f"{dataset}.")


@pytest.fixture
def other_file(tmp_path: Path) -> Path:
    path = tmp_path / "Other trade.csv"
    path.write_text(HEAD + "China,Brazil,8542,export,2023,9\n", encoding="utf-8")
    return path


def test_files_dropped_together_are_asked_about_in_turn(
    window: MainWindow, hub: ImportHub, own_file: Path, other_file: Path, qtbot: Any
) -> None:
    drop(window, own_file, other_file)
    first = form(window, qtbot)
    assert (first.windowTitle(), first.close_button.text()) == ("Import: file 1 of 2", "Skip")
    first.close_button.click()
    second = form(window, qtbot)
    assert (second.windowTitle(), second.close_button.text()) == ("Import: file 2 of 2", "Cancel")
    with qtbot.waitSignal(hub.desk.dataset_opened, timeout=20_000) as opened:
        second.import_button.click()
    assert opened.args[0] == "other-trade"
    qtbot.waitUntil(lambda: shows(window, "other-trade"), timeout=15_000)
    settle(window, qtbot)


def test_views_opened_beside_data_are_shown_and_the_data_asked_about(
    window: MainWindow, own_file: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = tmp_path / "view.json"
    view.write_text(Selection(region="440000", chart="share").to_json(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(view), str(own_file)], ""))
    window.actions["open-data"].trigger()
    settle(window, qtbot)
    assert (window.controller.selection.region, window.controller.selection.chart) == ("440000", "share")
    assert form(window, qtbot).windowTitle() == "Import"


def test_a_dropped_file_becomes_a_chart(
    window: MainWindow, hub: ImportHub, own_file: Path, qtbot: Any
) -> None:
    import_file(window, own_file, qtbot, hub)
    assert "Germany" in title(window)
    bases = window.workspace.top.bases.menu()
    headings = [action for action in bases.actions() if isinstance(action, QWidgetAction)]
    assert "Own data: my-trade" in [heading.text() for heading in headings]
    entries = [a for a in bases.actions() if not a.isSeparator() and a not in headings]
    bundled = [a for a in entries if "My trade" not in a.text()]
    assert bundled
    assert all(action.isEnabled() for action in bundled)
    assert window.workspace.table.model().rowCount() == 2


def test_a_figure_says_its_row(
    window: MainWindow, hub: ImportHub, own_file: Path, desktop: Desktop, qtbot: Any
) -> None:
    import_file(window, own_file, qtbot, hub)
    window.controller.change(product="8542")
    settle(window, qtbot)
    cursor = desktop._explorer.open_cursor()
    found = desktop._explorer.view(cursor, window.controller.selection, words_for("en"))
    cursor.close()
    assert found.spec is not None
    figures = [cell for row in found.spec.table.rows for cell in row.cells if isinstance(cell, Figure)]
    notes = {figure.note for figure in figures}
    assert {"Row 2 of the file", "Row 1 of the file"} <= notes
    figure = next(figure for figure in figures if figure.note.startswith("Row"))
    said = dict(desktop._explorer.provenance(figure, words_for("en")).lines)
    assert said["Note"].startswith("Row ")
    assert "My trade.csv, imported " in said["Note"]


def test_a_second_window_offers_the_data_set(
    desktop: Desktop, window: MainWindow, hub: ImportHub, own_file: Path, qtbot: Any
) -> None:
    second = desktop.open_window()
    settle(second, qtbot)
    dataset = import_file(window, own_file, qtbot, hub)

    def offered() -> bool:
        view = second.view
        return view is not None and any(c.key.startswith(dataset) for c in view.choices.dataflows)

    qtbot.waitUntil(offered, timeout=15_000)
    assert not shows(second, dataset)


def test_a_cancelled_import_leaves_nothing(
    window: MainWindow, hub: ImportHub, tmp_path: Path, qtbot: Any
) -> None:
    large = tmp_path / "large.csv"
    rows = (f"China,Germany,{1000 + n % 90:04d},export,{1990 + n // 90 % 30},{n}\n" for n in range(60_000))
    large.write_text(HEAD + "".join(rows), encoding="utf-8")
    drop(window, large)
    dialog = form(window, qtbot)
    dialog.import_button.click()
    bar = window.shell.findChildren(ImportBar)[-1]
    assert "large" in bar.said.text()
    bar.cancel.click()
    assert "nothing was kept" in window.workspace.status.message
    assert not window.shell.statusBar().isVisible()
    hub.end()
    assert hub.desk.imports.datasets() == ()
    assert not list((tmp_path / "user" / "datasets" / "work").glob("import-*"))


def test_a_bad_file_gives_a_clear_message(
    window: MainWindow, hub: ImportHub, tmp_path: Path, qtbot: Any
) -> None:
    bad = tmp_path / "figures.csv"
    bad.write_bytes(b"%PDF-1.7\n" + b"\x00\x01" * 500)
    drop(window, bad)
    dialog = form(window, qtbot)
    assert "PDF" in dialog.summary.text()
    assert not dialog.import_button.isEnabled()
    assert "Zhejiang" in title(window)


def test_an_import_that_fails_is_said_and_the_window_stays(
    window: MainWindow, hub: ImportHub, own_file: Path, qtbot: Any
) -> None:
    drop(window, own_file)
    dialog = form(window, qtbot)
    own_file.unlink()
    dialog.import_button.click()
    qtbot.waitUntil(lambda: bool(window.shell.findChildren(QMessageBox)), timeout=15_000)
    box = window.shell.findChildren(QMessageBox)[-1]
    assert "My trade.csv" in box.text()
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_names_with_markup_stay_plain_text(
    window: MainWindow, hub: ImportHub, tmp_path: Path, qtbot: Any
) -> None:
    path = tmp_path / "names.csv"
    path.write_text(HEAD + "China,<b>Narnia<i>,8542,export,2023,9\n" + ROWS, encoding="utf-8")
    import_file(window, path, qtbot, hub, "<b>bold</b> & co")
    model = window.workspace.table.model()
    shown = [str(model.index(row, at).data()) for row in range(model.rowCount()) for at in range(3)]
    assert any("<b>Narnia<i>" in text for text in shown)
    assert "<b>bold</b>" in window.workspace.status._lasting.text()


def test_importing_again_shows_what_changed(
    window: MainWindow, hub: ImportHub, own_file: Path, qtbot: Any
) -> None:
    dataset = import_file(window, own_file, qtbot, hub)
    own_file.write_text(
        HEAD + ROWS.replace("1500", "1600") + "China,France,8542,export,2023,3\n", encoding="utf-8"
    )
    sets = hub.data_sets.open_dialog(window)
    sets.again.click()
    dialog = form(window, qtbot)
    assert dialog.import_button.text() == "Replace"
    with qtbot.waitSignal(hub.desk.dataset_opened, timeout=20_000):
        dialog.import_button.click()
    settle(window, qtbot)
    changes = window.shell.findChildren(ChangesPage)[-1]
    assert changes.note.text() == "2 figures are unchanged."
    model = changes.table.model()
    shown = [[str(model.index(row, at).data()) for at in range(4)] for row in range(model.rowCount())]
    assert shown[0][0] == "revised"
    assert "Germany" in shown[0][1]
    assert [text.split()[0] for text in shown[0][2:]] == ["1,500", "1,600"]
    assert shown[1][0] == "added"
    assert "France" in shown[1][1]
    changes.table.setCurrentIndex(model.index(1, 1))
    changes.show_button.click()
    settle(window, qtbot)
    assert window.controller.selection.dataflow.startswith(dataset)
    qtbot.waitUntil(lambda: window.workspace.table.model().rowCount() == 3, timeout=15_000)
    assert shows(window, dataset)


def test_data_sets_are_renamed_removed_and_brought_back(
    window: MainWindow, hub: ImportHub, own_file: Path, qtbot: Any
) -> None:
    dataset = import_file(window, own_file, qtbot, hub)
    sets: DatasetsDialog = hub.data_sets.open_dialog(window)
    assert [sets.table.text(0, at) for at in (0, 1, 4)] == ["My trade", "3", "My trade.csv"]
    assert sets.chosen is not None
    assert sets.remove.isEnabled()
    sets.rename_asked.emit(dataset, "Other name")
    settle(window, qtbot)
    assert sets.table.text(0, 0) == "Other name"
    assert sets.chosen is not None
    assert sets.chosen.id == dataset, "the next button is about the one that was renamed"
    flows = hub._explorer.library.catalogs[dataset].dataflows.values()
    assert all(flow.name_en.startswith("Other name") for flow in flows)

    sets.remove.click()
    settle(window, qtbot)
    assert dataset not in hub._explorer.library.catalogs
    assert "Other name" in sets.removed.text()
    assert not sets.remove.isEnabled()
    qtbot.waitUntil(lambda: "Zhejiang" in title(window), timeout=15_000)

    window.controller.back()
    settle(window, qtbot)
    window.controller.select(hub._explorer.start())
    settle(window, qtbot)
    sets.undo.click()
    settle(window, qtbot)
    assert dataset in hub._explorer.library.catalogs
    sets.show_button.click()
    settle(window, qtbot)
    qtbot.waitUntil(lambda: shows(window, dataset), timeout=15_000)
