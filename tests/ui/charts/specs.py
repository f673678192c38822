"""Charts made by hand that together use every mark, in both languages, with the awkward cases in them."""

from __future__ import annotations

import math

from app.charts.spec import (
    Area,
    Axis,
    Band,
    Bar,
    Cell,
    ChartSpec,
    Column,
    Leaf,
    LegendEntry,
    Line,
    Panel,
    Point,
    Ramp,
    Ribbon,
    Row,
    Rule,
    Stage,
    Table,
    Text,
    Tone,
    Tree,
)
from app.model.figure import Figure

PROVINCES: tuple[tuple[str, str, str, float, float | None, int, int], ...] = (
    ("440000", "Guangdong", "广东", 9.49, 4.4, 7, 7),
    ("320000", "Jiangsu", "江苏", 5.95, 6.0, 8, 4),
    ("330000", "Zhejiang", "浙江", 5.55, 5.4, 8, 5),
    ("310000", "Shanghai", "上海", 4.51, 5.6, 9, 4),
    ("370000", "Shandong", "山东", 3.53, None, 8, 3),
    ("110000", "Beijing", "北京", 3.19, -11.5, 7, 2),
    ("350000", "Fujian", "福建", 1.88, -5.4, 8, 6),
    ("510000", "Sichuan", "四川", 1.03, -1.3, 4, 5),
    ("340000", "Anhui", "安徽", 1.01, 17.3, 7, 5),
    ("410000", "Henan", "河南", 0.936, 14.1, 7, 4),
    ("120000", "Tianjin", "天津", 0.836, 2.7, 8, 2),
    ("420000", "Hubei", "湖北", 0.834, 18.2, 6, 5),
    ("450000", "Guangxi", "广西", 0.819, 8.4, 6, 7),
    ("500000", "Chongqing", "重庆", 0.801, 12.0, 5, 5),
    ("210000", "Liaoning", "辽宁", 0.749, -2.0, 9, 1),
    ("130000", "Hebei", "河北", 0.676, 10.0, 7, 3),
    ("430000", "Hunan", "湖南", 0.541, -4.0, 6, 6),
    ("610000", "Shaanxi", "陕西", 0.538, 18.5, 5, 4),
    ("650000", "Xinjiang", "新疆", 0.520, 20.0, 1, 1),
    ("360000", "Jiangxi", "江西", 0.482, 2.7, 7, 6),
    ("230000", "Heilongjiang", "黑龙江", 0.313, None, 9, 0),
    ("460000", "Hainan", "海南", 0.276, -0.8, 7, 9),
    ("530000", "Yunnan", "云南", 0.274, 10.2, 5, 7),
    ("150000", "Inner Mongolia", "内蒙古", 0.221, 6.5, 6, 2),
    ("220000", "Jilin", "吉林", 0.164, -7.0, 9, 2),
    ("140000", "Shanxi", "山西", 0.137, -21.4, 6, 3),
    ("520000", "Guizhou", "贵州", 0.085, -1.3, 5, 6),
    ("620000", "Gansu", "甘肃", 0.071, 16.2, 4, 4),
    ("640000", "Ningxia", "宁夏", 0.021, 3.4, 5, 3),
    ("540000", "Tibet", "西藏", 0.0085, None, 2, 5),
    ("630000", "Qinghai", "青海", 0.0071, 17.6, 3, 4),
)
"""Code, names, total in trillion yuan, growth in percent, and a place in a map of tiles."""

SERIES: tuple[Tone, ...] = (
    "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8",
)  # fmt: skip

SOURCE = (
    "Source: customs and statistics offices, 2026, as reported · reported figures, rounded as published"
    " · by location of operating unit"
)
SOURCE_ZH = "来源：海关与统计部门2026年公布数（据报道） · 公布数，按公布精度 · 按经营单位所在地"


def digits(value: float) -> str:
    """Up to three significant digits, as overviews have them."""
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}" if value else "0"


