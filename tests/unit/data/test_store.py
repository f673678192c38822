"""The figures of a data set: which is shown in a cell, and what is left out of a damaged file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.data.columns import CELL_KEY, OBSERVATION_COLUMNS
from app.data.library import Library, open_bundled
from app.data.observations import also_published, observations
from app.data.store import cells, identifier
from app.model.catalog import RELIABILITIES
from app.model.period import PeriodRange
from tests.unit.data.small_set import observation, small_library, write_set

YUAN = ("1", "2", "3")


def shown(library: Library) -> list[float]:
    return [seen.value for seen in observations(library.store.cursor(), "bundled", {}, shown_only=True)]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"source": "customs"}, {"source": "paper", "vintage": "2026-09", "rounding": "0.1"}),
        ({"source": "paper"}, {"source": "blog", "vintage": "2026-09"}),
        ({"source": "blog"}, {"source": "nobody"}),
        ({"source": "blog"}, {"source": "customs", "qualifier": ">"}),
        ({"source": "blog", "qualifier": "~"}, {"source": "customs", "qualifier": "<~"}),
        ({"qualifier": "=", "source": "blog"}, {"qualifier": "<", "source": "customs"}),
        ({"vintage": "2026-03"}, {"vintage": "2026-01", "rounding": "0.1"}),
        ({"vintage": "2026-01"}, {"vintage": "", "rounding": "0.1"}),
        ({"vintage": "2026-01-13"}, {"vintage": "2026-01"}),
        ({"rounding": "1"}, {"rounding": "100"}),
        ({"rounding": "100"}, {"rounding": ""}),
        ({"source": "blog;customs"}, {"source": "paper;blog"}),
    ],
)
def test_a_cell_shows_the_figure_that_the_written_order_prefers(
    tmp_path: Path, better: dict[str, str], worse: dict[str, str]
) -> None:
    first = observation(value="1", **better)
    second = observation(value="2", **worse)
    assert shown(small_library(tmp_path / "a", yuan=[first, second])) == [1]
    assert shown(small_library(tmp_path / "b", yuan=[second, first])) == [1]


def test_of_equal_prints_the_first_is_shown(tmp_path: Path) -> None:
    assert shown(small_library(tmp_path, yuan=[observation(value="1"), observation(value="2")])) == [1]


def test_the_others_stand_behind_it(tmp_path: Path) -> None:
    library = small_library(
        tmp_path,
        yuan=[
            observation(value="1"),
            observation(value="2", source="blog"),
            observation(value="1", note="again"),
            observation(value="3", period="2024"),
        ],
    )
    cursor = library.store.cursor()
    assert len(observations(cursor, "bundled", {})) == 4
    (figure,) = observations(cursor, "bundled", {"period": "2025"}, shown_only=True)
    assert [other.value for other in also_published(cursor, figure)] == [2]


@pytest.mark.parametrize(
    "other",
    [
        {"region": "330000"}, {"market": "ASEAN"}, {"product": "SHIPS"}, {"regime": "ordinary"},
        {"operator": "private"}, {"flow": "export"}, {"period": "2024"}, {"indicator": "share"},
        {"measure": "quantity"}, {"of_region": "100000"}, {"of_market": "WORLD"}, {"of_product": "ALL"},
        {"base_period": "2014"}, {"among": "market"}, {"threshold": "1000"}, {"unit": "USD"},
    ],
)  # fmt: skip
def test_what_differs_in_any_part_of_the_key_is_another_figure(tmp_path: Path, other: dict[str, str]) -> None:
    assert set(other) <= set(CELL_KEY)
    assert len(shown(small_library(tmp_path, yuan=[observation(), observation(**other)]))) == 2


def test_dataflows_are_never_mixed(tmp_path: Path) -> None:
    library = small_library(tmp_path, yuan=[observation()], spans=[observation(period="2025-01/2025-06")])
    found = observations(library.store.cursor(), "bundled", {}, shown_only=True)
    assert [seen.dataflow for seen in found] == ["spans", "yuan"]


def test_empty_regime_and_operator_are_all_of_them(tmp_path: Path) -> None:
    library = small_library(tmp_path, yuan=[observation(regime="", operator="")])
    (seen,) = observations(library.store.cursor(), "bundled", {"regime": "all", "operator": "all"})
    assert (seen.value, seen.threshold, seen.status) == (1000, None, "reported")
    assert library.problems == ()


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        ("value", "many", "expected a number, found 'many'"),
        ("value", "", "expected a number, found ''"),
        ("value", "nan", "expected a number, found 'nan'"),
        ("value", "inf", "expected a number, found 'inf'"),
        ("value", "1,5", "expected a number, found '1,5'"),
        ("rounding", "fine", "expected a number, found 'fine'"),
        ("rounding", "-1", "expected 0 or more, found '-1'"),
        ("threshold", "high", "expected a number, found 'high'"),
        ("region", "999999", "expected a code of regions.csv, found '999999'"),
        ("region", "", "expected a code of regions.csv, found ''"),
        ("market", "MARS", "expected a code of markets.csv, found 'MARS'"),
        ("product", "TEA", "expected a code of products.csv, found 'TEA'"),
        (
            "flow",
            "smuggling",
            "expected one of total, export, import, balance, re-export, re-import, found 'smuggling'",
        ),
        ("period", "soon", "expected a period such as 2025 or 2025-01/2025-11, found 'soon'"),
        ("base_period", "then", "expected a period such as 2025 or 2025-01/2025-11, found 'then'"),
        ("measure", "valu", "expected one of value, quantity, found 'valu'"),
        ("of_region", "999999", "expected a code of regions.csv, found '999999'"),
        ("of_market", "MARS", "expected a code of markets.csv, found 'MARS'"),
        ("of_product", "TEA", "expected a code of products.csv, found 'TEA'"),
        ("qualifier", "?", "expected one of =, >, <, ~, <~, found '?'"),
        ("unit", "", "expected a text, found nothing"),
        ("indicator", "", "expected a text, found nothing"),
    ],
)
def test_a_cell_of_another_form_costs_its_row(tmp_path: Path, column: str, text: str, expected: str) -> None:
    rows = [
        observation(value="1", period="2023"),
        observation(**{column: text}),
        observation(value="3", period="2024"),
    ]
    library = small_library(tmp_path, yuan=rows, dollars=[observation(unit="USD", value="7")])
    assert tuple(map(str, library.problems)) == (f"yuan.csv: line 3, column {column}: {expected}",)
    assert sorted(shown(library)) == [1, 3, 7]


@pytest.mark.parametrize(
    ("damage", "said", "left"),
    [
        ((b"2,CNY", b"2,CNY,x,y"), "line 3: expected 24 fields, found 26", [1, 3]),
        ((b"=,2,CNY", b"2"), "line 3: expected 24 fields, found 22", [1, 3]),
        ((b"2,CNY", b"2,\xff"), "line 3, column unit: expected UTF-8 text, found the byte 0xff", [1, 3]),
        ((b"2,CNY", b'2,"CNY'), "line 3: expected comma-separated fields: unexpected end of data", [1, 3]),
        ((b"region,", b"place,"), "line 1, column region: expected this column in the header", []),
        ((b"region,", b"\xff,"), "line 1, column region: expected this column in the header", []),
        ((b"100000,WORLD", b"\r\n100000,WORLD"), "", [1, 2, 3]),
        ((b"\n", b"\r\n"), "", [1, 2, 3]),
        ((b"region,market", b"\xef\xbb\xbfregion,market"), "", [1, 2, 3]),
        ((b"region,market", b'"region","market"'), "", [1, 2, 3]),
    ],
)
def test_a_damaged_file_costs_no_more_than_it_must(
    tmp_path: Path, damage: tuple[bytes, bytes], said: str, left: Sequence[float]
) -> None:
    rows = [observation(value=value, period=f"202{value}") for value in YUAN]
    write_set(tmp_path, yuan=rows, dollars=[observation(unit="USD", value="7")])
    path = tmp_path / "observations" / "yuan.csv"
    path.write_bytes(path.read_bytes().replace(*damage))
    library = open_bundled(tmp_path)
    assert tuple(map(str, library.problems)) == ((f"yuan.csv: {said}",) if said else ())
    assert sorted(shown(library)) == [*left, 7]


def test_columns_in_another_order_are_read_by_their_names(tmp_path: Path) -> None:
    write_set(tmp_path, yuan=[observation(value="5", note="a note")])
    path = tmp_path / "observations" / "yuan.csv"
    lines = [",".join(reversed(line.split(","))) for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines))
    library = open_bundled(tmp_path)
    (seen,) = observations(library.store.cursor(), "bundled", {})
    assert (seen.value, seen.note, seen.unit) == (5, "a note", "CNY")
    assert library.problems == ()


def test_damage_of_one_kind_in_many_rows_is_said_once(tmp_path: Path) -> None:
    rows = [observation(), *(observation(region="999999", period=str(year)) for year in range(2000, 2020))]
    library = small_library(tmp_path, yuan=rows)
    (said,) = map(str, library.problems)
    assert said.startswith("yuan.csv: line 3, column region: expected a code of regions.csv")
    assert said.endswith("found '999999' (and 19 more rows)")


def test_a_head_that_is_wrong_is_said_and_not_each_of_its_codes(tmp_path: Path) -> None:
    codes = [f"{code}0000" for code in range(10, 50)]
    rows = [observation(region=code) for code in codes]
    write_set(tmp_path, yuan=rows, dollars=[observation(unit="USD")])
    path = tmp_path / "regions.csv"
    path.write_bytes(path.read_bytes().replace(b"code,", b"kode,", 1))
    library = open_bundled(tmp_path)
    assert list(map(str, library.problems)) == [
        "regions.csv: line 1, column code: expected this column in the header",
        "regions.csv: column code: expected a row with the code 100000",
        "yuan.csv: line 3, column region: expected a code of regions.csv, found '110000' (and 38 more rows)",
    ]
    assert sorted(shown(library)) == [1000, 1000]


def test_a_row_that_stands_twice_counts_once_and_is_told(tmp_path: Path) -> None:
    rows = [observation(value="1"), observation(value="2", period="2024"), observation(value="1")]
    library = small_library(tmp_path, yuan=rows, dollars=[observation(unit="USD", value="7")])
    assert list(map(str, library.problems)) == [
        "yuan.csv: line 4: expected a row of its own, found line 2 again"
    ]
    assert sorted(shown(library)) == [1, 2, 7]
    assert len(observations(library.store.cursor(), "bundled", {})) == 3


def test_another_print_of_a_figure_is_no_row_twice(tmp_path: Path) -> None:
    rows = [observation(), observation(note="again"), observation(source="blog")]
    assert small_library(tmp_path, yuan=rows).problems == ()


def test_a_file_of_no_dataflow_and_one_that_is_missing(tmp_path: Path) -> None:
    write_set(tmp_path, yuan=[observation()], pounds=[observation()], dollars=[observation()])
    (tmp_path / "observations" / "dollars.csv").unlink()
    library = open_bundled(tmp_path)
    assert tuple(map(str, library.problems)) == (
        "pounds.csv: expected a dataflow 'pounds' in dataflows.csv",
        "dollars.csv: the file is missing",
    )
    assert shown(library) == [1000]


def test_a_data_set_without_figures_opens(tmp_path: Path) -> None:
    library = small_library(tmp_path)
    assert shown(library) == []
    assert library.problems == ()


def test_filters_periods_and_limit(tmp_path: Path) -> None:
    rows = [observation(period=str(year), value=str(year)) for year in range(2000, 2025)]
    rows += [observation(region="330000"), observation(flow="export")]
    cursor = small_library(tmp_path, yuan=rows).store.cursor()

    def found(filters: dict[str, str], periods: str = "", limit: int = 99) -> list[float]:
        asked = PeriodRange.parse(periods) if periods else None
        return [seen.value for seen in observations(cursor, "bundled", filters, asked, limit=limit)]

    assert found({"region": "100000", "flow": "total"}, "2016/2018") == [2018, 2017, 2016]
    assert found({"region": "330000"}) == [1000]
    assert found({"flow": "export"}, "2025") == [1000]
    assert found({}, "2001", limit=1) == [2001]
    assert found({}, "1990") == []
    assert len(found({}, limit=5)) == 5


def test_names_are_quoted_for_sql(tmp_path: Path) -> None:
    assert identifier('a"b') == '"a""b"'
    assert cells("bundled") == "cells"
    assert cells("my data") == '"my data".main.cells'
    folder = tmp_path / "it's here"
    folder.mkdir()
    assert shown(small_library(folder, yuan=[observation()])) == [1000]


def test_the_columns_are_those_of_the_design() -> None:
    assert len(OBSERVATION_COLUMNS) == len(set(OBSERVATION_COLUMNS)) == 24
    assert RELIABILITIES == ("official", "press quoting official", "secondary")
