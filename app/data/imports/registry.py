"""Every importer there is: one file each in app/data/importers, found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from app.data import importers as folder
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.plan import Importer
from app.data.imports.survey import refuse_foreign


def find_importers() -> dict[str, Importer]:
    """All importers by their ids."""
    found: dict[str, Importer] = {}
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda module: module.name):
        importer = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), "IMPORTER", None)
        if isinstance(importer, Importer):
            found[importer.id] = importer
    return found


def recognise(head: Head, importers: Mapping[str, Importer], wanted: str = "") -> tuple[Importer, Head]:
    """The importer of a file, and the file itself where an archive holds just one.

    Raises:
        ImportFailedError: No importer reads it, or none has the wanted id.
    """
    if wanted and wanted not in importers:
        raise ImportFailedError(
            say("There is no importer '{id}'; there are: {ids}.", id=wanted, ids=", ".join(importers))
        )
    if head.kind == "empty":
        raise ImportFailedError(say("{file} is empty.", file=head.name))
    if head.kind == "text":
        refuse_foreign(head.raw[:1024])
    candidates = [head]
    filled = [child for child in head.children if child.kind != "empty"] if head.kind == "zip" else []
    if len(filled) == 1:
        candidates.append(filled[0])
    if wanted:
        best = max(candidates, key=importers[wanted].can_read)
        return importers[wanted], best
    rated = [
        (importer.can_read(candidate), importer.id, candidate)
        for candidate in candidates
        for importer in importers.values()
    ]
    confidence, chosen, candidate = max(rated, key=lambda entry: entry[0])
    if confidence <= 0:
        raise ImportFailedError(
            say(
                "{file} is in no format that is known here. Known are: {titles}. "
                "A table of another form needs --importer tidy and --mapping.",
                file=head.name,
                titles="; ".join(importer.title for importer in importers.values()),
            )
        )
    return importers[chosen], candidate
