"""Goods by chapters and headings of all products, not only of the one branch that stands above them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.charts.kind import discover
from app.cli.arguments import selection
from app.data.imported import open_dataset
from app.data.imports.library import Request
from app.data.imports.watch import Watch
from app.data.library import Library
from app.explorer.explorer import Explorer
from app.explorer.members import Cast, cast, finer_breakdowns
from app.model.selection import Breakdown, Selection
from app.model.words import Words
from tests.unit.data.small_set import observation, small_library
from tests.unit.importers.desk import library as import_library

HEADINGS = {"0101": 1, "0203": 2, "8471": 4, "8517": 8, "8542": 16, "8703": 32, "9503": 64}
SHOWN = Selection(
    dataflow="mine.a",
    region="100000",
    product="LISTED-PRODUCTS",
    flow="export",
    period="2023",
    chart="ranking",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    path = tmp_path / "mine.csv"
    rows = [f"China,World,{code},export,2023,{value}" for code, value in HEADINGS.items()]
    path.write_text("\n".join(["reporter,partner,product,flow,period,value (USD)", *rows]), encoding="utf-8")
    stored = import_library(tmp_path).add(Request(path, "Mine"), Watch()).path
    opened = small_library(tmp_path / "bundled", yuan=[observation()])
    open_dataset(opened, stored)
    yield opened
    opened.store.close()


def test_all_headings_are_members_and_parts_of_the_whole(library: Library) -> None:
    catalog = library.catalog_of("mine.a")
    headings = Breakdown("product", "heading", "LISTED-PRODUCTS")
    assert cast(catalog, SHOWN, headings) == Cast(
        "product", tuple(HEADINGS), "LISTED-PRODUCTS", summable=True
    )
    of_machinery = Breakdown("product", "heading", "S16")
    assert cast(catalog, SHOWN, of_machinery).codes == ("8471", "8517", "8542")


def test_levels_further_down_are_offered_from_where_one_stands(library: Library) -> None:
    catalog = library.catalog_of("mine.a")
    offered = [(way.level, way.parent) for way in finer_breakdowns(catalog, SHOWN)]
    assert offered == [("chapter", "LISTED-PRODUCTS"), ("heading", "LISTED-PRODUCTS")]
    assert finer_breakdowns(catalog, SHOWN.with_member("product", "85")) == []


def test_by_headings_means_those_of_the_chosen_product(library: Library) -> None:
    words = dict.fromkeys(
        ("region", "market", "product", "flow", "indicator", "period", "dataflow", "across")
    )
    asked = selection(Namespace(**words | {"by": "headings"}), library, SHOWN)
    assert asked.breakdown == Breakdown("product", "heading", "LISTED-PRODUCTS")
    explorer = Explorer(library, discover())
    view = explorer.view(explorer.open_cursor(), asked, Words("en"))
    assert view.spec is not None
    assert (
        view.spec.title
        == "Toys, passenger cars and integrated circuits make up 88% of China's exports in this file"
    )
    labels = [choice.label for choice in view.choices.breakdowns]
    assert labels[-4:] == ["Sections", "Chapters", "Headings", "Flows"]
