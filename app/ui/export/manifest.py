"""What a run has already made, so that the same call goes on where it stopped.

One line of JSON for each view that is whole, appended when all its files are in their places; a line
that was cut off is as good as none, and the view is made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app.charts.saving import ExportError, reason_of, save_bytes
from app.model.message import say

NAME: Final = ".third-pole-made.jsonl"


class Manifest:
    """The views made into a folder, under the hash of what was asked."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; what cannot be read is made again."""
        self._folder = folder
        self._path = folder / NAME
        self._made: dict[str, dict[str, str]] = {}
        for line in _lines(self._path):
            key, files = _read(line)
            if key:
                self._made[key] = files

    def tidy(self) -> None:
        """Write what was read anew, each view once.

        Raises:
            ExportError: The folder cannot be written to.
        """
        text = "".join(_line(key, files) for key, files in self._made.items())
        if self._made or self._path.exists():
            save_bytes(self._path, text.encode())

    def is_whole(self, key: str, names: tuple[str, ...]) -> bool:
        """Whether the files of a view are in their places under these names, and untouched."""
        made = self._made.get(key)
        if made is None or tuple(sorted(made)) != tuple(sorted(names)):
            return False
        return all(_digest(self._folder / name) == digest for name, digest in made.items())

    def stem(self, key: str) -> str | None:
        """The name that a view's files had without ending; None where it was not made."""
        names = sorted(self._made.get(key, {}))
        return names[0].rpartition(".")[0] if names else None

    def note(self, key: str, files: Mapping[str, bytes]) -> None:
        """Remember that the files of a view are in their places.

        Raises:
            ExportError: The folder cannot be written to.
        """
        made = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        self._made[key] = made
        try:
            with self._path.open("ab") as stream:
                stream.write(_line(key, made).encode())
        except OSError as error:
            raise ExportError(
                say("cannot write {path}: {reason}", path=self._path, reason=reason_of(error))
            ) from error


def hashed(asked: object) -> str:
    """The key of plain data that says everything a file depends on."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:32]


def _line(key: str, files: Mapping[str, str]) -> str:
    # Begins with a line feed as well: a line that was cut off before spoils no other.
    return "\n" + json.dumps({"view": key, "files": files}, ensure_ascii=False) + "\n"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _read(line: str) -> tuple[str, dict[str, str]]:
    try:
        plain = json.loads(line)
        files = {str(name): str(digest) for name, digest in plain["files"].items()}
        return str(plain["view"]), files
    except (ValueError, LookupError, TypeError, AttributeError):
        return "", {}


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
