"""Any table with a row for every figure: CSV, Excel or Parquet, with a mapping of its columns.

Without a mapping the usual names of columns are recognised; the form before the import shows what was
found and lets it be changed, and a changed mapping is remembered for files with the same header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.data.imports.any_table import named_sheet, open_table
from app.data.imports.head import Head
from app.data.imports.mapping_file import ROLES, checked
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import (
    REPORTERS,
    Reference,
    china,
    constant,
    market_recode,
    place_recode,
    product_recode,
    regime_recode,
    region_recode,
)
from app.data.imports.text_table import TextTable, literal
from app.data.imports.workspace import Workspace
from app.data.reference.places_of_china import is_place_of_china
from app.data.reference.units import UnitTable

_USUAL: Mapping[str, tuple[str, ...]] = {
    "region": (
        "region_code",
        "region",
        "reporter_code",
        "reporter_iso",
        "reporter",
        "exporter",
        "province",
        "origin",
        "省份",
        "地区",
        "省市",
        "报告国",
        "地区编码",
        "country",
    ),
    "market": (
        "market_code",
        "market",
        "partner_code",
        "partner_iso",
        "partner",
        "importer",
        "destination",
        "partner_country",
        "国别",
        "贸易伙伴",
        "国家",
        "国别地区",
        "目的国",
        "伙伴国",
        "counterpart",
        "partner country",
    ),
    "product": (
        "product_code",
        "product",
        "hs_code",
        "hs",
        "hs6",
        "hs4",
        "commodity_code",
        "commodity",
        "cmd_code",
        "hscode",
        "商品编码",
        "商品",
        "商品名称",
        "产品",
    ),
    "regime": ("regime", "trade_mode", "贸易方式"),
    "flow": ("flow", "trade_flow", "direction", "flow_code", "进出口", "流向", "进出口类型", "type"),
    "period": (
        "period",
        "date",
        "month",
        "year",
        "time",
        "time_period",
        "年月",
        "月份",
        "年份",
        "日期",
        "时间",
    ),
    "value": (
        "value",
        "trade_value",
        "amount",
        "value_usd",
        "value_cny",
        "金额",
        "贸易额",
        "总额",
        "usd",
        "cny",
        "trade value",
        "trade_value_usd",
        "obs_value",
        "进出口额",
    ),
    "quantity": (
        "quantity",
        "qty",
        "weight",
        "net_weight",
        "netweight",
        "数量",
        "第一数量",
        "重量",
        "kg",
        "net weight",
    ),
    "unit": ("unit", "currency", "value_unit", "单位", "币种"),
    "quantity_unit": ("quantity_unit", "qty_unit", "数量单位", "计量单位", "qty unit"),
    "region_name": ("region_name", "reporter_name", "省份名称"),
    "market_name": ("market_name", "partner_name", "国家名称", "贸易伙伴名称"),
    "product_name": ("product_name", "hs_name", "description", "commodity_name", "product description"),
    "regime_name": ("regime_name",),
}
_CURRENCY_IN_NAME = (
    ("usd", "USD"),
    ("us$", "USD"),
    ("美元", "USD"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("人民币", "CNY"),
    ("eur", "EUR"),
)
_GUESS = 0.25
_LEAST = 0.2
"""A sheet is a table, whatever its columns are called."""


def usual_mapping(header: tuple[str, ...]) -> dict[str, Any]:
    """The mapping that the names of the columns suggest."""
    names = {_plain(name): name for name in reversed(header) if name.strip()}
    columns: dict[str, str] = {}
    for role, candidates in _USUAL.items():
        found = next((names[c.replace(" ", "_")] for c in candidates if c.replace(" ", "_") in names), None)
        if found and found not in columns.values():
            columns[role] = found
    return {"columns": columns}


def _plain(name: str) -> str:
    """A header as it is looked up: 'Trade Value (US$)' is trade_value."""
    return re.split("[(（]", name)[0].strip().lower().replace(" ", "_") or name.strip().lower()


def _can_read(head: Head) -> float:
    if head.dialect is None:
        return 0.0
    columns = usual_mapping(head.dialect.header)["columns"]
    if "value" in columns and len(columns.keys() & {"region", "market", "product", "period"}) >= 2:
        return _GUESS
    return _LEAST if head.kind in ("sheet", "parquet") else 0.0


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    given = options.mapping
    sheet = str(given.get("sheet", "")) if given else ""
    table = open_table(named_sheet(head, sheet) if sheet else head, desk)
    mapping = checked(dict(given), "") if given else usual_mapping(table.dialect.header)
    return plan_of(table, mapping, options, head)


def plan_of(table: TextTable, mapping: Mapping[str, Any], options: Options, head: Head) -> Plan:
    """The plan of a table whose columns are mapped.

    Raises:
        ImportFailedError: The mapping names a column that is not there, or none for the figures.
    """
    columns: Mapping[str, str] = mapping["columns"]
    constants: Mapping[str, str] = mapping.get("constants", {})
    _refuse_unknown(table, columns)
    reference = Reference()
    unit, guessed = _unit(table, columns, constants)
    remarks: list[Message] = []
    if guessed:
        remarks.append(say("No unit of the values is given: {unit} is taken.", unit=guessed))
    times = str(mapping.get("multiplier", 1))
    if not times.replace(".", "", 1).isdigit():
        raise ImportFailedError(say("'multiplier' in the mapping must be a number."))

    def sql(role: str) -> str:
        return table.column(columns[role]) if role in columns else literal(str(constants.get(role, "")))

    measures = [Measure(sql("value"), unit, "'value'", times, columns["value"])]
    if "quantity" in columns:
        quantity_unit = sql("quantity_unit") if "quantity_unit" in {*columns, *constants} else "'units'"
        measures.append(Measure(sql("quantity"), quantity_unit, "'quantity'", label=columns["quantity"]))
    flow = sql("flow") if "flow" in {*columns, *constants} else literal(options.flow)
    period = sql("period") if "period" in {*columns, *constants} else literal(options.period)
    return Plan(
        relation=table.relation,
        region=_dimension("region", columns, sql, region_of(table, columns, constants, reference)),
        market=_dimension(
            "market", columns, sql, _or_all(market_recode(reference), "market" in {*columns, *constants})
        ),
        product=_dimension(
            "product", columns, sql, _or_all(product_recode(reference), "product" in {*columns, *constants})
        ),
        regime=_dimension("regime", columns, sql, regime_recode(reference)) if "regime" in columns else None,
        flow=Column(flow, label=columns.get("flow", "")),
        period=Column(period, label=columns.get("period", "")),
        measures=tuple(measures),
        bases={"": Basis("own figures", "自有数据", "As in the file", "以文件为准")},
        origin=Origin("Own file", head.name, reliability="secondary"),
        table=table,
        files=(head.path,),
        decimal_comma=mapping.get("decimal") == "," or table.dialect.decimal_comma,
        remarks=tuple(remarks),
    )


def _refuse_unknown(table: TextTable, columns: Mapping[str, str]) -> None:
    missing = [name for name in columns.values() if not table.has(str(name))]
    if missing:
        raise ImportFailedError(
            say(
                "The file has no column {columns}; it has: {header}.",
                columns=", ".join(map(str, missing)),
                header=", ".join(table.dialect.header[:40]),
            )
        )
    if "value" not in columns:
        raise ImportFailedError(
            say(
                "No column is known to hold the figures: give --mapping with {roles}; "
                "the file has: {header}.",
                roles=", ".join(ROLES),
                header=", ".join(table.dialect.header[:40]),
            )
        )


def _dimension(role: str, columns: Mapping[str, str], sql: Any, recode: Recode) -> Column:
    return Column(sql(role), recode, sql(f"{role}_name"), columns.get(role, ""))


def _or_all(recode: Recode, given: bool) -> Recode:
    return recode if given else constant(recode("TOTAL", ""))


def region_of(
    table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], reference: Reference
) -> Recode:
    """Regions are places of China where the first rows look like them, countries otherwise."""
    if "region" not in columns:
        if "region" not in constants:
            return constant(china())
        return (
            region_recode(reference)
            if reference.countries.find(constants["region"])
            else place_recode(reference)
        )
    number = int(table.column(columns["region"])[1:])
    values = {row[number].strip() for row in table.dialect.samples} - {""}
    places, countries = place_recode(reference), region_recode(reference)
    if all(is_place_of_china(value) for value in values):
        return places

    def recode(code: str, name: str) -> Draft:
        known = reference.places.named(code) if not code.isdigit() else None
        if is_place_of_china(code) or known:
            draft = places(known.code if known else code, name or code)
            return draft if REPORTERS in draft.above else _below_all(draft)
        return countries(code, name)

    return recode


def _below_all(draft: Draft) -> Draft:
    return Draft(draft.code, draft.name_en, draft.name_zh, draft.level, (*draft.above, REPORTERS), draft.iso)


def _unit(table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str]) -> tuple[str, str]:
    """SQL for the unit of values, and the unit where it was only guessed."""
    if "unit" in columns:
        return table.column(columns["unit"]), ""
    if "unit" in constants:
        return literal(str(constants["unit"])), ""
    name = columns["value"].lower() if "value" in columns else ""
    brackets = re.search(r"[(（](.+)[)）]", name)
    inside = brackets[1] if brackets else ""
    if inside and UnitTable().find(inside):
        return literal(inside), ""
    found = next((unit for text, unit in _CURRENCY_IN_NAME if text in name), "")
    return literal(found or "USD"), "" if found else "USD"


IMPORTER = Importer("tidy", "Table with one row a figure (CSV, Excel, Parquet)", _can_read, _read)
