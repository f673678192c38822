"""The one way round: selections in, answers out, late ones dropped."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QCoreApplication

from app.explorer.loop import Outcome, State
from app.model.selection import Breakdown, Selection
from app.ui.controller import Controller
from tests.ui.fakes import ENGLISH, AtOnce, FakeExplorer, OnDemand

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from app.explorer.explorer import Explorer


@dataclass
class Heard:
    views: list[Outcome[Any]] = field(default_factory=list)
    details: list[Outcome[Any]] = field(default_factory=list)
    trees: list[Outcome[Any]] = field(default_factory=list)
    breakdowns: list[Outcome[Any]] = field(default_factory=list)
    advice: list[Outcome[Any]] = field(default_factory=list)
    places: list[Selection] = field(default_factory=list)


def controlled(executor: Executor, explorer: FakeExplorer) -> tuple[Controller, Heard]:
    controller = Controller(cast("Explorer", explorer), ENGLISH, executor)
    heard = Heard()
    controller.view_settled.connect(heard.views.append)
    controller.detail_settled.connect(heard.details.append)
    controller.navigator_settled.connect(heard.trees.append)
    controller.breakdowns_settled.connect(heard.breakdowns.append)
    controller.advice_settled.connect(heard.advice.append)
    controller.selection_changed.connect(heard.places.append)
    return controller, heard


def draw(controller: Controller) -> None:
    """Let the window take all that it has to draw, and ask what it asks for after it."""
    while not controller.turns.done:
        QCoreApplication.processEvents()


def titles(heard: Heard) -> list[str]:
    return [outcome.value.spec.title for outcome in heard.views if outcome.value is not None]


@pytest.fixture
def explorer() -> FakeExplorer:
    return FakeExplorer()


ZHEJIANG, SHANGHAI = Selection(region="330000"), Selection(region="310000")


def test_a_selection_reaches_every_panel_completed(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    draw(controller)
    assert titles(heard) == ["Zhejiang: ranking of total"]
    assert heard.places[0].period == "2025"
    assert len(heard.details) == len(heard.trees) == 1
    assert controller.selection == heard.places[0]


def test_a_view_that_is_known_is_shown_alone_until_the_rest_may_follow(
    qtbot: object, explorer: FakeExplorer
) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    view = explorer.view(explorer.open_cursor(), ZHEJIANG, ENGLISH)
    controller.open_with(view)
    assert titles(heard) == ["Zhejiang: ranking of total"]
    assert controller.selection == view.selection
    assert not heard.places + heard.details + heard.trees + heard.advice
    controller.follow()
    assert heard.places == [view.selection]
    draw(controller)
    assert len(heard.details) == len(heard.trees) == len(heard.advice) == 1
    assert explorer.asked == [ZHEJIANG]


def test_nothing_follows_before_there_is_a_view(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.follow()
    assert not heard.places
    assert not explorer.cursors


def test_kinds_are_advised_for_every_view(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    draw(controller)
    controller.change(chart="trend")
    draw(controller)
    assert len(heard.advice) == 2
    assert len(heard.details) == 1


def test_an_equal_selection_is_silent(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    controller.select(controller.selection)
    controller.change(flow="total")
    assert len(explorer.asked) == 1
    assert len(heard.views) == 1


def test_a_late_answer_to_an_old_request_is_dropped(qtbot: object, explorer: FakeExplorer) -> None:
    executor = OnDemand()
    controller, heard = controlled(executor, explorer)
    controller.select(ZHEJIANG)
    controller.select(SHANGHAI)
    executor.run_all()
    assert [place.region for place in heard.places] == ["310000"]
    assert not controller.can_go_back


def test_nothing_arrives_after_closing(qtbot: object, explorer: FakeExplorer) -> None:
    executor = OnDemand()
    controller, heard = controlled(executor, explorer)
    controller.select(ZHEJIANG)
    controller.close()
    executor.run_all()
    assert heard.views == []


def test_back_and_forward(qtbot: object, explorer: FakeExplorer) -> None:
    controller, _heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    controller.select_member("region", "310000")
    controller.change(chart="trend")
    controller.back()
    controller.back()
    assert controller.selection.region == "330000"
    assert controller.can_go_forward
    controller.forward()
    assert (controller.selection.region, controller.selection.chart) == ("310000", "ranking")
    controller.select_member("region", "440000")
    assert not controller.can_go_forward


def test_another_kind_of_chart_leaves_trees_and_detail_alone(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    draw(controller)
    controller.change(chart="trend")
    draw(controller)
    assert len(heard.views) == 2
    assert len(heard.details) == len(heard.trees) == 1
    assert len(heard.breakdowns) == 2
    controller.change(flow="export")
    draw(controller)
    assert len(heard.details) == len(heard.trees) == 2


def test_what_stands_around_the_chart_is_asked_for_in_turn_after_it_was_drawn(
    qtbot: object, explorer: FakeExplorer
) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    order: list[str] = []
    controller.view_followed.connect(
        lambda _: controller.turns.begin(lambda: order.append("table"), lambda: order.append("controls"))
    )
    controller.detail_settled.connect(
        lambda _: controller.turns.begin(lambda: order.append("detail"), of=heard)
    )
    controller.navigator_settled.connect(lambda _: order.append("trees"))
    controller.advice_settled.connect(lambda _: order.append("kinds"))
    controller.breakdowns_settled.connect(lambda _: order.append("breakdowns"))
    controller.select(ZHEJIANG)
    draw(controller)
    assert order == ["table", "controls", "detail", "trees", "kinds", "breakdowns"]


def test_what_the_next_chart_overtook_is_asked_for_behind_it(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    controller.change(chart="trend")
    assert not heard.details + heard.trees + heard.advice
    draw(controller)
    assert len(heard.details) == len(heard.trees) == len(heard.advice) == len(heard.breakdowns) == 1


def test_a_breakdown_is_a_choice_unless_another_chart_or_place_brings_it(
    qtbot: object, explorer: FakeExplorer
) -> None:
    controller, _ = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    controller.select_kind("trend")
    controller.change(breakdown=Breakdown("region", "city", "330000"))
    controller.select_member("region", "310000")
    controller.back()
    controller.move(replace(controller.selection, breakdown=Breakdown("region", "province", "100000")))
    assert explorer.lenient == [False, True, False, False, False, True]


def test_asking_again_asks_for_the_same(qtbot: object, explorer: FakeExplorer) -> None:
    controller, _ = controlled(AtOnce(), explorer)
    explorer.fail = "the disk is gone"
    controller.select_kind("trend")
    controller.retry()
    assert explorer.lenient == [True, True]


def test_a_failure_is_an_outcome_and_the_way_back_stays(qtbot: object, explorer: FakeExplorer) -> None:
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    explorer.fail = "the disk is gone"
    controller.select(SHANGHAI)
    assert "the disk is gone" in heard.views[-1].message
    explorer.fail = ""
    controller.retry()
    assert [outcome.state for outcome in heard.views] == [State.READY, State.FAILED, State.READY]
    controller.back()
    assert controller.selection.region == "330000"


def test_no_chart_is_empty_with_a_reason(qtbot: object, explorer: FakeExplorer) -> None:
    explorer.empty = "Needs two years"
    controller, heard = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    assert heard.views[-1].state is State.EMPTY
    assert heard.views[-1].message == "Needs two years"


def test_every_task_closes_its_own_cursor(qtbot: object, explorer: FakeExplorer) -> None:
    controller, _ = controlled(AtOnce(), explorer)
    controller.select(ZHEJIANG)
    draw(controller)
    assert len(explorer.cursors) == 5
    assert all(cursor.closed for cursor in explorer.cursors)


def test_a_window_that_is_closed_asks_for_nothing_more(qtbot: object, explorer: FakeExplorer) -> None:
    executor = OnDemand()
    controller, heard = controlled(executor, explorer)
    controller.select(ZHEJIANG)
    executor.run_all()
    controller.close()
    assert controller.turns.done
    QCoreApplication.processEvents()
    assert executor.waiting == []
    assert not heard.details
