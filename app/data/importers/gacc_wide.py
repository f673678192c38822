"""Monthly series of China Customs as data aggregators give them: a column for every series.

Headers read 'partner:measure:kind' (美国:出口金额:当月值). Columns of one partner are in different units,
and none is named: they follow from exports and imports adding up to the total.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.parsing import from_january_sql, month_sql
from app.data.imports.plan import Basis, Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, china, constant, market_recode, product_recode
from app.data.imports.series_units import infer_units
from app.data.imports.text_table import TextTable
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace

_TIMES = frozenset({"time", "date", "month", "日期", "时间", "月份", "指标名称", "指标"})
_FLOWS: Mapping[str, str] = {
    "进出口金额": "total",
    "出口金额": "export",
    "进口金额": "import",
    "贸易顺差": "balance",
    "贸易差额": "balance",
}
_KINDS: Mapping[str, tuple[str, str]] = {
    "当月值": ("", "value"),
    "累计值": ("cumulative", "value"),
    "当月同比": ("", "growth"),
    "累计同比": ("cumulative", "growth"),
}
_LEAST = 3
_MOST_COLUMNS = 5000


@dataclass(frozen=True, slots=True)
class Series:
    """One column: whose trade, which flow, by month or from January on, value or growth."""

    column: int
    partner: str
    flow: str
    dataflow: str
    indicator: str


def _series(number: int, header: str) -> Series | None:
    parts = [part.strip() for part in re.split("[:：]", header)]
    if len(parts) not in (2, 3) or parts[-1] not in _KINDS or parts[-2] not in _FLOWS:
        return None
    dataflow, indicator = _KINDS[parts[-1]]
    return Series(number, parts[0] if len(parts) == 3 else "", _FLOWS[parts[-2]], dataflow, indicator)


def _can_read(head: Head) -> float:
    if head.dialect is None or head.dialect.header[0].strip().lower() not in _TIMES:
        return 0.0
    found = sum(1 for number, name in enumerate(head.dialect.header) if _series(number, name))
    return 0.95 if found >= _LEAST else 0.0


def _read(head: Head, desk: Workspace, _options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    header = table.dialect.header
    found = [s for number, name in enumerate(header) if number and (s := _series(number, name))]
    units = _units(table, found)
    used = [s for s in found if s.indicator == "growth" or units.get(s.column)]
    other = [
        name
        for number, name in enumerate(table.dialect.header)
        if number and name and number not in {s.column for s in used}
    ]
    keys = {
        f"c{s.column}": f"{s.partner}|{s.flow}|{s.dataflow}|{s.indicator}|{_unit_of(s, units)}" for s in used
    }
    remarks = [
        say("No column names its unit: units were found from exports and imports adding up to totals.")
    ]
    if other:
        remarks.append(
            say(
                "{count} columns were left aside, as no trade by partner or of no unit that fits: {names}.",
                count=len(other),
                names=", ".join(other[:12]),
            )
        )
    part = [f"split_part({SERIES}, '|', {number})" for number in range(1, 6)]
    month = month_sql("c0")
    return Plan(
        relation=unpivoted(table, keys),
        row=ROW,
        region=Column("''", constant(china())),
        market=Column(
            part[0], market_recode(reference), f"if({part[0]} = '', 'World', '')", "(column headers)"
        ),
        product=Column("''", constant(product_recode(reference)("TOTAL", ""))),
        flow=Column(part[1], label="(column headers)"),
        period=Column(
            f"if({part[2]} = '', {month}, {from_january_sql(month)})", label=table.dialect.header[0]
        ),
        measures=(Measure(NUMBER, part[4], part[3], label="(column headers)"),),
        dataflow=part[2],
        bases={
            "": Basis(
                "monthly",
                "当月",
                "China Customs, whole country, in US dollars, single months",
                "中国海关，全国，以美元计，当月",
                "exports FOB, imports CIF",
                "whole country",
            ),
            "cumulative": Basis(
                "from January on",
                "累计",
                "China Customs, whole country, in US dollars, from January on",
                "中国海关，全国，以美元计，年内累计",
                "exports FOB, imports CIF",
                "whole country",
            ),
        },
        origin=Origin(
            "General Administration of Customs of China",
            "Monthly trade, as given by a data aggregator",
            reliability="secondary",
            publisher_zh="中国海关总署",
        ),
        partial=frozenset({"market"}),
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


def _unit_of(series: Series, units: Mapping[int, str]) -> str:
    return "percent" if series.indicator == "growth" else units[series.column]


def _units(table: TextTable, found: list[Series]) -> dict[int, str]:
    """The unit of every column of values; empty where the file does not decide it."""
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(table.dialect.header_lines):
            file.readline()
        rows = [
            row
            for row in csv.reader(file, delimiter=table.dialect.delimiter)
            if len(row) == table.dialect.fields
        ]
    units: dict[int, str] = {}
    for partner in dict.fromkeys(series.partner for series in found):
        own = {
            (s.dataflow, s.flow): s.column for s in found if s.partner == partner and s.indicator == "value"
        }
        columns = {key: [_number(row[column]) for row in rows] for key, column in own.items()}
        chosen = infer_units(columns, [row[0] for row in rows])
        units |= {own[key]: chosen[key] for key in own}
    return units


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


IMPORTER = Importer("gacc-wide", "China Customs monthly series, one column each", _can_read, _read)
