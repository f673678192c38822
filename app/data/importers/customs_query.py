"""China Customs' online query: CSV in GB18030, columns in the order that the user ticked.

Every row ends with a comma, amounts carry thousands commas, the last header is the currency, and
whether these are exports or imports is not in the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import say
from app.data.imports.plan import Basis, Column, Importer, Measure, Options, Origin, Plan
from app.data.imports.recode import (
    Reference,
    china,
    constant,
    market_recode,
    place_recode,
    product_recode,
    regime_recode,
)
from app.data.imports.text_table import TextTable, literal
from app.data.imports.workspace import Workspace

_KNOWN = frozenset(
    {
        "数据年月",
        "月份",
        "年份",
        "贸易伙伴编码",
        "贸易伙伴名称",
        "商品编码",
        "商品名称",
        "贸易方式编码",
        "贸易方式名称",
        "注册地编码",
        "注册地名称",
        "收发货人注册地编码",
        "收发货人注册地名称",
        "第一数量",
        "第一计量单位",
        "第二数量",
        "第二计量单位",
        "人民币",
        "美元",
    }
)
_CURRENCIES: Mapping[str, str] = {"人民币": "CNY", "美元": "USD"}
_PERIODS = ("数据年月", "月份", "年月", "年份", "统计时间")
_PLACES = ("注册地编码", "收发货人注册地编码", "注册地名称", "收发货人注册地名称")
_LEAST = 3


def _can_read(head: Head) -> float:
    known = head.names & _KNOWN
    if len(known) < _LEAST or not any(name.startswith(tuple(_CURRENCIES)) for name in head.names):
        return 0.0
    return 0.98


def _currency(table: TextTable) -> tuple[str, str]:
    """The header of the amounts, and their currency."""
    for name in table.dialect.header:
        for header, currency in _CURRENCIES.items():
            if name.startswith(header):
                return name, currency
    return "", ""


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    amount, currency = _currency(table)
    place = table.header_name(*_PLACES)
    month = table.header_name(*_PERIODS)
    partner = table.header_name("贸易伙伴编码", "贸易伙伴名称")
    product = table.header_name("商品编码", "商品名称")
    regime = table.header_name("贸易方式编码", "贸易方式名称")
    remarks = []
    if not month and not options.period:
        remarks.append(say("period: not in the file, give --period"))
    return Plan(
        relation=table.relation,
        region=Column(
            table.column("注册地编码", "收发货人注册地编码"),
            place_recode(reference) if place else constant(china()),
            table.column("注册地名称", "收发货人注册地名称"),
            place,
        ),
        market=Column(
            table.column("贸易伙伴编码"),
            market_recode(reference, "customs") if partner else market_recode(reference),
            table.column("贸易伙伴名称") if partner else "'World'",
            partner,
        ),
        product=Column(
            table.column("商品编码"),
            product_recode(reference, chinese=True),
            table.column("商品名称") if product else "'TOTAL'",
            product,
        ),
        regime=Column(
            table.column("贸易方式编码"), regime_recode(reference), table.column("贸易方式名称"), regime
        )
        if regime
        else None,
        flow=Column(literal(options.flow)),
        period=Column(table.column(*_PERIODS) if month else literal(options.period), label=month),
        measures=(
            Measure(table.column(amount), literal(currency), label=amount),
            Measure(
                table.column("第一数量"),
                table.column("第一计量单位"),
                "'quantity'",
                label=table.header_name("第一数量"),
            ),
            Measure(
                table.column("第二数量"),
                table.column("第二计量单位"),
                "'quantity'",
                label=table.header_name("第二数量"),
            ),
        ),
        origin=Origin(
            "General Administration of Customs of China", "Online query", "http://stats.customs.gov.cn"
        ),
        bases={
            "": Basis(
                "China Customs online query",
                "海关统计数据在线查询",
                "China Customs, as queried",
                "中国海关，按查询条件",
                "exports FOB, imports CIF",
                "place of registration" if place else "whole country",
            )
        },
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
    )


IMPORTER = Importer("customs-query", "China Customs online query (CSV)", _can_read, _read)
