"""Every importer there is: one file each in app/data/importers, found by itself."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.data import importers as folder
from app.data.imports.head import Head, together
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import Importer
from app.data.imports.survey import refuse_foreign
from app.data.imports.unpacking import has_to_be_unpacked
from app.data.package_descriptor import DESCRIPTOR


def find_importers() -> dict[str, Importer]:
    """All importers by their ids."""
    found: dict[str, Importer] = {}
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda module: module.name):
        importer = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), "IMPORTER", None)
        if isinstance(importer, Importer):
            found[importer.id] = importer
    return found


class SeveralFilesError(ImportFailedError):
    """A folder or archive holds several files that can be read, and only one at a time."""

    def __init__(self, message: Message, paths: tuple[Path, ...]) -> None:
        super().__init__(message)
        self.paths = paths
        """The files, where they lie in a folder."""


def recognise(head: Head, importers: Mapping[str, Importer], wanted: str = "") -> tuple[Importer, Head]:
    """The importer of a file, and what it reads: the file, or what lies inside it.

    Of a workbook that is the sheet that looks most like a table; of a folder or archive with files of one
    form whose names differ in numbers alone, all of them together.

    Raises:
        SeveralFilesError: A folder holds several files that have to be read one by one.
        ImportFailedError: No importer reads it, or none has the wanted id.
    """
    if wanted and wanted not in importers:
        raise ImportFailedError(
            say("There is no importer '{id}'; there are: {ids}.", id=wanted, ids=", ".join(importers))
        )
    if head.kind == "empty":
        raise ImportFailedError(say("{file} is empty.", file=head.name))
    if head.kind == "text" and head.path.name != DESCRIPTOR:
        refuse_foreign(head.raw[:1024])
    able = [importers[wanted]] if wanted else list(importers.values())
    filled = [child for child in head.children if child.kind != "empty"]
    inside = filled if head.kind == "xlsx" or len(filled) == 1 else []
    found = _surest(able, [head, *inside])
    if found:
        importer, chosen = found
        return importer, _with_its_like(importer, chosen, inside) if head.kind == "xlsx" else chosen
    if head.kind == "zip" and (packed := [child.name for child in filled if has_to_be_unpacked(child)]):
        raise ImportFailedError(
            say(
                "{file} holds {names}: unpack it, and import what is inside.",
                file=head.name,
                names=", ".join(packed),
            )
        )
    if len(filled) > 1 and head.kind in ("folder", "zip"):
        return _one_of(head, able, filled)
    _advise(head, able)
    if wanted:
        return importers[wanted], inside[0] if inside else head
    raise ImportFailedError(
        say(
            "{file} is in no format that is known here. Known are: {titles}. "
            "A table of another form needs --importer tidy and --mapping.",
            file=head.name,
            titles="; ".join(importer.title for importer in importers.values()),
        )
    )


def _advise(head: Head, able: Iterable[Importer]) -> None:
    """Say what to do with what belongs to a format and holds no figures.

    Raises:
        ImportFailedError: It is of that kind.
    """
    if advice := next(filter(None, (importer.advice(head) for importer in able)), None):
        raise ImportFailedError(advice)


def _surest(able: Iterable[Importer], candidates: Iterable[Head]) -> tuple[Importer, Head] | None:
    """The importer that is surest, and of what; the first of several that are equally sure."""
    rated = [
        (importer.can_read(candidate), importer, candidate) for candidate in candidates for importer in able
    ]
    confidence, importer, candidate = max(rated, key=lambda entry: entry[0])
    return (importer, candidate) if confidence > 0 else None


def _with_its_like(importer: Importer, sheet: Head, sheets: Iterable[Head]) -> Head:
    """A sheet with those of the same form, such as one for each year, as one table."""
    same = [other for other in sheets if importer.can_read(other) and _are_one_series((sheet, other))]
    if len(same) < 2:
        return sheet
    names = {other.inside for other in same}
    beside = tuple(name for name in sheet.beside if name not in names)
    return replace(together(sheet.path, "sheet", tuple(same)), beside=beside)


def _one_of(head: Head, able: Iterable[Importer], children: Iterable[Head]) -> tuple[Importer, Head]:
    readable = [found for child in children if (found := _surest(able, [child]))]
    if len(readable) == 1:
        return readable[0]
    importer, parts = readable[0][0] if readable else None, tuple(child for _, child in readable)
    if importer and all(other is importer for other, _ in readable) and _are_one_series(parts):
        return importer, together(head.path, head.kind, parts)
    if not readable:
        _advise(head, able)
        raise ImportFailedError(
            say(
                "{file} holds no file in a format that is known here; it holds: {names}.",
                file=head.name,
                names=", ".join(child.name for child in children),
            )
        )
    names = ", ".join(part.name for part in parts)
    if head.kind == "zip":
        message = say(
            "{file} holds several files that are not one table: unpack it and import them one by one. "
            "They are: {names}.",
            file=head.name,
            names=names,
        )
    else:
        message = say(
            "{file} holds several files that are not one table: import them one by one. They are: {names}.",
            file=head.name,
            names=names,
        )
    raise SeveralFilesError(message, tuple(part.path for part in parts if not part.inside))


def _are_one_series(parts: Sequence[Head]) -> bool:
    """Whether files have the same columns below the same title, and names that differ in numbers alone."""
    names = {re.sub(r"[\W\d_]+", "", part.inside or part.name).casefold() for part in parts}
    headers = {(part.above, part.dialect.header) for part in parts if part.dialect}
    return len(names) == 1 and len(headers) == 1
