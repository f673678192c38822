"""The first start, step by step: what has to be there, in which order it is brought."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.startup.environment import choose_folder, make_environment, prove, works
from app.startup.packages import fill_environment
from app.startup.pins import cut_off, missing_pins, other_versions, read_pins
from app.startup.speech import SetupError
from app.startup.system import complete_system

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.startup.machine import Machine
    from app.startup.speech import Progress


class FirstStart:
    """Makes a machine ready for one purpose."""

    def __init__(
        self, machine: Machine, progress: Progress, project: str, *, groups: Sequence[str], window: bool
    ) -> None:
        """Take the computer, whom to tell, where the project lies and what for.

        Args:
            machine: The computer to be made ready.
            progress: Told what is being done.
            project: The folder that holds pyproject.toml.
            groups: Dependency groups wanted besides the program's own packages.
            window: Whether a window will be opened on a screen.
        """
        self._machine = machine
        self._progress = progress
        self._window = window
        self._project = Path(project)
        self._pins = read_pins(self._project / "pyproject.toml", groups)

    def accept(self, environment: str) -> bool:
        """Take an environment somebody else made, if it has every pin; complete the system for it."""
        if missing_pins(self._pins, Path(environment)):
            return False
        complete_system(self._machine, self._progress, window=self._window, venv=False)
        return True

    def folder(self, cache: Path) -> str:
        """Return where this project's environment lies or has to be made."""
        return str(choose_folder(self._project, cache, self._progress))

    def prepare(self, environment_folder: str) -> None:
        """Make the environment ready, mending or replacing what is broken.

        Raises:
            SetupError: The machine cannot be made ready; the text says what to do.
        """
        environment = Path(environment_folder)
        usable = works(self._machine, environment)
        complete_system(self._machine, self._progress, window=self._window, venv=not usable)
        if usable and self._mend(environment):
            return
        self._renew(environment)

    def _mend(self, environment: Path) -> bool:
        """Bring an existing environment up to date; False where only a new one helps."""
        if cut_off(environment):
            return False
        if others := other_versions(self._pins, environment):
            self._progress.say(f"Replacing what has another version than pinned: {', '.join(others)}.")
        if missing := missing_pins(self._pins, environment):
            fill_environment(self._machine, self._progress, environment, missing)
        return not prove(self._machine, environment)

    def _renew(self, environment: Path) -> None:
        if environment.is_file() or (environment.is_dir() and any(environment.iterdir())):
            self._progress.say("The environment is broken or half made.")
        self._progress.say(f"Making the environment {environment}, once: a minute or two, 0.7 GB at most.")
        make_environment(self._machine, self._progress, environment)
        fill_environment(self._machine, self._progress, environment, self._pins)
        if trouble := prove(self._machine, environment):
            raise SetupError(f"Everything is installed, but it does not load:\n\n{trouble}\n")
