"""Where nothing can be shown, nearby views that can be are offered; options of the kind are as well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.data.store import Cursor
from app.explorer.explorer import Explorer
from app.model.selection import Breakdown, Selection
from app.model.words import Words

TOGETHER = Selection(region="330000", market="ASEAN")


def test_a_good_and_a_market_without_a_figure_together_offer_what_has_figures(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    product = next(
        code
        for code in explorer.library.catalog_of("").products.children("ALL")
        if explorer.view(cursor, replace(TOGETHER, product=code), english).spec is None
    )
    view = explorer.view(cursor, replace(TOGETHER, product=product), english)
    assert "together" in view.empty
    assert view.ways_out
    for way in view.ways_out:
        assert way.label
        assert explorer.view(cursor, way.selection, english).spec is not None


def test_a_kind_that_does_not_fit_offers_those_that_do(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(chart="tile-map", breakdown=Breakdown("market", "group", "WORLD"), region="330000")
    view = explorer.view(cursor, asked, english)
    assert view.spec is None
    assert 1 <= len(view.ways_out) <= 3
    for way in view.ways_out:
        found = explorer.view(cursor, way.selection, english)
        assert found.spec is not None
        assert found.spec.kind == way.selection.chart


def test_where_no_kind_fits_a_flow_that_one_fits_is_offered(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    """Months of provinces have exports alone, and too few of them for a composition."""
    asked = Selection(
        dataflow="cn-customs-cny-m",
        chart="composition",
        breakdown=Breakdown("region", "province", "100000"),
        period="2025-09",
    )
    view = explorer.view(cursor, asked, english)
    assert view.spec is None
    assert view.ways_out
    for way in view.ways_out:
        assert explorer.view(cursor, way.selection, english).spec is not None


def test_options_are_offered_for_the_kind_on_the_screen(
    explorer: Explorer, cursor: Cursor, english: Words, chinese: Words
) -> None:
    asked = Selection(region="330000", chart="trend", options=(("mode", "index"),))
    mode, scale, members = explorer.view(cursor, asked, english).choices.options
    assert (mode.current, mode.usual) == ("index", "value")
    assert [choice.key for choice in mode.choices if choice.reason] == ["sum12", "ytd"]
    assert (scale.current, members.current) == ("linear", "60")
    assert explorer.view(cursor, asked, chinese).choices.options[0].title == "显示"
    back = explorer.with_option(asked, "mode", "value")
    assert back.options == ()
    assert explorer.with_option(back, "mode", "growth").option("mode") == "growth"
    assert explorer.with_option(back, "cut", "10") == back


def test_fewer_members_are_drawn_and_the_rest_is_counted(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(region="330000", options=(("members", "10"),))
    spec = explorer.view(cursor, asked, english).spec
    assert spec is not None
    assert len(spec.panels[0].y.categories) == 11
    assert spec.table.rows[3].member != ""


def test_a_history_of_gaps_leads_to_the_basis_that_has_it(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    opening = explorer.view(cursor, explorer.start(), english)
    assert opening.fuller is None
    sparse = explorer.view(cursor, replace(opening.selection, chart="composition"), english)
    assert "More than half of this history is missing" in sparse.empty
    fuller = explorer.view(cursor, sparse.ways_out[0].selection, english)
    assert fuller.fuller is None
    assert fuller.spec is not None
    assert fuller.selection.breakdown == sparse.selection.breakdown
    known = [figure for figure in fuller.spec.figures.values() if figure.value is not None]
    assert len(known) > 50


def test_a_trend_of_places_whose_histories_are_gaps_is_that_of_the_flows(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    provinces = Selection(
        dataflow="cn-customs-cny-a", breakdown=Breakdown("region", "province", "100000"), chart="trend"
    )
    view = explorer.view(cursor, provinces, english, lenient=True)
    assert view.spec is not None
    assert view.selection.breakdown == Breakdown("flow", "flow", "100000")
    assert "2013 to 2025" in view.spec.subtitle
    opened = explorer.complete(cursor, replace(provinces, breakdown=None), english)
    assert opened.breakdown == view.selection.breakdown
    assert explorer.view(cursor, view.selection, english).selection == view.selection


def test_members_chosen_for_a_trend_stand_although_their_histories_are_gaps(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    provinces = Selection(
        dataflow="cn-customs-cny-a", breakdown=Breakdown("region", "province", "100000"), chart="trend"
    )
    view = explorer.view(cursor, provinces, english)
    assert view.selection.breakdown == provinces.breakdown
    assert view.spec is not None
    assert "gaps in the lines: not in the sources" in view.spec.remark.lower()
    assert view.fuller is not None
    assert view.fuller.selection.breakdown == provinces.breakdown
    fuller = explorer.view(cursor, view.fuller.selection, english)
    assert fuller.selection == view.fuller.selection
    assert fuller.fuller is None


def test_ranks_of_few_are_no_history_of_ranks(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    cities = Selection(region="330000", breakdown=Breakdown("region", "city", "330000"), chart="rank-history")
    view = explorer.view(cursor, cities, english)
    assert view.spec is None
    assert "nearly all members" in view.empty


def test_a_basis_without_the_flow_offers_the_flows_that_it_has(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    yearly = explorer.view(cursor, Selection(region="100000"), english).selection
    monthly = explorer.view(cursor, explorer.open_dataflow(yearly, "cn-customs-cny-m"), english)
    assert monthly.spec is None
    way = monthly.ways_out[0]
    assert (way.label, way.selection.flow) == ("Exports", "export")
    assert way.selection.dataflow == "cn-customs-cny-m"
    assert explorer.view(cursor, way.selection, english).spec is not None


def test_a_year_of_few_figures_says_so_and_leads_to_the_nearest_that_has_them(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(
        dataflow="cn-customs-cny-a", period="2022", breakdown=Breakdown("region", "province", "100000")
    )
    view = explorer.view(cursor, asked, english, strict=True)
    assert view.fuller is not None
    assert view.fuller.why == "2022: figures for 3 of 31. Nearest with most of them:"
    assert (view.fuller.label, view.fuller.selection.period) == ("2025", "2025")
    sparse = {choice.key for choice in view.choices.periods if choice.sparse}
    assert "2024" in sparse
    assert "2025" not in sparse
    assert explorer.view(cursor, view.fuller.selection, english).fuller is None


def test_totals_that_follow_from_two_flows_have_a_history(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(market="ASEAN", breakdown=Breakdown("market", "country", "ASEAN"))
    view = explorer.view(cursor, asked, english)
    advised = explorer.advice(cursor, view.selection, english)
    off = {advice.kind for advice in advised if advice.reason}
    assert not off & {"growth-size", "contribution", "composition", "small-multiples"}


def test_growth_is_off_where_a_kind_shows_none(explorer: Explorer, cursor: Cursor, english: Words) -> None:
    asked = replace(explorer.start(), indicator="growth")
    for chart, shows in (("ranking", True), ("share", False)):
        choices = explorer.view(cursor, replace(asked, chart=chart), english).choices.indicators
        growth = next(choice for choice in choices if choice.key == "growth")
        assert bool(growth.reason) is not shows


@pytest.mark.parametrize(("region", "leads"), [("330000", "cn-provinces-usd-operator-a"), ("100000", "")])
def test_flows_with_gaps_lead_to_the_fuller_history_of_members(
    explorer: Explorer, cursor: Cursor, english: Words, region: str, leads: str
) -> None:
    asked = Selection(region=region, dataflow="cn-customs-cny-a", period="2025", chart="trend")
    view = explorer.view(cursor, asked, english)
    assert view.selection.breakdown == Breakdown("flow", "flow", region)
    assert (view.fuller.selection.dataflow if view.fuller else "") == leads
