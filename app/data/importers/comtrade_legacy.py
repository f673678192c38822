"""UN Comtrade's old downloads: 35 columns, quoted or not, and the shorter form of 22."""

from __future__ import annotations

from app.data.importers.comtrade_codes import (
    BASES,
    breakdown,
    classified_recode,
    country_code,
    incomplete,
    kept_apart,
    not_zero,
    product_code,
)
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, market_recode, regime_recode, region_recode
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace

_SIGNATURE = frozenset({"tradeflow", "reporter", "partner", "commoditycode", "tradevalueus"})
_DIGITS = "[0-9]+(\\.[0-9]+)?"


_FURTHER = (("partner2", "2nd Partner Code"), ("mot", "Mode of Transport Code"))


def _can_read(head: Head) -> float:
    return 0.99 if head.plain_names >= _SIGNATURE else 0.0


def _quantities(table: TextTable) -> tuple[Measure, ...]:
    """Quantity, alternative quantity and net weight.

    In the long form the data's order is unit, alternative unit, quantity, alternative quantity, against
    the header: there the quantity stands under 'Alt Qty Unit'.
    """
    quantity, unit = table.column("Qty"), table.column("Qty Unit")
    weight = Measure(
        not_zero(table.column("Netweight (kg)")),
        "'kg'",
        "'quantity'",
        label=table.header_name("Netweight (kg)"),
        estimated=_flagged(table, "4", "6"),
    )
    if not table.has("Alt Qty Unit"):
        return (
            Measure(
                not_zero(quantity),
                unit,
                "'quantity'",
                label=table.header_name("Qty"),
                estimated=_flagged(table, "2", "6"),
            ),
            weight,
        )
    other_code, other_unit, other = (
        table.column(name) for name in ("Alt Qty Unit Code", "Alt Qty Unit", "Alt Qty")
    )
    turned = f"regexp_full_match(trim(coalesce({other_unit}, '')), '{_DIGITS}')"
    return (
        Measure(
            not_zero(f"(CASE WHEN {turned} THEN {other_unit} ELSE {quantity} END)"),
            unit,
            "'quantity'",
            label="Qty",
            estimated=_flagged(table, "2", "6"),
        ),
        Measure(
            not_zero(other),
            f"CASE WHEN {turned} THEN {other_code} ELSE {other_unit} END",
            "'quantity'",
            label="Alt Qty",
        ),
        weight,
    )


def _flagged(table: TextTable, *flags: str) -> str:
    """SQL for whether a quantity is an estimate: flag 2 of the quantity, 4 of the weight, 6 of both."""
    listed = ", ".join(f"'{flag}'" for flag in flags)
    return f"trim({table.column('Flag')}) IN ({listed})" if table.has("Flag") else ""


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    level = table.column("Aggregate Level")
    classification = table.column("Classification")
    period = table.column("Period", "Year")
    return Plan(
        relation=table.relation,
        region=Column(
            country_code(table, "Reporter ISO", "Reporter Code"),
            region_recode(reference, "comtrade"),
            table.column("Reporter"),
            table.header_name("Reporter ISO", "Reporter Code", "Reporter"),
        ),
        market=Column(
            country_code(table, "Partner ISO", "Partner Code"),
            market_recode(reference, "comtrade"),
            table.column("Partner"),
            table.header_name("Partner ISO", "Partner Code", "Partner"),
        ),
        product=Column(
            product_code(table.column("Commodity Code"), level, classification),
            classified_recode(reference),
            table.column("Commodity"),
            table.header_name("Commodity Code"),
        ),
        regime=Column(
            table.column("Customs Proc. Code"),
            regime_recode(reference),
            table.column("Customs"),
            table.header_name("Customs Proc. Code"),
        )
        if table.has("Customs Proc. Code")
        else None,
        flow=Column(table.column("Trade Flow"), label=table.header_name("Trade Flow")),
        period=Column(period, label=table.header_name("Period", "Year")),
        measures=(
            Measure(table.column("Trade Value (US$)"), "'USD'", label=table.header_name("Trade Value (US$)")),
            *_quantities(table),
        ),
        bases=BASES,
        origin=Origin(
            "UN Statistics Division",
            "UN Comtrade (legacy)",
            "https://comtrade.un.org",
            "UN Comtrade terms",
            publisher_zh="联合国统计司",
        ),
        dataflow=kept_apart(classification),
        partial=incomplete(table, "Classification"),
        detail=breakdown(table, _FURTHER),
        detail_name=say("second partner or mode of transport"),
        table=table,
        files=(head.path,),
    )


IMPORTER = Importer("comtrade-legacy", "UN Comtrade, old interface", _can_read, _read)
