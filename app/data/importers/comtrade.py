"""UN Comtrade, the current download: 47 names over rows of 48 fields, and its capitalised form of 2023."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.importers.comtrade_codes import (
    BASES,
    breakdown,
    classified_recode,
    incomplete,
    is_estimated,
    kept_apart,
    place,
    product_code,
    quantity,
    unit_of_quantity,
    whole_number,
)
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import Message, say
from app.data.imports.plan import Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, market_recode, regime_recode, region_recode
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace

_SIGNATURE = frozenset({"reportercode", "flowcode", "partnercode", "cmdcode", "primaryvalue"})


_FURTHER = (("partner2", ("partner2Code",)), ("mot", ("motCode",)), ("mos", ("mosCode",)))
_ORIGIN = Origin(
    "UN Statistics Division",
    "UN Comtrade",
    "https://comtradeplus.un.org",
    "UN Comtrade terms",
    publisher_zh="联合国统计司",
)


def _can_read(head: Head) -> float:
    dated = head.plain_names & {"period", "refyear"}
    return 0.99 if head.plain_names >= _SIGNATURE and dated else 0.0


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    classification = table.column("classificationCode", "classificationSearchCode")
    dated = whole_number(table, "period", "refYear")
    return Plan(
        relation=table.relation,
        region=place(
            table,
            (("reporterISO",), ("reporterCode",)),
            ("reporterDesc",),
            region_recode(reference, "comtrade"),
        ),
        market=place(
            table, (("partnerISO",), ("partnerCode",)), ("partnerDesc",), market_recode(reference, "comtrade")
        ),
        product=Column(
            product_code(whole_number(table, "cmdCode"), whole_number(table, "aggrLevel"), classification),
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
        period=Column(dated, label=table.header_name("period", "refYear")),
        measures=_measures(table),
        dataflow=kept_apart(classification, table.column("typeCode")),
        partial=incomplete(table, "typeCode", "classificationCode"),
        bases=BASES,
        origin=_ORIGIN,
        detail=breakdown(table, _FURTHER),
        detail_name=say("second partner, transport or mode of supply"),
        table=table,
        files=(head.path,),
        remarks=tuple(_remarks(table)),
    )


def _measures(table: TextTable) -> tuple[Measure, ...]:
    """The value, the quantity in two units, and the net weight."""
    in_unit = unit_of_quantity(table, "qtyUnitAbbr", "qtyUnitCode")
    in_other_unit = unit_of_quantity(table, "altQtyUnitAbbr", "altQtyUnitCode")
    return (
        Measure(table.column("primaryValue"), "'USD'", label=table.header_name("primaryValue")),
        quantity(table, ("qty",), in_unit, is_estimated(table, "isQtyEstimated")),
        quantity(table, ("altQty", "AtlQty"), in_other_unit, is_estimated(table, "isAltQtyEstimated")),
        quantity(table, ("netWgt",), "'kg'", is_estimated(table, "isNetWgtEstimated")),
    )


def _remarks(table: TextTable) -> Iterator[Message]:
    if table.has("isReported"):
        yield say("Values are those of the column {column}.", column=table.header_name("primaryValue"))


IMPORTER = Importer("comtrade", "UN Comtrade", _can_read, _read)
