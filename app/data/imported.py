"""Opening data sets that were imported: their catalogue from their file, their figures attached."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from app.data.library import Library, open_bundled
from app.data.reference.harmonised import LEVELS, Harmonised
from app.data.store import Cursor, identifier
from app.model.catalog import RELIABILITIES, Catalog, Dataflow, Reliability, Source
from app.model.dimension import DIMENSIONS, Dimension, DimensionName, Member, Membership, by_code
from app.model.message import say
from app.model.period import Frequency

SUFFIX = ".duckdb"
NAMES = "names.json"

_FREQUENCIES: Mapping[str, Frequency] = {"A": "A", "Q": "Q", "M": "M", "S": "S"}


def open_library(bundled: Path, imported: Path) -> Library:
    """Open the bundled data set and everything that was imported.

    This file and what it imports leave pandas alone, so that reading can begin before pandas is loaded.
    """
    library = open_bundled(bundled)
    open_imported(library, imported)
    return library


def open_imported(library: Library, folder: Path) -> None:
    """Attach every data set of a folder; those that cannot be opened are noted in the library."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.stem in library.catalogs:
            library.unopened.append(
                say("{file} cannot be opened: '{name}' is open already", file=path.name, name=path.stem)
            )
            continue
        try:
            open_dataset(library, path)
        except duckdb.Error as error:
            reason = str(error).partition("\n")[0]
            library.unopened.append(say("{file} cannot be opened: {reason}", file=path.name, reason=reason))


def open_dataset(library: Library, path: Path) -> str:
    """Attach one data set under the name of its file, which it gives.

    Raises:
        duckdb.Error: The file is damaged, of another program, or is being written.
    """
    dataset = path.stem
    library.store.attach(dataset, path)
    try:
        catalog = read_imported(library.store.cursor(), dataset)
    except duckdb.Error:
        library.store.detach(dataset)
        raise
    # A dictionary of its own each time: workers of the window go through the one before meanwhile.
    library.catalogs = {**library.catalogs, dataset: _renamed(library, catalog, path)}
    library.forget(dataset)
    return dataset


def close_dataset(library: Library, dataset: str) -> None:
    """Let go of a data set, so that its file can be moved or replaced."""
    library.catalogs = {name: c for name, c in library.catalogs.items() if name != dataset}
    library.forget(dataset)
    library.store.detach(dataset)


def show_names(library: Library, path: Path) -> None:
    """Take over the name that an open data set was given."""
    if path.stem in library.catalogs:
        catalog = read_imported(library.store.cursor(), path.stem)
        library.catalogs = {**library.catalogs, path.stem: _renamed(library, catalog, path)}


def _renamed(library: Library, catalog: Catalog, path: Path) -> Catalog:
    """The catalogue under the name that the user gave the data set later."""
    name = names_given(path.parent).get(path.stem, "")
    stored = _optional(library.store.cursor(), f"SELECT name FROM {identifier(path.stem)}.main.provenance")
    if not name or not stored:
        return catalog
    old = stored[0][0]
    flows = {
        key: replace(
            flow,
            name_en=name + flow.name_en.removeprefix(old),
            name_zh=name + flow.name_zh.removeprefix(old),
        )
        for key, flow in catalog.dataflows.items()
    }
    return replace(catalog, dataflows=flows)


def names_given(folder: Path) -> Mapping[str, str]:
    """Names that the user gave data sets later, by id."""
    try:
        plain = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(key): str(name) for key, name in plain.items()} if isinstance(plain, dict) else {}


def read_imported(cursor: Cursor, dataset: str) -> Catalog:
    """The catalogue of an attached data set."""
    schema = f"{identifier(dataset)}.main"
    memberships = [
        Membership(group, member, since, until)
        for group, member, since, until in _optional(
            cursor, f'SELECT "group", member, "from", "to" FROM {schema}.memberships'
        )
    ]
    regions, markets, products = (_dimension(cursor, schema, name, memberships) for name in DIMENSIONS)
    return Catalog(
        regions=regions,
        markets=markets,
        products=products,
        dataflows={flow.id: flow for flow in _dataflows(cursor, schema, dataset)},
        sources={source.id: source for source in _sources(cursor, schema)},
    )


def _dimension(cursor: Cursor, schema: str, name: DimensionName, memberships: list[Membership]) -> Dimension:
    rows = cursor.execute(
        f"""SELECT code, parent, level, name_en, name_zh, pinyin, iso, "order"
        FROM {schema}.members WHERE dimension = ? ORDER BY "order", code""",
        [name],
    ).fetchall()
    members = by_code(
        Member(code, parent, level, name_en, name_zh, pinyin, iso, None, order)
        for code, parent, level, name_en, name_zh, pinyin, iso, order in rows
    )
    if name == "product":
        members = _with_shipped_names(members)
    root = next((code for code, member in members.items() if not member.parent), "")
    own = tuple(m for m in memberships if m.group in members and m.member in members)
    return Dimension(name, root, members, own)


def _with_shipped_names(products: dict[str, Member]) -> dict[str, Member]:
    """Products with the names that ship for the Harmonized System, in a language that they lack one in."""
    own = {m.code: _own_names(m) for m in products.values() if m.level in LEVELS.values()}
    nameless = [code for code, names in own.items() if not all(names)]
    if not nameless:
        return products
    harmonised = Harmonised()
    named: dict[str, Member] = {}
    for code in nameless:
        if shipped := harmonised.name_of(code):
            own_en, own_zh = own[code]
            named[code] = replace(
                products[code], name_en=own_en or shipped.name_en, name_zh=own_zh or shipped.name_zh
            )
    return products | named


def _own_names(member: Member) -> tuple[str, str]:
    """English and Chinese, each empty where there is none: only a code, or in English the Chinese again."""
    name_en = "" if member.name_en in (member.code, member.name_zh) else member.name_en
    return name_en, "" if member.name_zh == member.code else member.name_zh


def _dataflows(cursor: Cursor, schema: str, dataset: str) -> list[Dataflow]:
    columns = (
        "id", "name_en", "name_zh", "basis_en", "basis_zh", "currency", "valuation", "attribution",
        "first_period", "last_period", "released", "supersedes", "source", "licence", "frequency",
    )  # fmt: skip
    rows = cursor.execute(f"SELECT {', '.join(columns)} FROM {schema}.dataflows ORDER BY id").fetchall()
    return [
        Dataflow(
            **dict(zip(columns[:-1], row[:-1], strict=True)),
            frequency=_FREQUENCIES.get(row[-1], "A"),
            dataset=dataset,
        )
        for row in rows
    ]


def _sources(cursor: Cursor, schema: str) -> list[Source]:
    found = cursor.execute(f"SELECT * FROM {schema}.sources")
    columns = [column for column, *_ in found.description or ()]
    rows = (dict(zip(columns, row, strict=True)) for row in found.fetchall())
    return [
        Source(
            **{column: row[column] for column in ("id", "publisher", "title", "date", "link", "note")},
            reliability=_reliability(row["reliability"]),
            publisher_zh=row.get("publisher_zh") or "",
        )
        for row in rows
    ]


def _reliability(text: str) -> Reliability:
    return next((known for known in RELIABILITIES if known == text), "secondary")


def _optional(cursor: Cursor, sql: str) -> list[tuple[str, ...]]:
    """Rows of a table that a data set may lack."""
    try:
        return cursor.execute(sql).fetchall()
    except duckdb.CatalogException:
        return []
