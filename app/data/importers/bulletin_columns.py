"""What the columns of a bulletin hold, by headers and the title above: '出口 1至4月', 'exports 2023'.

Two rows of headers have been joined to one by then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.data.importers.scales import BRACKETED, in_brackets
from app.data.importers.tidy_title import periods_in
from app.data.imports.parsing import period_text
from app.data.reference.units import UnitTable
from app.model.period import Period

_FLOWS = (
    ("balance", r"(贸易|进出口)?(差额|顺差)|\b(trade )?balance\b"),
    ("total", r"进出口|(imports? ?(and|&) ?exports?|exports? ?(and|&) ?imports?)|\btotal trade\b"),
    ("re-export", r"转口|复出口|\bre-?export(s|ed)?\b"),
    ("re-import", r"复进口|\bre-?import(s|ed)?\b"),
    ("domestic export", r"\bdomestic exports?\b"),
    ("export", r"出口|\bexport(s|ed)?\b"),
    ("import", r"进口|\bimport(s|ed)?\b"),
)
"""The flows in the order in which they are looked for: 进出口差额 holds 进出口, which holds 出口."""
_GROWTH = r"同比|±|增长|增减|增速|growth|change|y/y|[%％]"
_OTHER = r"增[长减加]?额|增量|净增|环比|比重|占比|单价|指数|均价|share|price|index|unit value|month on month"
"""What is neither a level of trade nor its growth over the year before."""
_QUANTITY = r"数量|重量|quantit|weight|volume"
_UNIT = r"^(计量)?单位$|^units?$"
_THIS_MONTH = "当月|本月|当期"
_RUNNING = r"累计|\bytd\b|cumulative|accumulat\w*"
_YEAR_BEFORE = r"(上年|去年)(同期)?|(same period )?last year|previous year"
_MONTH = r"(?<!\d)(1[0-2]|0?[1-9])(?!\d)"
_SPAN = rf"{_MONTH}\s*月?\s*(?:至|到|[-—–~～]|to)\s*{_MONTH}\s*(?:月|$|\s)"
_SINGLE = rf"{_MONTH}\s*月|(?:^|\s){_MONTH}$"
_YEAR = r"(?<!\d)((?:19|20)\d{2})(?!\d)"
_NAME = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_NAMED = rf"\bq[1-4]\b|{_NAME}"
_BETWEEN_NAMES = re.compile(rf"({_NAME})\.?\s*(?:[-—–~～]|to)\s*({_NAME})", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"\b(half|quarters?|months|q[1-4])\b", re.IGNORECASE)
_EARLIER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}年?[-—–~～至、](?=(?:19|20)\d{2}年)")
"""The first of two years that a title names for its columns: 2024-2025年1至10月."""
_ALL_GOODS = r"贸易|商品|货物|外贸|对外|海关|完成|绝对|金额|总额|总值|数值|合计|总计"
_TIMES = r"当[月期季年]|本[月期年]|全年|同期|上年|去年|上半|下半|前三|[一二三四]?季度?"
_MONEY = r"人民币|[美欧日港]?元|[千百]?[万亿]|千"
_BETWEEN = "[比与较至到按计价额值率年月日的]"
_ALL_GOODS_ENGLISH = "values?|amounts?|goods|merchandise|trade|total|rates?"
_TIMES_ENGLISH = "same|period|last|months?|years?|current|annual|yoy"
_MONEY_ENGLISH = (
    r"fob|cif|f\.o\.b\.|c\.i\.f\.|usd?|dollars?|cny|rmb|yuan|eur|euros?|gbp|jpy|yen|hkd"
    r"|hundred|thousands?|ten|[mb]illions?|mn|bn|mln|units?(?=\s*[:：])"
)
_BETWEEN_ENGLISH = "in|the|and|over|on|from|than|to|of|[a-z]"
_OF_ALL = (
    f"{_ALL_GOODS}|{_TIMES}|{_BETWEEN}|{_MONEY}"
    rf"|\b({_ALL_GOODS_ENGLISH}|{_TIMES_ENGLISH}|{_MONEY_ENGLISH}|{_BETWEEN_ENGLISH})\b"
)
"""What else a header may say of the figures of all trade: their time, valuation and unit."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the lines above a table say of all its columns."""

    flow: str = ""
    period: str = ""
    first: int = 0
    """The month that figures count from, up to that of the period; 0 where the title names no span."""
    unclear: bool = False
    """Whether the figures are of a part of that year which is not understood."""


@dataclass(frozen=True, slots=True)
class Series:
    """What one column holds; the period is empty where the row says it."""

    flow: str
    period: str
    kind: str
    """'value', 'quantity' or 'growth'."""
    cumulative: bool
    told: int
    """How much of it the header says itself: flow, period, kind."""

    def key(self) -> str:
        """All of it as one text, for SQL."""
        return "|".join((self.flow, self.period, self.kind, "s" if self.cumulative else ""))


def title_of(lines: str) -> Title:
    """What the lines above a table say: the flow that they name alone, and the months or year."""
    named = [flow for flow in _flows_in(lines) if flow not in ("total", "balance")]
    flow = named[0] if len(named) == 1 else ""
    told = periods_in(_EARLIER_YEAR.sub("", lines)) or _part_in_words(lines)
    if part := next((period for period in told if period and not period.isdigit()), ""):
        span = Period.parse(part)
        first = span.first_month % 12 + 1 if span.months > 1 else 0
        return Title(flow, f"{span.year}-{span.last_month % 12 + 1:02d}", first)
    years = {*re.findall(_YEAR, lines)}
    return Title(flow, years.pop() if len(years) == 1 else "", unclear="" in told)


