"""A selection in the terms of a file of the user's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app import places
from app.charts.kind import discover
from app.data.imports.library import Request
from app.data.imports.watch import Watch
from app.data.library import open_bundled
from app.explorer.explorer import Explorer
from app.explorer.imports import Imports, open_imports
from app.explorer.views import View
from app.model.selection import Breakdown, Selection
from app.model.words import Words

_HEAD = "region,market,product,flow,period,value,unit,quantity,quantity_unit"
_WORDS = Words("en")


def _imported(tmp_path: Path, *rows: str) -> tuple[Imports, str]:
    """A file with these rows beside the bundled data, and the id of its data set."""
    path = tmp_path / "own.csv"
    path.write_text("\n".join([_HEAD, *rows]), encoding="utf-8")
    imports = open_imports(open_bundled(places.bundled_data()), tmp_path / "sets", tmp_path / "settings")
    return imports, imports.add(Request(path), Watch()).dataset


def _view(imports: Imports, selection: Selection) -> View:
    explorer = Explorer(imports.library, discover())
    cursor = explorer.open_cursor()
    view = explorer.view(cursor, selection, _WORDS)
    cursor.close()
    return view


def test_a_file_of_quantities_alone_opens_on_them_with_its_unit_and_years(tmp_path: Path) -> None:
    rows = [
        f"{region},WLD,3915,import,{year},,,{quantity + year},kg"
        for year in (2022, 2023)
        for region, quantity in (("DEU", 100), ("ESP", 200), ("FRA", 300), ("ITA", 50), ("NLD", 20))
    ]
    imports, dataset = _imported(tmp_path, *rows)
    view = _view(imports, imports.opening(dataset))
    assert view.empty == ""
    assert (view.selection.indicator, view.selection.period) == ("quantity", "2023")
    assert view.spec is not None
    assert "kg" in view.spec.subtitle
    assert [choice.key for choice in view.choices.periods] == ["2023", "2022"]
    offered = {choice.key: choice.reason for choice in view.choices.indicators}
    assert offered["quantity"] == ""
    assert offered["value"] == offered["growth"] == "the sources give quantities alone"
    explorer = Explorer(imports.library, discover())
    cursor = explorer.open_cursor()
    trees = explorer.navigator(cursor, view.selection, _WORDS)
    keys = explorer.detail(cursor, view.selection, _WORDS).key_figures
    cursor.close()
    level = trees.rows["region"]["FRA"].value
    assert level is not None
    assert (level.value, level.unit) == (2323, "kg")
    assert trees.headings["region"] == "Regions · 2023 · kg"
    assert [key.label for key in keys] == ["Imports, kg"]


def test_quantities_in_several_units_are_not_set_side_by_side(tmp_path: Path) -> None:
    imports, dataset = _imported(
        tmp_path,
        "CHN,WLD,8703,export,2023,500,USD,20,vehicles",
        "CHN,WLD,7208,export,2023,300,USD,9000,kg",
    )
    values = _view(imports, imports.opening(dataset))
    assert values.selection.breakdown is not None
    assert values.selection.breakdown.kind == "product"
    assert [choice.key for choice in values.choices.indicators] == ["value", "growth"]
    quantities = _view(imports, replace(values.selection, indicator="quantity"))
    assert quantities.spec is None
    assert "different units" in quantities.empty


def test_the_wholes_of_an_older_view_are_those_of_the_file(tmp_path: Path) -> None:
    """The roots of a file that lists no total were WORLD and ALL before they were named as what they are."""
    imports, dataset = _imported(
        tmp_path,
        *(f"CHN,{market},{good},export,2023,{value},USD,," for market, good, value in (
            ("DEU", "8541", 700), ("FRA", "8541", 200), ("DEU", "8542", 40), ("FRA", "8542", 60),
        )),
    )  # fmt: skip
    opening = imports.opening(dataset)
    assert (opening.market, opening.product) == ("LISTED-MARKETS", "LISTED-PRODUCTS")
    old = Selection(
        dataflow=opening.dataflow,
        region=opening.region,
        flow="export",
        breakdown=Breakdown("market", "country", "WORLD"),
    )
    view = _view(imports, old)
    assert view.spec is not None
    assert view.selection.dataflow == opening.dataflow
    assert (view.selection.market, view.selection.product) == (opening.market, opening.product)
    assert view.selection.breakdown == Breakdown("market", "country", "LISTED-MARKETS")
    assert {"DEU", "FRA"} <= set(view.spec.names)


def test_a_file_never_gives_way_to_other_data(tmp_path: Path) -> None:
    imports, dataset = _imported(tmp_path, "CHN,DEU,8541,export,2023,700,USD,,")
    dataflow = imports.opening(dataset).dataflow
    for asked in (
        Selection(dataflow=dataflow, region="330000"),
        Selection(dataflow=dataflow, market="ASEAN", chart="matrix"),
    ):
        completed = _view(imports, asked).selection
        assert completed.dataflow == dataflow
