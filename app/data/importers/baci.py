"""CEPII BACI: a folder or archive with files of t,i,j,k,v,q and lists of countries and products.

The exporter i is the region, the importer j the market; v is in thousand dollars, q in tonnes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from app.data.imports.any_table import open_table
from app.data.imports.head import Head, open_head
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import Basis, Bulk, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import Reference, market_recode, mended, product_recode, region_recode
from app.data.imports.text_table import TextTable, joined
from app.data.imports.workspace import Workspace, opened
from app.data.reference.harmonised import with_zeros

_DATA = frozenset("tijvq")
_PRODUCT = ("k", "hs6")
"""The column of products; until 2020 it was called hs6."""
_NAME = re.compile(r"_(?P<edition>HS\d\d)_Y\d{4}_(?P<version>V\w+?)\.")
_DIGITS = 6
_LISTS = (
    frozenset({"code", "description"}),
    frozenset({"country_code", "country_name"}),
    frozenset({"country_code", "country_name_full"}),
)
"""Columns of the lists of codes."""
_MOST_LISTED = 16 << 20
_BASIS = Basis(
    "BACI",
    "BACI双边贸易",
    "CEPII BACI, reconciled from both sides' reports, in US dollars",
    "CEPII BACI，经双方报告调和，以美元计",
    "FOB",
    "exporter",
)
_ORIGIN = Origin("CEPII", "BACI", "https://www.cepii.fr", "Etalab open licence 2.0")


def _is_data(head: Head) -> bool:
    return head.names >= _DATA and bool(head.names & {*_PRODUCT}) and len(head.names - {""}) <= 8


def _can_read(head: Head) -> float:
    if head.kind in ("folder", "zip"):
        return 0.97 if any(_is_data(child) for child in head.children) else 0.0
    return 0.97 if _is_data(head) else 0.0


def _advice(head: Head) -> Message | None:
    """What to do with lists of codes, which are read beside the figures."""
    if head.kind in ("folder", "zip"):
        lists = [child.name for child in head.children if _is_list(child)]
        return _missing_figures(head, lists) if lists else None
    if not _is_list(head):
        return None
    return say(
        "{file} is a list of codes as BACI has it, without figures: open the file BACI_*.csv, or the folder "
        "with both. The list is then read too.",
        file=head.name,
    )


def _is_list(head: Head) -> bool:
    return any(head.names >= columns for columns in _LISTS)


def _missing_figures(head: Head, lists: Sequence[str]) -> Message:
    """What to do with a folder or archive that holds lists of codes alone."""
    return say(
        "{file} holds lists of codes as BACI has them, without figures: {names}. Put the file with the "
        "figures, such as BACI_HS22_Y2023_V202501.csv, beside them and open {file} again.",
        file=head.name,
        names=", ".join(lists),
    )


def _neighbours(head: Head) -> tuple[Head, ...]:
    """The files that may say what the codes mean."""
    if head.kind in ("folder", "zip"):
        return head.children
    folder = head.path.parent
    names = sorted({*folder.glob("country_codes*"), *folder.glob("product_codes*")})
    return tuple(open_head(path) for path in names[:20] if path.is_file())


def _listed(heads: tuple[Head, ...], *columns: str) -> list[dict[str, str]]:
    """Rows of the first small file that has these columns, names in lower case."""
    for head in heads:
        if head.size > _MOST_LISTED or head.dialect is None or not set(columns) <= head.names:
            continue
        with opened(head) as stream:
            raw = stream.read(_MOST_LISTED)
        text = raw.decode(head.encoding, errors="replace").removeprefix("\ufeff")
        header, *rows = _rows(text, head.dialect.delimiter)
        names = [name.strip().lower() for name in header]
        return [dict(zip(names, row, strict=False)) for row in rows]
    return []


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows that are not empty, up to a quote that never ends."""
    with suppress(csv.Error):
        yield from filter(None, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _country_names(heads: tuple[Head, ...]) -> dict[str, str]:
    rows = _listed(heads, "country_code", "country_name") or _listed(
        heads, "country_code", "country_name_full"
    )
    return {
        row["country_code"].strip(): mended(row.get("country_name") or row.get("country_name_full") or "")
        for row in rows
        if row.get("country_code")
    }


def _product_names(heads: tuple[Head, ...]) -> dict[str, str]:
    return {
        with_zeros(row["code"].strip(), _DIGITS): row["description"].strip()
        for row in _listed(heads, "code", "description")
        if row.get("code") and row.get("description")
    }


def _refuse_mixture(head: Head, files: Sequence[Head]) -> None:
    """Refuse files of several editions or versions, which hold the same trade more than once.

    Raises:
        ImportFailedError: They say so in their names, as in BACI_HS22_Y2021_V202501.csv.
    """
    named = [match for file in files if (match := _NAME.search(file.name))]
    for kind in ("edition", "version"):
        found = sorted({match[kind] for match in named})
        if len(found) > 1:
            raise ImportFailedError(
                say(
                    "{file} holds the same trade in several editions: {editions}. Put one of them into a "
                    "folder of its own.",
                    file=head.name,
                    editions=", ".join(found),
                )
            )


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    reference = Reference()
    files = [child for child in head.children if _is_data(child)] or [head]
    if not _is_data(files[0]):
        raise ImportFailedError(say("{file} holds no file with the columns t,i,j,k,v,q.", file=head.name))
    _refuse_mixture(head, files)
    table = joined([open_table(file, desk) for file in files])
    beside = _neighbours(head)
    countries, products = _country_names(beside), _product_names(beside)
    as_region, as_market = region_recode(reference, "comtrade"), market_recode(reference, "comtrade")
    as_product = product_recode(reference, _DIGITS)

    def region(code: str, _name: str) -> Draft:
        return as_region(code, countries.get(code, ""))

    def market(code: str, _name: str) -> Draft:
        return as_market(code, countries.get(code, ""))

    def product(code: str, _name: str) -> Draft:
        full = with_zeros(code, _DIGITS)
        return as_product(full, products.get(full, ""))

    remarks = []
    if not countries:
        remarks.append(say("There is no file of countries beside the data: names are those of this program."))
    if not products:
        remarks.append(say("There is no file of products beside the data: names are those of this program."))
    t, i, j, v, q = (table.column(name) for name in "tijvq")
    k = table.column(*_PRODUCT)
    plan = Plan(
        relation=table.relation,
        region=Column(i, region, label=table.header_name("i")),
        market=Column(j, market, label=table.header_name("j")),
        product=Column(k, product, label=table.header_name(*_PRODUCT)),
        flow=Column("'export'", label="(exporter i to importer j)"),
        period=Column(t, label=table.header_name("t")),
        measures=(
            Measure(v, "'thousand USD'", label=table.header_name("v")),
            Measure(q, "'tonnes'", "'quantity'", label=table.header_name("q")),
        ),
        bases={"": _BASIS},
        origin=_ORIGIN,
        table=table,
        files=tuple(file.path for file in files),
        remarks=tuple(remarks),
        reconciled=True,
    )
    return replace(plan, bulk=_bulk(table, countries, products, (region, market, product), reference))


def _bulk(
    table: TextTable,
    countries: dict[str, str],
    products: dict[str, str],
    recode: tuple[Recode, Recode, Recode],
    reference: Reference,
) -> Bulk | None:
    if not products or table.dialect.delimiter == ";" or table.dialect.extra_fields:
        return None
    region, market, product = recode
    known = {*countries, *reference.countries.numbers("comtrade")}
    numbers = sorted(int(code) for code in known if code.isdigit())
    t, i, j, v, q = (table.column(name) for name in "tijvq")
    k = table.column(*_PRODUCT)
    types = dict.fromkeys((t, i, j, k), "INTEGER") | {v: "DOUBLE", q: "DOUBLE"}
    return Bulk(
        relation=table.typed(types, ", nullstr = ['', 'NA']"),
        region=i,
        market=j,
        product=k,
        period=t,
        value=f"round({v} * 1000, 3)",
        quantity=q,
        value_unit="USD",
        quantity_unit="tonnes",
        flow="export",
        places={number: (region(str(number), ""), market(str(number), "")) for number in numbers},
        products={int(code): product(code, "") for code in products if code.isdigit()},
    )


IMPORTER = Importer("baci", "CEPII BACI", _can_read, _read, _advice)
