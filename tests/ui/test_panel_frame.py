"""The five states of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton

from app.explorer.loop import State
from app.ui.panel_frame import PanelFrame
from app.ui.turns import Turns

if TYPE_CHECKING:
    from app.ui.look import Look


@pytest.fixture
def panel(qtbot: Any, look: Look) -> PanelFrame:
    made = PanelFrame(QLabel("content"), look)
    qtbot.addWidget(made)
    made.show()
    return made


def shows_content(panel: PanelFrame) -> bool:
    return any(label.text() == "content" and label.isVisible() for label in panel.findChildren(QLabel))


def bar(panel: PanelFrame) -> QProgressBar:
    return panel.findChildren(QProgressBar)[0]


def test_begins_idle_and_empty(panel: PanelFrame) -> None:
    assert panel.state is State.IDLE
    assert not shows_content(panel)


def test_old_content_stays_and_loading_is_said_after_a_moment(panel: PanelFrame, qtbot: Any) -> None:
    panel.show_ready(lambda: None)
    panel.show_loading()
    assert panel.state is State.LOADING
    assert shows_content(panel)
    assert not bar(panel).isVisible()
    current = panel.grab().toImage()
    qtbot.waitUntil(lambda: bar(panel).isVisible(), timeout=2000)
    assert shows_content(panel)
    bar(panel).hide()
    assert panel.grab().toImage() != current, "what is not current is dimmed"
    panel.show_ready(lambda: None)
    assert not bar(panel).isVisible()
    assert panel.grab().toImage() == current


def test_a_quick_answer_never_says_loading(panel: PanelFrame) -> None:
    panel.show_loading()
    panel.show_ready(lambda: None)
    assert not bar(panel).isVisible()
    assert panel.state is State.READY


def test_empty_says_why(panel: PanelFrame) -> None:
    panel.show_empty("needs three years")
    assert panel.message == "needs three years"
    assert not shows_content(panel)


def test_failed_says_what_and_offers_another_try(panel: PanelFrame, qtbot: Any) -> None:
    panel.show_failed("no such table")
    assert "no such table" in panel.message
    with qtbot.waitSignal(panel.retry_asked):
        panel._retry.click()


def test_a_panel_that_cannot_draw_says_so_in_its_place(panel: PanelFrame) -> None:
    def render() -> None:
        raise KeyError("tile")

    panel.show_ready(render)
    assert panel.state is State.FAILED
    assert "KeyError" in panel.message


def test_ways_out_are_buttons_and_go_with_the_message(panel: PanelFrame, qtbot: Any) -> None:
    panel.show_empty("nothing together", ["All markets", "All goods"])
    offered = [button for button in panel.findChildren(QToolButton) if button.isVisible()]
    assert [button.text() for button in offered] == ["All markets", "All goods"]
    with qtbot.waitSignal(panel.offer_taken) as heard:
        qtbot.mouseClick(offered[1], Qt.MouseButton.LeftButton)
    assert heard.args == [1]
    panel.show_empty("nothing")
    assert not [button for button in panel.findChildren(QToolButton) if button.isVisible()]


def test_an_answer_is_drawn_in_turns_and_ready_after_the_last(panel: PanelFrame, qtbot: Any) -> None:
    drawn: list[str] = []
    turns = Turns(panel)
    panel.show_loading()
    panel.show_in_turns([lambda: drawn.append("first"), lambda: drawn.append("last")], turns)
    assert drawn == []
    qtbot.waitUntil(lambda: panel.state is State.READY)
    assert drawn == ["first", "last"]


def test_a_turn_that_fails_ends_the_others_and_is_told(panel: PanelFrame, qtbot: Any) -> None:
    drawn: list[str] = []
    turns = Turns(panel)

    def fail() -> None:
        raise ValueError("no such figure")

    panel.show_in_turns([fail, lambda: drawn.append("last")], turns)
    qtbot.waitUntil(lambda: panel.state is State.FAILED)
    assert turns.done
    assert not drawn
    assert "no such figure" in panel.message
