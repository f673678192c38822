"""What a call of `chart` says becomes a selection."""

from __future__ import annotations

from argparse import Namespace

import pytest

from app.cli.arguments import BREAKDOWNS, CallError, OneLineParser, selection
from app.data.library import Library
from app.model.dimension import DIMENSIONS, Dimension
from app.model.naming import UnknownNameError
from app.model.period import PeriodError
from app.model.selection import Breakdown, Selection
from tests.unit.cli.conftest import Line

NOTHING = dict.fromkeys(
    ("region", "market", "product", "flow", "indicator", "period", "dataflow", "by", "across")
)


@pytest.fixture(scope="module")
def library(line: Line) -> Library:
    return line.session.explorer.library


def said(library: Library, start: Selection | None = None, **words: str) -> Selection:
    return selection(Namespace(**(NOTHING | words)), library, start or Selection())


def test_nothing_said_changes_nothing(library: Library) -> None:
    start = Selection(region="330000", breakdown=Breakdown("region", "city", "330000"))
    assert said(library, start) == start


def test_names_become_codes(library: Library) -> None:
    found = said(library, region="浙江", market="asean", product="Ships", flow="export")
    assert (found.region, found.market, found.product, found.flow) == ("330000", "ASEAN", "SHIPS", "export")


def test_another_member_leaves_the_breakdown_open(library: Library) -> None:
    start = Selection(breakdown=Breakdown("region", "city", "330000"))
    assert said(library, start, region="Guangdong").breakdown is None


@pytest.mark.parametrize(
    ("text", "since", "period"),
    [
        ("2025", "", "2025"),
        ("2016/2024", "2016", "2024"),
        ("2025-01/2025-11", "", "2025-01/2025-11"),
        ("2025-03", "", "2025-03"),
        ("2020-Q1/2023-Q4", "2020-Q1", "2023-Q4"),
    ],
)
def test_periods_and_histories(library: Library, text: str, since: str, period: str) -> None:
    found = said(library, period=text)
    assert (found.since, found.period) == (since, period)


@pytest.mark.parametrize(
    ("by", "region", "breakdown"),
    [
        ("provinces", "China", Breakdown("region", "province", "100000")),
        ("provinces", "Zhejiang", Breakdown("region", "province", "100000")),
        ("cities", "Zhejiang", Breakdown("region", "city", "330000")),
        ("cities", "Ningbo", Breakdown("region", "city", "330000")),
        ("markets", "Zhejiang", Breakdown("market", "", "WORLD")),
        ("countries", "China", Breakdown("market", "country", "WORLD")),
        ("goods", "China", Breakdown("product", "good", "ALL")),
        ("flows", "Zhejiang", Breakdown("flow", "flow", "330000")),
        ("periods", "Zhejiang", Breakdown("period", "period", "330000")),
    ],
)
def test_by_says_what_the_members_are(library: Library, by: str, region: str, breakdown: Breakdown) -> None:
    assert said(library, by=by, region=region).breakdown == breakdown


def test_across_is_a_second_dimension(library: Library) -> None:
    found = said(library, by="provinces", across="market-groups")
    assert found.across == Breakdown("market", "group", "WORLD")


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_every_by_is_a_breakdown_or_is_refused_by_name(library: Library, by: str) -> None:
    levels = {member.level for tree in _trees(library) for member in tree}
    level = BREAKDOWNS[by][1]
    if level in ("", "flow", "period") or level in levels:
        assert said(library, by=by).breakdown is not None
    else:
        with pytest.raises(CallError, match=by):
            said(library, by=by)


def _trees(library: Library) -> list[Dimension]:
    return [library.catalog_of("").dimension(name) for name in DIMENSIONS]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"region": "Atlantis"}, UnknownNameError),
        ({"period": "soon"}, PeriodError),
        ({"dataflow": "nothing"}, CallError),
    ],
)
def test_what_is_not_known_is_refused(
    library: Library, words: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        said(library, None, **words)


def test_a_wrong_call_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        OneLineParser(prog="third-pole").parse_args(["--nonsense"])
    assert ended.value.code == 2
    said_line = capsys.readouterr().err
    assert said_line.startswith("third-pole: unrecognized arguments")
    assert said_line.count("\n") == 1
