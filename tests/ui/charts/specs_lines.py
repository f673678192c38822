"""Example charts of lines and areas, and one without any mark."""

from __future__ import annotations

import math

from app.charts.spec import Area, Axis, Band, ChartSpec, LegendEntry, Line, Panel, Rule, Tone
from tests.ui.charts.specs_known import PROVINCES, SERIES, SOURCE, table


def trend() -> ChartSpec:
    """Lines of seven provinces over nine years; one has a gap."""
    years = tuple(float(year) for year in range(2016, 2025))
    shapes = {
        "Guangdong": (955, 1006, 1084, 1036, 1022, 1279, 1247, 1180, 1279),
        "Jiangsu": (510, 591, 664, 629, 643, 806, 816, 746, 789),
        "Zhejiang": (337, 379, 432, 447, 489, 641, 703, 697, 739),
        "Shanghai": (434, 476, 516, 494, 504, 628, 625, 599, 600),
        "Shandong": (234, 264, 293, 297, math.nan, 454, 491, 464, 475),
        "Beijing": (282, 324, 412, 416, 336, 471, 547, 518, 507),
        "Fujian": (157, 171, 188, 193, 204, 285, 296, 281, 280),
    }
    tones: dict[str, Tone] = {"Zhejiang": "accent"}
    lines = tuple(
        Line(
            name.lower(),
            years,
            tuple(float(value) for value in values),
            tones.get(name, "context"),
            name,
            tuple(f"{name} {int(year)}" for year in years),
            2.4 if name in tones else 1.5,
            priority=10 - place,
        )
        for place, (name, values) in enumerate(shapes.items())
    )
    return ChartSpec(
        kind="trend",
        title="Zhejiang's trade has more than doubled since 2016",
        subtitle="Total goods trade, billion US dollars, yearly",
        panels=(
            Panel(
                Axis("time"),
                Axis("linear", suffix="bn", zero=True),
                (Band("x", 2020, 2021, "pandemic"), *lines, Rule("y", 1000, "one trillion dollars")),
            ),
        ),
        table=table(()),
        source="Source: National Bureau of Statistics, 2016 to 2024 · by operating unit, US dollars",
        remark="Shandong 2020 is not in the sources.",
        description="Seven lines that rise.",
        names={name.lower(): name for name in shapes},
    )


def many_lines() -> ChartSpec:
    """Series colours, dashes, a log axis, and ends that crowd."""
    times = tuple(2020 + month / 12 for month in range(40))
    lines = tuple(
        Line(
            f"s{n}",
            times,
            tuple(10 ** (n / 6 + 0.02 * i) * (1 + 0.15 * math.sin(i / 2 + n)) for i in range(40)),
            SERIES[n - 1],
            f"Market of rank {n}",
            dashed=n == 8,
            priority=8 - n,
        )
        for n in range(1, 9)
    )
    return ChartSpec(
        kind="trend",
        title="Eight markets on a log axis",
        subtitle="Index, January 2020 = 1",
        panels=(Panel(Axis("time"), Axis("log"), lines),),
        table=table(()),
        source=SOURCE,
        description="Eight lines.",
        legend=tuple(LegendEntry(line.id, line.label, line.tone) for line in lines),
        names={line.id: line.label for line in lines},
    )


def composition() -> ChartSpec:
    """Stacked areas."""
    years = tuple(float(year) for year in range(2010, 2025))
    parts = (("private", 22.0), ("foreign", 45.0), ("state", 33.0))
    low = [0.0] * 15
    areas = []
    tones: tuple[Tone, ...] = ("accent", "series-2", "context")
    for number, (name, start) in enumerate(parts):
        drift = (2.2, -1.3, -0.9)[number]
        high = [bottom + start + drift * i for i, bottom in enumerate(low)]
        tone = tones[number]
        areas.append(Area(name, years, tuple(low), tuple(high), tone, f"{name} firms"))
        low = high
    return ChartSpec(
        kind="composition",
        title="Private firms now make more than half",
        subtitle="Share of total goods trade, percent",
        panels=(Panel(Axis("time"), Axis("linear", suffix="%", zero=True, high=100), tuple(areas)),),
        table=table(()),
        source=SOURCE,
        description="Three stacked areas.",
        legend=tuple(LegendEntry(area.id, area.label, area.tone) for area in areas),
        names={area.id: area.label for area in areas},
    )


def small_multiples() -> ChartSpec:
    """Eight panels with the same axes."""
    years = tuple(float(year) for year in range(2016, 2025))
    panels = tuple(
        Panel(
            Axis("time"),
            Axis("linear", suffix="bn", zero=True, high=1200),
            (
                Line(
                    row[0],
                    years,
                    tuple(row[3] * 60 * (1 + 0.08 * i) for i in range(9)),
                    "accent" if row[0] == "330000" else "muted",
                    width=2,
                ),
            ),
            title=row[1],
        )
        for row in PROVINCES[:8]
    )
    return ChartSpec(
        kind="small-multiples",
        title="Eight provinces, one scale",
        subtitle="Total goods trade, billion US dollars",
        panels=panels,
        table=table(()),
        source=SOURCE,
        description="Eight small charts.",
        columns=4,
        names={row[0]: row[1] for row in PROVINCES},
    )


def empty() -> ChartSpec:
    """A chart without a single mark."""
    return ChartSpec(
        kind="trend",
        title="",
        subtitle="",
        panels=(Panel(Axis("time"), Axis("linear"), ()),),
        table=table(()),
        source="",
    )
