"""`check` on the command line: rows as JSON or a table, and what the exit code says."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import places
from app.cli.commands import run_command
from app.cli.session import Session
from app.places import Folders
from tests.unit.checks.small_land import figure, land

SOUND = [figure(100), figure(60, flow="export"), figure(40, flow="import")]
WRONG = [figure(100), figure(60, flow="export"), figure(45, flow="import")]
FIELDS = {
    "id", "claim", "verdict", "published", "computed", "low", "high", "unit", "inputs", "missing",
}  # fmt: skip


def call(folder: Path, rows: Sequence[Mapping[str, str]], *argv: str) -> tuple[int, str]:
    """Exit code and output of `check` on a small land."""
    land(folder / "land", yuan=rows)
    folders = Folders(folder / "land", places.resources(), folder / "user", folder / "settings")
    out = io.StringIO()
    code = run_command(["check", *argv], Session(replace(folders), out, io.StringIO()))
    return code, out.getvalue()


@pytest.mark.parametrize(
    ("rows", "argv", "code"),
    [
        (SOUND, (), 0),
        (WRONG, (), 0),
        (SOUND, ("--strict",), 0),
        (WRONG, ("--strict",), 1),
        (WRONG, ("--strict", "--format", "json"), 1),
    ],
)
def test_only_a_strict_call_fails_where_a_figure_differs(
    tmp_path: Path, rows: list[dict[str, str]], argv: tuple[str, ...], code: int
) -> None:
    assert call(tmp_path, rows, *argv)[0] == code


def test_json_has_every_field(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = json.loads(call(tmp_path, WRONG, "--format", "json")[1])
    assert rows
    assert all(row.keys() >= FIELDS for row in rows)
    (flows,) = [row for row in rows if row["family"] == "flows"]
    assert (flows["verdict"], flows["published"], flows["computed"], flows["unit"]) == (
        "differs",
        100,
        105,
        "CNY",
    )
    assert (flows["low"], flows["high"]) == (104, 106)
    assert flows["inputs"] == [
        "exports of China in 2025: 60 [customs]",
        "imports of China in 2025: 45 [customs]",
    ]


def test_open_ends_are_null(tmp_path: Path) -> None:
    rows = [
        figure(100),
        figure(50, region="1", qualifier=">"),
        figure(30, region="2"),
        figure(10, region="3"),
    ]
    found: list[dict[str, Any]] = json.loads(call(tmp_path, rows, "--format", "json")[1])
    assert all(row["high"] is None for row in found if row["missing"])


def test_the_table_ends_with_the_tally(tmp_path: Path) -> None:
    text = call(tmp_path, WRONG)[1]
    assert text.splitlines()[0].split() == ["check", "verdict", "claim", "computed"]
    assert text.splitlines()[-1].startswith("differs: ")
    assert "differs: 1" in text
    assert "104.0 yuan … 106.0 yuan" in text


def test_chinese(tmp_path: Path) -> None:
    text = call(tmp_path, WRONG, "--language", "zh")[1]
    assert "China" in text or "中国" in text
