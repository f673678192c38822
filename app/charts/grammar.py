"""Names as English sentences need them: with an article, in lower case, in the genitive.

Chinese takes names as they are.
"""

from __future__ import annotations

import re

from app.charts.flows import flow_text
from app.charts.reading import Reading
from app.model.dimension import LISTED

_WITH_ARTICLE = re.compile(
    r"United |European Union|Belt and Road|Yangtze|Pearl|Guangdong-Hong Kong|Greater Bay|Middle East"
    r"|Five |Seven |New three$"
    r"|(Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles|Comoros)$|.*(Islands|Republic|Federation)$"
)

_COUNTED = ("Five ", "Seven ", "New three")
_COMMON = (LISTED, "good", "sector", "stage", "section", "chapter", "heading", "subheading", "line")
"""Levels whose names are common nouns."""


def spoken(reading: Reading, code: str) -> str:
    """The name of a member within a sentence: 'the United States', 'integrated circuits', 'exports'."""
    if reading.breakdown.kind == "flow" and code in {row.member for row in reading.rows}:
        return flow_text(code, reading.words)
    name = reading.name(code)
    if reading.words.language != "en":
        return name
    if _WITH_ARTICLE.match(name):
        return f"the {name[0].lower() if name.startswith(_COUNTED) else name[0]}{name[1:]}"
    member = reading.data.members.get(code)
    is_common = member is not None and (member.level in _COMMON or _is_group_of_goods(reading, code))
    return name[0].lower() + name[1:] if is_common and name[1:2].islower() else name


def _is_group_of_goods(reading: Reading, code: str) -> bool:
    member = reading.data.members.get(code)
    of_goods = reading.breakdown.kind == "product" or code == reading.data.selection.product
    return member is not None and member.level == "group" and of_goods


def whose(reading: Reading, code: str) -> str:
    """The name of a member as an owner: "Zhejiang's", "the United States'"."""
    member = reading.data.members.get(code)
    is_region = reading.breakdown.kind == "region" or code == reading.data.selection.region
    if member is not None and member.level == LISTED and is_region:
        return reading.words.text("the listed regions'")
    name = spoken(reading, code)
    if reading.words.language != "en":
        return name
    return f"{name}'" if name.endswith("s") else f"{name}'s"
