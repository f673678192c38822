"""File names from patterns: safe on every file system, in any script, and never outside their folder."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.model.dimension import DIMENSIONS

if TYPE_CHECKING:
    from app.model.catalog import Catalog
    from app.model.selection import Selection
    from app.model.words import Words

PLACEHOLDERS: Final = (
    "kind", "place", "region", "market", "product", "flow", "period", "language", "entry",
)  # fmt: skip
"""`place` is all that is chosen: a region, and a market and a good where it is not all of them."""
USUAL_NAME: Final = "{kind}-{place}-{flow}-{period}"
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\s]+')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_MOST_BYTES: Final = 180
"""Of one part of a path: file systems allow 255, and an ending and a number have to follow."""


class PatternError(ValueError):
    """The pattern makes no file names."""


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that names what is not known or leads out of the folder.

    Raises:
        PatternError: It does.
    """
    try:
        found = list(string.Formatter().parse(pattern))
    except ValueError as error:
        raise PatternError(f"'{pattern}': {error}") from None
    for _, name, form, conversion in found:
        if name is not None and (name not in PLACEHOLDERS or form or conversion):
            known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
            raise PatternError(f"'{pattern}' names {{{name}}}; there are: {known}")
    parts = pattern.replace("\\", "/").split("/")
    if any(part.strip(" .") == "" for part in parts) or re.match(r"[A-Za-z]:", pattern):
        raise PatternError(f"'{pattern}' is no path inside the output folder")


def name_values(catalog: Catalog, selection: Selection, words: Words) -> dict[str, str]:
    """What the placeholders of a file name stand for in a view, but for the entry's number."""
    trees = {name: catalog.dimension(name) for name in DIMENSIONS}
    names: dict[str, str] = {
        name: words.name(tree[selection.of(name)]) if selection.of(name) in tree else selection.of(name)
        for name, tree in trees.items()
    }
    chosen = [
        names[name] for name, tree in trees.items() if name == "region" or selection.of(name) != tree.root
    ]
    return {
        **names,
        "kind": selection.chart,
        "place": "-".join(chosen),
        "flow": selection.flow,
        "period": "_".join(filter(None, (selection.since, selection.period))).replace("/", "_"),
        "language": words.language,
    }


def usual_name(catalog: Catalog, selection: Selection, words: Words) -> str:
    """The name that is proposed for the file of a view: 'ranking-Zhejiang-total-2025'."""
    return expanded(USUAL_NAME, name_values(catalog, selection, words))


def expanded(pattern: str, values: Mapping[str, str]) -> str:
    """The path that a pattern stands for, with '/' between folders and without an ending.

    What is filled in can add no folder: a '/' in a name becomes a '-'.

    Raises:
        PatternError: See `check_pattern`.
    """
    check_pattern(pattern)
    known = {name: safe_value(values.get(name, "")) for name in PLACEHOLDERS}
    parts = pattern.replace("\\", "/").split("/")
    return "/".join(safe_part(_tidied(part.format(**known))) for part in parts)


def safe_value(text: str) -> str:
    """A name as it may stand in a file name: blanks and what file systems forbid become '-'."""
    plain = unicodedata.normalize("NFC", text)
    return _UNSAFE.sub("-", "".join(_visible(plain))).strip("-. ")


def safe_part(text: str) -> str:
    """One part of a path that every file system takes."""
    plain = unicodedata.normalize("NFC", "".join(_visible(text)))
    plain = re.sub(r'[\\/:*?"<>|]+', "-", plain).strip(" .")
    plain = plain.encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .") or "chart"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def _visible(text: str) -> Iterator[str]:
    """Leave out control and format characters: they hide what a name really is."""
    return (letter for letter in text if letter == " " or unicodedata.category(letter)[0] != "C")


def _tidied(text: str) -> str:
    """A placeholder that came out empty leaves no doubled or dangling dash."""
    return re.sub(r"-{2,}", "-", text).strip("-") or text


@dataclass
class FileNames:
    """Gives each file of a run a name of its own, the same in every run."""

    _taken: set[str] = field(default_factory=set)

    def free(self, stem: str) -> str:
        """The stem, or the stem with the first number that is free: 'trend-2'."""
        number, name = 1, stem
        # Many file systems hold 'A.png' and 'a.png' for one file.
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self.take(name)
        return name

    def take(self, stem: str) -> None:
        """Keep a name that is there already from being given again."""
        self._taken.add(stem.casefold())
