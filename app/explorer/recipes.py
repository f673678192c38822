"""Recipes: lists of selections with the form of their files, to be made again whenever the figures change.

A recipe is JSON that can be read and written by hand. Whatever it says wrong is said with the entry and
the part that it stands in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

from app.explorer.file_names import USUAL_NAME, PatternError, check_pattern
from app.model.selection import Selection, SelectionError
from app.model.words import LANGUAGES, Language

VERSION: Final = 1
FORMATS: Final = ("png", "svg", "pdf", "csv", "xlsx", "json")
THEMES: Final = ("light", "dark")
PARTS: Final = ("title", "subtitle", "legend", "remark", "source", "program")
"""What can be left out of a picture."""
_DPI: Final = (10, 2400)
_FONT_SCALE: Final = (0.25, 4)


class RecipeError(ValueError):
    """The text is not a recipe; the message names the entry and the part."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """The form of the files of an entry, as plain as it is written down."""

    formats: tuple[str, ...] = ("png",)
    size: str = "1600x900"
    """Pixels, millimetres ('85x60mm') or the name of a preset."""
    dpi: float = 96
    theme: str = "light"
    language: Language = "en"
    transparent: bool = False
    font_scale: float = 1.0
    leave_out: tuple[str, ...] = ()
    """Parts of the frame that the picture goes without."""

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON, without what stands at its default."""
        usual = asdict(ExportSettings())
        plain = {name: value for name, value in asdict(self).items() if value != usual[name]}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One view of a recipe, its files and what they are called."""

    selection: Selection
    export: ExportSettings = ExportSettings()
    file_name: str = USUAL_NAME


@dataclass(frozen=True, slots=True)
class Recipe:
    """Views to be made into files, in their order."""

    title: str = ""
    entries: tuple[Entry, ...] = ()

    def with_settings(self, **changes: Any) -> Recipe:
        """The same recipe with settings of every entry replaced by those that are not None."""
        asked = {name: value for name, value in changes.items() if value is not None}
        entries = (replace(entry, export=replace(entry.export, **asked)) for entry in self.entries)
        return replace(self, entries=tuple(entries))

    def to_json(self) -> str:
        """JSON for people and for `from_json`: what all entries share stands once at the top."""
        shared = self.entries[0] if self.entries else Entry(Selection())
        plain: dict[str, Any] = {"recipe": VERSION}
        if self.title:
            plain["title"] = self.title
        plain["file_name"] = shared.file_name
        plain["export"] = shared.export.to_plain()
        plain["entries"] = [_plain_entry(entry, shared) for entry in self.entries]
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """Read a recipe.

        Raises:
            RecipeError: The text is not JSON, of a later version, or has a part that is not known or not
                of its form.
        """
        try:
            plain = json.loads(text)
        except ValueError as error:
            raise RecipeError(f"not JSON: {error}") from None
        except RecursionError:
            raise RecipeError("not a recipe: too many brackets in one another") from None
        return cls.from_plain(plain)

    @classmethod
    def from_plain(cls, plain: object) -> Recipe:
        """Read a recipe from plain data.

        Raises:
            RecipeError: See `from_json`.
        """
        parts = _object(plain, "a recipe", ("recipe", "title", "file_name", "export", "entries"))
        check_version(parts, "recipe", VERSION, RecipeError)
        shared = Entry(
            Selection(),
            _settings(parts.get("export", {}), ExportSettings(), "the recipe"),
            _pattern(parts.get("file_name", USUAL_NAME), "the recipe"),
        )
        entries = parts.get("entries")
        if not isinstance(entries, list) or not entries:
            raise RecipeError("the recipe: 'entries' is a list of at least one entry")
        read = (_entry(entry, shared, number) for number, entry in enumerate(entries, start=1))
        return cls(_text(parts.get("title", ""), "the recipe", "title"), tuple(read))


def recipe_of(
    selections: Sequence[Selection], export: ExportSettings | None = None, title: str = ""
) -> Recipe:
    """'Save what I see as a recipe': views in one form of file."""
    settings = export or ExportSettings()
    return Recipe(title, tuple(Entry(selection, settings) for selection in selections))


def check_version(parts: Mapping[str, Any], kind: str, newest: int, error: type[ValueError]) -> None:
    """Refuse what is no file of that kind, or one of a later version.

    Raises:
        ValueError: Of the type given.
    """
    version = parts.get(kind)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise error(f'the {kind}: expected "{kind}": {newest}, which says the version of the form')
    if version > newest:
        raise error(f"the {kind} is of version {version}; this program reads up to {newest}")


def _plain_entry(entry: Entry, shared: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = {"selection": entry.selection.to_plain()}
    if entry.export != shared.export:
        own, common = asdict(entry.export), asdict(shared.export)
        plain["export"] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in own.items()
            if value != common[name]
        }
    if entry.file_name != shared.file_name:
        plain["file_name"] = entry.file_name
    return plain


def _entry(plain: object, shared: Entry, number: int) -> Entry:
    place = f"entry {number}"
    parts = _object(plain, place, ("selection", "export", "file_name"))
    if "selection" not in parts:
        raise RecipeError(f"{place}: 'selection' is missing")
    try:
        selection = Selection.from_plain(parts["selection"])
    except SelectionError as error:
        raise RecipeError(f"{place}, 'selection': {error}") from None
    export = _settings(parts.get("export", {}), shared.export, place)
    return Entry(selection, export, _pattern(parts.get("file_name", shared.file_name), place))


def _settings(plain: object, base: ExportSettings, place: str) -> ExportSettings:
    names = tuple(part.name for part in fields(ExportSettings))
    changes = dict(_object(plain, f"{place}, 'export'", names))
    for name, value in changes.items():
        changes[name] = _setting(name, value, f"{place}, 'export'")
    return replace(base, **changes)


def _setting(name: str, value: object, place: str) -> object:
    match name:
        case "formats":
            return _choices(value, place, name, FORMATS, least=1)
        case "leave_out":
            return _choices(value, place, name, PARTS)
        case "theme":
            return _choice(value, place, name, THEMES)
        case "language":
            return _choice(value, place, name, LANGUAGES)
        case "dpi":
            return _number(value, place, name, _DPI)
        case "font_scale":
            return _number(value, place, name, _FONT_SCALE)
        case "transparent":
            if not isinstance(value, bool):
                raise RecipeError(f"{place}: '{name}' is true or false, not {value!r}")
            return value
    return _text(value, place, name)


def _object(plain: object, what: str, parts: Sequence[str]) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise RecipeError(f"{what} is a JSON object, not {_short(plain)}")
    if unknown := plain.keys() - set(parts):
        named = ", ".join(sorted(map(str, unknown)))
        raise RecipeError(f"{what} has no part called {named}; there are: {', '.join(parts)}")
    return plain


def _text(value: object, place: str, name: str) -> str:
    if not isinstance(value, str):
        raise RecipeError(f"{place}: '{name}' is a text, not {_short(value)}")
    return value


def _pattern(value: object, place: str) -> str:
    pattern = _text(value, place, "file_name")
    try:
        check_pattern(pattern)
    except PatternError as error:
        raise RecipeError(f"{place}, 'file_name': {error}") from None
    return pattern


def _choice(value: object, place: str, name: str, known: Sequence[str]) -> str:
    if value not in known:
        raise RecipeError(f"{place}: '{name}' is one of {', '.join(known)}, not {_short(value)}")
    return str(value)


def _choices(value: object, place: str, name: str, known: Sequence[str], least: int = 0) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) < least:
        raise RecipeError(f"{place}: '{name}' is a list of {', '.join(known)}, not {_short(value)}")
    return tuple(dict.fromkeys(_choice(part, place, name, known) for part in value))


def _number(value: object, place: str, name: str, limits: tuple[float, float]) -> float:
    low, high = limits
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not low <= float(str(value)) <= high:
        raise RecipeError(f"{place}: '{name}' is a number from {low:g} to {high:g}, not {_short(value)}")
    return float(str(value))


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"
