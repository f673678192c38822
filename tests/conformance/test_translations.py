"""Every text of the interface is in the Chinese catalogue, and the catalogue is what the program loads."""

from __future__ import annotations

import gettext
import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from tests.translations import CATALOGUE, read, texts_in_code

CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read()


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def without_placeholders(message: str) -> str:
    return "".join(text for text, _, _, _ in Formatter().parse(message))


def translations(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id and message.string}


def test_every_text_is_translated(catalogue: Catalog) -> None:
    known = translations(catalogue)
    missing = [
        f"{text.file}:{text.line} {text.message}" for text in texts_in_code() if not known.get(text.message)
    ]
    assert not missing, "\n".join(missing)


def test_nothing_is_translated_that_is_not_there(catalogue: Catalog) -> None:
    written = {text.message for text in texts_in_code()}
    assert sorted(set(translations(catalogue)) - written) == []


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    wrong = {
        message: translation
        for message, translation in translations(catalogue).items()
        if placeholders(message) != placeholders(translation)
    }
    assert wrong == {}


def test_sentences_are_in_chinese(catalogue: Catalog) -> None:
    english = [
        message
        for message, translation in translations(catalogue).items()
        if len(WORDS.findall(without_placeholders(message))) >= 2 and not CHINESE.search(translation)
    ]
    assert english == []


def test_nothing_is_guessed(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_the_program_loads_what_is_written(catalogue: Catalog) -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        loaded = gettext.GNUTranslations(file)
    stale = {
        message: loaded.gettext(message)
        for message, translation in translations(catalogue).items()
        if loaded.gettext(message) != translation
    }
    assert stale == {}, "run python3 -m tests.translations"
