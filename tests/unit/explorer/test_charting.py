"""From a completed selection to the figures of its chart, with a word for every gap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from app.charts.chart_data import FRAME_COLUMNS, ChartData
from app.charts.kind import discover
from app.data.library import Library, open_bundled
from app.data.store import Cursor
from app.explorer.charting import Charting
from app.explorer.explorer import Explorer
from app.explorer.members import cast
from app.model.catalog import Catalog
from app.model.selection import Breakdown, Selection
from app.model.words import Words
from tests.unit.data.small_set import observation, small_library

PROVINCES = Breakdown("region", "province", "100000")


def charted(explorer: Explorer, asked: Selection, words: Words | None = None) -> ChartData:
    words, cursor = words or Words("en"), explorer.open_cursor()
    completed = explorer.complete(cursor, asked, words)
    return Charting(explorer.library).data(cursor, completed, explorer.kinds[completed.chart], words)


@pytest.fixture
def gaps(tmp_path: Path) -> Library:
    return small_library(
        tmp_path,
        yuan=[
            observation(),
            observation(region="440000", indicator="growth", value="3"),
            observation(region="330000", value="400", period="2024"),
        ],
        spans=[
            observation(region="330000", period="2025-01/2025-06", value="1.5e12", rounding="1e10"),
            observation(region="330000", period="2025-01/2025-11", value="3e12", qualifier=">"),
        ],
    )


def reasons(library: Library, words: Words) -> dict[str, str]:
    """Why each province of a ranking has no level."""
    selection = Selection(dataflow="yuan", period="2025", unit="CNY", breakdown=PROVINCES, chart="ranking")
    data = Charting(library).data(library.store.cursor(), selection, discover()["ranking"], words)
    return dict(zip(data.frame["member"], data.frame["why"], strict=True))


def test_a_part_of_the_year_is_said_of_its_own_flow_alone(gaps: Library, english: Words) -> None:
    selection = Selection(dataflow="yuan", period="2025", unit="CNY", breakdown=PROVINCES, chart="balance")
    data = Charting(gaps).data(gaps.store.cursor(), selection, discover()["balance"], english)
    assert set(data.frame["flow"]) == {"export", "import"}
    assert not data.frame["why"].str.contains("only").any()


def test_a_gap_says_what_is_known(gaps: Library, english: Words) -> None:
    assert reasons(gaps, english) == {
        "330000": "January to November 2025 only: > 3.000 tn",
        "440000": "no level",
    }


def test_a_gap_of_which_nothing_is_known(tmp_path: Path, english: Words) -> None:
    library = small_library(tmp_path, yuan=[observation(region="330000")])
    assert reasons(library, english) == {"330000": "", "440000": "not in the sources"}


def test_all_31_provinces_of_2025_have_a_level(explorer: Explorer) -> None:
    data = charted(explorer, Selection())
    assert len(data.frame) == 31
    assert data.frame["value"].notna().all()
    assert data.whole["member"].tolist() == ["100000"]
    assert data.summable
    assert data.dataflow.id == "cn-customs-cny-a"
    assert set(FRAME_COLUMNS) <= set(data.frame.columns)
    assert "330000" in data.drillable
    assert "710000" not in set(data.frame["member"])


def test_the_parts_leave_something_that_is_not_allocated(explorer: Explorer) -> None:
    data = charted(explorer, Selection())
    assert data.frame["value"].sum() < data.whole["value"].iloc[0]


def test_a_trend_has_every_period_of_one_basis(explorer: Explorer) -> None:
    data = charted(explorer, Selection(region="330000", chart="trend"))
    assert data.frame["period"].unique().tolist() == [str(year) for year in range(2016, 2025)]
    assert set(data.frame["unit"]) == {"USD"}
    assert len(data.frame) == 31 * 9


def test_a_history_may_begin_later(explorer: Explorer) -> None:
    data = charted(explorer, Selection(chart="trend", since="2020", period="2023"))
    assert data.frame["period"].unique().tolist() == ["2020", "2021", "2022", "2023"]


def test_a_chart_of_one_period_has_that_period_alone(explorer: Explorer) -> None:
    data = charted(explorer, Selection(dataflow="cn-provinces-usd-operator-a", period="2019"))
    assert data.frame["period"].unique().tolist() == ["2019"]
    assert data.frame["growth_status"].unique().tolist() == ["derived"]


def test_flows_are_members_where_they_are_the_breakdown(explorer: Explorer) -> None:
    data = charted(explorer, Selection(breakdown=Breakdown("flow", "flow", "330000"), region="330000"))
    assert data.frame["member"].tolist() == ["total", "export", "import"]
    assert data.members["export"].name_zh == "出口"
    assert data.drillable == frozenset()
    assert not data.summable


def test_markets_are_those_that_the_dataflow_knows(explorer: Explorer) -> None:
    data = charted(explorer, Selection(breakdown=Breakdown("market", "country", "WORLD"), period="2025",
                                       dataflow="cn-customs-cny-a"))  # fmt: skip
    assert 5 <= len(data.frame) < 60
    assert data.members["USA"].name_en == "United States"


def test_two_dimensions(explorer: Explorer) -> None:
    data = charted(
        explorer,
        Selection(
            chart="matrix",
            dataflow="cn-customs-cny-a",
            period="2025",
            flow="total",
            breakdown=PROVINCES,
            across=Breakdown("market", "group", "WORLD"),
        ),
    )
    assert set(data.frame["across"]) >= {"ASEAN", "EU"}
    assert data.frame[data.frame["member"] == "330000"]["value"].notna().any()


def test_a_group_has_the_members_of_its_year(catalog: Catalog) -> None:
    members = Breakdown("market", "country", "EU")
    assert "GBR" in cast(catalog, Selection(period="2015"), members).codes
    assert "GBR" not in cast(catalog, Selection(period="2024"), members).codes
    assert "GBR" in cast(catalog, Selection(), members).codes


@pytest.mark.parametrize(
    ("breakdown", "summable"),
    [
        (PROVINCES, True),
        (Breakdown("market", "group", "WORLD"), False),
        (Breakdown("market", "", "WORLD"), False),
        (Breakdown("product", "good", "ALL"), False),
        (Breakdown("product", "sector", "WITS-SECTORS"), True),
    ],
)
def test_only_parts_of_one_whole_add_up(catalog: Catalog, breakdown: Breakdown, summable: bool) -> None:
    assert cast(catalog, Selection(), breakdown).summable == summable


def test_every_kind_builds_for_every_way_to_break_china_down(
    explorer: Explorer, cursor: Cursor, chinese: Words
) -> None:
    choices = explorer.view(cursor, Selection(), chinese).choices
    for choice in choices.breakdowns:
        for chart in ("ranking", "trend", "share"):
            view = explorer.view(cursor, Selection(breakdown=choice.breakdown, chart=chart), chinese)
            assert view.spec is not None or view.empty


def test_texts_of_a_frame_are_never_missing(explorer: Explorer) -> None:
    data = charted(explorer, Selection(chart="trend", region="330000"))
    texts = [name for name in FRAME_COLUMNS if not pd.api.types.is_numeric_dtype(data.frame[name])]
    assert not data.frame[texts].isna().any().any()


def test_an_empty_store_gives_an_empty_chart(tmp_path: Path, english: Words) -> None:
    explorer = Explorer(small_library(tmp_path), discover())
    view = explorer.view(explorer.open_cursor(), Selection(), english)
    assert view.spec is None
    assert view.empty == "No figures for this selection"
    assert replace(view.selection, breakdown=None) == Selection()
    detail = explorer.detail(explorer.open_cursor(), view.selection, english)
    assert (detail.title, detail.key_figures, detail.facts) == ("China", (), ())
    values = explorer.navigator(explorer.open_cursor(), view.selection, english)
    assert not any(values.rows.values())
    assert values.headings["region"] == "Regions"


def test_an_empty_folder_still_opens(tmp_path: Path, english: Words) -> None:
    explorer = Explorer(open_bundled(tmp_path), discover())
    view = explorer.view(explorer.open_cursor(), explorer.start(), english)
    assert view.empty == "No figures for this selection"
    assert explorer.library.problems


def test_goods_that_make_up_their_group_are_parts_of_it(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(chart="share", flow="export", product="LABOUR")
    goods = explorer.view(cursor, replace(asked, breakdown=Breakdown("product", "good", "LABOUR")), english)
    assert goods.spec is not None
    every = replace(asked, product="ALL", breakdown=Breakdown("product", "good", "ALL"))
    assert explorer.view(cursor, every, english).spec is None


def test_groups_of_provinces_are_ranked_by_the_division_of_china(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    groups = Breakdown("region", "group", "100000")
    asked = Selection(dataflow="cn-provinces-usd-operator-a", period="2024", breakdown=groups)
    spec = explorer.view(cursor, replace(asked, chart="ranking"), english).spec
    assert spec is not None
    ranks = {row.member: row.cells[0] for row in spec.table.rows}
    assert [code for code, rank in ranks.items() if rank] == [
        "GRP-EAST", "GRP-WEST", "GRP-CENTRAL", "GRP-NORTHEAST",
    ]  # fmt: skip
    assert "overlap with others: Seven major trading provinces; Yangtze River Delta;" in spec.remark


def test_groups_that_overlap_stand_last_without_a_rank(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(
        region="100000",
        dataflow="cn-customs-cny-a",
        period="2025",
        breakdown=Breakdown("market", "", "WORLD"),
    )
    spec = explorer.view(cursor, asked, english).spec
    assert spec is not None
    ranks = {row.member: row.cells[0] for row in spec.table.rows}
    assert (ranks["ASEAN"], ranks["EU"], ranks["RCEP"], ranks["BRI"]) == ("1", "2", "", "")
    assert {row.member for row in spec.table.rows[-4:]} >= {"RCEP", "BRI"}
    assert "overlap with others: Brazil, South Africa, RCEP" in spec.remark
    balance = explorer.view(cursor, replace(asked, chart="balance"), english).spec
    assert balance is not None
    assert "Belt and Road" not in balance.title
    strips = explorer.detail(cursor, explorer.complete(cursor, asked, english), english).strips
    assert "RCEP" not in {strip.code for strip in strips}


def test_growth_is_the_same_beside_levels_and_alone(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    asked = Selection(region="100000", period="2025", breakdown=Breakdown("region", "province", "100000"))
    tibet = []
    for indicator in ("value", "growth"):
        spec = explorer.view(cursor, replace(asked, indicator=indicator), english).spec
        assert spec is not None
        place = next(at for at, column in enumerate(spec.table.columns) if column.key == "growth")
        tibet += [row.cells[place] for row in spec.table.rows if row.member == "540000"]
    assert len(tibet) == 2
    assert tibet[0] == tibet[1]


def test_two_ways_to_attribute_trade_have_two_short_names(
    explorer: Explorer, cursor: Cursor, english: Words
) -> None:
    choices = explorer.view(cursor, explorer.start(), english).choices.dataflows
    short = {choice.key: choice.short for choice in choices}
    assert short["cn-provinces-usd-operator-a"] == "USD · operating unit"
    assert short["cn-provinces-usd-origin-a"] == "USD · origin"
    assert short["cn-customs-cny-a"] == "CNY · by year"
    assert short["cn-wits-usd-a"] == "USD · 1992–2019"
    assert len(set(short.values())) == len(short)


def test_where_a_secondary_source_was_read_is_named(
    explorer: Explorer, cursor: Cursor, english: Words, chinese: Words
) -> None:
    asked = Selection(dataflow="cn-provinces-usd-operator-a", chart="trend")
    for words, said in ((english, "secondary source (github.com)"), (chinese, "二手来源（github.com）")):
        spec = explorer.view(cursor, asked, words).spec
        assert spec is not None
        assert f" · {said} · " in spec.source


@pytest.mark.parametrize(("indicator", "head"), [("value", "Value"), ("quantity", "Quantity")])
def test_the_head_of_a_column_says_what_is_measured(
    explorer: Explorer, cursor: Cursor, english: Words, indicator: str, head: str
) -> None:
    asked = Selection(product="IC", indicator=indicator, breakdown=Breakdown("flow", "flow", "100000"))
    spec = explorer.view(cursor, asked, english).spec
    assert spec is not None
    assert [column.title for column in spec.table.columns if column.key == "value"] == [head]


@pytest.mark.parametrize(
    ("product", "indicator", "unit"),
    [
        ("IC", "value", "CNY"),
        ("IC", "growth", "CNY"),
        ("IC", "quantity", "units"),
        ("ALL", "quantity", ""),
    ],
)
def test_a_completed_view_has_the_unit_of_its_levels(
    explorer: Explorer, cursor: Cursor, english: Words, product: str, indicator: str, unit: str
) -> None:
    asked = Selection(dataflow="cn-customs-cny-a", product=product, flow="import", indicator=indicator)
    completed = explorer.complete(cursor, asked, english)
    assert (completed.indicator, completed.unit) == (indicator, unit)
    assert explorer.complete(cursor, completed, english) == completed


def test_a_published_rank_is_known_to_the_chart_with_its_source(explorer: Explorer) -> None:
    groups = Breakdown("market", "group", "WORLD")
    asked = Selection(region="330000", flow="total", period="2025", chart="ranking", breakdown=groups)
    data = charted(explorer, asked)
    assert {member: rank.value for member, rank in data.ranks.items()} == {"ASEAN": 1, "EU": 2}
    assert data.ranks["ASEAN"].source == "cnr-third-pole"
    assert not charted(explorer, replace(asked, flow="export")).ranks
