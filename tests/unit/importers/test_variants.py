"""The same formats as other people's files have them: every difference that was seen in public ones.

Columns in another order or language, other separators and encodings, sheets and web pages instead of text,
other classifications. What is expected was added up by hand from the rows as they stand here.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.data.imports.findings import Findings
from tests.unit.importers.desk import Sums, check, look, page, table, totals, workbook
from tests.unit.importers.fixtures import zipped

EXPORTS: Sums = {("export", "USD"): 3001}


# UN Comtrade

COMTRADE = [
    "typeCode", "freqCode", "period", "reporterCode", "reporterISO", "flowCode", "partnerCode", "partnerISO",
    "partner2Code", "classificationCode", "cmdCode", "aggrLevel", "customsCode", "motCode", "qtyUnitCode",
    "qtyUnitAbbr", "qty", "netWgt", "primaryValue",
]  # fmt: skip
PLAIN = [
    "C",
    "A",
    "2022",
    "156",
    "CHN",
    "X",
    "842",
    "USA",
    "0",
    "H6",
    "8542",
    "4",
    "C00",
    "0",
    "8",
    "kg",
    "5",
    "5",
]


def comtrade(value: str, **changed: str) -> list[str]:
    """A row of exports to the United States with some cells changed."""
    row = dict(zip(COMTRADE, [*PLAIN, value], strict=True)) | changed
    return list(row.values())


def in_dollars(found: Findings) -> dict[str, int]:
    """Sums of values by dataflow."""
    return {total.dataflow: total.total for total in found.totals if total.unit == "USD"}


JAPAN = {"partnerCode": "392", "partnerISO": "JPN"}
WORLD = {"partnerCode": "0", "partnerISO": "W00"}
ROWS = [comtrade("1000.5"), comtrade("2000", **JAPAN), comtrade("3000.5", **WORLD)]
LEFT_OUT = ("reporterISO", "partnerISO", "qtyUnitAbbr", "aggrLevel")
BULK = [[row[n] for n, name in enumerate(COMTRADE) if name not in LEFT_OUT] for row in (COMTRADE, *ROWS)]
SNAKES = [re.sub("([A-Z]+)", r"_\1", name).lower() for name in COMTRADE]
NUMBERED: list[list[object]] = [["", *COMTRADE], *([number, *row] for number, row in enumerate(ROWS))]
QUOTED = table([COMTRADE, *ROWS], quoting=csv.QUOTE_ALL).replace("\n", "\r\n")
TEXT = table([COMTRADE, *ROWS])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(table(NUMBERED), id="index of pandas"),
        pytest.param(table([COMTRADE, *([*row, ""] for row in ROWS)]), id="trailing comma"),
        pytest.param(QUOTED.encode("utf-8-sig"), id="quoted, with a mark"),
        pytest.param(table([COMTRADE, *ROWS], "\t").encode("utf-16"), id="Unicode text of Excel"),
        pytest.param(table([COMTRADE, *ROWS], ";").replace(".5", ",5"), id="decimal commas"),
        pytest.param(TEXT.replace("\n", "\r"), id="lines of old Macintoshes"),
        pytest.param(gzip.compress(TEXT.encode()), id="gzip"),
        pytest.param(zipped({"x/TradeData.csv": TEXT.encode()}), id="zip"),
        pytest.param(workbook(Sheet1=[COMTRADE, *ROWS]), id="workbook"),
        pytest.param(workbook(Notes=[["Downloaded today"]], Data=[COMTRADE, *ROWS]), id="second sheet"),
        pytest.param(gzip.compress(table(BULK, "\t").encode()), id="bulk: tabs, codes alone"),
        pytest.param(table([SNAKES, *ROWS]), id="snake case of R"),
        pytest.param(table([COMTRADE, *ROWS, COMTRADE, ROWS[2]]), id="two files in one"),
    ],
)  # fmt: skip
def test_comtrade_in_other_clothes(tmp_path: Path, data: bytes | str) -> None:
    check(tmp_path, data, "comtrade", EXPORTS)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"TOTAL": "35", "0": "30", "00": "10", "01": "20", "011": "20", "0111": "20", "1": "5"}, 35),
        ({"0": "30", "00": "10", "01": "20"}, 30),
        ({"85": "20", "8542": "20", "01": "15", "0101": "15"}, 35),
    ],
)
@pytest.mark.parametrize("classification", ["S1", "S3", "S4"])
def test_sitc_is_a_tree_of_its_own(
    tmp_path: Path, codes: Mapping[str, str], expected: int, classification: str
) -> None:
    """Its '01' is no chapter of HS, and sections contain divisions."""
    rows = [comtrade(value, cmdCode=code, classificationCode=classification) for code, value in codes.items()]
    check(tmp_path, table([COMTRADE, *rows]), "comtrade", {("export", "USD"): expected})


def test_bec_and_harmonised_system_stay_apart(tmp_path: Path) -> None:
    bec = [("1", "30"), ("11", "30"), ("111", "10"), ("112", "20"), ("2", "5")]
    rows = [comtrade(value, cmdCode=code, classificationCode="B4") for code, value in bec]
    path = tmp_path / "download"
    path.write_text(table([COMTRADE, *rows, comtrade("35", cmdCode="TOTAL", aggrLevel="0")]))
    found = look(path)
    assert {total.dataflow: total.total for total in found.totals if total.unit == "USD"} == {
        "a": 35,
        "b4-a": 35,
    }


@pytest.mark.parametrize(
    "codes",
    [
        {"200": "60", "205": "20", "206": "10", "207": "8", "236": "40"},
        {"205": "20", "206": "10", "214": "10", "236": "40", "237": "40"},
    ],
)
def test_groups_of_services_overlap(tmp_path: Path, codes: Mapping[str, str]) -> None:
    """EBOPS 2002: 206 is a part of 205, 207 of 206, and all of them of 200."""
    rows = [
        comtrade(value, typeCode="S", cmdCode=code, classificationCode="EB02", aggrLevel="")
        for code, value in codes.items()
    ]
    check(tmp_path, table([COMTRADE, *rows]), "comtrade", {("export", "USD"): 60})


def test_modes_of_transport_are_parts(tmp_path: Path) -> None:
    by_mode = [comtrade("600", motCode="2100"), comtrade("400.5", motCode="3200")]
    check(tmp_path, table([COMTRADE, ROWS[0], *by_mode]), "comtrade", {("export", "USD"): 1001})
    check(tmp_path, table([COMTRADE, *by_mode]), "comtrade", {("export", "USD"): 1001})
    second = comtrade("1000.5", partner2Code="392")
    check(tmp_path, table([COMTRADE, ROWS[0], second]), "comtrade", {("export", "USD"): 1001})


def test_months_and_years_are_two_dataflows(tmp_path: Path) -> None:
    months = [
        comtrade("400", freqCode="M", period="202201"),
        comtrade("600.5", freqCode="M", period="202202"),
    ]
    path = tmp_path / "download"
    path.write_text(table([COMTRADE, ROWS[0], *months]))
    found = look(path)
    assert {total.dataflow: total.total for total in found.totals if total.unit == "USD"} == {
        "a": 1001,
        "m": 1001,
    }


def test_the_old_form_after_r(tmp_path: Path) -> None:
    head = "Classification Year Period Trade.Flow Reporter Partner Commodity.Code Trade.Value..US.."
    rows = [["H4", "2015", "2015", "Export", "China", "Japan", "85", "300"]]
    check(tmp_path, table([head.split(), *rows]), "comtrade-legacy", {("export", "USD"): 300})


# China Customs

CHINESE = [
    "数据年月",
    "商品编码",
    "商品名称",
    "贸易伙伴编码",
    "贸易伙伴名称",
    "贸易方式编码",
    "贸易方式名称",
    "注册地编码",
    "注册地名称",
    "第一数量",
    "第一计量单位",
    "美元",
]
ENGLISH = [
    "Date of data", "Commodity code", "Commodity", "Trading partner code", "Trading partner",
    "Customs Regime code", "Customs Regime", "Locations of importers and exporters code",
    "Locations of importers and exporters", "Quantity", "Unit", "US dollar",
]  # fmt: skip
HORSES = [
    ["202401", "01012100", "马", "502", "美国", "10", "一般贸易", "330782", "浙江", "500", "千克", "1,234"],
    ["202401", "01012100", "马", "116", "日本", "10", "一般贸易", "33", "浙江", "700", "千克", "2,000"],
]
CUSTOMS: Sums = {("", "USD"): 3234, ("", "kg"): 1200}
SUM = '"合计",' + '"",' * 10 + '"3,234",\n'
QUERIED = table([[*CHINESE, ""], *([*row, ""] for row in HORSES)], quoting=csv.QUOTE_ALL)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(QUERIED.encode("gb18030"), id="as it comes"),
        pytest.param(table([ENGLISH, *HORSES], quoting=csv.QUOTE_ALL), id="English"),
        pytest.param(table([ENGLISH, *HORSES]).replace("千克", "Kilogram"), id="English units"),
        pytest.param((QUERIED + SUM).encode("gb18030"), id="a row of sums"),
        pytest.param(page([CHINESE, *HORSES]).encode("gb18030"), id="web page"),
        pytest.param(page([CHINESE, *HORSES]).encode("utf-16"), id="web page in UTF-16"),
        pytest.param(workbook(Sheet1=[CHINESE, *HORSES]), id="workbook"),
        pytest.param(table([CHINESE, *HORSES], "\t").encode("utf-8-sig"), id="tabs"),
        pytest.param(table([list(reversed(row)) for row in (CHINESE, *HORSES)]).encode("gb18030"),
                     id="other order"),
    ],
)  # fmt: skip
def test_china_customs_in_other_clothes(tmp_path: Path, data: bytes | str) -> None:
    check(tmp_path, data, "customs-query", CUSTOMS)


def test_yuan_in_english_and_a_flow_that_was_added(tmp_path: Path) -> None:
    yuan = table([[*ENGLISH[:-1], "Renminbi Yuan"], *HORSES])
    check(tmp_path, yuan, "customs-query", {("", "CNY"): 3234})
    rows = [["202401", "1012100", "美国", "出口", "1234"], ["202401", "1012100", "日本", "进口", "2000"]]
    with_flow = table([["数据年月", "商品编码", "贸易伙伴名称", "进出口类型", "美元"], *rows])
    check(tmp_path, with_flow, "customs-query", {("export", "USD"): 1234, ("import", "USD"): 2000})


# BACI

BACI = "t,i,j,k,v,q\n2020,156,842,010121,1.5,           NA\n2020,156,392,854231,10,0.25\n"
BOTH_YEARS = {"BACI_HS17_Y2020_V1.csv": BACI, "BACI_HS17_Y2021_V1.csv": BACI.replace("2020", "2021")}
LISTS = {
    "country_codes_V1.csv": "country_code,country_name\n156,China\n842,USA\n392,Japan\n",
    "product_codes_HS17_V1.csv": "code,description\n010121,Horses\n854231,Chips\n",
}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BACI.replace("t,i,j,k", "t,i,j,hs6"), id="old name of the product"),
        pytest.param(BACI.replace(",", ";").replace(".", ","), id="saved by a spreadsheet"),
        pytest.param(BACI.replace("t,i,j,k,v,q", '"T","I","J","K","V","Q"'), id="quoted capitals"),
        pytest.param(BACI.replace("010121", "10121"), id="lost zeros"),
        pytest.param(zipped({"BACI/BACI_HS17_Y2020_V1.csv": BACI.encode()}), id="one year zipped"),
    ],
)
def test_baci_in_other_clothes(tmp_path: Path, data: bytes | str) -> None:
    check(tmp_path, data, "baci", {("export", "USD"): 11_500})


def test_years_of_baci_in_a_folder_or_archive(tmp_path: Path) -> None:
    whole = {name: text.encode() for name, text in (BOTH_YEARS | LISTS).items()}
    check(tmp_path, zipped(whole | {"__MACOSX/._x": b"\0"}), "baci", {("export", "USD"): 23_000})
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    for name, data in (whole | {"Readme.txt": b"BACI\nversion 1\n"}).items():
        (inner / name).write_bytes(data)
    assert totals(look(tmp_path / "outer"))["export", "USD"] == 23_000


def test_a_quote_without_end_in_a_list_of_baci_costs_the_names_behind_it(tmp_path: Path) -> None:
    beside = LISTS | {
        "product_codes_HS17_V1.csv": 'code,description\n010121,Horses\n854231,"' + "x\n" * 90_000
    }
    for name, text in {"BACI_HS17_Y2020_V1.csv": BACI, **beside}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert totals(look(tmp_path))["export", "USD"] == 11_500


def test_a_second_currency_is_not_mixed_in(tmp_path: Path) -> None:
    text = table(
        [
            ["数据年月", "商品编码", "贸易伙伴编码", "人民币", "美元"],
            ["202401", "01012100", "502", "70", "10"],
        ]
    )
    found = check(tmp_path, text, "customs-query", {("", "CNY"): 70, ("", "USD"): None})
    assert any("not read: 美元" in str(remark) for remark in found.remarks)
