"""Answers that were given before: the figures of an open data set do not change."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """The latest answers, the oldest given up first. Whoever takes one must not change it."""

    def __init__(self, most: int = 300) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()
        self._forgotten: Counter[str] = Counter()
        """How often each data set was forgotten: an answer that was asked before is not kept after."""
        self._lock = Lock()

    def recall(self, dataset: str, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question about a data set, asked only if it is not known."""
        key = (dataset, question)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                known: T = self._answers[key]
                return known
            opening = self._forgotten[dataset]
        answer = ask()
        with self._lock:
            if opening == self._forgotten[dataset]:
                self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer

    def forget(self, dataset: str) -> None:
        """Drop all answers about a data set."""
        with self._lock:
            self._forgotten[dataset] += 1
            for key in [key for key in self._answers if key[0] == dataset]:
                del self._answers[key]
