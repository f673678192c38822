"""Calls of the command line over the bundled data set, which is opened once."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from app import places
from app.cli.commands import run_command
from app.cli.session import Session


@dataclass(frozen=True)
class Line:
    """A command line that keeps its session between calls."""

    session: Session
    out: io.StringIO
    errors: io.StringIO

    def run(self, *argv: str) -> tuple[int, str]:
        """Exit code and output of one call."""
        for stream in (self.out, self.errors):
            stream.seek(0)
            stream.truncate()
        return run_command(argv, self.session), self.out.getvalue()

    def rows(self, command: str, *argv: str) -> list[dict[str, Any]]:
        """What a call prints as JSON."""
        code, text = self.run(command, *argv, "--format", "json")
        assert code == 0
        found: list[dict[str, Any]] = json.loads(text)
        return found

    def figures(self, **filters: str) -> list[dict[str, Any]]:
        """The figures that match."""
        argv: Sequence[str] = [word for name, value in filters.items() for word in (f"--{name}", value)]
        return self.rows("figures", *argv)


@pytest.fixture(scope="session")
def line(tmp_path_factory: pytest.TempPathFactory) -> Line:
    home = tmp_path_factory.mktemp("home")
    folders = places.Folders(
        data=places.bundled_data(), resources=places.resources(), user_data=home / "data", settings=home
    )
    out, errors = io.StringIO(), io.StringIO()
    return Line(Session(folders, out, errors), out, errors)
