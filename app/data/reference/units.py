"""Units as files spell them, each with the plain unit and the factor to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.data.reference.tables import reference_rows, spelling

NO_UNIT = frozenset(
    {
        "",
        "?",
        "-1",
        "n/a",
        "na",
        "n.a.",
        "no quantity",
        "n.q.",
        "nq",
        "none",
        "-",
        "无",
        "/",
        "_z",
        "..",
        "...",
    }
)
SCALES: Mapping[str, int] = {
    "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9,
    "hundred": 10**2, "thousand": 10**3, "ten thousand": 10**4, "hundred thousand": 10**5,
    "million": 10**6, "ten million": 10**7, "hundred million": 10**8, "billion": 10**9,
    "100 million": 10**8, "1000": 10**3, "10000": 10**4, "1000000": 10**6,
    "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "bln": 10**9,
}  # fmt: skip
"""How many of a unit these words mean; English ones stand in files as plurals too."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_BESIDE = re.compile(r"(?<=[^\s\d])(?=1000|(?:[mb]l?n|mio)\b)|(?<=1000)(?=[^\s\d])")
"""Where a scale stands without a blank beside its unit: US$1,000, $bn."""
_ZEROS = re.compile(r"(?<![\d.,])['’]?000s?\b")
_MONEY = r"(?:us\$|usd|eur|gbp|cny|rmb|[$€£¥])"
_SHORTHAND = re.compile(rf"(?P<first>[km]) ?(?P<behind>{_MONEY})|(?P<before>{_MONEY}) ?(?P<last>[km])")
"""Thousands and millions of money as one letter, which is a unit of its own elsewhere: kUSD, $m."""
_SHORT = 3
"""Letters of a scale up to which it is one only as a word of its own: 'mnt' is no million tonnes."""
_MONEY_CODE = re.compile("[A-Z]{3}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")


@dataclass(frozen=True, slots=True)
class PlainUnit:
    """A unit without a multiplier; one in the file is `multiplier` of it."""

    unit: str
    multiplier: int = 1


@cache
def _spellings(folder: Path | None) -> Mapping[str, PlainUnit]:
    """The units of a folder's table by their spellings; headers ask for them cell by cell."""
    return {
        spelling(row["spelling"]): PlainUnit(row["unit"], int(row["multiplier"]))
        for row in reference_rows("units", folder)
    }


def _with_scales() -> list[tuple[re.Pattern[str], int]]:
    """For each scale, the longest first, how it stands before or behind a unit."""
    found: list[tuple[re.Pattern[str], int]] = []
    for scale in sorted(SCALES, key=len, reverse=True):
        blank = "" if len(scale) > _SHORT or not scale.isascii() else " "
        beside = rf"{scale}s?{blank or ' ?'}(?P<rest>.+)|(?P<other>.+) {scale}s?"
        found.append((re.compile(beside), SCALES[scale]))
    return found


_WITH_SCALES = _with_scales()


@dataclass(frozen=True)
class UnitTable:
    """Every known spelling of a unit."""

    folder: Path | None = None

    def knows(self, text: str) -> bool:
        """Whether a text is a unit of the table."""
        return self._known(spelling(text)) is not None

    def is_money(self, text: str) -> bool:
        """Whether a text is a currency of the table, or a number of one."""
        found = self._known(spelling(text))
        return found is not None and _MONEY_CODE.fullmatch(found.unit) is not None

    def find(self, text: str) -> PlainUnit | None:
        """The plain unit, the text itself where it is not known, None where it says that there is none."""
        key = spelling(text)
        if key in NO_UNIT:
            return None
        return self._known(key) or PlainUnit(cleaned(text))

    def _known(self, key: str) -> PlainUnit | None:
        """A unit of the table, or a number of one in words: 千万美元, 'hundred million yuan'."""
        spellings = _spellings(self.folder)
        if found := spellings.get(key):
            return found
        key = " ".join(_ZEROS.sub(" 1000", key.removeprefix("in ")).split())
        key = _BESIDE.sub(" ", _THOUSANDS.sub("", key))
        if short := _SHORTHAND.fullmatch(key):
            scale = "thousand" if "k" in (short["first"], short["last"]) else "million"
            key = f"{scale} {short['behind'] or short['before']}"
        for pattern, factor in _WITH_SCALES:
            beside = pattern.fullmatch(key)
            one = beside and spellings.get(beside["rest"] or beside["other"])
            if one:
                return PlainUnit(one.unit, one.multiplier * factor)
        return None


def cleaned(text: str, longest: int = 300) -> str:
    """A name from a file without control characters, and not longer than a name can be."""
    return _CONTROL.sub(" ", text).strip()[:longest]
