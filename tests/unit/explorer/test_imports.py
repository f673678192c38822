"""The first view of a file of the user's own."""

from __future__ import annotations

from pathlib import Path

from app.charts.kind import discover
from app.data.imports.library import Request
from app.data.imports.watch import Watch
from app.data.library import Library
from app.data.store import Store
from app.explorer.explorer import Explorer
from app.explorer.imports import open_imports
from app.model.words import Words

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
