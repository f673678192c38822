"""What the lines above a table say of all its figures: their unit, their period, whose trade it is."""

from __future__ import annotations

import re

from app.data.importers.scales import in_brackets
from app.data.imports.head import Head
from app.data.imports.parsing import period_text
from app.data.reference.countries import Countries, Country
from app.data.reference.places_of_china import PlacesOfChina, Province
from app.data.reference.units import UnitTable

_YEAR = re.compile(r"(?<![\d\-—–~～至、])((?:19|20)\d{2})年(?P<rest>.*)")
_PART = re.compile(r"[\d\s\-—–~～至到第上下前个月一二三四]*(月份?|季度?|半年)(?![上中下]旬)")
"""What of the year a line goes on with: 上半年, 5-8月, 1月-11月, 前三季度; 11月下旬 is no month."""


def unit_above(head: Head) -> str:
    """The unit that a line above the table names, as in '单位：万美元', or has in brackets; '' for none."""
    found = re.findall(r"(?:单位|[Uu]nits?)\s*[：:∶]\s*((?:[^,;，；)）\"\t\n]|,(?=\d{3}))+)", head.above)
    found += in_brackets(head.above)
    return next((text.strip() for text in found if UnitTable().knows(text)), "")


def period_above(head: Head) -> str:
    """The only period that the lines above the table name; '' for none, several, or one not understood."""
    found = {*periods_in(head.above)}
    return found.pop() if len(found) == 1 else ""


def periods_in(lines: str) -> list[str]:
    """Every period that lines name in Chinese, as in '2023年1-11月'.

    Returns:
        '' for a part of a year that is not understood: it is not the year.
    """
    return [_period(match[1], match["rest"]) for match in _YEAR.finditer(lines)]


def _period(year: str, rest: str) -> str:
    if part := _PART.match(rest):
        return period_text(f"{year}年{part[0]}")
    return "" if re.search("月|季|半年|旬", rest) else year


def country_above(head: Head) -> Country | None:
    """The country that the lines above name as the one that trades: 'the product exported by Viet Nam'."""
    found = re.search(r"\b(?:ex|im)ported by ([^\n\t\",;]+?)(?: in \d{4})?[\"\s]*(?:$|\n|\t|,)", head.above)
    return Countries().find(found[1]) if found else None


def product_above(head: Head) -> str:
    """The code of the product that the lines above name: 'Product: 8542 Electronic integrated circuits'."""
    found = re.search(r"(?:\bProduct|商品编码|税号)\s*[：:]\s*(\d{2,10}|TOTAL)\b", head.above)
    return found[1] if found else ""


def place_above(head: Head) -> Province | None:
    """The only province that the lines above the table name."""
    lines = head.above
    found = [
        place
        for place in PlacesOfChina().by_code.values()
        if place.name_zh in lines or re.search(rf"\b{re.escape(place.name_en)}\b", lines)
    ]
    return found[0] if len(found) == 1 else None
