"""UN Comtrade, the current download: 47 names over rows of 48 fields, and its capitalised form of 2023."""

from __future__ import annotations

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Basis, Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, market_recode, product_recode, regime_recode, region_recode
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace

_SIGNATURE = frozenset({"reportercode", "flowcode", "partnercode", "cmdcode", "primaryvalue", "period"})

REPORTED_TO_COMTRADE = Basis(
    "UN Comtrade",
    "联合国商品贸易统计",
    "UN Comtrade, as reported by each country, in US dollars",
    "联合国商品贸易统计，各报告国上报，以美元计",
    "exports FOB, imports CIF",
    "reporter",
)
"""What all forms of its downloads have in common."""


def _can_read(head: Head) -> float:
    return 0.99 if head.names >= _SIGNATURE else 0.0


def country_code(table: TextTable, iso: str, number: str) -> str:
    """SQL for a country's code: ISO where the file has it, otherwise Comtrade's number."""
    if not table.has(iso):
        return table.column(number)
    letters = f"nullif(nullif(trim({table.column(iso)}), ''), 'N/A')"
    return f"coalesce({letters}, {table.column(number)})"


def padded(code: str, level: str) -> str:
    """SQL for an HS code, with the zeros that it lost: '101' at level 4 is 0101."""
    digits = f"greatest(CAST(trim({level}) AS INTEGER), length(trim({code})))"
    return (
        f"CASE WHEN regexp_full_match(trim({code}), '[0-9]+') AND trim({level}) IN ('2', '4', '6') "
        f"THEN lpad(trim({code}), CAST({digits} AS INTEGER), '0') "
        f"ELSE {code} END"
    )


def not_zero(number: str) -> str:
    """SQL for a quantity where 0 stands for 'not known'."""
    return f"CASE WHEN trim({number}) NOT IN ('0', '0.0') THEN {number} END"


def breakdown(table: TextTable) -> str:
    """SQL for what a row is broken down by beyond the dimensions of this program; '' for totals."""
    parts = []
    for label, column, totals in (
        ("partner2", table.column("partner2Code"), ("", "0")),
        ("mot", table.column("motCode"), ("", "0")),
        ("mos", table.column("mosCode"), ("", "0")),
    ):
        if column != "''":
            listed = ", ".join(f"'{total}'" for total in totals)
            parts.append(
                f"CASE WHEN trim(coalesce({column}, '')) NOT IN ({listed}) "
                f"THEN '{label} ' || trim({column}) END"
            )
    return f"concat_ws(', ', {', '.join(parts)})" if parts else "''"


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    remarks = []
    if table.has("isReported"):
        remarks.append(
            say("Values are those of the column {column}.", column=table.header_name("primaryValue"))
        )
    return Plan(
        relation=table.relation,
        region=Column(
            country_code(table, "reporterISO", "reporterCode"),
            region_recode(reference, "comtrade"),
            table.column("reporterDesc"),
            table.header_name("reporterISO", "reporterCode"),
        ),
        market=Column(
            country_code(table, "partnerISO", "partnerCode"),
            market_recode(reference, "comtrade"),
            table.column("partnerDesc"),
            table.header_name("partnerISO", "partnerCode"),
        ),
        product=Column(
            padded(table.column("cmdCode"), table.column("aggrLevel")),
            product_recode(reference),
            table.column("cmdDesc"),
            table.header_name("cmdCode"),
        ),
        regime=Column(
            table.column("customsCode"),
            regime_recode(reference),
            table.column("customsDesc"),
            table.header_name("customsCode"),
        ),
        flow=Column(
            table.column("flowCode"), name=table.column("flowDesc"), label=table.header_name("flowCode")
        ),
        period=Column(table.column("period"), label=table.header_name("period")),
        measures=(
            Measure(table.column("primaryValue"), "'USD'", label=table.header_name("primaryValue")),
            Measure(
                not_zero(table.column("qty")),
                table.column("qtyUnitAbbr"),
                "'quantity'",
                label=table.header_name("qty"),
            ),
            Measure(
                not_zero(table.column("altQty", "AtlQty")),
                table.column("altQtyUnitAbbr"),
                "'quantity'",
                label=table.header_name("altQty", "AtlQty"),
            ),
            Measure(
                not_zero(table.column("netWgt")), "'kg'", "'quantity'", label=table.header_name("netWgt")
            ),
        ),
        dataflow=services_apart(table),
        bases={"": REPORTED_TO_COMTRADE},
        origin=Origin(
            "UN Statistics Division", "UN Comtrade", "https://comtradeplus.un.org", "UN Comtrade terms"
        ),
        detail=breakdown(table),
        detail_name=say("second partner, transport or mode of supply"),
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


def services_apart(table: TextTable) -> str:
    """SQL that keeps services (typeCode S) apart from goods."""
    column = table.column("typeCode")
    return f"CASE WHEN trim({column}) = 'S' THEN 'services' ELSE '' END" if column != "''" else "''"


IMPORTER = Importer("comtrade", "UN Comtrade (CSV)", _can_read, _read)
