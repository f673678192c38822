"""Tables of agencies and of users as other people's files have them; expected sums were added up by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.data.imports.messages import ImportFailedError
from app.data.imports.registry import SeveralFilesError
from tests.unit.importers.desk import Sums, check, look, table, totals, workbook
from tests.unit.importers.fixtures import FOLDER, zipped

# SDMX

ESTAT = "ESTAT:DS-045409(1.0)"
SDMX_CASES: dict[str, tuple[str, Sums]] = {
    "codes and labels": (
        (
            "STRUCTURE,STRUCTURE_ID,freq,Time frequency,reporter,Reporting country,partner,Trading partner,"
            "flow,Stock or flow,indicators,Indicator,TIME_PERIOD,Time,OBS_VALUE,Observation value,OBS_FLAG\n"
            f"dataflow,{ESTAT},A,Annual,DE,Germany,CN,China,1,IMPORT,VALUE_IN_EUROS,Value,2022,,100,,\n"
            f"dataflow,{ESTAT},A,Annual,DE,Germany,US,USA,1,IMPORT,VALUE_IN_EUROS,Value,2022,,50,,\n"
            f"dataflow,{ESTAT},A,Annual,DE,Germany,EXT_EU27_2020,Extra,1,IMPORT,VALUE_IN_EUROS,Value,2022,,150,,\n"
        ),
        {("import", "EUR"): 150},
    ),
    "code: label": (
        (
            "DATAFLOW,FREQ: Frequency,REF_AREA: Reference area,COUNTERPART_AREA: Partner,FLOW: Flow,"
            "TIME_PERIOD: Time,OBS_VALUE,UNIT_MEASURE: Unit,UNIT_MULT: Multiplier\n"
            "OECD:X(1.0),A: Annual,FRA: France,CHN: China,X: Exports,2020,1.5,USD: US dollar,6: Millions\n"
        ),
        {("export", "USD"): 1_500_000},
    ),
    "billions, deleted rows, world": (
        (
            "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,COUNTERPART_AREA,TRADE_FLOW,TIME_PERIOD,OBS_VALUE,UNIT_MULT,"
            "UNIT_MEASURE\n"
            "dataflow,OECD:DF(1.0),I,FRA,CHN,M,2024-01,2.5,9,USD\n"
            "dataflow,OECD:DF(1.0),I,FRA,W,M,2024-01,5,9,USD\n"
            "dataflow,OECD:DF(1.0),D,FRA,USA,M,2024-01,9,9,USD\n"
        ),
        {("import", "USD"): 2_500_000_000},
    ),
    "semicolons and flags": (
        (
            "DATAFLOW;freq;reporter;partner;flow;indicators;TIME_PERIOD;OBS_VALUE;OBS_FLAG\n"
            f"{ESTAT};A;DE;CN;1;VALUE_IN_EUROS;2022;100,5;\n{ESTAT};A;DE;US;1;VALUE_IN_EUROS;2022;: c;c\n"
            f"{ESTAT};A;DE;JP;1;VALUE_IN_EUROS;2022;7 p;p\n"
        ),
        {("import", "EUR"): 108},
    ),
    "SITC under the name of products": (
        (
            "DATAFLOW,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE\n"
            f"{ESTAT},A,DE,CN,0,1,VALUE_IN_EUROS,2022,30\n{ESTAT},A,DE,CN,01,1,VALUE_IN_EUROS,2022,20\n"
            f"{ESTAT},A,DE,CN,00,1,VALUE_IN_EUROS,2022,10\n{ESTAT},A,DE,CN,7,1,VALUE_IN_EUROS,2022,5\n"
        ),
        {("import", "EUR"): 35},
    ),
    "TSV of Eurostat": (
        (
            "freq,reporter,partner,product,flow,indicators\\TIME_PERIOD\t2021 \t2022 \n"
            "A,DE,CN,85,1,VALUE_IN_EUROS\t100 \t: c\nA,DE,US,85,1,VALUE_IN_EUROS\t50 p\t7 \n"
        ),
        {("import", "EUR"): 157},
    ),
    "a column a year of IMF": (
        (
            '"DATASET","SERIES_CODE","COUNTRY","INDICATOR","COUNTERPART_COUNTRY","SCALE","UNIT","2021","2022"\n'
            '"IMF.STA:IMTS(1.0)","CHN.XG.USA.A","China","Exports of goods, US dollar","United States",'
            '"Millions","US dollar","10","20.5"\n'
        ),
        {("export", "USD"): 30_500_000},
    ),
}


@pytest.mark.parametrize("name", SDMX_CASES)
def test_sdmx_of_other_agencies(tmp_path: Path, name: str) -> None:
    text, expected = SDMX_CASES[name]
    check(tmp_path, text, "sdmx-csv", expected)


# WITS

WITS = [
    "Reporter", "TradeFlow", "ProductCode", "Product Description", "Year", "Partner", "Trade Value 1000USD",
    "Quantity", "Quantity Unit",
]  # fmt: skip
WITS_ROWS: list[list[object]] = [
    ["China", "Export", "010121", "Horses", 2022, " World", 30, 300, "Kg"],
    ["China", "Export", "010121", "Horses", 2022, "United States", 10, 100, "Kg"],
    ["China", "Export", "010121", "Horses", 2022, "Japan", 20, 200, "Kg"],
]


def test_wits_workbooks(tmp_path: Path) -> None:
    sums = {("export", "USD"): 30_000, ("export", "kg"): 300}
    check(tmp_path, workbook(By_HS6_Product=[WITS, *WITS_ROWS], Sheet1=[]), "wits", sums)
    check(tmp_path, table([WITS, *WITS_ROWS], ";"), "wits", sums)
    heads = [
        "Reporter Name",
        "Partner Name",
        "Year",
        "Product Group",
        "Export (US$ Thousand)",
        "Import (US$ Thousand)",
    ]
    by_partner = [
        ["China", "USA", 2022, "All Products", 100, 50],
        ["China", "World", 2022, "All Products", 300, 70],
    ]
    wide = workbook(Partner=[heads, *by_partner])
    check(tmp_path, wide, "wits", {("export", "USD"): 300_000, ("import", "USD"): 70_000})
    heads = ["Reporter Name", "Partner Name", "Trade Flow", "Product Group", "Indicator", "2021", "2022"]
    series = [["China", "World", "Import", "All Products", "Import (US$ Thousand)", 300, 400],
              ["China", "World", "Import", "All Products", "Import Partner Share (%)", 100, 100]]  # fmt: skip
    check(tmp_path, workbook(Partner_Timeseries=[heads, *series]), "wits", {("import", "USD"): 700_000})


def test_headers_within_a_bulk_file_of_wits(tmp_path: Path) -> None:
    head = "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValue in 1000 USD"
    text = f"{head}\nH0,CHN,10121,USA,2019,Gross Exp.,10\n{head}\nH0,CHN,854231,WLD,2019,Gross Imp.,20\n"
    check(tmp_path, text, "wits", {("export", "USD"): 10_000, ("import", "USD"): 20_000})


# NBS

NBS_CASES = {
    "provinces, a footnote": (
        (
            "数据库：分省年度数据\n指标：经营单位所在地出口总额(千美元)\n时间：最近10年\n地区,2023年,2022年\n"
            "北京市,10,9\n浙江省,20,\n注：1\n数据来源：国家统计局\n"
        ),
        {("export", "USD", ""): 39_000},
    ),
    "indicators by year in two currencies, a part of one": (
        (
            "数据库：年度数据\n时间：最近5年\n指标,2023年,2022年\n进出口总额(人民币)(亿元),4175.5,4180\n"
            "进出口总额(美元)(百万美元),59,62\n外商投资企业进出口总额(百万美元),1,1\n"
        ),
        {
            ("total", "CNY", "yuan-a"): 835_550_000_000,
            ("total", "USD", "a"): 121_000_000,
            ("total", "USD", "外商投资企业进出口总额-a"): 2_000_000,
        },
    ),
    "one province": (
        "数据库：分省年度数据\n地区：浙江省\n指标,2023年\n经营单位所在地出口总额(千美元),6\n进口额(万美元),5\n",
        {("export", "USD", "operating-unit-a"): 6_000, ("import", "USD", "a"): 50_000},
    ),
    "months, growth and what is counted from January on": (
        (
            "数据库：月度数据\n指标,2023年12月,2023年11月\n出口总值当期值(千美元),20,10\n出口总值同比增长(%),1.5,-2\n"
            "出口总值累计值(千美元),300,280\n进出口差额当期值(千美元),10,-4\n"
        ),
        {("export", "USD", "m"): 30_000, ("balance", "USD", "m"): 6_000},
    ),
}


@pytest.mark.parametrize("name", NBS_CASES)
def test_nbs_tables(tmp_path: Path, name: str) -> None:
    text, expected = NBS_CASES[name]
    found = check(tmp_path, text.encode("gb18030"), "nbs-easyquery", {})
    assert found.encoding == "GB18030"
    assert {(t.flow, t.unit, t.dataflow): t.total for t in found.totals} == expected


def test_nbs_as_a_workbook(tmp_path: Path) -> None:
    text, _ = NBS_CASES["provinces, a footnote"]
    data = workbook(分省年度数据=[line.split(",") for line in text.splitlines()])
    check(tmp_path, data, "nbs-easyquery", {("export", "USD"): 39_000})


def test_places_one_below_the_other_are_not_taken_for_one(tmp_path: Path) -> None:
    block = "地区：{}\n指标,2023年\n出口总额(千美元),6\n"
    path = tmp_path / "download.csv"
    path.write_text(f"数据库：分省年度数据\n{block.format('浙江省')}地区：广东省,\n出口总额(千美元),7\n")
    with pytest.raises(ImportFailedError, match="several places"):
        look(path)


# Tables of users

TIDY_CASES: dict[str, tuple[bytes | str, Sums]] = {
    "Chinese, ten thousand dollars": (
        "地区,国别,商品编码,年份,进出口,金额（万美元）\n浙江省,美国,85,2024,出口,12.5\n广东省,日本,84,2024,进口,1\n",
        {("export", "USD"): 125_000, ("import", "USD"): 10_000},
    ),
    "a column a year": (
        "region,partner,flow,2022,2023\nZhejiang,USA,export,10,20\nZhejiang,Japan,import,1,\n",
        {("export", "USD"): 30, ("import", "USD"): 1},
    ),
    "the unit above, a column a year": (
        "各省出口,,\n单位：亿元,,\n省份,2022年,2023年\n浙江,1,2\n广东,3,4\n", {("", "CNY"): 1_000_000_000},
    ),
    "a column a flow": (
        "country,year,exports,imports\nChina,2023,10,5\nJapan,2023,2,1\n",
        {("export", "USD"): 12, ("import", "USD"): 6},
    ),
    "a column a flow, a column of years beside months": (
        "省份,年份,月份,出口额（万元）,进口额（亿元）\n浙江,2023,1,5,1\n浙江,2023,12月,5,2\n",
        {("export", "CNY"): 100_000, ("import", "CNY"): 300_000_000},
    ),
    "titles, merged cells and a grand total": (
        workbook(
            说明=[["本表说明"]],
            数据=[["2024年浙江省出口情况"], [None], ["地区", "国别", "年份", "进出口", "金额(亿元)"],
                  ["浙江省", "美国", 2024, "出口", 1.5], ["合计", "合计", 2024, "出口", 1.5]],
        ),
        {("export", "CNY"): 150_000_000},
    ),
    "exporter and importer say the flow": (
        "exporter,importer,year,value_usd\nChina,Japan,2023,10\nFrance,Japan,2023,1\n",
        {("export", "USD"): 11},
    ),
    "semicolons and thousands points": (
        "region;market;flow;period;value\nFrance;China;export;2020;1.234,5\n", {("export", "USD"): 1235},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TIDY_CASES)
def test_tables_of_users(tmp_path: Path, name: str) -> None:
    data, expected = TIDY_CASES[name]
    check(tmp_path, data, "tidy", expected)


def test_a_quantity_beside_several_columns_of_values_is_named(tmp_path: Path) -> None:
    text = "country,year,exports,imports,quantity\nChina,2023,10,5,7\n"
    found = check(tmp_path, text, "tidy", {("export", "USD"): 10, ("import", "USD"): 5})
    assert any("'quantity' is left out" in str(remark) for remark in found.remarks)


# Folders


def test_years_of_one_form_are_one_table(tmp_path: Path) -> None:
    head = ["数据年月", "商品编码", "商品名称", "贸易伙伴编码", "贸易伙伴名称", "美元"]
    for year, value in (("2023", "10"), ("2024", "20")):
        row = [f"{year}01", "01012100", "马", "502", "美国", value]
        (tmp_path / f"horses {year}.csv").write_bytes(table([head, row]).encode("gb18030"))
    found = look(tmp_path)
    assert (found.importer, found.rows_read) == ("customs-query", 2)
    assert totals(found) == {("", "USD"): 30}


def test_files_that_belong_to_each_other_less_are_named(tmp_path: Path) -> None:
    for name in ("tidy.csv", "wits-bulk.csv"):
        shutil.copy(FOLDER / name, tmp_path / name)
    (tmp_path / "notes.txt").write_text("nothing\n")
    with pytest.raises(SeveralFilesError, match=r"one by one. They are: tidy.csv, wits-bulk.csv") as refused:
        look(tmp_path)
    assert refused.value.paths == (tmp_path / "tidy.csv", tmp_path / "wits-bulk.csv")
    (tmp_path / "tidy.csv").unlink()
    assert look(tmp_path).importer == "wits"


def test_an_archive_of_several_tables_is_to_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({name: (FOLDER / name).read_bytes() for name in ("tidy.csv", "wits-bulk.csv")}))
    with pytest.raises(SeveralFilesError, match="unpack it"):
        look(path)


def test_a_folder_without_tables_says_what_it_holds(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("words\n")
    with pytest.raises(ImportFailedError, match=r"it holds: a.txt, b.txt"):
        look(tmp_path)


def test_a_series_that_stands_twice_is_left_aside_and_named(tmp_path: Path) -> None:
    """Found by fuzzing: the first of two columns of one name had no unit."""
    lines = (FOLDER / "gacc-wide.csv").read_text(encoding="utf-8").splitlines()
    twice = "\n".join(f"{line},{line.split(',')[1]}" for line in lines)
    path = tmp_path / "download.csv"
    path.write_text(twice, encoding="utf-8")
    found = look(path)
    once = look(FOLDER / "gacc-wide.csv")
    assert totals(found) == totals(once)
    assert any(lines[0].split(",")[1] in str(remark) for remark in found.remarks)


@pytest.mark.parametrize(
    "cell",
    [pytest.param('"' + "x" * 200_000 + '"', id="a page of text"), pytest.param("nan", id="no number")],
)
def test_a_cell_that_is_no_figure_leaves_the_units_of_series_as_they_are(tmp_path: Path, cell: str) -> None:
    whole = (FOLDER / "gacc-wide.csv").read_text(encoding="utf-8")
    path = tmp_path / "download.csv"
    fields = whole.splitlines()[0].count(",") + 1
    path.write_text(
        f"{whole.rstrip()}\n{','.join(['2023-04', cell, *[''] * (fields - 2)])}\n", encoding="utf-8"
    )
    assert totals(look(path)) == totals(look(FOLDER / "gacc-wide.csv"))


def test_a_series_in_place_of_the_months_is_refused(tmp_path: Path) -> None:
    """Found by fuzzing: the column of months was taken for one of figures."""
    path = tmp_path / "download.csv"
    path.write_text(
        "进出口金额:当月值,出口金额:当月值,进口金额:当月值\n3000,2000,1000\n3100,2050,1050\n",
        encoding="utf-8",
    )
    with pytest.raises(ImportFailedError, match="no column of figures"):
        look(path, wanted="gacc-wide")


def test_sheets_of_one_series_are_read_together_and_others_named(tmp_path: Path) -> None:
    head: list[object] = ["region", "market", "flow", "year", "value"]
    years: dict[str, list[list[object]]] = {
        "Y2022": [head, ["Zhejiang", "USA", "export", 2022, 5]],
        "Y2023": [head, ["Zhejiang", "USA", "export", 2023, 6]],
    }
    found = check(tmp_path, workbook(Notes=[["Words"]], **years), "tidy", {("export", "USD"): 11})
    assert found.rows_read == 2
    assert any("not read: Notes" in str(remark) for remark in found.remarks)
    flows = {"Exports": years["Y2022"], "Imports": years["Y2023"]}
    apart = check(tmp_path, workbook(**flows), "tidy", {("export", "USD"): 5})
    assert any("not read: Imports" in str(remark) for remark in apart.remarks)
