"""Says how far long work has come, and at the end what could not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from app.model.words import Words

OK, FAILED, INTERRUPTED = 0, 1, 130

State = Literal["made", "kept", "failed"]


class Progress:
    """One line for each step, the sum and the failures at the end."""

    def __init__(self, out: TextIO, total: int, words: Words) -> None:
        self._out = out
        self._total = total
        self._words = words
        self._failed: list[tuple[str, str]] = []
        self._counts: dict[State, int] = {"made": 0, "kept": 0, "failed": 0}

    @property
    def done(self) -> int:
        """How many steps have come to an end."""
        return sum(self._counts.values())

    def show(self, state: State, what: str, message: str = "") -> None:
        """One line for one step; `message` says why it failed."""
        self._counts[state] += 1
        text = self._words.text
        said = {"made": text("made"), "kept": text("kept"), "failed": text("not made")}[state]
        self._say(f"{self.done}/{self._total}  {said}: {what}")
        if state == "failed":
            self._failed.append((what, message))

    def end(self, *, interrupted: bool) -> int:
        """The sum of it all, and the exit code."""
        made, kept, failed = (self._counts[state] for state in ("made", "kept", "failed"))
        self._say(
            self._words.text(
                "{made} made, {kept} kept, {failed} not made, of {total}",
                made=made, kept=kept, failed=failed, total=self._total,
            )
        )  # fmt: skip
        for what, message in self._failed:
            self._say(f"  {what}: {message}")
        if interrupted:
            self._say(self._words.text("interrupted; the same call goes on from here"))
            return INTERRUPTED
        return FAILED if self._failed else OK

    def _say(self, line: str) -> None:
        self._out.write(f"{line}\n")
        self._out.flush()
