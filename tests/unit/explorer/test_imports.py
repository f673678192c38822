"""The first view of a file of the user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app import places
from app.charts.kind import discover
from app.data.imports.library import Request
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.store import Store
from app.explorer.explorer import Explorer
from app.explorer.imports import open_imports
from app.model.words import Language, Words

_HEAD = "region,market,product,flow,period,value,unit"
_MONTHS = [f"2022-{month:02d}" for month in range(1, 13)]


def test_a_file_with_one_partner_says_with_whom_and_opens_with_its_history(tmp_path: Path) -> None:
    rows = [
        f"USA,CHN,TOTAL,{flow},{month},{value + place},USD"
        for flow, value in (("export", 100), ("import", 300))
        for place, month in enumerate(_MONTHS)
    ]
    path = tmp_path / "partner.csv"
    path.write_text("\n".join([_HEAD, *rows]), encoding="utf-8")
    imports = open_imports(Library(Store()), tmp_path / "sets", tmp_path / "settings")
    dataset = imports.add(Request(path), Watch()).dataset
    explorer, words = Explorer(imports.library, discover()), Words("en")
    cursor = explorer.open_cursor()
    view = explorer.view(cursor, imports.opening(dataset), words)
    cursor.close()
    assert view.selection.chart == "trend"
    assert view.spec is not None
    assert "China" in view.spec.title + view.spec.subtitle
    assert "data of" not in view.spec.source
    assert view.spec.source.endswith("figures up to December 2022")
    assert [crumb.label for crumb in view.crumbs if crumb.dimension == "market"] == ["China"]


@pytest.mark.parametrize(
    ("language", "title", "whole"),
    [
        (
            "en",
            (
                "Germany alone makes up more than half of China's exports of electrical machinery and "
                "equipment in this file: 64%"
            ),
            "All markets in this file",
        ),
        ("zh", "仅德国就占中国电机、电气设备出口（本文件所列）的一半以上：64%", "本文件所列全部市场"),
    ],
)
def test_a_share_of_what_a_file_lists_is_not_called_a_share_of_all_exports(
    tmp_path: Path, language: Language, title: str, whole: str
) -> None:
    """Two partners, two headings, no World and no TOTAL: 1,150 of 1,809 is no share of China's exports."""
    rows = [
        f"CHN,{market},{product},export,2023,{value},USD"
        for market, product, value in (
            ("DEU", "8541", 700), ("DEU", "8542", 450), ("FRA", "8541", 215), ("FRA", "8542", 444),
        )
    ]  # fmt: skip
    path = tmp_path / "partners.csv"
    path.write_text("\n".join([_HEAD, *rows]), encoding="utf-8")
    imports = open_imports(Library(Store()), tmp_path / "sets", tmp_path / "settings")
    dataset = imports.add(Request(path), Watch()).dataset
    explorer = Explorer(imports.library, discover())
    cursor = explorer.open_cursor()
    view = explorer.view(
        cursor,
        replace(imports.opening(dataset), chart="share"),
        Words(language, places.resources() / "translations"),
    )
    cursor.close()
    assert view.spec is not None
    assert view.spec.title == title
    assert whole in view.spec.subtitle
    assert [crumb.label for crumb in view.crumbs if crumb.dimension == "market"] == [whole]
