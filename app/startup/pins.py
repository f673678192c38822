"""Which packages the program needs, read from pyproject.toml, and whether an environment has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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


def other_versions(pins: Sequence[str], environment: Path) -> tuple[str, ...]:
    """Return what an environment has in another version than pinned, such as ``pandas 3.1.0``."""
    have = _installed(environment)
    pinned = {_normal(pin.partition("==")[0]) for pin in missing_pins(pins, environment)}
    return tuple(f"{name} {have[name]}" for name in sorted(pinned & have.keys()))


def cut_off(environment: Path) -> bool:
    """Whether a package's unpacking was cut off; pip takes it for installed and never mends it."""
    return any(not _is_whole(information) for information in _informations(environment))


def _installed(environment: Path) -> dict[str, str]:
    """Map each whole package's normal name to its version."""
    found: dict[str, str] = {}
    for information in _informations(environment):
        if _is_whole(information):
            name, _, version = information.name[: -len(".dist-info")].partition("-")
            found[_normal(name)] = version
    return found


def _informations(environment: Path) -> Iterator[Path]:
    for pattern in ("lib/python*/site-packages", "Lib/site-packages"):
        yield from environment.glob(pattern + "/*.dist-info")


def _is_whole(information: Path) -> bool:
    """The file INSTALLER is written after all of a package's own files."""
    return (information / "INSTALLER").is_file()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower().strip()
