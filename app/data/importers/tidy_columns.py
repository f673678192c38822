"""What the columns of a table usually are called, in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.data.imports.dialect import plain_name
from app.data.imports.mapping_file import VALUES_BY_FLOW
from app.data.imports.parsing import periods_of

_USUAL: Mapping[str, str] = {
    "region": (
        "region_code region reporter_code reporter_iso reporter exporter province origin 省份 地区 "
        "省市 报告国 地区编码 country reporterdesc reporting_country 省 省市区 省级行政区 "
        "省（区、市） 报告国家 报告地区 出口国 exporter_name origin_country 城市 地市 "
        "country_name reporter_country reporting_area"
    ),
    "market": (
        "market_code market partner_code partner_iso partner importer destination partner_country "
        "国别 贸易伙伴 国家 国别地区 目的国 伙伴国 counterpart partnerdesc trading_partner "
        "trade_partner 进口国 国家(地区) 贸易国别 最终目的国 原产国 贸易伙伴名称 "
        "进口原产国 出口最终目的国 "
        "destination_country importer_name counterpart_country_name counterpart_country counterpart_area"
    ),
    "product": (
        "product_code product hs_code hs hs6 hs4 commodity_code commodity cmd_code 商品编码 商品 "
        "商品名称 产品 商品代码 税号 hs编码 海关编码 产品编码 hs2 hs8 sitc"
    ),
    "regime": "regime trade_mode 贸易方式",
    "flow": (
        "flow trade_flow direction flow_code 进出口 流向 进出口类型 type flowdesc trade_flow_code "
        "贸易类型 贸易流向 进出口标志"
    ),
    "period": (
        "period date month year time time_period 年月 月份 年份 月 日期 时间 refyear 年 统计年份 "
        "统计月份 统计时间 数据年月 期间 报告期 year_month"
    ),
    "value": (
        "value trade_value amount value_usd value_cny value_eur value_rmb 金额 贸易额 总额 usd cny "
        "trade_value_usd obs_value 进出口额 primaryvalue fobvalue cifvalue trade_value_us value_us 金额_美元 "
        "金额_人民币 美元 人民币 美元值 人民币值 总值 金额合计 贸易金额 v"
    ),
    "quantity": (
        "quantity qty weight net_weight 数量 第一数量 重量 kg netwgt netweightkg 第一法定数量 统计数量 净重 q"
    ),
    "unit": "unit currency value_unit 单位 币种",
    "quantity_unit": "quantity_unit qty_unit 数量单位 计量单位",
    "region_name": "region_name reporter_name 省份名称",
    "market_name": "market_name partner_name 国家名称 贸易伙伴名称",
    "product_name": "product_name hs_name description commodity_name product_description",
    "regime_name": "regime_name",
}
"""For each role, names of columns, the likeliest first; blanks and underscores do not count."""
_BY_FLOW: Mapping[str, str] = {
    "value_export": "exports export export_value exports_value 出口 出口额 出口总额 出口总值 出口金额 出口值",
    "value_import": "imports import import_value imports_value 进口 进口额 进口总额 进口总值 进口金额 进口值",
    "value_total": (
        "total_trade trade_total exports_and_imports 进出口 进出口额 进出口总额 进出口总值 进出口金额 "
        "进出口值 贸易总额"
    ),
}
"""Columns that hold the figures of one flow each."""
_YEARS = ("year", "refyear", "年份", "年")
_MONTHS = frozenset({"month", "refmonth", "月份", "月"})
_SELLERS = frozenset({"exporter", "exportername", "出口国"})
_BUYERS = frozenset({"importer", "importername", "进口国"})


def usual_mapping(header: Sequence[str]) -> dict[str, Any]:
    """The mapping that the names of the columns suggest."""
    names = {_without_unit(name): name for name in reversed(header) if name.strip()}
    by_flow = _found(_BY_FLOW, names)
    columns = _named_alone(_found(_USUAL, names))
    if "value_export" in by_flow or "value_import" in by_flow:
        columns.pop("value", None)
        if columns.get("flow") == by_flow.get("value_total"):  # 进出口 beside 出口 and 进口 is their sum
            columns.pop("flow", None)
        columns |= {role: name for role, name in by_flow.items() if name not in columns.values()}
    year = next((names[name] for name in _YEARS if name in names), "")
    if plain_name(columns.get("period", "")) in _MONTHS and year:
        columns["year"] = year
    mapping: dict[str, Any] = {"columns": columns}
    seller, buyer = (plain_name(columns.get(role, "")) for role in ("region", "market"))
    if seller in _SELLERS and buyer in _BUYERS and "flow" not in columns:
        mapping["constants"] = {"flow": "export"}
    return mapping


def period_columns(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """Columns that hold the figures of one period each, by their names; none where another column does."""
    if "value" in columns or "period" in columns or columns.keys() & VALUES_BY_FLOW.keys():
        return {}
    taken = {name.strip().lower() for name in columns.values()}
    free = [name for name in header if name.strip().lower() not in taken]
    return {name: period for name, period in periods_of(free).items() if period}


def _named_alone(columns: dict[str, str]) -> dict[str, str]:
    """Names take the place of codes where a table has none: 'Reporter Name' alone says whose trade it is."""
    for role in ("region", "market", "product", "regime"):
        if role not in columns and f"{role}_name" in columns:
            columns[role] = columns.pop(f"{role}_name")
    return columns


def _found(known: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for role, candidates in known.items():
        plain = map(plain_name, candidates.split())
        name = next((names[candidate] for candidate in plain if candidate in names), "")
        if name and name not in found.values():
            found[role] = name
    return found


def _without_unit(name: str) -> str:
    """A header as it is looked up: 'Trade Value (US$)' and 'Trade Value in EUR' are tradevalue."""
    return plain_name(re.split(r"[(（\[【,，:：]|\sin\s", name)[0]) or plain_name(name)
