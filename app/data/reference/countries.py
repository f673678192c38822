"""Countries under the codes of several statistics offices.

UN Comtrade's numbers are not ISO 3166 numerics (842 is the United States, 251 France), and China
Customs has three digits of its own. Everything becomes an ISO 3166-1 alpha-3 code; what ISO does not
know gets a code that begins with ``X-``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.data.reference.tables import reference_rows, spelling

Scheme = Literal["any", "comtrade", "customs"]

WORLD = "WORLD"
_WORLD_SPELLINGS = frozenset(
    {
        "0",
        "w00",
        "wld",
        "world",
        "w1",
        "wl",
        "total",
        "all",
        "all countries of the world",
        "all countries",
        "全球",
        "世界",
        "总计",
        "合计",
        "总值",
        "总额",
        "全部国家",
        "world total",
        "grand total",
        "sum total",
        "总合计",
        "总和",
        "全部",
        "_t",
        "w",
        "wld_total",
        "000",
        "g001",
    }
)
_OTHER_CODES: Mapping[str, str] = {
    "S19": "TWN",
    "GB": "GBR",
    "UK": "GBR",
    "EL": "GRC",
    "XU": "GBR",
    "XS": "SRB",
    "XK": "XKX",
    "ROM": "ROU",
    "ZAR": "COD",
    "SER": "SRB",
    "MNT": "MNE",
    "TMP": "TLS",
    "YUG": "SCG",
    "_X": "X-UNKNOWN",
    "NAN": "X-UNKNOWN",
    "UNS": "X-UNKNOWN",
    "XX": "X-UNKNOWN",
    "OAS": "TWN",
    "BUN": "X-BUNKERS",
    "SPE": "X-SPECIAL",
    "FRE": "X-FREE-ZONES",
    "KOS": "XKX",
}
_BEHIND = re.compile(r"(?P<short>[^,(]+?)(?:, ?| \()(?:the\b ?)?(?P<kind>[^,()]*)\)?")
"""A name with the rest of the official name behind it: 'Poland, Republic of', 'Congo (the)'."""
_ANY_STATE = re.compile(r"((republic|rep\.?|kingdom|state|principality|sultanate|union)( of)?( the)?)?")
"""What tells no state from another."""
_SHARED = frozenset({"korea", "congo", "china", "sudan", "guinea", "samoa", "virgin islands", "yemen"}) | {
    "germany", "viet nam", "vietnam", "ireland", "macedonia",
}  # fmt: skip
"""Short names that several states have or had: what stands behind them tells which."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area that trades, under its code."""

    code: str
    iso2: str
    name_en: str
    name_zh: str


@dataclass
class Countries:
    """Every country of the shipped table, found by code or name."""

    folder: Path | None = None
    by_code: dict[str, Country] = field(default_factory=dict)
    _comtrade: dict[str, str] = field(default_factory=dict)
    _customs: dict[str, str] = field(default_factory=dict)
    _iso2: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in reference_rows("countries", self.folder):
            country = Country(row["code"], row["iso2"], row["name_en"], row["name_zh"])
            self.by_code[country.code] = country
            for number in filter(None, row["comtrade"].split(";")):
                self._comtrade[number] = country.code
            if row["customs"]:
                self._customs[row["customs"]] = country.code
            if row["iso2"]:
                self._iso2[row["iso2"]] = country.code
            for name in (country.name_en, country.name_zh):
                self._names.setdefault(_plain(name), country.code)
        for row in reference_rows("country_names", self.folder):
            if row["code"] in self.by_code:
                self._names[_plain(row["name"])] = row["code"]

    def numbers(self, scheme: Scheme) -> tuple[str, ...]:
        """Every number that the scheme has."""
        return tuple(self._customs if scheme == "customs" else self._comtrade)

    def find(self, text: str, scheme: Scheme = "any") -> Country | None:
        """The country of a code or name, or None.

        Args:
            text: ISO alpha-2 or alpha-3, a number of the scheme, or a name in English or Chinese.
            scheme: Whose numbers these are; ``any`` takes Comtrade's, which hold ISO's where they agree.
        """
        code = text.strip()
        if code.isdigit():
            numbers = self._customs if scheme == "customs" else self._comtrade
            return self.by_code.get(numbers.get(code, "") or numbers.get(code.lstrip("0"), ""))
        upper = code.upper()
        found = (
            self.by_code.get(upper)
            or self.by_code.get(self._iso2.get(upper, ""))
            or self.by_code.get(_OTHER_CODES.get(upper, ""))
        )
        return found or self.by_code.get(self._named(_plain(code)))

    def _named(self, name: str) -> str:
        """The code of a country by its name, '' where none is called so."""
        plain = name.partition(" (incl")[0].partition(" (excl")[0]
        tried = (name, plain, *_official_forms(name))
        return next((self._names[text] for text in tried if text in self._names), "")


def _official_forms(name: str) -> Iterator[str]:
    """Other forms of a name that says behind it what state it is, the most exact first."""
    found = _BEHIND.fullmatch(name)
    if not found:
        return
    short, kind = found["short"], found["kind"].strip()
    if kind:
        yield f"{short}, {kind}"
        yield f"{kind} {short}"
    if not kind or (short not in _SHARED and _ANY_STATE.fullmatch(kind)):
        yield short


def _plain(name: str) -> str:
    """A name as it is compared: without capitals and accents."""
    letters = unicodedata.normalize("NFKD", spelling(name).replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_world(text: str) -> bool:
    """Whether a partner code or name means all countries together."""
    return spelling(text) in _WORLD_SPELLINGS
