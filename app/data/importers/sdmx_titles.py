"""What the dataflows of an SDMX table are called: by its agency, and by labels where it has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.data.importers.sdmx_layout import IN_FIRST_CELL, Field, is_label
from app.data.imports.plan import Basis, Origin
from app.data.imports.text_table import TextTable, forget_rejects
from app.data.imports.workspace import Workspace

_REPORTED = Basis(
    "SDMX",
    "SDMX",
    "As reported to the publisher of the file",
    "以文件发布方口径为准",
    "exports FOB, imports CIF",
    "reporter",
)
REPORTED_TO_EUROSTAT = replace(_REPORTED, title_en="Eurostat Comext", title_zh="欧盟统计局Comext")
EUROSTAT = Origin(
    "Eurostat", "Comext", "https://ec.europa.eu/eurostat", "Eurostat reuse policy", publisher_zh="欧盟统计局"
)
_AGENCIES: Mapping[str, tuple[Basis, Origin]] = {
    "ESTAT": (REPORTED_TO_EUROSTAT, EUROSTAT),
    "IMF": (
        replace(_REPORTED, title_en="International Monetary Fund", title_zh="国际货币基金组织"),
        Origin(
            "International Monetary Fund",
            "International trade in goods by partner",
            "https://data.imf.org",
            publisher_zh="国际货币基金组织",
        ),
    ),
    "OECD": (
        replace(_REPORTED, title_en="OECD", title_zh="经合组织"),
        Origin("OECD", "OECD Data Explorer", "https://data-explorer.oecd.org", publisher_zh="经合组织"),
    ),
    "TRD.": (
        replace(_REPORTED, title_en="European Central Bank", title_zh="欧洲中央银行"),
        Origin(
            "European Central Bank",
            "External trade",
            "https://data.ecb.europa.eu",
            publisher_zh="欧洲中央银行",
        ),
    ),
}
"""For how the id of a structure or series begins, the basis and who published it."""
_IDS = ("dataflow", "structure_id", "dataset", "key")
_MOST_TEXTS = 10_000
"""Combinations of texts that titles are made from: more than a file may keep apart."""
_LABELLED = re.compile(r"[A-Za-z0-9_]+: ")


def agency(table: TextTable, file: str) -> tuple[Basis, Origin]:
    """The basis and the publisher that the first row names; the file where it names none."""
    if IN_FIRST_CELL in table.dialect.header[0]:
        return _AGENCIES["ESTAT"]
    if table.has("Counterpart Country Name") and table.has("Indicator Code"):
        return _AGENCIES["IMF"]
    for name in _IDS:
        place = table.place(name)
        if place is None:
            continue
        for row in table.dialect.samples[:1]:
            found = next((known for start, known in _AGENCIES.items() if row[place].startswith(start)), None)
            if found:
                return found
    return _REPORTED, Origin(
        "Publisher of the file", file, reliability="secondary", publisher_zh="文件发布方"
    )


def with_every_text(
    fields: Sequence[Field], apart: Sequence[Field], table: TextTable, desk: Workspace
) -> list[Field]:
    """The columns of a table, with the texts of all rows where they keep dataflows apart or label those.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    names = {field.name for field in apart}
    places = [place for place, field in enumerate(fields) if field.name in names]
    chosen = sorted({*places, *(place + 1 for place in places if place + 1 < len(fields))})
    if not chosen:
        return list(fields)
    columns = ", ".join(f"coalesce({fields[place].sql}, '')" for place in chosen)
    rows = desk.watch.query(
        desk.connection, f"SELECT DISTINCT {columns} FROM {table.relation} ORDER BY ALL LIMIT {_MOST_TEXTS}"
    )
    forget_rejects(desk.connection)
    texts = dict(zip(chosen, zip(*rows, strict=True), strict=True)) if rows else {}
    return [replace(field, samples=texts.get(place, field.samples)) for place, field in enumerate(fields)]


def bases(
    basis: Basis, apart: Sequence[Field], fields: Sequence[Field], spelled: Callable[[Field, str], str]
) -> dict[str, Basis]:
    """A basis for each dataflow that the columns hold: labels instead of codes, without what never varies.

    Args:
        basis: What all of them have in common.
        apart: The dimensions that keep dataflows apart.
        fields: All columns with their texts, and the labels beside codes.
        spelled: The part of a dataflow's key that a text of a dimension gives.
    """
    by_name = {field.name: field.samples for field in fields}
    apart = [replace(field, samples=by_name.get(field.name, field.samples)) for field in apart]
    labels = [_labels(field, fields) for field in apart]
    varying = [len(set(field.samples)) > 1 for field in apart]
    found = {"": basis}
    for texts in zip(*(field.samples for field in apart), strict=True):
        parts = [spelled(field, text) for field, text in zip(apart, texts, strict=True)]
        key = "-".join(filter(None, parts)).lower()
        names = [
            names.get(text, part)
            for part, text, names, varies in zip(parts, texts, labels, varying, strict=True)
            if varies and part
        ]
        title_en = ", ".join((basis.title_en, *names))
        found.setdefault(key, replace(basis, title_en=title_en, title_zh="，".join((basis.title_zh, *names))))
    return found


def _labels(field: Field, fields: Sequence[Field]) -> Mapping[str, str]:
    """The label of each code of a dimension: behind it, as in 'A: Annual', or in the column beside."""
    own = {text: text.partition(": ")[2] for text in field.samples if _LABELLED.match(text)}
    place = next((place for place, other in enumerate(fields) if other.name == field.name), len(fields))
    if own or not is_label(fields, place + 1):
        return own
    return dict(zip(field.samples, fields[place + 1].samples, strict=True))
