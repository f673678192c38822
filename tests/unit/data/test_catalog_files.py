"""The catalogue of a data set, whole and damaged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.data.library import open_bundled
from app.model.catalog import Catalog
from tests.unit.data.small_set import (
    FILES,
    MARKETS,
    REGIONS,
    observation,
    small_library,
    write_csv,
    write_set,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_set(tmp_path, yuan=[observation(), observation(region="330000", value="400")])


def opened(folder: Path) -> tuple[Catalog, tuple[str, ...]]:
    library = open_bundled(folder)
    return library.catalogs["bundled"], tuple(map(str, library.problems))


def damaged(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> tuple[Catalog, tuple[str, ...]]:
    """The data set after the rows of one file were replaced."""
    write_csv(folder / f"{name}.csv", FILES[name][0], rows)
    return opened(folder)


def test_a_whole_one_has_no_problems(folder: Path) -> None:
    catalog, problems = opened(folder)
    assert problems == ()
    zhejiang = catalog.regions["330000"]
    assert (zhejiang.name_en, zhejiang.name_zh, zhejiang.iso, zhejiang.tile, zhejiang.order) == (
        "Zhejiang", "浙江", "CN-ZJ", (7, 5), 11,
    )  # fmt: skip
    assert catalog.regions.children("GRP-TWO") == ("330000", "440000")
    assert catalog.regions.children_in("GRP-TWO", 2025) == ("330000",)
    assert catalog.regions.aliases == {"Chekiang": "330000"}
    assert catalog.regions.root == "100000"
    assert list(catalog.dataflows) == ["yuan", "dollars", "spans"]
    assert catalog.dataflows["yuan"].basis("zh") == "海关"
    assert catalog.dataflows["yuan"].basis("en") == "Customs, in yuan"
    assert catalog.sources["paper"].reliability == "press quoting official"
    assert catalog.notes[0].text_zh == "港口"
    assert catalog.terms[0].name_en == "Basis"
    assert catalog.dimension("market") is catalog.markets


@pytest.mark.parametrize("name", FILES)
def test_each_file_may_be_missing(folder: Path, name: str) -> None:
    (folder / f"{name}.csv").unlink()
    catalog, problems = opened(folder)
    assert f"{name}.csv: the file is missing" in problems
    assert catalog.regions.root in catalog.regions
    others = {"regions", "markets", "products", "sources", "dataflows"} - {name}
    for other in others:
        assert not any(message.startswith(f"{other}.csv") for message in problems)


@pytest.mark.parametrize("name", FILES)
def test_each_file_may_have_another_header(folder: Path, name: str) -> None:
    head, rows = FILES[name]
    write_csv(folder / f"{name}.csv", ("wrong", *head[1:]), rows)
    assert f"{name}.csv: line 1, column {head[0]}: expected this column in the header" in opened(folder)[1]


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("regions", ("", *REGIONS[1][1:]), "regions.csv: line 2, column code: expected a code"),
        (
            "regions",
            (*REGIONS[1][:7], "seven", "5", "11"),
            "regions.csv: line 2, column column: expected a whole number, found 'seven'",
        ),
        ("markets", MARKETS[1][:4], "markets.csv: line 2: expected 10 fields, found 4"),
        (
            "groups",
            ("GRP-TWO", "330000", "", "", "loose"),
            "groups.csv: line 2, column kind: expected one of partition, overlapping, found 'loose'",
        ),
        (
            "groups",
            ("GRP-TWO", "330000", "soon", "", "overlapping"),
            "groups.csv: line 2, column from: expected a date such as 2020-01-31, found 'soon'",
        ),
        (
            "sources",
            ("x", "", "", "", "", "hearsay", ""),
            (
                "sources.csv: line 2, column reliability: expected one of official, press quoting official, "
                "secondary, found 'hearsay'"
            ),
        ),
        (
            "dataflows",
            ("x", *[""] * 7, "daily", *[""] * 6),
            "dataflows.csv: line 2, column frequency: expected one of A, Q, M, S, found 'daily'",
        ),
        (
            "notes",
            ("planet", *[""] * 9),
            (
                "notes.csv: line 2, column subject_dimension: expected one of region, market, product, "
                "found 'planet'"
            ),
        ),
    ],
)
def test_a_damaged_row_is_named_and_the_others_stay(
    folder: Path, name: str, row: Sequence[str], said: str
) -> None:
    rows = FILES[name][1]
    catalog, problems = damaged(folder, name, (row, *rows))
    assert problems == (said,)
    assert len(catalog.dataflows) == 3
    assert "330000" in catalog.regions


def test_without_its_root_a_tree_gets_one(folder: Path) -> None:
    catalog, problems = damaged(folder, "markets", MARKETS[1:])
    assert "markets.csv: column code: expected a row with the code WORLD" in problems
    assert catalog.markets["WORLD"].name_en == "WORLD"
    assert "ASEAN" in catalog.markets.children("WORLD")


def test_an_empty_folder_opens_empty(tmp_path: Path) -> None:
    catalog, problems = opened(tmp_path)
    assert problems[0] == "datapackage.json: the file is missing"
    assert not catalog.dataflows
    assert catalog.regions.children(catalog.regions.root) == ()


def test_sources_and_names_of_unknown_members_are_left_out(tmp_path: Path) -> None:
    library = small_library(tmp_path)
    write_csv(
        tmp_path / "aliases.csv",
        FILES["aliases"][0],
        (("region", "999999", "Nowhere"), ("planet", "330000", "Mars")),
    )
    write_csv(tmp_path / "groups.csv", FILES["groups"][0], (("GRP-TWO", "999999", "", "", "overlapping"),))
    catalog = open_bundled(tmp_path).catalogs["bundled"]
    assert library.catalogs["bundled"].regions.aliases
    assert catalog.regions.aliases == {}
    assert catalog.regions.children("GRP-TWO") == ()
