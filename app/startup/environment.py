"""The environment: where it lies, how it is made and proved."""

from __future__ import annotations

import errno
import os
import shutil
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.startup.failures import reason_of
from app.startup.speech import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.startup.machine import Machine
    from app.startup.speech import Progress

_PROOF = (
    "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
    "from PySide6 import QtSvg, QtWidgets\n"
    "import pyqtgraph, pandas, duckdb, openpyxl\n"
    "QtWidgets.QApplication([])\n"
)
"""Loads what the figures and pictures need, as the program will."""


def python_of(environment: Path, platform: str) -> Path:
    """Return the path of an environment's interpreter."""
    return environment / "Scripts" / "python.exe" if platform == "win32" else environment / "bin" / "python"


def choose_folder(
    project: Path, cache: Path, progress: Progress, touch: Callable[[Path], None] = Path.touch
) -> Path:
    """Return where the environment goes: `.venv` in the project, or the user's cache if that is read-only."""
    usual = project / ".venv"
    if _writable(usual if usual.is_dir() else project, touch):
        return usual
    # Two copies of the program must not share an environment.
    other = cache / f"environment-{zlib.crc32(os.fsencode(project)):08x}"
    try:
        other.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"Neither {project} nor {cache} can be written ({error.strerror})."
            " Copy the project to a folder of your own and start it from there."
        ) from error
    if not any(other.iterdir()):
        progress.say(f"{project} is read-only: the environment goes to {other}")
    return other


def _writable(folder: Path, touch: Callable[[Path], None]) -> bool:
    trial = folder / f".writable-{os.getpid()}"
    try:
        touch(trial)
        trial.unlink()
    except OSError as error:
        # A full disk is another matter, with a message of its own.
        return error.errno == errno.ENOSPC
    return True


def works(machine: Machine, environment: Path) -> bool:
    """Whether an environment's interpreter starts, is of the version its packages are for, and has pip."""
    python = python_of(environment, machine.platform)
    if not python.exists():
        return False
    answer: list[str] = []
    question = "import pip, site, sys; print(sys.prefix != sys.base_prefix, site.getsitepackages()[0])"
    if machine.run((str(python), "-c", question), answer.append) != 0 or not answer:
        return False
    separate, _, packages = answer[-1].partition(" ")
    return separate == "True" and Path(packages).is_dir()


def make_environment(machine: Machine, progress: Progress, environment: Path) -> None:
    """Make an environment from nothing; whatever lay there before is removed."""
    progress.step("making the environment", log=False)
    output: list[str] = []
    try:
        if environment.is_symlink() or environment.is_file():
            environment.unlink()
        elif environment.exists():
            shutil.rmtree(environment)
    except OSError as error:
        raise SetupError(f"The broken environment {environment} cannot be removed: {error}") from error
    status = machine.run((machine.python, "-m", "venv", str(environment)), output.append)
    progress.done()
    if status != 0:
        raise SetupError(reason_of("Python could not make its environment", output, environment))


def prove(machine: Machine, environment: Path) -> str:
    """Load everything once, as the program will; return what went wrong, or nothing."""
    output: list[str] = []
    status = machine.run((str(python_of(environment, machine.platform)), "-c", _PROOF), output.append)
    return "" if status == 0 else "\n".join(output[-8:]) or f"exit code {status}"
