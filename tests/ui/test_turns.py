"""Steps of drawing: one a turn, in order, given up by those who began them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.turns import Turns

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_steps_are_taken_in_the_order_in_which_they_came(qtbot: QtBot) -> None:
    turns, taken = Turns(), list[str]()
    turns.begin(lambda: taken.append("table"), lambda: taken.append("controls"), of="view")
    turns.begin(lambda: taken.append("details"), of="details")
    turns.add(lambda: taken.append("breakdowns"), of="view")
    assert taken == []
    qtbot.waitUntil(lambda: turns.done)
    assert taken == ["table", "controls", "details", "breakdowns"]


def test_what_is_begun_anew_gives_up_what_was_left_of_it_and_of_nothing_else(qtbot: QtBot) -> None:
    turns, taken = Turns(), list[str]()
    turns.begin(lambda: taken.append("old table"), of="view")
    turns.begin(lambda: taken.append("details"), of="details")
    turns.begin(lambda: taken.append("new table"), of="view")
    qtbot.waitUntil(lambda: turns.done)
    assert taken == ["details", "new table"]


def test_the_window_answers_between_two_steps(qtbot: QtBot) -> None:
    turns, taken = Turns(), list[str]()
    turns.begin(
        lambda: turns.begin(lambda: taken.append("asked meanwhile"), of="other"),
        lambda: taken.append("second"),
        of="view",
    )
    qtbot.waitUntil(lambda: turns.done)
    assert taken == ["second", "asked meanwhile"]


def test_a_step_that_fails_takes_no_other_with_it(qtbot: QtBot) -> None:
    turns, taken = Turns(), list[str]()

    def fail() -> None:
        raise ValueError("cannot be drawn")

    with qtbot.captureExceptions() as failures:
        turns.begin(fail, lambda: taken.append("controls"), of="view")
        qtbot.waitUntil(lambda: turns.done)
    assert [str(error) for _, error, _ in failures] == ["cannot be drawn"]
    assert taken == ["controls"]


def test_steps_that_are_stopped_are_not_taken(qtbot: QtBot) -> None:
    turns, taken = Turns(), list[str]()
    turns.begin(lambda: taken.append("table"), of="view")
    turns.stop()
    turns.begin(lambda: taken.append("details"), of="details")
    qtbot.waitUntil(lambda: turns.done)
    assert taken == ["details"]
