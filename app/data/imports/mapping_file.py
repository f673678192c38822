"""The mapping of columns to dimensions: a JSON file from the user, or remembered for a header."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app.data.imports.messages import ImportFailedError, say

VALUES_BY_FLOW: Mapping[str, str] = {
    "value_export": "export",
    "value_import": "import",
    "value_total": "total",
}
"""Roles of columns that hold the figures of one flow each."""
ROLES = (
    "region",
    "region_name",
    "market",
    "market_name",
    "product",
    "product_name",
    "regime",
    "regime_name",
    "flow",
    "period",
    "year",
    "value",
    "quantity",
    "unit",
    "quantity_unit",
    *VALUES_BY_FLOW,
)
"""What a column can be."""
_EXAMPLE = (
    '{"columns": {"market": "Partner", "value": "Trade"}, "constants": {"flow": "export", "unit": "USD"}}'
)
KEYS = ("columns", "constants", "multiplier", "decimal", "sheet", "header_row", "note")


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a mapping.

    Raises:
        ImportFailedError: The file is missing, no JSON, or says something that no mapping says.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ImportFailedError(
            say("The mapping {file} cannot be read: {reason}.", file=path.name, reason=error)
        ) from None
    return checked(plain, path.name)


def checked(plain: object, name: str) -> dict[str, Any]:
    """A mapping whose form is right.

    Raises:
        ImportFailedError: It is not.
    """
    if not isinstance(plain, dict) or not isinstance(plain.get("columns"), dict):
        raise ImportFailedError(
            say(
                "The mapping {file} must look like {example}.",
                file=name,
                example=_EXAMPLE,
            )
        )
    unknown = [key for key in plain if key not in KEYS]
    for part in ("columns", "constants"):
        given = plain.get(part, {})
        if not isinstance(given, dict) or not all(isinstance(text, str | int) for text in given.values()):
            raise ImportFailedError(
                say("'{part}' in the mapping {file} must map names to texts.", part=part, file=name)
            )
        unknown += [key for key in given if key not in ROLES]
    if unknown:
        raise ImportFailedError(
            say(
                "The mapping {file} says '{unknown}'; known are: {known}.",
                file=name,
                unknown=", ".join(map(str, unknown)),
                known=", ".join(ROLES),
            )
        )
    if plain.get("decimal", "") not in ("", ".", ","):
        raise ImportFailedError(say("'decimal' in the mapping must be a point or a comma."))
    return plain


class MappingMemory:
    """Mappings that the user made, each kept for files with the same header."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, header: Iterable[str]) -> dict[str, Any] | None:
        """The mapping for a header, if one was kept."""
        path = self._path(header)
        if not path.is_file():
            return None
        try:
            return read_mapping(path)
        except ImportFailedError:
            return None

    def keep(self, header: Iterable[str], mapping: Mapping[str, Any]) -> None:
        """Remember a mapping for files with this header."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(header)
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps(mapping, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)

    def _path(self, header: Iterable[str]) -> Path:
        key = "\x1f".join(name.strip().lower() for name in header)
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:20]}.json"
