"""Real downloads, read and compared with a reading by hand.

The numbers were read with Python's csv module and Decimal alone: the file opened in the encoding that its
SOURCE.txt names, columns counted by hand, rows with the partner 'World' left out where partners stand
beside them, lines that occur twice counted once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.imports.library import Request
from app.data.imports.plan import Options
from app.data.imports.watch import Watch
from tests.unit.importers.desk import library, look, totals

CUSTOMS = "china_customs_query"


@pytest.fixture
def samples(shared: Path) -> Path:
    folder = shared / "samples"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared/samples, which is not here")
    return folder


@pytest.mark.parametrize(
    ("name", "rows", "yuan", "kilograms"),
    [
        # The tenth field without its commas, and the sixth; every unit is 千克, every second one '?'.
        ("soybeans_2023.csv", 40, 402_526_956_940, 95_355_428_567),
        ("soybeans_2024in.csv", 36, 359_701_179_444, 100_883_410_028),
        ("soybeans_2024out.csv", 29, 5_409_809, 507_699),
    ],
)
def test_customs_query(samples: Path, name: str, rows: int, yuan: int, kilograms: int) -> None:
    found = look(samples / CUSTOMS / name)
    assert (found.importer, found.encoding) == ("customs-query", "GB18030")
    assert (found.rows_read, found.rows_kept, found.left_out) == (rows, rows, {})
    assert totals(found) == {("", "CNY"): yuan, ("", "kg"): kilograms}
    assert found.flow_missing


def test_comtrade_of_2023(samples: Path) -> None:
    """24 months and flows, TOTAL from one partner alone: PrimaryValue (44th field) summed by FlowCode."""
    found = look(samples / "comtrade_plus" / "TradeData_4_16_2023_14_22_28_USA_CHN.csv")
    assert (found.importer, found.encoding, found.rows_read, found.rows_kept) == ("comtrade", "UTF-8", 24, 24)
    assert totals(found) == {("import", "USD"): 575_688_091_172, ("export", "USD"): 153_837_022_415}
    assert found.periods == tuple(f"2022-{month:02d}" for month in range(1, 13))


def test_comtrade_of_today(samples: Path) -> None:
    """399 rows, 4 of them World (39,640,329,244.98); primaryValue of the others by year.

    2017 is cut off after 400 lines: its partners make 8.1 of World's 11.1 billion.
    """
    found = look(samples / "comtrade_plus" / "TradeData_THA_HS8542_lowercase_header_latin1.csv")
    assert (found.importer, found.encoding) == ("comtrade", "ISO-8859-1")
    assert (found.rows_read, found.rows_kept, found.left_out) == (399, 395, {"whole": 4})
    assert totals(found)["import", "USD"] == 36_629_985_021
    by_year = {year: totals(found, year)["import", "USD"] for year in ("2014", "2015", "2016", "2017")}
    assert by_year == {
        "2014": 9_680_795_329,
        "2015": 9_389_778_348,
        "2016": 9_428_383_352,
        "2017": 8_131_027_991,
    }
    # Pieces: qty where its unit is 'u'; kilograms: netWgt, or qty where its unit is kg and netWgt empty.
    assert totals(found)["import", "pieces"] == 8_133_756
    assert totals(found)["import", "kg"] == 165_006_607
    (world,) = found.wholes
    assert (world.dimension, world.code, world.rows, world.total) == ("market", "WORLD", 4, 39_640_329_245)


def test_comtrade_legacy(samples: Path) -> None:
    """203 rows: 15 lines occur twice, 18 are World (6,794,992 dollars); the other 170 by Trade Value."""
    found = look(samples / "comtrade_legacy" / "comtrade_madagascar_maize_all_quoted.csv")
    assert found.importer == "comtrade-legacy"
    assert (found.rows_read, found.rows_kept) == (203, 170)
    assert found.left_out == {"whole": 18, "duplicate": 15}
    assert totals(found) == {("export", "USD"): 50_328_020, ("export", "kg"): 159_366_590}
    duplicates = next(problem for problem in found.problems if problem.kind == "duplicate")
    assert duplicates.lines[:4] == (54, 55, 56, 57)


@pytest.mark.parametrize(
    "name", ["estat_ds-045409_filtered_de_codes.csv", "estat_ds-045409_filtered_de.csv.gz"]
)
def test_eurostat_codes(samples: Path, name: str) -> None:
    """44 rows, all flow 1 and QUANTITY_IN_100KG: 103,813,652.05 times 100 kg."""
    found = look(samples / "sdmx_csv_eurostat" / name)
    assert (found.importer, found.rows_read, found.rows_kept, found.left_out) == ("sdmx-csv", 44, 44, {})
    assert totals(found) == {("import", "kg"): 10_381_365_205}
    assert found.members == {"region": 6}


def test_eurostat_labels(samples: Path) -> None:
    """84 rows, all EXPORT in euros; the tenth field summed."""
    found = look(samples / "sdmx_csv_eurostat" / "estat_ds-plastic_export_value_labels_annual.csv")
    assert (found.importer, found.rows_read, found.rows_kept) == ("sdmx-csv", 84, 84)
    assert totals(found) == {("export", "EUR"): 6_585_015_289}


def test_wits_summary(samples: Path) -> None:
    """102 rows, 40 of them exports or imports in dollars with 1,008 filled years.

    Totals are the rows 'Exports (in US$ Mil)' and 'Imports (in US$ Mil)' of World and All Products.
    """
    found = look(samples / "wits" / "en_CHN_AllYears_WITS_Trade_Summary_1988-2019.CSV")
    assert (found.importer, found.rows_read, found.rows_kept) == ("wits", 102, 40)
    assert found.left_out == {"not trade": 62}
    assert found.figures_kept == 1008
    assert totals(found) == {("export", "USD"): 30_318_297_440_000, ("import", "USD"): 25_484_865_400_000}


def test_wits_bulk(samples: Path) -> None:
    """1,199 rows of US industry codes without their zeros: 693 are the finest of their branch.

    Check on the codes: sections 0 and 1 are the sums of their finest rows, 1,371,937.698 and
    4,238,086.383 thousand dollars of exports in 2018.
    """
    found = look(samples / "wits" / "wits_bulk_TradeData_BRA_USA.csv")
    assert (found.importer, found.rows_read, found.rows_kept) == ("wits", 1199, 693)
    sums = totals(found)
    assert (sums["export", "USD"], sums["import", "USD"]) == (22_640_262_386, 25_094_103_629)


@pytest.mark.parametrize(
    ("name", "everything", "latest"),
    [
        ("A060101.csv", 45_990_614_067_838, 6_159_012_755_385),
        ("A060201.csv", 45_990_721_009_567, 6_159_020_000_000),
    ],
)
def test_nbs_easyquery(samples: Path, name: str, everything: int, latest: int) -> None:
    """31 provinces in nine years; the seventh field times 1,000."""
    found = look(samples / "nbs_easyquery_extract" / name)
    assert (found.importer, found.rows_read, found.rows_kept) == ("nbs-easyquery", 279, 279)
    assert totals(found) == {("total", "USD"): everything}
    assert totals(found, "2024") == {("total", "USD"): latest}


def test_monthly_series(samples: Path) -> None:
    """74 months; exports and imports in 100 million dollars, their total in thousands."""
    found = look(next((samples / "gacc_monthly_wide").glob("*.csv")))
    assert (found.importer, found.rows_read, found.rows_kept) == ("gacc-wide", 74, 74)
    assert totals(found) == {
        ("export", "USD"): 18_190_350_000_000,
        ("import", "USD"): 14_508_691_000_000,
        ("total", "USD"): 32_699_045_833_090,
        ("balance", "USD"): 3_681_663_000_000,
    }


def test_every_sample_becomes_a_data_set(samples: Path, tmp_path: Path) -> None:
    """Nothing but the lists of codes is refused, and every total is what the dry run said."""
    datasets = library(tmp_path)
    files = [
        path
        for path in sorted(samples.rglob("*"))
        if path.is_file()
        and path.name != "SOURCE.txt"
        and path.parent.name not in ("baci", "reference_china_customs_codes")
    ]
    assert len(files) == 14
    for path in files:
        flow = "import" if path.parent.name == CUSTOMS else ""
        request = Request(path, path.name, options=Options(flow=flow))  # one of them is another, packed
        written = datasets.add(request, Watch())
        assert written.facts > 0
        assert {t.total for t in written.findings.totals} == {t.total for t in look(path).totals}
    assert len(datasets.datasets()) == len(files)
