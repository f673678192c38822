"""Chart data built from small tables, as a query would give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.charts.chart_data import ChartData
from app.model.catalog import Dataflow, Source
from app.model.dimension import Member
from app.model.figure import Figure
from app.model.observation import Frame, Observation
from app.model.period import Period
from app.model.selection import Breakdown, Selection

CHINA = Member("100000", "", "country", "China", "中国")
WORLD = Member("WORLD", "", "world", "World", "全球")
ALL = Member("ALL", "", "all", "All products", "全部商品")

PROVINCES = {
    "440000": ("Guangdong", "广东", (5, 6)),
    "320000": ("Jiangsu", "江苏", (6, 4)),
    "330000": ("Zhejiang", "浙江", (6, 5)),
    "310000": ("Shanghai", "上海", (7, 4)),
    "110000": ("Beijing", "北京", (5, 2)),
    "350000": ("Fujian", "福建", (6, 6)),
    "340000": ("Anhui", "安徽", (5, 4)),
    "630000": ("Qinghai", "青海", (2, 3)),
}
MARKETS = {"ASEAN": ("ASEAN", "东盟"), "EU": ("European Union", "欧盟"), "USA": ("United States", "美国")}

DATAFLOW = Dataflow(
    id="cny_annual", name_en="Customs bulletins, yuan", name_zh="海关公报，人民币",
    basis_en="By location of operating unit, in yuan.", basis_zh="按经营单位所在地，人民币。",
    currency="CNY", valuation="", attribution="operating unit", frequency="A",
    first_period="2024", last_period="2025", released="2026-01",
)  # fmt: skip
SOURCES = {
    "gacc": Source("gacc", "General Administration of Customs", "Bulletin", "2026-01", "", "official"),
    "news": Source("news", "Xinhua", "Report", "2026-01", "", "press quoting official"),
}
_USUAL: Mapping[str, Any] = {
    "member": "", "across": "", "flow": "total", "period": "2025",
    "value": None, "qualifier": "=", "unit": "CNY", "rounding": 0.0, "status": "reported",
    "source": "gacc", "note": "", "why": "",
    "growth": None, "growth_qualifier": "=", "growth_rounding": 0.1, "growth_status": "reported",
    "growth_source": "gacc", "growth_note": "",
}  # fmt: skip


def frame(rows: Iterable[Mapping[str, Any]]) -> Frame:
    """A figure frame; what a row does not say is as usual, and its order follows from its period."""
    return tuple(_observation({**_USUAL, **row}) for row in rows)


def _observation(row: Mapping[str, Any]) -> Observation:
    level, growth = (
        Figure(
            value, unit, row[f"{name}qualifier"], row[f"{name}status"], row[f"{name}rounding"],
            source=row[f"{name}source"], vintage="2026-01", note=row[f"{name}note"],
            formula=row[f"{name}note"] if row[f"{name}status"] == "derived" else "",
        )
        for name, value, unit in (("", row["value"], row["unit"]), ("growth_", row["growth"], "percent"))
    )  # fmt: skip
    return Observation(
        row["member"], row["across"], row["flow"], row["period"], Period.parse(row["period"]).last_month,
        replace(level, why=row["why"]), growth,
    )  # fmt: skip


def members(codes: Iterable[str] = ()) -> dict[str, Member]:
    """Every member of these tests, and plain ones for further codes."""
    found = {"100000": CHINA, "WORLD": WORLD, "ALL": ALL}
    for code, (english, chinese, tile) in PROVINCES.items():
        found[code] = Member(code, "100000", "province", english, chinese, tile=tile)
    for code, (english, chinese) in MARKETS.items():
        found[code] = Member(code, "WORLD", "country", english, chinese)
    for place, code in enumerate(codes):
        name = f"Place {code}"
        found.setdefault(
            code, Member(code, "100000", "province", name, f"地区{code}", tile=(place % 9, place // 9))
        )
    return found


def chart_data(
    rows: Iterable[Mapping[str, Any]],
    whole: Iterable[Mapping[str, Any]] = (),
    *,
    kind: str = "region",
    **selection: Any,
) -> ChartData:
    """Chart data of provinces (or markets) with a selection that fits."""
    table = frame(rows)
    breakdown = {
        "region": Breakdown("region", "province", "100000"),
        "market": Breakdown("market", "country", "WORLD"),
    }[kind]
    codes = [code for row in table for code in (row.member, row.across)]
    return ChartData(
        selection=replace(Selection(breakdown=breakdown, period="2025"), **selection),
        frame=table,
        whole=frame(whole),
        members=members(code for code in codes if code),
        dataflow=DATAFLOW,
        sources=SOURCES,
        summable=True,
    )


def provinces_2025() -> list[dict[str, Any]]:
    """Six provinces with levels and growth, one with growth alone, one with a bound."""
    return [
        {"member": "440000", "value": 9.49e12, "rounding": 1e10, "growth": 4.4},
        {"member": "320000", "value": 5.95e12, "rounding": 1e10, "growth": 6.0},
        {"member": "330000", "value": 5.55e12, "rounding": 1e10, "growth": 5.4},
        {"member": "310000", "value": 4.51e12, "rounding": 1e10, "growth": 5.6},
        {"member": "110000", "value": 3.19e12, "rounding": 1e10, "growth": -11.5, "source": "news"},
        {"member": "350000", "value": 1.88e12, "rounding": 1e10, "growth": -5.3},
        {"member": "340000", "value": 1e12, "rounding": 1e10, "qualifier": ">"},
        {"member": "630000", "growth": 18.1},
    ]


CHINA_2025: dict[str, Any] = {"member": "100000", "value": 45.47e12, "rounding": 1e10, "growth": 3.8}
