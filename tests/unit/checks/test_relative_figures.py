"""Checks of shares, growth rates and contributions on a few figures: ranges, bounds, other bases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_land import checked, figure, growth, only, relative


def share(value: str, **cells: str) -> dict[str, str]:
    return relative("share", value, **{"region": "2", "of_region": "100000", "rounding": "0.1", **cells})


def test_a_share_is_recomputed_with_its_rounding(tmp_path: Path) -> None:
    rows = [share("30.1"), figure(1000), figure(301, region="2")]
    check = only(checked(tmp_path, yuan=rows), "shares")
    assert check.verdict == "agrees"
    assert check.computed == pytest.approx(30.1)
    assert check.low == pytest.approx(300.5 / 1000.5 * 100)
    assert check.high == pytest.approx(301.5 / 999.5 * 100)


def test_a_share_that_is_wrong_differs(tmp_path: Path) -> None:
    rows = [share("33.3"), figure(1000), figure(301, region="2")]
    check = only(checked(tmp_path, yuan=rows), "shares")
    assert check.verdict == "differs"
    assert check.difference == pytest.approx(-3.2)


def test_a_bound_agrees_from_inside_only(tmp_path: Path) -> None:
    rows = [figure(1000), figure(301, region="2")]
    above = [share("25", qualifier=">"), *rows]
    below = [share("35", qualifier=">"), *rows]
    assert only(checked(tmp_path / "above", yuan=above), "shares").verdict == "agrees"
    assert only(checked(tmp_path / "below", yuan=below), "shares").verdict == "differs"


def test_a_share_of_a_group_uses_the_sum_of_its_members(tmp_path: Path) -> None:
    rows = [share("70", region="GRP-UP"), figure(1000), figure(400, region="1"), figure(300, region="2")]
    check = only(checked(tmp_path, yuan=rows), "shares")
    assert check.verdict == "agrees"


def test_a_share_of_all_regimes_is_not_of_itself(tmp_path: Path) -> None:
    rows = [share("60", region="2", of_region="2", regime="ordinary"), figure(100, region="2")]
    rows.append(figure(60, region="2", regime="ordinary"))
    assert only(checked(tmp_path, yuan=rows), "shares").computed == pytest.approx(60)


def test_a_missing_part_is_enclosed_but_not_confirmed(tmp_path: Path) -> None:
    rows = [share("30"), figure(1000)]
    months = [figure(250, region="2", period="2025-01/2025-10")]
    check = only(checked(tmp_path, yuan=rows, spans=months), "shares")
    assert check.verdict == "cannot be checked"
    assert check.low == pytest.approx(249.5 / 1000.5 * 100)
    assert check.missing == "total trade of Middle in 2025"


def test_bases_are_never_mixed(tmp_path: Path) -> None:
    rows = [share("30"), figure(1000)]
    other = [figure(300, region="2", unit="CNY")]
    check = only(checked(tmp_path, yuan=rows, origin=other), "shares")
    assert check.verdict == "cannot be checked"
    assert "only on another basis, which is not mixed in: The origin" in check.missing


def test_growth_is_held_against_both_levels(tmp_path: Path) -> None:
    rows = [growth("5.0"), figure(1050), figure(1000, period="2024")]
    check = only(checked(tmp_path, yuan=rows), "growths")
    assert check.verdict == "agrees"
    assert check.computed == pytest.approx(5)


def test_growth_that_does_not_fit_may_rest_on_a_revised_level(tmp_path: Path) -> None:
    rows = [growth("5.8"), figure(1050), figure(1000, period="2024")]
    check = only(checked(tmp_path, yuan=rows), "growths")
    assert (check.verdict, check.missing) == (
        "cannot be checked",
        "the level of 2024 as it was revised later",
    )
    assert check.difference == pytest.approx(-0.8)
    assert "0.76% below its print" in check.remark


def test_growth_that_no_revision_explains_differs(tmp_path: Path) -> None:
    rows = [growth("8.5"), figure(1050), figure(1000, period="2024")]
    check = only(checked(tmp_path, yuan=rows), "growths")
    assert (check.verdict, check.missing) == ("differs", "")
    assert "3.23% below its print" in check.remark


def test_growth_beyond_a_bound_rests_on_no_revised_level(tmp_path: Path) -> None:
    rows = [growth("8.5", qualifier="<"), figure(1200), figure(1000, period="2024")]
    check = only(checked(tmp_path, yuan=rows), "growths")
    assert check.verdict == "differs"
    assert "its print" not in check.remark


def test_growth_of_another_base_uses_that_base(tmp_path: Path) -> None:
    rows = [growth("50.0", base_period="2014"), figure(1500), figure(1000, period="2014")]
    assert only(checked(tmp_path, yuan=rows), "growths").verdict == "agrees"


def test_growth_without_levels_names_them(tmp_path: Path) -> None:
    check = only(checked(tmp_path, yuan=[growth("5.0"), figure(1050)]), "growths")
    assert (check.verdict, check.missing) == ("cannot be checked", "total trade of China in 2024")


def test_growth_is_held_against_that_of_its_members(tmp_path: Path) -> None:
    rows = [growth("5.0", region="GRP-UP")]
    rows += [figure(1100, region="1"), growth("10.0", region="1"), figure(1000, region="2")]
    rows += [growth("0.0", region="2")]
    checks = [check for check in checked(tmp_path, yuan=rows) if check.claim.startswith("The upper two")]
    check = only(checks, "growths")
    assert check.verdict == "agrees"
    assert check.computed == pytest.approx(5, abs=0.01)
    assert check.high is not None
    assert check.low is not None
    assert check.high - check.low == pytest.approx(0.1, abs=0.03)


def contribution(value: str, **cells: str) -> dict[str, str]:
    return relative(
        "contribution", value, **{"region": "1", "of_region": "100000", "qualifier": ">", **cells}
    )


def test_a_contribution_carries_the_rounding_of_two_increments(tmp_path: Path) -> None:
    rows = [
        contribution("50"),
        figure(3411, region="1"),
        growth("2.7", region="1"),
        figure(4547),
        growth("3.8"),
    ]
    check = only(checked(tmp_path, yuan=rows), "contributions")
    assert check.verdict == "agrees"
    assert check.computed == pytest.approx(53.87, abs=0.02)
    assert check.low == pytest.approx(52.2, abs=0.1)
    assert check.high == pytest.approx(55.6, abs=0.1)


def test_a_contribution_needs_both_increments(tmp_path: Path) -> None:
    check = only(checked(tmp_path, yuan=[contribution("50"), figure(4547), growth("3.8")]), "contributions")
    assert check.verdict == "cannot be checked"
    assert check.missing == "total trade of North in 2025; total trade of North in 2024"
