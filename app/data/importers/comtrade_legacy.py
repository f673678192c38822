"""UN Comtrade's old downloads: 35 columns, quoted or not, and the shorter form of 22."""

from __future__ import annotations

from app.data.importers.comtrade import REPORTED_TO_COMTRADE, country_code, not_zero, padded
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, market_recode, product_recode, regime_recode, region_recode
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace

_SIGNATURE = frozenset({"trade flow", "reporter", "partner", "commodity code", "trade value (us$)"})
_DIGITS = "[0-9]+(\\.[0-9]+)?"


def _can_read(head: Head) -> float:
    return 0.99 if head.names >= _SIGNATURE else 0.0


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
    )
    if not table.has("Alt Qty Unit"):
        return (Measure(not_zero(quantity), unit, "'quantity'", label=table.header_name("Qty")), weight)
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
        ),
        Measure(
            not_zero(other),
            f"CASE WHEN {turned} THEN {other_code} ELSE {other_unit} END",
            "'quantity'",
            label="Alt Qty",
        ),
        weight,
    )


def _breakdown(table: TextTable) -> str:
    parts = []
    for label, name in (("partner2", "2nd Partner Code"), ("mot", "Mode of Transport Code")):
        if table.has(name):
            column = table.column(name)
            parts.append(
                f"CASE WHEN trim(coalesce({column}, '')) NOT IN ('', '0') "
                f"THEN '{label} ' || trim({column}) END"
            )
    return f"concat_ws(', ', {', '.join(parts)})" if parts else "''"


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    level = table.column("Aggregate Level")
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
            padded(table.column("Commodity Code"), level),
            product_recode(reference),
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
        bases={"": REPORTED_TO_COMTRADE},
        origin=Origin(
            "UN Statistics Division", "UN Comtrade (legacy)", "https://comtrade.un.org", "UN Comtrade terms"
        ),
        detail=_breakdown(table),
        detail_name=say("second partner or mode of transport"),
        table=table,
        files=(head.path,),
    )


IMPORTER = Importer("comtrade-legacy", "UN Comtrade, old interface (CSV)", _can_read, _read)
