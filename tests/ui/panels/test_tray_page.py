"""The output tray: pinned, put in order, commented, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from app.explorer.stories import Story
from app.model.selection import Selection
from app.ui.export.choice import ExportChoice
from app.ui.panels.story_desk import settings_of
from app.ui.panels.story_shelf import StoryShelf
from app.ui.panels.tray_page import TrayPage
from app.ui.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.look import Look

VIEWS = tuple(Selection(region=code) for code in ("330000", "440000", "310000"))


@pytest.fixture
def shelf(qapp: object, tmp_path: Path) -> StoryShelf:
    made = StoryShelf(Settings(tmp_path))
    for view in VIEWS:
        made.pin(view)
    return made


@pytest.fixture
def page(shelf: StoryShelf, look: Look, qtbot: Any) -> TrayPage:
    made = TrayPage(shelf, lambda selection: selection.region, look)
    qtbot.addWidget(made)
    made.show()
    return made


def regions(shelf: StoryShelf) -> list[str]:
    return [pin.selection.region for pin in shelf.story.pins]


def test_views_are_moved_and_removed_by_keys(page: TrayPage, shelf: StoryShelf, qtbot: Any) -> None:
    assert page.views.texts() == ["1  330000", "2  440000", "3  310000"]
    page.views.setCurrentRow(2)
    qtbot.keyClick(page.views, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert regions(shelf) == ["330000", "310000", "440000"]
    assert page.views.currentRow() == 1
    qtbot.keyClick(page.views, Qt.Key.Key_Delete)
    assert regions(shelf) == ["330000", "440000"]
    page.views.setCurrentRow(0)
    page.move_by(-1)
    assert regions(shelf) == ["330000", "440000"]


def test_a_comment_belongs_to_its_view(page: TrayPage, shelf: StoryShelf) -> None:
    page.views.setCurrentRow(1)
    page.comment.setPlainText("Guangdong leads")
    page.views.setCurrentRow(0)
    assert page.comment.toPlainText() == ""
    page.views.setCurrentRow(1)
    assert page.comment.toPlainText() == "Guangdong leads"
    assert [pin.comment for pin in shelf.story.pins] == ["", "Guangdong leads", ""]


def test_a_view_leads_to_its_place(page: TrayPage, qtbot: Any) -> None:
    page.views.setCurrentRow(1)
    with qtbot.waitSignal(page.place_chosen) as asked:
        page.show_button.click()
    assert asked.args == [VIEWS[1]]


def test_an_empty_tray_says_how_to_fill_it_and_makes_nothing(page: TrayPage, shelf: StoryShelf) -> None:
    shelf.put(Story())
    assert page.empty.isVisible()
    assert not any(button.isEnabled() for button in page.makers)


def test_what_is_wanted_is_told(page: TrayPage, qtbot: Any) -> None:
    asked: list[str] = []
    page.wanted.connect(asked.append)
    for button in page.makers:
        button.click()
    assert asked == ["report", "pictures", "recipe", "print"]


def test_the_story_is_there_the_next_day(shelf: StoryShelf, tmp_path: Path) -> None:
    shelf.put(shelf.story.titled("Three places"))
    again = StoryShelf(Settings(tmp_path))
    assert again.story == shelf.story


def test_a_story_that_cannot_be_read_is_an_empty_one(tmp_path: Path, qapp: object) -> None:
    settings = Settings(tmp_path)
    settings.change(tray="no story")
    assert StoryShelf(settings).story == Story()


def test_export_choices_are_written_into_a_recipe() -> None:
    plain = {"form": "svg", "width": 85, "height": 60, "unit": "mm", "dpi": 300, "parts": ["title", "source"]}
    found = settings_of(ExportChoice.from_plain(plain, "zh", "dark"))
    assert (found.formats, found.size, found.dpi, found.theme) == (("svg",), "85x60mm", 300, "dark")
    assert found.language == "zh"
    assert found.leave_out == ("subtitle", "legend", "remark", "program")
