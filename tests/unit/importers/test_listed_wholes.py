"""A whole that the file does not report is called what it is: the sum of what the file lists."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.data.imports.library import Request
from app.data.imports.recode import Reference, product_recode
from app.data.imports.tree import Tree, grow
from app.data.imports.watch import Watch
from tests.unit.importers.desk import library, totals

HEAD = "region,partner,product,flow,period,value (USD)\n"


def _imported(folder: Path, rows: str) -> Path:
    path = folder / "own.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return library(folder).add(Request(path), Watch()).path


def _roots(path: Path) -> dict[str, tuple[str, str]]:
    """For each dimension the code and name of its root."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT dimension, code, name_en FROM members WHERE parent = ''").fetchall()
    return {dimension: (code, name) for dimension, code, name in rows}


def _cells(path: Path, *columns: str) -> set[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(f"SELECT {', '.join(columns)}, value, status FROM cells").fetchall()
    return {tuple(str(cell) if not isinstance(cell, float) else cell for cell in row) for row in rows}


def test_partners_without_the_world_sum_to_the_markets_of_the_file(tmp_path: Path) -> None:
    path = _imported(tmp_path, "China,Germany,TOTAL,export,2023,5\nChina,France,TOTAL,export,2023,3\n")
    assert _roots(path) == {
        "region": ("100000", "China"),
        "market": ("LISTED-MARKETS", "All markets in this file"),
        "product": ("ALL", "All products"),
    }
    assert ("LISTED-MARKETS", 8.0, "derived") in _cells(path, "market")
    assert not any(cell[0] == "WORLD" for cell in _cells(path, "market"))


def test_a_reported_world_is_never_made_up_where_it_is_missing(tmp_path: Path) -> None:
    """The World of 2022 is not what two partners add up to in 2023."""
    path = _imported(
        tmp_path,
        "China,World,TOTAL,export,2022,100\nChina,Germany,TOTAL,export,2022,4\n"
        "China,Germany,TOTAL,export,2023,5\nChina,France,TOTAL,export,2023,3\n",
    )
    assert _roots(path)["market"] == ("WORLD", "World")
    worlds = {cell for cell in _cells(path, "market", "period") if cell[0] == "WORLD"}
    assert worlds == {("WORLD", "2022", 100.0, "reported")}


@pytest.mark.parametrize(
    ("markets", "whole"),
    [
        ({"ASEAN": 500, "European Union": 400, "USA": 300}, 1200),
        ({"ASEAN": 500, "Viet Nam": 100, "USA": 300}, 400),
        ({"European Union": 410, "EU27_2020": 400, "USA": 300}, 700),
        ({"Belt and Road": 500, "ASEAN": 400, "USA": 300}, 700),
        ({"Belt and Road": 500, "RCEP": 400}, None),
    ],
)
def test_the_whole_is_the_total_of_the_dry_run(
    tmp_path: Path, markets: dict[str, int], whole: int | None
) -> None:
    """A group is a part where none of its members is there; groups that overlap are never added up."""
    path = tmp_path / "own.csv"
    rows = (f"China,{market},TOTAL,export,2023,{value}\n" for market, value in markets.items())
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    written = library(tmp_path).add(Request(path), Watch())
    assert totals(written.findings) == ({("export", "USD"): whole} if whole else {})
    listed = {cell[1] for cell in _cells(written.path, "market") if cell[0] == "LISTED-MARKETS"}
    assert listed == ({float(whole)} if whole else set())


@pytest.mark.parametrize(
    ("markets", "level"),
    [
        (("ASEAN", "European Union", "USA"), "country"),
        (("European Union", "Germany", "USA"), "group"),
        (("European Union", "EU27_2020", "USA"), "group"),
    ],
)
def test_a_group_apart_from_all_others_stands_among_countries(
    tmp_path: Path, markets: tuple[str, ...], level: str
) -> None:
    """So that it has its place in a ranking."""
    path = _imported(tmp_path, "".join(f"China,{market},TOTAL,export,2023,5\n" for market in markets))
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(
            "SELECT DISTINCT level FROM members WHERE code IN ('EU', 'ASEAN')"
        ).fetchall()
    assert rows == [(level,)]


def test_a_whole_without_groups_that_overlap_says_so(tmp_path: Path) -> None:
    path = _imported(tmp_path, "China,RCEP,TOTAL,export,2023,5\nChina,France,TOTAL,export,2023,3\n")
    assert _roots(path)["market"][1] == "All markets in this file, without groups that overlap"


def test_countries_are_added_up_only_where_each_has_reported(tmp_path: Path) -> None:
    """The sum of those that have would look like a fall."""
    path = tmp_path / "own.csv"
    rows = (("Germany", 2022, 7), ("France", 2022, 5), ("Spain", 2022, 2), ("Spain", 2023, 3))
    path.write_text(HEAD + "".join(f"{r},World,TOTAL,export,{y},{v}\n" for r, y, v in rows))
    written = library(tmp_path).add(Request(path), Watch())
    sums = {cell for cell in _cells(written.path, "region", "period") if cell[0] == "LISTED-REGIONS"}
    assert sums == {("LISTED-REGIONS", "2022", 14.0, "derived")}
    assert any("3 regions do not all have figures" in str(remark) for remark in written.findings.remarks)


def test_one_province_is_not_china(tmp_path: Path) -> None:
    path = _imported(tmp_path, "浙江,Germany,TOTAL,export,2023,5\n浙江,France,TOTAL,export,2023,3\n")
    assert _roots(path)["region"] == ("330000", "Zhejiang")
    assert {cell[0] for cell in _cells(path, "region")} == {"330000"}


def test_some_provinces_are_not_china_either(tmp_path: Path) -> None:
    path = _imported(tmp_path, "浙江,Germany,TOTAL,export,2023,5\n广东,Germany,TOTAL,export,2023,3\n")
    assert _roots(path)["region"] == ("LISTED-REGIONS", "All regions in this file")
    assert ("LISTED-REGIONS", 8.0, "derived") in _cells(path, "region")


def test_cities_stand_below_their_province_as_far_as_the_file_has_it(tmp_path: Path) -> None:
    path = _imported(tmp_path, "330100,Germany,TOTAL,export,2023,5\n330200,Germany,TOTAL,export,2023,3\n")
    assert _roots(path)["region"] == ("330000", "Zhejiang (in this file)")
    assert {cell for cell in _cells(path, "region") if cell[0] == "330000"} == {("330000", 8.0, "derived")}


def test_a_reported_china_stays_above_its_provinces(tmp_path: Path) -> None:
    path = _imported(tmp_path, "China,Germany,TOTAL,export,2023,90\n浙江,Germany,TOTAL,export,2023,5\n")
    assert _roots(path)["region"] == ("100000", "China")
    assert ("100000", 90.0, "reported") in _cells(path, "region")


def test_headings_without_a_total_sum_to_the_products_of_the_file(tmp_path: Path) -> None:
    path = _imported(tmp_path, "China,Germany,8541,export,2023,5\nChina,Germany,8542,export,2023,3\n")
    assert _roots(path)["product"] == ("LISTED-PRODUCTS", "All products in this file")
    cells = _cells(path, "product")
    assert {("LISTED-PRODUCTS", 8.0, "derived"), ("85", 8.0, "derived")} <= cells
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute("SELECT name_en, name_zh FROM members WHERE code = '85'").fetchone()
    assert names is not None
    assert names[0].endswith(" (in this file)")
    assert names[1].endswith("（本文件所列）")


def test_a_product_alone_stands_for_nothing_more(tmp_path: Path) -> None:
    path = _imported(tmp_path, "China,Germany,8542,export,2023,3\nChina,France,8542,export,2023,2\n")
    assert _roots(path)["product"] == ("8542", "Integrated circuits")


def test_a_reported_total_is_never_made_up_where_it_is_missing(tmp_path: Path) -> None:
    path = _imported(
        tmp_path,
        "China,Germany,TOTAL,export,2022,50\nChina,Germany,8542,export,2022,3\n"
        "China,Germany,8542,export,2023,4\n",
    )
    totals = {cell for cell in _cells(path, "product", "period") if cell[0] == "ALL"}
    assert totals == {("ALL", "2022", 50.0, "reported")}


@pytest.mark.parametrize(
    ("codes", "named"),
    [
        (("8401", "85"), "S16"),  # 84 and 85 are its two chapters; one heading of 84 is nearly nothing
        (("84", "85"), ""),
    ],
)
def test_a_section_has_its_name_where_most_of_it_is_there(codes: tuple[str, ...], named: str) -> None:
    reference = Reference()
    recode = product_recode(reference)
    tree: Tree = grow("product", {code: recode(code, "") for code in codes}, reference)
    partial = {code for code, draft in tree.members.items() if draft.name_en.endswith(" (in this file)")}
    assert partial & {"S16"} == ({named} if named else set())
