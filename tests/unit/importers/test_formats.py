"""Each format with its quirks: what comes out is what stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.data.imports.findings import Findings
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from tests.unit.importers import fixtures as made
from tests.unit.importers.desk import look, totals


def _look(name: str, options: Options | None = None) -> Findings:
    return look(made.FOLDER / name, options)


@pytest.mark.parametrize(("name", "importer"), list(made.IMPORTERS.items()))
def test_bytes_decide_and_not_the_name(tmp_path: Path, name: str, importer: str) -> None:
    path = tmp_path / "download.bin"
    path.write_bytes(made.content(name))
    assert look(path).importer == importer


def test_customs_query_with_months() -> None:
    found = _look("customs-monthly.csv")
    assert (found.encoding, found.rows_read, found.rows_kept) == ("GB18030", 3, 3)
    assert totals(found) == {("", "CNY"): 2_005_000, ("", "kg"): 4_900, ("", "head"): 2}
    assert found.flow_missing
    assert found.remarks == ()


def test_customs_query_by_place_and_trade_mode() -> None:
    found = _look("customs-places.csv", Options(flow="export", period="2024"))
    assert totals(found) == {("export", "CNY"): 1_750_000, ("export", "pieces"): 160}
    assert found.members == {"region": 2, "market": 2, "regime": 2}
    assert not found.flow_missing
    assert found.periods == ("2024",)


def test_customs_query_in_dollars() -> None:
    found = _look("customs-dollars.csv", Options(flow="import"))
    assert totals(found) == {("import", "USD"): 4_000}


def test_comtrade_leaves_wholes_out_of_sums() -> None:
    """World beside partners, 85 beside 8517 and 8542, air beside all modes; re-exports on their own."""
    found = _look("comtrade-current.csv")
    assert found.left_out == {"whole": 2, "breakdown": 1}
    assert totals(found) == {("import", "USD"): 600, ("re-export", "USD"): 8}
    assert {(whole.dimension, whole.code) for whole in found.wholes} == {
        ("market", "WORLD"),
        ("product", "85"),
    }


def test_comtrade_capitalised() -> None:
    found = _look("comtrade-capitals.csv")
    assert totals(found) == {("import", "USD"): 97_225_251_740}
    assert found.mapping["quantity"] == "Qty, AtlQty, NetWgt"


def test_comtrade_legacy_forms() -> None:
    long = _look("legacy-35.csv")
    assert long.left_out == {"whole": 1, "duplicate": 1}
    assert totals(long) == {
        ("export", "USD"): 350, ("export", "kg"): 35, ("re-export", "USD"): 9, ("re-export", "kg"): 1,
        ("re-import", "USD"): 8, ("re-import", "kg"): 1,
    }  # fmt: skip
    short = _look("legacy-22.csv")
    assert short.left_out == {}, "World alone is the figure"
    assert totals(short) == {("import", "USD"): 1_396_001_565_264, ("export", "USD"): 1_577_763_750_888}


def test_baci_file_and_folder() -> None:
    """1.5 + 2 + 1000.125 + 5 thousand dollars exactly; Other Asia is Taiwan, 251 France, 699 India."""
    alone = _look("baci.csv")
    folder = look(made.FOLDER / "baci")
    for found in (alone, folder):
        assert (found.importer, found.rows_read, found.rows_kept) == ("baci", 4, 4)
        assert totals(found) == {("export", "USD"): 1_008_625, ("export", "tonnes"): 3}
    assert len(alone.remarks) == 2
    assert folder.remarks == ()


def test_eurostat() -> None:
    """The EU beside Germany, 39 beside 3915 and 3926; 10.5 times 100 kg; an empty value is no zero."""
    found = _look("eurostat-codes.csv")
    assert (found.rows_read, found.rows_kept) == (8, 5)
    assert found.left_out == {"whole": 2, "suppressed": 1}
    assert totals(found) == {("import", "EUR"): 1_000, ("import", "kg"): 1_050, ("export", "EUR"): 570}
    labels = _look("eurostat-labels.csv.gz")
    assert totals(labels) == {("export", "EUR"): 7}
    assert labels.periods == ("2023-01",)


def test_sdmx_of_others() -> None:
    oecd = _look("sdmx-2.csv")
    assert oecd.left_out == {"deleted": 1, "whole": 1}
    assert totals(oecd) == {("export", "USD"): 1_500_000}
    imf = _look("sdmx-imf.csv")
    assert totals(imf) == {("export", "USD"): 576_100_000, ("import", "USD"): 180_500_000}


def test_wits() -> None:
    summary = _look("wits-summary.csv")
    assert (summary.rows_read, summary.rows_kept, summary.left_out) == (6, 4, {"not trade": 2})
    assert totals(summary) == {("export", "USD"): 190_500_000}, (
        "World and all products, not its sectors and stages"
    )
    bulk = _look("wits-bulk.csv")
    assert (bulk.rows_read, bulk.rows_kept) == (5, 3)
    assert totals(bulk)["export", "USD"] == 16_000, "section 0 is 01; section 1 is another 1"


def test_nbs() -> None:
    rows = _look("nbs-rows.csv")
    assert (rows.rows_kept, rows.left_out) == (2, {"suppressed": 1})
    assert totals(rows) == {("total", "USD"): 618_938_960_000}
    wide = _look("nbs-wide.csv")
    assert totals(wide) == {("export", "USD"): 1_190_000}


def test_monthly_series_find_their_units() -> None:
    """Only the nation's own totals are summed; Germany's columns are in thousand dollars."""
    found = _look("gacc-wide.csv")
    assert totals(found) == {
        ("export", "USD"): 625_000_000_000,
        ("import", "USD"): 315_000_000_000,
        ("total", "USD"): 940_000_000_000,
    }


def test_tidy_tables() -> None:
    found = _look("tidy.csv")
    assert (found.encoding, found.left_out) == ("UTF-8 (with BOM)", {"whole": 1})
    assert totals(found) == {("export", "USD"): 1_235, ("import", "USD"): 100}
    sheet = _look("tidy.xlsx")
    assert totals(sheet) == {("export", "USD"): 1_335}


def test_a_mapping_names_columns_constants_and_multiplier(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("where,what,how much\nDEU,8542,1.5\nJPN,8542,2\n", encoding="utf-8")
    mapping = {
        "columns": {"market": "where", "product": "what", "value": "how much"},
        "constants": {"flow": "export", "period": "2023", "unit": "USD", "region": "330000"},
        "multiplier": 1000,
    }
    found = look(path, Options(mapping=mapping), "tidy")
    assert totals(found) == {("export", "USD"): 3_500}
    with pytest.raises(ImportFailedError, match="no column elsewhere"):
        look(path, Options(mapping={"columns": {"market": "elsewhere", "value": "how much"}}), "tidy")


def test_packages() -> None:
    found = look(made.FOLDER / "package")
    assert found.importer == "datapackage"
    assert totals(found) == {("export", "USD"): 110_000}, "five and six times ten thousand dollars"


def test_one_file_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    path.write_bytes(made.zipped({"folder/TradeData.csv": made.content("comtrade-current.csv")}))
    assert totals(look(path)) == {("import", "USD"): 600, ("re-export", "USD"): 8}


def test_a_unit_in_a_header_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    text = "省份,国别,商品编码,进出口,年月,金额（万美元）\n浙江省,美国,85423190,出口,2024年1月,12.5\n"
    path.write_text(text + "浙江省,日本,85423190,出口,2024年1月,1.5\n", encoding="gb18030")
    found = look(path)
    assert totals(found) == {("export", "USD"): 140_000}
    assert found.periods == ("2024-01",)


def test_baci_as_it_is_downloaded(tmp_path: Path) -> None:
    """An archive with a folder, several years and a text to read."""
    folder = made.FOLDER / "baci"
    names = [path.name for path in sorted(folder.iterdir())]
    members = {f"BACI/{name}": (folder / name).read_bytes() for name in names}
    later = made.content("baci.csv").replace(b"2020", b"2021")
    path = tmp_path / "BACI_HS17.zip"
    path.write_bytes(
        made.zipped({**members, "BACI/BACI_HS17_Y2021.csv": later, "BACI/Readme.txt": b"a, b\nc\n"})
    )
    found = look(path)
    assert (found.rows_read, found.periods) == (8, ("2020", "2021"))
    assert totals(found) == {("export", "USD"): 2_017_250, ("export", "tonnes"): 7}


def test_padded_numbers(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text('t,i,j,k,v,q\n2012,4,24,"845420","        0.432","     NA"\n')
    assert totals(look(path)) == {("export", "USD"): 432}


def test_procedures_of_comext_bulk_are_added_up() -> None:
    """Month 52 is the year; TOTAL stands beside its only code."""
    found = _look("comext-bulk.csv")
    assert (found.rows_read, found.rows_kept, found.left_out) == (4, 3, {"whole": 1})
    assert totals(found)["import", "EUR"] == 1501
    assert totals(found, "2024")["export", "EUR"] == 77
