"""UN Comtrade's old downloads: 35 columns, quoted or not, and the shorter form of 22."""

from __future__ import annotations

from app.data.importers.comtrade_codes import (
    BASES,
    breakdown,
    classified_recode,
    incomplete,
    kept_apart,
    not_zero,
    place,
    product_code,
    quantity,
    whole_number,
)
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, market_recode, regime_recode, region_recode
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace

_FOR_PEOPLE = frozenset({"tradeflow", "reporter", "partner", "commoditycode", "tradevalueus"})
_FOR_MACHINES = frozenset({"rgdesc", "rtcode", "ptcode", "cmdcode", "tradevalue"})
"""The names of the same columns where programs asked for the file (head=M)."""
_REPORTER = ("Reporter ISO", "rt3ISO"), ("Reporter Code", "rtCode")
_PARTNER = ("Partner ISO", "pt3ISO"), ("Partner Code", "ptCode")
_COMMODITY = ("Commodity Code", "cmdCode")
_MODE = ("Customs Proc. Code", "cstCode")
_FLOW = ("Trade Flow", "rgDesc")
_PERIOD = ("Period", "Year", "yr")
_VALUE = ("Trade Value (US$)", "TradeValue")
_QUANTITY, _UNIT = ("Qty", "TradeQuantity"), ("Qty Unit", "qtDesc")
_OTHER, _OTHER_UNIT, _OTHER_CODE = (
    ("Alt Qty", "AltQuantity"),
    ("Alt Qty Unit", "qtAltDesc"),
    ("Alt Qty Unit Code", "qtAltCode"),
)
_WEIGHT = ("Netweight (kg)", "NetWeight")
_FLAG = ("Flag", "estCode")
_DIGITS = "[0-9]+(\\.[0-9]+)?"
_FURTHER = (("partner2", ("2nd Partner Code", "ptCode2")), ("mot", ("Mode of Transport Code", "motCode")))
_ORIGIN = Origin(
    "UN Statistics Division",
    "UN Comtrade (legacy)",
    "https://comtrade.un.org",
    "UN Comtrade terms",
    publisher_zh="联合国统计司",
)


def _can_read(head: Head) -> float:
    return 0.99 if head.plain_names >= _FOR_PEOPLE or head.plain_names >= _FOR_MACHINES else 0.0


def _quantities(table: TextTable) -> tuple[Measure, ...]:
    """Quantity, alternative quantity and net weight.

    In the long form the data's order is unit, alternative unit, quantity, alternative quantity, against
    the header: there the quantity stands under 'Alt Qty Unit'.
    """
    counted, unit = table.column(*_QUANTITY), table.column(*_UNIT)
    weight = quantity(table, _WEIGHT, "'kg'", _flagged(table, "4", "6"))
    estimated = _flagged(table, "2", "6")
    if table.place(*_OTHER_UNIT) is None:
        return quantity(table, _QUANTITY, unit, estimated), weight
    other_code, other_unit = table.column(*_OTHER_CODE), table.column(*_OTHER_UNIT)
    turned = f"regexp_full_match(trim(coalesce({other_unit}, '')), '{_DIGITS}')"
    found = not_zero(f"(CASE WHEN {turned} THEN {other_unit} ELSE {counted} END)")
    unit_of_other = f"CASE WHEN {turned} THEN {other_code} ELSE {other_unit} END"
    return (
        Measure(found, unit, "'quantity'", label=table.header_name(*_QUANTITY), estimated=estimated),
        quantity(table, _OTHER, unit_of_other, ""),
        weight,
    )


def _flagged(table: TextTable, *flags: str) -> str:
    """SQL for whether a quantity is an estimate: flag 2 of the quantity, 4 of the weight, 6 of both."""
    listed = ", ".join(f"'{flag}'" for flag in flags)
    return f"trim({table.column(*_FLAG)}) IN ({listed})" if table.place(*_FLAG) is not None else ""


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    classification = table.column("Classification", "pfCode")
    mode = table.header_name(*_MODE)
    return Plan(
        relation=table.relation,
        region=place(table, _REPORTER, ("Reporter", "rtTitle"), region_recode(reference, "comtrade")),
        market=place(table, _PARTNER, ("Partner", "ptTitle"), market_recode(reference, "comtrade")),
        product=Column(
            product_code(
                whole_number(table, *_COMMODITY),
                whole_number(table, "Aggregate Level", "aggrLevel"),
                classification,
            ),
            classified_recode(reference),
            table.column("Commodity", "cmdDescE"),
            table.header_name(*_COMMODITY),
        ),
        regime=Column(
            table.column(*_MODE), regime_recode(reference), table.column("Customs", "cstDesc"), mode
        )
        if mode
        else None,
        flow=Column(table.column(*_FLOW), label=table.header_name(*_FLOW)),
        period=Column(whole_number(table, *_PERIOD), label=table.header_name(*_PERIOD)),
        measures=(
            Measure(table.column(*_VALUE), "'USD'", label=table.header_name(*_VALUE)),
            *_quantities(table),
        ),
        bases=BASES,
        origin=_ORIGIN,
        dataflow=kept_apart(classification),
        partial=incomplete(table, "Classification", "pfCode"),
        detail=breakdown(table, _FURTHER),
        detail_name=say("second partner or mode of transport"),
        table=table,
        files=(head.path,),
    )


IMPORTER = Importer("comtrade-legacy", "UN Comtrade, old interface", _can_read, _read)
