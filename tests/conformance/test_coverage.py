"""No kind speaks of all members where few have figures, nor is one offered that says next to nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.charts.coverage import covers
from app.charts.kind import Kind, discover
from app.charts.shape import Shape
from app.model.words import Words
from tests.unit.charts import scenarios

KINDS = discover()
ENGLISH = Words("en")
FULL = Shape(
    "region", "province", 31, 31, 120, frozenset({"total", "export", "import", "balance"}), "M", True,
    across=12, increments=31, comparable=10, listed=31, shared=120, full=120, pairs=300,
)  # fmt: skip
OF_ALL = re.compile(r"\b(first|second|third|last|largest|smallest|fastest|slowest|most|leads?)\b")
"""Words that compare a member with every other."""
COMPARING = {
    "share", "composition", "contribution", "growth-size", "rank-history", "concentration",
    "small-multiples", "flow", "matrix",
}  # fmt: skip
HISTORIES = {"trend", "composition", "rank-history", "slope", "seasonality", "small-multiples"}

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def test_half_of_the_members_speak_for_all() -> None:
    assert covers(16, 31)
    assert covers(5, 10)
    assert not covers(15, 31)


@every_kind
def test_a_full_shape_fits_every_kind(kind: Kind) -> None:
    assert kind.reason(FULL, ENGLISH) == ""


@every_kind
def test_no_title_compares_few_members_with_all(kind: Kind) -> None:
    data = scenarios.make("few", kind)
    for focus in ("", "350000"):
        for indicator in ("value", "growth"):
            selection = replace(data.selection, focus=focus, indicator=indicator)
            title = kind.build(replace(data, selection=selection), ENGLISH).title
            assert not OF_ALL.search(title), title


@every_kind
def test_a_kind_is_worth_less_where_few_members_have_figures(kind: Kind) -> None:
    thin = replace(FULL, listed=200)
    assert kind.fitness(thin) < kind.fitness(FULL)


@every_kind
def test_one_member_with_a_figure_is_nothing_to_compare(kind: Kind) -> None:
    lone = replace(FULL, members=1, members_with_growth=1, increments=1, shared=0, full=0, across=1, pairs=1)
    reason = kind.reason(lone, ENGLISH)
    assert bool(reason) == (kind.id in COMPARING)
    assert not reason or "choose" in reason


@every_kind
def test_one_period_is_no_history(kind: Kind) -> None:
    now = replace(FULL, periods=1, shared=1, full=1, comparable=1, frequency="A")
    reason = kind.reason(now, ENGLISH)
    assert bool(reason) == (kind.id in HISTORIES)
    assert not reason or "choose" in reason


@every_kind
def test_a_handful_of_pairs_is_no_crossing(kind: Kind) -> None:
    few = replace(FULL, kind="region", across=2, pairs=4)
    assert bool(kind.reason(few, ENGLISH)) == kind.needs.across


@every_kind
def test_a_kind_of_parts_needs_their_whole(kind: Kind) -> None:
    assert bool(kind.reason(replace(FULL, whole=False), ENGLISH)) == (
        kind.id in ("composition", "contribution")
    )


@every_kind
def test_a_history_of_gaps_spoils_what_sets_histories_beside_each_other(kind: Kind) -> None:
    gaps = replace(FULL, filled=0.2, across=0, pairs=0)
    spoilt = kind.id in ("composition", "small-multiples", "matrix")
    assert ("More than half of this history" in kind.reason(gaps, ENGLISH)) == spoilt


def test_concentration_needs_most_of_the_members() -> None:
    reason = KINDS["concentration"].reason(replace(FULL, members=5, listed=11), ENGLISH)
    assert "Only 5 of 11 members have a figure" in reason


def test_members_without_a_history_have_nothing_to_set_beside_each_other() -> None:
    reason = KINDS["small-multiples"].reason(replace(FULL, shared=1), ENGLISH)
    assert "Too few members have a history" in reason
