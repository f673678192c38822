"""The detail panel, the trees, the controls: what they say of the bundled data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.charts.kind import discover
from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.explorer.surroundings import Detail, KeyFigure
from app.model.dimension import DIMENSIONS
from app.model.selection import Breakdown, Selection
from app.model.words import Words
from tests.unit.data.small_set import observation, small_library

YUAN = "cn-customs-cny-a"


def detail(explorer: Explorer, words: Words, **parts: str) -> Detail:
    cursor = explorer.open_cursor()
    asked = Selection.from_plain({"dataflow": YUAN, "period": "2025"} | parts)
    return explorer.detail(cursor, explorer.complete(cursor, asked, words), words)


def keyed(found: Detail) -> Mapping[str, KeyFigure]:
    return {figure.label: figure for figure in found.key_figures}


def test_zhejiang_in_2025(explorer: Explorer, english: Words) -> None:
    found = detail(explorer, english, region="330000")
    assert (found.title, found.other_title) == ("Zhejiang", "浙江")
    assert found.caption.startswith("CN-ZJ · 330000 · 3rd of 31 · ")
    figures = keyed(found)
    assert list(figures) == ["Total", "Exports", "Imports", "Balance", "Share of China"]
    total = figures["Total"]
    assert (total.figure.value, total.figure.unit, total.figure.status) == (5.55e12, "CNY", "reported")
    assert total.growth is not None
    assert (total.growth.value, total.growth.status) == (5.4, "reported")
    assert (figures["Imports"].figure.value, figures["Imports"].figure.status) == (1.36e12, "derived")


def test_a_published_share_wins_over_a_computed_one(explorer: Explorer, english: Words) -> None:
    published = keyed(detail(explorer, english, region="330000"))["Share of China"].figure
    assert (published.value, published.status) == (12.2, "reported")
    computed = keyed(detail(explorer, english, region="440000"))["Share of China"].figure
    assert computed.status == "derived"
    assert computed.formula == "share = level / level of the whole"
    assert len(computed.inputs) == 2
    assert computed.value == pytest.approx(20.8, abs=1)


def test_the_whole_has_no_share_and_no_rank(explorer: Explorer, english: Words) -> None:
    found = detail(explorer, english, region="100000")
    assert found.caption == "CN · 100000"
    assert list(keyed(found)) == ["Total", "Exports", "Imports", "Balance"]
    assert keyed(found)["Balance"].growth is None


def test_a_group_has_no_code_and_no_rank(explorer: Explorer, english: Words) -> None:
    found = detail(explorer, english, region="GRP-MAJOR7")
    assert found.caption == ""
    assert keyed(found)["Total"].figure.value == 34.11e12


def test_largest_markets_are_drawn_against_the_first(explorer: Explorer, english: Words) -> None:
    strips = detail(explorer, english, region="330000").strips
    assert {strip.code for strip in strips} >= {"ASEAN", "EU"}
    assert strips[0].share_of_largest == 1
    assert all(0 < strip.share_of_largest <= 1 for strip in strips)
    assert all(strip.dimension == "market" for strip in strips)


def test_published_facts_have_words_figure_source_and_a_place_to_look(
    explorer: Explorer, english: Words
) -> None:
    facts = {fact.text: fact for fact in detail(explorer, english, region="330000").facts}
    total = facts["trade"]
    assert total.figure.value == 5.55e12
    assert total.growth is not None
    assert total.growth.value == 5.4
    assert total.source == "China National Radio, 2026 · press"
    assert total.selection is not None
    assert (total.selection.flow, total.selection.region) == ("total", "330000")
    assert facts["exports, share of China"].figure.value == 15.5
    assert facts["trade, share of China"].figure.value == 12.2
    assert facts["exports, rank among provinces of China"].figure.value == 2
    assert facts["trade by private enterprises, share of Zhejiang"].selection is None
    assert facts["exports of Wind turbines, growth"].figure.unit == "percent"
    assert facts["exports of Labour-intensive products, share of China"].figure.value == 30.2
    assert "trade with ASEAN" in facts


def test_the_most_telling_facts_stand_first(explorer: Explorer, english: Words, chinese: Words) -> None:
    facts = detail(explorer, english, region="330000").facts
    first = [fact for fact in facts if fact.milestone]
    assert facts[: len(first)] == tuple(first)
    assert "Exports pass four trillion yuan for the first time" in {fact.milestone for fact in first}
    assert [fact.text for fact in facts].index("trade") > len(first)
    assert any("首次" in fact.milestone for fact in detail(explorer, chinese, region="330000").facts)


def test_a_milestone_stands_beside_its_figure_or_among_the_notes(explorer: Explorer, english: Words) -> None:
    year = detail(explorer, english, region="330000")
    told = {fact.milestone for fact in year.facts}
    assert told.isdisjoint(statement.text for statement in year.statements)
    before = detail(explorer, english, region="330000", period="2024")
    assert "milestone" in {statement.kind for statement in before.statements}


def test_bounds_and_thresholds_in_words(explorer: Explorer, english: Words, chinese: Words) -> None:
    facts = {fact.text: fact for fact in detail(explorer, english, region="330700").facts}
    assert facts["order in which cities of China passed 1 tn yuan"].figure.value == 8
    assert facts["trade"].figure.qualifier == ">"
    china = [fact.text for fact in detail(explorer, english, region="100000").facts]
    assert "number of provinces above 1 tn yuan" in china
    assert any("1万亿" in fact.text for fact in detail(explorer, chinese, region="330700").facts)


def test_facts_are_those_of_the_year(explorer: Explorer, english: Words) -> None:
    for year in ("2016", "2024", "2025"):
        parts = {"dataflow": "cn-provinces-usd-operator-a"} if year == "2016" else {}
        found = detail(explorer, english, region="330000", period=year, **parts)
        assert all(fact.selection is None or fact.selection.period == year for fact in found.facts)
        assert found.facts


def test_notes_are_in_the_language(explorer: Explorer, english: Words, chinese: Words) -> None:
    statements = detail(explorer, english, region="340000").statements
    assert any("one trillion yuan" in statement.text for statement in statements)
    assert all(statement.source and statement.kind for statement in statements)
    assert any("一万亿元" in note.text for note in detail(explorer, chinese, region="340000").statements)


def test_a_rank_is_not_given_among_one_or_against_bounds(tmp_path: Path, english: Words) -> None:
    def caption(name: str, *rows: dict[str, str]) -> str:
        explorer = Explorer(small_library(tmp_path / name, yuan=rows), discover())
        return detail(explorer, english, dataflow="yuan", region="330000").caption

    zhejiang = observation(region="330000", value="400")
    assert caption("one", zhejiang) == "CN-ZJ · 330000 · The two"
    second = observation(region="440000", value="900")
    assert caption("two", zhejiang, second) == "CN-ZJ · 330000 · 2nd of 2 · The two"
    assert caption("bound", zhejiang, {**second, "qualifier": ">"}) == "CN-ZJ · 330000 · The two"


def test_trees_show_level_growth_and_history(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    values = explorer.navigator(cursor, explorer.complete(cursor, explorer.start(), english), english)
    row = values.rows["region"]["330000"]
    assert row.value is not None
    assert row.value.value == 5.55e12
    assert row.growth is not None
    assert row.growth.value == 5.4
    assert len(values.rows["region"]) > 31
    assert values.rows["market"]["ASEAN"].value is not None
    assert values.headings["region"] == "Regions · 2025 · yuan"
    assert values.headings["market"] == "Markets of Zhejiang"
    assert values.headings["product"].startswith("Goods of Zhejiang")
    assert values.spark_note["region"].startswith("2016–2024 · USD · ")
    assert {len(spark) for spark in values.sparks["region"].values()} == {9}
    assert all(set(values.rows[name]) <= values.present[name] for name in DIMENSIONS)


def test_a_spark_line_has_one_basis_and_its_gaps(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    values = explorer.navigator(cursor, explorer.complete(cursor, explorer.start(), english), english)
    zhejiang = values.sparks["region"]["330000"]
    assert not any(map(math.isnan, zhejiang))
    assert max(zhejiang) < 1e12  # dollars, never the yuan of 2025


def test_controls_offer_what_there_is(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    choices = explorer.view(cursor, explorer.start(), english).choices
    assert [choice.key for choice in choices.flows] == ["total", "export", "import", "balance"]
    assert choices.periods[0].key == "2025"
    periods = [choice.key for choice in choices.periods]
    assert periods == sorted(periods, reverse=True)
    bases = {choice.key: choice for choice in choices.dataflows}
    assert set(bases) == set(explorer.library.catalogs["bundled"].dataflows)
    assert bases[YUAN].reason == ""
    assert bases["cn-wits-usd-a"].reason
    assert (bases[YUAN].group, bases["cn-wits-usd-a"].group) == ("CNY", "USD")
    breakdowns = {choice.label: choice for choice in choices.breakdowns}
    assert breakdowns["Provinces of China"].breakdown == Breakdown("region", "province", "100000")
    assert breakdowns["Cities of Zhejiang"].reason == ""
    assert "Flows" in breakdowns
    assert all(choice.label for choice in choices.breakdowns)


def test_a_breakdown_without_figures_is_off(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    view = explorer.view(cursor, Selection(region="330700"), english)
    found = explorer.breakdowns(cursor, view.selection, english)
    assert [way.breakdown for way in found] == [way.breakdown for way in view.choices.breakdowns]
    reasons = {way.label: way.reason for way in found}
    assert reasons["Counties of Jinhua"] == ""
    assert reasons["Goods"] == "no figures broken down this way"


def test_what_is_not_in_the_sources_is_off(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    asked = Selection(dataflow="cn-provinces-usd-operator-a", period="2024")
    flows = {choice.key: choice.reason for choice in explorer.view(cursor, asked, english).choices.flows}
    assert flows["total"] == ""
    assert flows["export"] == "not in the sources for this period"


def test_the_way_back(explorer: Explorer, cursor: Cursor, english: Words, chinese: Words) -> None:
    asked = Selection(region="330782", market="ASEAN", product="NEV", dataflow=YUAN)
    crumbs = explorer.view(cursor, asked, english).crumbs
    assert [(crumb.dimension, crumb.label) for crumb in crumbs] == [
        ("region", "China"), ("region", "Zhejiang"), ("region", "Jinhua"), ("region", "Yiwu"),
        ("market", "ASEAN"), ("product", "New energy vehicles"),
    ]  # fmt: skip
    whole = explorer.view(cursor, Selection(), english).crumbs
    assert [crumb.label for crumb in whole] == ["China", "all markets", "all goods"]
    assert explorer.view(cursor, Selection(), chinese).crumbs[0].label == "中国"


def test_a_place_that_is_not_known_leaves_the_panel_empty(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = replace(explorer.complete(cursor, Selection(), english), region="999999")
    found = explorer.detail(cursor, asked, english)
    assert (found.caption, found.key_figures, found.facts) == ("", (), ())


def test_facts_of_several_bases_name_basis_and_period(explorer: Explorer, english: Words) -> None:
    dollars = "cn-provinces-usd-operator-a"
    facts = detail(explorer, english, region="330000", period="2024", dataflow=dollars).facts
    assert facts[0].basis == "Provinces by operating unit (US dollars)"
    assert {fact.basis for fact in facts} > {"Customs figures by year (yuan)"}
    assert all(fact.basis for fact in facts)
    part = detail(explorer, english, region="330000", period="2025-01/2025-11", dataflow="cn-customs-cny-s")
    assert part.facts
    assert all(fact.basis.startswith("2025 · ") for fact in part.facts)


def test_an_amount_in_another_unit_than_that_of_the_view_says_so(explorer: Explorer, english: Words) -> None:
    yuan = detail(explorer, english, region="100000", period="2012", dataflow="cn-customs-cny-a").facts
    assert next(fact for fact in yuan if fact.text == "exports").unit == "US dollars"
    assert all(not fact.unit for fact in yuan if fact.figure.unit in ("CNY", "percent", "rank"))
    place = yuan[0].selection
    assert place is not None
    dollars = detail(explorer, english, region="100000", period="2012", dataflow=place.dataflow)
    assert {fact.unit for fact in dollars.facts if fact.figure.unit == "USD"} == {""}


def test_the_caption_says_with_whom_the_trade_is(explorer: Explorer, english: Words) -> None:
    assert "trade with ASEAN" in detail(explorer, english, region="330000", market="ASEAN").caption
