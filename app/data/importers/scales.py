"""What brackets say, and how many of a unit one is in a column: '美元(万)', 'Value (thousands)'."""

from __future__ import annotations

import re

from app.data.imports.messages import ImportFailedError, say
from app.data.reference.tables import spelling
from app.data.reference.units import SCALES, UnitTable

BRACKETED = re.compile(r"[(（]([^()（）\n]+)[)）]|[\[【]([^\[\]【】\n]+)[\]】]")
"""A text in round or square brackets, wide ones as well."""
_SOME_SCALE = re.compile(
    r"[十百千万亿]|\b1[.'’]?0+\b|(?<!\d)0{3}s?\b|hundred|thousand|[mbtr]illion|\b([mbt]l?n|mio|mill|mrd|tsd|k)\b"
    r"|[$€£¥] ?m\b|\b[kmt](usd|eur|gbp|cny|rmb)\b|\b(usd|eur|gbp|cny|rmb) ?[km]\b",
    re.IGNORECASE,
)


def in_brackets(text: str) -> list[str]:
    """What stands in brackets, without those."""
    return [match[1] or match[2] for match in BRACKETED.finditer(text)]


def scale_of(named: str, header: str) -> str:
    """The scale that a part of a header is, as `SCALES` spells it; '' where it names none.

    Raises:
        ImportFailedError: It names a scale that is not known.
    """
    known = spelling(named).removesuffix("s").removesuffix("元").removesuffix("美")
    if known in SCALES:
        return known
    if _SOME_SCALE.search(named) and not UnitTable().knows(named):
        raise ImportFailedError(
            say(
                "'{column}' names a scale that is not known: write one of {scales} between the brackets.",
                column=header,
                scales=", ".join(scale for scale in SCALES if not scale.isascii()),
            )
        )
    return ""
