"""Provinces, and what customs' district codes (注册地) stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.data.reference.tables import reference_rows

CHINA = "100000"


@dataclass(frozen=True, slots=True)
class Province:
    """A province under its GB/T 2260 code."""

    code: str
    name_en: str
    name_zh: str


@dataclass
class PlacesOfChina:
    """Provinces, found by code or name."""

    folder: Path | None = None
    by_code: dict[str, Province] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in reference_rows("provinces", self.folder):
            self.by_code[row["code"]] = Province(row["code"], row["name_en"], row["name_zh"])

    def province_of(self, code: str) -> Province | None:
        """The province of a GB/T 2260 code or a customs district code: both begin with its two digits."""
        return self.by_code.get(f"{code[:2]}0000") if code[:2].isdigit() else None

    def named(self, name: str) -> Province | None:
        """The province that a name begins with: 北京市, 新疆维吾尔自治区."""
        text = name.strip()
        for province in self.by_code.values():
            if text.casefold() == province.name_en.casefold() or text.startswith(province.name_zh):
                return province
        return None


def gbt_code(district: str) -> str:
    """A code of two to six digits as GB/T 2260 writes it; five digits are customs' own and stay.

    Two digits are a province, four a prefecture. The fifth digit of a customs district tells zones
    of one prefecture apart, which GB/T does not have.
    """
    if not district.isdigit() or len(district) in (1, 3, 5) or len(district) > 6:
        return district
    return district.ljust(6, "0")


def is_place_of_china(code: str) -> bool:
    """Whether a code can be one of China's regions."""
    return code.isdigit() and len(code) in (5, 6) and 10 < int(code[:2]) < 83


def above(code: str) -> tuple[str, ...]:
    """The regions that contain one, nearest first: 330782 -> 330700, 330000, 100000."""
    if code == CHINA:
        return ()
    parents = [code[:4].ljust(6, "0"), code[:2].ljust(6, "0"), CHINA]
    return tuple(dict.fromkeys(parent for parent in parents if parent != code))
