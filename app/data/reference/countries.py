"""Countries under the codes of several statistics offices.

UN Comtrade's numbers are not ISO 3166 numerics (842 is the United States, 251 France), and China
Customs has three digits of its own. Everything becomes an ISO 3166-1 alpha-3 code; what ISO does not
know gets a code that begins with ``X-``.
"""

from __future__ import annotations

from collections.abc import Mapping
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
        "全部国家",
        "world total",
        "_t",
        "w",
        "wld_total",
        "000",
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
_OTHER_NAMES: Mapping[str, str] = {
    "usa": "USA",
    "united states of america": "USA",
    "us": "USA",
    "korea, rep.": "KOR",
    "rep. of korea": "KOR",
    "korea, republic of": "KOR",
    "republic of korea": "KOR",
    "korea": "KOR",
    "korea, south": "KOR",
    "dem. people's rep. of korea": "PRK",
    "vietnam": "VNM",
    "other asia, nes": "TWN",
    "taiwan, china": "TWN",
    "中国台湾": "TWN",
    "台湾省": "TWN",
    "台澎金马关税区": "TWN",
    "chinese taipei": "TWN",
    "china, hong kong sar": "HKG",
    "hong kong": "HKG",
    "香港": "HKG",
    "中国香港": "HKG",
    "china, macao sar": "MAC",
    "macao": "MAC",
    "macau": "MAC",
    "澳门": "MAC",
    "中国澳门": "MAC",
    "russian federation": "RUS",
    "俄罗斯联邦": "RUS",
    "turkey": "TUR",
    "turkiye": "TUR",
    "iran, islamic rep.": "IRN",
    "iran, islamic republic of": "IRN",
    "lao pdr": "LAO",
    "lao people's dem. rep.": "LAO",
    "czech republic": "CZE",
    "slovak republic": "SVK",
    "unspecified": "X-UNKNOWN",
    "areas, nes": "X-UNKNOWN",
    "egypt, arab rep.": "EGY",
    "venezuela, rb": "VEN",
    "yemen, rep.": "YEM",
    "ivory coast": "CIV",
    "cote d'ivoire": "CIV",
    "congo, dem. rep.": "COD",
    "congo, rep.": "COG",
    "kyrgyz republic": "KGZ",
    "bahamas, the": "BHS",
    "gambia, the": "GMB",
    "micronesia, fed. sts.": "FSM",
    "st. lucia": "LCA",
    "st. kitts and nevis": "KNA",
    "st. vincent and the grenadines": "VCT",
    "burma": "MMR",
    "swaziland": "SWZ",
    "cape verde": "CPV",
    "macedonia, fyr": "MKD",
    "great britain": "GBR",
    "uk": "GBR",
    "阿拉伯联合酋长国": "ARE",
    "沙特": "SAU",
}


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
                self._names.setdefault(spelling(name), country.code)
        self._names.update({name: code for name, code in _OTHER_NAMES.items() if code in self.by_code})

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
        name = spelling(code)
        plain = name.partition(" (incl.")[0].partition(" (excl.")[0]
        return found or self.by_code.get(self._names.get(name) or self._names.get(plain, ""))


def is_world(text: str) -> bool:
    """Whether a partner code or name means all countries together."""
    return spelling(text) in _WORLD_SPELLINGS
