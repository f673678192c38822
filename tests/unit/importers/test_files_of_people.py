"""Files as people bring them: what was seen to be read wrongly, each with its sums added up by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import duckdb
import pytest

from app.data.imports.library import Request
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.watch import Watch
from app.model.words import Words
from tests.unit.importers.desk import Sums, check, library, look, table, totals, workbook

CUSTOMS = ["数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "美元"]


# China Customs


@pytest.mark.parametrize(
    ("header", "unit", "times"),
    [
        ("美元", "USD", 1),
        ("美元(万)", "USD", 10_000),
        ("人民币（亿元）", "CNY", 10**8),
        ("美元(百万)", "USD", 10**6),
        ("美元（千万）", "USD", 10**7),
        ("美元（FOB）", "USD", 1),
    ],
)
def test_a_scale_behind_the_currency_counts(tmp_path: Path, header: str, unit: str, times: int) -> None:
    rows = [[*CUSTOMS[:-1], header], ["202401", "8542", "集成电路", "502", "美国", "1,234"]]
    check(tmp_path, table(rows, quoting=1).encode("gb18030"), "customs-query", {("", unit): 1234 * times})


def test_a_scale_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "query.csv"
    path.write_text(
        table([[*CUSTOMS[:-1], "美元（百亿）"], ["202401", "8542", "集成电路", "502", "美国", "5"]])
    )
    with pytest.raises(ImportFailedError, match="scale that is not known"):
        look(path)


@pytest.mark.parametrize(
    ("text", "period"),
    [("202401", "2024-01"), ("2024年1月", "2024-01"), ("2024-01", "2024-01"), ("2024/1", "2024-01"),
     ("Jan-24", "2024-01"), ("2024", "2024")],
)  # fmt: skip
def test_months_as_customs_and_spreadsheets_write_them(tmp_path: Path, text: str, period: str) -> None:
    rows = [CUSTOMS, [text, "8542", "集成电路", "502", "美国", "5"]]
    found = check(tmp_path, table(rows), "customs-query", {("", "USD"): 5})
    assert found.periods == (period,)


def test_trade_modes_without_a_total_are_added_up_and_named(tmp_path: Path) -> None:
    """The window shows all modes together: without their sum it would be empty."""
    head = [*CUSTOMS[:-1], "贸易方式编码", "贸易方式名称", "美元"]
    modes = (("10", "一般贸易", "700"), ("14", "来料加工贸易", "200"), ("15", "进料加工贸易", "30"))
    rows = [["202401", "8542", "集成电路", "502", "美国", *mode] for mode in modes]
    path = tmp_path / "modes.csv"
    path.write_text(table([head, *rows]), encoding="utf-8")
    written = library(tmp_path).add(Request(path, options=Options(flow="export")), Watch())
    assert totals(written.findings) == {("export", "USD"): 930}
    with duckdb.connect(str(written.path), read_only=True) as connection:
        cells = connection.execute("SELECT regime::VARCHAR, value, status, note FROM cells").fetchall()
        basis = connection.execute("SELECT basis_en, basis_zh FROM dataflows").fetchone()
    assert ("all", 930.0, "derived", "Sum of 3 figures of the file") in cells
    assert sum(value for regime, value, _, _ in cells if regime != "all") == 930.0
    assert basis is not None
    assert "; trade modes: Ordinary trade, Processing" in basis[0]
    assert "一般贸易、来料加工" in basis[1]


# Tables of their own


def test_what_stands_above_a_table_holds_for_all_of_it(tmp_path: Path) -> None:
    """A bulletin: whose trade, which year and the unit are in the lines above the header."""
    rows: list[list[object]] = [
        ["2023年11月浙江省进出口情况表"], ["", "", "", "单位：万美元"],
        ["国别", "出口额", "进口额", "同比%"],
        ["美国", 100, 50, 5.5], ["日本", 60, 40, -2], ["合计", 160, 90, 3], ["注：数据为初步数"],
    ]  # fmt: skip
    sums: Sums = {("export", "USD"): 1_600_000, ("import", "USD"): 900_000}
    found = check(tmp_path, workbook(Table=rows), "tidy", sums)
    assert found.periods == ("2023-11",)
    remarks = [remark.in_words(Words("zh")) for remark in found.remarks]
    assert "No column says whose trade this is: that of 浙江 is taken." in remarks
    path = library(tmp_path).add(Request(tmp_path / "download"), Watch()).path
    with duckdb.connect(str(path), read_only=True) as connection:
        regions = connection.execute("SELECT DISTINCT region::VARCHAR FROM facts").fetchall()
    assert regions == [("330000",)]


@pytest.mark.parametrize("name", ["Subtotal", "Asia sub-total", "SUB TOTAL", "亚洲小计", "小 计"])
def test_a_subtotal_is_not_added_to_what_it_adds_up(tmp_path: Path, name: str) -> None:
    markets = [("Japan", "11"), ("Germany", "12"), (name, "23")]
    rows = [
        ["Partner", "Year", "Flow", "Value"],
        *([one, "2024", "Exports", worth] for one, worth in markets),
    ]
    found = check(tmp_path, table(rows), "tidy", {("export", "USD"): 23})
    assert found.left_out == {"subtotal": 1}
    wide = [["国别", "2023年出口", "2024年出口"], *([one, worth, worth] for one, worth in markets)]
    found = check(tmp_path, table(wide), "bulletin", {("export", "USD"): 46})
    assert found.left_out == {"subtotal": 1}


@pytest.mark.parametrize(
    ("title", "periods"),
    [
        ("2023年上半年", ("2023-01/2023-06",)), ("2023年5-8月", ("2023-05/2023-08",)),
        ("2023年第一季度", ("2023-Q1",)), ("2023年前三季度", ("2023-01/2023-09",)),
        ("2023年1—3季度", ("2023-01/2023-09",)), ("2023年1月-11月", ("2023-01/2023-11",)),
        ("2023年", ("2023",)), ("2023年各月", ()), ("2022-2023年", ()),
    ],
)  # fmt: skip
def test_a_part_of_a_year_above_a_table_is_not_the_year(
    tmp_path: Path, title: str, periods: tuple[str, ...]
) -> None:
    rows: list[list[object]] = [
        [f"{title}浙江省进出口情况表"], ["", "", "单位：万美元"],
        ["国别", "出口额", "进口额"], ["美国", 100, 50],
    ]  # fmt: skip
    path = tmp_path / "bulletin.xlsx"
    path.write_bytes(workbook(Table=rows))
    found = look(path)
    assert found.periods == periods
    assert found.period_missing is (periods == ())


def test_a_package_reads_its_table_of_trade_and_not_its_largest(tmp_path: Path) -> None:
    """Both years of it, with the semicolons and decimal commas of a spreadsheet."""
    resources = [
        {"name": "places", "path": "places.csv"},
        {"name": "trade", "path": ["trade-2022.csv", "trade-2023.csv"]},
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "own", "resources": resources}))
    (tmp_path / "places.csv").write_text("code,name\n" + "C1,A place with a very long name\n" * 99)
    for year in (2022, 2023):
        rows = f"China;Türkiye;export;{year};100,5\nChina;Japan;export;{year};2\n"
        (tmp_path / f"trade-{year}.csv").write_bytes(
            f"reporter;partner;flow;year;value_usd\n{rows}".encode("cp1252")
        )
    found = look(tmp_path)
    assert totals(found) == {("export", "USD"): 205}
    assert found.periods == ("2022", "2023")


def test_a_small_packed_file_is_seen_to_its_end(tmp_path: Path) -> None:
    data = gzip.compress(b"reporter,partner,flow,year,value_usd\nChina,Japan,export,2023,200\n")
    found = check(tmp_path, data, "tidy", {("export", "USD"): 200})
    assert found.first_rows == (("China", "Japan", "export", "2023", "200"),)


def test_dataflows_are_named_by_agency_and_label(tmp_path: Path) -> None:
    """What is the same in all rows is not in the name; what tells them apart is, in words, however late."""
    head = (
        "STRUCTURE_ID,REF_AREA,Reference area,ADJUSTMENT,Adjustment,FREQ,TRADE_FLOW,UNIT_MEASURE,EXPRESSION,"
        "TIME_PERIOD,OBS_VALUE\n"
    )
    rows = (*(("N", "Not adjusted", year) for year in range(1723, 2023)), ("Y", "Seasonally adjusted", 2023))
    text = "".join(f"OECD.SDD:X(1.0),CHN,China,{code},{name},A,X,USD,E1,{y},6\n" for code, name, y in rows)
    path = tmp_path / "oecd.csv"
    path.write_text(head + text, encoding="utf-8")
    written = library(tmp_path).add(Request(path), Watch())
    with duckdb.connect(str(written.path), read_only=True) as connection:
        names = connection.execute("SELECT name_en, name_zh FROM dataflows ORDER BY 1").fetchall()
        publishers = connection.execute("SELECT publisher, publisher_zh, reliability FROM sources").fetchall()
    assert names == [
        ("oecd: OECD, Not adjusted (annual)", "oecd：经合组织，Not adjusted（年度）"),
        ("oecd: OECD, Seasonally adjusted (annual)", "oecd：经合组织，Seasonally adjusted（年度）"),
    ]
    assert publishers == [("OECD", "经合组织", "official")]


@pytest.mark.parametrize(
    ("value", "comma", "expected"),
    [
        ("1 234,5", ",", 1235), ("12\u202f345,50", ",", 12346), ("1.234.567", ";", 1_234_567),
        ("1.234,567", ";", 1235), ("1234,5", ";", 1235), ("1,234", ",", 1234),
    ],
)  # fmt: skip
def test_numbers_as_the_continent_writes_them(tmp_path: Path, value: str, comma: str, expected: int) -> None:
    rows = [["reporter", "partner", "flow", "year", "value_eur"], ["DE", "CN", "import", "2023", value]]
    check(tmp_path, table(rows, comma), "tidy", {("import", "EUR"): expected})


@pytest.mark.parametrize(
    "names",
    [
        ("BACI_HS17_Y2021_V202501.csv", "BACI_HS22_Y2021_V202501.csv"),
        ("BACI_HS22_Y2021_V202401.csv", "BACI_HS22_Y2022_V202501.csv"),
    ],
)
def test_several_editions_of_baci_are_not_put_together(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        (tmp_path / name).write_text("t,i,j,k,v,q\n2021,156,842,854231,1.5,2\n")
    with pytest.raises(ImportFailedError, match="same trade in several editions"):
        look(tmp_path)


def test_a_bulletin_of_customs_by_country(tmp_path: Path) -> None:
    """Beside exports and imports, 进出口 is their sum and no column of flows; 总值 is the world."""
    text = (
        "（1）2024年1月进出口商品国别(地区)总值表（人民币值）\n,,,单位：万元人民币\n"
        "进口原产国（地） 出口最终目的国（地）,进出口,出口,进口\n总值,350,200,150\n"
        "日本,100,60,40\n韩国,250,140,110\n"
    )
    sums: Sums = {("total", "CNY"): 3_500_000, ("export", "CNY"): 2_000_000, ("import", "CNY"): 1_500_000}
    found = check(tmp_path, text, "tidy", sums)
    assert found.periods == ("2024-01",)
    assert {whole.code for whole in found.wholes} == {"WORLD"}


def test_json_of_an_interface_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.json"
    path.write_text('{"elapsedTime": "0.1 secs", "data": [{"typeCode": "C", "primaryValue": 1000.5}]}')
    with pytest.raises(ImportFailedError, match="JSON file, not a table"):
        look(path)