def _part_in_words(lines: str) -> list[str]:
    """The only part of the only year that lines name, as in 'Jan-Jun 2024'; '' for one that is not plain."""
    found = {period for period in _periods_of_words(lines) if not period.isdigit()}
    if len(found) == 1 and len(re.findall(_YEAR, lines)) == 1:
        return list(found)
    return [""] if found or _PART_OF_YEAR.search(lines) else []


def _periods_of_words(text: str) -> list[str]:
    """The periods that one or two words of a text are: 'Jan-Apr 2024' before 2024."""
    words = re.split(r"[\s,，;；:：()（）\"]+", _BETWEEN_NAMES.sub(r"\1-\2", text))
    return [period for told in (*map(" ".join, pairwise(words)), *words) if (period := period_text(told))]


def _flows_in(text: str) -> list[str]:
    """Every flow that a text names, each part of it once."""
    rest, found = text.lower(), []
    for flow, pattern in _FLOWS:
        if re.search(pattern, rest):
            found.append(flow)
            rest = re.sub(pattern, " ", rest)
    return found


def series_of(header: str, title: Title) -> Series | None:
    """What a column holds, or None where it is no level or growth of trade.

    Args:
        header: The header of the column, both rows of it where there are two.
        title: What the lines above say.
    """
    text = " ".join(header.lower().split())
    flows = _flows_in(text)
    growth = re.search(_GROWTH, text) is not None
    quantity = re.search(_QUANTITY, text) is not None
    period, cumulative = _period_in(text, title, growth=growth)
    flow = flows[0] if flows else title.flow
    known = flows or period or quantity or growth or re.search("金额|value|amount", text)
    if growth and (quantity or _names_money(text)):
        return None
    if re.search(_YEAR, text) and not period:  # a part of that year which is not understood
        return None
    if not flow or not known or re.search(_OTHER, text) or _says_more(text):
        return None
    kind = "growth" if growth else "quantity" if quantity else "value"
    told = bool(flows) + bool((period or cumulative) and _names_time(text)) + growth + quantity
    return Series(flow, period, kind, cumulative, told)


def _names_money(text: str) -> bool:
    """Whether a unit of money stands in brackets: a change of so many dollars is no growth rate."""
    return any(map(UnitTable().is_money, in_brackets(text)))


def _says_more(text: str) -> bool:
    """Whether a header names goods, a market, a tariff or two years: what it holds is not all trade."""
    units = UnitTable()
    rest = BRACKETED.sub(lambda found: " " if units.knows(found[1] or found[2]) else found[0], text)
    flows = (pattern for _, pattern in _FLOWS)
    for known in (*flows, _SPAN, _YEAR_BEFORE, _RUNNING, _GROWTH, _QUANTITY, _NAMED, _OF_ALL):
        rest = re.sub(known, " ", rest)
    return re.search(r"[^\W\d_]", rest) is not None or len({*re.findall(_YEAR, text)}) > 1


def _names_time(text: str) -> bool:
    return any(re.search(pattern, text) for pattern in (_YEAR, _SPAN, _SINGLE, _RUNNING, _THIS_MONTH))


def _period_in(text: str, title: Title, *, growth: bool) -> tuple[str, bool]:
    """The period of a column, and whether it counts from January on."""
    titled = title.period
    whole = next(iter(_periods_of_words(text)), "")
    year = re.search(_YEAR, text)
    running = re.search(_RUNNING, text) is not None
    if whole.isdigit() and re.search(_NAMED, text):
        return "", running
    if whole and not running:
        return whole, _from_january(whole)
    if not titled and not year:
        return "", running
    own = year[1] if year else titled[:4]
    before = not growth and re.search(_YEAR_BEFORE, text) is not None
    own = str(int(own) - 1) if before else own
    span, single = re.search(_SPAN, text), re.search(_SINGLE, text)
    to_title = running or (title.first and not year and not re.search(_THIS_MONTH, text))
    last = span[2] if span else titled[5:] if to_title and not single else ""
    if last:
        first = span[1] if span else "1" if running else str(title.first)
        return period_text(f"{own}年{int(first)}-{int(last)}月"), running or int(first) == 1
    if single:
        month = int(single[1] or single[2])
        if running:
            return period_text(f"{own}年1-{month}月"), True
        return f"{own}-{month:02d}", False
    if year:
        return own, False
    return (f"{own}{titled[4:]}" if titled and not title.unclear else ""), running


def _from_january(period: str) -> bool:
    """Whether a span begins with January and is no quarter, half or whole year that may be added up."""
    span = Period.parse(period)
    return span.frequency == "S" and span.first_month % 12 == 0


def all_series(header: Sequence[str], title: Title) -> dict[str, Series]:
    """What every column holds (c3) that holds figures; the first one says whose they are.

    The same figures once more, as a table with two rows of headers may have them, are left out.
    """
    found: dict[str, tuple[str, Series]] = {}
    named = [(place, name) for place, name in enumerate(header) if name.strip()]
    for place, name in named[1:]:
        series = None if re.search(_UNIT, name.strip()) else series_of(name, title)
        if series:
            found.setdefault(series.key(), (f"c{place}", series))
    return _within(title, dict(found.values()))


def _within(title: Title, found: Mapping[str, Series]) -> dict[str, Series]:
    """Columns of years below a title of some months of the latest: they are those months of each year.

    '2025年1-10月' above '2025年出口' and '2024年出口' is no whole year, which 2025 had not had by then.
    """
    if not title.first or title.period[:4] not in {series.period for series in found.values()}:
        return dict(found)
    months = f"年{title.first}-{int(title.period[5:])}月"
    return {
        column: replace(series, period=period_text(f"{series.period}{months}"), cumulative=title.first == 1)
        if series.period.isdigit()
        else series
        for column, series in found.items()
    }
