"""Names in either language, pinyin and codes all lead to the same member; a wrong one to the nearest."""

from __future__ import annotations

import pytest

from app.model.dimension import Dimension, Member, by_code
from app.model.naming import NameIndex, UnknownNameError, folded, haystack


@pytest.fixture
def regions() -> Dimension:
    members = [
        Member("100000", "", "country", "China", "中国", "zhong guo", "CN"),
        Member("140000", "100000", "province", "Shanxi", "山西", "shan xi", "CN-SX"),
        Member("330000", "100000", "province", "Zhejiang", "浙江", "zhe jiang", "CN-ZJ"),
        Member("610000", "100000", "province", "Shaanxi", "陕西", "shan xi", "CN-SN"),
        Member("540000", "100000", "province", "Tibet", "西藏", "xi zang", "CN-XZ"),
        Member("GRP-GBA", "100000", "group", "Guangdong-Hong Kong-Macao Greater Bay Area", "粤港澳大湾区"),
    ]
    aliases = {"Chekiang": "330000", "Xizang": "540000", "China": "330000", "--": "330000"}
    return Dimension("region", "100000", by_code(members), aliases=aliases)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("330000", "330000"),
        ("Zhejiang", "330000"),
        ("ZHEJIANG", "330000"),
        ("  zhe jiang ", "330000"),
        ("浙江", "330000"),
        ("CN-ZJ", "330000"),
        ("cnzj", "330000"),
        ("Chekiang", "330000"),
        ("xizang", "540000"),
        ("guangdong hong kong macao greater bay area", "GRP-GBA"),
        ("Guangdong–Hong Kong, Macao (Greater Bay Area)".replace("–", "-"), "GRP-GBA"),
    ],
)
def test_every_spelling_leads_to_the_code(regions: Dimension, name: str, code: str) -> None:
    assert NameIndex(regions).resolve(name) == code


def test_the_pinyin_of_one_does_not_cover_the_name_of_another(regions: Dimension) -> None:
    index = NameIndex(regions)
    assert index.resolve("Shanxi") == "140000"
    assert index.resolve("Shaanxi") == "610000"
    assert index.resolve("陕西") == "610000"


def test_an_alias_does_not_cover_a_name(regions: Dimension) -> None:
    assert NameIndex(regions).resolve("China") == "100000"


@pytest.mark.parametrize("name", ["", "  ", "-", "Atlantis"])
def test_what_is_no_name_is_unknown(regions: Dimension, name: str) -> None:
    with pytest.raises(UnknownNameError):
        NameIndex(regions).resolve(name)


def test_a_slip_names_the_nearest(regions: Dimension) -> None:
    with pytest.raises(UnknownNameError) as caught:
        NameIndex(regions).resolve("Zhejian")
    assert caught.value.nearest[0] == "Zhejiang"
    assert str(caught.value).startswith("no region is called 'Zhejian'; nearest: Zhejiang")


def test_the_nearest_are_named_once_each_and_few(regions: Dimension) -> None:
    nearest = NameIndex(regions).nearest("shanxy")
    assert set(nearest) == {"Shanxi", "Shaanxi"}
    assert NameIndex(regions).nearest("qqqq") == ()


def test_folding_drops_case_blanks_and_punctuation() -> None:
    assert folded(" Côte d’Ivoire (West-Africa) ") == "côtedivoirewestafrica"
    assert folded("香港（特区）") == "香港特区"


def test_a_filter_searches_every_spelling(regions: Dimension) -> None:
    text = haystack(regions["330000"], ["Chekiang"])
    for part in ("zhejiang", "浙江", "zj", "330000", "cn-zj", "zhe jiang", "chekiang"):
        assert part in text.split("\n")
