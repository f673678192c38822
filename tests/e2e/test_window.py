"""The window as a person uses it, on the bundled data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox, QToolButton, QWidget

from app.explorer.loop import State
from app.model.selection import Selection
from app.ui.application import Start, draw_window
from app.ui.figure_label import FigureLabel
from app.ui.shell import SMALLEST, Shell
from app.ui.source_book import SourcePage
from tests.e2e.conftest import settle, words_for

if TYPE_CHECKING:
    from app.explorer.explorer import Explorer
    from app.ui.desktop import Desktop
    from app.ui.main_window import MainWindow
    from app.ui.settings import Settings

POPUPS = ("does not support raise", "does not support grabbing")


def title(window: MainWindow) -> str:
    spec = window.workspace.chart_view.chart.spec
    return spec.title if spec is not None else ""


def click_tree(window: MainWindow, qtbot: Any, *path: str) -> None:
    navigator = window.workspace.navigator
    index = navigator._model.index_of_path(path)
    assert index.isValid(), path
    navigator.tree.scrollTo(index)
    place = navigator.tree.visualRect(index).center()
    qtbot.mouseClick(navigator.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(window, qtbot)


def column(window: MainWindow, at: int) -> list[str]:
    model = window.workspace.table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def test_the_window_leaves_room_for_its_frame(window: MainWindow) -> None:
    shell = Shell("light")
    room = shell.screen().availableSize()
    assert shell.width() < max(room.width(), SMALLEST[0] + 1)
    assert shell.height() < max(room.height(), SMALLEST[1] + 1)
    shell.close()


def test_the_way_to_the_opening_view_leads_the_tree_back(window: MainWindow, qtbot: Any) -> None:
    tree = window.workspace.navigator.tree
    tree.scrollToBottom()
    window.actions["start"].trigger()
    settle(window, qtbot)
    chosen = window.workspace.navigator._model.index_of_path(("region", "100000", "330000"))
    qtbot.waitUntil(lambda: tree.viewport().rect().contains(tree.visualRect(chosen).center()))


def test_ctrl_and_a_click_in_the_tree_compare(window: MainWindow, qtbot: Any) -> None:
    tree = window.workspace.navigator.tree
    index = window.workspace.navigator._model.index_of_path(("region", "100000", "440000"))
    tree.scrollTo(index)
    qtbot.mouseClick(
        tree.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        tree.visualRect(index).center(),
    )
    settle(window, qtbot)
    assert window.controller.selection.pinned == ("330000", "440000")
    window.controller.change(pinned=())
    settle(window, qtbot)


def test_it_opens_on_zhejiang_with_nothing_empty(window: MainWindow) -> None:
    workspace = window.workspace
    assert "Zhejiang" in title(window)
    assert workspace.chart_view.frame.state is State.READY
    assert workspace.table.model().rowCount() == 31
    assert workspace.details.findChildren(FigureLabel)
    assert window.shell.windowTitle() == "Zhejiang – Third Pole"
    assert not window.stage.grab().isNull()


def test_a_click_in_the_tree_changes_chart_detail_and_crumbs(window: MainWindow, qtbot: Any) -> None:
    click_tree(window, qtbot, "region", "100000", "440000")
    assert "Guangdong" in title(window)
    shown = [b.text() for b in window.workspace.top.crumbs.findChildren(QToolButton) if b.isVisible()]
    assert "Guangdong" in shown
    assert window.controller.selection.market == "WORLD"


def test_a_market_leaves_the_region_and_shows_a_way_back(window: MainWindow, qtbot: Any) -> None:
    click_tree(window, qtbot, "market", "ASEAN")
    assert (window.controller.selection.region, window.controller.selection.market) == ("330000", "ASEAN")
    window.workspace.top.crumbs.member_chosen.emit("market", "WORLD", "")
    settle(window, qtbot)
    assert window.controller.selection.market == "WORLD"


def test_back_and_forward_go_through_the_keys(window: MainWindow, qtbot: Any) -> None:
    first = title(window)
    click_tree(window, qtbot, "region", "100000", "310000")
    second = title(window)
    assert first != second
    window.actions["back"].trigger()
    settle(window, qtbot)
    assert title(window) == first
    assert window.actions["forward"].isEnabled()
    window.actions["forward"].trigger()
    settle(window, qtbot)
    assert title(window) == second


@pytest.mark.parametrize("typed", ["浙江", "zhejiang", "zj", "330000"])
def test_the_filter_finds_a_province_however_it_is_called(window: MainWindow, qtbot: Any, typed: str) -> None:
    navigator = window.workspace.navigator
    navigator.filter.setText(typed)
    index = navigator._model.index_of_path(("region", "100000", "330000"))
    assert index.isValid()
    assert navigator.tree.isExpanded(index.parent())


def test_the_search_box_understands_a_sentence(window: MainWindow, qtbot: Any) -> None:
    search = window.workspace.top.search
    search.setText("zhejiang to asean 2025")
    with qtbot.waitSignal(search.found, timeout=15_000):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    settle(window, qtbot)
    selection = window.controller.selection
    assert (selection.region, selection.market, selection.period) == ("330000", "ASEAN", "2025")


def test_every_kind_is_shown_or_says_why_not(window: MainWindow, explorer: Explorer, qtbot: Any) -> None:
    view = window.view
    assert view is not None
    advised = explorer.advice(explorer.open_cursor(), view.selection, words_for("en"))
    for kind in advised:
        if kind.reason:
            continue
        window.controller.change(chart=kind.kind)
        settle(window, qtbot)
        assert window.workspace.chart_view.frame.state is State.READY, kind.kind
        assert window.workspace.table.model().rowCount() > 0, kind.kind
    assert all(kind.reason for kind in advised if kind.merit == 0 and kind.kind == "flow")


def test_flow_period_and_basis_are_changed_by_the_controls(window: MainWindow, qtbot: Any) -> None:
    window.workspace.top.flows.chosen.emit("export")
    settle(window, qtbot)
    assert window.controller.selection.flow == "export"
    view = window.view
    assert view is not None
    other = next(c for c in view.choices.dataflows if not c.reason and c.key != view.selection.dataflow)
    window.workspace.top.bases.chosen.emit(other.key)
    settle(window, qtbot)
    assert window.controller.selection.dataflow == other.key


def test_a_sorted_table_is_copied_with_units_and_qualifiers(window: MainWindow, qtbot: Any) -> None:
    table = window.workspace.table
    table.model().sort(1, Qt.SortOrder.AscendingOrder)
    assert column(window, 1) == sorted(column(window, 1))
    window.actions["copy-figures"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "trillion yuan" in text.splitlines()[0]
    assert len(text.splitlines()) == 32


@pytest.mark.qt_log_ignore(*POPUPS)
def test_f2_on_a_key_figure_opens_its_source(window: MainWindow, qtbot: Any) -> None:
    label = window.workspace.details.findChildren(FigureLabel)[0]
    qtbot.keyClick(label, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(window.stage.findChildren(SourcePage)))
    page = window.stage.findChildren(SourcePage)[0]
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text()
    assert window.workspace.status.message == "The figure is on the clipboard with its source"


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "csv"])
def test_the_chart_is_exported_as_the_dialog_says(
    window: MainWindow, qtbot: Any, tmp_path: Path, form: str
) -> None:
    dialog = window.exporting.open_dialog()
    assert dialog is not None
    dialog.form.form.chosen.emit(form)
    dialog.form.width_field.setValue(1200)
    dialog.form.height_field.setValue(800)
    dialog.show_folder(tmp_path)
    path = dialog.path
    assert path.name == f"ranking-Zhejiang-total-2025.{form}"
    dialog.save.click()
    assert dialog.isHidden()
    assert path.stat().st_size > 500
    if form == "png":
        with Image.open(path) as picture:
            assert picture.size == (1200, 800)
    assert path.name in window.workspace.status.message


def test_what_was_chosen_for_an_export_is_remembered(
    window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    dialog = window.exporting.open_dialog()
    assert dialog is not None
    dialog.form.preset.chosen.emit("column-1")
    assert dialog.choice.target.unit == "mm"
    dialog.show_folder(tmp_path)
    dialog.save.click()
    again = window.exporting.open_dialog()
    assert again is not None
    assert again.choice == dialog.choice
    assert again.path.parent == tmp_path
    assert settings.remembered.export_folder == str(tmp_path)
    again.reject()


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.exporting.QMessageBox.warning", lambda *args: said.append(str(args[2])))
    dialog = window.exporting.open_dialog()
    assert dialog is not None
    dialog.show_folder(tmp_path / "none")
    dialog.save.click()
    assert not dialog.isHidden()
    dialog.reject()
    assert "does not exist" in said[0]
    assert not (tmp_path / "none").exists()


def test_the_chart_goes_to_the_clipboard_as_a_picture(window: MainWindow) -> None:
    window.actions["copy-image"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/png").data()).startswith(b"\x89PNG")
    assert b"<svg" in bytes(data.data("image/svg+xml").data())


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
def test_a_file_that_is_there_is_replaced_only_when_asked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    monkeypatch.setattr("app.ui.panels.asking_places.QMessageBox.question", lambda *_: answer)
    dialog = window.exporting.open_dialog()
    assert dialog is not None
    dialog.show_folder(tmp_path)
    dialog.path.write_bytes(b"old")
    dialog.save.click()
    replaced = answer == QMessageBox.StandardButton.Yes
    assert (dialog.path.read_bytes() != b"old") == replaced == dialog.isHidden()
    dialog.reject()


def test_a_chart_is_exported_in_the_other_language(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    dialog = window.exporting.open_dialog()
    assert dialog is not None
    dialog.form.form.chosen.emit("svg")
    dialog.form.language.chosen.emit("zh")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.show_folder(tmp_path)
    dialog.save.click()
    assert "浙江" in (tmp_path / "ranking-浙江-total-2025.svg").read_text(encoding="utf-8")


def test_another_language_keeps_view_and_history(window: MainWindow, qtbot: Any) -> None:
    click_tree(window, qtbot, "region", "100000", "440000")
    before = window.controller.selection
    window.actions["language-zh"].trigger()
    settle(window, qtbot)
    assert window.controller.selection == before
    assert "广东" in title(window)
    assert window.actions["back"].isEnabled()
    assert window.actions["language-zh"].isChecked()
    assert window.shell.windowTitle().startswith("广东")


def test_another_theme_and_size_of_text_keep_the_view(window: MainWindow, qtbot: Any) -> None:
    before = title(window)
    for action in ("theme-dark", "zoom-in", "zoom-in", "theme-light", "zoom-reset"):
        window.actions[action].trigger()
        settle(window, qtbot)
        assert title(window) == before


def test_another_theme_leaves_the_marks_of_hidden_panels(window: MainWindow, qtbot: Any) -> None:
    window.actions["show-details"].trigger()
    window.actions["theme-dark"].trigger()
    settle(window, qtbot)
    assert window.stage.panel("details").isHidden()
    assert not window.actions["show-details"].isChecked()
    assert window.actions["show-table"].isChecked()


def test_panels_are_hidden_shown_and_remembered(
    window: MainWindow, desktop: Desktop, qtbot: Any, settings: Settings
) -> None:
    window.actions["show-details"].trigger()
    assert window.stage.panel("details").isHidden()
    window.shell.close()
    assert settings.remembered.hidden_panels == ["details"]
    again = desktop.open_window()
    settle(again, qtbot)
    assert again.stage.panel("details").isHidden()


def test_a_second_window_has_its_own_place(window: MainWindow, desktop: Desktop, qtbot: Any) -> None:
    window.actions["new-window"].trigger()
    assert len(desktop.windows) == 2
    other = desktop.windows[1]
    settle(other, qtbot)
    click_tree(other, qtbot, "region", "100000", "310000")
    assert window.controller.selection.region == "330000"
    assert other.controller.selection.region == "310000"
    other.shell.close()
    assert desktop.windows == [window]


def test_a_saved_view_opens_again(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    path.write_text(Selection(region="320000", chart="trend").to_json(), encoding="utf-8")
    window.open_view_file(path)
    settle(window, qtbot)
    assert window.controller.selection.region == "320000"
    assert json.loads(window.controller.selection.to_json())["chart"] == "trend"


def test_a_file_that_is_no_view_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.main_window.QMessageBox.warning", lambda *args: said.append(str(args[2])))
    path = tmp_path / "photo.json"
    path.write_bytes(b"\xff\xd8\xff")
    window.open_view_file(path)
    assert "photo.json" in said[0]


def test_help_pages_open(window: MainWindow) -> None:
    for page in (window.open_glossary(), window.open_shortcuts(), window.open_about()):
        assert page.isVisible()
        page.close()


@pytest.mark.qt_log_ignore(*POPUPS)
def test_a_right_click_on_the_chart_offers_its_menu(window: MainWindow) -> None:
    window.workspace.chart_view.chart.menu_requested.emit(QPoint(100, 100))
    menu = next(m for m in window.stage.findChildren(QMenu) if m.isVisible())
    entries = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert entries == ["Copy image", "Copy figures", "Export…", "Show figures"]
    menu.actions()[-1].trigger()
    menu.close()


def test_every_widget_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.stage.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("size", [(1280, 720), (2560, 1440)])
def test_a_window_is_drawn_without_a_screen(
    qapp: object, explorer: Explorer, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "window.png"
    start = Start(lambda: explorer, words_for, tmp_path / "none", "en")
    draw_window(start, path, size, Selection(region="330000"), "dark")
    with Image.open(path) as picture:
        assert picture.size == size
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 50
    assert not (tmp_path / "none").exists()
