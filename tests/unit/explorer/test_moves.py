"""What gestures mean: a click, a double click, Esc, another data set."""

from __future__ import annotations

import pytest

from app.explorer import moves
from app.explorer.members import breakdowns
from app.model.catalog import Catalog
from app.model.dimension import DIMENSIONS, DimensionName
from app.model.selection import Breakdown, Selection

PROVINCES = Breakdown("region", "province", "100000")
CITIES = Breakdown("region", "city", "330000")


@pytest.mark.parametrize(
    ("dimension", "code"), [("region", "440000"), ("market", "ASEAN"), ("product", "SHIPS")]
)
def test_a_click_changes_its_dimension_alone(catalog: Catalog, dimension: DimensionName, code: str) -> None:
    before = Selection(region="330000", market="USA", product="NEV", breakdown=PROVINCES, period="2025")
    after = moves.select_member(catalog, before, dimension, code)
    others = [name for name in DIMENSIONS if name != dimension]
    assert after.of(dimension) == code
    assert [after.of(name) for name in others] == [before.of(name) for name in others]
    assert (after.period, after.chart, after.flow) == (before.period, before.chart, before.flow)


def test_a_place_is_shown_among_its_likes(catalog: Catalog) -> None:
    shown = Selection(breakdown=PROVINCES, focus="440000", pinned=("440000",))
    chosen = moves.select_member(catalog, shown, "region", "330000")
    assert chosen.breakdown == PROVINCES
    assert (chosen.focus, chosen.pinned) == ("", ())
    city = moves.select_member(catalog, chosen, "region", "330200")
    assert city.breakdown == CITIES
    assert moves.focused(catalog, city) == "330200"


def test_the_branch_of_a_click_is_kept(catalog: Catalog) -> None:
    shown = Selection(breakdown=PROVINCES)
    chosen = moves.select_member(catalog, shown, "region", "330000", branch="GRP-MAJOR7")
    assert chosen.branch == "GRP-MAJOR7"
    assert chosen.breakdown == Breakdown("region", "province", "GRP-MAJOR7")
    assert moves.select_member(catalog, chosen, "market", "ASEAN").branch == "GRP-MAJOR7"
    assert moves.select_member(catalog, chosen, "region", "440000").branch == ""


def test_a_group_is_shown_by_its_members(catalog: Catalog) -> None:
    chosen = moves.select_member(catalog, Selection(breakdown=PROVINCES), "region", "GRP-MAJOR7")
    assert chosen.breakdown == Breakdown("region", "province", "GRP-MAJOR7")


def test_the_root_is_shown_by_its_parts(catalog: Catalog) -> None:
    chosen = moves.select_member(catalog, Selection(region="330200", breakdown=CITIES), "region", "100000")
    assert chosen.breakdown is not None
    assert chosen.breakdown.parent == "100000"
    assert moves.focused(catalog, chosen) == ""


@pytest.mark.parametrize(
    "shown",
    [
        Breakdown("market", "group", "WORLD"),
        Breakdown("period", "period"),
    ],
)
def test_a_chart_of_something_else_becomes_that_of_the_new_place(catalog: Catalog, shown: Breakdown) -> None:
    chosen = moves.select_member(catalog, Selection(breakdown=shown), "region", "330000")
    assert chosen.breakdown == shown


def test_a_chart_of_flows_is_the_one_that_the_new_place_offers(catalog: Catalog) -> None:
    shown = Selection(breakdown=Breakdown("flow", "flow", "100000"))
    chosen = moves.select_member(catalog, shown, "region", "330000")
    assert chosen.breakdown in breakdowns(catalog, chosen)
    assert moves.select_member(catalog, chosen, "market", "ASEAN").breakdown == chosen.breakdown


def test_drilling_shows_a_member_by_its_parts_and_esc_leads_back(catalog: Catalog) -> None:
    shown = Selection(breakdown=PROVINCES)
    inside = moves.drill(catalog, shown, "330000")
    assert inside.region == "330000"
    assert inside.breakdown == CITIES
    out = moves.up(catalog, inside)
    assert (out.region, out.breakdown) == ("100000", PROVINCES)
    assert moves.up(catalog, out) == out


def test_a_member_without_parts_is_only_chosen(catalog: Catalog) -> None:
    chosen = moves.drill(catalog, Selection(region="330000", breakdown=CITIES), "330300")
    assert (chosen.region, chosen.breakdown) == ("330300", CITIES)


def test_what_is_no_member_changes_nothing(catalog: Catalog) -> None:
    shown = Selection(breakdown=PROVINCES)
    assert moves.drill(catalog, shown, "others") == shown
    assert moves.drill(catalog, Selection(), "330000") == Selection()


def test_drilling_into_a_flow_or_a_period_selects_it(catalog: Catalog) -> None:
    flows = Selection(breakdown=Breakdown("flow", "flow", "100000"))
    assert moves.drill(catalog, flows, "export").flow == "export"
    assert moves.drill(catalog, flows, "export").breakdown is None
    periods = Selection(breakdown=Breakdown("period", "period"), since="2016", period="2024")
    assert (moves.drill(catalog, periods, "2020").period, moves.drill(catalog, periods, "2020").since) == (
        "2020", "",
    )  # fmt: skip


def test_the_focus_is_the_chosen_member_unless_another_is_named(catalog: Catalog) -> None:
    shown = Selection(region="330000", breakdown=PROVINCES)
    assert moves.focused(catalog, shown) == "330000"
    named = Selection(region="330000", breakdown=PROVINCES, focus="440000")
    assert moves.focused(catalog, named) == "440000"
    assert moves.focused(catalog, Selection(region="330000", breakdown=CITIES)) == ""
    assert moves.focused(catalog, Selection(region="330000")) == ""


def test_another_basis_keeps_what_it_knows(catalog: Catalog) -> None:
    shown = Selection(region="330000", market="ASEAN", period="2025", unit="CNY", breakdown=PROVINCES)
    chosen = moves.open_dataflow(catalog, shown, "cn-provinces-usd-operator-a")
    assert (chosen.dataflow, chosen.period, chosen.unit) == ("cn-provinces-usd-operator-a", "", "")
    assert (chosen.region, chosen.market, chosen.breakdown) == ("330000", "ASEAN", PROVINCES)


def test_another_data_set_gives_up_what_it_does_not_know(catalog: Catalog) -> None:
    shown = Selection(
        region="FRA", market="Q1", product="8703", breakdown=Breakdown("region", "state", "FRA")
    )
    chosen = moves.open_dataflow(catalog, shown, "cn-customs-cny-a")
    assert (chosen.region, chosen.market, chosen.product) == ("100000", "WORLD", "ALL")
    assert chosen.breakdown is None


def test_another_kind_keeps_members_and_frees_flows() -> None:
    cities = Breakdown("region", "city", "330000")
    chosen = moves.select_kind(Selection(region="330000", breakdown=cities), "trend")
    assert (chosen.chart, chosen.breakdown) == ("trend", cities)
    flows = Selection(chart="trend", breakdown=Breakdown("flow", "flow", "330000"))
    assert moves.select_kind(flows, "ranking") == Selection(chart="ranking")
