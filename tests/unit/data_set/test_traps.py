"""The traps of the collected figures, one test each: nothing blurred, nothing invented, nothing lost."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from tests.unit.data_set.figures import YEARLY, Figures, codes, finest, table

SPANS = "cn-customs-cny-s"
DOLLARS = "cn-customs-usd-a"
MONTHS = "cn-customs-usd-m"
MIRROR = "cn-mirror-usd-a"
YI = 10**8


def test_every_province_has_a_total_of_2025(figures: Figures) -> None:
    for province in codes("regions", "province"):
        found = figures.find(YEARLY, region=province, flow="total", period="2025", indicator="value")
        assert found, province


def test_the_provinces_of_2025_come_close_to_the_nation(figures: Figures) -> None:
    total = sum(
        Decimal(
            finest(
                row
                for row in figures.find(YEARLY, region=code, flow="total", period="2025", indicator="value")
                if row["qualifier"] == "="
            )["value"]
        )
        for code in codes("regions", "province")
    )
    assert round(total / YI) == 454_564
    nation = finest(figures.find(YEARLY, region="100000", flow="total", period="2025", indicator="value"))
    assert Decimal(nation["value"]) / YI == 454_685


def test_the_sum_of_beijing_and_fujian_is_no_observation(figures: Figures) -> None:
    assert not any(row["value"] == "5080000000000" and row["region"] != "100000" for row in figures)
    assert not any("derived" in row["source"] for row in figures)


def test_both_figures_of_zhejiangs_exports_are_kept(figures: Figures) -> None:
    found = figures.find(YEARLY, region="330000", flow="export", period="2025", indicator="value")
    assert {row["value"] for row in found} == {"4190000000000", "4180000000000", "4184900000000"}
    assert all(row["note"] for row in found)


def test_both_figures_of_tibet_are_kept(figures: Figures) -> None:
    found = figures.find(YEARLY, region="540000", flow="total", period="2025", indicator="value")
    assert {(row["value"], row["published"]) for row in found} == {
        ("8479000000", "8.479 billion CNY"),
        ("8470000000", "8.47 billion CNY"),
    }


def test_a_part_of_a_year_is_a_span_of_its_own_dataflow(figures: Figures) -> None:
    assert all("/" in row["period"] or "-Q" in row["period"] for row in figures.by_dataflow[SPANS])
    for dataflow in table("dataflows"):
        form = {"A": 4, "M": 7}.get(dataflow["frequency"])
        if form:
            assert {len(row["period"]) for row in figures.by_dataflow[dataflow["id"]]} == {form}


def test_growth_in_dollars_stands_with_the_dollars(figures: Figures) -> None:
    american = figures.one(
        DOLLARS, region="100000", market="USA", flow="export", period="2025", indicator="growth"
    )
    assert american["value"] == "-20"
    yuan = figures.find(
        YEARLY, region="100000", market="USA", flow="export", period="2025", indicator="growth"
    )
    assert [row["value"] for row in yuan] == ["-19.5"]


def test_no_amount_has_a_currency_other_than_its_dataflows(figures: Figures) -> None:
    for dataflow in table("dataflows"):
        amounts = {row["unit"] for row in figures.by_dataflow[dataflow["id"]]} & {"CNY", "USD", "EUR"}
        assert amounts <= {dataflow["currency"]}


def test_the_european_unions_year_is_that_of_the_communique_and_the_briefing(figures: Figures) -> None:
    spans = figures.find(SPANS, region="100000", market="EU", flow="total", indicator="value")
    assert [row["period"] for row in spans] == ["2025-01/2025-11"]
    year = figures.one(YEARLY, region="100000", market="EU", flow="total", period="2025", indicator="value")
    assert year["value"] == "5930000000000"


def test_the_new_three_of_anhui_are_not_comparable(figures: Figures) -> None:
    old = figures.find(YEARLY, region="340000", product="NEW3-ANHUI24", period="2024", indicator="value")
    new = figures.find(YEARLY, region="340000", product="NEW3", period="2025", indicator="value")
    assert [row["value"] for row in old] == ["49010000000"]
    assert [row["value"] for row in new] == ["101830000000"]
    assert not figures.find(YEARLY, region="340000", product="NEW3", period="2024")


def test_the_mislabelled_ten_months_of_jinhua_are_marked(figures: Figures) -> None:
    ten = [row for row in figures.by_dataflow[SPANS] if row["source"] == "digipub-jinhua"]
    assert {row["region"] for row in ten} >= {"330700", "330782", "330784", "X-JINYI"}
    assert {row["period"] for row in ten} == {"2025-01/2025-10"}
    assert all("labels this January to November" in row["note"] for row in ten)
    eleven = figures.one(SPANS, region="330700", flow="total", period="2025-01/2025-11", indicator="value")
    assert eleven["value"] == "965801000000"
    reliability = {row["id"]: row["reliability"] for row in table("sources")}
    assert reliability["digipub-jinhua"] == "secondary"


@pytest.mark.parametrize("city", ["330100", "330400", "330500", "330800", "330900", "331000"])
def test_cities_without_a_full_year_stay_gaps(figures: Figures, city: str) -> None:
    assert not figures.find(YEARLY, region=city, period="2025")


def test_bounds_in_notes_are_bounds(figures: Figures) -> None:
    for region in ("330700", "330782", "X-XIONGAN"):
        levels = figures.find(YEARLY, region=region, flow="total", period="2025", indicator="value")
        assert ">" in {row["qualifier"] for row in levels}
    west = figures.one(YEARLY, region="GRP-WEST", flow="total", period="2024", indicator="value")
    assert (west["qualifier"], west["value"]) == (">", "4000000000000")
    new = figures.one(
        YEARLY, region="100000", product="NEW3", flow="export", period="2025", indicator="value"
    )
    assert (new["qualifier"], new["published"]) == ("<~", "close to 1.3 trillion CNY")
    tech = figures.find(
        YEARLY, region="100000", product="HIGHTECH-GACC", flow="export", period="2025", indicator="growth"
    )
    assert {(row["qualifier"], row["value"]) for row in tech} == {("=", "13.2"), (">", "13")}


def test_basically_flat_is_about_zero(figures: Figures) -> None:
    flat = figures.one(SPANS, region="330000", flow="import", period="2025-01/2025-11", indicator="growth")
    assert (flat["qualifier"], flat["value"], flat["published"]) == ("~", "0", "basically flat")


def test_two_rates_of_zhejiang_with_asean(figures: Figures) -> None:
    found = figures.find(
        YEARLY, region="330000", market="ASEAN", flow="total", period="2025", indicator="growth"
    )
    assert {row["value"] for row in found} == {"16.4", "16.5"}


def test_high_tech_products_have_two_definitions(figures: Figures) -> None:
    asked = {"region": "100000", "flow": "export", "period": "2025", "indicator": "value"}
    assert figures.one(YEARLY, product="HIGHTECH", **asked)["value"] == "6780600000000"
    assert figures.one(YEARLY, product="HIGHTECH-GACC", **asked)["value"] == "5250000000000"


def test_vehicles_with_and_without_chassis_are_two_products(figures: Figures) -> None:
    asked = {"region": "340000", "flow": "export", "indicator": "quantity"}
    assert figures.one(YEARLY, product="VEHICLES-CHASSIS", period="2025", **asked)["value"] == "1228000"
    assert figures.one(YEARLY, product="VEHICLES", period="2024", **asked)["value"] == "954000"


def test_value_and_quantity_of_a_good_grow_apart(figures: Figures) -> None:
    found = figures.find(
        YEARLY, region="100000", product="STEEL", flow="export", period="2025", indicator="growth"
    )
    assert {(row["measure"], row["value"]) for row in found} == {("value", "-0.7"), ("quantity", "7.5")}


def test_growth_on_another_base_names_it(figures: Figures) -> None:
    region = figures.one(YEARLY, region="GRP-JJJ", flow="total", period="2025", indicator="growth")
    assert (region["value"], region["base_period"]) == ("25.7", "2014")
    commerce = figures.one(
        YEARLY, region="100000", regime="cross-border e-commerce", flow="total", indicator="growth"
    )
    assert (commerce["value"], commerce["base_period"]) == ("69.7", "2020")


def test_regimes_and_enterprises_are_dimensions_and_not_products(figures: Figures) -> None:
    products = {row["name_en"].casefold() for row in table("products")}
    assert not any("regime" in name or "enterprise" in name for name in products)
    asked = {"region": "100000", "flow": "export", "period": "2025", "indicator": "value"}
    assert figures.one(YEARLY, regime="ordinary", **asked)["value"] == "17641100000000"
    assert figures.one(YEARLY, operator="private", **asked)["value"] == "17659200000000"


def test_computed_growth_of_the_provinces_is_not_carried_over(figures: Figures) -> None:
    for basis in ("operator", "origin"):
        rows = figures.by_dataflow[f"cn-provinces-usd-{basis}-a"]
        assert {row["indicator"] for row in rows} == {"value"}
        assert len(rows) == 31 * 9


@pytest.mark.parametrize(
    ("basis", "coarse"),
    [("operator", {"2021", "2022", "2023"}), ("origin", {"2022", "2023", "2024"})],
)
def test_years_rounded_to_ten_million_say_so(figures: Figures, basis: str, coarse: set[str]) -> None:
    rows = figures.by_dataflow[f"cn-provinces-usd-{basis}-a"]
    rounded = {row["period"] for row in rows if row["rounding"] == "10000000"}
    assert rounded == coarse
    assert all(Decimal(row["value"]) % 10**7 == 0 for row in rows if row["period"] in coarse)


@pytest.mark.parametrize("basis", ["operator", "origin"])
def test_the_provinces_sum_to_the_nation(figures: Figures, basis: str) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in figures.by_dataflow[f"cn-provinces-usd-{basis}-a"]:
        sums[row["period"]] += Decimal(row["value"])
    nation: dict[str, list[Decimal]] = {year: [Decimal(0), Decimal(0)] for year in sums}
    for row in figures.by_dataflow["cn-comtrade-usd-a"]:
        if row["period"] in nation:
            nation[row["period"]][0] += Decimal(row["value"])
    for row in figures.find(MONTHS, region="100000", flow="total", indicator="value"):
        if row["period"][:4] in nation:
            nation[row["period"][:4]][1] += Decimal(row["value"])
    for year, total in sums.items():
        assert min(abs(total - known) / total for known in nation[year]) < Decimal("0.0005"), year


def test_sectors_and_stages_are_two_classifications() -> None:
    parents = {row["code"]: row["parent"] for row in table("products")}
    levels = {row["code"]: row["level"] for row in table("products")}
    for code, level in levels.items():
        if level in ("sector", "stage"):
            assert levels[parents[code]] == "classification"
            assert (parents[code] == "WITS-SECTORS") == (level == "sector")


def test_mirror_data_name_their_attribution_and_leave_china_out(figures: Figures) -> None:
    attribution = {row["id"]: row["attribution"] for row in table("dataflows")}
    assert attribution[MIRROR] == "mirror"
    assert "CHN" not in {row["market"] for row in figures}
    assert {row["region"] for row in figures.by_dataflow[MIRROR]} == {"100000"}


def test_other_asia_is_taiwan(figures: Figures) -> None:
    rows = figures.find(MIRROR, market="TWN")
    assert rows
    assert all("Other Asia, nes" in row["note"] for row in rows)


def test_thin_years_of_the_mirror_data_say_so(figures: Figures) -> None:
    rows = figures.by_dataflow[MIRROR]
    assert all("Fewer reporters" in row["note"] for row in rows if row["period"] == "2024")
    assert all("Only 13 reporters" in row["note"] for row in rows if row["period"] == "2025")
    assert len({row["market"] for row in rows if row["period"] == "2025"}) == 13
    assert max(row["period"] for row in rows if row["market"] == "RUS") == "2021"
    assert max(row["period"] for row in rows if row["market"] == "VNM") == "2023"


def test_un_comtrade_is_attributed() -> None:
    licences = {row["id"]: row["licence"] for row in table("dataflows")}
    assert "attribution" in licences[MIRROR]
    assert "attribution" in licences["cn-comtrade-usd-a"]


def test_exports_and_imports_of_comtrade_are_valued_differently(figures: Figures) -> None:
    notes = {(row["flow"], row["note"]) for row in figures.by_dataflow["cn-comtrade-usd-a"]}
    assert notes == {("export", "Valued FOB"), ("import", "Valued CIF")}


def test_parts_stand_beside_their_wholes_in_groups(figures: Figures) -> None:
    members = {(row["group"], row["member"]): row for row in table("groups")}
    assert members["EU", "GBR"]["to"] == "2020-01-31"
    assert ("EU", "DEU") in members
    assert ("EU", "FRA") in members
    assert ("ASEAN", "VNM") in members
    markets = {row["market"] for row in figures.find(MONTHS, market="EU")} | {"DEU", "FRA", "VNM", "ASEAN"}
    assert all(figures.find(MONTHS, market=market) for market in markets)


def test_belt_and_road_has_no_invented_members() -> None:
    groups = {row["group"] for row in table("groups")}
    notes = {row["subject"] for row in table("notes") if row["kind"] == "definition"}
    for group in ("BRI", "MIDEAST", "NEIGHBOURS"):
        assert group not in groups
        assert group in notes


def test_the_growth_of_asean_that_was_cut_off_is_left_out(figures: Figures) -> None:
    spans = figures.find("cn-customs-usd-s", market="ASEAN", indicator="growth")
    assert {row["flow"] for row in spans} == {"import"}


def test_shares_of_zhejiang_are_of_different_wholes(figures: Figures) -> None:
    asked = {"region": "330000", "period": "2025", "indicator": "share", "of_region": "100000"}
    assert figures.one(YEARLY, flow="total", **asked)["value"] == "12.2"
    assert figures.one(YEARLY, flow="export", **asked)["value"] == "15.5"


def test_non_exports_are_exports_to_africa(figures: Figures) -> None:
    africa = figures.one(YEARLY, region="330700", market="AFRICA", flow="export", indicator="share")
    assert (africa["value"], africa["of_region"]) == ("41.2", "330000")
    assert "mistranslation" in africa["note"]


def test_three_point_seven_times_is_370_percent(figures: Figures) -> None:
    robots = figures.one(YEARLY, region="310000", product="ROBOTS-SURG", indicator="growth")
    assert (robots["value"], robots["unit"]) == ("370", "percent")
    assert robots["published"] == "increased by 3.7 times"


def test_the_national_total_is_45_trillion_and_not_4(figures: Figures) -> None:
    nation = figures.find(YEARLY, region="100000", flow="total", period="2025", indicator="value")
    assert {row["value"] for row in nation} == {"45470000000000", "45468500000000"}


def test_the_seven_provinces_keep_total_growth_and_contribution(figures: Figures) -> None:
    asked = {"region": "GRP-MAJOR7", "flow": "total", "period": "2025"}
    assert figures.one(YEARLY, indicator="value", **asked)["value"] == "34110000000000"
    assert figures.one(YEARLY, indicator="growth", **asked)["value"] == "2.7"
    half = figures.one(YEARLY, indicator="contribution", **asked)
    assert (half["qualifier"], half["value"], half["unit"]) == (">", "50", "percent of increment")
    assert half["of_region"] == "100000"


def test_more_than_one_third_is_kept_as_printed(figures: Figures) -> None:
    third = figures.one(YEARLY, region="GRP-JSZJSH", indicator="share")
    assert (third["qualifier"], third["value"], third["published"]) == (">", "33.3", "more than one third")


def test_order_is_no_rank(figures: Figures) -> None:
    eighth = figures.one(YEARLY, region="330700", indicator="order")
    assert (eighth["value"], eighth["among"], eighth["threshold"]) == ("8", "city@100000", "1000000000000")
    assert not figures.find(YEARLY, region="330700", indicator="rank")


@pytest.mark.parametrize(
    ("dimension", "name", "code"),
    [
        ("market", "Korea, Rep.", "KOR"),
        ("market", "Rep. of Korea", "KOR"),
        ("market", "USA", "USA"),
        ("region", "GBA", "GRP-GBA9"),
        ("region", "Greater Bay Area, 9 mainland cities", "GRP-GBA9"),
        ("region", "Greater Bay Area 9 mainland cities", "GRP-GBA9"),
        ("region", "Yiwu (Jinhua)", "330782"),
        ("region", "浙江省", "330000"),
        ("region", "Xizang", "540000"),
        ("product", "wind power generators", "WINDTURB"),
    ],
)
def test_other_names_lead_to_one_thing(dimension: str, name: str, code: str) -> None:
    known = {(row["dimension"], row["alias"]): row["code"] for row in table("aliases")}
    own = {(dimension, row["code"]): row["code"] for row in table(f"{dimension}s")}
    assert (own | known)[dimension, name] == code


def test_goods_through_a_port_are_no_trade_of_its_firms(figures: Figures) -> None:
    assert figures.find("cn-customs-port-a", region="540000", product="NEV", indicator="quantity")
    assert not figures.find(YEARLY, region="540000", product="NEV")


def test_the_article_says_that_its_date_is_inferred() -> None:
    article = next(row for row in table("sources") if row["id"] == "cnr-third-pole")
    assert "inferred" in article["note"]
    assert article["reliability"] == "press quoting official"


def test_official_is_only_what_was_read_in_the_publishers_own_text() -> None:
    official = {row["id"] for row in table("sources") if row["reliability"] == "official"}
    assert official == {
        "nbs-communique-2025", "scio-2026-01-14", "scio-2020-01-14", "gacc-review-2020", "scio-2023-01-13",
    }  # fmt: skip


@pytest.mark.parametrize(("part", "whole"), [("DEU", "EU"), ("FRA", "EU"), ("VNM", "ASEAN")])
def test_no_month_of_a_country_exceeds_that_of_its_group(figures: Figures, part: str, whole: str) -> None:
    groups = {
        (row["flow"], row["period"]): Decimal(row["value"])
        for row in figures.find(MONTHS, market=whole, indicator="value")
    }
    members = figures.find(MONTHS, market=part, indicator="value")
    assert len(members) > 500
    for row in members:
        assert Decimal(row["value"]) < groups[row["flow"], row["period"]]


def test_mislabelled_columns_keep_what_was_printed(figures: Figures) -> None:
    (row,) = figures.find(MONTHS, market="DEU", flow="export", period="2000-01", indicator="value")
    assert row["value"] == "686523000"
    assert row["published"].startswith("686523 ")
    assert "tenfold" in row["note"]
