"""Values and spark lines of the rows of a tree."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from app.data.library import Library
from app.data.slice import Slice
from app.data.tree_values import longest_history, tree_values, yearly_history
from tests.unit.data.small_set import observation, small_library

WHOLE = {"market": "WORLD", "product": "ALL", "regime": "all", "operator": "all"}
REGIONS = Slice("bundled", "region", WHOLE)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small_library(
        tmp_path,
        yuan=[
            observation(value="1000"),
            observation(value="1000", market="ASEAN"),
            observation(region="330000", value="440", rounding="1"),
            observation(region="330000", value="400", period="2024"),
            observation(region="330000", value="300", period="2022"),
            observation(region="440000", indicator="growth", value="3.1", rounding="0.1"),
            observation(region="440000", value="500", period="2024", qualifier=">"),
            observation(region="440000", value="450", period="2022"),
            observation(region="330200", flow="export", value="70"),
            observation(region="330200", flow="import", value="30"),
            observation(region="330200", flow="export", value="60", period="2024"),
            observation(region="330200", flow="import", value="20", period="2024"),
        ],
        dollars=[observation(region="330000", value="60", unit="USD")],
    )


def test_level_and_growth_of_every_member(library: Library) -> None:
    found = tree_values(library.store.cursor(), REGIONS, "yuan", "total", "2025")
    assert set(found) == {"100000", "330000", "440000", "330200"}
    level, growth = found["330000"]
    assert level is not None
    assert growth is not None
    assert (level.value, level.unit, level.status) == (440, "CNY", "reported")
    assert growth.value == pytest.approx(10)
    assert (growth.status, growth.formula) == ("derived", "growth = level / level of 2024 − 1")
    level, growth = found["440000"]
    assert level is None
    assert growth is not None
    assert (growth.value, growth.status) == (3.1, "reported")
    level, growth = found["330200"]
    assert level is not None
    assert growth is not None
    assert (level.value, level.status) == (100, "derived")
    assert growth.value == pytest.approx(25)
    assert found["100000"][1] is None


def test_no_growth_from_a_bound(tmp_path: Path) -> None:
    rows = [observation(value="10"), observation(value="9", period="2024", qualifier=">")]
    found = tree_values(small_library(tmp_path, yuan=rows).store.cursor(), REGIONS, "yuan", "total", "2025")
    assert found["100000"][1] is None


def test_a_history_has_every_year_and_no_bounds(library: Library) -> None:
    periods, history = yearly_history(library.store.cursor(), REGIONS, "yuan", "total")
    assert periods == ["2022", "2023", "2024", "2025"]
    zhejiang = history["330000"]
    assert (zhejiang[0], zhejiang[2], zhejiang[3]) == (300, 400, 440)
    assert math.isnan(zhejiang[1])
    assert history["440000"][0] == 450
    assert all(map(math.isnan, history["440000"][1:]))


def test_no_figures_no_history(library: Library) -> None:
    assert yearly_history(library.store.cursor(), REGIONS, "spans", "total") == ([], {})


def test_the_longest_history_is_on_one_basis(library: Library) -> None:
    cursor = library.store.cursor()
    among = ["yuan", "dollars"]
    assert longest_history(cursor, REGIONS, among, "total").dataflow == "yuan"
    assert longest_history(cursor, REGIONS, ["dollars"], "total").dataflow == ""
    markets = Slice("bundled", "market", {"region": "100000"})
    assert longest_history(cursor, markets, among, "total").dataflow == ""
