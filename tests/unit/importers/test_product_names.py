"""What products are called: by the file that brought them, otherwise by the names that ship."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from app.data.imported import open_dataset
from app.data.imports.library import Request
from app.data.imports.plan import Draft
from app.data.imports.recode import Reference, hs_draft, product_recode
from app.data.imports.tree import grow
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.reference import tables
from app.data.reference.harmonised import Harmonised
from app.data.store import Store
from app.model.naming import haystack
from tests.unit.importers.desk import library

TIDY = "reporter,partner,product,flow,period,value (USD)\nChina,Germany,8542,export,2023,1500\n"


def _named(draft: Draft) -> tuple[str, str]:
    return draft.name_en, draft.name_zh


def test_a_file_without_names_gets_those_that_ship_on_every_level() -> None:
    reference = Reference()
    recode = product_recode(reference, 6)
    codes = ("854231", "854232", "854233", "854239", "854290")
    tree = grow("product", {code: recode(code, "") for code in codes}, reference)
    assert _named(tree.members["8542"]) == ("Integrated circuits", "集成电路")
    machinery = ("Machinery and electrical equipment (in this file)", "机器、电气设备（本文件所列）")
    assert _named(tree.members["S16"]) == machinery
    assert tree.ordered() == ["LISTED-PRODUCTS", "85", "8542", *codes, "S16"]
    assert product_recode(reference)("1201", "") == hs_draft(reference, "1201")


@pytest.mark.parametrize(
    ("name", "chinese", "expected"),
    [
        ("Soybeans, whole", False, ("Soybeans, whole", "大豆")),
        ("黄大豆", True, ("Soya beans", "黄大豆")),
        ("All Commodities", False, ("Soya beans", "大豆")),
        ("1201", False, ("Soya beans", "大豆")),
    ],
)
def test_the_names_of_a_file_win_in_their_language(
    name: str, chinese: bool, expected: tuple[str, str]
) -> None:
    assert _named(product_recode(Reference(), chinese=chinese)("1201", name)) == expected


def test_national_lines_and_other_codes_show_what_the_file_says() -> None:
    recode = product_recode(Reference(), chinese=True)
    assert _named(recode("85423190", "其他处理器")) == ("其他处理器", "其他处理器")
    assert _named(recode("TOYS", "玩偶")) == ("玩偶", "玩偶")
    assert _named(product_recode(Reference())("85423190", "")) == ("85423190", "")


def test_headings_are_read_only_when_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    harmonised = Harmonised()
    monkeypatch.setattr(tables, "reference_folder", lambda: Path("/nowhere"))
    chapter = harmonised.name_of("85")
    assert chapter is not None
    assert chapter.name_zh == "电机、电气设备"
    assert harmonised.name_of("85423190") is None
    assert harmonised.name_of("8542") is None, "nothing is in that folder"


@pytest.mark.parametrize(
    ("name_en", "name_zh", "expected"),
    [
        ("8542", "", ("Integrated circuits", "集成电路")),
        ("Chips", "", ("Chips", "集成电路")),
        ("芯片", "芯片", ("Integrated circuits", "芯片")),
    ],
)
def test_a_data_set_that_was_imported_without_names_shows_them_when_opened(
    tmp_path: Path, name_en: str, name_zh: str, expected: tuple[str, str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(TIDY, encoding="utf-8")
    stored = library(tmp_path).add(Request(path, "Mine"), Watch()).path
    with duckdb.connect(str(stored)) as connection:
        connection.execute(
            "UPDATE members SET name_en = ?, name_zh = ? WHERE code = '8542'", [name_en, name_zh]
        )
    opened = Library(Store())
    dataset = open_dataset(opened, stored)
    heading = opened.catalogs[dataset].products["8542"]
    assert (heading.name_en, heading.name_zh) == expected
    assert {name.casefold() for name in expected} <= set(haystack(heading).splitlines())
    opened.store.close()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("8542.31", "854231"),
        ("'0101", "0101"),
        ("8542.31.00", "85423100"),
        ("8542.3", "8542.3"),
        ("101", "0101"),
    ],
)
def test_codes_as_tariffs_print_them(code: str, expected: str) -> None:
    assert product_recode(Reference())(code, "").code == expected