def table(rows: tuple[Row, ...]) -> Table:
    """A table with a name, an amount and a growth rate."""
    return Table(
        (
            Column("member", "Province"),
            Column("value", "Total", "CNY", numeric=True),
            Column("growth", "Growth", "percent", numeric=True),
        ),
        rows,
    )


def provinces_table(language: str = "en") -> Table:
    """The table behind the ranking."""
    rows = []
    for code, en, zh, value, growth, _, _ in PROVINCES:
        grown = Figure(
            growth, "percent", rounding=0.1, source="customs", why="" if growth else "not in the sources"
        )
        total = Figure(value * 1e12, "CNY", rounding=1e10, source="customs", published=f"{value} tn")
        rows.append(Row(code, (zh if language == "zh" else en, total, grown)))
    return table(tuple(rows))


def ranking(language: str = "en", focus: str = "330000") -> ChartSpec:
    """Bars with growth beside: the most seen of all charts."""
    zh = language == "zh"
    names = tuple(row[2] if zh else row[1] for row in PROVINCES)
    keys = tuple(row[0] for row in PROVINCES)
    strong = frozenset(i for i, key in enumerate(keys) if key == focus)
    figures: dict[str, Figure] = {}
    bars: list[Bar] = []
    dots: list[Point | Text] = []
    for place, (code, _, _, value, growth, _, _) in enumerate(PROVINCES):
        figures[f"{code} value"] = Figure(value * 1e12, "CNY", rounding=1e10, source="customs")
        tone: Tone = "accent" if code == focus else "context"
        bars.append(Bar(code, place, 0, value, tone, digits(value), f"{code} value"))
        if growth is None:
            words = "来源未载" if zh else "not in the sources"
            dots.append(Text(code, -1.0, place, words, anchor="middle"))
            continue
        figures[f"{code} growth"] = Figure(growth, "percent", rounding=0.1, source="customs")
        dot_tone: Tone = "accent" if code == focus else "negative" if growth < 0 else "muted"
        dots.append(Point(code, growth, place, dot_tone, figure=f"{code} growth"))
    y = Axis("category", categories=names, keys=keys, strong=strong)
    value_axis = Axis("linear", suffix="万亿" if zh else "tn", zero=True, side="far")
    growth_axis = Axis("linear", suffix="%", signed=True, side="far")
    unnamed = Axis("category", categories=names, keys=keys, strong=strong, labels=False)
    return ChartSpec(
        kind="ranking",
        title="浙江进出口总额居全国第三，增速快于全国"
        if zh
        else "Zhejiang is third among the provinces and grew faster than China as a whole",
        subtitle="2025年货物进出口总额（万亿元）与同比增速 · 虚线：全国 +3.8%"
        if zh
        else "Total goods trade 2025, trillion yuan, and growth on the year before · dashed: China +3.8 %",
        panels=(
            Panel(value_axis, y, tuple(bars), weight=3.2, id="value"),
            Panel(
                growth_axis,
                unnamed,
                (Rule("x", 3.8, "全国 +3.8%" if zh else "China +3.8%"), *dots),
                weight=1.3,
                id="growth",
            ),
        ),
        table=provinces_table(language),
        source=SOURCE_ZH if zh else SOURCE,
        description="Bars of 31 provinces, from Guangdong to Qinghai.",
        columns=2,
        figures=figures,
        names=dict(zip(keys, names, strict=True)),
        drill=frozenset({"330000"}),
    )


