"""The environment: where it lies, how it is made, filled, mended and proved."""

from __future__ import annotations

import errno
import os
import re
import shutil
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.startup.pins import missing_pins
from app.startup.speech import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.startup.machine import Machine
    from app.startup.speech import Progress

_PROOF = (
    "import os; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
    "from PySide6 import QtSvg, QtWidgets\n"
    "import pyqtgraph, pandas, duckdb, openpyxl\n"
    "QtWidgets.QApplication([])\n"
)
"""Loads what the figures and pictures need, as the program will."""

_NO_ROOM = ("No space left", "Errno 28", "Disk quota exceeded", "not enough space")
_NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "Max retries exceeded",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Network is unreachable",
    "getaddrinfo failed",
    "Connection broken",
    "ConnectionResetError",
)


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
    progress.step("making the environment")
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
        raise SetupError(_failure("Python could not make its environment", output, environment))


def fill_environment(machine: Machine, progress: Progress, environment: Path, pins: Sequence[str]) -> None:
    """Install the pins into an environment."""
    progress.say("Installing what the program is built on, once (about 0.5 GB):")
    output: list[str] = []

    def follow(line: str) -> None:
        output.append(line)
        if text := _readable(line):
            progress.step(text, log=not text.startswith("finding"))

    command = (
        str(python_of(environment, machine.platform)),
        *("-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"),
        *pins,
    )
    status = machine.run(command, follow)
    progress.done()
    if status != 0:
        raise SetupError(_failure("pip could not install the program's packages", output, environment))
    if left := missing_pins(pins, environment):
        raise SetupError(f"pip reports success, but {', '.join(left)} is missing. Delete {environment}.")


def prove(machine: Machine, environment: Path) -> str:
    """Load everything once, as the program will; return what went wrong, or nothing."""
    output: list[str] = []
    status = machine.run((str(python_of(environment, machine.platform)), "-c", _PROOF), output.append)
    return "" if status == 0 else "\n".join(output[-8:]) or f"exit code {status}"


def _readable(line: str) -> str:
    """Turn a line of pip into a step, or nothing."""
    if found := re.match(r"Collecting (\S+)", line):
        return f"finding {found[1]}"
    if found := re.match(r"\s*Downloading \S*?([^/\s-]+-[^/\s-]+)-\S+ (\(.+\))", line):
        return f"downloading {found[1]} {found[2]}"
    if found := re.match(r"\s*Building wheel for (\S+)", line):
        return f"building {found[1]}"
    return "unpacking, which takes a minute" if line.startswith("Installing collected") else ""


def _failure(what: str, output: Sequence[str], environment: Path) -> str:
    text = "\n".join(output)
    if any(sign in text for sign in _NO_ROOM):
        return f"The disk is full: {what}.\nMake 2 GB of room where {environment} lies, then start again."
    if any(sign in text for sign in _NO_NETWORK):
        return (
            f"No network: {what}.\nThe first start fetches them once from the Python package index."
            " Connect this machine, or name a proxy in the variable HTTPS_PROXY, then start again."
        )
    tail = "\n".join(output[-15:])
    return f"{what}:\n\n{tail}\n"
