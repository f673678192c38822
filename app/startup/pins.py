"""Which packages the program needs, read from pyproject.toml, and whether an environment has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def read_pins(pyproject: Path, groups: Sequence[str]) -> tuple[str, ...]:
    """Return the requirements of the program and of the named dependency groups, as written."""
    import tomllib

    with pyproject.open("rb") as file:
        metadata = tomllib.load(file)
    pins: list[str] = list(metadata["project"]["dependencies"])
    for group in groups:
        pins += metadata["dependency-groups"][group]
    return tuple(pins)


def missing_pins(pins: Sequence[str], environment: Path) -> tuple[str, ...]:
    """Return the pins an environment does not have in exactly that version and whole.

    A pin for other systems only (`; sys_platform == ...`) is left to pip.
    """
    have = _installed(environment)
    return tuple(pin for pin in pins if ";" not in pin and not _is_met(pin, have))


def _is_met(pin: str, have: Mapping[str, str]) -> bool:
    name, _, version = pin.partition("==")
    return have.get(_normal(name)) == version.strip()


def _installed(environment: Path) -> dict[str, str]:
    """Map each whole package's normal name to its version.

    The file INSTALLER is written after a package's own files: without it the unpacking was cut off.
    """
    found: dict[str, str] = {}
    for pattern in ("lib/python*/site-packages", "Lib/site-packages"):
        for information in environment.glob(pattern + "/*.dist-info"):
            if (information / "INSTALLER").is_file():
                name, _, version = information.name[: -len(".dist-info")].partition("-")
                found[_normal(name)] = version
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower().strip()
