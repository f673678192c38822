"""What the lines above a table say of all its figures: their unit, their period, whose trade it is."""

from __future__ import annotations

import re

from app.data.imports.head import Head
from app.data.imports.parsing import period_text
from app.data.reference.places_of_china import PlacesOfChina, Province
from app.data.reference.units import UnitTable

_PERIOD = re.compile(r"((?:19|20)\d{2})年(?:1?[-—~至]?\d{1,2}月|1[-—~至]\d{1,2}月|[一二三四1-4]季度)?")


def _lines(head: Head) -> str:
    count = head.dialect.header_lines - 1 if head.dialect else 0
    return "\n".join(head.text.splitlines()[:count])


def unit_above(head: Head) -> str:
    """The unit that a line above the table names, as in '单位：万美元'; '' for none."""
    found = re.findall(r"(?:单位|[Uu]nits?)\s*[：:]\s*([^,;，；)）\"\t\n]+)", _lines(head))
    return next((text.strip() for text in found if UnitTable().knows(text)), "")


def period_above(head: Head) -> str:
    """The only period that the lines above the table name, as in '2023年1-11月'; '' for none or several."""
    found = {period_text(match[0]) for match in _PERIOD.finditer(_lines(head))} - {""}
    return found.pop() if len(found) == 1 else ""


def place_above(head: Head) -> Province | None:
    """The only province that the lines above the table name."""
    lines = _lines(head)
    found = [
        place
        for place in PlacesOfChina().by_code.values()
        if place.name_zh in lines or re.search(rf"\b{re.escape(place.name_en)}\b", lines)
    ]
    return found[0] if len(found) == 1 else None
