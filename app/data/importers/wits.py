"""World Bank WITS: the country summary with a column for every year, and the bulk download.

The summary mixes exports and imports with tariffs, shares and indices, and lists only the five largest
partners; its products are two classifications that overlap. The bulk download has a row for every unit
of quantity, and its product codes lost their leading zeros.
"""

from __future__ import annotations

import re

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import Message, say
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import Reference, market_recode, prefixed_draft, product_recode, region_recode
from app.data.imports.text_table import TextTable
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace
from app.data.reference.harmonised import ALL, is_all_products
from app.data.reference.tables import reference_rows, spelling
from app.data.reference.units import cleaned

_SUMMARY = frozenset({"reporter", "partner", "product categories", "indicator type", "indicator"})
_BULK = frozenset({"reporteriso3", "partneriso3", "productcode", "year"})
_BULK_VALUES = ("TradeValueK", "TradeValue in 1000 USD", "TradeValue")
_ORIGIN = Origin("World Bank", "World Integrated Trade Solution (WITS)", "https://wits.worldbank.org")


def _can_read(head: Head) -> float:
    if head.names >= _SUMMARY:
        return 0.98
    values = any(name.startswith("tradevalue") for name in head.names)
    return 0.97 if values and head.names >= _BULK else 0.0


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    return _summary(table, head) if head.names >= _SUMMARY else _bulk(table, head, desk)


def _summary(table: TextTable, head: Head) -> Plan:
    reference = Reference()
    years = {
        f"c{number}": name for number, name in enumerate(table.dialect.header) if re.fullmatch(r"\d{4}", name)
    }
    kind, indicator = table.column("Indicator Type"), table.column("Indicator")
    trade = f"(trim({kind}) IN ('Export', 'Import') AND regexp_matches({indicator}, 'US\\$ (Mil|Thousand)'))"
    unit = f"CASE WHEN contains({indicator}, 'US$ Thousand') THEN 'US$ Thousand' ELSE 'US$ Mil' END"
    return Plan(
        relation=unpivoted(table, years),
        row=ROW,
        region=Column(
            "''", region_recode(reference), table.column("Reporter"), table.header_name("Reporter")
        ),
        market=Column("''", market_recode(reference), table.column("Partner"), table.header_name("Partner")),
        product=Column(
            "''", _categories(), table.column("Product categories"), table.header_name("Product categories")
        ),
        flow=Column(f"CASE WHEN {trade} THEN {kind} ELSE '' END", label=table.header_name("Indicator Type")),
        period=Column(SERIES, label="(a column for every year)"),
        measures=(Measure(NUMBER, unit, label=table.header_name("Indicator")),),
        skip=(("not trade", f"NOT {trade}"),),
        bases={
            "": Basis(
                "WITS",
                "WITS",
                "World Bank WITS, as reported, in US dollars",
                "世界银行WITS，各报告国上报，以美元计",
                "exports FOB, imports CIF",
                "reporter",
            )
        },
        origin=_ORIGIN,
        table=table,
        files=(head.path,),
        partial=frozenset({"market", "product"}),
        remarks=(
            say(
                "Only the largest partners are listed, and products stand in two classifications: "
                "neither is added up."
            ),
        ),
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
    nomenclature = (
        {row[int(table.column("Nomenclature")[1:])].strip().upper() for row in table.dialect.samples}
        if table.has("Nomenclature")
        else {"HS"}
    )
    harmonised = all(name.startswith("H") for name in nomenclature)
    code, name = table.column("ProductCode"), table.column("ProductDescription")
    remarks: list[Message] = []
    if harmonised:
        product = Column(code, product_recode(reference), name, table.header_name("ProductCode"))
    else:
        prefix = next(iter(sorted(nomenclature)))
        remarks.append(
            say(
                "Product codes are those of {name}; zeros that were lost are restored by their order.",
                name=prefix,
            )
        )
        key = f"trim({code}) || chr(31) || trim(coalesce({name}, ''))"
        product = Column(key, _restored(table, desk, prefix), name, table.header_name("ProductCode"))
    unit = table.column("QtyUnit", "Quantity Unit", "QtyToken")
    value = table.column(*_BULK_VALUES)
    return Plan(
        relation=table.relation,
        region=Column(
            table.column("ReporterISO3"),
            region_recode(reference, "comtrade"),
            table.column("ReporterName"),
            table.header_name("ReporterISO3"),
        ),
        market=Column(
            table.column("PartnerISO3"),
            market_recode(reference, "comtrade"),
            table.column("PartnerName"),
            table.header_name("PartnerISO3"),
        ),
        product=product,
        flow=Column(
            table.column("TradeFlowName", "TradeFlowCode"),
            label=table.header_name("TradeFlowName", "TradeFlowCode"),
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
        bases={
            "": Basis(
                "WITS",
                "WITS",
                "World Bank WITS, in US dollars",
                "世界银行WITS，以美元计",
                "exports FOB, imports CIF",
                "reporter",
            )
        },
        origin=_ORIGIN,
        detail=f"trim(coalesce({unit}, ''))" if unit != "''" else "''",
        detail_name=say("unit of quantity"),
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


def _restored(table: TextTable, desk: Workspace, prefix: str) -> Recode:
    """Codes with the zeros that they lost, found from the order of the file: 0, 01, 011, ..., 1, 10."""
    code, name = table.column("ProductCode"), table.column("ProductDescription")
    pairs = desk.connection.execute(
        f"""SELECT raw, label FROM (SELECT row_number() OVER () AS row, trim({code}) AS raw,
            trim(coalesce({name}, '')) AS label FROM {table.relation})
        GROUP BY raw, label ORDER BY min(row)"""
    ).fetchall()
    desk.connection.execute("DROP TABLE IF EXISTS rejected_rows; DROP TABLE IF EXISTS rejected_rows_scan")
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


IMPORTER = Importer("wits", "World Bank WITS (summary or bulk, CSV)", _can_read, _read)
