"""The names of the Harmonized System that ship: whole, unique among siblings, short enough to read."""

from __future__ import annotations

from collections import Counter

import pytest

from app.data.reference.tables import reference_rows, reference_tables

DIGITS = {"hs_chapters": 2, "hs_headings": 4} | dict.fromkeys(reference_tables("hs_subheadings_*"), 6)
LONGEST_EN, LONGEST_ZH = 75, 32


def _codes(table: str) -> list[str]:
    return [row["code"] for row in reference_rows(table)]


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


@pytest.mark.parametrize("table", DIGITS)
def test_codes_stand_in_order_once_and_under_a_parent(table: str) -> None:
    codes = _codes(table)
    assert codes == sorted(set(codes))
    assert all(code.isdigit() and len(code) == DIGITS[table] for code in codes)
    if DIGITS[table] > 2:
        (parents,) = (name for name, digits in DIGITS.items() if digits == DIGITS[table] - 2)
        assert {code[:-2] for code in codes} <= set(_codes(parents))


@pytest.mark.parametrize("table", DIGITS)
def test_names_are_plain_short_and_tell_siblings_apart(table: str) -> None:
    rows = list(reference_rows(table))
    assert [row for row in rows if list(row) != ["code", "name_en", "name_zh"] or None in row.values()] == []
    for row in rows:
        english, chinese = row["name_en"], row["name_zh"]
        assert (english, chinese) == (_tidy(english), _tidy(chinese)), row
        assert 0 < len(english) <= LONGEST_EN, row
        assert 0 < len(chinese) <= LONGEST_ZH, row
        assert (_has_chinese(english), _has_chinese(chinese)) == (False, True), row
    for language in ("name_en", "name_zh"):
        times = Counter((row["code"][:-2], row[language].casefold()) for row in rows if DIGITS[table] > 2)
        assert [name for name, count in times.items() if count > 1] == []


def test_no_code_stands_in_two_tables() -> None:
    times = Counter(code for table in DIGITS for code in _codes(table))
    assert [code for code, count in times.items() if count > 1] == []