def bounds() -> ChartSpec:
    """Cities of which some have a bound, an approximation, or no level at all."""
    cities = ("Ningbo", "Hangzhou", "Jinhua", "Jiaxing", "Shaoxing", "Wenzhou", "Taizhou", "Huzhou")
    bars = (
        Bar("ningbo", 0, 0, 1460, "accent", "1,460", "f0"),
        Bar("jinhua", 2, 0, 1000, "context", "> 1,000", "f2", open_end=True),
        Bar("jiaxing", 3, 0, 452, "context", "452", "f3", hatched=True),
        Bar("shaoxing", 4, 0, 410, "context", "~410", "f4", hatched=True),
        Bar("wenzhou", 5, 0, 321, "context", "321", "f5"),
        Bar("taizhou", 6, 0, -120, "negative", "−120", "f6"),
        Text("hangzhou", 0, 1, "no level; January to November: 823.7 bn"),
        Text("huzhou", 0, 7, "not in the sources"),
    )
    keys = tuple(city.lower() for city in cities)
    return ChartSpec(
        kind="ranking",
        title="Ningbo leads the cities of Zhejiang",
        subtitle="Total goods trade 2025, billion yuan",
        panels=(
            Panel(
                Axis("linear", suffix="bn", zero=True, side="far"),
                Axis("category", categories=cities, keys=keys, strong=frozenset({0})),
                bars,
            ),
        ),
        table=table(()),
        source=SOURCE,
        remark="No level for Hangzhou and Huzhou. Pointed end: at least. Hatched: derived or about.",
        description="Bars of eight cities, two of them empty.",
        figures={"f2": Figure(1e12, "CNY", qualifier=">", source="press")},
        names=dict(zip(keys, cities, strict=True)),
    )


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


def upright() -> ChartSpec:
    """Upright bars: a balance below and above zero, by year."""
    years = tuple(str(year) for year in range(2012, 2025))
    bars = tuple(
        Bar(
            f"y{year}",
            place,
            0,
            value,
            "negative" if value < 0 else "accent" if place == 12 else "context",
            f"{value:.0f}".replace("-", "−"),
            upright=True,
        )
        for place, (year, value) in enumerate(
            zip(years, (230, 259, 383, 594, 510, 420, -52, 421, 535, 676, 838, -120, 992), strict=True)
        )
    )
    return ChartSpec(
        kind="balance",
        title="A record surplus",
        subtitle="Exports less imports, billion US dollars",
        panels=(
            Panel(
                Axis(
                    "category", categories=years, keys=tuple(f"y{y}" for y in years), strong=frozenset({12})
                ),
                Axis("linear", suffix="bn", zero=True),
                bars,
            ),
        ),
        table=table(()),
        source=SOURCE,
        description="Thirteen bars.",
        names={f"y{year}": year for year in years},
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


def huge(count: int = 10_000) -> ChartSpec:
    """More members than any picture can name."""
    names = tuple(f"Heading {n:05d} of the tariff, with a long name" for n in range(count))
    keys = tuple(f"k{n}" for n in range(count))
    bars = tuple(
        Bar(key, n, 0, 1000 / (n + 1), "accent" if n == 137 else "context", digits(1000 / (n + 1)))
        for n, key in enumerate(keys)
    )
    return ChartSpec(
        kind="ranking",
        title="Ten thousand headings",
        subtitle="Exports, billion yuan",
        panels=(
            Panel(
                Axis("linear", suffix="bn", zero=True, side="far"),
                Axis("category", categories=names, keys=keys, strong=frozenset({137})),
                bars,
            ),
        ),
        table=table(()),
        source=SOURCE,
        description="Ten thousand bars.",
        names=dict(zip(keys, names, strict=True)),
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


def examples() -> dict[str, ChartSpec]:
    """Every example under its name."""
    return {
        "ranking": ranking(),
        "ranking-zh": ranking("zh"),
        "bounds": bounds(),
        "trend": trend(),
        "many-lines": many_lines(),
        "share": share(),
        "share-zh": share("zh"),
        "growth-size": growth_size(),
        "tile-map": tile_map(),
        "tile-map-zh": tile_map("zh"),
        "matrix": matrix(),
        "flow": flow(),
        "composition": composition(),
        "upright": upright(),
        "small-multiples": small_multiples(),
        "empty": empty(),
    }
