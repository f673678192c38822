"""The options of the kinds: declared as data, usual where nobody chooses, off with a reason."""

from __future__ import annotations

import pytest

from app.charts.kind import Kind, discover
from app.charts.options import Option, OptionError, check_option
from app.charts.shape import Shape
from app.model.selection import Selection
from app.model.words import Words

KINDS = discover()
YEARLY = Shape("region", "province", 31, 29, 9, frozenset({"total", "export", "import"}), "A", summable=True)
OPTIONS = [(kind, option) for kind in KINDS.values() for option in kind.options]


@pytest.mark.parametrize(("kind", "option"), OPTIONS, ids=[f"{k.id}-{o.name}" for k, o in OPTIONS])
def test_the_usual_answer_is_one_of_the_answers(kind: Kind, option: Option) -> None:
    bare = Selection(chart=kind.id)
    for indicator in ("value", "growth"):
        usual = option.usual(Selection(chart=kind.id, indicator=indicator))
        assert option.has(usual) or (option.period and not usual)
    keys = [value.key for value in option.values]
    assert len(keys) == len(set(keys))
    for key in keys:
        assert option.value(option.chosen(bare, key)) == key
    assert (
        option.chosen(bare.with_option(option.name, keys[0] if keys else "2016"), option.usual(bare)) == bare
    )


def test_an_answer_of_another_kind_is_not_taken() -> None:
    mode = KINDS["composition"].options[0]
    assert mode.value(Selection(options=(("mode", "sum12"),))) == "share"


def test_a_base_is_a_period_and_an_error_says_so() -> None:
    options = KINDS["trend"].options
    base = next(option for option in options if option.name == "base")
    assert base.value(Selection(options=(("base", "banana"),))) == base.usual(Selection())
    check_option(options, "base", "2016-Q1")
    with pytest.raises(OptionError, match="'banana' is no value of base; there are: a period such as 2016"):
        check_option(options, "base", "banana")


def test_sums_of_months_are_off_for_years_and_say_why() -> None:
    mode = next(option for option in KINDS["trend"].options if option.name == "mode")
    reasons = {value.key: value.unfit(YEARLY, Selection(), Words("en")) for value in mode.values}
    assert "by month" in reasons["sum12"]
    assert "by month" in reasons["ytd"]
    assert reasons["index"] == reasons["growth"] == ""


def test_growth_has_no_logarithmic_axis() -> None:
    scale = next(option for option in KINDS["trend"].options if option.name == "scale")
    log = scale.values[1]
    assert log.unfit(YEARLY, Selection(indicator="growth"), Words("en"))
    assert not log.unfit(YEARLY, Selection(), Words("en"))


def test_more_members_than_there_are_cannot_be_asked_for() -> None:
    members = next(option for option in KINDS["slope"].options if option.name == "members")
    reasons = {value.key: value.unfit(YEARLY, Selection(), Words("en")) for value in members.values}
    assert [key for key, reason in reasons.items() if reason] == []
    few = Shape("region", "province", 9, 9, 9, frozenset({"total"}), "A", summable=True)
    reasons = {value.key: value.unfit(few, Selection(), Words("en")) for value in members.values}
    assert [key for key, reason in reasons.items() if reason] == ["20", "40"]
    assert "12" in reasons["20"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("colour", "red", "mode, members"), ("mode", "log", "share, value"), ("members", "11", "3, 5, 7")],
)
def test_what_is_not_offered_is_refused_with_what_is(name: str, value: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        check_option(KINDS["composition"].options, name, value)


def test_a_base_is_any_period() -> None:
    check_option(KINDS["trend"].options, "base", "2018")
