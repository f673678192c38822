"""Groups of regions without a figure of their own have the sum of their members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from app.data.group_sums import SUM_OF_MEMBERS
from tests.unit.data import small_set
from tests.unit.data.small_set import observation, small_library

ALWAYS = (("GRP-TWO", "330000", "", "", "overlapping"), ("GRP-TWO", "440000", "", "", "overlapping"))
ZHEJIANG = observation(region="330000", value="5550", rounding="10", source="paper", vintage="2026-02")
GUANGDONG = observation(region="440000", value="9490", rounding="1")


@pytest.fixture
def of_the_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sums:
    return Sums(tmp_path, monkeypatch)


class Sums:
    """What the group has in a small set."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._monkeypatch = folder, monkeypatch

    def of(
        self, *rows: Mapping[str, str], memberships: Sequence[Sequence[str]] = ALWAYS
    ) -> list[tuple[object, ...]]:
        head, _ = small_set.FILES["groups"]
        self._monkeypatch.setattr(small_set, "FILES", {**small_set.FILES, "groups": (head, memberships)})
        library = small_library(self._folder, yuan=rows)
        assert library.problems == ()
        return library.store.cursor().execute(
            """SELECT value, rounding, qualifier, status, note, source, vintage FROM cells
            WHERE region = 'GRP-TWO' AND indicator = 'value'"""
        ).fetchall()  # fmt: skip


def test_a_sum_is_derived_with_what_it_rests_on(of_the_two: Sums) -> None:
    found = of_the_two.of(ZHEJIANG, GUANGDONG)
    assert found == [(15040, 11, "=", "derived", SUM_OF_MEMBERS, "customs;paper", "2026-02")]


def test_a_source_of_several_members_stands_once(of_the_two: Sums) -> None:
    found = of_the_two.of(ZHEJIANG | {"source": "customs;paper"}, GUANGDONG | {"source": "paper"})
    assert [source for *_, source, _ in found] == ["customs;paper"]


def test_a_sum_with_an_approximate_part_is_approximate(of_the_two: Sums) -> None:
    ((_, _, qualifier, *_),) = of_the_two.of(ZHEJIANG | {"qualifier": "~"}, GUANGDONG)
    assert qualifier == "~"


def test_a_figure_of_its_own_stands(of_the_two: Sums) -> None:
    own = observation(region="GRP-TWO", value="15000", rounding="100")
    ((value, _, _, status, *_),) = of_the_two.of(own, ZHEJIANG, GUANGDONG)
    assert (value, status) == (15000, "reported")


@pytest.mark.parametrize(
    "other",
    [
        GUANGDONG | {"qualifier": ">"},
        GUANGDONG | {"flow": "export"},
        GUANGDONG | {"period": "2024"},
        GUANGDONG | {"product": "SHIPS"},
        GUANGDONG | {"regime": "ordinary"},
        GUANGDONG | {"market": "USA"},
    ],
)
def test_nothing_is_added_to_a_bound_or_to_something_else(of_the_two: Sums, other: Mapping[str, str]) -> None:
    assert of_the_two.of(ZHEJIANG, other) == []


def test_a_group_whose_members_changed_has_no_sum(of_the_two: Sums) -> None:
    changed = (ALWAYS[0], ("GRP-TWO", "440000", "2020-01-01", "", "overlapping"))
    assert of_the_two.of(ZHEJIANG, GUANGDONG, memberships=changed) == []
