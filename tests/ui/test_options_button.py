"""The control for the options of a kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidgetAction

from app.explorer.views import Choice, OptionChoice
from app.ui.options_button import OptionsButton

if TYPE_CHECKING:
    from app.ui.look import Look

MODE = OptionChoice(
    "mode", "Show", "value", "value",
    (Choice("value", "Levels"), Choice("index", "Index"), Choice("ytd", "Year to date", reason="monthly")),
)  # fmt: skip
SCALE = OptionChoice(
    "scale", "Axis", "linear", "linear", (Choice("linear", "Linear"), Choice("log", "Log & co"))
)


@pytest.fixture
def control(qtbot: Any, look: Look) -> OptionsButton:
    made = OptionsButton(look)
    qtbot.addWidget(made)
    made.show()
    made.show_options((MODE, SCALE))
    return made


def actions(control: OptionsButton) -> dict[str, QAction]:
    return {action.text(): action for action in control.menu().actions() if action.isCheckable()}


def test_every_option_is_a_section_with_its_answer_checked(control: OptionsButton) -> None:
    assert list(actions(control)) == ["Levels", "Index", "Year to date", "Linear", "Log && co"]
    assert [text for text, action in actions(control).items() if action.isChecked()] == ["Levels", "Linear"]
    headings = [action for action in control.menu().actions() if isinstance(action, QWidgetAction)]
    assert [heading.text() for heading in headings] == ["Show", "Axis"]


def test_an_answer_is_told_with_its_option(control: OptionsButton, qtbot: Any) -> None:
    with qtbot.waitSignal(control.chosen) as heard:
        actions(control)["Index"].trigger()
    assert heard.args == ["mode", "index"]


def test_a_refused_answer_leaves_the_check_mark(control: OptionsButton) -> None:
    actions(control)["Index"].trigger()
    assert [text for text, action in actions(control).items() if action.isChecked()] == ["Levels", "Linear"]


def test_another_view_leaves_no_group_behind(control: OptionsButton) -> None:
    control.show_options((SCALE,))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(control.menu().findChildren(QActionGroup)) == 1


def test_what_does_not_fit_is_off_and_says_why(control: OptionsButton) -> None:
    off = actions(control)["Year to date"]
    assert not off.isEnabled()
    assert off.toolTip() == "monthly"


def test_answers_that_are_not_usual_are_said(control: OptionsButton) -> None:
    assert control.accessibleName() == "Options"
    control.show_options((replace(MODE, current="index"), replace(SCALE, current="log")))
    assert control.text().startswith("Index, Log && co")
    assert control.accessibleName() == "Options: Index, Log & co"


def test_a_kind_without_options_leaves_it_off_with_the_reason(control: OptionsButton) -> None:
    control.show_options(())
    assert not control.isEnabled()
    assert "no options" in control.toolTip()


def test_the_keyboard_reaches_it(control: OptionsButton) -> None:
    assert control.focusPolicy() == Qt.FocusPolicy.StrongFocus
