"""One name for one code: imported figures call a country what the bundled ones do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.data.reference.countries import Countries

ROOT = Path(__file__).parents[2]


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the project."""
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_a_country_has_the_same_names_in_both_tables() -> None:
    known = Countries().by_code
    bundled = {row["code"]: row for row in rows("data/markets.csv") if row["level"] == "country"}
    assert set(bundled) <= set(known)
    other = [
        code
        for code, row in bundled.items()
        if (row["name_en"], row["name_zh"]) != (known[code].name_en, known[code].name_zh)
    ]
    assert other == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hong Kong, China", "HKG"), ("Macao, China", "MAC"), ("Viet Nam", "VNM"), ("台湾", "TWN"),
        ("中非", "CAF"), ("多米尼加", "DOM"), ("阿联酋", "ARE"), ("Republic of Korea", "KOR"),
        ("US Virgin Isds", "VIR"),
    ],
)  # fmt: skip
def test_other_names_lead_to_the_same_country(name: str, code: str) -> None:
    country = Countries().find(name)
    assert country is not None
    assert country.code == code
