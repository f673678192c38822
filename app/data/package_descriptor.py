"""The descriptor of a data set: which files belong to it, none of them outside its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from app.data.csv_files import Problems, not_utf8
from app.model.message import say

DESCRIPTOR = "datapackage.json"
OBSERVATIONS = "observations"
"""The folder of the files of figures."""


@dataclass(frozen=True)
class PackageDescriptor:
    """The files that a data package names, in its order."""

    folder: Path
    title: str
    paths: tuple[Path, ...]

    def file(self, name: str) -> Path:
        """The file of that name; its usual place where the descriptor does not name it."""
        named = (path for path in self.paths if path.name == name and path.parent.name != OBSERVATIONS)
        return next(named, self.folder / name)

    def observations(self) -> tuple[Path, ...]:
        """The files of figures, one a dataflow."""
        return tuple(path for path in self.paths if path.parent.name == OBSERVATIONS)


def read_descriptor(folder: Path, problems: Problems) -> PackageDescriptor:
    """Read `datapackage.json`; where it is damaged, the files that lie in the folder are taken instead."""
    path = folder / DESCRIPTOR
    plain = _described(path, problems)
    if plain is None:
        return _files_found(folder)
    paths = dict.fromkeys(_inside(folder, plain["resources"], path, problems))
    return PackageDescriptor(folder, str(plain.get("title", folder.name)), tuple(paths))


def _described(path: Path, problems: Problems) -> dict[str, Any] | None:
    """What the descriptor says; None where it does not name its resources, which is noted."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        problems.add(path, 0, "", say("the file is missing"))
    except json.JSONDecodeError as error:
        problems.add(path, error.lineno, str(error.colno), say("expected JSON: {reason}", reason=error.msg))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add(path, line, "", not_utf8(error.object[error.start]))
    except RecursionError:
        problems.add(path, 0, "", say("expected JSON, found too many brackets in one another"))
    except OSError as error:
        problems.add(path, 0, "", say("cannot be read: {reason}", reason=error.strerror))
    else:
        if isinstance(plain, dict) and isinstance(plain.get("resources"), list):
            return plain
        problems.add(path, 1, "", say("expected an object with a list of resources"))
    return None


def _inside(folder: Path, resources: list[object], descriptor: Path, problems: Problems) -> Iterator[Path]:
    for number, resource in enumerate(resources, start=1):
        named = resource.get("path") if isinstance(resource, dict) else None
        for text in named if isinstance(named, list) else [named]:
            if isinstance(text, str) and is_inside(text) and _stays(folder / text, folder):
                yield folder / text
            else:
                place = f"resources {number}, path"
                expected = say("expected a file in this folder, found {found}", found=repr(text))
                problems.add(descriptor, 0, place, expected)


def _stays(path: Path, folder: Path) -> bool:
    """Whether no link on the way leads out of the folder."""
    return path.resolve().is_relative_to(folder.resolve())


def is_inside(path: str) -> bool:
    """Whether a path of a descriptor stays in its folder as it is written: relative, no '..', no URL."""
    parts = PurePosixPath(path.replace("\\", "/"))
    plain = path.isprintable() and ":" not in path
    return bool(path) and plain and not parts.is_absolute() and ".." not in parts.parts


def _files_found(folder: Path) -> PackageDescriptor:
    found = (path for path in sorted(folder.rglob("*.csv")) if _stays(path, folder))
    return PackageDescriptor(folder, folder.name, tuple(found))
