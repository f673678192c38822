"""Figure frames: every asked row in its order, gaps included, derived figures marked, bounds left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from app.charts.chart_data import FRAME_COLUMNS
from app.data.frame_request import FrameRequest
from app.data.frames import figure_frame, frame_of
from app.data.library import Library
from tests.unit.data.small_set import Row, observation, small_library

WHOLE = {"market": "WORLD", "product": "ALL", "regime": "all", "operator": "all"}
CHINA = FrameRequest("bundled", "yuan", "region", ("100000",), WHOLE, ("total",), ("2025",))


def frame(folder: Path, rows: Sequence[Row], request: FrameRequest = CHINA) -> pd.DataFrame:
    return figure_frame(small_library(folder, yuan=rows).store.cursor(), request)


def one(folder: Path, rows: Sequence[Row], request: FrameRequest = CHINA) -> dict[str, Any]:
    (row,) = frame(folder, rows, request).to_dict("records")
    return {str(name): value for name, value in row.items()}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return small_library(
        tmp_path,
        yuan=[
            observation(period="2024", value="900"),
            observation(region="330000", value="400", qualifier=">"),
            observation(region="440000", market="ASEAN", value="50", flow="export"),
            observation(region="330000", market="ASEAN", value="70", flow="export"),
        ],
    )


def test_every_asked_row_is_there_in_the_order_it_was_asked_for(library: Library) -> None:
    request = replace(
        CHINA,
        members=("440000", "100000", "330000"),
        flows=("import", "total"),
        periods=("2025", "2023", "2024"),
    )
    found = figure_frame(library.store.cursor(), request)
    assert tuple(sorted(found.columns)) == tuple(sorted(FRAME_COLUMNS))
    keys = list(zip(found["member"], found["flow"], found["period"], strict=True))
    assert keys == [
        (member, flow, period)
        for member in request.members
        for flow in request.flows
        for period in request.periods
    ]
    assert found["value"].notna().sum() == 2
    assert (found["across"] == "").all()
    assert found["order"].tolist()[:3] == [2025 * 12 + 11, 2023 * 12 + 11, 2024 * 12 + 11]


def test_texts_are_never_missing(library: Library) -> None:
    request = replace(CHINA, members=("440000", "100000"), flows=("import", "total"))
    found = figure_frame(library.store.cursor(), request)
    texts = [name for name in FRAME_COLUMNS if found[name].dtype.kind not in "fi"]
    assert set(FRAME_COLUMNS) - set(texts) == {
        "order", "value", "rounding", "growth", "growth_rounding",
    }  # fmt: skip
    assert not found[texts].isna().any().any()
    gap = found.iloc[0]
    assert (gap["status"], gap["qualifier"], gap["unit"], gap["growth_status"], gap["growth_note"]) == (
        "", "=", "", "", "",
    )  # fmt: skip


def test_two_dimensions_at_once(library: Library) -> None:
    request = replace(
        CHINA,
        members=("330000", "440000"),
        fixed={name: code for name, code in WHOLE.items() if name != "market"},
        flows=("export",),
        across="market",
        across_members=("USA", "ASEAN"),
    )
    found = figure_frame(library.store.cursor(), request)
    assert found[["member", "across", "value"]].fillna(-1).values.tolist() == [
        ["330000", "USA", -1], ["330000", "ASEAN", 70], ["440000", "USA", -1], ["440000", "ASEAN", 50],
    ]  # fmt: skip


@pytest.mark.parametrize("part", ["members", "periods", "flows"])
def test_nothing_asked_is_an_empty_frame(library: Library, part: str) -> None:
    request = {
        "members": replace(CHINA, members=()),
        "periods": replace(CHINA, periods=()),
        "flows": replace(CHINA, flows=()),
    }[part]
    assert figure_frame(library.store.cursor(), request).empty


@pytest.mark.parametrize(
    ("flow", "value", "note"),
    [
        ("total", 10, "total = exports + imports"),
        ("balance", 4, "balance = exports − imports"),
        ("export", 7, "exports = total − imports"),
        ("import", 3, "imports = total − exports"),
    ],
)
def test_a_missing_flow_follows_from_two_others(tmp_path: Path, flow: str, value: float, note: str) -> None:
    known = {"total": ("10", "customs"), "export": ("7", "customs"), "import": ("3", "paper")}
    rows = [
        observation(flow=name, value=level, source=source, rounding="0.5")
        for name, (level, source) in known.items()
        if name != flow
    ]
    found = one(tmp_path, rows, replace(CHINA, flows=(flow,)))
    assert (found["value"], found["status"], found["note"], found["rounding"]) == (value, "derived", note, 1)
    assert found["published"] == ""
    both = flow != "import"
    assert found["source"] == ("customs;paper" if both and flow != "export" else found["source"])
    assert set(str(found["source"]).split(";")) == ({"customs", "paper"} if both else {"customs"})


@pytest.mark.parametrize(
    ("side", "note"),
    [("export", "balance = 2 × exports − total"), ("import", "balance = total − 2 × imports")],
)
def test_a_balance_follows_from_the_total_and_one_side(tmp_path: Path, side: str, note: str) -> None:
    known = {"total": "10", "export": "7", "import": "3"}
    rows = [observation(flow=flow, value=known[flow], rounding="0.5") for flow in ("total", side)]
    found = one(tmp_path, rows, replace(CHINA, flows=("balance",)))
    assert (found["value"], found["status"], found["note"]) == (4, "derived", note)
    assert found["rounding"] == 1.5


def test_a_reported_flow_wins_over_a_derived_one(tmp_path: Path) -> None:
    rows = [
        observation(flow="export", value="7"),
        observation(flow="import", value="3"),
        observation(value="11"),
    ]
    found = one(tmp_path, rows)
    assert (found["value"], found["status"]) == (11, "reported")


@pytest.mark.parametrize("qualifier", [">", "<", "<~"])
def test_nothing_is_derived_from_a_bound(tmp_path: Path, qualifier: str) -> None:
    rows = [
        observation(flow="export", value="7", qualifier=qualifier),
        observation(flow="import", value="3"),
        observation(flow="export", value="6", period="2024"),
    ]
    found = frame(tmp_path, rows, replace(CHINA, flows=("total", "export")))
    assert found["value"].isna().tolist() == [True, False]
    assert found["growth"].isna().all()
    assert found["qualifier"].tolist() == ["=", qualifier]


def test_about_makes_what_follows_about(tmp_path: Path) -> None:
    rows = [observation(flow="export", value="7", qualifier="~"), observation(flow="import", value="3")]
    assert one(tmp_path, rows)["qualifier"] == "~"


def test_published_growth_wins_over_computed(tmp_path: Path) -> None:
    rows = [
        observation(value="110"),
        observation(value="100", period="2024"),
        observation(indicator="growth", value="9.7", published="9.7 percent", rounding="0.1", source="paper"),
    ]
    found = one(tmp_path, rows)
    assert (found["growth"], found["growth_status"], found["growth_published"]) == (
        9.7, "reported", "9.7 percent",
    )  # fmt: skip
    assert (found["growth_source"], found["growth_rounding"], found["growth_note"]) == ("paper", 0.1, "")


def test_growth_follows_from_two_levels_and_says_so(tmp_path: Path) -> None:
    rows = [
        observation(value="110", rounding="1"),
        observation(value="100", period="2024", rounding="1", source="paper"),
    ]
    found = one(tmp_path, rows)
    assert found["growth"] == pytest.approx(10)
    assert found["growth_status"] == "derived"
    assert found["growth_note"] == "growth = level / level of 2024 − 1"
    assert found["growth_source"] == "customs;paper"
    assert found["growth_rounding"] == pytest.approx(100 * 1.1 * (1 / 110 + 1 / 100))


def test_growth_may_be_known_where_the_level_is_not(tmp_path: Path) -> None:
    found = one(tmp_path, [observation(indicator="growth", value="5")])
    assert pd.isna(found["value"])
    assert found["growth"] == 5


@pytest.mark.parametrize(
    "before",
    [
        {"period": "2023"}, {"period": "2024", "value": "0"}, {"period": "2024", "value": "-5"},
        {"period": "2024", "unit": "USD"}, {"period": "2024", "regime": "ordinary"},
        {"period": "2024", "qualifier": ">"}, {"period": "2024-01/2024-11"},
    ],
)  # fmt: skip
def test_no_growth_from_another_year_basis_or_bound(tmp_path: Path, before: dict[str, str]) -> None:
    found = one(tmp_path, [observation(value="110"), observation(**before)])
    assert pd.isna(found["growth"])
    assert (found["growth_status"], found["growth_qualifier"], found["growth_note"]) == ("", "=", "")


def test_another_dataflow_is_another_basis(tmp_path: Path) -> None:
    library = small_library(
        tmp_path,
        yuan=[observation(value="110")],
        dollars=[observation(value="15", unit="USD", period="2024")],
    )
    request = replace(CHINA, periods=("2024", "2025"))
    found = figure_frame(library.store.cursor(), request)
    assert found["value"].isna().tolist() == [True, False]
    assert found["growth"].isna().all()


@pytest.mark.parametrize(
    "other",
    [
        {"of_region": "100000"}, {"of_market": "WORLD"}, {"of_product": "ALL"}, {"base_period": "2014"},
        {"among": "market"}, {"threshold": "5"}, {"measure": "quantity"}, {"regime": "ordinary"},
        {"operator": "private"},
    ],
)  # fmt: skip
def test_relative_figures_are_not_taken_for_plain_ones(tmp_path: Path, other: dict[str, str]) -> None:
    rows = [observation(), observation(**({"indicator": "growth", "value": "5"} | other))]
    found = frame(tmp_path, rows)
    assert len(found) == 1
    assert found["growth"].isna().all()


def test_quantities_have_the_growth_of_quantities(tmp_path: Path) -> None:
    rows = [
        observation(indicator="quantity", value="12", unit="vehicles"),
        observation(indicator="growth", value="6.8", measure="quantity"),
        observation(indicator="growth", value="1.5"),
        observation(),
    ]
    found = one(tmp_path / "q", rows, replace(CHINA, indicator="quantity"))
    assert (found["value"], found["unit"], found["growth"]) == (12, "vehicles", 6.8)
    found = one(tmp_path / "v", rows)
    assert (found["value"], found["unit"], found["growth"]) == (1000, "CNY", 1.5)


def test_parts_of_a_year_grow_on_the_same_months(tmp_path: Path) -> None:
    rows = [
        observation(value="55", period="2025-01/2025-06"),
        observation(value="50", period="2024-01/2024-06"),
    ]
    found = one(tmp_path, rows, replace(CHINA, periods=("2025-01/2025-06",)))
    assert found["growth"] == pytest.approx(10)
    assert found["growth_note"] == "growth = level / level of 2024-01/2024-06 − 1"


def test_whoever_changes_a_remembered_frame_changes_their_own_alone(library: Library) -> None:
    cursor, asked = library.store.cursor(), replace(CHINA, periods=("2024",))
    mine = frame_of(library, cursor, asked)
    mine.loc[:, "unit"] = "USD"
    assert list(frame_of(library, cursor, asked)["unit"]) == ["CNY"]
