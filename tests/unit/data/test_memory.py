"""Answers are kept while their data set stays what it was."""

from __future__ import annotations

from app.data.memory import Memory


def test_a_question_is_asked_once() -> None:
    memory = Memory()
    asked: list[str] = []

    def ask() -> str:
        asked.append("asked")
        return "answer"

    assert [memory.recall("a", "how many?", ask) for _ in range(3)] == ["answer"] * 3
    assert asked == ["asked"]


def test_data_sets_and_questions_are_told_apart() -> None:
    memory = Memory()
    memory.recall("a", "one", lambda: 1)
    memory.recall("a", "two", lambda: 2)
    memory.recall("b", "one", lambda: 3)
    answers = [memory.recall(*asked, lambda: 0) for asked in (("a", "one"), ("a", "two"), ("b", "one"))]
    assert answers == [1, 2, 3]


def test_what_is_forgotten_is_asked_again() -> None:
    memory = Memory()
    memory.recall("a", "how many?", lambda: 1)
    memory.recall("b", "how many?", lambda: 1)
    memory.forget("a")
    assert memory.recall("a", "how many?", lambda: 2) == 2
    assert memory.recall("b", "how many?", lambda: 2) == 1


def test_an_answer_about_what_was_replaced_meanwhile_is_not_kept() -> None:
    memory = Memory()

    def replaced() -> str:
        memory.forget("a")
        return "old"

    assert memory.recall("a", "what?", replaced) == "old"
    assert memory.recall("a", "what?", lambda: "new") == "new"


def test_the_oldest_answers_are_given_up_first() -> None:
    memory = Memory(most=2)
    memory.recall("a", 1, lambda: "first")
    memory.recall("a", 2, lambda: "second")
    memory.recall("a", 1, lambda: "again")
    memory.recall("a", 3, lambda: "third")
    assert memory.recall("a", 1, lambda: "new") == "first"
    assert memory.recall("a", 2, lambda: "new") == "new"
