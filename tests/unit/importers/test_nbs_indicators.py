"""Indicators of the National Bureau of Statistics: which are trade, in which unit, and of which series."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.data.imports.library import Request
from app.data.imports.messages import ImportFailedError
from app.data.imports.watch import Watch
from tests.unit.importers.desk import check, library, look


def test_nbs_growth_and_what_is_counted_from_january_on_stay_with_their_series(tmp_path: Path) -> None:
    """Shares, indices and growth from month to month are no growth of trade."""
    path = tmp_path / "nbs.csv"
    path.write_text(
        "数据库：月度数据\n指标,2023年2月,2023年1月\n"
        "出口总值(人民币)_累计值(亿元),30,10\n出口总值(人民币)_累计增长(%),2,1\n"
        "外商投资企业出口总值_累计值(千美元),3,1\n外商投资企业出口总值_当期值(千美元),2,1\n"
        "出口总值环比增长(%),5,6\n出口总值占国内生产总值比重(%),18,19\n出口价格指数(上年同月=100),99,98\n",
        encoding="utf-8",
    )
    written = library(tmp_path).add(Request(path), Watch())
    assert written.findings.left_out == {"not trade": 3}
    with duckdb.connect(str(written.path), read_only=True) as connection:
        found = connection.execute(
            """SELECT split_part(dataflow::VARCHAR, '.', 2) AS flow, indicator::VARCHAR AS kind,
            list(value ORDER BY value) FROM facts GROUP BY ALL"""
        ).fetchall()
    assert sorted(found) == [
        ("yuan-s", "growth", [1.0, 2.0]),
        ("yuan-s", "value", [1e9, 3e9]),
        ("外商投资企业出口总值-m", "value", [1000.0, 2000.0]),
        ("外商投资企业出口总值-s", "value", [1000.0, 3000.0]),
    ]


def test_nbs_indicators_without_a_unit_are_named(tmp_path: Path) -> None:
    text = "数据库：年度数据\n指标,2023年,2022年\n出口总额,2,1\n进口总额(千美元),3,2\n出口总额增长,1,2\n"
    found = check(tmp_path, text, "nbs-easyquery", {("export", "USD"): 3_000})
    assert [str(remark) for remark in found.remarks] == [
        "No unit is named for 出口总额: their figures are taken as thousand US dollars."
    ]


def test_nbs_titles_tell_each_series(tmp_path: Path) -> None:
    path = tmp_path / "nbs.csv"
    path.write_text(
        "数据库：年度数据\n指标,2023年\n出口总额(千美元),3\n外商投资企业出口总额(人民币)(亿元),2\n"
        "外商投资企业出口总额(千美元),1\n经营单位所在地出口总额(人民币)(亿元),4\n",
        encoding="utf-8",
    )
    written = library(tmp_path).add(Request(path), Watch())
    with duckdb.connect(str(written.path), read_only=True) as connection:
        titles = connection.execute("SELECT name_en, basis_en FROM dataflows").fetchall()
    national = "National Bureau of Statistics"
    assert set(titles) == {
        ("nbs: NBS (annual)", national),
        ("nbs: NBS, 外商投资企业出口总额 (annual)", national),
        ("nbs: NBS, in yuan, 外商投资企业出口总额 (annual)", f"{national}, in yuan"),
        (
            "nbs: by operating unit, in yuan (annual)",
            "Goods trade by place of the operating unit, in yuan",
        ),
    }


def test_notes_below_a_table_are_no_damage(tmp_path: Path) -> None:
    text = (
        "数据库：年度数据\n时间：最近10年\n指标,2023年,2022年\n出口总额(人民币)(亿元),5,4\n"
        "数据来源：国家统计局\n注：1.自2014年起\n"
    )
    found = check(tmp_path, text, "nbs-easyquery", {("export", "CNY"): 900_000_000})
    assert dict(found.left_out) == {"note": 2}


def test_the_english_form_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "annual.csv"
    path.write_text(
        "Database: Annual\nIndicators,2023,2022\nTotal Value of Exports(RMB) (100 million yuan),5,4\n"
        "Data Sources: National Bureau of Statistics\n"
    )
    with pytest.raises(ImportFailedError, match="choose 中文"):
        look(path)
