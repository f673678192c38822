"""How figures are written: scale, digits and qualifiers, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.numbers import amount, growth_text, qualifier_sign, quantity_text
from app.model.units import ONE, Scale, is_relative, scale_for, unit_name
from app.model.words import Language, Words

TRILLION = Scale(1e12, "tn")


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (5.55e12, "CNY", "5.550 tn", "5.550万亿"),
        (45.47e12, "CNY", "45.47 tn", "45.47万亿"),
        (869e9, "CNY", "869.0 bn", "8,690亿"),
        (8.479e9, "CNY", "8.479 bn", "84.79亿"),
        (12_938, "vehicles", "12,938", "1.294万"),
        (8.6e6, "vehicles", "8.600 m", "860.0万"),
        (-2.5e9, "USD", "−2.500 bn", "−25.00亿"),
        (0, "CNY", "0", "0"),
        (12.2, "percent", "12.20%", "12.20%"),
        (1.98, "percentage point", "1.980 pp", "1.980个百分点"),
        (50, "percent of increment", "50.00%", "50.00%"),
        (3, "rank", "3rd", "第3"),
        (11, "order", "11th", "第11"),
        (112, "rank", "112th", "第112"),
        (21, "rank", "21st", "第21"),
        (2, "rank", "2nd", "第2"),
    ],
)
def test_four_significant_digits_in_both_languages(
    value: float, unit: str, english: str, chinese: str
) -> None:
    assert quantity_text(value, unit, "en") == english
    assert quantity_text(value, unit, "zh") == chinese


@pytest.mark.parametrize(
    ("value", "rounding", "language", "written"),
    [
        (5.55e12, 1e10, "en", "5.55 tn"),
        (5.55e12, 1e10, "zh", "5.55万亿"),
        (1e12, 1e12, "en", "1 tn"),
        (4.1849e12, 1e8, "en", "4.185 tn"),
        (869e9, 1e9, "zh", "8,690亿"),
        (12.2, 0.1, "en", "12.20%"),
    ],
)
def test_never_more_digits_than_were_published(
    value: float, rounding: float, language: Language, written: str
) -> None:
    unit = "CNY" if value > 1e6 else "percent"
    wanted = "12.2%" if unit == "percent" else written
    assert quantity_text(value, unit, language, rounding=rounding) == wanted


def test_all_published_digits_where_they_are_asked_for() -> None:
    assert quantity_text(4.1849e12, "CNY", "en", digits=None, rounding=1e8) == "4.1849 tn"
    assert quantity_text(5.5e12, "CNY", "en", digits=None, rounding=1e10) == "5.50 tn"
    assert quantity_text(45_468_500_000_000, "CNY", "zh", digits=None, rounding=1e8) == "45.4685万亿"
    assert quantity_text(416_456_751_987, "USD", "en", digits=None, rounding=1) == "416.456752 bn"
    assert quantity_text(0.5, "percent", "en", digits=None) == "0.5%"
    assert quantity_text(1000, "pairs", "en", digits=None) == "1,000"


@pytest.mark.parametrize(
    ("qualifier", "sign"), [("=", ""), (">", "> "), ("<", "< "), ("~", "~"), ("<~", "<~"), ("?", "")]
)
def test_qualifiers_stand_before_the_number(qualifier: str, sign: str) -> None:
    assert qualifier_sign(qualifier) == sign
    assert quantity_text(1e12, "CNY", "en", qualifier=qualifier, rounding=1e10) == f"{sign}1.00 tn"
    assert growth_text(5.4, qualifier) == f"{sign}+5.4%"


@pytest.mark.parametrize(
    ("percent", "rounding", "written"),
    [
        (5.4, 0.1, "+5.4%"), (-11.5, 0.1, "−11.5%"), (0, 0.1, "±0.0%"), (370, 10, "+370%"), (21, 1, "+21%"),
        (5.4321, 0.001, "+5.43%"), (5.4321, None, "+5.4%"), (1234.5, None, "+1,234.5%"),
        (-0.04, None, "±0.0%"), (-0.04, 0.01, "−0.04%"),
    ],
)  # fmt: skip
def test_growth_has_a_sign(percent: float, rounding: float | None, written: str) -> None:
    assert growth_text(percent, rounding=rounding) == written


def test_a_number_that_rounds_up_to_the_next_scale_is_written_in_it() -> None:
    assert quantity_text(999.97e9, "CNY", "en") == "1.000 tn"
    assert quantity_text(999.94e9, "CNY", "en") == "999.9 bn"
    assert amount(9.99996, ONE) == "10.00"


def test_nothing_is_written_as_minus_zero() -> None:
    assert amount(-4e8, TRILLION, rounding=1e10) == "0.00"
    assert amount(-0.2, ONE, rounding=1.0) == "0"


@given(st.floats(min_value=1, max_value=1e15), st.sampled_from(["en", "zh"]))
def test_the_written_number_is_the_value_to_four_digits(value: float, language: Language) -> None:
    written = quantity_text(value, "CNY", language)
    number = float("".join(sign for sign in written if sign in "0123456789."))
    factor = {
        "tn": 1e12, "bn": 1e9, "m": 1e6, "万亿": 1e12, "亿": 1e8, "万": 1e4, "": 1.0,
    }["".join(sign for sign in written if sign.isalpha())]  # fmt: skip
    assert number * factor == pytest.approx(value, rel=5.001e-4)


@pytest.mark.parametrize(
    ("magnitude", "unit", "english", "chinese"),
    [
        (1e12, "CNY", "tn", "万亿"), (-1e12, "CNY", "tn", "万亿"), (1e9, "USD", "bn", "亿"),
        (1e8, "USD", "m", "亿"), (1e6, "tonnes", "m", "万"), (1e4, "tonnes", "", "万"), (1, "pairs", "", ""),
        (0, "CNY", "", ""), (1e12, "percent", "", ""),
    ],
)  # fmt: skip
def test_scales(magnitude: float, unit: str, english: str, chinese: str) -> None:
    assert scale_for(magnitude, unit, "en").suffix == english
    assert scale_for(magnitude, unit, "zh").suffix == chinese


def test_units_are_named_once_with_their_scale() -> None:
    english, chinese = Words("en"), Words("zh")
    assert unit_name("CNY", TRILLION, english) == "trillion yuan"
    assert unit_name("USD", Scale(1e9, "bn"), english) == "billion US dollars"
    assert unit_name("tonnes", Scale(1e6, "m"), english) == "million tonnes"
    assert unit_name("percent", ONE, english) == "percent"
    assert unit_name("percentage point", ONE, english) == "percentage points"
    assert unit_name("CNY", Scale(1e8, "亿"), chinese).startswith("亿")
    assert unit_name("", ONE, english) == ""
    assert unit_name("rank", ONE, english) == ""
    assert unit_name("smoots", ONE, english) == "smoots"


def test_percentages_and_points_are_relative_and_amounts_are_not() -> None:
    assert all(map(is_relative, ("percent", "percentage point", "percent of increment")))
    assert not any(map(is_relative, ("CNY", "USD", "vehicles", "rank")))
