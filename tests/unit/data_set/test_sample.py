"""Thirty figures traced by hand, from the screen back to the row of the file in which they were read.

Drawn with the seed 30: twelve of the yearly table in yuan, six of the part-years and other small tables,
twelve of the long tables in dollars. Each was looked up by eye on 25 November 2026: what the program shows,
and the row of `../shared/dataset/facts` (number of the file and line). All thirty agreed. The British
figure is a tenth of the supplied one, as the note on its column says. The test keeps the list true.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from app.explorer.provenance import value_text
from app.model.figure import Figure
from app.model.words import Words
from tests.unit.data_set.figures import Figures

TRACED = """
cn-customs-cny-a | 610000 | WORLD | ALL | export | 2025 | growth | 22.0% | 31:50
cn-customs-cny-a | 230000 | WORLD | ALL | export | 2023 | value | 76.06 bn yuan | 03:17
cn-customs-cny-a | 330400 | WORLD | ALL | total | 2022 | growth | 16.3% | 06:30
cn-customs-cny-a | 100000 | WORLD | ALL | export | 2025 | value | 17.6411 tn yuan | 35:2
cn-customs-cny-a | 330600 | WORLD | ALL | export | 2025 | growth | −4.2% | 33:8
cn-customs-cny-a | GRP-YRD | WORLD | ALL | total | 2025 | growth | 6.3% | 01:32
cn-customs-cny-a | 100000 | JPN | ALL | import | 2025 | growth | 6.1% | 34:13
cn-customs-cny-a | 120000 | WORLD | ALL | export | 2025 | value | 430.939 bn yuan | 31:9
cn-customs-cny-a | 100000 | WORLD | HIGHTECH-GACC | export | 2025 | growth | > 13% | 05:3
cn-customs-cny-a | 340000 | WORLD | VEHICLES-CHASSIS | export | 2025 | quantity | 1.228 m vehicles | 05:16
cn-customs-cny-a | 330000 | LATAM | ALL | total | 2025 | growth | 3.7% | 04:16
cn-customs-cny-a | 330782 | WORLD | ALL | import | 2025 | growth | 32.3% | 33:14
cn-customs-cny-s | 100000 | WORLD | ALL | import | 2026-01/2026-08 | growth | 22.0% | 36:19
cn-customs-cny-m | 500000 | WORLD | ALL | export | 2025-09 | value | 50.53 bn yuan | 02:9
cn-customs-cny-s | 610000 | WORLD | ALL | total | 2026-01/2026-02 | growth | 69% | 36:40
cn-customs-cny-m | 100000 | WORLD | ALL | total | 2026-06 | growth | 24.2% | 36:5
cn-customs-cny-s | 330300 | WORLD | ALL | total | 2025-01/2025-11 | value | 286.208 bn yuan | 06:11
cn-customs-cny-s | 100000 | BRI | ALL | total | 2026-01/2026-06 | growth | 14.8% | 36:6
cn-customs-usd-m | 100000 | WORLD | ALL | total | 2014-01 | value | 382.051 bn US dollars | 20:813
cn-customs-usd-m | 100000 | WORLD | ALL | export | 2016-04 | growth | −5.3% | 20:892
cn-customs-usd-m | 100000 | ASEAN | ALL | import | 2020-03 | value | 23.916523 bn US dollars | 21:2209
cn-mirror-usd-a | 100000 | NIC | ALL | export | 2016 | value | 1.149017 bn US dollars | 14:440
cn-mirror-usd-a | 100000 | FIN | ALL | export | 2022 | value | 8.854591 bn US dollars | 14:1438
cn-customs-usd-m | 100000 | FRA | ALL | import | 2015-08 | value | 1.712957 bn US dollars | 21:3821
cn-mirror-usd-a | 100000 | TUN | ALL | import | 2022 | value | 42.874843 m US dollars | 14:3319
cn-customs-usd-m | 100000 | GBR | ALL | export | 2014-07 | value | 5.356508 bn US dollars | 21:3220
cn-mirror-usd-a | 100000 | GMB | ALL | import | 2019 | value | 3.327080 m US dollars | 14:2856
cn-customs-usd-m | 100000 | WORLD | ALL | export | 2012-11 | growth | 2.9% | 20:769
cn-customs-usd-m | 100000 | FRA | ALL | import | 2015-02 | value | 1.379931 bn US dollars | 21:3809
cn-customs-usd-m | 100000 | WORLD | ALL | total | 2012-06 | value | 328.68684 bn US dollars | 20:756
"""
"""Dataflow, region, market, product, flow, period, indicator, what the screen shows, file and line."""

SCALES = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
SUPPLIED_TENFOLD = ("21:3220",)


def traced() -> list[list[str]]:
    """The list, cell by cell."""
    return [[cell.strip() for cell in line.split("|")] for line in TRACED.strip().splitlines()]


def scale_of(unit: str) -> Decimal:
    """What a supplied value is multiplied with: '100 million CNY', '10,000 t'."""
    scale = Decimal(1)
    for word in unit.replace(",", "").split():
        scale *= Decimal(word) if re.fullmatch(r"\d+", word) else Decimal(10) ** SCALES.get(word, 0)
    return scale


def supplied(facts: Path, place: str, indicator: str) -> Decimal:
    """The value or growth rate of a row, unscaled."""
    number, line = place.split(":")
    (path,) = facts.glob(f"{number}_*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        row = list(csv.DictReader(file))[int(line) - 2]
    if indicator == "growth":
        return Decimal(row["growth_pct"])
    tenth = Decimal(10) if place in SUPPLIED_TENFOLD else Decimal(1)
    return Decimal(row["value"]) * scale_of(row["unit"]) / tenth


def test_thirty_were_traced() -> None:
    assert len({tuple(row) for row in traced()}) == 30


@pytest.mark.parametrize("row", traced(), ids=lambda row: "-".join(row[:7]))
def test_the_screen_shows_what_the_file_says(row: list[str], shared: Path, figures: Figures) -> None:
    dataflow, region, market, product, flow, period, indicator, shown, place = row
    found = [
        one
        for one in figures.by_dataflow[dataflow]
        if (one["region"], one["market"], one["product"], one["flow"], one["period"], one["indicator"])
        == (region, market, product, flow, period, indicator)
    ]
    wanted = supplied(shared / "dataset" / "facts", place, indicator)
    (seen,) = (one for one in found if Decimal(one["value"]) == wanted)
    figure = Figure(
        float(seen["value"]), seen["unit"], seen["qualifier"],
        rounding=float(seen["rounding"]), published=seen["published"],
    )  # fmt: skip
    assert value_text(figure, Words("en")) == shown
