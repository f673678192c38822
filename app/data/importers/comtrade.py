"""UN Comtrade, the current download: 47 names over rows of 48 fields, and its capitalised form of 2023."""

from __future__ import annotations

from app.data.importers.comtrade_codes import (
    BASES,
    breakdown,
    classified_recode,
    country_code,
    incomplete,
    is_estimated,
    kept_apart,
    not_zero,
    product_code,
    unit_of_quantity,
)
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, market_recode, regime_recode, region_recode
from app.data.imports.workspace import Workspace

_SIGNATURE = frozenset({"reportercode", "flowcode", "partnercode", "cmdcode", "primaryvalue"})


_FURTHER = (("partner2", "partner2Code"), ("mot", "motCode"), ("mos", "mosCode"))


def _can_read(head: Head) -> float:
    dated = head.plain_names & {"period", "refyear"}
    return 0.99 if head.plain_names >= _SIGNATURE and dated else 0.0


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    classification = table.column("classificationCode", "classificationSearchCode")
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
            product_code(table.column("cmdCode"), table.column("aggrLevel"), classification),
            classified_recode(reference),
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
        period=Column(table.column("period", "refYear"), label=table.header_name("period", "refYear")),
        measures=(
            Measure(table.column("primaryValue"), "'USD'", label=table.header_name("primaryValue")),
            Measure(
                not_zero(table.column("qty")),
                unit_of_quantity(table, "qtyUnitAbbr", "qtyUnitCode"),
                "'quantity'",
                label=table.header_name("qty"),
                estimated=is_estimated(table, "isQtyEstimated"),
            ),
            Measure(
                not_zero(table.column("altQty", "AtlQty")),
                unit_of_quantity(table, "altQtyUnitAbbr", "altQtyUnitCode"),
                "'quantity'",
                label=table.header_name("altQty", "AtlQty"),
                estimated=is_estimated(table, "isAltQtyEstimated"),
            ),
            Measure(
                not_zero(table.column("netWgt")),
                "'kg'",
                "'quantity'",
                label=table.header_name("netWgt"),
                estimated=is_estimated(table, "isNetWgtEstimated"),
            ),
        ),
        dataflow=kept_apart(classification, table.column("typeCode")),
        partial=incomplete(table, "typeCode", "classificationCode"),
        bases=BASES,
        origin=Origin(
            "UN Statistics Division",
            "UN Comtrade",
            "https://comtradeplus.un.org",
            "UN Comtrade terms",
            publisher_zh="联合国统计司",
        ),
        detail=breakdown(table, _FURTHER),
        detail_name=say("second partner, transport or mode of supply"),
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


IMPORTER = Importer("comtrade", "UN Comtrade", _can_read, _read)
