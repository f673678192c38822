"""Flags that publishers write beside figures: estimates are approximate, also in sums."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.data.imported import open_dataset
from app.data.imports.library import Request
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.slice import Slice
from app.data.store import Store
from app.data.tree_values import tree_values
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


def test_quantities_that_the_united_nations_estimated(tmp_path: Path) -> None:
    """Each quantity has its own mark: the value beside an estimated weight is exact."""
    head = (
        "reporterCode,flowCode,partnerCode,cmdCode,period,qtyUnitAbbr,qty,isQtyEstimated,netWgt,"
        "isNetWgtEstimated,primaryValue"
    )
    rows = ("156,X,842,8542,2023,u,5,false,7,true,100", "156,X,392,8542,2023,u,6,False,8,False,200")
    path = tmp_path / "comtrade.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    written = library(tmp_path).add(Request(path), Watch())
    with duckdb.connect(str(written.path), read_only=True) as connection:
        found = connection.execute(
            "SELECT market::VARCHAR, indicator::VARCHAR, unit::VARCHAR, qualifier, value FROM cells"
        ).fetchall()
    assert set(found) == {
        ("USA", "value", "USD", "=", 100.0), ("USA", "quantity", "pieces", "=", 5.0),
        ("USA", "quantity", "kg", "~", 7.0), ("JPN", "value", "USD", "=", 200.0),
        ("JPN", "quantity", "pieces", "=", 6.0), ("JPN", "quantity", "kg", "=", 8.0),
        ("LISTED-MARKETS", "value", "USD", "=", 300.0), ("LISTED-MARKETS", "quantity", "pieces", "=", 11.0),
        ("LISTED-MARKETS", "quantity", "kg", "~", 15.0),
    }  # fmt: skip


def test_sums_and_growth_made_on_the_fly_stay_approximate(tmp_path: Path) -> None:
    """Exports and imports give the total, two levels a growth; one estimate among them is enough."""
    rows = (("1", 2022, 7, "e"), ("2", 2022, 5, ""), ("1", 2023, 8, ""), ("2", 2023, 6, ""))
    text = "".join(f"ESTAT:X(1.0),DE,CN,{flow},VALUE_IN_EUROS,{y},{v},{f}\n" for flow, y, v, f in rows)
    path = tmp_path / "trade.csv"
    path.write_text(BESIDE.partition("\n")[0] + "\n" + text, encoding="utf-8")
    opened = Library(Store())
    dataset = open_dataset(opened, library(tmp_path).add(Request(path), Watch()).path)
    (dataflow,) = opened.catalogs[dataset].dataflows
    cursor = opened.store.cursor()
    fixed = {"market": "CHN", "product": "ALL", "regime": "all", "operator": "all"}
    part = Slice(dataset, "region", fixed)
    found = {year: tree_values(cursor, part, dataflow, "total", year)["DEU"] for year in ("2022", "2023")}
    cursor.close()
    opened.store.close()
    shown = {
        year: [(figure.qualifier, figure.value) for figure in pair if figure is not None]
        for year, pair in found.items()
    }
    assert shown["2022"] == [("~", 12.0)]
    assert [qualifier for qualifier, _ in shown["2023"]] == ["=", "~"]
