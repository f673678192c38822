"""Makes a bare machine ready, with nothing but Python's standard library.

Somebody who has only Python types one command and gets the program. The first start makes an
environment and completes the system; every later start sees a stamp that still fits and goes straight
on to the environment's interpreter. This file and `app/startup` have to load on Python 3.8, so that an
old interpreter is told what is wrong rather than shown a SyntaxError.
"""

from __future__ import annotations

import os
import sys
import zlib

TYPE_CHECKING = False  # importing typing for it would take longer than the rest of this file
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO, NoReturn

    from app.startup.first_start import FirstStart
    from app.startup.speech import Progress

OLDEST = (3, 11)
NEWEST = (3, 14)

_PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_FATAL_QT = "pyside6_essentials-6.12.0."


class Purpose:
    """What a machine is made ready for: its name, its dependency groups, whether it opens a window."""

    __slots__ = ("groups", "name", "window")

    def __init__(self, name: str, *groups: str, window: bool) -> None:
        """Name a purpose."""
        self.name = name
        self.groups = groups
        self.window = window


PROGRAM = Purpose("program", window=True)
TESTS = Purpose("tests", "test", "test-foundations", window=False)


def make_ready(purpose: Purpose) -> None:
    """Return in an interpreter that has everything the purpose needs, or end the process with a message.

    The process may be replaced by the same command under the environment's interpreter.
    """
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        _stop(_wrong_python())
    here = sys.prefix if sys.prefix != sys.base_prefix else ""
    if here and _stamped(here, purpose):
        refuse_fatal_qt()
        return
    usual = os.path.join(_PROJECT, ".venv")
    if not here and _stamped(usual, purpose):
        _go_on_with(_python_of(usual))
    _make_ready_slowly(purpose, here)


def refuse_fatal_qt(
    folders: Sequence[str] | None = None, version: tuple[int, ...] = sys.version_info[:2]
) -> None:
    """End the process where the one PySide6 is installed that kills Python 3.10 and 3.11."""
    if version >= (3, 12):
        return
    for folder in sys.path if folders is None else folders:
        if os.path.isdir(folder) and any(name.lower().startswith(_FATAL_QT) for name in os.listdir(folder)):
            _stop(
                f"PySide6 6.12.0, installed in {folder},\nends Python {_dotted(version)} with a fatal error."
                "\nInstall the version that pyproject.toml names there, or use Python 3.12 or newer."
            )


def _make_ready_slowly(purpose: Purpose, here: str) -> None:
    """Do what a start without a stamp has to; these imports would double the time of all later ones."""
    from app.startup.speech import Progress, SetupError

    progress = Progress()
    try:
        with open(os.path.join(_PROJECT, "pyproject.toml"), "rb") as lock:
            _wait_for_other_starts(lock, progress.say)
            if here and _accept(here, purpose, progress):
                return
            if here:
                # An environment of somebody else's, or one that is out of date: begin outside it.
                _go_on_with(getattr(sys, "_base_executable", sys.executable))
            _go_on_with(_python_of(_prepare(purpose, progress)))
    except SetupError as error:
        progress.done()
        _stop(str(error))
    except OSError as error:
        progress.done()
        _stop(f"The program could not be set up: {error}")
    except KeyboardInterrupt:
        progress.done()
        _stop("Interrupted. The next start goes on from here.", code=130)


def _accept(environment: str, purpose: Purpose, progress: Progress) -> bool:
    """Take the environment this interpreter runs in, if it has what the purpose needs."""
    if not _first_start(purpose, progress).accept(environment):
        return False
    _stamp(environment, purpose)
    refuse_fatal_qt()
    return True


def _prepare(purpose: Purpose, progress: Progress) -> str:
    """Make the project's environment ready and return it."""
    from app import places

    start = _first_start(purpose, progress)
    environment = start.folder(places.user_cache_folder())
    if not _stamped(environment, purpose):
        start.prepare(environment)
        _stamp(environment, purpose)
        progress.say("Ready.")
    return environment


def _first_start(purpose: Purpose, progress: Progress) -> FirstStart:
    from app.startup.first_start import FirstStart
    from app.startup.machine import ThisMachine

    return FirstStart(ThisMachine(), progress, _PROJECT, groups=purpose.groups, window=purpose.window)


def _wait_for_other_starts(project_file: BinaryIO, say: Callable[[str], None]) -> None:
    """Hold the project against a second first start until the file is closed."""
    try:
        import fcntl
    except ImportError:
        return  # Windows: two first starts at once are not kept apart
    try:
        fcntl.flock(project_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another start is making this machine ready; waiting for it.")
        fcntl.flock(project_file, fcntl.LOCK_EX)
    except OSError:
        return  # network folders may refuse to lock a file that is only read


def _go_on_with(python: str) -> NoReturn:
    """Run the same command, options of the interpreter included, under another interpreter."""
    command = [python, *sys.orig_argv[1:]]
    os.environ.pop("__PYVENV_LAUNCHER__", None)  # macOS would find the old interpreter through it
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        # There execv returns to the shell before the program ends.
        import subprocess

        sys.exit(subprocess.call(command))
    os.execv(python, command)


def _python_of(environment: str) -> str:
    inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return os.path.join(environment, *inside)


def _stamped(environment: str, purpose: Purpose) -> bool:
    """Whether the environment was made ready for this purpose and nothing changed since."""
    try:
        with open(_stamp_path(environment, purpose), encoding="utf-8") as file:
            return file.read() == _fingerprint(environment)
    except OSError:
        return False


def _stamp(environment: str, purpose: Purpose) -> None:
    """Note that an environment is ready; where that cannot be written, the next start looks again."""
    try:
        with open(_stamp_path(environment, purpose), "w", encoding="utf-8") as file:
            file.write(_fingerprint(environment))
    except OSError:
        return


def _stamp_path(environment: str, purpose: Purpose) -> str:
    return os.path.join(environment, f"third-pole-{purpose.name}.ready")


def _fingerprint(environment: str) -> str:
    """Sum up the pins, the interpreter behind an environment, and when a package last came or went.

    An upgrade of the system's Python replaces the file behind the environment's link. Times are whole
    seconds: images of containers keep no more.
    """
    with open(os.path.join(_PROJECT, "pyproject.toml"), "rb") as file:
        pins = zlib.crc32(file.read())
    python = os.path.realpath(_python_of(environment))
    status = os.stat(python)
    changed = os.stat(_packages_of(environment)).st_mtime
    return f"{pins:08x} {python} {status.st_size} {int(status.st_mtime)} {int(changed)}\n"


def _packages_of(environment: str) -> str:
    if sys.platform == "win32":
        return os.path.join(environment, "Lib", "site-packages")
    library = os.path.join(environment, "lib")
    return os.path.join(library, *sorted(os.listdir(library))[-1:], "site-packages")


def _wrong_python() -> str:
    text = (
        f"Third Pole needs Python {_dotted(OLDEST)} to {_dotted(NEWEST)}; this is"
        f" {_dotted(sys.version_info[:3])} ({sys.executable})."
    )
    version = _dotted(NEWEST)
    newer = f"py -{version}" if sys.platform == "win32" else f"python{version}"
    advice = "Install a newer Python and start" if sys.version_info[:2] < OLDEST else "Start"
    return f"{text}\n{advice} the program with it, such as: {newer} main.py"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _stop(message: str, code: int = 1) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)
