"""Bulletins under one or two rows of headers; expected sums were added up by hand from the rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest

from app.data.importers.bulletin_columns import Series, Title, all_series, series_of, title_of
from app.data.imports.library import Request
from app.data.imports.messages import ImportFailedError
from app.data.imports.registry import SeveralFilesError
from app.data.imports.two_rows import two_rows
from app.data.imports.watch import Watch
from tests.unit.importers.desk import Sums, check, library, look, page, table, workbook
from tests.unit.importers.fixtures import FOLDER

BY_COUNTRY = (FOLDER / "bulletin.csv").read_text(encoding="utf-8")
IN_APRIL: Sums = {
    ("total", "CNY"): 30_000_000,
    ("export", "CNY"): 20_000_000,
    ("import", "CNY"): 10_000_000,
}
TIMES = ["4月", "1至4月"]
GROWTH = ["累计比去年同期±％", "", ""]
FLOWS = ["进出口", "出口", "进口"]


def bulletin(title: str, unit: str, first: str, rows: dict[str, list[object]]) -> list[list[object]]:
    """A table of customs: both rows of its header, and names with nine figures each."""
    upper: list[object] = [first, *(cell for flow in FLOWS for cell in (flow, "")), *GROWTH]
    lower: list[object] = ["", *TIMES * 3, *FLOWS]
    return [[title], ["", "", "", unit], upper, lower, *([name, *figures] for name, figures in rows.items())]


TOTAL: list[object] = [300, 1000, 200, 700, 100, 300, 5.7, 4.9, 6.8]
ONE: list[object] = [100, 500, 50, 350, 50, 150, 1, 2, 3]
OTHER: list[object] = [200, 500, 150, 350, 50, 150, "-", "-", "-"]
SUMS: Sums = {("total", "CNY"): 3_000_000, ("export", "CNY"): 2_000_000, ("import", "CNY"): 1_000_000}


def test_figures_of_customs_by_country(tmp_path: Path) -> None:
    """Continents, alliances and countries beside the whole world, which alone is the sum of a month."""
    found = check(tmp_path, BY_COUNTRY, "bulletin", IN_APRIL)
    assert found.periods == ("2024-04", "2024-01/2024-04")
    assert (found.rows_read, found.rows_kept, dict(found.left_out)) == (5, 4, {"note": 1})
    path = library(tmp_path).add(Request(tmp_path / "download"), Watch()).path
    with duckdb.connect(str(path), read_only=True) as connection:
        japan = connection.execute(
            """SELECT split_part(dataflow::VARCHAR, '.', 2), flow::VARCHAR, period::VARCHAR,
            indicator::VARCHAR, value, unit::VARCHAR FROM facts
            WHERE market = 'JPN' AND flow <> 'total' ORDER BY ALL"""
        ).fetchall()
        source = connection.execute("SELECT publisher, reliability FROM sources").fetchone()
    assert japan == [
        ("m", "export", "2024-04", "value", 2e6, "CNY"),
        ("m", "import", "2024-04", "value", 1e6, "CNY"),
        ("s", "export", "2024-01/2024-04", "growth", 2.5, "percent"),
        ("s", "export", "2024-01/2024-04", "value", 6e6, "CNY"),
        ("s", "import", "2024-01/2024-04", "value", 3e6, "CNY"),
    ]
    assert source == ("General Administration of Customs of China", "official")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BY_COUNTRY.encode("gb18030"), id="GB18030"),
        pytest.param(page(csv.reader(io.StringIO(BY_COUNTRY))).encode("gb18030"), id="web page"),
        pytest.param(BY_COUNTRY.replace("\n", "\r\n").encode("utf-8-sig"), id="Windows"),
    ],
)  # fmt: skip
def test_the_same_table_in_other_clothes(tmp_path: Path, data: bytes) -> None:
    check(tmp_path, data, "bulletin", IN_APRIL)


@pytest.mark.parametrize(
    ("name", "first", "names"),
    [
        ("收发货人所在地", "收发货人所在地", ["总值", "北京市", "内蒙古自治区"]),
        ("贸易方式", "贸易方式", ["总值", "一般贸易", "来料加工贸易"]),
        ("国别（地区）", "国别(地区)", ["总值", "欧洲联盟", "  其中：德国"]),
        ("类章", "类章", ["总值", "第十六类 机电产品", "84章 机器"]),
    ],
)
def test_bulletins_by_place_mode_and_class(tmp_path: Path, name: str, first: str, names: list[str]) -> None:
    title = f"（8）2024年4月进出口商品{name}总值表（人民币值）"
    rows = dict(zip(names, (TOTAL, ONE, OTHER), strict=True))
    check(tmp_path, workbook(S=bulletin(title, "单位：万元人民币", first, rows)), "bulletin", SUMS)


def test_the_table_in_english(tmp_path: Path) -> None:
    title = "(2) Imports and Exports by Country (Region) of Origin/Destination, 04.2024"
    flows = ["Imports & Exports", "Exports", "Imports"]
    upper = [
        "Country (Region)",
        *(cell for flow in flows for cell in (flow, "")),
        "±% of Accumulation",
        "",
        "",
    ]
    lower = ["", *["4", "1 to 4"] * 3, *flows]
    rows: list[list[object]] = [["TOTAL", *TOTAL], ["Asia", *ONE], ["Viet Nam", *OTHER]]
    text = table([[title], ["", "Unit: US$1,000"], upper, lower, *rows])
    sums: Sums = {("total", "USD"): 300_000, ("export", "USD"): 200_000, ("import", "USD"): 100_000}
    assert check(tmp_path, text, "bulletin", sums).periods == ("2024-04", "2024-01/2024-04")


def test_in_january_months_and_sums_are_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["（2）2024年1月进出口商品国别（地区）总值表（美元值）"], ["", "", "单位：千美元"],
        ["国别（地区）", *FLOWS, *GROWTH], ["", "1月", "1月", "1月", *FLOWS],
        ["总值", 300, 200, 100, 5.7, 4.9, 6.8], ["日本", 150, 100, 50, 1, 2, 3],
    ]  # fmt: skip
    sums: Sums = {("total", "USD"): 300_000, ("export", "USD"): 200_000}
    assert check(tmp_path, workbook(S=rows), "bulletin", sums).periods == ("2024-01",)


def test_goods_by_quantity_and_value_overlap(tmp_path: Path) -> None:
    """农产品 holds 粮食: nothing is added up; the flow is that of the title, units stand beside the goods."""
    rows: list[list[object]] = [
        ["（13）2024年4月全国出口重点商品量值表（人民币值）"], ["", "", "单位∶亿元人民币"],
        ["商品名称", "计量单位", "4月", "", "1至4月累计", "", "去年同期累计", "", "累计比去年同期±％", ""],
        ["", "", *["数量", "金额"] * 4],
        ["农产品*", "-", "-", "599.5", "-", "2300", "-", "2000", "-", "15"],
        ["粮食", "万吨", "20.5", "10", "50", "40", "45", "36", "11.1", "11.2"],
    ]  # fmt: skip
    path = tmp_path / "goods.xls"
    path.write_bytes(workbook(S=rows))
    written = library(tmp_path).add(Request(path), Watch())
    assert written.findings.totals == ()
    with duckdb.connect(str(written.path), read_only=True) as connection:
        found = connection.execute(
            """SELECT product::VARCHAR, period::VARCHAR, indicator::VARCHAR, value, unit::VARCHAR FROM facts
            WHERE flow = 'export' AND period IN ('2024-04', '2023-01/2023-04') ORDER BY ALL"""
        ).fetchall()
    assert found == [
        ("农产品", "2023-01/2023-04", "value", 2000e8, "CNY"),
        ("农产品", "2024-04", "value", 599.5e8, "CNY"),
        ("粮食", "2023-01/2023-04", "quantity", 450_000.0, "tonnes"),
        ("粮食", "2023-01/2023-04", "value", 36e8, "CNY"),
        ("粮食", "2024-04", "quantity", 205_000.0, "tonnes"),
        ("粮食", "2024-04", "value", 10e8, "CNY"),
    ]


def test_rows_of_months_and_of_years(tmp_path: Path) -> None:
    months: list[list[object]] = [
        ["（1）2024年12月进出口商品总值表（人民币值）B:月度表"], ["", "", "单位：亿元人民币"],
        ["年 月", *FLOWS, "贸易差额", "1至当月累计", "", "", ""], ["", "", "", "", "", *FLOWS, "贸易差额"],
        ["2024.01", 3, 2, 1, 1, 3, 2, 1, 1], ["2024.02", 6, 4, 2, 2, 9, 6, 3, 3],
    ]  # fmt: skip
    sums: Sums = {("export", "CNY"): 600_000_000, ("balance", "CNY"): 300_000_000}
    found = check(tmp_path, workbook(S=months), "bulletin", sums)
    assert found.periods == ("2024-01", "2024-02", "2024-01/2024-02")
    years: list[list[object]] = [
        *months[:2], ["年 度", *FLOWS, "贸易差额", "比去年同期±％", "", ""], ["", "", "", "", "", *FLOWS],
        [1981, 3, 2, 1, 1, "-", "-", "-"], [2023, 6, 4, 2, 2, 1.5, 2.5, 3],
    ]  # fmt: skip
    assert check(tmp_path, workbook(S=years), "bulletin", sums).periods == ("1981", "2023")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["地区", "出口", "", "进口", ""], ["", "2023年", "2022年", "2023年", "2022年"],
          ["浙江省", 4, 3, 2, 1], ["广东省", 40, 30, 20, 10]],
         {("export", "USD"): 77, ("import", "USD"): 33}),
        ([["国别", "出口额（亿美元）", "", "进口额（万美元）", ""], ["", 2023, 2022, 2023, 2022],
          ["美国", 4, 3, 2, 1]], {("export", "USD"): 700_000_000, ("import", "USD"): 30_000}),
        ([["country", "exports 2022", "exports 2023", "imports 2022"], ["Japan", 4, 3, 2]],
         {("export", "USD"): 7, ("import", "USD"): 2}),
    ],
)  # fmt: skip
def test_flows_by_year_in_tables_of_users(tmp_path: Path, rows: list[list[object]], expected: Sums) -> None:
    check(tmp_path, workbook(T=rows), "bulletin", expected)


def test_a_list_of_markets_says_whose_trade_in_what_it_is(tmp_path: Path) -> None:
    """As the Trade Map of ITC exports it: the exporter, the product and the unit stand above."""
    text = (
        "List of importing markets for the product exported by Viet Nam in 2022\n"
        "Product: 8542 Electronic integrated circuits\nUnit : US Dollar thousand\n"
        "Importers\tExported value in 2021\tExported value in 2022\n"
        "World\t300\t400\nJapan\t100\t150\nKorea, Republic of\t200\t250\n"
    )
    check(tmp_path, text, "bulletin", {("export", "USD"): 700_000})
    path = library(tmp_path).add(Request(tmp_path / "download"), Watch()).path
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute("SELECT DISTINCT region::VARCHAR, product::VARCHAR FROM facts").fetchall()
    assert found == [("VNM", "8542")]


def test_bulletins_of_several_months_are_not_put_under_one_title(tmp_path: Path) -> None:
    for month in (3, 4):
        text = BY_COUNTRY.replace("2024年4月", f"2024年{month}月").replace(",4月,1至4月", ",当月,累计")
        (tmp_path / f"{month}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SeveralFilesError, match="one by one"):
        look(tmp_path)


def test_rows_by_what_is_no_dimension_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "enterprises.xlsx"
    path.write_bytes(
        workbook(S=bulletin("2024年4月进出口商品企业性质总值表", "", "企业性质", {"国有企业": TOTAL}))
    )
    with pytest.raises(ImportFailedError, match="企业性质"):
        look(path)


APRIL = Title("", "2024-04")


@pytest.mark.parametrize(
    ("header", "title", "expected"),
    [
        ("出口 1至4月", APRIL, ("export", "2024-01/2024-04", "value", True)),
        ("累计比去年同期±％ 进口", APRIL, ("import", "2024-01/2024-04", "growth", True)),
        ("当月 金额", Title("export", "2024-04"), ("export", "2024-04", "value", False)),
        ("上年同期累计 金额", Title("export", "2024-04"), ("export", "2023-01/2023-04", "value", True)),
        ("Exports 1to4", APRIL, ("export", "2024-01/2024-04", "value", True)),
        ("Imported quantity in 2021", Title(), ("import", "2021", "quantity", False)),
        ("1至当月累计 出口", Title(), ("export", "", "value", True)),
        ("出口 2023年1-6月", Title(), ("export", "2023-01/2023-06", "value", True)),
        ("出口环比", APRIL, None), ("出口占比", APRIL, None), ("数量 同比", APRIL, None),
        ("地区", APRIL, None),
        ("出口", Title("", "2024-06", 1), ("export", "2024-01/2024-06", "value", True)),
        ("出口同比%", Title("", "2024-08", 5), ("export", "2024-05/2024-08", "growth", False)),
        ("当月出口", Title("", "2024-06", 1), ("export", "2024-06", "value", False)),
        ("出口 2023", Title("", "2024-06", 1), ("export", "2023", "value", False)),
        ("出口增长额 2024", Title(), None), ("Export change 2023 (USD million)", Title(), None),
        ("出口 01-04月", APRIL, ("export", "2024-01/2024-04", "value", True)),
        ("Exports Jan-Apr 2024", Title(), ("export", "2024-01/2024-04", "value", True)),
        ("Imports January 2024", Title(), ("import", "2024-01", "value", False)),
        ("Exports Apr - Jun 2024", Title(), ("export", "2024-Q2", "value", False)),
        ("Q1 exports 2024", Title(), None), ("Exports 2023 Jan-Dec", Title(), None),
        ("出口", Title("", "2024", unclear=True), ("export", "", "value", False)),
        ("3月 出口", Title("", "2024", unclear=True), ("export", "2024-03", "value", False)),
        ("进出口差额 2023年", Title(), ("balance", "2023", "value", False)),
        ("Re-exports 2023", Title(), ("re-export", "2023", "value", False)),
        ("Domestic exports 2023", Title(), ("domestic export", "2023", "value", False)),
        ("海关出口总额（按美元计，亿美元） 2023", Title(), ("export", "2023", "value", False)),
    ],
)  # fmt: skip
def test_headers_say_flow_period_and_kind(
    header: str, title: Title, expected: tuple[str, str, str, bool] | None
) -> None:
    found: Series | None = series_of(header, title)
    assert (found and (found.flow, found.period, found.kind, found.cumulative)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2025年1-10月浙江省各市出口", {"c1": ("2025-01/2025-10", True), "c2": ("2024-01/2024-10", True)}),
        ("2025年5-10月浙江省各市出口", {"c1": ("2025-05/2025-10", False), "c2": ("2024-05/2024-10", False)}),
        ("2026年1-3月印", {"c1": ("2025", False), "c2": ("2024", False)}),
    ],
)
def test_years_below_a_title_of_some_months_of_the_last_are_those_months(
    title: str, expected: dict[str, tuple[str, bool]]
) -> None:
    found = all_series(["地市", "2025年出口", "2024年出口"], title_of(title))
    assert {column: (series.period, series.cumulative) for column, series in found.items()} == expected


@pytest.mark.parametrize(
    "header",
    [
        "Exports to China 2023", "exports of steel 2023", "对日本出口 2023年", "机电产品出口额（亿元） 2023",
        "一般贸易出口 2023年", "Average tariff (estimated) applied by Viet Nam (%)", "出口企业数量 2023",
        "Annual growth in value between 2019-2023 (%, p.a.)", "Growth 2019-2023", "GDP growth 2023",
        "Average distance of importing countries (km)", "出口退税 2023", "Quantity unit",
        "Marble exports 2023",
    ],
)  # fmt: skip
def test_what_is_more_or_less_than_all_trade_of_one_time_is_not_read(header: str) -> None:
    assert series_of(header, Title("export", "2023")) is None


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (["Product", "Exports quantity (tonnes) 2023"], ["Rice", 100], (100.0, "tonnes")),
        (["Product", "出口数量（万吨） 2023年"], ["Rice", 2], (20_000.0, "tonnes")),
        (["Product", "Exported quantity in 2023", "Quantity unit"], ["Rice", 9, "Tons"], (9.0, "Tons")),
    ],
)
def test_quantities_are_in_the_unit_that_the_file_says(
    tmp_path: Path, header: list[str], row: list[object], expected: tuple[float, str]
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(table([header, row]), encoding="utf-8")
    written = library(tmp_path).add(Request(path), Watch()).path
    with duckdb.connect(str(written), read_only=True) as connection:
        found = connection.execute("SELECT value, unit::VARCHAR FROM facts WHERE indicator = 'quantity'")
        assert found.fetchall() == [expected]


def test_of_columns_with_the_same_figures_the_first_is_read() -> None:
    found = all_series(["国家", "2024年出口", "出口额 2024", "出口 2023年"], Title())
    assert {column: series.period for column, series in found.items()} == {"c1": "2024", "c3": "2023"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（13）2024年4月全国出口重点商品量值表", Title("export", "2024-04")),
        ("2024年1至2月全国进口重点商品量值表", Title("import", "2024-02", 1)),
        ("Table 1: exports by province 2010-2023", Title("export", "")),
        ("进出口商品国别总值表, 12.2023", Title("", "2023-12")), ("2023年", Title("", "2023")), ("", Title()),
        ("2025年前三季度进出口商品国别总值表", Title("", "2025-09", 1)),
        ("2025年上半年出口情况", Title("export", "2025-06", 1)), ("2025年第三季度", Title("", "2025-09", 7)),
        ("2024年11月下旬", Title("", "2024", unclear=True)),
        ("Exports, Q2 2024", Title("export", "2024-06", 4)),
        ("2023-2024年1至10月", Title("", "2024-10", 1)), ("Jan to Aug 2024", Title("", "2024-08", 1)),
        ("Exports, first half of 2024", Title("export", "2024", unclear=True)),
        ("Exports 2024, as of May 2024", Title("export", "2024", unclear=True)),
    ],
)  # fmt: skip
def test_titles_say_flow_and_month(text: str, expected: Title) -> None:
    assert title_of(text) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [["t", "i", "j", "v"], ["2020", "156", "842", "1"], ["2020", "156", "392", "2"]],
        [["name", "kind"], ["", "export"], ["a", "5"]],
        [["title", "", ""], ["", "", "unit"], ["country", "2022", "2023"], ["Japan", "1", "2"]],
        [["a", "b", "c"], ["DE", "100,5", ""], ["DE", ": c", "c"], ["DE", "7 p", "p"]],
    ],
)
def test_one_row_of_headers_stays_one(rows: list[list[str]]) -> None:
    assert two_rows(rows) is None


def test_columns_with_the_usual_names_are_what_they_usually_are(tmp_path: Path) -> None:
    rows = [
        ["reporter", "partner", "year", "exports", "exports growth (%)"],
        ["India", "Japan", "2023", "5", "2"],
    ]
    check(tmp_path, table(rows), "bulletin", {("export", "USD"): 5})
    path = library(tmp_path).add(Request(tmp_path / "download"), Watch()).path
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "SELECT region::VARCHAR, market::VARCHAR, period::VARCHAR, indicator::VARCHAR, value FROM facts"
        ).fetchall()
    assert sorted(found) == [("IND", "JPN", "2023", "growth", 2.0), ("IND", "JPN", "2023", "value", 5.0)]


def test_a_row_for_every_figure_is_no_bulletin(tmp_path: Path) -> None:
    rows = [["partner", "flow", "value", "period", "exports 2023"], ["Japan", "export", "5", "2023", "9"]]
    check(tmp_path, table(rows), "tidy", {("export", "USD"): 5})


def test_the_whole_of_a_provinces_bulletin_is_the_province(tmp_path: Path) -> None:
    title = "（8）2024年4月浙江省进出口商品收发货人所在地总值表（人民币值）"
    rows = {"总值": TOTAL, "杭州市": ONE, "宁波市": OTHER}
    path = tmp_path / "cities.xlsx"
    path.write_bytes(workbook(S=bulletin(title, "单位：万元人民币", "收发货人所在地", rows)))
    written = library(tmp_path).add(Request(path), Watch()).path
    with duckdb.connect(str(written), read_only=True) as connection:
        found = connection.execute(
            """SELECT region::VARCHAR, value FROM facts
            WHERE flow = 'export' AND period = '2024-04' AND indicator = 'value' ORDER BY ALL"""
        ).fetchall()
        above = connection.execute("SELECT parent FROM members WHERE code = '宁波市'").fetchall()
    assert found == [("330000", 2e6), ("宁波市", 1.5e6), ("杭州市", 5e5)]
    assert above == [("330000",)]


def test_a_title_says_of_which_months_and_in_which_unit_figures_are(tmp_path: Path) -> None:
    text = "2024年1-6月各省出口（亿元）\n地区,出口,出口同比%\n浙江,10,5\n江苏,20,6\n"
    found = check(tmp_path, text, "bulletin", {("export", "CNY"): 3_000_000_000})
    assert found.periods == ("2024-01/2024-06",)
