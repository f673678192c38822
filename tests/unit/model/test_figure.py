"""What a print allows as true value, and flows that follow from two others."""

from __future__ import annotations

import math

import pytest

from app.model.catalog import Catalog, Source
from app.model.dimension import Dimension, Member, by_code
from app.model.figure import Figure
from app.model.flows import FORMULAS, derived_flow, formulas_for

ROOT = Dimension("region", "1", by_code([Member("1", "", "", "One", "")]))


def yuan(value: float, qualifier: str = "=", rounding: float = 0.0) -> Figure:
    return Figure(value, "CNY", qualifier, rounding=rounding, source="a", vintage="2026-01")


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        (yuan(5.55e12, rounding=1e10), 5.545e12, 5.555e12),
        (yuan(5.55e12), 5.55e12, 5.55e12),
        (yuan(1e12, ">"), 1e12, math.inf),
        (yuan(1e12, "<"), -math.inf, 1e12),
        (yuan(1e12, "<~"), -math.inf, 1e12),
        (yuan(1e12, "~", 1e11), 0.95e12, 1.05e12),
    ],
)
def test_bounds(figure: Figure, low: float, high: float) -> None:
    assert figure.bounds() == (low, high)


def test_a_gap_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="a gap"):
        Figure(None, "CNY").bounds()


@pytest.mark.parametrize(
    ("flow", "expected"), [("total", 10.0), ("export", 7.0), ("import", 3.0), ("balance", 4.0)]
)
def test_each_flow_follows_from_two_others(flow: str, expected: float) -> None:
    known = {"total": yuan(10, rounding=1), "export": yuan(7, rounding=1), "import": yuan(3, rounding=1)}
    derived = derived_flow(flow, {name: figure for name, figure in known.items() if name != flow})
    assert derived is not None
    assert derived.value == expected
    assert derived.status == "derived"
    assert derived.formula.startswith({"export": "exports", "import": "imports"}.get(flow, flow))
    assert len(derived.inputs) == 2
    assert derived.rounding >= 1


@pytest.mark.parametrize("qualifier", [">", "<", "<~"])
def test_nothing_follows_from_a_bound(qualifier: str) -> None:
    assert derived_flow("total", {"export": yuan(7, qualifier), "import": yuan(3)}) is None
    assert derived_flow("total", {"export": yuan(7), "import": yuan(3, qualifier)}) is None


def test_nothing_follows_from_a_gap_one_flow_or_two_units() -> None:
    assert derived_flow("total", {"export": Figure(None, "CNY"), "import": yuan(3)}) is None
    assert derived_flow("total", {"export": yuan(7)}) is None
    assert derived_flow("total", {"export": yuan(7), "import": Figure(3, "USD")}) is None
    assert derived_flow("re-export", {"export": yuan(7), "import": yuan(3)}) is None


def test_about_stays_about() -> None:
    derived = derived_flow("total", {"export": yuan(7, "~"), "import": yuan(3)})
    assert derived is not None
    assert derived.qualifier == "~"


def test_every_formula_is_found_and_is_right() -> None:
    known = {"total": 10, "export": 7, "import": 3, "balance": 4}
    for formula in FORMULAS:
        assert formula in formulas_for(formula.flow)
        assert known[formula.flow] == formula.of(known[formula.first], known[formula.second])
    assert not formulas_for("re-import")


def test_sources_are_cited_in_order_and_the_unknown_left_out() -> None:
    sources = {
        "a": Source("a", "Customs", "Bulletin", "2026-01", "", "official"),
        "b": Source("b", "A paper", "", "", "", "secondary"),
    }
    catalog = Catalog(ROOT, ROOT, ROOT, {}, sources)
    assert [source.id for source in catalog.cited("b;gone;a")] == ["b", "a"]
    assert catalog.cited("") == ()
    assert [source.citation("en") for source in catalog.cited("a;b")] == [
        "Customs, Bulletin, 2026-01",
        "A paper",
    ]


def test_a_figure_is_as_reliable_as_its_best_source() -> None:
    sources = {
        "a": Source("a", "Customs", "", "", "", "official"),
        "b": Source("b", "A paper", "", "", "", "press quoting official"),
        "c": Source("c", "A blog", "", "", "", "secondary"),
    }
    catalog = Catalog(ROOT, ROOT, ROOT, {}, sources)
    assert catalog.reliability("c;a") == "official"
    assert catalog.reliability("c;b") == "press quoting official"
    assert catalog.reliability("gone") == ""
