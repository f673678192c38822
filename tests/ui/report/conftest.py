"""The bundled figures, opened once, and calls of the command line that are read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.cli.commands import run_command
from app.cli.session import Session
from app.composition import open_explorer
from app.explorer.explorer import Explorer
from app.places import Folders, bundled_data, resources
from app.ui.fonts import Typeface, load_typeface


@dataclass(frozen=True)
class Call:
    """How a call ended."""

    code: int
    said: str


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """A session over the bundled data set alone."""
    home = tmp_path_factory.mktemp("home")
    return Session(Folders(bundled_data(), resources(), home / "data", home / "config"))


@pytest.fixture(scope="session")
def explorer(opened: Session) -> Explorer:
    return open_explorer(opened.folders)


@pytest.fixture(scope="session")
def typeface(qapp: QApplication) -> Typeface:
    return load_typeface()


@pytest.fixture
def call(qapp: QApplication, opened: Session) -> Callable[[Sequence[str | Path]], Call]:
    """Run a command as the shell would."""

    def run(arguments: Sequence[str | Path]) -> Call:
        errors = io.StringIO()
        session = Session(opened.folders, out=io.StringIO(), errors=errors)
        code = run_command([str(argument) for argument in arguments], session)
        return Call(code, errors.getvalue())

    return run
