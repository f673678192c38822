"""Each family of checks on a few figures: what agrees, what differs and by how much, what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.checks.family import discover
from app.data.checks.result import judge
from app.data.checks.run import run_checks
from app.model.words import Words
from tests.unit.checks.small_land import checked, figure, growth, land, only, relative

INFINITY = float("inf")


def test_families_are_found_by_themselves() -> None:
    families = discover()
    assert len({family.id for family in families}) == len(families)
    assert {"flows", "parts", "shares", "growths", "ranks", "sources"} <= {family.id for family in families}
    assert all(family.title(Words("en")) for family in families)


@pytest.mark.parametrize(
    ("published", "computed", "firm", "verdict"),
    [
        ((12.15, 12.25), (12.19, 12.22), True, "agrees"),
        ((12.15, 12.25), (12.24, 12.40), True, "agrees"),
        ((12.15, 12.25), (12.25, 12.40), True, "differs"),
        ((33.3, INFINITY), (35.1, 35.3), True, "agrees"),
        ((50.0, INFINITY), (30.0, 49.0), True, "differs"),
        ((19.0, 21.0), (18.5, INFINITY), False, "cannot be checked"),
        ((33.3, INFINITY), (40.0, INFINITY), False, "agrees"),
        ((19.0, 21.0), (25.0, INFINITY), False, "differs"),
        ((3.0, 3.0), (3.0, 3.0), True, "agrees"),
        ((3.0, 3.0), (4.0, 4.0), True, "differs"),
    ],
)
def test_verdicts_follow_from_ranges(
    published: tuple[float, float], computed: tuple[float, float], firm: bool, verdict: str
) -> None:
    assert judge(published, computed, firm=firm) == verdict


def test_nothing_computed_cannot_be_checked() -> None:
    assert judge((1.0, 2.0), None, firm=True) == "cannot be checked"


def test_exports_and_imports_make_the_total(tmp_path: Path) -> None:
    rows = [figure(100), figure(60, flow="export"), figure(40, flow="import")]
    check = only(checked(tmp_path, yuan=rows), "flows")
    assert (check.verdict, check.computed, check.low, check.high) == ("agrees", 100, 99, 101)
    assert len(check.inputs) == 2


def test_a_total_that_does_not_add_up_differs_by_so_much(tmp_path: Path) -> None:
    rows = [figure(100), figure(60, flow="export"), figure(45, flow="import")]
    check = only(checked(tmp_path, yuan=rows), "flows")
    assert (check.verdict, check.difference) == ("differs", 5)
    assert "differs by +5" in check.remark


def test_the_balance_is_exports_less_imports(tmp_path: Path) -> None:
    rows = [
        figure(20, flow="balance", indicator="balance"),
        figure(60, flow="export"),
        figure(40, flow="import"),
    ]
    assert only(checked(tmp_path, yuan=rows), "flows").verdict == "agrees"


def test_parts_leave_a_rest_that_is_not_allocated(tmp_path: Path) -> None:
    rows = [figure(100), figure(50, region="1"), figure(30, region="2"), figure(15, region="3")]
    check = only(checked(tmp_path, yuan=rows), "parts")
    assert (check.verdict, check.computed, check.difference) == ("differs", 95, -5)
    assert "sum of 3 of 3 parts; not allocated: 5 yuan" in check.remark


def test_missing_parts_are_named(tmp_path: Path) -> None:
    rows = [figure(100), figure(50, region="1"), figure(30, region="2")]
    check = only(checked(tmp_path, yuan=rows), "parts")
    assert (check.verdict, check.low, check.high) == ("cannot be checked", 79, None)
    assert check.missing == "total trade of South in 2025"


def test_known_parts_that_exceed_the_whole_differ_whatever_is_missing(tmp_path: Path) -> None:
    rows = [figure(100), figure(80, region="1"), figure(30, region="2")]
    check = only(checked(tmp_path, yuan=rows), "parts")
    assert check.verdict == "differs"


def test_a_group_is_the_sum_of_its_members(tmp_path: Path) -> None:
    rows = [figure(80, region="GRP-UP"), figure(50, region="1"), figure(30, region="2")]
    assert only(checked(tmp_path, yuan=rows), "parts").verdict == "agrees"


def test_sectors_divide_all_products(tmp_path: Path) -> None:
    rows = [figure(80), figure(50, product="S1"), figure(30, product="S2")]
    assert only(checked(tmp_path, yuan=rows), "parts").verdict == "agrees"


def test_overlapping_groups_are_not_added_up_and_it_is_said_why(tmp_path: Path) -> None:
    rows = [figure(80, region="GRP-UP"), figure(60, region="GRP-LOW")]
    check = only(checked(tmp_path, yuan=rows), "overlaps")
    assert "The lower two and The upper two overlap" in check.claim
    assert check.remark == "they share Middle"


def test_a_group_without_known_members_may_overlap(tmp_path: Path) -> None:
    rows = [figure(80, market="ASEAN"), figure(60, market="BRI")]
    assert only(checked(tmp_path, yuan=rows), "overlaps").remark == "their members are not known"


def rank(value: str, **cells: str) -> dict[str, str]:
    return relative("rank", value, **{"region": "2", "among": "province@100000", **cells})


def test_a_rank_says_how_many_have_a_figure(tmp_path: Path) -> None:
    rows = [rank("2"), figure(50, region="1"), figure(30, region="2"), figure(15, region="3")]
    check = only(checked(tmp_path, yuan=rows), "ranks")
    assert (check.verdict, check.low, check.high) == ("agrees", 2, 2)
    assert check.remark == "2nd of the 3 with a figure"


def test_a_wrong_rank_differs(tmp_path: Path) -> None:
    rows = [rank("1"), figure(50, region="1"), figure(30, region="2"), figure(15, region="3")]
    assert only(checked(tmp_path, yuan=rows), "ranks").verdict == "differs"


def test_members_too_small_to_matter_need_no_figure(tmp_path: Path) -> None:
    rows = [
        rank("2", flow="export"),
        figure(50, region="1", flow="export"),
        figure(30, region="2", flow="export"),
    ]
    rows.append(figure(20, region="3"))
    check = only(checked(tmp_path, yuan=rows), "ranks")
    assert check.verdict == "agrees"
    assert "cannot be larger, for their wholes are smaller" in check.remark


def test_a_rank_among_few_figures_is_not_confirmed(tmp_path: Path) -> None:
    check = only(checked(tmp_path, yuan=[rank("1"), figure(30, region="2")]), "ranks")
    assert (check.verdict, check.low, check.high) == ("cannot be checked", 1, 3)


def test_overlapping_groups_do_not_compete_for_a_rank(tmp_path: Path) -> None:
    markets = {"BRI": 90, "ASEAN": 50, "VNM": 20, "USA": 40, "JPN": 30}
    rows = [figure(value, market=code) for code, value in markets.items()]
    rows.append(relative("rank", 1, market="ASEAN", among="market"))
    check = only(checked(tmp_path, yuan=rows), "ranks")
    assert (check.verdict, check.remark) == ("agrees", "1st of the 3 with a figure")


def count(value: str) -> dict[str, str]:
    return relative(
        "count", value, among="province@100000", threshold="30", threshold_unit="CNY", rounding="1"
    )


def test_a_count_is_recounted_with_bounds(tmp_path: Path) -> None:
    rows = [figure(50, region="1"), figure(30, region="2", qualifier=">"), figure(15, region="3")]
    check = only(checked(tmp_path, yuan=[count("2"), *rows]), "counts")
    assert (check.verdict, check.low, check.high) == ("agrees", 2, 2)
    assert check.remark == "North, Middle; 2 have a figure"


def test_a_wrong_count_differs_and_an_open_one_cannot_be_checked(tmp_path: Path) -> None:
    rows = [figure(50, region="1"), figure(20, region="2")]
    assert only(checked(tmp_path / "a", yuan=[count("3"), *rows]), "counts").verdict == "differs"
    check = only(checked(tmp_path / "b", yuan=[count("2"), *rows]), "counts")
    assert (check.verdict, check.missing) == ("cannot be checked", "total trade of South in 2025")


def test_members_are_counted_in_the_table_of_regions(tmp_path: Path) -> None:
    rows = [relative("count", 2, region="2", among="city@2", unit="cities")]
    assert only(checked(tmp_path, yuan=rows), "counts").verdict == "agrees"


def streak(value: str) -> dict[str, str]:
    return relative("streak", value)


def test_a_streak_is_counted_back_to_the_year_that_fell(tmp_path: Path) -> None:
    years = [figure(90, period="2022"), figure(80, period="2023"), figure(85, period="2024"), figure(99)]
    assert only(checked(tmp_path / "a", yuan=[streak("2"), *years]), "streaks").verdict == "agrees"
    check = only(checked(tmp_path / "b", yuan=[streak("3"), *years]), "streaks")
    assert (check.verdict, check.high) == ("differs", 2)


def test_a_streak_with_a_gap_names_the_years(tmp_path: Path) -> None:
    check = only(checked(tmp_path, yuan=[streak("3"), figure(85, period="2024"), figure(99)]), "streaks")
    assert (check.verdict, check.low, check.high) == ("cannot be checked", 1, None)
    assert check.missing.startswith("growth in 2024, 2023, 2022")


def test_a_streak_is_not_counted_in_another_currency(tmp_path: Path) -> None:
    dollars = [figure(80, period="2023", unit="USD"), figure(85, period="2024", unit="USD")]
    years = [figure(90, period="2024"), figure(99)]
    check = only(checked(tmp_path, yuan=[streak("2"), *years], dollars=dollars), "streaks")
    assert check.verdict == "cannot be checked"
    assert check.missing.startswith("growth in 2024")


def test_an_order_counts_those_that_were_above_before(tmp_path: Path) -> None:
    order = relative("order", 2, region="2", among="province@100000", threshold="30", threshold_unit="CNY")
    before = [figure(50, region="1", period="2020"), figure(15, region="3")]
    check = only(checked(tmp_path, yuan=[order, *before]), "orders")
    assert (check.verdict, check.low, check.high) == ("agrees", 2, 2)


def test_twelve_months_make_a_year_on_one_basis(tmp_path: Path) -> None:
    months = [figure(10, period=f"2025-{month:02}") for month in range(1, 13)]
    check = only(checked(tmp_path / "a", yuan=[figure(120)], months=months), "months")
    assert (check.verdict, check.computed) == ("agrees", 120)
    assert only(checked(tmp_path / "b", yuan=[figure(150)], months=months), "months").verdict == "differs"
    families = {check.family for check in checked(tmp_path / "c", origin=[figure(120)], months=months)}
    assert "months" not in families


def test_two_sources_agree_at_two_precisions(tmp_path: Path) -> None:
    rows = [figure(450, rounding="10"), figure(452, source="paper")]
    verdicts = {
        check.source: check.verdict for check in checked(tmp_path, yuan=rows) if check.family == "sources"
    }
    assert verdicts == {"customs": "agrees", "paper": "agrees"}


def test_two_sources_differ_by_so_much(tmp_path: Path) -> None:
    rows = [growth("16.5"), growth("16.4", source="paper")]
    checks = [check for check in checked(tmp_path, yuan=rows) if check.family == "sources"]
    assert [check.verdict for check in checks] == ["differs", "differs"]
    assert {round(check.difference or 0, 6) for check in checks} == {-0.1, 0.1}


def test_two_bounds_confirm_nothing(tmp_path: Path) -> None:
    rows = [figure(400, qualifier=">"), figure(300, qualifier=">", source="paper")]
    checks = [check for check in checked(tmp_path, yuan=rows) if check.family == "sources"]
    assert {check.source: check.verdict for check in checks} == {
        "customs": "cannot be checked",
        "paper": "agrees",
    }


def test_a_part_is_not_larger_than_its_whole(tmp_path: Path) -> None:
    rows = [figure(100), figure(120, product="SHIPS")]
    checks = [check for check in checked(tmp_path, yuan=rows) if check.family == "wholes"]
    assert [check.verdict for check in checks] == ["differs", "agrees"]
    assert checks[0].difference == -20


def test_what_nothing_confirms_says_what_is_needed(tmp_path: Path) -> None:
    rows = [figure(100, product="SHIPS", flow="export")]
    check = only(checked(tmp_path, yuan=rows), "unconfirmed")
    assert (check.verdict, check.missing) == ("cannot be checked", "a second source on this basis")


def test_ids_are_unique_and_stay_the_same(tmp_path: Path) -> None:
    rows = [figure(100), figure(60, flow="export"), figure(40, flow="import"), growth("5.0"), growth("4.0")]
    first = [check.id for check in checked(tmp_path / "a", yuan=rows)]
    assert len(set(first)) == len(first)
    assert first == [check.id for check in checked(tmp_path / "b", yuan=rows)]


def test_checks_stop_once_they_are_not_wanted(tmp_path: Path) -> None:
    years = [figure(90, period="2022"), figure(80, period="2023"), figure(85, period="2024"), figure(99)]
    library = land(tmp_path, yuan=[streak("2"), *years])
    answers = iter((True, True))
    found = run_checks(library.store.cursor(), library, Words("en"), lambda: next(answers, False))
    every = run_checks(library.store.cursor(), library, Words("en"))
    assert len(found) == 1 < len(every)
