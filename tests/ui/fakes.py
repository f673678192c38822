"""A small world for the window's tests: three dimensions, hand-made figures, and who answers from them."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.charts.spec import Axis, Bar, ChartSpec, Column, Panel, Row, Table
from app.data.tree_values import RowValues
from app.explorer.surroundings import Detail, Fact, KeyFigure, NavigatorValues, Provenance, Statement, Strip
from app.explorer.views import Advice, BreakdownChoice, Choice, Choices, Crumb, View
from app.model.dimension import Dimension, DimensionName, Member, Membership, by_code
from app.model.figure import Figure, Qualifier, Status
from app.model.selection import Breakdown, Selection
from app.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLISH = Words("en")


def level(value: float | None, qualifier: Qualifier = "=", status: Status = "reported") -> Figure:
    return Figure(value, "CNY", qualifier, status, rounding=1e10)


def rate(value: float | None) -> Figure:
    return Figure(value, "percent", rounding=0.1)


def regions() -> Dimension:
    members = [
        Member("100000", "", "nation", "China", "中国", "zhong guo", "CN"),
        Member("330000", "100000", "province", "Zhejiang", "浙江", "zhe jiang", "CN-ZJ", order=1),
        Member("440000", "100000", "province", "Guangdong", "广东", "guang dong", "CN-GD", order=2),
        Member("310000", "100000", "province", "Shanghai", "上海", "shang hai", "CN-SH", order=3),
        Member("330200", "330000", "city", "Ningbo", "宁波", "ning bo", order=1),
        Member("330100", "330000", "city", "Hangzhou", "杭州", "hang zhou", order=2),
        Member("GRP-YRD", "100000", "group", "Yangtze River Delta", "长三角", "chang san jiao", order=9),
    ]
    memberships = (Membership("GRP-YRD", "330000"), Membership("GRP-YRD", "310000"))
    return Dimension("region", "100000", by_code(members), memberships, {"Chekiang": "330000"})


def markets() -> Dimension:
    members = [
        Member("WORLD", "", "world", "World", "世界"),
        Member("VNM", "WORLD", "country", "Viet Nam", "越南", "yue nan", "VNM", order=2),
        Member("USA", "WORLD", "country", "United States", "美国", "mei guo", "USA", order=1),
        Member("ASEAN", "WORLD", "group", "ASEAN", "东盟", "dong meng", order=1),
    ]
    return Dimension("market", "WORLD", by_code(members), (Membership("ASEAN", "VNM"),))


def products() -> Dimension:
    members = [
        Member("ALL", "", "all", "All goods", "全部商品"),
        Member("new-three", "ALL", "group", "New three", "新三样", "xin san yang"),
        Member("steel", "ALL", "product", "Steel", "钢材", "gang cai"),
    ]
    return Dimension("product", "ALL", by_code(members))


def dimensions() -> dict[DimensionName, Dimension]:
    return {"region": regions(), "market": markets(), "product": products()}


def navigator_values(scale: float = 1.0) -> NavigatorValues:
    return NavigatorValues(
        rows={
            "region": {
                "100000": RowValues(level(45.47e12 * scale), rate(3.8)),
                "330000": RowValues(level(5.55e12 * scale), rate(5.4)),
                "440000": RowValues(level(9.49e12 * scale), rate(4.4)),
                "310000": RowValues(level(4.51e12 / scale), rate(-1.5)),
                "330200": RowValues(level(1.0e12, ">"), rate(2.6)),
                "GRP-YRD": RowValues(None, rate(6.3)),
            },
            "market": {"ASEAN": RowValues(level(870e9), rate(16.5)), "USA": RowValues(level(500e9), None)},
            "product": {"new-three": RowValues(None, rate(28.1))},
        },
        sparks={"region": {"330000": (1.0, 2.0, float("nan"), 4.0)}, "market": {}, "product": {}},
        spark_note={"region": "2016–2024, US dollars", "market": "", "product": ""},
        headings={"region": "Regions", "market": "Markets of Zhejiang", "product": "Goods of Zhejiang"},
    )


def table() -> Table:
    rows = (
        Row("440000", ("1", "Guangdong", level(9.49e12), rate(4.4), "official")),
        Row("330000", ("2", "Zhejiang", level(5.55e12, ">"), rate(-5.4), "official")),
        Row("310000", ("", "Shanghai", Figure(None, "CNY", why="no full-year figure"), rate(None), "")),
    )
    columns = (
        Column("rank", "#", numeric=True),
        Column("name", "Province"),
        Column("value", "Value", "trillion yuan", numeric=True, factor=1e12),
        Column("growth", "Growth", "%", numeric=True),
        Column("source", "Source"),
    )
    return Table(columns, rows)


def spec(title: str = "Zhejiang is second", kind: str = "ranking") -> ChartSpec:
    bars = (
        Bar("440000", 0, 0, 9.49, label="9.49", figure="440000"),
        Bar("330000", 1, 0, 5.55, "accent", label="> 5.55", figure="330000", open_end=True),
    )
    names = {"440000": "Guangdong", "330000": "Zhejiang"}
    keys = tuple(names)
    panel = Panel(
        Axis(suffix="tn", zero=True),
        Axis("category", categories=tuple(names.values()), keys=keys, strong=frozenset({1})),
        bars,
    )
    return ChartSpec(
        kind=kind,
        title=title,
        subtitle="Total goods trade 2025, trillion yuan",
        panels=(panel,),
        table=table(),
        source="Source: customs bulletins",
        description="Bars of two provinces",
        figures={"440000": level(9.49e12), "330000": level(5.55e12, ">")},
        names=names,
        drill=frozenset({"330000"}),
    )


ADVICE = (
    Advice("ranking", "Ranking", "Who is first?", "chart-bar-horizontal", merit=1.0, place=1),
    Advice("trend", "Trend", "How did it develop?", "chart-line", merit=0.8, place=2),
    Advice("tile-map", "Tile map", "Where?", "grid-four", reason="needs provinces", place=6),
)
CHOICES = Choices(
    flows=(
        Choice("total", "Total"),
        Choice("export", "Exports"),
        Choice("import", "Imports", reason="not in the sources"),
        Choice("balance", "Balance", reason="not in the sources"),
    ),
    periods=(Choice("2025", "2025"), Choice("2024", "2024")),
    dataflows=(
        Choice("bulletins", "CNY, bulletins", "by operating unit", group="2025"),
        Choice("nbs", "USD, statistics", "by operating unit", reason="no figures for 2025"),
    ),
    indicators=(Choice("value", "Value"), Choice("growth", "Growth")),
    breakdowns=(
        BreakdownChoice(Breakdown("region", "province", "100000"), "Provinces of China"),
        BreakdownChoice(Breakdown("market", "country", "WORLD"), "Markets", reason="one market only"),
    ),
)


@dataclass
class FakeCursor:
    interrupted: int = 0
    closed: bool = False

    def interrupt(self) -> None:
        self.interrupted += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeCatalog:
    regions: Dimension = field(default_factory=regions)
    markets: Dimension = field(default_factory=markets)
    products: Dimension = field(default_factory=products)
    terms: tuple[Any, ...] = ()
    problems: tuple[str, ...] = ()

    def dimension(self, name: DimensionName) -> Dimension:
        return {"region": self.regions, "market": self.markets, "product": self.products}[name]


@dataclass
class FakeExplorer:
    """Answers every question with hand-made views; `fail` and `empty` make the next view fail or be empty."""

    catalog: FakeCatalog = field(default_factory=FakeCatalog)
    fail: str = ""
    empty: str = ""
    asked: list[Selection] = field(default_factory=list)
    lenient: list[bool] = field(default_factory=list)
    cursors: list[FakeCursor] = field(default_factory=list)

    def open_cursor(self) -> FakeCursor:
        self.cursors.append(FakeCursor())
        return self.cursors[-1]

    def start(self) -> Selection:
        return Selection(region="100000")

    def complete(self, cursor: FakeCursor, selection: Selection, words: Words) -> Selection:
        return replace(
            selection,
            dataflow=selection.dataflow or "bulletins",
            period=selection.period or "2025",
            breakdown=selection.breakdown or Breakdown(),
        )

    def view(
        self,
        cursor: FakeCursor,
        selection: Selection,
        words: Words,
        *,
        steady: bool = False,
        lenient: bool = False,
    ) -> View:
        self.asked.append(selection)
        self.lenient.append(lenient)
        if self.fail:
            raise ValueError(self.fail)
        done = self.complete(cursor, selection, words)
        name = words.name(self.catalog.regions[done.region])
        crumbs = [
            Crumb("region", code, words.name(self.catalog.regions[code]))
            for code in self.catalog.regions.lineage(done.region)
        ]
        crumbs += [Crumb("market", "WORLD", "all markets"), Crumb("product", "ALL", "all goods")]
        chart = None if self.empty else spec(f"{name}: {done.chart} of {done.flow}", done.chart)
        return View(done, chart, self.empty, CHOICES, tuple(crumbs))

    def advice(self, cursor: FakeCursor, selection: Selection, words: Words) -> tuple[Advice, ...]:
        return ADVICE

    def breakdowns(
        self, cursor: FakeCursor, selection: Selection, words: Words
    ) -> tuple[BreakdownChoice, ...]:
        return CHOICES.breakdowns

    def navigator(self, cursor: FakeCursor, selection: Selection, words: Words) -> NavigatorValues:
        return navigator_values()

    def detail(self, cursor: FakeCursor, selection: Selection, words: Words) -> Detail:
        member = self.catalog.regions[selection.region]
        return Detail(
            title=words.name(member),
            other_title=words.other_name(member),
            caption=f"{member.iso} · {member.code}",
            key_figures=(
                KeyFigure("Total", level(5.55e12), rate(5.4)),
                KeyFigure("Exports", level(4.19e12), rate(-7.2)),
                KeyFigure("Imports", level(1.36e12, status="derived"), None),
                KeyFigure("Share of China", Figure(12.2, "percent", rounding=0.1), None),
            ),
            strips_title="Largest markets",
            strips=(Strip("market", "ASEAN", "ASEAN", level(870e9), rate(16.5), 1.0),),
            facts=(
                Fact("exports, first time above 4 tn", level(4.19e12, ">"), "customs", rate(7.2)),
                Fact("wind turbine exports", Figure(None, "CNY"), "customs", rate(98.2)),
            ),
            statements=(Statement("driver", "Green goods carry growth.", "the article"),),
        )

    def provenance(self, figure: Figure, words: Words) -> Provenance:
        return Provenance(
            "5.55 trillion yuan", (("As published", "5.55"), ("Source", "customs")), (), "Customs 2026"
        )

    def select_member(
        self, selection: Selection, dimension: DimensionName, code: str, branch: str = ""
    ) -> Selection:
        chosen = selection.with_member(dimension, code)
        return replace(chosen, branch=branch) if dimension == "region" else chosen

    def drill(self, selection: Selection, member: str) -> Selection:
        return replace(selection, region=member)

    def up(self, selection: Selection) -> Selection:
        return replace(selection, region=self.catalog.regions.home(selection.region) or "100000")

    def search(self, text: str, selection: Selection, words: Words, limit: int = 12) -> tuple[Any, ...]:
        found = [m for m in self.catalog.regions if text.casefold() in m.name_en.casefold()]
        return tuple(FakeFinding(m.name_en, m.level, Selection(region=m.code)) for m in found[:limit])


@dataclass(frozen=True)
class FakeFinding:
    label: str
    detail: str
    selection: Selection


class AtOnce(Executor):
    """Runs work where it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class OnDemand(Executor):
    """Keeps work until it is told to run, so that tests decide what is late."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting.append(lambda: fn(*args, **kwargs))
        return Future()

    def run_all(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()
