"""Example charts of tiles, bubbles and flows."""

from __future__ import annotations

from app.charts.spec import Axis, Cell, ChartSpec, Leaf, Panel, Point, Ramp, Ribbon, Rule, Stage, Tone, Tree
from tests.ui.charts.specs_known import PROVINCES, SOURCE, SOURCE_ZH, digits, provinces_table, table


def share(language: str = "en") -> ChartSpec:
    """A treemap of the provinces."""
    zh = language == "zh"
    total = sum(row[3] for row in PROVINCES)
    leaves = tuple(
        Leaf(
            row[0],
            row[2] if zh else row[1],
            f"{digits(row[3])} tn · {row[3] / total * 100:.1f}%",
            row[3],
            "accent" if row[0] == "330000" else "context",
        )
        for row in PROVINCES
    )
    return ChartSpec(
        kind="share",
        title="四省市占全国外贸一半以上" if zh else "Four provinces make more than half of China's trade",
        subtitle="Share of total goods trade 2025, by province",
        panels=(Panel(Axis("none"), Axis("none"), (Tree(leaves),)),),
        table=provinces_table(language),
        source=SOURCE_ZH if zh else SOURCE,
        description="A treemap of 31 provinces.",
        names={row[0]: row[2] if zh else row[1] for row in PROVINCES},
        drill=frozenset(row[0] for row in PROVINCES[:3]),
    )


def growth_size() -> ChartSpec:
    """Bubbles with quadrant lines."""
    known = [(row, growth) for row in PROVINCES if (growth := row[4]) is not None]
    largest = max(row[3] for row, _ in known)
    points = tuple(
        Point(
            row[0],
            row[3],
            growth,
            "accent" if row[0] == "330000" else "negative" if growth < 0 else "context",
            row[1],
            weight=row[3] / largest,
            priority=100 - place,
        )
        for place, (row, growth) in enumerate(known)
    )
    return ChartSpec(
        kind="growth-size",
        title="Anhui, Hubei and Shaanxi grew fastest among the provinces above half a trillion",
        subtitle="Growth 2025 on the year before against total goods trade, trillion yuan",
        panels=(
            Panel(
                Axis("log", title="Total goods trade", suffix="tn"),
                Axis("linear", title="Growth on the year before", suffix="%", signed=True),
                (Rule("y", 3.8, "China +3.8%"), Rule("x", 0.541, "median 0.54 tn"), *points),
            ),
        ),
        table=table(()),
        source=SOURCE,
        remark="Shandong, Heilongjiang and Tibet: growth not in the sources.",
        description="28 bubbles.",
        names={row[0]: row[1] for row in PROVINCES},
    )


def tile_map(language: str = "en") -> ChartSpec:
    """Provinces as equal tiles, coloured by growth."""
    zh = language == "zh"
    cells = tuple(
        Cell(
            code,
            column,
            line,
            name_zh if zh else name,
            "" if growth is None else f"{'+' if growth > 0 else '−'}{abs(growth):.1f}%",
            heat=None if growth is None else max(-1.0, min(1.0, growth / 20)),
            diverging=True,
            strong=code == "330000",
        )
        for code, name, name_zh, _, growth, column, line in PROVINCES
    )
    return ChartSpec(
        kind="tile-map",
        title="内陆省份增长最快" if zh else "Inland provinces grew fastest",
        subtitle="2025年进出口增速" if zh else "Growth of total goods trade 2025 on the year before",
        panels=(Panel(Axis("none"), Axis("none"), cells),),
        table=table(()),
        source=SOURCE_ZH if zh else SOURCE,
        remark="Hatched: not in the sources.",
        description="A map of 31 tiles.",
        ramp=Ramp("−20%", "+20%", diverging=True, middle="0"),
        names={row[0]: row[2] if zh else row[1] for row in PROVINCES},
    )


def matrix(rows: int = 12, columns: int = 9) -> ChartSpec:
    """A heat map with gaps."""
    names = tuple(row[1] for row in PROVINCES)
    y = tuple(names[i % 31] + (f" {i // 31}" if i >= 31 else "") for i in range(rows))
    x = tuple(f"Market {i + 1}" for i in range(columns))
    cells = tuple(
        Cell(
            f"r{r}",
            c,
            r,
            "n/a" if (r * 7 + c * 3) % 17 == 0 else f"{(r * c) % 100}",
            heat=None if (r * 7 + c * 3) % 17 == 0 else ((r * 31 + c * 17) % 64) / 63,
        )
        for r in range(rows)
        for c in range(columns)
    )
    return ChartSpec(
        kind="matrix",
        title="Who trades with whom",
        subtitle="Share of the province's trade, percent",
        panels=(
            Panel(
                Axis("category", categories=x, keys=tuple(f"m{i}" for i in range(columns)), side="far"),
                Axis("category", categories=y, keys=tuple(f"r{i}" for i in range(rows))),
                cells,
            ),
        ),
        table=table(()),
        source=SOURCE,
        description="A heat map.",
        ramp=Ramp("0%", "100%"),
        names={f"r{i}": name for i, name in enumerate(y)},
    )


def flow() -> ChartSpec:
    """Regions to markets."""
    regions = (
        ("gd", "Guangdong", 9.4),
        ("js", "Jiangsu", 5.9),
        ("zj", "Zhejiang", 5.5),
        ("sh", "Shanghai", 4.5),
    )
    markets = (("asean", "ASEAN", 7.1), ("eu", "European Union", 6.0), ("us", "United States", 5.0))
    rest = (("rest", "Other markets", 7.2),)
    shares = ((0.3, 0.2, 0.25), (0.25, 0.3, 0.2), (0.2, 0.25, 0.15), (0.2, 0.2, 0.2))
    ribbons = []
    for (start, _, size), parts in zip(regions, shares, strict=True):
        tone: Tone = "accent" if start == "zj" else "context"
        for (end, _, _), part in zip(markets, parts, strict=True):
            ribbons.append(Ribbon(f"{start}>{end}", start, end, size * part, tone))
        ribbons.append(Ribbon(f"{start}>rest", start, "rest", size * (1 - sum(parts)), tone))
    stages = (
        *(Stage(k, 0, n, digits(w), w, "accent" if k == "zj" else "muted") for k, n, w in regions),
        *(Stage(k, 1, n, digits(w), 0.0, "muted") for k, n, w in (*markets, *rest)),
        Stage("made", 2, "Finished goods", "of every kind and size", 0.0, "muted"),
        Stage("raw", 2, "Raw materials", "17.1", 0.0, "muted"),
    )
    ribbons += [Ribbon(f"{key}>made", key, "made", size / 2) for key, _, size in markets]
    ribbons += [Ribbon(f"{key}>raw", key, "raw", size / 2) for key, _, size in (*markets, *rest)]
    return ChartSpec(
        kind="flow",
        title="Where the four largest traders sell and buy",
        subtitle="Total goods trade 2025, trillion yuan",
        panels=(Panel(Axis("none"), Axis("none"), (*ribbons, *stages)),),
        table=table(()),
        source=SOURCE,
        description="Four regions, four markets.",
        names={key: name for key, name, _ in (*regions, *markets, *rest)},
    )
