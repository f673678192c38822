"""Texts in two languages: placeholders filled, missing and wrong translations harmless."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.model.dimension import Member
from app.model.words import DOMAIN, Words

ZHEJIANG = Member("330000", "100000", "province", "Zhejiang", "浙江")
UNTRANSLATED = Member("X-1", "100000", "province", "Somewhere", "")


@pytest.fixture
def chinese(tmp_path: Path) -> Words:
    catalogue = Catalog(locale="zh")
    catalogue.add("Total", "合计")
    catalogue.add("{flow} to {market}", "对{market}的{flow}")
    catalogue.add("{place} first", "{ort}第一")
    catalogue.add("{place} second", "{0}第二")
    catalogue.add("{place} third", "{place第三")
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalogue)
    return Words("zh", tmp_path)


def test_english_is_the_source(tmp_path: Path) -> None:
    for words in (Words("en"), Words("en", tmp_path), Words("zh", tmp_path)):
        assert words.text("Total") == "Total"
        assert words.text("{flow} to {market}", flow="exports", market="ASEAN") == "exports to ASEAN"


def test_a_translation_moves_its_placeholders(chinese: Words) -> None:
    assert chinese.text("Total") == "合计"
    assert chinese.text("{flow} to {market}", flow="出口", market="东盟") == "对东盟的出口"
    assert chinese.text("not translated") == "not translated"


@pytest.mark.parametrize("message", ["{place} first", "{place} second", "{place} third"])
def test_a_wrong_translation_does_not_break_the_program(chinese: Words, message: str) -> None:
    assert chinese.text(message, place="浙江") == message.format(place="浙江")


def test_the_empty_text_is_empty(chinese: Words) -> None:
    assert chinese.text("") == ""


def test_braces_in_a_value_are_only_text(chinese: Words) -> None:
    assert chinese.text("{flow} to {market}", flow="{x}", market="{") == "对{的{x}"


def test_names_in_the_language_or_the_one_there_is() -> None:
    assert Words("en").name(ZHEJIANG) == "Zhejiang"
    assert Words("zh").name(ZHEJIANG) == "浙江"
    assert Words("en").other_name(ZHEJIANG) == "浙江"
    assert Words("zh").other_name(ZHEJIANG) == "Zhejiang"
    assert Words("zh").name(UNTRANSLATED) == "Somewhere"


def test_lists_are_joined_as_the_language_does() -> None:
    assert Words("en").listing(["a", "b"]) == "a, b"
    assert Words("en").listing(["a, b and c", "d"]) == "a, b and c; d"
    assert Words("zh").listing(["甲", "乙"]) == "甲、乙"
    assert Words("zh").listing([]) == ""
