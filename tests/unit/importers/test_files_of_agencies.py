"""Files of statistical agencies: codes, groups and flags that were seen to be read wrongly."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.data.imports.findings import Findings
from app.data.imports.library import Request
from app.data.imports.recode import Reference, market_recode
from app.data.imports.watch import Watch
from app.data.reference.countries import Countries
from app.data.reference.groups import looks_like_group
from tests.unit.importers.desk import Sums, check, library, look, table

COMEXT = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"


def comext(*rows: tuple[str, str, str]) -> str:
    """Exports of Germany by partner, figure and flag."""
    head = "ESTAT:DS-045409(1.0),17/02/25 11:00:00,A,DE"
    return COMEXT + "".join(
        f"{head},{partner},8542,2,VALUE_IN_EUROS,2023,{value},{flag}\n" for partner, value, flag in rows
    )


# Eurostat


@pytest.mark.parametrize(
    ("outside", "inside"),
    [
        ("EU27_2020_EXTRA", "EU27_2020_INTRA"),
        ("EXT_EU27_2020", "INT_EU27_2020"),
        ("EU28_EXTRA", "EU28_INTRA"),
    ],
)
def test_trade_within_and_outside_the_union_holds_its_partners(
    tmp_path: Path, outside: str, inside: str
) -> None:
    rows = [("CN", "1000", ""), (outside, "3000", ""), (inside, "7000", "p"), ("AT", "4000", "e")]
    found = check(tmp_path, comext(*rows, ("WORLD", "10000", "")), "sdmx-csv", {("export", "EUR"): 5000})
    assert {whole.code for whole in found.wholes} == {"WORLD", "X-EU-EXTRA", "X-EU-INTRA"}


def test_a_colon_with_a_flag_is_no_figure(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        comext(("CN", "5", ""), ("FR", ":c", ""), ("IT", ": c", "")),
        "sdmx-csv",
        {("export", "EUR"): 5},
    )
    assert dict(found.left_out) == {"suppressed": 2}


def test_shares_and_indices_of_eurostat_are_no_trade(tmp_path: Path) -> None:
    """Exports and imports of one unit are one dataflow, so that their balance can be drawn."""
    head = "DATAFLOW,LAST UPDATE,freq,indic_et,sitc06,partner,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    rows = (("MIO_EXP_VAL", "223.5"), ("MIO_IMP_VAL", "515.1"), ("PC_TOT_EXP", "8.8"), ("IVOL_EXP", "104"))
    text = "".join(f"ESTAT:EXT(1.0),x,A,{name},TOTAL,CN_X_HK,EU27_2020,2023,{v},\n" for name, v in rows)
    sums: Sums = {("export", "EUR"): 223_500_000, ("import", "EUR"): 515_100_000}
    found = check(tmp_path, head + text, "sdmx-csv", sums)
    assert dict(found.left_out) == {"relative": 2}
    assert {total.dataflow for total in found.totals} == {""}


# Other agencies


IMF_YEARS = [
    ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "Counterpart Country Name",
     "Counterpart Country Code", "Attribute", "2016", "2017", ""],
    ["China, P.R.: Mainland", "924", "Exports", "TXG_FOB_USD", "Japan", "158", "Value", "129", "137", ""],
    ["China, P.R.: Mainland", "924", "Exports", "TXG_FOB_USD", "Japan", "158", "Status", "", "E", ""],
    ["China, P.R.: Mainland", "924", "Exports", "TXG_FOB_USD", "World", "001", "Value", "2100", "2260", ""],
    ["China, P.R.: Mainland", "924", "Exports", "TXG_FOB_USD", "Advanced Economies", "110", "Value", "9",
     "9", ""],
    ["China, P.R.: Mainland", "924", "Imports", "TMG_CIF_USD", "Japan", "158", "Value", "145", "165", ""],
]  # fmt: skip


def test_numbers_of_the_imf_are_not_those_of_the_united_nations(tmp_path: Path) -> None:
    """158 is Japan there and Taiwan here; the row of status holds no figures."""
    sums: Sums = {("export", "USD"): 129 + 137, ("import", "USD"): 145 + 165}
    found = check(tmp_path, table(IMF_YEARS, quoting=1), "sdmx-csv", sums)
    assert dict(found.left_out) == {"whole": 2, "not trade": 1}
    path = library(tmp_path).add(Request(tmp_path / "download"), Watch()).path
    with duckdb.connect(str(path), read_only=True) as connection:
        regions = connection.execute("SELECT DISTINCT region::VARCHAR FROM facts").fetchall()
        markets = connection.execute("SELECT DISTINCT market::VARCHAR FROM facts").fetchall()
    assert (regions, markets) == ([("100000",)], [("JPN",)])


def test_groups_of_the_imf_and_both_valuations_of_imports(tmp_path: Path) -> None:
    head = "STRUCTURE,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE\n"
    rows = (
        ("XG_FOB_USD", "USA", 5), ("XG_FOB_USD", "G001", 33), ("XG_FOB_USD", "G110", 19),
        ("XG_FOB_USD", "G163", 4), ("MG_CIF_USD", "USA", 8), ("MG_FOB_USD", "USA", 7), ("TBG_USD", "USA", -3),
    )  # fmt: skip
    text = "".join(f"dataflow,I,CHN,{what},{who},A,2023,{v}\n" for what, who, v in rows)
    found = look_at(tmp_path, head + text)
    sums = {(total.dataflow, total.flow): total.total for total in found.totals}
    assert sums == {
        ("a", "export"): 5, ("a", "import"): 8, ("a", "balance"): -3, ("imports fob-a", "import"): 7
    }  # fmt: skip


def look_at(folder: Path, data: str) -> Findings:
    """A dry run of a text."""
    path = folder / "download"
    path.write_text(data, encoding="utf-8")
    return look(path)


def test_services_never_add_up(tmp_path: Path) -> None:
    head = "DATAFLOW,REF_AREA,COUNTERPART_AREA,SERVICE,UNIT_MEASURE,TRADE_FLOW,FREQ,TIME_PERIOD,OBS_VALUE"
    rows = (("USA", "S", 20), ("USA", "SC", 9), ("USA", "SOX", 11))
    text = "".join(f"OECD:BATIS(1.0),CHN,{who},{what},USD_EXC,X,A,2021,{v},6\n" for who, what, v in rows)
    found = check(tmp_path, f"{head},UNIT_MULT\n{text}", "sdmx-csv", {("export", "USD"): 20_000_000})
    assert found.rows_kept == 3


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("China, P.R.: Mainland", "CHN"), ("China, P.R.: Hong Kong", "HKG"),
        ("Taiwan Province of China", "TWN"),
        ("Korea, Democratic People's Republic of", "PRK"), ("Poland, Republic of", "POL"),
        ("Netherlands, The", "NLD"), ("Congo, Democratic Republic of the", "COD"), ("Cote d'Ivoire", "CIV"),
        ("Venezuela, República Bolivariana de", "VEN"), ("Bolivia (Plurinational State of)", "BOL"),
        ("São Tomé and Príncipe, Democratic Republic of", "STP"), ("中华人民共和国", "CHN"),
        ("Korea (the Democratic People's Republic of)", "PRK"), ("Korea (the Republic of)", "KOR"),
        ("Korea (Democratic People's Republic of)", "PRK"), ("Sudan, Republic of South", "SSD"),
        ("Korea, the Democratic People's Republic of", "PRK"), ("Sudan (the)", "SDN"),
        ("Congo (the Democratic Republic of the)", "COD"), ("Congo (the)", "COG"),
        ("Tanzania, the United Republic of", "TZA"), ("Eritrea, The State of", "ERI"),
    ],
)  # fmt: skip
def test_countries_under_their_official_names(name: str, code: str) -> None:
    country = Countries().find(name)
    assert country is not None
    assert country.code == code


@pytest.mark.parametrize(
    "name",
    ["China, Republic of", "Yemen, Democratic", "Viet Nam, Republic of", "Germany, Democratic Rep. of"],
)
def test_a_state_that_no_table_knows_is_not_another_of_the_same_short_name(name: str) -> None:
    assert Countries().find(name) is None


def test_both_koreas_stay_apart(tmp_path: Path) -> None:
    north, south = "Korea (the Democratic People's Republic of)", "Korea (the Republic of)"
    rows = [("region", "market", "flow", "period", "value"), *(
        ("China", name, "export", "2023", value) for name, value in ((north, 5), (south, 400))
    )]  # fmt: skip
    found = check(tmp_path, table(rows), "tidy", {("export", "USD"): 405})
    assert found.rows_kept == 2


@pytest.mark.parametrize(
    "name",
    [
        "Middle East and Central Asia", "Middle East, North Africa, Afghanistan, and Pakistan", "CIS (IMF)",
        "Commonwealth of Independent States", "Export earnings: fuel", "Arab World", "OECD members",
        "Small states", "Heavily indebted poor countries (HIPC)", "MERCOSUR", "上海合作组织",
    ],
)  # fmt: skip
def test_groups_of_banks_and_treaties_are_no_countries(name: str) -> None:
    draft = market_recode(Reference())(name, "")
    assert (draft.level, draft.overlapping) == ("group", True)


@pytest.mark.parametrize(
    ("words", "sum_of_both"),
    [("Hundred millions", 500_000_005), ("Ten thousand", 50_005), ("Units", 10), ("Trillions", 5)],
)
def test_a_scale_in_words_counts_or_leaves_the_figure_out(
    tmp_path: Path, words: str, sum_of_both: int
) -> None:
    head = "DATAFLOW,REF_AREA,COUNTERPART_AREA,UNIT_MEASURE,TRADE_FLOW,FREQ,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
    text = "".join(
        f"OECD:TRADE(1.0),CHN,{who},USD,X,A,2023,5,{times}\n" for who, times in (("USA", words), ("JPN", ""))
    )
    check(tmp_path, head + text, "sdmx-csv", {("export", "USD"): sum_of_both})


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("", "Emerging and Developing Economies", True), ("", "Western Hemisphere", True),
        ("G200", "", True), ("EU99_EXTRA", "", True), ("", "Western Asia", True),
        ("", "Rest of the World", False), ("", "Rest of World", False),
        ("", "Areas, nes", False), ("", "Other Africa, nes", False), ("", "Atlantis", False),
        ("QV", "", False),
    ],
)  # fmt: skip
def test_groups_are_told_from_places_that_are_left_over(code: str, name: str, expected: bool) -> None:
    assert looks_like_group(code, name) is expected
