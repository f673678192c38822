"""What the first start says: one line that moves on a terminal, a few plain lines in a log."""

from __future__ import annotations

import shutil
import sys
from typing import TextIO


class SetupError(Exception):
    """The machine cannot be made ready; the text says what to do about it."""


class Progress:
    """Tells what is being done, on standard error so that output can be piped."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._live = self._stream.isatty()
        self._shown = ""

    def say(self, text: str) -> None:
        """Print a line that stays."""
        self._wipe()
        print(text, file=self._stream, flush=True)

    def step(self, text: str, *, log: bool = True) -> None:
        """Show what is going on now; on a terminal the next step takes its place.

        Args:
            text: A few words.
            log: Whether it deserves a line where lines stay.
        """
        if text == self._shown:
            return
        if not self._live and log:
            self.say("  " + text)
        elif self._live:
            width = shutil.get_terminal_size().columns - 1
            self._wipe()
            print(("  " + text)[:width], end="", file=self._stream, flush=True)
        self._shown = text

    def done(self) -> None:
        """Take the moving line away."""
        self._wipe()
        self._shown = ""

    def _wipe(self) -> None:
        if self._live and self._shown:
            print("\r\033[K", end="", file=self._stream, flush=True)
