"""The descriptor of a data set: which files belong to it, none of them outside its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.data.csv_files import Problems

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class PackageDescriptor:
    """The files that a data package names, in its order."""

    folder: Path
    title: str
    paths: tuple[Path, ...]

    def file(self, name: str) -> Path:
        """The file of that name; its usual place where the descriptor does not name it."""
        return next((path for path in self.paths if path.name == name), self.folder / name)

    def observations(self) -> tuple[Path, ...]:
        """The files of figures, one a dataflow."""
        return tuple(path for path in self.paths if path.parent.name == "observations")


def read_descriptor(folder: Path, problems: Problems) -> PackageDescriptor:
    """Read `datapackage.json`; where it is damaged, the files that lie in the folder are taken instead."""
    path = folder / DESCRIPTOR
    try:
        plain = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        problems.add(path, 0, "", "the file is missing")
        return _files_found(folder)
    except json.JSONDecodeError as error:
        problems.add(path, error.lineno, "", f"expected JSON, column {error.colno}: {error.msg}")
        return _files_found(folder)
    except (OSError, UnicodeDecodeError) as error:
        problems.add(path, 0, "", f"cannot be read: {error}")
        return _files_found(folder)
    resources = plain.get("resources") if isinstance(plain, dict) else None
    if not isinstance(resources, list):
        problems.add(path, 1, "resources", "expected a list of resources")
        return _files_found(folder)
    paths = tuple(_inside(folder, resources, path, problems))
    return PackageDescriptor(folder, str(plain.get("title", folder.name)), paths)


def _inside(folder: Path, resources: list[object], descriptor: Path, problems: Problems) -> Iterator[Path]:
    for number, resource in enumerate(resources, start=1):
        named = resource.get("path") if isinstance(resource, dict) else None
        for text in named if isinstance(named, list) else [named]:
            if (
                isinstance(text, str)
                and is_inside(text)
                and (folder / text).resolve().is_relative_to(folder.resolve())
            ):
                yield folder / text
            else:
                problems.add(
                    descriptor,
                    0,
                    f"resources {number}, path",
                    f"expected a file in this folder, found {text!r}",
                )


def is_inside(path: str) -> bool:
    """Whether a path of a descriptor stays in its folder: relative, no '..', no link elsewhere."""
    parts = PurePosixPath(path.replace("\\", "/"))
    return bool(path) and ":" not in path and not parts.is_absolute() and ".." not in parts.parts


def _files_found(folder: Path) -> PackageDescriptor:
    return PackageDescriptor(folder, folder.name, tuple(sorted(folder.rglob("*.csv"))))
