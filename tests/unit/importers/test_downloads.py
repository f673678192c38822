"""Downloads as sites and programs write them: quirks that were once misread; sums were added up by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.data.imports.messages import ImportFailedError
from app.data.imports.parsing import period_text, periods_of
from tests.unit.importers.desk import Sums, check, look, table, workbook
from tests.unit.importers.fixtures import zipped

# China Customs

QUERY = [
    "数据年月",
    "商品编码",
    "商品名称",
    "贸易伙伴编码",
    "贸易伙伴名称",
    "第一数量",
    "第一计量单位",
    "美元",
]
HORSES = [
    ["202401", "01012100", "马", "502", "美国", "500", "千克", "1,234"],
    ["202402", "01012100", "马", "116", "日本", "700", "千克", "2,000"],
]
CODES = (0, 1, 3)
QUERIED: Sums = {("", "USD"): 3234, ("", "kg"): 1200}


def with_codes(form: str) -> list[list[str]]:
    """The rows with their codes in another form."""
    return [[form.format(cell) if n in CODES else cell for n, cell in enumerate(row)] for row in HORSES]


@pytest.mark.parametrize("form", ["{}\t", '="{}"', " {}"])
def test_codes_that_are_kept_from_spreadsheets(tmp_path: Path, form: str) -> None:
    text = table([QUERY, *with_codes(form)], quoting=csv.QUOTE_ALL).encode("gb18030")
    assert check(tmp_path, text, "customs-query", QUERIED).periods == ("2024-01", "2024-02")


@pytest.mark.parametrize(
    ("period", "read"),
    [("202401-202406", "2024-01/2024-06"), ("2024年1季度", "2024-Q1"), ("2024", "2024")],
)
def test_a_query_of_one_span_has_its_total(tmp_path: Path, period: str, read: str) -> None:
    text = table([QUERY, *([period, *row[1:]] for row in HORSES)])
    assert check(tmp_path, text, "customs-query", QUERIED).periods == (read,)


def test_a_header_with_line_breaks_loses_no_row(tmp_path: Path) -> None:
    """Of a quoted line break DuckDB and the lines of the file count differently."""
    header = [name.replace("编码", "\n编码").replace("年月", "\n\n年月") for name in QUERY]
    for data in (
        table([header, *HORSES]),
        table([["海关统计数据"], [], header, *HORSES]).replace("\n", "\r\n"),
        workbook(S=[header, *HORSES]),
    ):
        found = check(tmp_path, data, "customs-query", QUERIED)
        assert found.rows_read == 2


# UN Comtrade

MACHINES = (
    "pfCode,yr,period,aggrLevel,rgCode,rgDesc,rtCode,rtTitle,rt3ISO,ptCode,ptTitle,pt3ISO,ptCode2,motCode,"
    "cmdCode,cmdDescE,qtCode,qtDesc,qtAltCode,qtAltDesc,TradeQuantity,AltQuantity,NetWeight,TradeValue,estCode\n"
)


def test_the_old_form_for_machines(tmp_path: Path) -> None:
    """World beside its partners; the quantity is the net weight once more."""
    rows = (("842", "USA", 1000, 10), ("392", "JPN", 500, 10), ("0", "WLD", 1500, 20))
    text = MACHINES + "".join(
        f"H4,2015,2015,4,2,Export,156,China,CHN,{code},x,{iso},,,8542,Chips,8,Weight in kilograms,,,"
        f"{weight},,{weight},{value},0\n"
        for code, iso, value, weight in rows
    )
    check(tmp_path, text, "comtrade-legacy", {("export", "USD"): 1500, ("export", "kg"): 20})


@pytest.mark.parametrize("iso", [",reporterISO,partnerISO", ""])
def test_codes_that_a_program_made_decimal_numbers(tmp_path: Path, iso: str) -> None:
    """842.0 is 842, and 0.0 is the whole world."""
    head = "typeCode,period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,motCode"
    rows = (("842.0", "USA", 600), ("392.0", "JPN", 400), ("0.0", "W00", 1000))
    letters = {name: f",CHN,{name}" if iso else "" for _, name, _ in rows}
    text = f"{head},primaryValue{iso}\n" + "".join(
        f"C,2023.0,156.0,X,{code},0.0,H6,8542.0,0.0,{value}{letters[name]}\n" for code, name, value in rows
    )
    found = check(tmp_path, text, "comtrade", {("export", "USD"): 1000})
    assert (found.periods, dict(found.left_out)) == (("2023",), {"whole": 1})


# SDMX

ESTAT = "ESTAT:DS-045409(1.0),x,Annual,Germany"
LABELS = (
    "DATAFLOW,LAST UPDATE,Time frequency,Reporting country,Trading partner,Product,Stock or flow,"
    "Indicator,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    f"{ESTAT},China (People's Republic of),Chips,EXPORT,VALUE_IN_EUROS,2023,55,\n"
    f"{ESTAT},Japan,Chips,IMPORT,VALUE_IN_EUROS,2023,5,\n"
)
ECB = (
    "KEY,FREQ,REF_AREA,ADJUSTMENT,TRD_FLOW,TRD_PRODUCT,COUNT_AREA,TRD_SUFFIX,TIME_PERIOD,OBS_VALUE,"
    "OBS_STATUS,UNIT,UNIT_MULT,TITLE\n"
    "TRD.M.I8.N.X.TTT.CN.VAL,M,I8,N,X,TTT,CN,VAL,2024-01,15000.5,A,EUR,6,Exports\n"
    "TRD.M.I8.N.M.TTT.CN.VAL,M,I8,N,M,TTT,CN,VAL,2024-01,30000,A,EUR,6,Imports\n"
)
PANEL = (
    '"Country Name","Country Code","Counterpart Country Name","Counterpart Country Code","Time Period",'
    '"Goods, Value of Exports, Free on board (FOB), US Dollars (TXG_FOB_USD)",'
    '"Goods, Value of Imports, CIF, US Dollars (TMG_CIF_USD)","Balance, US Dollars (TBG_USD)",\n'
    '"China, P.R.: Mainland","924","Japan","158","2016","129","145","-16",\n'
    '"China, P.R.: Mainland","924","United States","111","2016","389","135","254",\n'
)
SDMX: dict[str, tuple[str, Sums]] = {
    "labels alone": (LABELS, {("export", "EUR"): 55, ("import", "EUR"): 5}),
    "European Central Bank": (ECB, {("export", "EUR"): 15_000_500_000, ("import", "EUR"): 30_000_000_000}),
    "panel of the IMF": (PANEL, {("export", "USD"): 518, ("import", "USD"): 280, ("balance", "USD"): 238}),
}


@pytest.mark.parametrize("name", SDMX)
def test_sdmx_in_further_forms(tmp_path: Path, name: str) -> None:
    text, expected = SDMX[name]
    check(tmp_path, text, "sdmx-csv", expected)


# National Bureau of Statistics


def test_trade_with_countries_is_one_dataflow_by_partner(tmp_path: Path) -> None:
    """Asia holds Japan and is not added to it."""
    text = "数据库：年度数据\n指标,2023年,2022年\n" + "".join(
        f"中国向{whom}出口总额(万美元),{later},{earlier}\n中国从{whom}进口总额(万美元),{later},{earlier}\n"
        for whom, later, earlier in (("亚洲各国(地区)", 60, 50), ("日本", 20, 15), ("韩国", 7, 6))
    )
    found = check(tmp_path, text.encode("gb18030"), "nbs-easyquery", {("export", "USD"): 480_000})
    assert {total.dataflow for total in found.totals} == {""}
    assert {(whole.code, whole.total) for whole in found.wholes} == {("ASIA", 1_100_000)}


def test_quarters_and_their_running_sums(tmp_path: Path) -> None:
    text = (
        "数据库：季度数据\n指标,2024年第三季度,2024年第二季度,2024年第一季度\n"
        "出口总额_当季值(亿元),4,3,2\n出口总额_累计值(亿元),9,5,2\n"
    )
    found = check(tmp_path, text, "nbs-easyquery", {("export", "CNY"): 900_000_000})
    assert found.periods == ("2024-Q1", "2024-Q2", "2024-01/2024-06", "2024-Q3", "2024-01/2024-09")


# Tables of one's own


@pytest.mark.parametrize(
    ("header", "unit", "expected"),
    [
        ("Value (USD bn)", "USD", 1_500_000_000),
        ("Value, US$ thousand", "USD", 1500),
        ("value [EUR mn]", "EUR", 1_500_000),
        ("Value in 1000 USD", "USD", 1500),
        ("value (1,000 EUR)", "EUR", 1500),
        ("金额（百万人民币）", "CNY", 1_500_000),
        ("金额:万元", "CNY", 15_000),
        ("Value ($bn)", "USD", 1_500_000_000),
        ("value (millions)", "USD", 1_500_000),
        ("Value (FOB)", "USD", 2),
    ],
)
def test_a_unit_stands_in_a_header_in_many_ways(
    tmp_path: Path, header: str, unit: str, expected: int
) -> None:
    rows = [["country", "partner", "year", "flow", header], ["China", "USA", "2023", "export", "1.5"]]
    check(tmp_path, table(rows), "tidy", {("export", unit): expected})


def test_a_scale_that_is_not_known_is_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("country,partner,year,flow,value (zillion trillions)\nChina,USA,2023,export,1\n")
    with pytest.raises(ImportFailedError, match="scale that is not known"):
        look(path)


def test_the_country_stands_beside_its_provinces(tmp_path: Path) -> None:
    rows = [["省份", "年份", "进出口", "金额(亿元)"], *(
        [name, "2023", "出口", value] for name, value in (("全国", "10"), ("浙江", "4"), ("广东", "6"))
    )]  # fmt: skip
    found = check(tmp_path, table(rows), "tidy", {("export", "CNY"): 1_000_000_000})
    assert dict(found.left_out) == {"whole": 1}


def test_wide_digits_are_digits(tmp_path: Path) -> None:
    rows = [["年份", "国别", "进出口", "金额(万元)"], ["２０２３", "美国", "出口", "１，２３４．５"]]
    found = check(tmp_path, table(rows), "tidy", {("export", "CNY"): 12_345_000})
    assert found.periods == ("2023",)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["31/01/2023", "01/02/2023"], ["2023-01", "2023-02"]),
        (["01/31/2023", "02/01/2023"], ["2023-01", "2023-02"]),
        (["1/1/2023", "2/1/2023"], ["2023-01", "2023-02"]),
        (["01.01.2023", "01.02.2023"], ["2023-01", "2023-02"]),
        (["01/02/2023", "02/01/2023"], ["", ""]),
        (["01/02/2023"], [""]),
        (["01/05/2023", "01/12/2023", "01/19/2023"], ["2023-01"] * 3),
        (["05/01/2023", "12/01/2023", "19/01/2023"], ["2023-01"] * 3),
        (["31/01/2023", "01/31/2023", "02/03/2023"], ["", "", ""]),
        (["2023/1/31", "x"], ["2023-01", ""]),
    ],
)
def test_a_column_tells_which_number_is_the_month(texts: list[str], expected: list[str]) -> None:
    assert list(periods_of(texts).values()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/2023", "2023-01"),
        ("202301-202306", "2023-01/2023-06"),
        ("２０２３年１月", "2023-01"),
        ("13/2023", ""),
    ],
)
def test_further_forms_of_months(text: str, expected: str) -> None:
    assert period_text(text) == expected


# Archives


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"Rar!\x1a\x07", "RAR"), (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"), (b"(\xb5/\xfd\x04", "zstd"),
    ],
)  # fmt: skip
def test_archives_that_are_not_read_are_to_be_unpacked(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "full202401.7z"
    path.write_bytes(data + bytes(100))
    with pytest.raises(ImportFailedError, match=f"This is a {kind} archive: unpack it"):
        look(path)


def test_a_year_of_comtrade_zipped_holds_its_sums(tmp_path: Path) -> None:
    """As the old bulk download came: every level of goods, World beside partners."""
    head = (
        "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,"
        "Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,"
        "Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag\n"
    )
    rows = (
        ("842", "USA", "01", 2, 1000), ("842", "USA", "0101", 4, 1000), ("842", "USA", "010121", 6, 1000),
        ("392", "JPN", "01", 2, 500), ("0", "WLD", "01", 2, 1500), ("0", "WLD", "TOTAL", 0, 1500),
        ("842", "USA", "TOTAL", 0, 1000), ("392", "JPN", "TOTAL", 0, 500),
    )  # fmt: skip
    text = head + "".join(
        f"HS,2017,2017,2017,{level},0,2,Export,156,China,CHN,{code},x,{iso},{goods},x,1,,,,{value},0\n"
        for code, iso, goods, level, value in rows
    )
    name = "type-C_r-ALL_ps-2017_freq-A_px-HS_pub-20180101_fmt-csv_ex-20180202.csv"
    check(tmp_path, zipped({name: text.encode()}), "comtrade-legacy", {("export", "USD"): 1500})


# Wholes and places that were once parts or countries


def test_the_union_that_reports_beside_its_members_is_their_whole(tmp_path: Path) -> None:
    """Comtrade writes it EUR, the World Bank EUU."""
    head = "typeCode,period,reporterCode,reporterISO,flowCode,partnerCode,classificationCode,cmdCode"
    rows = ((97, "EUR", 300), (276, "DEU", 100), (251, "FRA", 50))
    text = f"{head},primaryValue\n" + "".join(
        f"C,2023,{n},{iso},X,156,H6,8542,{value}\n" for n, iso, value in rows
    )
    found = check(tmp_path, text, "comtrade", {("export", "USD"): 150})
    assert {whole.code for whole in found.wholes} == {"EU"}


@pytest.mark.parametrize("total", ["Grand Total", "World Total", "总合计", "全部"])
def test_totals_of_spreadsheets_are_no_markets(tmp_path: Path, total: str) -> None:
    rows = [["partner", "year", "flow", "value"], *(
        [name, "2023", "export", value] for name, value in (("Japan", "1"), ("USA", "2"), (total, "3"))
    )]  # fmt: skip
    check(tmp_path, table(rows), "tidy", {("export", "USD"): 3})


@pytest.mark.parametrize("title", ["2023年浙江省各市进出口情况", "2023年各市进出口情况"])
def test_cities_stand_below_their_province(tmp_path: Path, title: str) -> None:
    rows: list[list[object]] = [
        [title], ["", "", "单位：亿元"], ["地市", "出口", "进口"],
        ["全省", 30, 12], ["杭州市", 20, 7], ["宁波市", 10, 5],
    ]  # fmt: skip
    sums: Sums = {("export", "CNY"): 3_000_000_000, ("import", "CNY"): 1_200_000_000}
    found = check(tmp_path, workbook(S=rows), "tidy", sums)
    assert dict(found.left_out) == {"whole": 1}


def test_a_country_that_is_only_named_is_the_one_that_trades(tmp_path: Path) -> None:
    """Not China, since there is no column of codes."""
    rows = [
        ["Reporter Name", "Partner Name", "Year", "Trade Flow", "Value"],
        ["India", "Japan", "2023", "Export", "5"],
    ]
    found = check(tmp_path, table(rows), "tidy", {("export", "USD"): 5})
    assert found.mapping["region"] == "Reporter Name"


def test_what_one_country_sells_another_is_an_export(tmp_path: Path) -> None:
    text = (
        "STRUCTURE,STRUCTURE_ID,ACTION,EXPORTER,Exporter,IMPORTER,Importer,PRODUCT,UNIT_MEASURE,FREQ,TIME_PERIOD,"
        "OBS_VALUE,UNIT_MULT\nDATAFLOW,OECD:BIMTS(1.0),I,CHN,China,USA,United States,8542,USD,A,2021,5.5,6\n"
    )
    check(tmp_path, text, "sdmx-csv", {("export", "USD"): 5_500_000})


def test_indicators_of_the_world_bank_are_in_thousand_dollars(tmp_path: Path) -> None:
    text = (
        "DATAFLOW,FREQ,REPORTER,PARTNER,PRODUCTCODE,INDICATOR,TIME_PERIOD,OBS_VALUE\n"
        "WBG_WITS:TRADE(1.0),A,CHN,USA,Total,XPRT-TRD-VL,2020,452.5\n"
        "WBG_WITS:TRADE(1.0),A,CHN,USA,Total,MPRT-TRD-VL,2020,135\n"
    )
    check(tmp_path, text, "sdmx-csv", {("export", "USD"): 452_500, ("import", "USD"): 135_000})


def test_one_flow_and_its_growth(tmp_path: Path) -> None:
    rows = [
        ["国别", "2023年出口额（亿美元）", "2023年出口同比（%）"],
        ["日本", "1.5", "-3"],
        ["美国", "5", "2"],
    ]
    found = check(tmp_path, table(rows), "bulletin", {("export", "USD"): 650_000_000})
    assert found.figures_kept == 4


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("value ($000)", {("export", "USD"): 5000}),
        ("value (US$'000)", {("export", "USD"): 5000}),
        ("value (USD 000s)", {("export", "USD"): 5000}),
        ("value (k USD)", {("export", "USD"): 5000}),
        ("value (kEUR)", {("export", "EUR"): 5000}),
        ("value (in 1,000 USD)", {("export", "USD"): 5000}),
        ("value ($m)", {("export", "USD"): 5_000_000}),
        ("value (GBP m)", {("export", "GBP"): 5_000_000}),
        ("value (€ bn)", {("export", "EUR"): 5_000_000_000}),
        ("value (€)", {("export", "EUR"): 5}),
        ("value (INR)", {("export", "INR"): 5}),
        ("value (US$, FOB)", {("export", "USD"): 5}),
    ],
)
def test_money_and_its_scale_in_the_brackets_of_a_header(tmp_path: Path, header: str, expected: Sums) -> None:
    rows = [["partner", "year", "flow", header], ["Japan", "2023", "export", "5"]]
    check(tmp_path, table(rows), "tidy", expected)


@pytest.mark.parametrize(
    "header", ["value (TEUR)", "value (EUR 1.000)", "value (Tsd. EUR)", "value (Mrd. EUR)"]
)
def test_a_scale_that_is_not_understood_is_not_one(tmp_path: Path, header: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(table([["partner", "year", "flow", header], ["Japan", "2023", "export", "5"]]))
    with pytest.raises(ImportFailedError, match="scale that is not known"):
        look(path)


def signed(header: str, cells: tuple[str, str]) -> str:
    """Exports to Japan and the United States with a sign of their currency."""
    japan, states = (["2023", "export", cell] for cell in cells)
    return table([["partner", "year", "flow", header], ["Japan", *japan], ["USA", *states]])


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("value", ("$1,234", "$6"), {("export", "USD"): 1240}),
        ("value", ("€1,234", "€6"), {("export", "EUR"): 1240}),
        ("value (USD million)", ("$1.5", "$2"), {("export", "USD"): 3_500_000}),
    ],
)
def test_signs_of_currencies_before_figures(
    tmp_path: Path, header: str, cells: tuple[str, str], expected: Sums
) -> None:
    check(tmp_path, signed(header, cells), "tidy", expected)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        pytest.param("value (USD million)", ("US$1.5", "$2"), id="two signs"),
        pytest.param("value", ("$1.5", "€2"), id="two currencies"),
        pytest.param("value (EUR)", ("$1.5", "$2"), id="another currency than the header"),
    ],
)
def test_signs_that_contradict_each_other_or_the_header_make_no_numbers(
    tmp_path: Path, header: str, cells: tuple[str, str]
) -> None:
    (tmp_path / "own.csv").write_text(signed(header, cells), encoding="utf-8")
    with pytest.raises(ImportFailedError, match="nothing is a number"):
        look(tmp_path / "own.csv")
