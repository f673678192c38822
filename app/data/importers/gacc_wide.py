"""Monthly series of China Customs as data aggregators give them: a column for every series.

Headers read 'partner:measure:kind' (美国:出口金额:当月值). Columns of one partner are in different units,
and none is named: they follow from exports and imports adding up to the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.data.imports.any_table import open_table
from app.data.imports.decimals import number_sql
from app.data.imports.head import Head
from app.data.imports.messages import Message, say
from app.data.imports.parsing import from_january_sql, month_sql
from app.data.imports.plan import Basis, Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import Reference, china, constant, market_recode, product_recode
from app.data.imports.series_units import ROWS, infer_units
from app.data.imports.text_table import TextTable, forget_rejects
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
_BASES: Mapping[str, Basis] = {
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
}
_ORIGIN = Origin(
    "General Administration of Customs of China",
    "Monthly trade, as given by a data aggregator",
    reliability="secondary",
    publisher_zh="中国海关总署",
)


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
    units = _units(table, desk, found)
    used = [s for s in found if s.indicator == "growth" or units.get(s.column)]
    keys = {
        f"c{s.column}": f"{s.partner}|{s.flow}|{s.dataflow}|{s.indicator}|{_unit_of(s, units)}" for s in used
    }
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
        period=Column(f"if({part[2]} = '', {month}, {from_january_sql(month)})", label=header[0]),
        measures=(Measure(NUMBER, part[4], part[3], label="(column headers)"),),
        dataflow=part[2],
        bases=_BASES,
        origin=_ORIGIN,
        partial=frozenset({"market"}),
        table=table,
        files=(head.path,),
        remarks=tuple(_remarks(header, used)),
    )


def _remarks(header: Sequence[str], used: Sequence[Series]) -> Iterator[Message]:
    yield say("No column names its unit: units were found from exports and imports adding up to totals.")
    read = {series.column for series in used}
    other = [name for number, name in enumerate(header) if number and name and number not in read]
    if other:
        yield say(
            "{count} columns were left aside, as no trade by partner or of no unit that fits: {names}.",
            count=len(other),
            names=", ".join(other[:12]),
        )


def _unit_of(series: Series, units: Mapping[int, str]) -> str:
    return "percent" if series.indicator == "growth" else units[series.column]


def _units(table: TextTable, desk: Workspace, found: Sequence[Series]) -> dict[int, str]:
    """The unit of every column of values; empty where the file does not decide it."""
    values = [series for series in found if series.indicator == "value"]
    months, *figures = _last_rows(table, desk, [series.column for series in values])
    units: dict[int, str] = {}
    for partner in dict.fromkeys(series.partner for series in values):
        own = {
            (series.dataflow, series.flow): place
            for place, series in enumerate(values)
            if series.partner == partner
        }
        chosen = infer_units({key: figures[place] for key, place in own.items()}, months)
        units |= {values[place].column: chosen[key] for key, place in own.items()}
    return units


def _last_rows(table: TextTable, desk: Workspace, columns: Sequence[int]) -> list[Sequence[Any]]:
    """The months of the rows that decide, and the figures of each of some columns in them.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    comma = table.dialect.decimal_comma
    numbers = [f"TRY_CAST({number_sql(f'c{column}', comma)} AS DOUBLE)" for column in columns]
    rows = desk.watch.query(
        desk.connection,
        f"""SELECT {", ".join(("coalesce(c0, '')", *numbers))}
        FROM (SELECT *, row_number() OVER () AS place FROM {table.relation})
        ORDER BY place DESC LIMIT {ROWS}""",
    )
    forget_rejects(desk.connection)
    return list(zip(*reversed(rows), strict=True)) if rows else [() for _ in ("", *columns)]


IMPORTER = Importer("gacc-wide", "China Customs monthly series, one column each", _can_read, _read)
