"""A selection is plain data: it survives JSON, and a bad form of it says what is wrong."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.dimension import DIMENSIONS, DimensionName
from app.model.selection import FLOWS, MEMBER_KINDS, PINNED_LIMIT, Breakdown, Selection, SelectionError

CODES = st.text(max_size=12)
PERIODS = st.sampled_from(["", "2025", "2025-03", "2025-Q2", "2025-01/2025-11"])
BREAKDOWNS = st.none() | st.builds(Breakdown, kind=st.sampled_from(MEMBER_KINDS), level=CODES, parent=CODES)
OPTIONS = st.dictionaries(CODES, CODES, max_size=4).map(lambda found: tuple(sorted(found.items())))
SELECTIONS = st.builds(
    Selection,
    dataflow=CODES, region=CODES, branch=CODES, market=CODES, product=CODES, regime=CODES, operator=CODES,
    flow=st.sampled_from(FLOWS), indicator=CODES, unit=CODES, period=PERIODS, since=PERIODS,
    breakdown=BREAKDOWNS, across=BREAKDOWNS, chart=CODES, options=OPTIONS, focus=CODES,
    pinned=st.lists(CODES, max_size=PINNED_LIMIT).map(tuple),
)  # fmt: skip


@given(SELECTIONS)
def test_json_reads_back_to_an_equal_selection(selection: Selection) -> None:
    text = selection.to_json()
    assert Selection.from_json(text) == selection
    assert "\n" not in text


def test_what_stands_at_its_default_is_not_written() -> None:
    assert Selection().to_json() == "{}"
    assert Selection(region="330000", breakdown=Breakdown()).to_plain() == {
        "region": "330000",
        "breakdown": {"kind": "region", "level": "province", "parent": "100000"},
    }


def test_names_stay_readable_in_json() -> None:
    assert "浙江" in Selection(focus="浙江").to_json()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "too many brackets"),
        ("[]", "a selection is a JSON object"),
        ("null", "a selection is a JSON object"),
        ('{"place": "330000"}', "no part called place"),
        ('{"region": 330000}', "'region' is a text"),
        ('{"region": null}', "'region' is a text"),
        ('{"period": "soon"}', "'period': 'soon' is not a period"),
        ('{"since": "2025-13"}', "'since': month 13"),
        ('{"flow": "smuggling"}', "'flow' is one of total, export"),
        ('{"breakdown": "region"}', "'breakdown' is a JSON object"),
        ('{"breakdown": {"kind": "planet"}}', "the kind of 'breakdown' is one of region"),
        ('{"breakdown": {"kind": ["region"]}}', "'kind' is a text"),
        ('{"across": {"size": "big"}}', "'across' has no part called size"),
        ('{"options": ["log"]}', "'options' is a JSON object"),
        ('{"options": {"top": 10}}', "'options' is a text, not 10"),
        ('{"pinned": "330000"}', "'pinned' is a list"),
        ('{"pinned": [330000]}', "'pinned' is a text"),
        ('{"pinned": ["1", "2", "3", "4", "5", "6", "7"]}', "at most 6"),
    ],
)
def test_a_bad_form_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(SelectionError) as caught:
        Selection.from_json(text)
    assert said in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_no_other_json_does_more_than_be_refused(plain: object) -> None:
    for name in json.loads(Selection(region="1", options=(("a", "b"),), pinned=("2",)).to_json()):
        with suppress(SelectionError):
            assert isinstance(Selection.from_plain({name: plain}), Selection)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_member_changes_its_dimension_alone(dimension: DimensionName) -> None:
    before = Selection(region="330000", market="ASEAN", product="SHIPS", period="2025")
    after = before.with_member(dimension, "new")
    assert after.of(dimension) == "new"
    assert after.with_member(dimension, before.of(dimension)) == before


def test_options_are_set_read_and_taken_away() -> None:
    chosen = Selection().with_option("scale", "log").with_option("base", "2016")
    assert chosen.options == (("base", "2016"), ("scale", "log"))
    assert chosen.option("scale") == "log"
    assert chosen.option("none", "otherwise") == "otherwise"
    assert chosen.with_option("scale", "").options == (("base", "2016"),)
    assert Selection().with_option("a", "1").with_option("b", "2") == Selection().with_option(
        "b", "2"
    ).with_option("a", "1")
