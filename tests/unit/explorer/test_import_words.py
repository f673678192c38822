"""What an import found, in the words that a terminal and the form share."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.imports.findings import Problem, Total
from app.explorer.import_words import dataflow_text, problem_text, read_as, year_text
from app.model.words import Words
from tests.unit.importers.desk import look, table


@pytest.mark.parametrize(
    ("header", "columns", "expected"),
    [
        (("Value, USD", "year"), "Value, USD", ["Value", ""]),
        (("Value", "USD"), "Value, USD", ["Value", "Value"]),
        (("Value, USD", "Value, EUR"), "Value, USD, Value, EUR", ["Value", "Value"]),
        (("value ", "Val"), "Value", ["Value", ""]),
    ],
)
def test_a_column_whose_name_has_a_comma_is_read(
    header: tuple[str, ...], columns: str, expected: list[str]
) -> None:
    assert read_as(header, {"value": columns}, Words("en")) == expected


def test_a_problem_names_the_first_lines_and_an_example() -> None:
    problem = Problem("text", 9, tuple(range(1001, 1010)), "a\x00b")
    assert problem_text(problem, Words("en")) == (
        "text instead of a number: 9 · line 1,001, 1,002, 1,003, 1,004, 1,005, 1,006, 1,007, 1,008 …, "
        "such as 'a b'"
    )


@pytest.mark.parametrize(
    ("dataflow", "told"), [("a", "by year"), ("s", "part-years"), ("fob-m", "fob by month"), ("own", "own")]
)
def test_sums_of_several_dataflows_are_told_apart_in_words(dataflow: str, told: str) -> None:
    assert dataflow_text(Total("export", "value", "USD", 1, dataflow=dataflow), Words("en")) == told


def test_a_year_of_which_months_are_missing_says_so(tmp_path: Path) -> None:
    rows = [("region", "flow", "period", "value")]
    rows += [("China", "export", f"2022-{month:02d}", "1") for month in range(1, 13)]
    rows += [("China", "export", "2023-Q1", "3"), ("China", "export", "2024", "9")]
    path = tmp_path / "own.csv"
    path.write_text(table(rows), encoding="utf-8")
    years = {total.year: total for total in look(path).totals_by_year}
    shown = [year_text(years[year], Words("en")) for year in ("2022", "2023", "2024")]
    assert shown == ["2022", "2023 (months: 3)", "2024"]
    assert year_text(Total("export", "value", "USD", 1), Words("en")) == ""


def test_an_empty_further_quantity_is_no_problem(tmp_path: Path) -> None:
    header = "数据年月,商品编码,贸易伙伴编码,第一数量,第一计量单位,第二数量,第二计量单位,美元"
    rows = ("202401,8542,502,,个,0,?,5", "202401,8542,116,3,个,,,5")
    path = tmp_path / "query.csv"
    path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    assert [(problem.kind, problem.figures) for problem in look(path).problems] == [("suppressed", 1)]
