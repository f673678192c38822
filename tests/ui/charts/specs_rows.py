"""Example charts of bars: rankings, bounds, gaps, balances, ten thousand members."""

from __future__ import annotations

from app.charts.spec import Axis, Bar, ChartSpec, Panel, Point, Rule, Text, Tone
from app.model.figure import Figure
from tests.ui.charts.specs_known import PROVINCES, SOURCE, SOURCE_ZH, digits, provinces_table, table


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
        else "Total goods trade 2025, trillion yuan, and growth on the year before · dashed: China +3.8%",
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
