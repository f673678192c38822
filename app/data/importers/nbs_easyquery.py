"""National Bureau of Statistics of China, 'easyquery': provinces by year.

Two forms: rows of code, region, year and value as programs fetch them, and the table that the site
exports, with a column for every year. The first does not name its unit: the indicators A0601 and A0602
are in thousand dollars, as their sums over the provinces show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import Message, say
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import Reference, china, constant, place_recode, product_recode
from app.data.imports.text_table import TextTable, literal
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace
from app.data.reference.units import UnitTable

_ROWS = frozenset({"indicator_code", "region_code", "region_name", "year", "value"})
_PLACE_HEADERS = frozenset({"地区", "指标", "region"})
_FOOTNOTE = "regexp_matches(c0, '^(数据来源|注[：:])')"
_YEAR = re.compile(r"(\d{4})年?")
_ORIGIN = Origin(
    "National Bureau of Statistics of China", "National data (easyquery)", "https://data.stats.gov.cn"
)
_UNIT = re.compile(r"[（(]([^（()）]+)[)）]")
_BASES: Mapping[str, Basis] = {
    "operating-unit": Basis(
        "by operating unit",
        "按经营单位所在地",
        "Goods trade by place of the operating unit, in US dollars",
        "按经营单位所在地分货物进出口，以美元计",
        "exports FOB, imports CIF",
        "operating unit",
    ),
    "origin-destination": Basis(
        "by origin and destination",
        "按境内目的地和货源地",
        "Goods trade by place of origin or destination, in US dollars",
        "按境内目的地和货源地分货物进出口，以美元计",
        "exports FOB, imports CIF",
        "origin and destination",
    ),
    "": Basis("NBS", "国家统计局", "National Bureau of Statistics", "国家统计局"),
}


def _years(head: Head) -> int:
    header = head.dialect.header if head.dialect else ()
    return sum(1 for name in header[1:] if _YEAR.fullmatch(name))


def _can_read(head: Head) -> float:
    if head.names >= _ROWS:
        return 0.97
    first = head.dialect.header[0].strip().lower() if head.dialect else ""
    return 0.9 if first in _PLACE_HEADERS and _years(head) >= 1 and "数据库" in head.text[:2000] else 0.0


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    table = open_table(head, desk)
    return _rows(table, head) if head.names >= _ROWS else _wide(table, head, options)


def _flow_sql(name: str) -> str:
    return (
        f"CASE WHEN contains({name}, '进出口') THEN 'total' WHEN contains({name}, '目的地和货源地') "
        f"AND NOT contains({name}, '总额') THEN '' WHEN contains({name}, '出口') THEN 'export' "
        f"WHEN contains({name}, '进口') THEN 'import' ELSE '' END"
    )


def _basis_sql(name: str) -> str:
    return (
        f"CASE WHEN contains({name}, '经营单位') OR contains({name}, '收发货人') THEN 'operating-unit' "
        f"WHEN contains({name}, '货源地') OR contains({name}, '目的地') THEN 'origin-destination' ELSE '' END"
    )


def _rows(table: TextTable, head: Head) -> Plan:
    reference = Reference()
    name, code = table.column("indicator_name"), table.column("indicator_code")
    trade = f"starts_with(upper(trim({code})), 'A06')"
    number = table.column("value")
    if table.has("has_data"):
        number = f"CASE WHEN lower(trim({table.column('has_data')})) = 'false' THEN '' ELSE {number} END"
    return Plan(
        relation=table.relation,
        region=Column(
            table.column("region_code"),
            place_recode(reference),
            table.column("region_name"),
            table.header_name("region_code"),
        ),
        market=Column("''", _world()),
        product=Column("''", _everything(reference)),
        flow=Column(_flow_sql(name), label=table.header_name("indicator_name")),
        period=Column(table.column("year"), label=table.header_name("year")),
        measures=(Measure(number, "'thousand USD'", label=table.header_name("value")),),
        dataflow=_basis_sql(name),
        bases=_BASES,
        skip=(("not trade", f"NOT {trade}"),),
        origin=_ORIGIN,
        table=table,
        files=(head.path,),
        remarks=(say("The unit is not in the file: these indicators are in thousand US dollars."),),
    )


def _wide(table: TextTable, head: Head, options: Options) -> Plan:
    reference = Reference()
    match = re.search(r"指标[：:]\s*([^\n,]+)", head.text[:4000])
    title = match[1].strip().strip('"') if match else ""
    found = _UNIT.findall(title)
    unit = next((text for text in found if UnitTable().find(text)), "")
    years = {
        f"c{number}": year[1]
        for number, name in enumerate(table.dialect.header)
        if (year := _YEAR.fullmatch(name))
    }
    first = table.dialect.header[0]
    by_place = first != "指标"
    name = literal(title) if by_place else "c0"
    remarks: list[Message] = []
    if not unit and by_place:
        remarks.append(say("The file names no unit: figures are taken as thousand US dollars."))
    row_unit = (
        f"coalesce(nullif(regexp_extract(c0, '[（(]([^（()）]+)[)）]', 1), ''), {literal(unit or '千美元')})"
    )
    return Plan(
        relation=unpivoted(table, years),
        row=ROW,
        region=Column("''", place_recode(reference), "c0", first)
        if by_place
        else Column("''", constant(china())),
        market=Column("''", _world()),
        product=Column("''", _everything(reference)),
        flow=Column(
            literal(options.flow) if options.flow else _flow_sql(name),
            label="指标" if title or not by_place else "",
        ),
        period=Column(SERIES, label="(a column for every year)"),
        measures=(Measure(NUMBER, literal(unit or "千美元") if by_place else row_unit, label=title),),
        dataflow=_basis_sql(name),
        bases=_BASES,
        skip=(
            (
                "not trade",
                _FOOTNOTE
                if by_place
                else f"{_FOOTNOTE} OR NOT (contains(c0, '进口') OR contains(c0, '出口'))",
            ),
        ),
        origin=_ORIGIN,
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


def _world() -> Recode:
    return constant(Draft("WORLD", "World", "世界", "world"))


def _everything(reference: Reference) -> Recode:
    return constant(product_recode(reference)("TOTAL", ""))


IMPORTER = Importer(
    "nbs-easyquery", "National Bureau of Statistics of China, easyquery (CSV)", _can_read, _read
)
