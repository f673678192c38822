"""What the article claims, with the verdict that the other figures give."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.data.checks.result import VERDICTS, Check
from app.data.library import Library

ARTICLE = "cnr-third-pole"


def of_the_article(checks: list[Check], family: str, **subject: str) -> Check:
    """The one check of a family on a figure of the article."""
    found = [
        check
        for check in checks
        if check.family == family
        and check.subject is not None
        and ARTICLE in check.source.split(";")
        and all(getattr(check.subject, name) == value for name, value in subject.items())
    ]
    assert len(found) == 1, [check.claim for check in found]
    return found[0]


@pytest.mark.parametrize(("flow", "printed", "computed"), [("total", 12.2, 12.21), ("export", 15.5, 15.52)])
def test_the_two_shares_of_zhejiang(checks: list[Check], flow: str, printed: float, computed: float) -> None:
    check = of_the_article(checks, "shares", region="330000", flow=flow, product="ALL")
    assert check.verdict == "agrees"
    assert check.published == printed
    assert check.computed == pytest.approx(computed, abs=0.01)


def test_three_neighbours_have_more_than_a_third(checks: list[Check]) -> None:
    check = of_the_article(checks, "shares", region="GRP-JSZJSH")
    assert check.verdict == "agrees"
    assert check.low is not None
    assert check.low > 35
    assert "more than one third" in check.claim
    assert "33.3" in check.claim


def test_seven_provinces_made_more_than_half_of_the_increment(checks: list[Check]) -> None:
    check = of_the_article(checks, "contributions", region="GRP-MAJOR7")
    assert check.verdict == "agrees"
    assert check.low is not None
    assert check.low > 50
    assert check.computed == pytest.approx(54, abs=0.5)
    assert len(check.inputs) == 4


def test_seven_provinces_add_up(checks: list[Check]) -> None:
    check = of_the_article(checks, "parts", region="GRP-MAJOR7")
    assert check.verdict == "agrees"
    assert "34.11 trillion" in check.claim
    assert "sum of 7 of 7 parts" in check.remark


def test_all_provinces_add_up_to_china(checks: list[Check]) -> None:
    check = of_the_article(checks, "parts", region="100000")
    assert check.verdict == "agrees"
    assert "sum of 31 of 31 parts; not allocated" in check.remark


def test_nine_provinces_are_above_a_trillion(checks: list[Check]) -> None:
    check = of_the_article(checks, "counts", region="100000")
    assert (check.verdict, check.low, check.high) == ("agrees", 9, 9)


@pytest.mark.parametrize(("region", "rank"), [("440000", 1), ("320000", 2), ("330000", 3), ("310000", 4)])
def test_the_first_four_provinces(checks: list[Check], region: str, rank: int) -> None:
    check = of_the_article(checks, "ranks", region=region, flow="total", product="ALL", market="WORLD")
    assert (check.verdict, check.computed) == ("agrees", rank)
    assert "of the 31 with a figure" in check.remark


def test_zhejiang_is_second_in_exports_though_many_provinces_have_no_figure(checks: list[Check]) -> None:
    check = of_the_article(checks, "ranks", region="330000", flow="export")
    assert (check.verdict, check.low, check.high) == ("agrees", 2, 2)


def test_the_labour_intensive_share_follows_from_the_seven_goods(checks: list[Check]) -> None:
    check = of_the_article(checks, "shares", region="330000", product="LABOUR")
    assert check.verdict == "agrees"
    assert check.computed == pytest.approx(30.24, abs=0.01)
    assert len(check.inputs) == 8


def test_growth_on_a_revised_level_is_told_apart_from_an_error(checks: list[Check]) -> None:
    check = of_the_article(checks, "growths", region="620000")
    assert check.verdict == "cannot be checked"
    assert check.missing == "the level of 2024 as it was revised later"
    assert check.remark.endswith("rests on a level of 2024 that is 0.47% below its print")


def test_what_differs_comes_first_and_the_newest_dataflow_before_old_tables(checks: list[Check]) -> None:
    verdicts = [VERDICTS.index(check.verdict) for check in checks]
    assert verdicts == sorted(verdicts)
    assert checks[0].dataflow == "cn-customs-cny-a"
    assert sum(check.verdict == "differs" for check in checks) < 200


def test_jinhuas_fifth_is_only_bounded_by_ten_months(checks: list[Check]) -> None:
    check = of_the_article(checks, "shares", region="330700", market="WORLD")
    assert check.verdict == "cannot be checked"
    assert check.low == pytest.approx(18.5, abs=0.1)
    assert "exports of Jinhua in 2025" in check.missing


def test_the_delta_grew_as_its_four_members_say(checks: list[Check]) -> None:
    check = of_the_article(checks, "growths", region="GRP-YRD")
    assert check.verdict == "agrees"
    assert check.computed == pytest.approx(6.3, abs=0.05)


def test_nine_years_of_growth_are_each_printed_in_yuan(checks: list[Check]) -> None:
    check = of_the_article(checks, "streaks", region="100000")
    assert check.verdict == "agrees"
    assert check.remark == "growth is known of 9 of the 9 years"


def test_two_prints_of_zhejiangs_trade_with_asean_differ(checks: list[Check]) -> None:
    check = of_the_article(checks, "sources", region="330000", market="ASEAN", indicator="growth")
    assert check.verdict == "differs"
    assert check.difference == pytest.approx(-0.1)


def test_every_figure_of_the_article_is_the_subject_of_a_check(checks: list[Check], bundled: Library) -> None:
    rows = bundled.store.cursor().execute(
        "SELECT region, market, product, flow, period, indicator, value, source FROM observations "
        "WHERE list_contains(string_split(source, ';'), ?)",
        [ARTICLE],
    )
    figures = set(rows.fetchall())
    subjects = {
        (
            seen.region,
            seen.market,
            seen.product,
            seen.flow,
            seen.period,
            seen.indicator,
            seen.value,
            seen.source,
        )
        for check in checks
        if (seen := check.subject)
    }
    assert len(figures) > 60
    assert figures <= subjects


def test_every_seed_fact_is_in_a_check(checks: list[Check], shared: Path) -> None:
    with (shared / "dataset" / "seed_facts.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    scales = {"trillion": 1e12, "billion": 1e9, "million": 1e6}
    missing = []
    for fact in facts:
        word = next((word for word in scales if word in fact["unit"].split()), "")
        scaled = word and fact["indicator"] in ("value", "quantity")
        value = float(fact["value"]) * (scales[word] if scaled else 1)
        found = [
            check
            for check in checks
            if check.subject is not None
            and check.subject.region == fact["region_code"]
            and check.subject.indicator == fact["indicator"]
            and check.subject.flow == fact["flow"]
            and check.subject.qualifier == fact["qualifier"]
            and check.published == pytest.approx(value)
            and f"{float(fact['value']):g}" in check.claim
        ]
        if not found:
            missing.append(fact["id"])
    assert facts
    assert missing == []


def test_every_relative_figure_is_checked(checks: list[Check], bundled: Library) -> None:
    relative = ("share", "rank", "growth", "count", "contribution", "order", "streak")
    row = (
        bundled.store.cursor()
        .execute("SELECT count(*) FROM observations WHERE list_contains(?, indicator)", [list(relative)])
        .fetchone()
    )
    done = {check.subject for check in checks if check.subject and check.subject.indicator in relative}
    assert row is not None
    assert len(done) == row[0]


def test_verdicts_say_what_they_have_to(checks: list[Check]) -> None:
    for check in checks:
        assert check.verdict in VERDICTS
        assert check.claim
        assert bool(check.missing) == (check.verdict == "cannot be checked"), check
        assert check.difference is not None or check.verdict != "differs", check
        assert ("differs by" in check.remark) == (check.difference is not None)
        assert check.verdict != "agrees" or check.difference is None


def test_ids_are_unique(checks: list[Check]) -> None:
    assert len({check.id for check in checks}) == len(checks)
