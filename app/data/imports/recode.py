"""From the codes and names of a file to members: countries, groups, places of China, products."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.data.imports.plan import Draft, Recode
from app.data.reference.countries import WORLD, Countries, Scheme, is_world
from app.data.reference.groups import EVERY_COUNTRY, Groups, looks_like_group
from app.data.reference.harmonised import ALL, Harmonised, hs_level, is_all_products, with_zeros
from app.data.reference.places_of_china import CHINA, PlacesOfChina, above, gbt_code, is_place_of_china
from app.data.reference.tables import reference_rows, spelling
from app.data.reference.units import UnitTable, cleaned

REPORTERS = "REPORTERS"
_CODE_LENGTH = 60
_DOTTED = re.compile(r"\d{4}(\.\d{2}){1,3}")
"""Codes of the Harmonized System as printed tariffs write them."""


@dataclass
class Reference:
    """The shipped tables, read when first asked for."""

    countries: Countries = field(default_factory=Countries)
    groups: Groups = field(default_factory=Groups)
    harmonised: Harmonised = field(default_factory=Harmonised)
    units: UnitTable = field(default_factory=UnitTable)
    places: PlacesOfChina = field(default_factory=PlacesOfChina)

    @cached_property
    def regimes(self) -> dict[str, Draft]:
        """Trade modes of China Customs by their codes and Chinese names."""
        found: dict[str, Draft] = {}
        for row in reference_rows("trade_modes"):
            draft = Draft(row["regime"], row["name_en"], row["name_zh"], "regime", ("all",))
            found.setdefault(row["code"], draft)
            found.setdefault(row["name_zh"], draft)
        return found


def market_recode(reference: Reference, scheme: Scheme = "any") -> Recode:
    """Partners: countries as ISO alpha-3, known groups, the world."""

    def recode(code: str, name: str) -> Draft:
        text = code or name
        if is_world(text) or (not code and is_world(name)):
            return Draft(WORLD, "World", "世界", "world")
        return _country_or_group(reference, scheme, code, mended(name), (WORLD,))

    return recode


def region_recode(reference: Reference, scheme: Scheme = "any") -> Recode:
    """Reporters: China and its places under GB/T codes, other countries as ISO alpha-3."""

    def recode(code: str, name: str) -> Draft:
        if is_world(code or name):
            return Draft(REPORTERS, "All reporters", "全部报告方", "all")
        draft = _country_or_group(reference, scheme, code, mended(name), (REPORTERS,))
        if draft.code == "CHN":
            return china(above_it=(REPORTERS,))
        return draft

    return recode


def china(above_it: tuple[str, ...] = ()) -> Draft:
    """China as a region."""
    return Draft(CHINA, "China", "中国", "country", above_it, iso="CN")


def _country_or_group(
    reference: Reference, scheme: Scheme, code: str, name: str, root: tuple[str, ...]
) -> Draft:
    group = reference.groups.find(code) or (reference.groups.find(name) if not code else None)
    if group and not (scheme == "customs" and code.isdigit()):
        return Draft(group.code, group.name_en, group.name_zh, "group", root, overlapping=group.overlapping)
    country = (reference.countries.find(code, scheme) if code else None) or (
        reference.countries.find(name) if name and not code.isdigit() else None
    )
    if country:
        return Draft(country.code, country.name_en, country.name_zh, "country", root, country.iso2)
    known, own = cleaned(name) or cleaned(code), _own_code(code or name)
    if looks_like_group(code, name or code):
        return Draft(own, known, known, "group", root, overlapping=True)
    return Draft(own, known, known, "country", root)


def groups_above(reference: Reference, codes: set[str]) -> dict[str, tuple[str, ...]]:
    """For every country of a file, the groups of the same file that it belongs to."""
    present = [reference.groups.by_code[code] for code in codes if code in reference.groups.by_code]
    found: dict[str, tuple[str, ...]] = {}
    for code in codes - set(reference.groups.by_code) - {WORLD, REPORTERS}:
        country = "CHN" if code == CHINA else code
        found[code] = tuple(
            group.code for group in present if country in group.members or EVERY_COUNTRY in group.members
        )
    return found


def place_recode(reference: Reference) -> Recode:
    """Places of China: GB/T 2260 codes and the district codes of customs."""

    def recode(code: str, name: str) -> Draft:
        full = gbt_code(code)
        if not code and (found := reference.places.named(name)):
            full = found.code
        if full == CHINA or is_all_of_china(name or code):
            return china()
        if not is_place_of_china(full):
            return Draft(_own_code(code or name), cleaned(name), cleaned(name), "place", (CHINA,))
        province = reference.places.by_code.get(full)
        if province:
            return Draft(full, province.name_en, province.name_zh, "province", (CHINA,))
        return Draft(full, cleaned(name) or full, cleaned(name), _place_level(full), above(full))

    return recode


def is_all_of_china(name: str) -> bool:
    """Whether the name of a place, or the word for a total in its column, means the whole country."""
    return name.strip() in ("全国", "中国", "China") or is_world(name)


def _place_level(code: str) -> str:
    if len(code) == 5:
        return "district"
    return "city" if code.endswith("00") else "county"


def product_recode(reference: Reference, digits: int = 0, chinese: bool = False) -> Recode:
    """Products of the Harmonized System, with the zeros that a spreadsheet took away.

    Args:
        reference: The shipped names.
        digits: The length that codes should have; 0 where the file does not say.
        chinese: Whether the file's own names are Chinese.
    """

    def recode(code: str, name: str) -> Draft:
        if is_all_products(code) or (not code and is_all_products(name)):
            return Draft(ALL, "All products", "全部商品", "all")
        full = with_zeros(_undotted(code), digits)
        own = "" if is_all_products(name) else cleaned(mended(name))
        if not reference.harmonised.is_hs(full) and not reference.harmonised.name_of(full):
            return Draft(_own_code(code or name), own or code, own if chinese else "", "product", (ALL,))
        draft = hs_draft(reference, full)
        if not own or own == code:
            return draft
        if not chinese:
            return replace(draft, name_en=own)
        return replace(draft, name_en=draft.name_en if draft.name_zh else own, name_zh=own)

    return recode


def _undotted(code: str) -> str:
    """A code as customs files have it: 8542.31 and '8542 (kept as text by a spreadsheet) are digits alone."""
    plain = code.removeprefix("'")
    return plain.replace(".", "") if _DOTTED.fullmatch(plain) else plain


