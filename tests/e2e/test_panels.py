"""The panels beside the chart, on the bundled data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu

from app.explorer.loop import State
from app.explorer.recipes import Recipe
from app.model.selection import Breakdown, Selection
from app.ui.panels.printing import ChartSheet, paint_sheets, printer_for
from tests.e2e.conftest import settle

if TYPE_CHECKING:
    from pathlib import Path

    from app.charts.spec import ChartSpec
    from app.explorer.explorer import Explorer
    from app.ui.main_window import MainWindow

QUIET = pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing")


def shown(window: MainWindow) -> ChartSpec:
    """The chart on the screen."""
    assert window.view is not None
    assert window.view.spec is not None
    return window.view.spec


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the next question for a place be answered with a path."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))


@QUIET
def test_checks_are_counted_listed_and_lead_to_their_figure(window: MainWindow, qtbot: Any) -> None:
    page = window.panels.open_checks()
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 1000, timeout=30_000)
    assert "agree" in window.panels.checks_link.text()
    assert window.panels.damage_link.isHidden()
    page.filter.setText("Jinhua")
    qtbot.waitUntil(lambda: 0 < page.table.model().rowCount() < 1000)
    page.lead()
    settle(window, qtbot)
    assert window.controller.selection.region == "330700"


def test_a_panel_that_failed_is_asked_for_again(window: MainWindow, qtbot: Any) -> None:
    workspace = window.workspace
    for frame in (workspace.details_frame, workspace.navigator_frame, workspace.table_frame):
        frame.show_failed("the disk is gone")
        again = next(button for button in frame.findChildren(QAbstractButton) if button.text() == "Try again")
        again.click()
        settle(window, qtbot)
        assert (frame.state, frame.message) == (State.READY, "")


def test_the_table_is_no_longer_current_when_another_view_is_asked_for(
    window: MainWindow, qtbot: Any
) -> None:
    states: list[State] = []
    window.workspace.table_frame.state_changed.connect(states.append)
    window.controller.select_member("region", "440000")
    settle(window, qtbot)
    assert states == [State.LOADING, State.READY]


def test_a_view_comes_before_the_checks_which_are_made_when_it_is_calm(
    window: MainWindow, qtbot: Any
) -> None:
    window.panels.count_checks()
    window.controller.select_member("region", "440000")
    settle(window, qtbot)
    qtbot.waitUntil(lambda: "agree" in window.panels.checks_link.text(), timeout=30_000)


def test_a_figure_is_cited_in_the_other_language(window: MainWindow, explorer: Explorer) -> None:
    book = window.workspace.book
    assert window.view is not None
    assert window.view.spec is not None
    figure = next(found for key, found in window.view.spec.figures.items() if "330000" in key)
    cursor, view = explorer.open_cursor(), window.view
    known = dict(book.known(cursor, figure, view).lines)
    assert known["What"] == "Zhejiang, 2025: trade"
    assert "operating unit" in known["Basis"]
    assert book.other_words is not None
    assert book.known(cursor, figure, view, book.other_words).citation.startswith("浙江")


@QUIET
def test_pinned_views_become_a_report_pictures_and_a_recipe(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.panels.stories
    window.actions["pin-view"].trigger()
    window.controller.select(Selection(region="330000", chart="trend"))
    settle(window, qtbot)
    window.actions["pin-view"].trigger()
    page = desk.open_tray()
    assert page.views.count() == 2
    page.comment.setPlainText("Zhejiang is third")
    for name, head in (("tray.pdf", b"%PDF"), ("tray.html", b"<!doctype html>")):
        answer(monkeypatch, tmp_path / name)
        with qtbot.waitSignal(desk.away.written, timeout=30_000):
            desk.save_report()
        assert (tmp_path / name).read_bytes().startswith(head)
    assert "Zhejiang is third" in (tmp_path / "tray.html").read_text(encoding="utf-8")
    folder = tmp_path / "pictures"
    folder.mkdir()
    answer(monkeypatch, folder)
    with qtbot.waitSignal(desk.away.written, timeout=30_000):
        desk.save_pictures()
    assert sorted(path.suffix for path in folder.glob("[!.]*")) == [".png", ".png"]
    answer(monkeypatch, tmp_path / "recipe.json")
    desk.save_story_recipe()
    recipe = Recipe.from_json((tmp_path / "recipe.json").read_text(encoding="utf-8"))
    assert [entry.selection.chart for entry in recipe.entries] == ["ranking", "trend"]


def test_what_is_seen_is_saved_as_a_recipe(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "seen.json"
    answer(monkeypatch, path)
    window.actions["save-recipe"].trigger()
    recipe = Recipe.from_json(path.read_text(encoding="utf-8"))
    assert [entry.selection for entry in recipe.entries] == [window.controller.selection]


def test_a_story_file_is_opened_and_another_file_is_refused(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = window.panels.stories
    desk.pin()
    answer(monkeypatch, tmp_path / "story.json")
    desk.save_story()
    before = desk.shelf.story
    desk.shelf.put(before.removed(0))
    desk.open_story()
    assert desk.shelf.story == before
    said: list[str] = []
    monkeypatch.setattr("app.ui.panels.story_desk.QMessageBox.warning", lambda *args: said.append(args[2]))
    (tmp_path / "story.json").write_text(json.dumps({"recipe": 1}), encoding="utf-8")
    desk.open_story()
    assert "story.json" in said[0]
    assert desk.shelf.story == before


def test_the_profile_of_the_place_is_written(
    window: MainWindow, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "zhejiang.pdf"
    answer(monkeypatch, path)
    with qtbot.waitSignal(window.panels.stories.away.written, timeout=60_000):
        window.actions["profile"].trigger()
    assert path.read_bytes().startswith(b"%PDF")


def test_a_target_that_cannot_be_written_is_said_and_leaves_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.panels.taking_away.QMessageBox.warning", lambda *args: said.append(args[2]))
    assert not window.panels.stories.away.write(tmp_path / "none" / "a.pdf", b"x")
    assert "a.pdf" in said[0]


def test_the_chart_is_printed_with_the_painter_of_the_screen(window: MainWindow, tmp_path: Path) -> None:
    assert window.view is not None
    assert window.view.spec is not None
    sheet = ChartSheet(window.view.spec, window.look.typeface)
    printer = printer_for(sheet)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    paint_sheets(sheet, printer)
    assert (tmp_path / "print.pdf").read_bytes().startswith(b"%PDF")


@QUIET
def test_the_print_preview_opens(window: MainWindow) -> None:
    preview = window.panels.stories.preview_chart()
    assert preview is not None
    assert preview.isVisible()
    preview.close()


def test_places_are_compared_and_let_go(window: MainWindow, qtbot: Any) -> None:
    comparing = window.panels.comparing
    comparing.compare("region", "440000")
    settle(window, qtbot)
    assert [row.member for row in shown(window).table.rows] == ["440000", "330000"]
    assert comparing.tray is not None
    assert len(comparing.tray.chips) == 2
    comparing.tray.chips[0].click()
    settle(window, qtbot)
    assert len(shown(window).table.rows) == 31
    window.actions["up"].trigger()
    settle(window, qtbot)
    assert window.controller.selection.pinned == ()
    assert comparing.tray.isHidden()


@QUIET
def test_a_row_of_the_tree_offers_to_be_compared(window: MainWindow, qtbot: Any) -> None:
    navigator = window.workspace.navigator
    index = navigator._model.index_of_path(("region", "100000", "440000"))
    navigator.tree.scrollTo(index)
    place = navigator.tree.visualRect(index).center()
    navigator.tree.customContextMenuRequested.emit(place)
    menu = next(menu for menu in navigator.tree.findChildren(QMenu) if menu.isVisible())
    entry = menu.actions()[-1]
    assert entry.text() == "Compare Guangdong"
    entry.trigger()
    menu.close()
    settle(window, qtbot)
    assert window.controller.selection.pinned == ("330000", "440000")


@QUIET
def test_the_view_menu_offers_what_the_chosen_member_can_be_compared_with(
    window: MainWindow, qtbot: Any
) -> None:
    window.actions["compare"].trigger()
    menu = next(menu for menu in window.workspace.chart_view.findChildren(QMenu) if menu.isVisible())
    offered = {entry.text(): entry for entry in menu.actions()}
    assert "Zhejiang" not in offered
    offered["Jiangsu"].trigger()
    menu.close()
    settle(window, qtbot)
    assert [row.member for row in shown(window).table.rows] == ["320000", "330000"]
    window.controller.change(breakdown=Breakdown("flow", "flow", "330000"), pinned=())
    settle(window, qtbot)
    window.actions["compare"].trigger()
    assert window.workspace.status.message == "Flows and periods stand side by side already"


def test_the_timeline_goes_through_years_without_filling_the_way_back(window: MainWindow, qtbot: Any) -> None:
    timeline = window.panels.timeline
    assert timeline is not None
    assert timeline.isVisible()
    before = window.controller.can_go_back
    timeline.slider.setValue(timeline.slider.maximum() - 1)
    settle(window, qtbot)
    assert window.controller.selection.period == "2024"
    assert window.controller.can_go_back is before


def test_panels_take_their_places_in_another_language(window: MainWindow, qtbot: Any) -> None:
    window.panels.comparing.compare("region", "440000")
    settle(window, qtbot)
    window.actions["language-zh"].trigger()
    settle(window, qtbot)
    tray = window.panels.comparing.tray
    assert tray is not None
    assert [chip.text() for chip in tray.chips] == ["浙江  ×", "广东  ×"]
    assert window.workspace.book.other_words is not None
    assert window.workspace.book.other_words.language == "en"


@QUIET
def test_two_editions_of_the_dataflow_on_the_screen_are_compared(window: MainWindow, qtbot: Any) -> None:
    page = window.panels.editions.open_page()
    assert page is not None
    qtbot.waitUntil(lambda: page.frame.state is State.READY, timeout=30_000)
    assert page.table.model().rowCount() > 0
    page.close()
