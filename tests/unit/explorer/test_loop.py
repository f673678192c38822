"""The one loop: the latest request wins, late answers are dropped, failures become a state."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import duckdb
import pytest

from app.explorer.loop import History, Outcome, State, TaskRunner


class AtOnce(Executor):
    """Runs each task where it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Later(Executor):
    """Keeps tasks until they are let go, in any order."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting.append(lambda: fn(*args, **kwargs))
        return Future()


@dataclass
class FakeCursor:
    calls: list[str] = field(default_factory=list)

    def interrupt(self) -> None:
        self.calls.append("interrupt")

    def close(self) -> None:
        self.calls.append("close")


@dataclass
class Desk:
    """A runner with the cursors that it opened and the outcomes that it delivered."""

    executor: Executor
    cursors: list[FakeCursor] = field(default_factory=list)
    delivered: list[Outcome[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.runner: TaskRunner[FakeCursor] = TaskRunner(self.executor, self.open)

    def open(self) -> FakeCursor:
        self.cursors.append(FakeCursor())
        return self.cursors[-1]

    def ask(self, work: Callable[[FakeCursor], str]) -> int:
        return self.runner.request(work, self.delivered.append)


def refuse(cursor: FakeCursor) -> str:
    raise ValueError("no such thing")


def test_an_answer_is_ready_and_its_cursor_closed() -> None:
    desk = Desk(AtOnce())
    token = desk.ask(lambda cursor: "chart")
    assert desk.delivered == [Outcome(token, State.READY, "chart")]
    assert desk.cursors[0].calls == ["close"]
    assert desk.runner.is_current(token)


def test_a_failure_is_a_state_with_its_message() -> None:
    desk = Desk(AtOnce())
    token = desk.ask(refuse)
    assert desk.delivered == [Outcome(token, State.FAILED, None, "ValueError: no such thing")]
    assert desk.cursors[0].calls == ["close"]
    desk.ask(lambda cursor: "well again")
    assert desk.delivered[-1].state is State.READY


def test_a_store_that_gives_no_cursor_is_a_failure_too() -> None:
    delivered: list[Outcome[str]] = []

    def closed() -> FakeCursor:
        raise duckdb.ConnectionException("closed")

    runner: TaskRunner[FakeCursor] = TaskRunner(AtOnce(), closed)
    runner.request(lambda cursor: "chart", delivered.append)
    assert [(outcome.state, outcome.message) for outcome in delivered] == [
        (State.FAILED, "ConnectionException: closed")
    ]


def test_only_the_latest_of_waiting_requests_is_worked() -> None:
    later = Later()
    desk = Desk(later)
    desk.ask(lambda cursor: "first")
    desk.ask(lambda cursor: "second")
    desk.ask(lambda cursor: "third")
    for task in later.waiting:
        task()
    assert len(desk.cursors) == 1
    assert [outcome.value for outcome in desk.delivered] == ["third"]


def test_a_late_answer_is_dropped_and_its_query_interrupted() -> None:
    desk = Desk(AtOnce())

    def slow(cursor: FakeCursor) -> str:
        desk.ask(lambda newer: "new")
        return "old"

    first = desk.ask(slow)
    assert [outcome.value for outcome in desk.delivered] == ["new"]
    assert desk.cursors[0].calls == ["interrupt", "close"]
    assert desk.cursors[1].calls == ["close"]
    assert not desk.runner.is_current(first)


def test_a_late_failure_is_dropped_too() -> None:
    desk = Desk(AtOnce())

    def slow(cursor: FakeCursor) -> str:
        desk.ask(lambda newer: "new")
        raise duckdb.InterruptException("interrupted")

    desk.ask(slow)
    assert [outcome.state for outcome in desk.delivered] == [State.READY]


def test_what_is_cancelled_is_not_delivered() -> None:
    desk = Desk(AtOnce())

    def slow(cursor: FakeCursor) -> str:
        desk.runner.cancel()
        return "old"

    desk.ask(slow)
    assert desk.delivered == []
    assert desk.cursors[0].calls == ["interrupt", "close"]


def test_a_request_that_is_overtaken_while_its_cursor_opens_is_not_worked() -> None:
    later = Later()
    delivered: list[Outcome[str]] = []
    cursors: list[FakeCursor] = []

    def opening() -> FakeCursor:
        cursors.append(FakeCursor())
        if len(cursors) == 1:
            runner.request(lambda cursor: "new", delivered.append)
        return cursors[-1]

    runner: TaskRunner[FakeCursor] = TaskRunner(later, opening)
    runner.request(lambda cursor: "old", delivered.append)
    while later.waiting:
        later.waiting.pop(0)()
    assert [outcome.value for outcome in delivered] == ["new"]
    assert [cursor.calls for cursor in cursors] == [["close"], ["close"]]


def test_a_running_query_of_duckdb_is_stopped() -> None:
    with ThreadPoolExecutor(1) as executor, duckdb.connect(":memory:") as connection:
        begun, delivered = Event(), Event()
        found: list[Outcome[object]] = []
        runner: TaskRunner[duckdb.DuckDBPyConnection] = TaskRunner(executor, connection.cursor)

        def endless(cursor: duckdb.DuckDBPyConnection) -> object:
            begun.set()
            return cursor.execute(
                "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"
            ).fetchone()

        def take(outcome: Outcome[object]) -> None:
            found.append(outcome)
            delivered.set()

        runner.request(endless, take)
        assert begun.wait(10)
        runner.request(lambda cursor: cursor.execute("SELECT 42").fetchone(), take)
        while not delivered.wait(0.05):
            runner.request(lambda cursor: cursor.execute("SELECT 42").fetchone(), take)
        assert found[0].value == (42,)


@pytest.fixture
def history() -> History[str]:
    visited: History[str] = History()
    for place in ("China", "Zhejiang", "Ningbo"):
        visited.visit(place)
    return visited


def test_back_and_forward(history: History[str]) -> None:
    assert (history.back(), history.back(), history.back()) == ("Zhejiang", "China", None)
    assert history.current == "China"
    assert not history.can_go_back
    assert (history.forward(), history.forward(), history.forward()) == ("Zhejiang", "Ningbo", None)
    assert not history.can_go_forward


def test_an_equal_place_is_silent(history: History[str]) -> None:
    assert not history.visit("Ningbo")
    assert history.back() == "Zhejiang"


def test_a_new_place_forgets_what_was_stepped_back_from(history: History[str]) -> None:
    history.back()
    assert history.visit("Jiangsu")
    assert not history.can_go_forward
    assert history.back() == "Zhejiang"


def test_a_place_is_replaced_by_its_completed_form(history: History[str]) -> None:
    history.replace("Ningbo 2025")
    history.back()
    assert history.forward() == "Ningbo 2025"


def test_nowhere_yet() -> None:
    empty: History[str] = History()
    assert empty.current is None
    assert empty.back() is None
    assert empty.forward() is None
    assert empty.visit("China")
    assert not empty.can_go_back
