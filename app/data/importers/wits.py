"""World Bank WITS: the country summary with a column for every year, and the bulk download.

The summary mixes exports and imports with tariffs, shares and indices, and lists only the five largest
partners; its products are two classifications that overlap. The bulk download has a row for every unit
of quantity, and its product codes lost their leading zeros.
"""

from __future__ import annotations

import re

from app.data.imports.any_table import open_table
from app.data.imports.dialect import plain_name
from app.data.imports.head import Head
from app.data.imports.messages import Message, say
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import Reference, market_recode, prefixed_draft, product_recode, region_recode
from app.data.imports.text_table import TextTable, forget_rejects
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace
from app.data.reference.harmonised import ALL, is_all_products
from app.data.reference.tables import reference_rows, spelling
from app.data.reference.units import cleaned

_BULK_VALUES = ("TradeValueK", "TradeValue in 1000 USD", "Trade Value 1000USD", "TradeValue")
_BULK = frozenset({"productcode", "year"})
_REPORTER = ("Reporter", "Reporter Name")
_PARTNER = ("Partner", "Partner Name")
_FLOW = ("TradeFlowName", "TradeFlowCode", "TradeFlow", "Trade Flow")
_GROUP = ("Product categories", "Product Group")
_KIND = ("Indicator Type", "Trade Flow")
_IN_DOLLARS = re.compile(r"(Export|Import)s? ?\((?:in )?(US\$ (?:Mil|Thousand))\)", re.IGNORECASE)
"""The header of a column of trade: 'Export (US$ Thousand)'."""
_ORIGIN = Origin(
    "World Bank",
    "World Integrated Trade Solution (WITS)",
    "https://wits.worldbank.org",
    publisher_zh="世界银行",
)
_BASIS = Basis(
    "WITS",
    "WITS",
    "World Bank WITS, as reported, in US dollars",
    "世界银行WITS，各报告国上报，以美元计",
    "exports FOB, imports CIF",
    "reporter",
)
_OVERLAP = say(
    "Only the largest partners are listed, and products stand in two classifications: neither is added up."
)


def _has(head: Head, *choices: tuple[str, ...]) -> bool:
    return all(any(plain_name(name) in head.plain_names for name in names) for names in choices)


def _is_summary(head: Head) -> bool:
    return _has(head, _REPORTER, _PARTNER, _GROUP, _KIND, ("Indicator",))


def _is_by_partner(head: Head) -> bool:
    header = head.dialect.header if head.dialect else ()
    groups = _has(head, _REPORTER, _PARTNER, _GROUP, ("Year",))
    return groups and any(_IN_DOLLARS.fullmatch(name) for name in header)


def _can_read(head: Head) -> float:
    if _is_summary(head) or _is_by_partner(head):
        return 0.98
    places = _has(head, ("ReporterISO3", "Reporter"), ("PartnerISO3", "Partner"))
    values = any(name.startswith("tradevalue") for name in head.plain_names)
    return 0.97 if values and places and head.plain_names >= _BULK else 0.0


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    if _is_summary(head):
        return _summary(table, head)
    return _by_partner(table, head) if _is_by_partner(head) else _bulk(table, head, desk)


def _summary(table: TextTable, head: Head) -> Plan:
    """A row for each indicator, a column for each year."""
    years = {
        f"c{number}": name for number, name in enumerate(table.dialect.header) if re.fullmatch(r"\d{4}", name)
    }
    kind, indicator = table.column(*_KIND), table.column("Indicator")
    trade = f"(trim({kind}) IN ('Export', 'Import') AND regexp_matches({indicator}, 'US\\$ (Mil|Thousand)'))"
    unit = f"CASE WHEN contains({indicator}, 'US$ Thousand') THEN 'US$ Thousand' ELSE 'US$ Mil' END"
    return _of_groups(
        table,
        head,
        relation=unpivoted(table, years),
        flow=Column(f"CASE WHEN {trade} THEN {kind} ELSE '' END", label=table.header_name(*_KIND)),
        period=Column(SERIES, label="(a column for every year)"),
        measure=Measure(NUMBER, unit, label=table.header_name("Indicator")),
        skip=(("not trade", f"NOT {trade}"),),
    )


def _by_partner(table: TextTable, head: Head) -> Plan:
    """A row for each partner and year, exports and imports in columns of their own."""
    found = {
        f"c{number}": f"{match[1].lower()}|{match[2]}"
        for number, name in enumerate(table.dialect.header)
        if (match := _IN_DOLLARS.fullmatch(name))
    }
    return _of_groups(
        table,
        head,
        relation=unpivoted(table, found),
        flow=Column(f"split_part({SERIES}, '|', 1)", label="(column headers)"),
        period=Column(table.column("Year"), label=table.header_name("Year")),
        measure=Measure(NUMBER, f"split_part({SERIES}, '|', 2)", label="(column headers)"),
    )


