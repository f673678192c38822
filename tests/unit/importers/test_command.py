"""`import` on the command line: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import run_command
from app.cli.session import Session
from app.cli.text_table import write_wrapped
from app.places import standard_folders
from tests.unit.importers.fixtures import FOLDER


def _run(*argv: str) -> tuple[int, str, str]:
    session = Session(standard_folders(), io.StringIO(), io.StringIO())
    code = run_command(["import", *argv], session)
    assert isinstance(session.out, io.StringIO)
    assert isinstance(session.errors, io.StringIO)
    return code, session.out.getvalue(), session.errors.getvalue()


def _dry(file: str, *more: str) -> dict[str, Any]:
    code, out, errors = _run(str(FOLDER / file), "--dry-run", "--format", "json", *more)
    assert (code, errors) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_a_dry_run_never_asks_and_writes_nothing() -> None:
    found = _dry("customs-monthly.csv")
    assert found["importer"] == "customs-query"
    assert (found["rows_read"], found["rows_kept"], found["encoding"]) == (3, 3, "GB18030")
    assert found["totals"][0] == {"flow": None, "indicator": "value", "unit": "CNY", "total": 2_005_000}
    assert found["flow_in_file"] is False
    code, out, _ = _run(str(FOLDER / "customs-monthly.csv"), "--dry-run")
    assert code == 0
    assert "flow: not in the file, give --flow" in out
    assert "total value: 2005000 CNY" in out
    assert not standard_folders().datasets.exists()


def test_re_exports_stand_on_lines_of_their_own() -> None:
    _, out, _ = _run(str(FOLDER / "legacy-35.csv"), "--dry-run")
    assert "total export: 350 USD" in out
    assert "total re-export: 9 USD" in out
    assert "total re-import: 8 USD" in out
    assert "left out: 1 (aggregate beside its parts)" in out


def test_problems_carry_line_numbers() -> None:
    problems = {problem["kind"]: problem["lines"] for problem in _dry("legacy-35.csv")["problems"]}
    assert problems["duplicate"] == [5]


def test_an_import_and_its_name() -> None:
    code, out, _ = _run(
        str(FOLDER / "customs-monthly.csv"), "--flow", "import", "--name", "Soya", "--format", "json"
    )
    written = json.loads(out)
    assert (code, written["dataset"], written["rows_kept"]) == (0, "soya", 3)
    assert (standard_folders().datasets / "soya.duckdb").is_file()


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["customs-monthly.csv"], 2, "give --flow export or --flow import"),
        (["customs-monthly.csv", "--importer", "nonsense"], 2, "no importer 'nonsense'"),
        (["absent.csv"], 2, "does not exist"),
        (["tidy.csv", "--mapping", "absent.json"], 1, "cannot be read"),
        (["../__init__.py"], 1, "empty"),
    ],
)
def test_what_goes_wrong_is_one_line(argv: list[str], code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    file = tmp_path / "empty.csv" if said == "empty" else FOLDER / argv[0]
    found, out, errors = _run(str(file), *argv[1:])
    assert (found, out) == (code, "")
    assert said in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["comtrade-current.csv", "customs-places.csv", "wits-summary.csv"])
def test_a_dry_run_fits_a_terminal(name: str, language: str) -> None:
    """A line for each of Comtrade's 47 columns, none wider than 100; Chinese letters take two."""
    _, out, _ = _run(str(FOLDER / name), "--dry-run", "--language", language)
    widths = [sum(1 + (ord(letter) >= 0x2E80) for letter in line) for line in out.splitlines()]
    assert max(widths) <= 100


def test_each_column_says_what_it_is_read_as() -> None:
    _, out, _ = _run(str(FOLDER / "customs-monthly.csv"), "--dry-run")
    lines = [line.split()[:3] for line in out.splitlines()]
    assert ["数据年月", "Period", "202401"] in lines
    assert ["第一数量", "Quantity", "3,000"] in lines


def test_sentences_are_broken_between_words_and_between_chinese_letters() -> None:
    out = io.StringIO()
    write_wrapped("one two three 文件所列各项之和 four", out, 12)
    assert out.getvalue().splitlines() == ["one two", "  three 文件", "  所列各项之", "  和 four"]
