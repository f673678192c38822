"""Small tables of facts that ship with the program: country codes, HS names, units, trade modes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from app import places


def reference_folder() -> Path:
    """The folder of the shipped tables."""
    return places.resources() / "reference"


def reference_rows(name: str, folder: Path | None = None) -> Iterator[dict[str, str]]:
    """The rows of one table, each under the names of its columns.

    Raises:
        OSError: The file is not there: the program was installed incompletely.
    """
    with ((folder or reference_folder()) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def reference_tables(pattern: str, folder: Path | None = None) -> list[str]:
    """Names of the tables that fit a pattern with `*`, in order."""
    return sorted(path.stem for path in (folder or reference_folder()).glob(f"{pattern}.csv"))


def spelling(text: str) -> str:
    """A name as it is compared: lower case, one blank between words."""
    return " ".join(text.casefold().split())
