"""Bulletins: a row for each market, place or product, a column for each flow and period.

China Customs publishes its monthly tables so, under two rows of headers; others put both into one row.
Figures of a month stand beside those from January on, quantities beside values, growth behind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.data.importers.bulletin_columns import Series, Title, all_series, title_of
from app.data.importers.subtotals import subtotals
from app.data.importers.tidy import region_of
from app.data.importers.tidy_columns import usual_mapping
from app.data.importers.tidy_figures import UNITS, quantities_without_unit, unit_in, unit_of
from app.data.importers.tidy_title import country_above, place_above, product_above, unit_above
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.notes import note_sql
from app.data.imports.parsing import from_january_sql, month_sql
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import (
    Reference,
    china,
    constant,
    is_all_of_china,
    market_recode,
    place_recode,
    product_recode,
    regime_recode,
    region_recode,
)
from app.data.imports.text_table import TextTable
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace
from app.data.reference.places_of_china import Province
from app.data.sql import literal

_OFFICIAL, _LIKELY = 0.96, 0.3
_OF_CUSTOMS = re.compile(
    r"商品.{0,24}(总值表|量值表|构成表)|Imports? and Exports? by|Major (Ex|Im)port Commodities"
)
"""Titles that China Customs gives its bulletins."""
_DIMENSIONS = (
    ("market", r"国别|国家|原产国|目的国|贸易伙伴|国（地）|countr|partner|^(im|ex)porters$"),
    ("regime", r"贸易方式|trade mode"),
    ("region", r"所在地|注册地|货源地|目的地|省|地区|地市|城市|province|region|location"),
    ("product", r"商品|类章|产品|品名|构成|commodit|product|^hs"),
    ("period", r"^年|^月|时间|^year|^month"),
    ("unit", r"^(计量|数量)?单位$|^(quantity)?units?$"),
)
"""For each role the names of its column, in the order in which they are looked for."""
_CLEAN = (
    r"regexp_replace(regexp_replace({}, '[\s\x{{3000}}]+', ' ', 'g'), "
    r"'^ ?(其中|of which) ?[：:]? ?|[ *＊#]+$', '', 'gi')"
)
"""SQL for a name without the marks and blanks of print: '  其中：越南', '农产品*', '总  值'."""
_CHAPTER = re.compile(r"第?(\d{2})章")
_SECTION = re.compile("第([一二三四五六七八九十]+)类")
_NUMERALS = ("", *"一二三四五六七八九")


@dataclass(frozen=True)
class _Layout:
    """What the columns of a bulletin are for."""

    series: Mapping[str, Series]
    roles: Mapping[str, int]

    @property
    def is_bulletin(self) -> bool:
        """Whether rows say whose figures these are, and headers which."""
        told = [series for series in self.series.values() if series.told > 1]
        return bool(self.roles.keys() - {"unit"}) and bool(told)


def _layout(head: Head) -> _Layout:
    header = head.dialect.header if head.dialect else ()
    title = title_of(head.above)
    series = all_series(header, title)
    roles = _roles(header, series, {} if _is_official(head) else _usual(header, series))
    if "period" in roles:  # the rows say it, whatever month the title names
        series = all_series(header, Title(title.flow))
    return _Layout(series, roles)


def _usual(header: Sequence[str], series: Mapping[str, Series]) -> dict[str, str]:
    """What the columns beside the figures usually are, by their names: 'reporter' says whose trade it is."""
    beside = ["" if f"c{place}" in series else name for place, name in enumerate(header)]
    found = usual_mapping(beside)["columns"]
    return {name: role for role, name in found.items() if role not in ("unit", "quantity_unit")}


def _roles(header: Sequence[str], series: Mapping[str, Series], usual: Mapping[str, str]) -> dict[str, int]:
    if {"flow", "value"} & set(usual.values()):
        return {}  # a row for every figure: its headers only look like those of a bulletin
    roles: dict[str, int] = {}
    for place, name in enumerate(header):
        text = "".join(name.split()).lower()
        known = next((role for role, names in _DIMENSIONS if text and re.search(names, text)), "")
        role = usual.get(name, known)
        if role and f"c{place}" not in series:
            roles.setdefault(role, place)
    return roles


def _is_official(head: Head) -> bool:
    return _OF_CUSTOMS.search("".join(head.above.split("\n"))) is not None


def _can_read(head: Head) -> float:
    if head.dialect is None or not _layout(head).is_bulletin:
        return 0.0
    return _OFFICIAL if head.dialect.two_rows and _is_official(head) else _LIKELY


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    table = open_table(head, desk)
    layout, reference = _layout(table.head), Reference()
    if not layout.is_bulletin:
        raise ImportFailedError(
            say("{file} has no columns whose headers name a flow and a period.", file=head.name)
        )
    unit, guessed = _units(table, layout)
    parts = [f"split_part({SERIES}, '|', {number})" for number in range(1, 5)]
    flow, period, kind, running = parts
    rows_period = f"c{layout.roles['period']}" if "period" in layout.roles else literal(options.period)
    own_period = f"if({running} = 's', {from_january_sql(month_sql(rows_period))}, {rows_period})"
    region, remarks = _region(table, layout, reference)
    product = product_above(table.head)
    official = _is_official(table.head)
    return Plan(
        relation=unpivoted(table, {column: series.key() for column, series in layout.series.items()}),
        row=ROW,
        region=region,
        market=_column(table, layout, "market", market_recode(reference), "World"),
        product=_column(table, layout, "product", _product(reference), product or "TOTAL"),
        regime=_column(table, layout, "regime", regime_recode(reference), "")
        if "regime" in layout.roles
        else None,
        flow=Column(flow, label="(column headers)"),
        period=Column(f"if({period} <> '', {period}, {own_period})", label=_label(table, layout, "period")),
        measures=(Measure(NUMBER, unit, kind, label="(column headers)"),),
        cumulative=f"{running} = 's'",
        skip=(
            ("note", note_sql(f"c{_first(layout)}")),
            *subtotals(f"c{place}" for role, place in layout.roles.items() if role not in ("unit", "period")),
        ),
        bases={"": _BASIS if official else Basis("own figures", "自有数据", "As in the file", "以文件为准")},
        origin=_CUSTOMS
        if official
        else Origin("Own file", head.name, reliability="secondary", publisher_zh="自有文件"),
        partial=frozenset(layout.roles.keys() & {"market", "product", "region"}) if official else frozenset(),
        table=table,
        files=(head.path,),
        remarks=(*remarks, *guessed, *_left_aside(table, layout), *_overlap(official, layout)),
    )


def _label(table: TextTable, layout: _Layout, role: str) -> str:
    return table.dialect.header[layout.roles[role]] if role in layout.roles else ""


def _first(layout: _Layout) -> int:
    return min(place for role, place in layout.roles.items() if role != "unit")


def _column(table: TextTable, layout: _Layout, role: str, recode: Recode, otherwise: str) -> Column:
    """The column of a dimension by its names; what holds for all rows where there is none."""
    if role not in layout.roles:
        return Column(
            "''", constant(recode("", otherwise) if otherwise == "World" else recode(otherwise, ""))
        )
    return Column("''", recode, _name_sql(f"c{layout.roles[role]}"), _label(table, layout, role))


def _name_sql(column: str) -> str:
    """SQL for a name as it is; one that is all Chinese has no blanks inside: '总  值'."""
    name = f"trim({_CLEAN.format(column)})"
    return rf"if(regexp_full_match({name}, '[\p{{Han}} ]+'), replace({name}, ' ', ''), {name})"


def _region(table: TextTable, layout: _Layout, reference: Reference) -> tuple[Column, list[Message]]:
    """Whose trade a row is: by its place, by the lines above the table, or China's."""
    head = table.head
    if "region" in layout.roles:
        name, sql = _label(table, layout, "region"), _name_sql(f"c{layout.roles['region']}")
        if _is_official(head):
            return Column("''", _places(place_above(head), reference), sql, name), []
        return Column(sql, region_of(table, {"region": name}, {}, reference), label=name), []
    if country := country_above(head):
        return Column("''", constant(region_recode(reference)(country.code, ""))), []
    if province := place_above(head):
        return Column("''", constant(place_recode(reference)(province.code, ""))), []
    remark = say("No column says whose trade this is: that of {place} is taken.", place=china())
    return Column("''", constant(china())), [] if _is_official(head) else [remark]