def prefixed_draft(prefix: str, code: str, name: str) -> Draft:
    """A product of a classification in which a code begins with those of what contains it."""
    above = tuple(f"{prefix}-{code[:length]}" for length in range(len(code) - 1, 0, -1))
    return Draft(f"{prefix}-{code}", cleaned(name) or code, "", f"{len(code)} digits", (*above, ALL))


def hs_draft(reference: Reference, code: str) -> Draft:
    """A section, chapter, heading or finer code under the name that ships, if any."""
    shipped = reference.harmonised.name_of(code)
    name_en, name_zh = (shipped.name_en, shipped.name_zh) if shipped else (code, "")
    if shipped and code.startswith("S"):
        return Draft(code, name_en, name_zh, "section", (ALL,))
    return Draft(code, name_en, name_zh, hs_level(code), (*reference.harmonised.ancestors(code), ALL))


def regime_recode(reference: Reference) -> Recode:
    """Trade modes of China Customs and customs procedures of Comtrade."""

    def recode(code: str, name: str) -> Draft:
        if spelling(code or name) in ("", "c00", "all", "total", "合计", "总值", "total cpc", "_t", "0"):
            return Draft("all", "All trade modes", "全部贸易方式")
        known = reference.regimes.get(code) or reference.regimes.get(name)
        own = cleaned(name) or cleaned(code)
        return known or Draft(_own_code(code or name), own, own, "regime", ("all",))

    return recode


def constant(draft: Draft) -> Recode:
    """The same member whatever the file says."""
    return lambda _code, _name: draft


def mended(name: str) -> str:
    """A name that was encoded as UTF-8 twice, read right: 'CÃ´te' is Côte."""
    if not any(sign in name for sign in "ÃÂÅÄâ"):
        return name
    for encoding in ("cp1252", "latin-1"):
        try:
            return name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return name


def _own_code(text: str) -> str:
    """The text itself as a code where no table knows it."""
    return cleaned(text, _CODE_LENGTH) or "X-UNKNOWN"
