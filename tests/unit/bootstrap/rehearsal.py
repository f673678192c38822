"""A computer that only pretends, so that a first start can be rehearsed with anything going wrong."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.startup.speech import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass
class PretendMachine:
    """Answers as told and notes what was run.

    `answers` maps a piece of a command to what that command prints and its exit code; what no piece
    fits succeeds in silence. `effects` maps a piece of a command to what happens besides.
    """

    python: str = "/usr/bin/python3"
    platform: str = "linux"
    is_root: bool = False
    programs: frozenset[str] = frozenset({"apt-get"})
    lacking_libraries: frozenset[str] = frozenset()
    lacking_modules: frozenset[str] = frozenset()
    chinese_font: bool = True
    answers: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    effects: Mapping[str, Callable[[Sequence[str]], None]] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)

    def run(self, command: Sequence[str], each_line: Callable[[str], None]) -> int:
        written = " ".join(command)
        self.commands.append(written)
        for piece, happen in self.effects.items():
            if piece in written:
                happen(command)
        for piece, (output, status) in self.answers.items():
            if piece in written:
                for line in output.splitlines():
                    each_line(line)
                return status
        return 0

    def has_program(self, name: str) -> bool:
        return name in self.programs

    def has_library(self, soname: str) -> bool:
        return soname not in self.lacking_libraries

    def has_module(self, name: str) -> bool:
        return name not in self.lacking_modules

    def has_chinese_font(self) -> bool:
        return self.chinese_font


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def told() -> tuple[Progress, io.StringIO]:
    """Return a progress and the log it writes."""
    log = io.StringIO()
    return Progress(log), log
