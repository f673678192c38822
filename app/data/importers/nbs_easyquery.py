"""National Bureau of Statistics of China, 'easyquery': provinces or indicators by year, quarter or month.

Two forms: rows of code, region, year and value as programs fetch them, and the table that the site
exports, with a column for every period. The first does not name its unit: the indicators A0601 and A0602
are in thousand dollars, as their sums over the provinces show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.notes import note_sql
from app.data.imports.parsing import from_january_sql, period_text
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import Reference, china, constant, market_recode, place_recode, product_recode
from app.data.imports.text_table import TextTable, forget_rejects
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace
from app.data.sql import literal

_ROWS = frozenset({"indicator_code", "region_code", "region_name", "year", "value"})
_INDICATOR_HEADERS = ("指标", "指标名称")
_FIRST_HEADERS = frozenset({"地区", "region", *_INDICATOR_HEADERS})
_ENGLISH = frozenset({"indicators", "indicator"})
_PLACE_LINE = re.compile("地区[：:]")
_METADATA = 4000
"""Characters within which the lines above the table stand."""
_TOTALS = (
    "(按?(经营单位|收发货人|境内目的地和货源地|境内目的地|境内货源地)(所在地)?)?(分)?(货物|海关)?"
    "(进出口|出口|进口)(贸易)?(总额|总值|额|值|差额)?"
)
"""Names of indicators that are all of a flow."""
_FORM = "[-_]?((当期|当月|当季|本期|累计)值?)?[-_]?(同比)?((增长|增速)率?)?$"
"""What stands behind the name of an indicator: whether it is a level or its growth, and over which time."""
_PARTNER = "(中国|我国|海关)?(同|与|向|对|从|自)([^（(]+?)(各国)?([（(]地区[)）])?"
_WITH_PARTNER = f"^{_PARTNER}(货物|商品)?(进出口|出口|进口)(总额|总值|额|值)"
"""Names of indicators of the trade with one country or continent."""
_TRADE = "regexp_matches(c0, '进口|出口')"
_FOOTNOTE = note_sql("c0")
_ORIGIN = Origin(
    "National Bureau of Statistics of China",
    "National data (easyquery)",
    "https://data.stats.gov.cn",
    publisher_zh="国家统计局",
)
_UNIT = re.compile(r"[（(]([^（()）]+)[)）]")
_BY_PLACE: Mapping[str, Basis] = {
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
}


def _in_yuan(basis: Basis) -> Basis:
    return replace(
        basis,
        title_en=f"{basis.title_en}, in yuan",
        title_zh=f"{basis.title_zh}，人民币",
        basis_en=basis.basis_en.replace("US dollars", "yuan"),
        basis_zh=basis.basis_zh.replace("美元", "人民币"),
    )


_BASES: Mapping[str, Basis] = {
    **_BY_PLACE,
    **{f"{key}-yuan": _in_yuan(basis) for key, basis in _BY_PLACE.items()},
    "yuan": Basis(
        "NBS, in yuan",
        "国家统计局，人民币",
        "National Bureau of Statistics, in yuan",
        "国家统计局，以人民币计",
    ),
    "": Basis("NBS", "国家统计局", "National Bureau of Statistics", "国家统计局"),
}


def _can_read(head: Head) -> float:
    if head.names >= _ROWS:
        return 0.97
    if head.dialect is None:
        return 0.0
    if _is_english(head):
        return 0.9
    if head.dialect.header[0].strip().lower() not in _FIRST_HEADERS:
        return 0.0
    if not _periods(head.dialect.header):
        return 0.0
    named = any(sign in head.text[:_METADATA] for sign in ("数据库", "国家统计局"))
    trade = any(re.search("进口|出口", row[0]) for row in head.dialect.samples)
    return 0.9 if named else 0.6 if trade else 0.0


def _is_english(head: Head) -> bool:
    first = head.dialect.header[0].strip().lower() if head.dialect else ""
    return first in _ENGLISH and "National Bureau of Statistics" in head.text


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    if _is_english(head):
        raise ImportFailedError(
            say(
                "{file} is in the English form of data.stats.gov.cn, whose indicators are not known here: "
                "choose 中文 on the site and download it again.",
                file=head.name,
            )
        )
    table = open_table(head, desk)
    return _rows(table, head) if head.names >= _ROWS else _wide(table, head, desk, options)


def _flow_sql(name: str) -> str:
    return (
        f"CASE WHEN regexp_matches({name}, '差额|顺差') THEN 'balance' "
        f"WHEN contains({name}, '进出口') THEN 'total' WHEN contains({name}, '目的地和货源地') "
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


def _wide(table: TextTable, head: Head, desk: Workspace, options: Options) -> Plan:
    """The table that the site exports: a row for each place or for each indicator, a column a period."""
    reference = Reference()
    text = head.text[:_METADATA]
    title = _metadata(text, "指标")
    periods = _periods(table.dialect.header)
    first = table.dialect.header[0]
    by_place = first not in _INDICATOR_HEADERS
    if not by_place and any(_PLACE_LINE.match(row[0]) for row in table.dialect.samples):
        raise ImportFailedError(
            say("{file} holds several places one below the other: download one at a time.", file=head.name)
        )
    name = literal(title) if by_place else "c0"
    unit = _unit_sql(name)
    key = f"nullif({_basis_sql(name)}, ''), {_currency_sql(name, unit)}, {_apart_sql(name)}"
    place = _metadata(text, "地区")
    other = _is_other(name) if by_place else f"({_is_other(name)} OR NOT {_TRADE})"
    remarks: list[Message] = []
    if by_place and not _UNIT.search(title):
        remarks.append(say("The file names no unit: figures are taken as thousand US dollars."))
    if not by_place and (bare := _without_unit(table, desk)):
        remarks.append(
            say(
                "No unit is named for {indicators}: their figures are taken as thousand US dollars.",
                indicators=", ".join(bare),
            )
        )
    shown = "(a column for every period)"
    return Plan(
        relation=unpivoted(table, periods),
        row=ROW,
        region=_wide_region(reference, first if by_place else "", place),
        market=Column("''", market_recode(reference), f"coalesce(nullif({_partner_sql(name)}, ''), 'World')"),
        product=Column("''", _everything(reference)),
        flow=Column(
            literal(options.flow) if options.flow else _flow_sql(name),
            label="指标" if title or not by_place else "",
        ),
        period=Column(f"if({_is_cumulative(name)}, {from_january_sql(SERIES)}, {SERIES})", label=shown),
        measures=(
            Measure(
                NUMBER,
                f"if({_is_growth(name)}, 'percent', {unit})",
                f"if({_is_growth(name)}, 'growth', 'value')",
                label=title or shown,
            ),
        ),
        dataflow=f"concat_ws('-', {key})",
        bases=_BASES,
        skip=(("not trade", f"{_FOOTNOTE} OR {other}"),),
        cumulative=_is_cumulative(name),
        origin=_ORIGIN,
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


def _wide_region(reference: Reference, column: str, place: str) -> Column:
    """The place of a row, or the one that the lines above the table name; otherwise the whole country."""
    if column:
        return Column("''", place_recode(reference), "c0", column)
    if place:
        return Column("''", place_recode(reference), literal(place), "地区")
    return Column("''", constant(china()))


def _metadata(text: str, name: str) -> str:
    """What a line above the table says: '指标：经营单位所在地进出口总额(千美元)'."""
    match = re.search(rf"^[\s\"]*{name}[：:]\s*([^\n,\t\"]+)", text, re.MULTILINE)
    return match[1].strip() if match else ""


def _periods(header: tuple[str, ...]) -> dict[str, str]:
    found = {f"c{number}": period_text(name) for number, name in enumerate(header) if number}
    return {column: period for column, period in found.items() if period}


def _brackets_sql(name: str) -> str:
    return f"regexp_extract({name}, '[（(]([^（()）]+)[)）]?\\s*$', 1)"


def _unit_sql(name: str) -> str:
    """SQL for what the last brackets of an indicator's name say; thousand dollars where it has none."""
    return f"coalesce(nullif({_brackets_sql(name)}, ''), '千美元')"


