"""What the forms of UN Comtrade's downloads share: their codes of places, products, quantities and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.data.imports.plan import Basis, Column, Draft, Measure, Recode
from app.data.imports.recode import Reference, prefixed_draft, product_recode
from app.data.imports.text_table import TextTable
from app.data.reference.harmonised import ALL, is_all_products

REPORTED_TO_COMTRADE = Basis(
    "UN Comtrade",
    "联合国商品贸易统计",
    "UN Comtrade, as reported by each country, in US dollars",
    "联合国商品贸易统计，各报告国上报，以美元计",
    "exports FOB, imports CIF",
    "reporter",
)
BASES: Mapping[str, Basis] = {
    "": REPORTED_TO_COMTRADE,
    "services": Basis(
        "UN Comtrade services",
        "联合国服务贸易统计",
        "UN Comtrade, services, as reported by each country, in US dollars",
        "联合国服务贸易统计，各报告国上报，以美元计",
        attribution="reporter",
    ),
    **{
        key: replace(
            REPORTED_TO_COMTRADE, title_en=f"UN Comtrade by {name}", title_zh=f"联合国商品贸易统计（{name}）"
        )
        for key, name in (
            *((f"s{revision}", f"SITC Rev. {revision}") for revision in range(1, 5)),
            ("b4", "BEC Rev. 4"),
            ("b5", "BEC Rev. 5"),
            ("be", "BEC"),
        )
    },
}
"""For each key of `kept_apart`, what its figures have in common."""
Names = tuple[str, ...]
"""The names that one column goes by."""
_SERVICES = "EB"
_HEADS_OF_SERVICES = ("205", "236", "245", "249", "253", "260", "262", "266", "268", "287", "291")
"""The main groups of EBOPS 2002; what each contains follows in the order of the codes."""
_ALL_SERVICES = ("S", "200")
_UNITS: Mapping[str, str] = {
    "2": "m²",
    "3": "1000 kWh",
    "4": "m",
    "5": "u",
    "6": "2u",
    "7": "l",
    "8": "kg",
    "9": "1000u",
    "10": "number of packages",
    "11": "12u",
    "12": "m³",
    "13": "carats",
}
"""Codes of units of quantity, in files that do not spell them."""


_MADE_DECIMAL = re.compile(r"\d+\.0")


def whole_number(table: TextTable, *names: str) -> str:
    """SQL for a column of codes; 842.0, which programs make of 842 beside empty cells, is 842."""
    column, place = table.column(*names), table.place(*names)
    texts = () if place is None else tuple(row[place].strip() for row in table.dialect.samples)
    decimal = any(_MADE_DECIMAL.fullmatch(text) for text in texts)
    return rf"regexp_replace({column}, '^\s*(\d+)\.0\s*$', '\1')" if decimal else column


def country_code(table: TextTable, iso: Names, number: Names) -> str:
    """SQL for a country's code: ISO where the file has it, otherwise Comtrade's number."""
    numbers = whole_number(table, *number)
    if table.place(*iso) is None:
        return numbers
    return f"coalesce(nullif(nullif(trim({table.column(*iso)}), ''), 'N/A'), {numbers})"


def product_code(code: str, level: str, classification: str) -> str:
    """SQL for a product: an HS code with its zeros, or another code behind its classification."""
    kind = f"upper(trim(coalesce({classification}, '')))"
    return (
        f"CASE WHEN {kind} = '' OR starts_with({kind}, 'H') THEN {_padded(code, level)} "
        f"ELSE {kind} || '-' || trim({code}) END"
    )


def _padded(code: str, level: str) -> str:
    """SQL for an HS code with the zeros that it lost: '101' at level 4 is 0101."""
    digits = f"greatest(CAST(trim({level}) AS INTEGER), length(trim({code})))"
    return (
        f"CASE WHEN regexp_full_match(trim({code}), '[0-9]+') AND trim({level}) IN ('2', '4', '6') "
        f"THEN lpad(trim({code}), CAST({digits} AS INTEGER), '0') "
        f"ELSE {code} END"
    )


def kept_apart(classification: str, kind: str = "''") -> str:
    """SQL that keeps services and each classification beside HS in a dataflow of its own."""
    letters = f"upper(trim(coalesce({classification}, '')))"
    services = f"upper(trim(coalesce({kind}, ''))) = 'S' OR starts_with({letters}, '{_SERVICES}')"
    harmonised = f"{letters} = '' OR starts_with({letters}, 'H')"
    return f"CASE WHEN {services} THEN 'services' WHEN {harmonised} THEN '' ELSE lower({letters}) END"


def incomplete(table: TextTable, *columns: str) -> frozenset[str]:
    """The products, where the first rows are those of services: their groups overlap and never add up."""
    places = [place for name in columns if (place := table.place(name)) is not None]
    found = {row[place].strip().upper() for row in table.dialect.samples for place in places}
    services = any(text == "S" or text.startswith(_SERVICES) for text in found)
    return frozenset({"product"}) if services else frozenset()


def classified_recode(reference: Reference) -> Recode:
    """Products of HS, and those of SITC, BEC and EBOPS behind the name of their classification."""
    harmonised = product_recode(reference)

    def recode(code: str, name: str) -> Draft:
        classification, hyphen, own = code.partition("-")
        if not hyphen:
            return harmonised(code, name)
        if own.upper() == "TOTAL" or (classification.startswith(_SERVICES) and own in _ALL_SERVICES):
            return Draft(ALL, "All products", "全部商品", "all")
        if classification.startswith(_SERVICES) and own.isdigit():
            return _service(classification, own, name)
        if is_all_products(own) and not own.isdigit():
            return Draft(ALL, "All products", "全部商品", "all")
        return prefixed_draft(classification, own, name)

    return recode


def _service(classification: str, code: str, name: str) -> Draft:
    head = max((head for head in _HEADS_OF_SERVICES if head <= code), default="")
    draft = prefixed_draft(classification, code, name)
    above = (f"{classification}-{head}", ALL) if head and head != code else (ALL,)
    return Draft(draft.code, draft.name_en, "", "service", above)


def not_zero(number: str) -> str:
    """SQL for a quantity where 0 stands for 'not known'."""
    return f"CASE WHEN trim({number}) NOT IN ('0', '0.0') THEN {number} END"


def is_estimated(table: TextTable, column: str) -> str:
    """SQL for whether the United Nations estimated a quantity, as a column beside it says; '' for none."""
    return f"lower(trim({table.column(column)})) IN ('true', '1', '1.0')" if table.has(column) else ""


def unit_of_quantity(table: TextTable, spelled: str, number: str) -> str:
    """SQL for a unit: as it is spelled, or as its number says."""
    if table.has(spelled):
        return table.column(spelled)
    cases = " ".join(f"WHEN '{code}' THEN '{unit}'" for code, unit in _UNITS.items())
    return f"CASE trim({whole_number(table, number)}) {cases} ELSE '' END"


def quantity(table: TextTable, names: Names, unit: str, estimated: str) -> Measure:
    """A column of quantities, in which 0 means that none is known.

    Args:
        table: The file.
        names: What the column may be called.
        unit: SQL for the unit.
        estimated: SQL for whether the figure is an estimate; '' for never.
    """
    return Measure(
        not_zero(table.column(*names)),
        unit,
        "'quantity'",
        label=table.header_name(*names),
        estimated=estimated,
    )


def place(table: TextTable, codes: tuple[Names, Names], names: Names, recode: Recode) -> Column:
    """A column of countries.

    Args:
        table: The file.
        codes: What the columns of ISO codes and of Comtrade's numbers may be called.
        names: What the column of the names may be called.
        recode: From a code and a name to a member.
    """
    return Column(
        country_code(table, *codes),
        recode,
        table.column(*names),
        table.header_name(*codes[0], *codes[1], *names),
    )


def breakdown(table: TextTable, columns: Iterable[tuple[str, Names]]) -> str:
    """SQL for what a row is broken down by beyond the dimensions of this program; '' for totals."""
    parts = [
        f"CASE WHEN trim(coalesce({code}, '')) NOT IN ('', '0') THEN '{label} ' || trim({code}) END"
        for label, names in columns
        if (code := whole_number(table, *names)) != "''"
    ]
    return f"concat_ws(', ', {', '.join(parts)})" if parts else "''"
