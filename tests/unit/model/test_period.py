"""Periods: what is one, how it is written, and which of them a filter asks for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.period import Frequency, Period, PeriodError, PeriodRange

MONTHS = st.integers(min_value=1900 * 12, max_value=2100 * 12)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(MONTHS)
    return Period(first, first + draw(st.integers(min_value=0, max_value=30)))


@pytest.mark.parametrize(
    ("text", "frequency", "months", "year"),
    [
        ("2025", "A", 12, 2025),
        ("2025-03", "M", 1, 2025),
        ("2025-Q4", "Q", 3, 2025),
        ("2025-01/2025-11", "S", 11, 2025),
        ("2025-01/2025-06", "S", 6, 2025),
        ("2024-11/2025-02", "S", 4, 2025),
        (" 2025 ", "A", 12, 2025),
    ],
)
def test_every_form_is_read(text: str, frequency: Frequency, months: int, year: int) -> None:
    period = Period.parse(text)
    assert (period.frequency, period.months, period.year) == (frequency, months, year)
    assert str(period) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025-13", "2025-00", "2025-Q5", "2025-1", "2025/2026", "2025-11/2025-01", "2025-01/", "x"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.parse(text)


def test_the_message_shows_every_form() -> None:
    with pytest.raises(PeriodError, match="'soon' is not a period such as 2025, 2025-03, 2025-Q1 or"):
        Period.parse("soon")


def test_a_span_over_whole_calendar_units_is_that_unit() -> None:
    assert Period.parse("2025-01/2025-12") == Period.parse("2025")
    assert Period.parse("2025-04/2025-06") == Period.parse("2025-Q2")
    assert Period.parse("2025-02/2025-04").frequency == "S"
    assert Period.parse("2024-07/2025-06").frequency == "S"


@given(periods())
def test_what_is_written_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods())
def test_the_year_before_is_alike(period: Period) -> None:
    before = period.year_before()
    assert before.months == period.months
    assert before.frequency == period.frequency
    assert before.last_month == period.last_month - 12


@given(st.lists(periods(), min_size=1, max_size=9))
def test_order_is_by_end_and_the_longer_last(found: list[Period]) -> None:
    ordered = sorted(found, key=Period.sort_key)
    for first, second in pairwise(ordered):
        assert first.last_month <= second.last_month
        if first.last_month == second.last_month:
            assert first.months <= second.months


@given(periods(), periods())
def test_a_period_contains_another_only_with_all_its_months(whole: Period, part: Period) -> None:
    months = set(range(part.first_month, part.last_month + 1))
    inside = set(range(whole.first_month, whole.last_month + 1))
    assert whole.contains(part) == (months <= inside)


def test_one_period_asks_for_itself_alone() -> None:
    asked = PeriodRange.parse("2025")
    assert asked.single
    assert asked.matches_text("2025")
    assert not asked.matches_text("2025-03")
    assert not asked.matches_text("2025-01/2025-11")
    assert not asked.matches_text("")


def test_a_range_asks_for_all_that_lies_inside() -> None:
    asked = PeriodRange.parse("2016/2024")
    assert not asked.single
    assert [year for year in range(2010, 2030) if asked.matches_text(str(year))] == list(range(2016, 2025))
    assert asked.matches_text("2016-01")
    assert not asked.matches_text("2015-12")
    assert not asked.matches_text("2024-12/2025-01")
    assert str(asked) == "2016/2024"


def test_a_span_of_months_asks_for_itself_and_its_parts() -> None:
    asked = PeriodRange.parse("2025-01/2025-11")
    assert asked.matches_text("2025-01/2025-11")
    assert asked.matches_text("2025-Q3")
    assert asked.matches_text("2025-11")
    assert not asked.matches_text("2025")


@pytest.mark.parametrize("text", ["2024/2016", "2025/2025-03", "2016/", "/2024", "2016/2020/2024"])
def test_a_range_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        PeriodRange.parse(text)
