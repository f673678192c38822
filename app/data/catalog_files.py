"""Reading the catalogue of a data set from its CSV files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from app.data.csv_files import Problems, UnexpectedError, not_one_of, parsed, records
from app.data.package_descriptor import PackageDescriptor
from app.model.catalog import RELIABILITIES, Catalog, Dataflow, Note, Reliability, Source, Term
from app.model.dimension import DIMENSIONS, Dimension, DimensionName, Member, Membership, by_code
from app.model.message import say
from app.model.period import Frequency

_ROOTS: Mapping[DimensionName, str] = {"region": "100000", "market": "WORLD", "product": "ALL"}
_FILES: Mapping[DimensionName, str] = {
    "region": "regions.csv",
    "market": "markets.csv",
    "product": "products.csv",
}
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_MEMBER_COLUMNS = ("code", "parent", "level", "name_en", "name_zh", "pinyin", "iso", "column", "row", "order")


def read_catalog(package: PackageDescriptor, problems: Problems) -> Catalog:
    """Everything but the observations; what is damaged is left out and noted in `problems`."""
    aliases = _aliases(package.file("aliases.csv"), problems)
    memberships = tuple(_memberships(package.file("groups.csv"), problems))
    regions, markets, products = (
        _dimension(name, package.file(_FILES[name]), memberships, aliases.get(name, {}), problems)
        for name in DIMENSIONS
    )
    return Catalog(
        regions=regions,
        markets=markets,
        products=products,
        dataflows={flow.id: flow for flow in _dataflows(package.file("dataflows.csv"), problems)},
        sources={source.id: source for source in _sources(package.file("sources.csv"), problems)},
        notes=tuple(_notes(package.file("notes.csv"), problems)),
        terms=tuple(_terms(package.file("glossary.csv"), problems)),
        problems=tuple(problems.messages),
    )


def _dimension(
    name: DimensionName,
    path: Path,
    memberships: Iterable[Membership],
    aliases: dict[str, str],
    problems: Problems,
) -> Dimension:
    members = by_code(_members(path, problems))
    root = _ROOTS[name]
    if root not in members:
        problems.add(path, 0, "code", say("expected a row with the code {code}", code=root))
        members = {root: Member(root, "", "", root, root)} | members
    own = tuple(m for m in memberships if m.group in members and m.member in members)
    known = {alias: code for alias, code in aliases.items() if code in members}
    return Dimension(name, root, members, own, known)


def _members(path: Path, problems: Problems) -> Iterator[Member]:
    for record in records(path, _MEMBER_COLUMNS, problems):
        if not record["code"]:
            problems.add(path, record.line, "code", say("expected a code"))
            continue
        column, row, order = (
            parsed(record, name, _whole, path, problems) if record[name] else None
            for name in ("column", "row", "order")
        )
        yield Member(
            code=record["code"],
            parent=record["parent"],
            level=record["level"],
            name_en=record["name_en"],
            name_zh=record["name_zh"],
            pinyin=record["pinyin"],
            iso=record["iso"],
            tile=None if column is None or row is None else (column, row),
            order=order or 0,
        )


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise UnexpectedError(say("expected a whole number, found '{found}'", found=text)) from None


def _memberships(path: Path, problems: Problems) -> Iterator[Membership]:
    for record in records(path, ("group", "member", "from", "to", "kind"), problems):
        kind: str = record["kind"]
        if kind not in ("partition", "overlapping"):
            problems.add(path, record.line, "kind", not_one_of(("partition", "overlapping"), kind))
            continue
        since, until = (parsed(record, name, _date, path, problems) for name in ("from", "to"))
        if since is None or until is None:
            continue
        yield Membership(
            group=record["group"],
            member=record["member"],
            since=since,
            until=until,
            kind="partition" if kind == "partition" else "overlapping",
        )


def _date(text: str) -> str:
    if text and not _DATE.fullmatch(text):
        raise UnexpectedError(say("expected a date such as 2020-01-31, found '{found}'", found=text))
    return text


def _aliases(path: Path, problems: Problems) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for record in records(path, ("dimension", "code", "alias"), problems):
        found.setdefault(record["dimension"], {})[record["alias"]] = record["code"]
    return found


def _sources(path: Path, problems: Problems) -> Iterator[Source]:
    columns = ("id", "publisher", "title", "date", "link", "reliability", "note")
    for record in records(path, columns, problems):
        reliability = parsed(record, "reliability", _reliability, path, problems)
        if reliability is not None:
            plain = {column: record[column] for column in columns if column != "reliability"}
            yield Source(
                **plain, reliability=reliability, publisher_zh=record.cells.get("publisher_zh", "").strip()
            )


def _reliability(text: str) -> Reliability:
    for known in RELIABILITIES:
        if text == known:
            return known
    raise UnexpectedError(not_one_of(RELIABILITIES, text))


def _frequency(text: str) -> Frequency:
    for known in get_args(Frequency):
        if text == known:
            frequency: Frequency = known
            return frequency
    raise UnexpectedError(not_one_of(get_args(Frequency), text))


def _dataflows(path: Path, problems: Problems) -> Iterator[Dataflow]:
    texts = (
        "id", "basis_en", "basis_zh", "currency", "valuation", "attribution",
        "first_period", "last_period", "released", "supersedes", "source", "licence",
    )  # fmt: skip
    for record in records(path, (*texts, "title_en", "title_zh", "frequency"), problems):
        frequency = parsed(record, "frequency", _frequency, path, problems)
        if frequency is not None:
            plain = {column: record[column] for column in texts}
            yield Dataflow(
                **plain, frequency=frequency, name_en=record["title_en"], name_zh=record["title_zh"]
            )


def _notes(path: Path, problems: Problems) -> Iterator[Note]:
    texts = (
        "subject",
        "kind",
        "text_en",
        "text_zh",
        "source",
        "period",
        "observation",
        "threshold",
        "threshold_unit",
    )
    for record in records(path, ("subject_dimension", *texts), problems):
        dimension = parsed(record, "subject_dimension", _dimension_name, path, problems)
        if dimension is not None:
            yield Note(dimension=dimension, **{column: record[column] for column in texts})


def _dimension_name(text: str) -> DimensionName:
    for known in DIMENSIONS:
        if text == known:
            return known
    raise UnexpectedError(not_one_of(DIMENSIONS, text))


def _terms(path: Path, problems: Problems) -> Iterator[Term]:
    for record in records(path, ("term", "title_en", "title_zh", "text_en", "text_zh"), problems):
        yield Term(
            record["term"], record["title_en"], record["title_zh"], record["text_en"], record["text_zh"]
        )
