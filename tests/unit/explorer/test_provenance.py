"""Where a figure comes from, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.explorer.provenance import citation, provenance, value_text
from app.model.catalog import Source
from app.model.figure import Figure
from app.model.words import Words

SOURCES = {
    "a": Source("a", "Customs", "Bulletin", "2026-01", "", "official"),
    "b": Source("b", "A paper", "Report", "2026-02", "", "secondary"),
}
TOTAL = Figure(
    5.55e12,
    "CNY",
    rounding=1e10,
    published="5.55 trillion CNY",
    source="a;b",
    vintage="2026-01",
    note="first",
)


def lines(figure: Figure) -> list[tuple[str, str]]:
    return list(provenance(figure, SOURCES, Words("en")).lines)


def test_a_reported_figure(english: Words) -> None:
    assert lines(TOTAL) == [
        ("As published", "5.55 trillion CNY"),
        ("Status", "reported"),
        ("Source", "Customs, Bulletin, 2026-01 (official)"),
        ("Source", "A paper, Report, 2026-02 (secondary)"),
        ("Vintage", "2026-01"),
        ("Note", "first"),
    ]
    known = provenance(TOTAL, SOURCES, english)
    assert known.headline == "5.55 tn yuan"
    assert known.citation == "5.55 tn yuan (Customs, Bulletin, 2026-01; A paper, Report, 2026-02)"
    assert (known.status, known.printed_by) == ("reported", "Customs, 2026-01 and 1 more · official")


def test_a_gap_is_printed_by_nobody(english: Words) -> None:
    known = provenance(Figure(None, "CNY", why="no level"), SOURCES, english)
    assert (known.headline, known.status, known.printed_by) == ("no level", "", "")


def test_a_source_is_cited_by_the_name_that_its_publisher_has_in_the_language(chinese: Words) -> None:
    known = {"a": replace(SOURCES["a"], publisher_zh="海关总署"), "b": SOURCES["b"]}
    said = provenance(TOTAL, known, chinese)
    assert said.citation.endswith("(海关总署, Bulletin, 2026-01; A paper, Report, 2026-02)")
    assert known["a"].citation("en") == "Customs, Bulletin, 2026-01"


def test_a_derived_figure_shows_formula_and_inputs(english: Words) -> None:
    figure = Figure(
        12.2063, "percent", status="derived", rounding=0.01, formula="share = part / whole", inputs=(TOTAL,)
    )
    known = provenance(figure, SOURCES, english)
    assert ("Status", "derived") in known.lines
    assert ("Formula", "share = part / whole") in known.lines
    assert known.inputs == (TOTAL,)
    assert known.headline == "12.21%"


def test_a_gap_says_what_is_known(english: Words) -> None:
    gap = Figure(None, "CNY", why="January to November only: 3.0 tn")
    assert value_text(gap, english) == "January to November only: 3.0 tn"
    assert value_text(Figure(None, "CNY"), english) == "not in the sources"
    assert lines(gap) == []
    assert citation(gap, [], english) == "January to November only: 3.0 tn"


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(1e12, "CNY", ">", rounding=1e12), "> 1 tn yuan"),
        (Figure(33.3, "percent", ">", rounding=0.1), "> 33.3%"),
        (Figure(50, "percent of increment", ">", rounding=1), "> 50% of the increment"),
        (Figure(1.98, "percentage point", "~", status="derived", rounding=0.01), "~1.98 pp"),
        (Figure(3, "rank", rounding=1), "3rd"),
        (Figure(8, "order", rounding=1), "8th"),
        (Figure(12_938, "vehicles", rounding=1), "12,938 vehicles"),
        (Figure(9, "years", rounding=1), "9 years"),
        (Figure(5.4, "percent", rounding=0.1, label="growth"), "+5.4%"),
        (Figure(41_849e8, "CNY", rounding=1e8), "4.1849 tn yuan"),
    ],
)
def test_figures_with_all_their_digits(figure: Figure, text: str, english: Words) -> None:
    assert value_text(figure, english) == text


@pytest.mark.parametrize(
    ("span", "unit", "text"),
    [
        ((5.2561e12, 5.2839e12), "CNY", "5.256 – 5.284 tn yuan"),
        ((124.0588, 124.0612), "percent", "124.0588% – 124.0612%"),
        ((12.3456, 12.3458), "percent", "12.3456% – 12.3458%"),
        ((12.3456, 12.3456), "percent", ""),
        ((-2.04e6, -1e3), "CNY", "−2.1 – 0 m yuan"),
        ((-1e3, 2.04e6), "CNY", "−0.1 – 2.1 m yuan"),
        ((1e12, float("inf")), "CNY", ""),
    ],
)
def test_a_range_holds_both_ends_or_is_not_said(span: tuple[float, float], unit: str, text: str) -> None:
    figure = Figure(span[0], unit, status="derived", span=span)
    assert dict(lines(figure)).get("Range", "") == text


def test_a_sign_that_is_printed_is_not_written_twice() -> None:
    printed = Figure(1e12, "CNY", ">", published="> 1 trillion CNY")
    assert lines(printed)[0] == ("As published", "> 1 trillion CNY")
    silent = Figure(1e12, "CNY", ">", published="1 trillion CNY")
    assert lines(silent)[0] == ("As published", "> 1 trillion CNY")
