"""`figures`: every observation with its source, under any name, unscaled, exit codes 0, 1 and 2."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import places
from app.cli import figures_command
from app.cli.figures_command import COLUMNS, ORIGIN_COLUMNS, RELATIVE_COLUMNS
from app.cli.main import main
from app.cli.session import Session
from app.cli.text_table import write_table
from tests.unit.cli.conftest import Line
from tests.unit.data.small_set import observation, write_set

ALWAYS = {
    "region_code", "region", "market", "product", "flow", "period", "indicator", "qualifier", "value", "unit",
    "status", "source", "note",
}  # fmt: skip


def test_a_place_under_its_code_and_its_names_gives_the_same(line: Line) -> None:
    by_code = line.figures(region="330000")
    assert len(by_code) > 50
    for name in ("Zhejiang", "浙江", "zhejiang", "CN-ZJ", "zhe jiang"):
        assert line.figures(region=name) == by_code


def test_without_filters_every_observation_of_the_region(line: Line) -> None:
    cursor = line.session.explorer.open_cursor()
    counted = cursor.execute("SELECT count(*) FROM observations WHERE region = '540000'").fetchone()
    assert counted is not None
    assert len(line.figures(region="Tibet")) == counted[0] > 20
    assert {row["region_code"] for row in line.figures(region="Tibet")} == {"540000"}


def test_every_row_has_every_key(line: Line) -> None:
    for row in line.figures(region="Zhejiang"):
        assert row.keys() >= ALWAYS
        assert row["status"] in ("reported", "derived")
        assert row["source"]
        assert row["published"]
        assert isinstance(row["value"], int | float)


def test_numbers_are_unscaled_numbers(line: Line) -> None:
    (total,) = (
        row
        for row in line.figures(region="Zhejiang", period="2025", flow="total", indicator="value")
        if (row["market"], row["product"], row.get("operator")) == ("World", "All products", None)
        and "National Radio" in row["source"]
    )
    assert total["value"] == 5_550_000_000_000
    assert isinstance(total["value"], int)
    assert total["unit"] == "CNY"
    assert '"value": 5550000000000,' in line.run("figures", "--region", "Zhejiang", "--format", "json")[1]


def test_what_a_relative_figure_is_of(line: Line) -> None:
    shares = line.figures(region="330000", indicator="share", flow="export", period="2025")
    assert any((row["value"], row.get("of_region")) == (15.5, "100000") for row in shares)
    ranks = line.figures(region="330000", indicator="rank", period="2025")
    assert any(row["among"] == "province@100000" for row in ranks)
    assert all("of_region" not in row for row in ranks)
    counts = line.figures(region="100000", indicator="count")
    assert any((row["threshold"], row["threshold_unit"]) == (10**12, "CNY") for row in counts)


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        ("2025", {"2025"}, {"2024", "2025-01/2025-11"}),
        ("2016/2018", {"2016", "2017", "2018"}, {"2019", "2025"}),
        ("2025-01/2025-11", {"2025-01/2025-11"}, {"2025", "2024"}),
    ],
)
def test_periods(line: Line, period: str, inside: set[str], outside: set[str]) -> None:
    found = {row["period"] for row in line.figures(region="Zhejiang", period=period)}
    assert found >= inside
    assert not found & outside


def test_filters_agree_with_what_they_say(line: Line) -> None:
    found = line.figures(
        region="浙江", market="东盟", flow="total", period="2025", indicator="growth",
        dataflow="cn-customs-cny-a",
    )  # fmt: skip
    assert {(row["market"], row["indicator"], row["dataflow"]) for row in found} == {
        ("ASEAN", "growth", "cn-customs-cny-a")
    }
    assert {row["value"] for row in found} == {16.4, 16.5}
    assert line.figures(product="Wind turbines", region="Zhejiang")[0]["product"] == "Wind turbines"


def test_nothing_found_is_no_error(line: Line) -> None:
    assert line.run("figures", "--region", "Zhejiang", "--period", "1949", "--format", "json") == (0, "[]\n")


def test_sums_of_groups_are_listed_and_marked(line: Line) -> None:
    asked = ["--region", "East China (ten provinces)", "--dataflow", "cn-provinces-usd-operator-a"]
    rows = json.loads(line.run("figures", *asked, "--format", "json")[1])
    assert {row["period"] for row in rows} >= {"2016", "2024"}
    assert {row["status"] for row in rows} == {"derived"}
    assert "USD (derived)" in line.run("figures", *asked)[1]


def test_csv_has_all_columns_and_the_same_rows(line: Line) -> None:
    code, text = line.run("figures", "--region", "Zhejiang", "--period", "2025", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert code == 0
    assert tuple(rows[0]) == (*COLUMNS, *RELATIVE_COLUMNS, *ORIGIN_COLUMNS)
    plain = line.figures(region="Zhejiang", period="2025")
    assert [row["value"] for row in rows] == [str(row["value"]) for row in plain]
    assert [row["of_region"] for row in rows] == [row.get("of_region", "") for row in plain]


def test_the_table_is_for_people(line: Line) -> None:
    code, text = line.run("figures", "--region", "Jinhua", "--period", "2025")
    assert code == 0
    lines = text.splitlines()
    assert lines[0].split() == ["region", "period", "what", "figure", "source"]
    assert any("share of Zhejiang" in shown for shown in lines)
    assert any("> 1,000,000,000,000 CNY" in shown for shown in lines)
    assert all(shown == shown.rstrip() for shown in lines)


def test_columns_of_chinese_text_are_as_wide_as_they_look() -> None:
    out = io.StringIO()
    write_table(("name", "value"), [["浙江", "1"], ["Ningbo", "2"], ["x" * 50, "3"]], out, widest=10)
    assert out.getvalue().splitlines() == [
        "name        value", "浙江        1", "Ningbo      2", "xxxxxxxxx…  3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["figures", "--region", "Zhejian"], "third-pole: no region is called 'Zhejian'; nearest: Zhejiang"),
        (["figures", "--market", "Asian"], "third-pole: no market is called 'Asian'; nearest: "),
        (["figures", "--product", "qqqqqq"], "third-pole: no product is called 'qqqqqq'"),
        (
            ["figures", "--region", "Zhejiang", "--period", "soon"],
            "third-pole: 'soon' is not a period such as",
        ),
        (["figures", "--region", "Zhejiang", "--period", "2025-13"], "third-pole: month 13 is not between"),
        (
            ["figures", "--dataflow", "x"],
            "third-pole: no dataflow is called 'x'; there are: cn-customs-cny-a",
        ),
    ],
)
def test_a_wrong_call_is_one_line_and_2(
    line: Line, capsys: pytest.CaptureFixture[str], argv: list[str], said: str
) -> None:
    code, text = line.run(*argv)
    error = capsys.readouterr().err
    assert (code, text) == (2, "")
    assert error.startswith(said)
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["figures", "--flow", "smuggling"], ["figures", "--format", "xml"], ["figures", "--regio"],
        ["conquer"], ["figures", "Zhejiang"], ["datasets", "--format", "csv"],
    ],
)  # fmt: skip
def test_what_no_command_takes_is_one_line_and_2(
    line: Line, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        line.run(*argv)
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_more_figures_than_are_listed_is_said(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_command, "LIMIT", 3)
    assert len(line.figures(region="Zhejiang")) == 3
    assert line.errors.getvalue() == "third-pole: bundled has more than 3 such figures; these are the first\n"


def test_datasets_lists_every_dataflow_with_its_basis(line: Line) -> None:
    rows = line.rows("datasets")
    known = line.session.explorer.library.catalogs["bundled"].dataflows
    assert [row["dataflow"] for row in rows] == list(known)
    assert all(row["figures"] > 0 and row["basis"] and row["dataset"] == "bundled" for row in rows)
    code, text = line.run("datasets")
    assert code == 0
    assert "cn-provinces-usd-operator-a" in text


def test_the_whole_command_line_without_a_session(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["figures", "--region", "浙江", "--period", "2025", "--flow", "total", "--format", "json"]) == 0
    )
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert {row["region"] for row in rows} == {"Zhejiang"}


def test_a_reader_that_goes_away_is_no_error(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(text: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(line.out, "write", gone)
    assert line.run("figures", "--region", "Tibet")[0] == 0


def test_a_reader_that_goes_away_before_the_end_leaves_no_trace() -> None:
    program = [sys.executable, "-m", "app", "datasets"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(program, env=buffered, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_damage_is_named_and_the_rest_is_listed(tmp_path: Path) -> None:
    data = write_set(tmp_path / "set", yuan=[observation(), observation(region="330000", value="many")])
    (data / "notes.csv").unlink()
    out, errors = io.StringIO(), io.StringIO()
    folders = places.Folders(data, places.resources(), tmp_path / "home", tmp_path / "home")
    line = Line(Session(folders, out, errors), out, errors)
    assert [row["value"] for row in line.figures(region="China")] == [1000]
    assert errors.getvalue().splitlines() == [
        "third-pole: left out: notes.csv: the file is missing",
        "third-pole: left out: yuan.csv: line 3, column value: expected a number, found 'many'",
    ]
    assert line.figures(region="Zhejiang") == []
    assert errors.getvalue() == "third-pole: the open data sets have no such figure\n"


def test_a_call_that_finds_nothing_says_so(line: Line) -> None:
    code, text = line.run("figures", "--region", "China", "--indicator", "rank")
    assert (code, len(text.splitlines())) == (0, 1)
    assert "no such figure" in line.errors.getvalue()


def test_an_unknown_indicator_is_a_wrong_call(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    assert line.run("figures", "--region", "China", "--indicator", "growht")[0] == 2
    assert "no indicator is called 'growht'; there are: balance, contribution" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ({"region": "浙江省", "market": "Belt & Road"}, {"region": "330000", "market": "BRI"}),
        ({"region": "宁波市", "product": "新三样"}, {"region": "330200", "product": "NEW3"}),
        ({"region": "NINGBO", "product": "new three"}, {"region": "330200", "product": "NEW3"}),
        ({"region": "Xizang"}, {"region": "Tibet"}),
        ({"region": "大湾区"}, {"region": "GRP-GBA9"}),
        (
            {"region": "China", "market": "u.s.", "period": "2025"},
            {"region": "100000", "market": "USA", "period": "2025"},
        ),
        ({"region": "广东", "period": "2025-H1"}, {"region": "440000", "period": "2025-01/2025-06"}),
    ],
)
def test_what_people_type(line: Line, asked: dict[str, str], same: dict[str, str]) -> None:
    found = line.figures(**asked)
    assert found
    assert found == line.figures(**same)
