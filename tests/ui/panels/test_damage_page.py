"""The page of damaged places speaks the language of the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from app.data.csv_files import Problems
from app.model.message import say
from app.model.words import Words
from app.places import resources
from app.ui.panels.damage_page import DamagePage

if TYPE_CHECKING:
    from app.ui.look import Look


def test_damaged_places_are_named_in_the_language_of_the_window(look: Look, qtbot: Any) -> None:
    problems = Problems()
    problems.add(Path("regions.csv"), 3, "code", say("expected a code"))
    chinese = replace(look, words=Words("zh", resources() / "translations"))
    page = DamagePage(problems.messages, chinese)
    qtbot.addWidget(page)
    page.copy_all()
    assert QGuiApplication.clipboard().text() == "regions.csv：第 3 行，code 列：缺少代码"
