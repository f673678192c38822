"""What the program is built on, brought into its environment by pip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.startup.environment import python_of
from app.startup.failures import reason_of
from app.startup.pins import missing_pins
from app.startup.speech import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.startup.machine import Machine
    from app.startup.speech import Progress

_BROUGHT = re.compile(r"\s*(Downloading|Using cached) (?:\S*/)?([^/\s-]+)-([^/\s-]+)-\S+\.whl (\(.+\))")
"""pip's line about a package, whether the file comes from afar or lies here; its metadata are none."""


def fill_environment(machine: Machine, progress: Progress, environment: Path, pins: Sequence[str]) -> None:
    """Install the pins into an environment.

    Raises:
        SetupError: pip cannot; the text says why and what to do.
    """
    progress.say(f"Installing {len(pins)} packages:" if len(pins) > 1 else f"Installing {pins[0]}:")
    output: list[str] = []
    brought = 0

    def follow(line: str) -> None:
        nonlocal brought
        output.append(line)
        if found := _BROUGHT.match(line):
            brought += 1
            way, name, version, size = found.groups()
            text = f"{brought} of {len(pins)}: {name} {version} {size}"
            progress.step(text if way == "Downloading" else f"{text}, fetched before")
        elif found := re.match(r"Collecting (\S+)", line):
            progress.step(f"finding {found[1]}", log=False)
        elif line.startswith("Installing collected"):
            progress.step("unpacking, which takes up to a minute")

    command = (
        str(python_of(environment, machine.platform)),
        *("-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"),
        *pins,
    )
    status = machine.run(command, follow)
    progress.done()
    if status != 0:
        raise SetupError(reason_of("pip could not install the program's packages", output, environment))
    if left := missing_pins(pins, environment):
        raise SetupError(f"pip reports success, but {', '.join(left)} is missing. Delete {environment}.")