def _of_groups(
    table: TextTable,
    head: Head,
    *,
    relation: str,
    flow: Column,
    period: Column,
    measure: Measure,
    skip: tuple[tuple[str, str], ...] = (),
) -> Plan:
    """What all tables by groups of products have in common."""
    reference = Reference()
    return Plan(
        relation=relation,
        row=ROW,
        region=Column(
            "''", region_recode(reference), table.column(*_REPORTER), table.header_name(*_REPORTER)
        ),
        market=Column("''", market_recode(reference), table.column(*_PARTNER), table.header_name(*_PARTNER)),
        product=Column("''", _categories(), table.column(*_GROUP), table.header_name(*_GROUP)),
        flow=flow,
        period=period,
        measures=(measure,),
        skip=skip,
        bases={"": _BASIS},
        origin=_ORIGIN,
        table=table,
        files=(head.path,),
        partial=frozenset({"market", "product"}),
        remarks=(_OVERLAP,),
    )


def _categories() -> Recode:
    """The sectors and stages of the summary, each under its classification."""
    known = {row["spelling"]: row for row in reference_rows("wits_products")}

    def recode(code: str, name: str) -> Draft:
        text = cleaned(name or code)
        if is_all_products(text):
            return Draft(ALL, "All products", "全部商品", "all")
        row = known.get(spelling(text))
        if row:
            return Draft(row["code"], row["name_en"], row["name_zh"], row["level"], (ALL,))
        return Draft(
            "WITS-" + re.sub(r"[^A-Z0-9]+", "-", text.upper()).strip("-"), text, "", "product", (ALL,)
        )

    return recode


def _bulk(table: TextTable, head: Head, desk: Workspace) -> Plan:
    reference = Reference()
    product, remarks = _product(table, desk, reference)
    unit = table.column("QtyUnit", "Quantity Unit", "QtyToken")
    value = table.column(*_BULK_VALUES)
    return Plan(
        relation=table.relation,
        region=Column(
            table.column("ReporterISO3"),
            region_recode(reference, "comtrade"),
            table.column("ReporterName", "Reporter"),
            table.header_name("ReporterISO3", "Reporter"),
        ),
        market=Column(
            table.column("PartnerISO3"),
            market_recode(reference, "comtrade"),
            table.column("PartnerName", "Partner"),
            table.header_name("PartnerISO3", "Partner"),
        ),
        product=product,
        flow=Column(
            table.column(*_FLOW),
            label=table.header_name(*_FLOW),
        ),
        period=Column(table.column("Year"), label=table.header_name("Year")),
        measures=(
            Measure(value, "'thousand USD'", label=table.header_name(*_BULK_VALUES)),
            Measure(table.column("Quantity"), unit, "'quantity'", label=table.header_name("Quantity")),
            Measure(
                table.column("NetWeightKG", "NetWeight in KGM"),
                "'kg'",
                "'quantity'",
                label=table.header_name("NetWeightKG", "NetWeight in KGM"),
            ),
        ),
        bases={"": _BASIS},
        origin=_ORIGIN,
        detail=f"trim(coalesce({unit}, ''))" if unit != "''" else "''",
        detail_name=say("unit of quantity"),
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


def _product(table: TextTable, desk: Workspace, reference: Reference) -> tuple[Column, list[Message]]:
    """The column of products, and that zeros of its codes are restored where they are not harmonised."""
    code, name = table.column("ProductCode"), table.column("ProductDescription", "Product Description")
    label = table.header_name("ProductCode")
    place = table.place("Nomenclature")
    named = {"HS"} if place is None else {row[place].strip().upper() for row in table.dialect.samples}
    if all(nomenclature.startswith("H") for nomenclature in named):
        return Column(code, product_recode(reference), name, label), []
    prefix = min(named)
    remark = say(
        "Product codes are those of {name}; zeros that were lost are restored by their order.", name=prefix
    )
    key = f"trim({code}) || chr(31) || trim(coalesce({name}, ''))"
    return Column(key, _restored(table, desk, prefix), name, label), [remark]


def _restored(table: TextTable, desk: Workspace, prefix: str) -> Recode:
    """Codes with the zeros that they lost, found from the order of the file: 0, 01, 011, ..., 1, 10."""
    code, name = table.column("ProductCode"), table.column("ProductDescription")
    pairs = desk.connection.execute(
        f"""SELECT raw, label FROM (SELECT row_number() OVER () AS row, trim({code}) AS raw,
            trim(coalesce({name}, '')) AS label FROM {table.relation})
        GROUP BY raw, label ORDER BY min(row)"""
    ).fetchall()
    forget_rejects(desk.connection)
    found = restore_zeros([(str(raw), str(label)) for raw, label in pairs])

    def recode(key: str, _name: str) -> Draft:
        raw, _, label = key.partition("\x1f")
        if is_all_products(raw):
            return Draft(ALL, "All products", "全部商品", "all")
        return prefixed_draft(prefix, found.get((raw, label), raw), label)

    return recode


def restore_zeros(pairs: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For each code and description in the order of a sorted file, the code with its zero.

    Of the code and the code with a zero before it, the smaller one that does not go back in the order is
    right; where neither fits, a code that is taken by another description gets the zero.
    """
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    before = ""
    for raw, label in pairs:
        candidates = sorted({"0" + raw, raw} if raw.isdigit() and raw != "0" else {raw})
        fitting = [code for code in candidates if code >= before and code not in taken]
        chosen = (
            fitting[0] if fitting else next((code for code in reversed(candidates) if code not in taken), raw)
        )
        if fitting:
            before = chosen
        found[raw, label] = chosen
        taken.add(chosen)
    return found


IMPORTER = Importer("wits", "World Bank WITS", _can_read, _read)
