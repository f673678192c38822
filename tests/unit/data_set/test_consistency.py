"""The tables of the data set hold together: keys, groups, tiles, words and amounts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from decimal import Decimal

import pytest

from app.model.period import Period
from tests.unit.data_set.figures import DATA, KEY, Figures, Row, codes, read, table

DIMENSIONS = {"region": "regions", "market": "markets", "product": "products"}
MOST_OBSERVATIONS, FEWEST_OBSERVATIONS = 13_500, 12_800


def whole_key(row: Row) -> tuple[str, ...]:
    """What a figure is about and where it was read."""
    return (*(row[name] for name in KEY), row["source"])


def test_there_are_about_thirteen_thousand_observations(figures: Figures) -> None:
    assert FEWEST_OBSERVATIONS < sum(1 for _ in figures) < MOST_OBSERVATIONS


def test_every_dataflow_has_a_file_and_every_file_a_dataflow(figures: Figures) -> None:
    assert {row["id"] for row in table("dataflows")} == set(figures.by_dataflow)


def test_codes_of_the_observations_are_known(figures: Figures) -> None:
    for dimension, resource in DIMENSIONS.items():
        known = codes(resource)
        assert {row[dimension] for row in figures} <= known
        assert {row[f"of_{dimension}"] for row in figures} <= known | {""}


def test_sources_are_known_and_the_most_reliable_stands_first(figures: Figures) -> None:
    order = ("official", "press quoting official", "secondary")
    reliability = {row["id"]: order.index(row["reliability"]) for row in table("sources")}
    for row in figures:
        marks = [reliability[source] for source in row["source"].split(";")]
        assert marks == sorted(marks), row


def test_every_source_is_cited(figures: Figures) -> None:
    cited = {source for row in figures for source in row["source"].split(";")}
    cited |= {row["source"] for row in table("notes")} - {""}
    assert cited == {row["id"] for row in table("sources")}


def test_no_source_says_one_thing_twice(figures: Figures) -> None:
    for name, rows in figures.by_dataflow.items():
        twice = [key for key, times in Counter(whole_key(row) for row in rows).items() if times > 1]
        assert twice == [], name


def test_identical_figures_of_one_release_are_one_observation(figures: Figures) -> None:
    for name, rows in figures.by_dataflow.items():
        seen = Counter(
            (*(row[column] for column in (*KEY, "qualifier", "value", "rounding")), row["vintage"][:7])
            for row in rows
        )
        assert [key for key, times in seen.items() if times > 1] == [], name


def test_values_are_plain_unscaled_decimals(figures: Figures) -> None:
    for row in figures:
        assert Decimal(row["value"]).is_finite()
        assert Decimal(row["rounding"]) > 0
        assert "e" not in row["value"].lower()
        if row["unit"] in ("CNY", "USD"):
            assert Decimal(row["value"]) % Decimal(row["rounding"]) == 0, row


def test_relative_figures_say_what_they_are_of(figures: Figures) -> None:
    for row in figures:
        whole = row["of_region"] + row["of_market"] + row["of_product"]
        assert bool(whole) == (row["indicator"] in ("share", "contribution")), row
        assert bool(row["among"]) == (row["indicator"] in ("rank", "order", "count")), row
        if row["indicator"] in ("growth", "share", "contribution", "rank", "order", "streak"):
            assert row["measure"] in ("value", "quantity"), row


def test_periods_are_written_in_one_way_and_fit_their_dataflow(figures: Figures) -> None:
    for dataflow in table("dataflows"):
        periods = {row["period"] for row in figures.by_dataflow[dataflow["id"]]}
        assert all(str(Period.parse(text)) == text for text in periods)
        ends = [Period.parse(text) for text in periods]
        assert max(ends, key=Period.sort_key).last_month == Period.parse(dataflow["last_period"]).last_month
        assert min(end.first_month for end in ends) == Period.parse(dataflow["first_period"]).first_month


@pytest.mark.parametrize("resource", DIMENSIONS.values())
def test_every_code_is_reachable_from_the_root(resource: str) -> None:
    parents = {row["code"]: row["parent"] for row in table(resource)}
    assert len(parents) == len(table(resource))
    roots = [code for code, parent in parents.items() if not parent]
    assert len(roots) == 1
    for code in parents:
        way = [code]
        while parents[way[-1]]:
            way.append(parents[way[-1]])
            assert len(way) <= len(parents)
        assert way[-1] == roots[0]


def test_every_province_has_a_tile_of_its_own() -> None:
    tiles = {row["code"]: (row["column"], row["row"]) for row in table("regions") if row["column"]}
    assert set(tiles) == codes("regions", "province")
    assert len(tiles) == 31
    assert len(set(tiles.values())) == 31


def test_members_of_groups_are_known_and_of_the_same_dimension() -> None:
    for row in table("groups"):
        resource = next(name for name in DIMENSIONS.values() if row["group"] in codes(name, "group"))
        assert row["member"] in codes(resource) - codes(resource, "group"), row


def test_the_four_regions_divide_the_provinces() -> None:
    regions = codes("regions")
    members = [
        row["member"] for row in table("groups") if row["kind"] == "partition" and row["group"] in regions
    ]
    assert Counter(members) == Counter(codes("regions", "province"))


def test_the_groups_of_the_article_have_their_members() -> None:
    members = {
        group: {row["member"] for row in table("groups") if row["group"] == group}
        for group in ("GRP-MAJOR7", "GRP-YRD", "GRP-JSZJSH")
    }
    assert members["GRP-MAJOR7"] == {"440000", "320000", "330000", "310000", "370000", "110000", "350000"}
    assert members["GRP-YRD"] == {"310000", "320000", "330000", "340000"}
    assert members["GRP-JSZJSH"] == {"320000", "330000", "310000"}


def test_other_names_are_unique_and_differ_from_the_names() -> None:
    for dimension, resource in DIMENSIONS.items():
        own = {
            row[column].casefold(): row["code"]
            for row in table(resource)
            for column in ("code", "name_en", "name_zh")
        }
        others = [row for row in table("aliases") if row["dimension"] == dimension]
        assert len({row["alias"].casefold() for row in others}) == len(others)
        assert not {row["alias"].casefold() for row in others} & set(own)
        assert {row["code"] for row in others} <= set(own.values())


def test_initials_come_from_the_syllables() -> None:
    pinyin = {row["code"]: row["pinyin"] for row in table("regions")}
    assert pinyin["330000"] == "zhe jiang"
    assert pinyin["500000"] == "chong qing"
    for resource in DIMENSIONS.values():
        for row in table(resource):
            assert row["pinyin"] == " ".join(row["pinyin"].split())
            assert row["pinyin"].isascii()


def test_milestones_point_to_an_observation(figures: Figures) -> None:
    for note in table("notes"):
        assert note["subject"] in codes(DIMENSIONS[note["subject_dimension"]])
        if note["observation"]:
            dataflow, region, market, product, flow, period, indicator = note["observation"].split("/")
            assert figures.find(
                dataflow, region=region, market=market, product=product,
                flow=flow, period=period, indicator=indicator,
            ), note  # fmt: skip


def test_texts_are_plain_and_in_both_languages() -> None:
    for path in sorted(DATA.rglob("*.csv")):
        for row in read(path):
            for column, text in row.items():
                assert text == text.strip(), (path.name, column, text)
                assert not any(unicodedata.category(sign) == "Cc" for sign in text)
                assert not any(mark in text for mark in ("</", "<b", "<i", "&amp;", "&#"))
    for resource, columns in (("notes", ("text_en", "text_zh")), ("glossary", ("text_en", "text_zh"))):
        for row in table(resource):
            assert all(row[column] for column in columns)
