"""What the window remembers from one day to the next, in one small JSON file.

A file that cannot be read is set aside under another name and said so: nothing is lost, and the
window opens as on the first day.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SCHEMA: Final = 1
FILE_NAME: Final = "window.json"
ThemeChoice = Literal["system", "light", "dark"]
LanguageChoice = Literal["system", "en", "zh"]


@dataclass(frozen=True)
class Remembered:
    """The last state of the window; every part has a default that a first start uses."""

    theme: ThemeChoice = "system"
    language: LanguageChoice = "system"
    zoom: float = 1.0
    geometry: str = ""
    """Qt's own description of size and place, as base64."""
    splitters: dict[str, list[int]] = field(default_factory=dict)
    hidden_panels: list[str] = field(default_factory=list)
    export_folder: str = ""
    export: dict[str, Any] = field(default_factory=dict)
    """The last choices of the export dialog."""
    tray: str = ""
    """The story of pinned views, as JSON."""


class SettingsError(ValueError):
    """The file is not one that this version can read."""


class Settings:
    """Reads the remembered state once and writes it whenever it changes."""

    def __init__(self, folder: Path | None) -> None:
        """Read the file of a folder; without a folder nothing is read and nothing is kept."""
        self._path = folder / FILE_NAME if folder is not None else None
        self.remembered = Remembered()
        self.problem = ""
        """What went wrong while reading: the name under which the file was set aside."""
        self._read()

    def change(self, **parts: Any) -> None:
        """Remember other values; a disk that cannot be written to loses them and nothing else."""
        changed = replace(self.remembered, **parts)
        if changed != self.remembered:
            self.remembered = changed
            self._write()

    def _read(self) -> None:
        if self._path is None:
            return
        try:
            self.remembered = _parsed(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            self.problem = _set_aside(self._path)

    def _write(self) -> None:
        if self._path is None:
            return
        text = json.dumps({"schema": SCHEMA, **asdict(self.remembered)}, ensure_ascii=False, indent=2)
        beside = self._path.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(self._path)
        except OSError as error:
            self.problem = str(error)


def _set_aside(path: Path) -> str:
    number = 1
    while (aside := path.with_suffix(f".broken-{number}.json")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return str(path)
    return str(aside)


def _parsed(text: str) -> Remembered:
    """Read the file's text.

    Raises:
        SettingsError: A part has the wrong form, or the schema is another.
    """
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        raise SettingsError(f"not settings of schema {SCHEMA}")
    known = {name: plain[name] for name in (f.name for f in fields(Remembered)) if name in plain}
    for name, value in known.items():
        if not _CHECKS[name](value):
            raise SettingsError(f"'{name}' has the wrong form")
    return Remembered(**known)


def _is_sizes(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(sizes, list) and all(isinstance(size, int) for size in sizes) for sizes in value.values()
    )


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_zoom(value: object) -> bool:
    return isinstance(value, int | float) and 0.5 <= value <= 3.0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "theme": lambda value: value in get_args(ThemeChoice),
    "language": lambda value: value in get_args(LanguageChoice),
    "zoom": _is_zoom,
    "geometry": _is_text,
    "splitters": _is_sizes,
    "hidden_panels": _is_names,
    "export_folder": _is_text,
    "export": lambda value: isinstance(value, dict),
    "tray": _is_text,
}
