"""The search box understands names, initials, codes, years and flows, in both languages and any order."""

from __future__ import annotations

import pytest

from app.explorer.finder import Finder, Finding
from app.model.catalog import Catalog
from app.model.selection import Breakdown, Selection
from app.model.words import Words

START = Selection(dataflow="cn-customs-cny-a", period="2025", flow="total")


def find(catalog: Catalog, text: str, words: Words | None = None) -> tuple[Finding, ...]:
    return Finder(catalog).find(text, START, words or Words("en"))


@pytest.mark.parametrize(
    "text", ["浙江", "zhejiang", "Zhejiang", "ZHE JIANG", "zj", "330000", "CN-ZJ", " 浙江 "]
)
def test_every_spelling_of_a_place_comes_first(catalog: Catalog, text: str) -> None:
    first = find(catalog, text)[0]
    assert first.selection.region == "330000"
    assert first.label == "Zhejiang"
    assert first.detail == "region · 浙江 · 330000"


def test_names_are_those_of_the_language(catalog: Catalog) -> None:
    assert find(catalog, "zj", Words("zh"))[0].label == "浙江"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zhejiang to asean 2025", Selection(region="330000", market="ASEAN", period="2025")),
        ("2024 ASEAN Zhejiang", Selection(region="330000", market="ASEAN", period="2024")),
        ("浙江 东盟 2024", Selection(region="330000", market="ASEAN", period="2024")),
        ("浙江对东盟出口2024年", Selection(region="330000", market="ASEAN", period="2024", flow="export")),
        (
            "exports of ships to germany 2024",
            Selection(product="SHIPS", market="DEU", period="2024", flow="export"),
        ),
        ("imports from south korea", Selection(market="KOR", flow="import", period="2025")),
        ("exports bosnia and herzegovina", Selection(market="BIH", flow="export", period="2025")),
        ("china usa 2023-11", Selection(market="USA", period="2023-11")),
        ("gd, hong kong", Selection(region="440000", market="HKG", period="2025")),
        ("进口", Selection(flow="import", period="2025")),
        ("2023", Selection(period="2023")),
    ],
)
def test_several_words_set_several_parts(catalog: Catalog, text: str, expected: Selection) -> None:
    (found,) = find(catalog, text)
    assert (found.selection.region, found.selection.market, found.selection.product) == (
        expected.region, expected.market, expected.product,
    )  # fmt: skip
    assert (found.selection.period, found.selection.flow) == (expected.period, expected.flow)
    assert found.label


def test_the_parts_are_named_in_the_answer(catalog: Catalog) -> None:
    assert find(catalog, "zhejiang exports to asean 2024")[0].label == "Zhejiang · Exports · ASEAN · 2024"


@pytest.mark.parametrize("text", ["", "   ", "-", "atlantis", "zhejiang to atlantis", "…"])
def test_what_means_nothing_finds_nothing(catalog: Catalog, text: str) -> None:
    assert find(catalog, text) == ()


def test_exact_names_come_before_beginnings_and_parts(catalog: Catalog) -> None:
    labels = [found.label for found in find(catalog, "jiangsu")]
    assert labels[0] == "Jiangsu"
    assert "Jiangsu, Zhejiang and Shanghai" in labels[1:]


def test_no_more_answers_than_asked_for(catalog: Catalog) -> None:
    assert len(Finder(catalog).find("a", START, Words("en"), limit=5)) == 5


def test_a_finding_keeps_the_rest_of_the_view(catalog: Catalog) -> None:
    shown = Selection(
        chart="trend", period="2025", flow="export", breakdown=Breakdown("region", "province", "100000")
    )
    found = Finder(catalog).find("guangdong", shown, Words("en"))[0].selection
    assert (found.chart, found.flow, found.period, found.region) == ("trend", "export", "2025", "440000")
    assert found.breakdown == shown.breakdown
