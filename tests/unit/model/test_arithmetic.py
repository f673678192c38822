"""Arithmetic carries what rounding and bounds leave open."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.arithmetic import (
    cagr,
    certain_rank,
    contribution,
    difference,
    gap_between,
    growth_between,
    herfindahl,
    increment,
    lorenz,
    median,
    previous,
    range_holds,
    range_over,
    ranges_meet,
    ranks,
    ratio_range,
    rounding_of,
    share,
    sum_of_ranges,
    surely_above,
    total,
    weighted_growth_range,
)
from app.model.figure import Figure

TRILLION = 1e12
AMOUNTS = st.floats(1, 1e6)
RANGES = st.tuples(AMOUNTS, AMOUNTS).map(lambda pair: (min(pair), max(pair)))


def yuan(value: float, rounding: float = 0.01, qualifier: str = "=") -> Figure:
    return Figure(value * TRILLION, "CNY", qualifier, rounding=rounding * TRILLION, source="a")


def percent(value: float, rounding: float = 0.1, qualifier: str = "=") -> Figure:
    return Figure(value, "percent", qualifier, rounding=rounding, source="b")


def derived(figure: Figure | None) -> Figure:
    assert figure is not None
    assert figure.status == "derived"
    assert figure.value is not None
    return figure


def test_the_year_before_has_as_many_digits_as_are_known() -> None:
    before = derived(previous(yuan(5.55), percent(5.4)))
    assert before.value == pytest.approx(5.2657 * TRILLION, rel=1e-4)
    assert before.rounding == 0.01 * TRILLION
    assert before.source == "a;b"
    assert len(before.inputs) == 2


def test_a_share_of_two_rounded_amounts() -> None:
    part = derived(share(yuan(5.55), yuan(45.47)))
    assert (round(part.value or 0, 1), part.rounding, part.unit) == (12.2, 0.01, "percent")
    assert share(yuan(5.55), yuan(0)) is None
    assert share(yuan(-1), yuan(5)) is None


def test_bounds_stay_bounds() -> None:
    part = derived(share(yuan(1, qualifier=">"), yuan(4, rounding=0)))
    assert (part.qualifier, part.value) == (">", 25)
    rest = derived(difference(yuan(4, rounding=0), yuan(1, rounding=0, qualifier=">")))
    assert (rest.qualifier, rest.value) == ("<", 3 * TRILLION)


def test_about_stays_about() -> None:
    assert derived(difference(yuan(4, qualifier="~"), yuan(1))).qualifier == "~"


def test_a_gap_gives_nothing() -> None:
    gap = Figure(None, "CNY")
    assert share(gap, yuan(5)) is None
    assert total([gap, yuan(5)]) is None
    assert total([]) is None
    assert growth_between(yuan(5), yuan(0)) is None


def test_contribution_of_the_seven_provinces() -> None:
    points = derived(contribution(yuan(34.11), percent(2.7), yuan(45.47), percent(3.8)))
    assert points.value == pytest.approx(2.05, abs=0.01)
    assert points.unit == "percentage point"
    gain = derived(increment(yuan(34.11), percent(2.7)))
    assert gain.value == pytest.approx(0.897 * TRILLION, rel=1e-3)


def test_a_sum_is_rounder_than_its_parts() -> None:
    summed = derived(total([yuan(1)] * 31))
    assert summed.value == pytest.approx(31 * TRILLION)
    assert summed.rounding > 0.01 * TRILLION


def test_growth_between_and_over_years() -> None:
    assert derived(growth_between(yuan(1.1, 0), yuan(1, 0))).value == pytest.approx(10)
    assert derived(cagr(yuan(1, 0), yuan(1.21, 0), 2)).value == pytest.approx(10)
    assert cagr(yuan(1), yuan(2), 0) is None


def test_ranks_are_shared_and_gaps_have_none() -> None:
    assert ranks([3.0, None, 5.0, 3.0]) == [2, None, 1, 2]


def test_a_rank_within_rounding_is_not_certain() -> None:
    close = [yuan(1.00), yuan(1.004), yuan(3)]
    assert not surely_above(close[1], close[0])
    assert certain_rank(0, close) is None
    assert certain_rank(2, close) == 1


def test_concentration() -> None:
    assert herfindahl([50, 50]) == 5000
    assert lorenz([1, 3]) == ([0, 50, 100], [0, 75, 100])
    assert lorenz([]) == ([], [])
    assert math.isnan(median([]))


def test_rounding_is_the_nearest_power_of_ten() -> None:
    assert rounding_of(5.262, 5.271) == pytest.approx(0.01)
    assert rounding_of(1, 1) == 0
    assert rounding_of(1, math.inf) == 0


def test_a_range_that_touches_another_does_not_meet_it() -> None:
    assert not ranges_meet((16.45, 16.55), (16.35, 16.45))
    assert ranges_meet((16.45, 16.55), (16.35, 16.46))
    assert ranges_meet((3, 3), (3, 7))
    assert ranges_meet((33.3, math.inf), (35, 36))
    assert ranges_meet((0, math.inf), (5, math.inf))
    assert not ranges_meet((50, math.inf), (10, 20))
    to_the_dollar = (2263370504300.5, 2263370504301.5)
    assert ranges_meet(to_the_dollar, (2263370495000.0, 2263370505000.0))


@given(RANGES, RANGES)
def test_ranges_meet_or_lie_apart(first: tuple[float, float], second: tuple[float, float]) -> None:
    assert ranges_meet(first, second) == ranges_meet(second, first)
    if gap_between(first, second) > 1:
        assert not ranges_meet(first, second)
    if range_holds(first, second) and second[0] < second[1]:
        assert gap_between(first, second) <= 1e-6


@given(RANGES, RANGES, st.floats(0, 1), st.floats(0, 1))
def test_a_ratio_lies_in_its_range(
    part: tuple[float, float], whole: tuple[float, float], first: float, second: float
) -> None:
    inside = part[0] + first * (part[1] - part[0])
    around = whole[0] + second * (whole[1] - whole[0])
    low, high = ratio_range(part, whole)
    assert low * (1 - 1e-9) <= inside / around <= high * (1 + 1e-9)


def test_a_ratio_with_open_ends() -> None:
    assert ratio_range((1, math.inf), (4, 5)) == (0.2, math.inf)
    assert ratio_range((1, 2), (0, 5)) == (0.2, math.inf)
    assert ratio_range((1, 2), (4, math.inf)) == (0, 0.5)


def test_corners_of_a_formula() -> None:
    assert range_over(lambda a, b: a - b, ((1, 2), (0, 1))) == (0, 2)
    assert range_over(lambda a: math.nan * a, ((1, 2),)) is None
    assert sum_of_ranges([(1, 2), (3, math.inf)]) == (4, math.inf)


@given(
    st.lists(st.tuples(st.floats(1, 1e4), st.floats(-50, 100)), min_size=1, max_size=6),
    st.lists(st.floats(-1, 1), min_size=12, max_size=12),
)
def test_growth_of_a_sum_lies_in_its_range(parts: list[tuple[float, float]], shifts: list[float]) -> None:
    half_level, half_growth = 0.5, 0.05
    ranges = [
        ((level - half_level, level + half_level), (growth - half_growth, growth + half_growth))
        for level, growth in parts
    ]
    found = weighted_growth_range(ranges)
    assert found is not None
    levels = [level + half_level * shift for (level, _), shift in zip(parts, shifts[:6], strict=False)]
    growths = [growth + half_growth * shift for (_, growth), shift in zip(parts, shifts[6:], strict=False)]
    before = sum(level / (1 + growth / 100) for level, growth in zip(levels, growths, strict=True))
    actual = (sum(levels) / before - 1) * 100
    assert found[0] - 0.02 <= actual <= found[1] + 0.02


def test_growth_of_nothing_is_not_known() -> None:
    assert weighted_growth_range([]) is None
    assert weighted_growth_range([((0, 1), (1, 2))]) is None


def test_a_share_of_an_upper_bound_is_a_lower_bound() -> None:
    part, whole = Figure(185e9, "CNY", rounding=1e8), Figure(1.3e12, "CNY", "<~")
    found = share(part, whole)
    assert found is not None
    assert (found.qualifier, round(found.value or 0.0, 1)) == (">", 14.2)
