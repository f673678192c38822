"""What the data sets can offer for a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.data.coverage import Offer, PartYear, codes_with_figures, offers, pairs, part_years
from app.data.frame_request import FrameRequest
from app.data.library import Library
from app.data.slice import Slice
from tests.unit.data.small_set import observation, small_library

WHOLE = {"market": "WORLD", "product": "ALL", "regime": "all", "operator": "all"}


def sample(folder: Path) -> Library:
    return small_library(
        folder,
        yuan=[
            observation(),
            observation(region="330000", value="400"),
            observation(region="440000", indicator="growth", value="3"),
            observation(region="330000", indicator="growth", value="5"),
            observation(region="330000", indicator="share", value="12", of_region="100000", unit="percent"),
            observation(region="330000", market="ASEAN", flow="export", value="70"),
            observation(region="330000", market="ASEAN", flow="import", value="30"),
            observation(region="440000", market="VNM", flow="export", value="7"),
        ],
        dollars=[observation(region="330000", value="60", unit="USD", period="2024")],
    )


def test_offers_count_members_by_dataflow_period_and_flow(tmp_path: Path) -> None:
    library = sample(tmp_path)
    provinces = ("330000", "440000")
    asked = (library.store.cursor(), Slice("bundled", "region", WHOLE), provinces)
    expected = [Offer("dollars", "2024", "total", 1, 0), Offer("yuan", "2025", "total", 1, 2)]
    assert offers(*asked) == expected
    assert library.offers(*asked) == expected
    assert library.offers(*asked) is library.offers(*asked)
    library.forget("bundled")
    assert library.offers(*asked) == expected


def test_no_members_no_offers(tmp_path: Path) -> None:
    assert offers(sample(tmp_path).store.cursor(), Slice("bundled", "region", WHOLE), ()) == []


def test_codes_that_have_any_figure(tmp_path: Path) -> None:
    cursor = sample(tmp_path).store.cursor()
    assert codes_with_figures(cursor, "bundled", "region") == {"100000", "330000", "440000"}
    assert codes_with_figures(cursor, "bundled", "market", {"region": "440000"}) == {"WORLD", "VNM"}
    assert codes_with_figures(cursor, "bundled", "product", {"region": "330200"}) == frozenset()


def test_pairs_of_two_dimensions(tmp_path: Path) -> None:
    fixed = {"product": "ALL", "regime": "all", "operator": "all"}
    request = FrameRequest(
        "bundled", "yuan", "region", ("330000", "440000"), fixed, ("total",), ("2025",),
        across="market", across_members=("ASEAN", "VNM", "USA"),
    )  # fmt: skip
    found = pairs(sample(tmp_path).store.cursor(), request)
    assert (found.members, found.across, found.pairs) == (1, 1, 1)  # of Vietnam only the exports


def test_a_gap_is_explained_by_the_longest_part_of_the_year(tmp_path: Path) -> None:
    def months(span: str, value: str, **more: str) -> dict[str, str]:
        return observation(region="330000", period=span, value=value, **more)

    library = small_library(
        tmp_path,
        spans=[
            months("2025-01/2025-06", "1"),
            months("2025-01/2025-11", "2", qualifier="~"),
            months("2025-01/2025-12", "9", flow="export"),
            months("2025-03/2025-11", "3"),
            months("2024-01/2024-11", "4"),
            months("2025-01/2025-10", "5", unit="USD"),
            months("2025-01/2025-09", "6", unit="tonnes", indicator="quantity"),
        ],
    )
    values = Slice("bundled", "region", WHOLE)
    cursor, asked = library.store.cursor(), (("330000", "440000"), "total", 2025)
    assert part_years(cursor, values, *asked, "CNY") == {"330000": PartYear("2025-01/2025-11", 2, "~")}
    assert part_years(cursor, values, *asked, "USD") == {"330000": PartYear("2025-01/2025-10", 5, "=")}
    assert part_years(cursor, values, *asked, "EUR") == {}
    assert part_years(cursor, values, *asked, "tonnes") == {}
    assert part_years(cursor, replace(values, indicator="quantity"), *asked, "tonnes") == {
        "330000": PartYear("2025-01/2025-09", 6, "=")
    }
