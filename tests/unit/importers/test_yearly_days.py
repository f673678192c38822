"""Days that stand for years, and days that are months."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.imports.parsing import periods_of
from tests.unit.importers.desk import look, table


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2022-12-31", "2023-12-31"], ["2022", "2023"]),
        (["2022-01-01", "2023-01-01 00:00:00"], ["2022", "2023"]),
        (["31/12/2022", "31/12/2023"], ["2022", "2023"]),
        (["01/01/2022", "01/01/2023"], ["2022", "2023"]),
        (["2021", "2022-12-31", "2023-12-31", ""], ["2021", "2022", "2023", ""]),
        (["2022-12-31"], ["2022-12"]),
        (["2022-11-30", "2022-12-31", "2023-12-31"], ["2022-11", "2022-12", "2023-12"]),
        (["2022-01-01", "2023-01-01", "2023-02-01"], ["2022-01", "2023-01", "2023-02"]),
        (["2022-01-01", "2022-12-31", "2023-12-31"], ["2022-01", "2022-12", "2023-12"]),
        (["2022-12-31", "2023-12-31", "2023M06"], ["2022-12", "2023-12", "2023-06"]),
        (["2022-06-30", "2023-06-30"], ["2022-06", "2023-06"]),
        (["2022-12-01", "2023-12-01"], ["2022-12", "2023-12"]),
    ],
)
def test_one_day_a_year_is_the_year(texts: list[str], expected: list[str]) -> None:
    assert list(periods_of(texts).values()) == expected


@pytest.mark.parametrize(
    ("name", "days", "periods", "remark"),
    [
        ("date", ("2022-12-31", "2023-12-31"), ("2022", "2023"), "one day a year, such as 2023-12-31"),
        ("date", ("2022-12-31",), ("2022-12",), "The only period is 2022-12-31: its month is taken."),
        ("month", ("2022-01-01", "2023-01-01"), ("2022-01", "2023-01"), ""),
        ("date", ("2022-01-31", "2022-02-28"), ("2022-01", "2022-02"), ""),
    ],
)
def test_the_user_is_told_how_days_are_read(
    tmp_path: Path, name: str, days: tuple[str, ...], periods: tuple[str, ...], remark: str
) -> None:
    path = tmp_path / "own.csv"
    head = ["reporter", "partner", "flow", name, "value_usd"]
    path.write_text(table([head, *(["CN", "US", "export", day, "5"] for day in days)]), encoding="utf-8")
    found = look(path)
    told = " ".join(text for text in map(str, found.remarks) if "day a year" in text or "only period" in text)
    assert found.periods == periods
    assert remark in told
    assert bool(remark) == bool(told)


def test_days_above_columns_are_years_as_well(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    rows = [["country", "HS6", "2022-12-31", "2023-12-31"], ["China", "850440", "5", "7"]]
    path.write_text(table(rows), encoding="utf-8")
    found = look(path)
    assert found.periods == ("2022", "2023")
    assert any("one day a year" in str(remark) for remark in found.remarks)
