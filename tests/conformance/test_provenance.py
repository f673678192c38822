"""Every cell that the program can show for the bundled data says where its figure comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app import places
from app.charts.kind import discover
from app.charts.observations import observations as observed
from app.data.frame_request import FrameRequest
from app.data.frames import frame_of
from app.data.library import open_bundled
from app.data.observations import observations
from app.data.store import BUNDLED
from app.explorer.explorer import Explorer
from app.explorer.facts import figure_of
from app.explorer.provenance import provenance
from app.explorer.surroundings import Provenance
from app.model.dimension import DIMENSIONS
from app.model.figure import Figure
from app.model.selection import Selection
from app.model.words import Words

CELLS = 13_000
FLOWS = ("total", "export", "import", "balance")
LATIN = re.compile(r"[A-Za-z]{2,}")
PLACES = ("100000", "330000", "330200")


@pytest.fixture(scope="module")
def explorer() -> Explorer:
    """The bundled data set with every kind of chart."""
    return Explorer(open_bundled(places.bundled_data()), discover())


@pytest.fixture(scope="module")
def chinese() -> Words:
    return Words("zh", places.resources() / "translations")


def known(explorer: Explorer, figure: Figure, words: Words) -> Provenance:
    """What is said of a figure by itself."""
    return provenance(figure, explorer.library.catalogs[BUNDLED].sources, words)


def lacks(found: Provenance, figure: Figure, words: Words) -> str:
    """What a reader would miss; '' where nothing is missing."""
    told = dict(found.lines)
    if figure.value is None:
        return "" if found.headline else "a reason"
    if words.text("Source") not in told:
        return "a source"
    if figure.status == "derived":
        formula = told.get(words.text("Formula"), "")
        return "" if formula and not LATIN.search(formula) else f"a formula: {formula!r}"
    return "" if words.text("As published") in told else "the print"


def test_every_shown_cell_has_its_print_and_its_source(explorer: Explorer, chinese: Words) -> None:
    shown = observations(explorer.open_cursor(), BUNDLED, {}, shown_only=True)
    assert len(shown) > CELLS
    missing = []
    for seen in shown:
        figure = figure_of(seen)
        if lacking := lacks(known(explorer, figure, chinese), figure, chinese):
            missing.append((seen, lacking))
    assert missing == []


def rows(explorer: Explorer) -> Iterator[Figure]:
    """Levels and growth of every member of every tree, in every dataflow, flow and period."""
    catalog, cursor = explorer.library.catalogs[BUNDLED], explorer.open_cursor()
    for dataflow in catalog.dataflows:
        for name in DIMENSIONS:
            held = {other: catalog.dimension(other).root for other in DIMENSIONS if other != name}
            shown = cursor.execute(
                f"SELECT DISTINCT {name}, period FROM cells WHERE dataflow = ?", [dataflow]
            ).fetchall()
            members, periods = ({row[place] for row in shown} for place in (0, 1))
            request = FrameRequest(
                BUNDLED, dataflow, name, tuple(sorted(members)), held | {"regime": "all", "operator": "all"},
                FLOWS, tuple(sorted(periods)),
            )  # fmt: skip
            for row in observed(frame_of(explorer.library, cursor, request)):
                yield from (row.figure, row.growth)


def test_every_figure_of_a_tree_or_table_has_a_source_and_a_derived_one_its_formula(
    explorer: Explorer, chinese: Words
) -> None:
    missing, count = [], 0
    for figure in rows(explorer):
        if figure.value is None:
            continue
        count += 1
        if figure.status == "reported" and figure.published == "":
            missing.append((figure, "the print"))
        elif lacking := lacks(known(explorer, figure, chinese), figure, chinese):
            missing.append((figure, lacking))
    assert count > CELLS
    assert missing[:5] == []


@pytest.mark.parametrize("kind", sorted(discover()))
def test_every_mark_of_a_chart_can_be_traced(explorer: Explorer, chinese: Words, kind: str) -> None:
    cursor, missing, count = explorer.open_cursor(), [], 0
    for region in PLACES:
        view = explorer.view(cursor, Selection(chart=kind, region=region), chinese)
        if view.spec is None:
            continue
        for key, figure in view.spec.figures.items():
            count += figure.value is not None
            if lacking := lacks(known(explorer, figure, chinese), figure, chinese):
                missing.append((region, key, lacking))
    assert count > 0
    assert missing[:5] == []


@pytest.mark.parametrize("kind", ["ranking", "matrix", "balance"])
def test_a_derived_mark_names_each_input(explorer: Explorer, chinese: Words, kind: str) -> None:
    cursor = explorer.open_cursor()
    view = explorer.view(cursor, Selection(chart=kind, region="100000", market="ASEAN"), chinese)
    assert view.spec is not None
    derived = [one for one in view.spec.figures.values() if one.status == "derived" and one.value is not None]
    assert derived
    for figure in derived[:: max(1, len(derived) // 12)]:
        found = explorer.trace(cursor, figure, view, chinese)
        assert len(found.inputs) >= 2, figure
        assert all(given.label for given in found.inputs), found.inputs
