"""A folder that is a Frictionless Data Package.

A package in the form of this program's own data keeps everything it says: trees, sources, relative
figures. Of any other package, the largest table of figures inside the folder is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.data.importers.tidy import plan_of
from app.data.importers.tidy_columns import period_columns, usual_mapping
from app.data.imports.any_table import open_table
from app.data.imports.head import Head, open_head, together
from app.data.imports.mapping_file import VALUES_BY_FLOW, checked
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.own_package import own_plan
from app.data.imports.plan import Importer, Options, Plan
from app.data.imports.workspace import Workspace
from app.data.package_descriptor import DESCRIPTOR, is_inside
from app.data.sql import literal

Resource = Mapping[str, Any]
_MOST_DESCRIPTOR = 8 << 20
_OWN = frozenset({"regions.csv", "markets.csv", "products.csv", "dataflows.csv"})


def _folder(head: Head) -> Path | None:
    if head.kind == "folder" and (head.path / DESCRIPTOR).is_file():
        return head.path
    return head.path.parent if head.path.name == DESCRIPTOR and not head.inside else None


def _can_read(head: Head) -> float:
    return 0.99 if _folder(head) else 0.0


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    folder = _folder(head)
    if folder is None:
        raise ImportFailedError(
            say("{file} is not a folder with {descriptor}.", file=head.name, descriptor=DESCRIPTOR)
        )
    resources = _resources(folder)
    paths = [path for resource in resources for path in _paths(folder, resource)]
    if {path.name for path in paths} >= _OWN:
        return own_plan(folder, paths)
    tables = [
        path
        for path in paths
        if path.suffix.lower() in (".csv", ".tsv", ".txt", ".gz", ".zip", ".xlsx", ".xls", ".parquet")
    ]
    if not tables:
        raise ImportFailedError(say("The package {file} names no table.", file=folder.name))
    found = [
        (resource, [path for path in _paths(folder, resource) if path in tables]) for resource in resources
    ]
    resource, chosen = _of_trade(folder, [(resource, inside) for resource, inside in found if inside])
    if _dialect(resource).get("header") is False:
        raise ImportFailedError(
            say("{file} has no row of headers: write the names of its columns above it.", file=chosen.name)
        )
    table = open_table(chosen, desk)
    mapping = checked(dict(options.mapping), "") if options.mapping else usual_mapping(table.dialect.header)
    if any(field.get("decimalChar") == "," for field in _fields(resource)):
        mapping = {"decimal": ",", **mapping}
    plan = plan_of(table, mapping, options, chosen)
    return replace(plan, skip=(*plan.skip, *_missing(resource, plan)))


def _dialect(resource: Resource) -> Mapping[str, Any]:
    dialect = resource.get("dialect")
    return dialect if isinstance(dialect, dict) else {}


def _schema(resource: Resource) -> Mapping[str, Any]:
    schema = resource.get("schema")
    return schema if isinstance(schema, dict) else {}


def _fields(resource: Resource) -> list[Mapping[str, Any]]:
    fields = _schema(resource).get("fields")
    return [field for field in fields if isinstance(field, dict)] if isinstance(fields, list) else []


def _missing(resource: Resource, plan: Plan) -> list[tuple[str, str]]:
    """Rows whose figure is one of the texts that the schema says stand for none, such as -999."""
    listed = _schema(resource).get("missingValues")
    texts = [text for text in listed if isinstance(text, str) and text] if isinstance(listed, list) else []
    if not texts:
        return []
    return [("suppressed", f"trim({plan.measures[0].number}) IN ({', '.join(map(literal, texts))})")]


def _opened(path: Path) -> Head:
    """The head of a file, or of the only one inside an archive."""
    head = open_head(path)
    inside = [child for child in head.children if child.kind != "empty"] if head.kind == "zip" else []
    return inside[0] if len(inside) == 1 else head


def _of_trade(folder: Path, resources: Sequence[tuple[Resource, list[Path]]]) -> tuple[Resource, Head]:
    """The resource whose columns are most like those of trade, the larger one of several; files together."""
    found = [(resource, tuple(map(_opened, paths))) for resource, paths in resources]

    def rank(entry: tuple[Resource, tuple[Head, ...]]) -> tuple[int, int]:
        parts = entry[1]
        header = parts[0].dialect.header if parts[0].dialect else ()
        columns = usual_mapping(header)["columns"]
        figures = bool(columns.keys() & {"value", *VALUES_BY_FLOW} or period_columns(header, columns))
        return (len(columns) if figures else -1, sum(part.size for part in parts))

    resource, best = max(found, key=rank)
    return resource, best[0] if len(best) == 1 else together(folder, "folder", best)


def _resources(folder: Path) -> list[Resource]:
    path = folder / DESCRIPTOR
    try:
        if path.stat().st_size > _MOST_DESCRIPTOR:
            raise ImportFailedError(say("{file} is too large for a descriptor.", file=DESCRIPTOR))
        plain = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ImportFailedError(say("{file} is not JSON: {reason}.", file=DESCRIPTOR, reason=error)) from None
    resources = plain.get("resources") if isinstance(plain, dict) else None
    if not isinstance(resources, list) or not resources:
        raise ImportFailedError(say("{file} lists no resources.", file=DESCRIPTOR))
    return [resource for resource in resources if isinstance(resource, dict)]


def _paths(folder: Path, resource: Resource) -> list[Path]:
    """The files of a resource, all inside the folder.

    Raises:
        ImportFailedError: A path leads out of the folder or to the network, or the file is missing.
    """
    named = resource.get("path")
    found = []
    for text in named if isinstance(named, list) else [named]:
        if text is None:
            continue
        inside = isinstance(text, str) and is_inside(text)
        path = folder / str(text)
        if not inside or not path.resolve().is_relative_to(folder.resolve()):
            raise ImportFailedError(
                say(
                    "The package names '{path}', which is not a file inside its folder: it is not read.",
                    path=str(text)[:200],
                )
            )
        if not path.is_file():
            raise ImportFailedError(
                say("The package names '{path}', which is missing.", path=str(text)[:200])
            )
        found.append(path)
    return found


IMPORTER = Importer("datapackage", "Frictionless Data Package (folder)", _can_read, _read)