def _places(province: Province | None, reference: Reference) -> Recode:
    """Places by their names; those of a province that the title names are in it, and 总值 is all of it."""
    place_of = place_recode(reference)
    if province is None:
        return place_of
    whole = place_of(province.code, "")

    def recode(code: str, name: str) -> Draft:
        if is_all_of_china(name):
            return whole
        place = place_of(code, name)
        return (
            replace(place, level="city", above=(whole.code, *whole.above))
            if place.level == "place"
            else place
        )

    return recode


def _product(reference: Reference) -> Recode:
    """Products by their names; chapters and sections of the Harmonized System by their numbers."""
    inner = product_recode(reference, chinese=True)

    def recode(code: str, name: str) -> Draft:
        if chapter := _CHAPTER.match(name):
            return inner(chapter[1], "")
        if section := _SECTION.match(name):
            return inner(f"S{_numeral(section[1]):02d}", "")
        return inner(code, name)

    return recode


def _numeral(text: str) -> int:
    """A Chinese numeral up to 99."""
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.index(tens) or 1) * 10 * bool(ten) + _NUMERALS.index(ones)


def _units(table: TextTable, layout: _Layout) -> tuple[str, list[Message]]:
    """SQL for the unit of a figure, and remarks where that of a value or quantity was only guessed."""
    above, header = unit_above(table.head), table.dialect.header
    found = {
        column: unit_of(header[int(column[1:])], table, {}, {}, above)
        for column, series in layout.series.items()
        if series.kind == "value"
    }
    beside = f"c{layout.roles['unit']}" if "unit" in layout.roles else ""
    in_headers = {
        series.key(): unit_in(header[int(column[1:])])
        for column, series in layout.series.items()
        if series.kind == "quantity"
    }
    units = {layout.series[column].key(): unit for column, (unit, _) in found.items()} | {
        key: beside or literal(unit or UNITS) for key, unit in in_headers.items()
    }
    cases = " ".join(f"WHEN {literal(key)} THEN {unit}" for key, unit in units.items())
    guessed = any(guess for _, guess in found.values())
    remarks = [say("No unit of the values is given: {unit} is taken.", unit="USD")] if guessed else []
    if not beside and not all(in_headers.values()):
        remarks.append(quantities_without_unit())
    return f"CASE {SERIES} {cases} ELSE 'percent' END" if cases else "'percent'", remarks


def _left_aside(table: TextTable, layout: _Layout) -> list[Message]:
    """The columns that hold neither a figure of trade nor whose it is."""
    used = {*layout.series, *(f"c{place}" for place in layout.roles.values())}
    other = [name for place, name in enumerate(table.dialect.header) if name and f"c{place}" not in used]
    if not other:
        return []
    return [
        say("Columns that are no trade by flow and period are not read: {names}.", names=", ".join(other))
    ]


def _overlap(official: bool, layout: _Layout) -> list[Message]:
    if not official or "product" not in layout.roles:
        return []
    return [say("Goods of this bulletin overlap and are not all goods: they are not added up.")]


_CUSTOMS = Origin(
    "General Administration of Customs of China",
    "Monthly bulletin",
    "http://www.customs.gov.cn",
    publisher_zh="中国海关总署",
)
_BASIS = Basis(
    "China Customs bulletin",
    "海关统计月报",
    "China Customs, monthly bulletin",
    "中国海关，统计月报",
    "exports FOB, imports CIF",
)
IMPORTER = Importer(
    "bulletin", "Bulletin with a column for each flow and period (China Customs)", _can_read, _read
)
