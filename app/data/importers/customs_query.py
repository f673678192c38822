"""China Customs' online query: CSV in GB18030, columns in the order that the user ticked.

Every row ends with a comma, amounts carry thousands commas, the last header is the currency, and
whether these are exports or imports is not in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.data.importers.scales import in_brackets, scale_of
from app.data.imports.any_table import open_table
from app.data.imports.dialect import plain_name
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, Message, say
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
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace
from app.data.reference.units import SCALES, UnitTable
from app.data.sql import literal

_MONTH = (
    "数据年月", "月份", "年月", "年份", "统计时间", "统计年份", "统计年月", "数据年份", "数据月份",
    "Date of data",
)  # fmt: skip
_PARTNER = ("贸易伙伴编码", "Trading partner code")
_PARTNER_NAME = ("贸易伙伴名称", "Trading partner")
_PRODUCT = ("商品编码", "Commodity code")
_PRODUCT_NAME = ("商品名称", "Commodity")
_REGIME = ("贸易方式编码", "Customs Regime code")
_REGIME_NAME = ("贸易方式名称", "Customs Regime")
_PLACE = ("注册地编码", "收发货人注册地编码", "Locations of importers and exporters code")
_PLACE_NAME = ("注册地名称", "收发货人注册地名称", "Locations of importers and exporters")
_FIRST = ("第一数量", "Quantity")
_FIRST_UNIT = ("第一计量单位", "Unit")
_SECOND = ("第二数量", "Supplementary Quantity", "Supplimentary Quantity")
_SECOND_UNIT = ("第二计量单位", "Supplementary Unit", "Supplimentary Unit")
_FLOW = ("进出口", "进出口类型", "贸易类型", "贸易流向", "进口/出口")
"""Columns that the site does not write, but those who put its files together do."""
_KNOWN = frozenset(
    plain_name(name)
    for names in (
        _MONTH, _PARTNER, _PARTNER_NAME, _PRODUCT, _PRODUCT_NAME, _REGIME, _REGIME_NAME, _PLACE, _PLACE_NAME,
        _FIRST, _FIRST_UNIT, _SECOND, _SECOND_UNIT,
    )
    for name in names
) - {"quantity", "unit", "commodity", "年份", "月份", "年月"}  # fmt: skip
"""Names that only these files have; of them, two are enough."""
_CURRENCIES: Mapping[str, str] = {
    "人民币": "CNY",
    "美元": "USD",
    "Renminbi": "CNY",
    "RMB": "CNY",
    "US dollar": "USD",
    "金额_人民币": "CNY",
    "金额_美元": "USD",
}
"""How the header of the amounts begins."""
_LEAST = 2
_TOTAL_SQL = "regexp_full_match(trim(coalesce({}, '')), '合计|总计|总值|Total|TOTAL')"


def _can_read(head: Head) -> float:
    header = head.dialect.header if head.dialect else ()
    return 0.98 if len(head.plain_names & _KNOWN) >= _LEAST and _amounts(header) else 0.0


def _amounts(header: tuple[str, ...]) -> list[tuple[str, str]]:
    """The headers of amounts, each with its currency."""
    return [
        (name, currency)
        for name in header
        for beginning, currency in _CURRENCIES.items()
        if plain_name(name).startswith(plain_name(beginning))
    ]


def _scale(header: str) -> int:
    """How many of the currency one is in the amounts below a header.

    Those who pass such files on write it behind the currency: 美元(万).

    Raises:
        ImportFailedError: The header names a scale that is not known.
    """
    beginning = max((name for name in _CURRENCIES if header.strip().startswith(name)), key=len, default="")
    behind = header.strip()[len(beginning) :].strip(" :：,，-_/")
    named = next(iter(in_brackets(header)), behind).strip()
    if scale := scale_of(named, header):
        return SCALES[scale]
    unit = UnitTable().find(named) if UnitTable().knows(named) else None
    return unit.multiplier if unit else 1


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    table = open_table(head, desk)
    reference = Reference()
    amounts = _amounts(table.dialect.header)
    if not amounts:
        raise ImportFailedError(
            say(
                "{file} has no column of amounts: its header must begin with one of {currencies}.",
                file=head.name,
                currencies=", ".join(_CURRENCIES),
            )
        )
    place, partner, product, regime = (
        table.header_name(*codes, *names)
        for codes, names in (
            (_PLACE, _PLACE_NAME),
            (_PARTNER, _PARTNER_NAME),
            (_PRODUCT, _PRODUCT_NAME),
            (_REGIME, _REGIME_NAME),
        )
    )
    market_of = market_recode(reference, "customs" if partner else "any")
    product_of = product_recode(reference, chinese=table.has("商品名称"))
    market_name = table.column(*_PARTNER_NAME) if partner else "'World'"
    product_name = table.column(*_PRODUCT_NAME) if product else "'TOTAL'"
    place_of = place_recode(reference) if place else constant(china())
    mode = Column(table.column(*_REGIME), regime_recode(reference), table.column(*_REGIME_NAME), regime)
    return Plan(
        relation=table.relation,
        region=Column(table.column(*_PLACE), place_of, table.column(*_PLACE_NAME), place),
        market=Column(table.column(*_PARTNER), market_of, market_name, partner),
        product=Column(table.column(*_PRODUCT), product_of, product_name, product),
        regime=mode if regime else None,
        flow=_answered(table, _FLOW, options.flow),
        period=_answered(table, _MONTH, options.period),
        measures=_measures(table, *amounts[0]),
        skip=(("total", _TOTAL_SQL.format(table.column(table.dialect.header[0]))),),
        origin=_ORIGIN,
        bases={"": replace(_BASIS, attribution="place of registration" if place else "whole country")},
        table=table,
        files=(head.path,),
        remarks=tuple(_remarks(table, amounts, options)),
    )


def _answered(table: TextTable, names: tuple[str, ...], answer: str) -> Column:
    """A column that files of the site may lack; then what the user says holds for all rows."""
    label = table.header_name(*names)
    return Column(table.column(*names) if label else literal(answer), label=label)


def _measures(table: TextTable, amount: str, currency: str) -> tuple[Measure, ...]:
    """The amount, and the quantity in two units."""
    quantities = (
        Measure(table.column(*number), table.column(*unit), "'quantity'", label=table.header_name(*number))
        for number, unit in ((_FIRST, _FIRST_UNIT), (_SECOND, _SECOND_UNIT))
    )
    times = str(_scale(amount))
    return (Measure(table.column(amount), literal(currency), multiplier=times, label=amount), *quantities)


def _remarks(table: TextTable, amounts: Sequence[tuple[str, str]], options: Options) -> Iterator[Message]:
    if not table.header_name(*_MONTH) and not options.period:
        yield say("period: not in the file, give --period")
    further = [name for name, _ in amounts[1:] if name != amounts[0][0]]
    if further:
        yield say("Amounts in another currency are not read: {columns}.", columns=", ".join(further))


_ORIGIN = Origin(
    "General Administration of Customs of China",
    "Online query",
    "http://stats.customs.gov.cn",
    publisher_zh="中国海关总署",
)
_BASIS = Basis(
    "China Customs online query",
    "海关统计数据在线查询",
    "China Customs, as queried",
    "中国海关，按查询条件",
    "exports FOB, imports CIF",
)
IMPORTER = Importer("customs-query", "China Customs online query", _can_read, _read)
