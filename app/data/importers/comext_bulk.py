"""Eurostat's bulk files of Comext (full_v2_202401.dat): a row for every CN code and customs procedure.

Rows of one code that differ in procedure or unit alone are one figure here and are added up. An annual
file counts its months as the fifty-second of the year.
"""

from __future__ import annotations

from app.data.importers.sdmx_titles import EUROSTAT, REPORTED_TO_EUROSTAT
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Column, Importer, Measure, Options, Plan
from app.data.imports.recode import Reference, market_recode, product_recode, region_recode
from app.data.imports.workspace import Workspace

_SIGNATURE = frozenset({"partner", "productnc", "flow", "period"})
_VALUE = ("VALUE_EUR", "VALUE_IN_EUROS")
_WEIGHT = ("QUANTITY_KG", "QUANTITY_IN_KG")
_SUPPLEMENTARY = ("QUANTITY_SUPPL_UNIT", "SUP_QUANTITY")
_REPORTER = ("REPORTER", "DECLARANT_ISO", "DECLARANT")
_PARTNER = ("PARTNER_ISO", "PARTNER")


def _can_read(head: Head) -> float:
    return 0.98 if head.plain_names >= _SIGNATURE and head.plain_names & {"valueeur", "valueineuros"} else 0.0


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    period, unit = table.column("PERIOD"), table.column("SUPPL_UNIT", "SUPP_UNIT")
    procedure = table.column("STAT_PROCEDURE", "STAT_REGIME")
    parts = [
        f"nullif(trim({column}), '')" for column in (procedure, table.column("TRADE_TYPE")) if column != "''"
    ]
    return Plan(
        relation=table.relation,
        region=Column(
            table.column(*_REPORTER), region_recode(reference), label=table.header_name(*_REPORTER)
        ),
        market=Column(table.column(*_PARTNER), market_recode(reference), label=table.header_name(*_PARTNER)),
        product=Column(
            table.column("PRODUCT_NC"), product_recode(reference), label=table.header_name("PRODUCT_NC")
        ),
        flow=Column(table.column("FLOW"), label=table.header_name("FLOW")),
        period=Column(
            f"regexp_replace(trim({period}), '^([0-9]{{4}})52$', '\\1')", label=table.header_name("PERIOD")
        ),
        measures=(
            Measure(table.column(*_VALUE), "'EUR'", label=table.header_name(*_VALUE)),
            Measure(table.column(*_WEIGHT), "'kg'", "'quantity'", label=table.header_name(*_WEIGHT)),
            Measure(
                f"CASE WHEN trim({unit}) NOT IN ('', 'NO_SU') THEN {table.column(*_SUPPLEMENTARY)} END",
                unit,
                "'quantity'",
                label=table.header_name(*_SUPPLEMENTARY),
            ),
        ),
        bases={"": REPORTED_TO_EUROSTAT},
        origin=EUROSTAT,
        detail=f"concat_ws(', ', {', '.join(parts)})" if parts else "''",
        detail_name=say("customs procedure"),
        table=table,
        files=(head.path,),
    )


IMPORTER = Importer("comext-bulk", "Eurostat Comext, bulk file", _can_read, _read)
