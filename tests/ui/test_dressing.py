"""What a look does to the whole application."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox

from app.model.words import Words
from app.ui.dressing import dress

if TYPE_CHECKING:
    from app.ui.look import Look


@pytest.mark.parametrize(("language", "said"), [("zh", "是"), ("en", "Yes")])
def test_the_dialogs_of_qt_speak_the_language_of_the_program(look: Look, language: str, said: str) -> None:
    dress(replace(look, words=Words("zh" if language == "zh" else "en")))
    box = QMessageBox()
    button = box.addButton(QMessageBox.StandardButton.Yes)
    assert said in button.text()
    dress(look)
    again = QMessageBox()
    assert "Yes" in again.addButton(QMessageBox.StandardButton.Yes).text()
