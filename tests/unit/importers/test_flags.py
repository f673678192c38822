"""Flags that publishers write beside figures: estimates are approximate, also in sums."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.data.imports.library import Request
from app.data.imports.watch import Watch
from tests.unit.importers.desk import library

BEHIND = (
    "freq,reporter,partner,flow,indicators\\TIME_PERIOD\t2022 \t2023 \n"
    "A,DE,CN,1,VALUE_IN_EUROS\t7 e\t8 \nA,DE,US,1,VALUE_IN_EUROS\t1 p\t2 \n"
)
BESIDE = (
    "DATAFLOW,reporter,partner,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:X(1.0),DE,CN,1,VALUE_IN_EUROS,2022,7,e\nESTAT:X(1.0),DE,CN,1,VALUE_IN_EUROS,2023,8,\n"
    "ESTAT:X(1.0),DE,US,1,VALUE_IN_EUROS,2022,1,p\nESTAT:X(1.0),DE,US,1,VALUE_IN_EUROS,2023,2,A\n"
)


@pytest.mark.parametrize("text", [BEHIND, BESIDE], ids=["behind", "beside"])
def test_estimates_are_approximate(tmp_path: Path, text: str) -> None:
    path = tmp_path / "trade.csv"
    path.write_text(text, encoding="utf-8")
    written = library(tmp_path).add(Request(path), Watch())
    with duckdb.connect(str(written.path), read_only=True) as connection:
        found = connection.execute(
            """SELECT market::VARCHAR, period::VARCHAR, qualifier, value, status FROM cells
            WHERE region = 'DEU'"""
        ).fetchall()
    assert {row[:4] for row in found if row[4] == "reported"} == {
        ("CHN", "2022", "~", 7.0),
        ("CHN", "2023", "=", 8.0),
        ("USA", "2022", "=", 1.0),
        ("USA", "2023", "=", 2.0),
    }
    sums = {row[1:4] for row in found if row[4] == "derived"}
    assert sums == {("2022", "~", 8.0), ("2023", "=", 10.0)}
    flagged = [str(remark) for remark in written.findings.remarks if "flags figures" in str(remark)]
    assert len(flagged) == 1
    assert "e (1), p (1)" in flagged[0]