def _without_unit(table: TextTable, desk: Workspace) -> list[str]:
    """The indicators of trade whose names say no unit, the first of them."""
    found = desk.watch.query(
        desk.connection,
        f"""SELECT DISTINCT c0 FROM {table.relation} WHERE {_TRADE} AND {_brackets_sql("c0")} = ''
        AND NOT {_FOOTNOTE} AND NOT {_is_other("c0")} AND NOT {_is_growth("c0")} ORDER BY c0 LIMIT 5""",
    )
    forget_rejects(desk.connection)
    return [str(name) for (name,) in found]


def _currency_sql(name: str, unit: str) -> str:
    yuan = f"contains({unit}, '元') AND NOT contains({unit}, '美元')"
    return f"CASE WHEN ({yuan}) OR contains({name}, '人民币') THEN 'yuan' END"


def _is_growth(name: str) -> str:
    """SQL for whether an indicator is growth over the year before; from month to month is another thing."""
    return f"(regexp_matches({name}, '同比|增长|增速') AND NOT contains({name}, '环比'))"


def _is_other(name: str) -> str:
    """SQL for whether an indicator is neither a level of trade nor its growth, such as a share."""
    return f"(regexp_matches({name}, '环比|比重|指数|[%％‰]') AND NOT {_is_growth(name)})"


def _is_cumulative(name: str) -> str:
    return f"contains({name}, '累计')"


def _apart_sql(name: str) -> str:
    """SQL for the name of an indicator that is no total of trade, such as that of foreign enterprises."""
    bare = f"regexp_replace(regexp_replace({name}, '[（(].*$', ''), '{_FORM}', '')"
    whole = f"regexp_full_match({bare}, '{_TOTALS}') OR {_partner_sql(name)} <> ''"
    return f"CASE WHEN NOT ({whole}) THEN replace({bare}, '-', ' ') END"


def _partner_sql(name: str) -> str:
    """SQL for the partner that an indicator names, as in 中国向日本出口总额; '' for none."""
    return f"regexp_extract({name}, '{_WITH_PARTNER}', 3)"


def _world() -> Recode:
    return constant(Draft("WORLD", "World", "世界", "world"))


def _everything(reference: Reference) -> Recode:
    return constant(product_recode(reference)("TOTAL", ""))


IMPORTER = Importer("nbs-easyquery", "National Bureau of Statistics of China, easyquery", _can_read, _read)
