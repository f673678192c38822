"""Titles say what the figures carry, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.captions import says_unit
from app.charts.kind import discover
from app.charts.observations import Observation
from app.charts.spec import Text
from app.charts.titles import ordinal, pace
from app.model.figure import Figure
from app.model.selection import Breakdown
from app.model.words import Words
from tests.unit.charts.frames import CHINA_2025, PROVINCES, chart_data, provinces_2025

KINDS = discover()
ENGLISH = Words("en")
EXACT = [row for row in provinces_2025() if row.get("qualifier") != ">" and "value" in row]


def title(kind: str, rows: list[dict[str, Any]], whole: list[dict[str, Any]], **selection: Any) -> str:
    return KINDS[kind].build(chart_data(rows, whole, **selection), ENGLISH).title


def test_the_place_of_the_focus_and_its_pace() -> None:
    assert title("ranking", EXACT, [CHINA_2025], focus="330000") == (
        "Zhejiang is third in trade among the 6 provinces and grew faster than China as a whole"
    )


def test_a_rank_says_among_how_many_it_is_known() -> None:
    rows = [*EXACT, {"member": "630000", "growth": 18.1}]
    assert "third in trade among the 6 provinces with a figure" in title(
        "ranking", rows, [CHINA_2025], focus="330000"
    )


def test_a_lower_bound_leaves_ranks_above_open() -> None:
    said = title("ranking", provinces_2025(), [CHINA_2025], focus="330000")
    assert "third" not in said
    assert said == "Guangdong, Jiangsu and Zhejiang make up 46% of China's trade"
    assert title("ranking", provinces_2025(), [], focus="330000") == "Trade: the 8 provinces"


def test_no_rank_within_rounding() -> None:
    rows = [
        {"member": "330000", "value": 5.55e12, "rounding": 1e10},
        {"member": "320000", "value": 5.551e12, "rounding": 1e9},
        {"member": "440000", "value": 9.49e12, "rounding": 1e10},
    ]
    assert "second" not in title("ranking", rows, [], focus="330000")


def test_a_decline_while_the_whole_grew() -> None:
    assert "fell by 11.5% while China as a whole grew" in title(
        "ranking", EXACT, [CHINA_2025], focus="110000"
    )


def test_growth_within_rounding_of_the_whole_is_not_compared() -> None:
    rows = [dict(row, growth=3.8) for row in EXACT]
    said = title("ranking", rows, [CHINA_2025], focus="330000")
    assert said == "Zhejiang is third in trade among the 6 provinces"


def test_three_make_up_a_share_only_where_they_may_be_added() -> None:
    assert (
        title("ranking", EXACT, [CHINA_2025])
        == "Guangdong, Jiangsu and Zhejiang make up 46% of China's trade"
    )
    data = replace(chart_data(EXACT, [CHINA_2025]), summable=False)
    assert "make up" not in KINDS["ranking"].build(data, ENGLISH).title


def test_three_times_as_fast() -> None:
    rows = [
        {"member": "ASEAN", "value": 869e9, "rounding": 1e9, "growth": 16.5},
        {"member": "EU", "value": 846e9, "rounding": 1e9, "growth": 8.7},
    ]
    whole = [{"member": "WORLD", "value": 5.55e12, "rounding": 1e10, "growth": 5.4}]
    data = chart_data(rows, whole, kind="market", indicator="growth", region="330000", focus="ASEAN")
    members = dict(data.members) | {
        "330000": data.members["WORLD"].__class__("330000", "", "", "Zhejiang", "浙江")
    }
    said = KINDS["ranking"].build(replace(data, members=members), ENGLISH).title
    assert said == (
        "Zhejiang's trade with ASEAN grew 16.5%, about three times as fast as Zhejiang's total trade"
    )


def test_half_of_the_growth() -> None:
    assert title("contribution", EXACT, [CHINA_2025]) == (
        "Guangdong, Jiangsu and Zhejiang made more than half of the growth of China's trade"
    )


def test_a_share_that_changed() -> None:
    rows = [
        {"member": code, "period": period, "value": value, "rounding": 1e9}
        for period, values in (("2016", (4e12, 6e12)), ("2025", (6e12, 6e12)))
        for code, value in zip(("330000", "440000"), values, strict=True)
    ]
    assert title("slope", rows, [], focus="330000") == (
        "Zhejiang's share of the trade of the 2 provinces rose from 40.0% in 2016 to 50.0% in 2025"
    )


def test_a_crossing_is_named() -> None:
    rows = [
        {"member": code, "period": period, "value": value, "rounding": 1e9}
        for period, values in (("2023", (4e12, 6e12)), ("2024", (5e12, 6e12)), ("2025", (7e12, 6e12)))
        for code, value in zip(("330000", "440000"), values, strict=True)
    ]
    assert title("rank-history", rows, []) == "Zhejiang passed Guangdong in 2025 and became first in trade"


@pytest.mark.parametrize(
    ("place", "word"),
    [(1, "first"), (3, "third"), (11, "11th"), (12, "12th"), (21, "21st"), (22, "22nd"), (30, "30th")],
)
def test_ordinals(place: int, word: str) -> None:
    assert ordinal(place, ENGLISH) == word


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        (5.4, 3.8, "faster"),
        (3.0, 3.8, "slower"),
        (-1.0, 3.8, "against"),
        (-1.0, -3.0, "fell"),
        (3.8, 3.8, ""),
    ],
)
def test_paces(own: float, other: float, said: str) -> None:
    assert pace(Figure(own, "percent", rounding=0.1), Figure(other, "percent", rounding=0.1)) == said


LEVELS = st.lists(st.integers(100, 999), min_size=3, max_size=8)
SHIFTS = st.lists(st.floats(-0.49, 0.49), min_size=8, max_size=8)


@given(levels=LEVELS, shifts=SHIFTS, own=st.integers(0, 7))
def test_a_claimed_rank_holds_for_every_value_that_the_rounding_allows(
    levels: list[int], shifts: list[float], own: int
) -> None:
    codes = ["440000", "320000", "330000", "310000", "110000", "350000", "340000", "630000"][: len(levels)]
    place = own % len(levels)
    rows = [
        {"member": code, "value": level * 1e10, "rounding": 1e10}
        for code, level in zip(codes, levels, strict=True)
    ]
    said = title("ranking", rows, [], focus=codes[place])
    true = [level + shift for level, shift in zip(levels, shifts, strict=False)]
    named, is_claim, claim = said.partition(" is ")
    if is_claim:
        names = [PROVINCES[code][0] for code in codes]
        rank = 1 + sum(value > true[names.index(named)] for value in true)
        assert claim.startswith(f"{ordinal(rank, ENGLISH)} in trade among ")


def test_observations_keep_the_keys_of_their_marks_apart() -> None:
    row = Observation("330000", "", "total", "2025", 0, Figure(1.0, "CNY"), Figure(2.0, "percent"))
    assert row.key != row.growth_key


def flows(period: str, exports: float, imports: float) -> list[dict[str, object]]:
    return [
        {"member": flow, "flow": flow, "period": period, "value": value, "rounding": 1e10}
        for flow, value in (("total", exports + imports), ("export", exports), ("import", imports))
    ]


def of_flows(kind: str, rows: list[dict[str, object]]) -> str:
    breakdown = Breakdown("flow", "flow", "330000")
    return title(kind, rows, [], region="330000", breakdown=breakdown)


def test_flows_are_compared_by_what_one_exceeds_the_other_by() -> None:
    claim = of_flows("ranking", flows("2025", 4.19e12, 1.36e12))
    assert claim == "Zhejiang's exports exceeded imports by 2.83 trillion yuan in 2025"
    claim = of_flows("ranking", flows("2025", 1.36e12, 4.19e12))
    assert claim == "Zhejiang's imports exceeded exports by 2.83 trillion yuan in 2025"


def test_a_gap_within_rounding_is_no_surplus() -> None:
    assert "exceeded" not in of_flows("ranking", flows("2025", 4.19e12, 4.19e12))


def test_a_history_of_flows_counts_its_surpluses() -> None:
    years = [flows(str(year), 3e12, 2e12 if year > 2021 else 4e12) for year in range(2020, 2026)]
    claim = of_flows("trend", [row for rows in years for row in rows])
    assert claim == "Zhejiang's exports exceeded imports in 4 of 6 years, 2020 to 2025"
    claim = of_flows("trend", [row for rows in years[2:] for row in rows])
    assert claim == "Zhejiang's exports exceeded imports in all 4 years, 2022 to 2025"
    claim = of_flows("trend", [row for at, rows in enumerate(years[2:]) if at != 1 for row in rows])
    assert claim == "Zhejiang's exports exceeded imports in all 3 years with figures, 2022 to 2025"


def test_a_history_of_rates_tells_its_last_rate_and_no_average() -> None:
    rates = {2021: 21.4, 2022: 7.7, 2023: -0.2}
    levels = {2015: 24.6e12, 2021: 38.7e12, 2022: 41.7e12, 2023: 41.6e12}
    whole = [
        {"member": "100000", "period": str(year), "value": value, "growth": rates.get(year)}
        for year, value in levels.items()
    ]
    assert title("trend", [], whole, indicator="growth") == "China's trade fell 0.2% in 2023"
    assert title("trend", [], whole) == "China's trade grew by 6.8% a year from 2015 to 2023"


def test_the_only_place_with_figures_is_named() -> None:
    rows: list[dict[str, Any]] = [
        {"member": "330000", "period": "2012", "flow": "balance", "value": -1.2e11},
        {"member": "320000", "period": "2012", "flow": "balance"},
    ]
    assert title("trend", rows, [], flow="balance") == "Trade balance: Zhejiang, 2012"


def test_balances_have_a_largest_surplus_and_a_largest_deficit_and_make_up_nothing() -> None:
    balances = {"330000": 2.8e12, "440000": 2.5e12, "320000": 1.9e12, "310000": -4e11, "110000": -1.9e12}
    rows = [{"member": code, "flow": "balance", "value": value} for code, value in balances.items()]
    rows.append({"member": "340000", "flow": "balance", "value": 1e11})
    china = [{"member": "100000", "flow": "balance", "value": 8e12}]
    assert title("ranking", rows, china, flow="balance") == (
        "Largest surplus among the 6 provinces: Zhejiang (2.80 trillion yuan); "
        "largest deficit: Beijing (1.90 trillion yuan)"
    )
    assert "make" not in title("share", rows, china, flow="balance")


@pytest.mark.parametrize(
    ("unit", "said"), [("trillion yuan", True), ("yuan", False), ("t", False), ("billion yuan", False)]
)
def test_a_subtitle_says_the_unit_that_it_was_made_with(unit: str, said: bool) -> None:
    made = KINDS["ranking"].build(chart_data(EXACT, [CHINA_2025]), ENGLISH).subtitle
    assert says_unit(made, unit, ENGLISH) is said


def test_a_treemap_of_some_members_says_of_how_many() -> None:
    rows = [*EXACT, {"member": "630000"}]
    assert title("share", rows, []) == "Trade: the 6 provinces with a figure, of 7 in all"
    assert title("share", EXACT, []) == "Trade: the 6 provinces"


FEW: list[dict[str, Any]] = [
    {"member": "340000", "value": 1.01e12, "rounding": 1e9, "growth": 8.0},
    {"member": "630000", "value": 4.8e10, "rounding": 1e9, "growth": -2.0},
    {"member": "350000", "value": 1.88e12, "rounding": 1e9, "growth": 1.5},
]
OTHERS: list[dict[str, Any]] = [
    {"member": code} for code in PROVINCES if code not in ("340000", "630000", "350000")
]


def test_of_few_members_a_title_says_whose_figures_there_are() -> None:
    found = title("ranking", [*FEW, *OTHERS], [CHINA_2025])
    assert found == (
        "Trade, figures for 3 of the 8 provinces: Fujian 1.88 tn, Anhui 1.01 tn and Qinghai 48 bn"
    )
    focused = title("tile-map", [*FEW, *OTHERS], [CHINA_2025], focus="630000")
    assert "provinces: Qinghai 48 bn, Fujian" in focused


def test_a_published_rank_says_who_is_first_where_few_levels_are_known() -> None:
    data = replace(
        chart_data([*FEW, *OTHERS], [CHINA_2025]),
        ranks={"350000": Figure(1, "rank", source="cnr"), "340000": Figure(2, "rank")},
    )
    found = KINDS["ranking"].build(data, ENGLISH).title
    assert found == "Fujian is first among China's provinces in trade, as published"
    focused = replace(data, selection=replace(data.selection, focus="340000"))
    assert (
        KINDS["ranking"].build(focused, ENGLISH).title.startswith("Anhui is second among China's provinces")
    )
    unranked = replace(data, ranks={"340000": Figure(2, "rank")})
    assert "figures for 3 of the 8 provinces" in KINDS["ranking"].build(unranked, ENGLISH).title


@pytest.mark.parametrize("kind", ["ranking", "tile-map"])
@pytest.mark.parametrize(("focus", "cited"), [("340000", True), ("350000", False), ("", False)])
def test_of_published_ranks_only_that_in_the_title_is_cited(kind: str, focus: str, cited: bool) -> None:
    ranks = {"350000": Figure(1, "rank", source="gacc"), "340000": Figure(2, "rank", source="news")}
    data = replace(chart_data([*FEW, *OTHERS], [CHINA_2025], focus=focus), ranks=ranks)
    spec = KINDS[kind].build(data, ENGLISH)
    assert spec.title.endswith("as published")
    assert ("Xinhua" in spec.source) is cited


def test_the_same_of_growth_rates() -> None:
    found = title("ranking", [*FEW, *OTHERS], [CHINA_2025], indicator="growth")
    assert found == "Trade, figures for 3 of the 8 provinces: Anhui +8.0%, Fujian +1.5% and Qinghai −2.0%"


def test_few_members_that_make_up_most_of_the_whole_are_enough() -> None:
    most = [row | {"value": row["value"] * 15} for row in FEW]
    assert title("ranking", [*most, *OTHERS], [CHINA_2025]).startswith("Fujian is first in trade")


def test_members_without_a_figure_are_one_last_line_and_stay_in_the_table() -> None:
    spec = KINDS["ranking"].build(chart_data([*FEW, *OTHERS], [CHINA_2025]), ENGLISH)
    names = spec.panels[0].y.categories
    assert names == ("Fujian", "Anhui", "Qinghai", "5 others")
    words = [mark for mark in spec.panels[0].marks if isinstance(mark, Text)]
    assert [mark.text for mark in words] == ["no figure in this source for 2025"]
    assert "Guangdong, Jiangsu" in spec.asides[words[0].id]
    assert "5 others: no figure in this source for 2025. Guangdong, Jiangsu" in spec.description
    assert len(spec.table.rows) == len(PROVINCES)


def test_the_focus_keeps_its_row_and_so_does_what_is_known_in_part() -> None:
    part = OTHERS[0] | {"why": "January to November only: 8.7 tn"}
    rows = [*FEW, part, *OTHERS[1:]]
    spec = KINDS["ranking"].build(chart_data(rows, [CHINA_2025], focus=OTHERS[1]["member"]), ENGLISH)
    assert spec.panels[0].y.categories == (
        "Fujian", "Anhui", "Qinghai", "Guangdong", "Jiangsu", "3 others",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("growths", "edge", "anchor"), [((-30.0, 9.0), -30, "start"), ((1.0, 9.0), 9, "end")]
)
def test_words_for_a_growth_that_is_not_known_stand_at_the_edge_farther_from_zero(
    growths: tuple[float, float], edge: float, anchor: str
) -> None:
    grown = [row | {"growth": growth} for row, growth in zip(EXACT[1:3], growths, strict=True)]
    rows = [{name: part for name, part in EXACT[0].items() if name != "growth"}, *grown]
    panel = KINDS["ranking"].build(chart_data(rows, []), ENGLISH).panels[1]
    (words,) = (mark for mark in panel.marks if isinstance(mark, Text))
    assert words.anchor == anchor
    assert abs(words.x) >= abs(edge)


def test_members_beyond_those_shown_are_a_line_with_their_sum() -> None:
    rows = [{"member": f"M{place:02d}", "value": 1e12 - place, "rounding": 1.0} for place in range(60)]
    spec = KINDS["ranking"].build(chart_data(rows), ENGLISH)
    assert spec.panels[0].y.categories[-1] == "20 others"
    (together,) = (mark for mark in spec.panels[0].marks if isinstance(mark, Text))
    assert together.text == "together 20.0 tn"
    assert spec.figures[together.figure].value == sum(1e12 - place for place in range(40, 60))
    assert spec.figures[together.figure].status == "derived"
    assert spec.table.rows[-1].member == "others"
