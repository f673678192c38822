"""Trees of members: children, levels, the way to the root, and groups whose members come and go."""

from __future__ import annotations

import pytest

from app.model.dimension import Dimension, Member, Membership, by_code


@pytest.fixture
def markets() -> Dimension:
    members = [
        Member("WORLD", "", "world", "World", "世界", order=1),
        Member("FRA", "WORLD", "country", "France", "法国", order=3),
        Member("DEU", "WORLD", "country", "Germany", "德国", order=2),
        Member("GBR", "WORLD", "country", "United Kingdom", "英国", order=4),
        Member("HRV", "WORLD", "country", "Croatia", "克罗地亚", order=5),
        Member("EU", "WORLD", "group", "European Union", "欧盟", order=0),
        Member("PAR", "FRA", "city", "Paris", "巴黎", "ba li"),
    ]
    memberships = (
        Membership("EU", "DEU", "1958-01-01"),
        Membership("EU", "FRA", "1958-01-01"),
        Membership("EU", "GBR", "1973-01-01", "2020-02-01"),
        Membership("EU", "HRV", "2013-07-01"),
        Membership("EU", "FRA", "1958-01-01"),
        Membership("EU", "gone", "1958-01-01"),
    )
    return Dimension("market", "WORLD", by_code(members), memberships)


def test_children_stand_in_customary_order_and_groups_last(markets: Dimension) -> None:
    assert markets.children("WORLD") == ("DEU", "FRA", "GBR", "HRV", "EU")
    assert markets.children("FRA") == ("PAR",)
    assert markets.children("PAR") == ()
    assert markets.children("nowhere") == ()


def test_members_of_a_group_are_its_children_each_once(markets: Dimension) -> None:
    assert markets.children("EU") == ("DEU", "FRA", "GBR", "HRV")
    assert markets.groups_of("FRA") == ("EU",)
    assert markets.groups_of("PAR") == ()


def test_levels_below_and_members_of_one_level(markets: Dimension) -> None:
    assert markets.levels_below("WORLD") == ("country", "group")
    assert markets.siblings_at("WORLD", "group") == ("EU",)
    assert markets.siblings_at("WORLD", "planet") == ()


def test_descendants_are_found_at_any_depth_in_the_main_branch_alone(markets: Dimension) -> None:
    assert markets.descendants("WORLD", "city") == ("PAR",)
    assert markets.descendants("WORLD", "country") == ("DEU", "FRA", "GBR", "HRV")
    assert markets.descendants("EU", "city") == (), "members of a group stand elsewhere"
    assert markets.descendants("PAR", "city") == ()


def test_descendants_end_where_parents_go_in_a_circle() -> None:
    circle = [Member("A", "B", "x", "A", "甲"), Member("B", "A", "x", "B", "乙")]
    assert Dimension("product", "ALL", by_code(circle)).descendants("A", "heading") == ()


@pytest.mark.parametrize(
    ("year", "members"),
    [
        (1957, ()),
        (1972, ("DEU", "FRA", "FRA")),
        (2012, ("DEU", "FRA", "GBR", "FRA")),
        (2013, ("DEU", "FRA", "GBR", "HRV", "FRA")),
        (2019, ("DEU", "FRA", "GBR", "HRV", "FRA")),
        (2020, ("DEU", "FRA", "HRV", "FRA")),
    ],
)
def test_a_group_is_as_it_was_at_the_end_of_a_year(
    markets: Dimension, year: int, members: tuple[str, ...]
) -> None:
    assert markets.members_of("EU", year) == tuple(dict.fromkeys(members))


def test_the_children_of_a_group_can_be_those_of_a_year(markets: Dimension) -> None:
    assert markets.children_in("EU", 2025) == ("DEU", "FRA", "HRV")
    assert markets.children_in("EU", 2019) == ("DEU", "FRA", "GBR", "HRV")
    assert markets.children_in("WORLD", 1900) == markets.children("WORLD")


def test_the_way_to_the_root(markets: Dimension) -> None:
    assert markets.lineage("PAR") == ("WORLD", "FRA", "PAR")
    assert markets.lineage("WORLD") == ("WORLD",)
    assert markets.home("PAR") == "FRA"
    assert markets.home("nowhere") == "WORLD"


def test_a_circle_of_parents_ends() -> None:
    members = [
        Member("ALL", "", "all", "All", ""),
        Member("a", "b", "good", "A", ""),
        Member("b", "a", "good", "B", ""),
    ]
    tree = Dimension("product", "ALL", by_code(members))
    assert tree.lineage("a") == ("b", "a")


def test_a_member_is_found_by_its_code(markets: Dimension) -> None:
    assert "FRA" in markets
    assert "gone" not in markets
    assert markets["FRA"].name_en == "France"
    assert markets.get("gone") is None
    assert [member.code for member in markets][:2] == ["WORLD", "FRA"]


def test_initials_are_those_of_the_syllables(markets: Dimension) -> None:
    assert markets["PAR"].initials == "bl"
    assert markets["FRA"].initials == ""
