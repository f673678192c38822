"""Chart data built from small tables, as a query would give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from app.charts.chart_data import FRAME_COLUMNS, ChartData
from app.model.catalog import Dataflow, Source
from app.model.dimension import Member
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
_DEFAULTS: dict[str, object] = {
    "member": "", "across": "", "flow": "total", "period": "2025", "order": 0,
    "value": float("nan"), "qualifier": "=", "unit": "CNY", "rounding": 0.0, "status": "reported",
    "published": "", "source": "gacc", "vintage": "2026-01", "note": "", "why": "",
    "growth": float("nan"), "growth_qualifier": "=", "growth_rounding": 0.1, "growth_status": "reported",
    "growth_published": "", "growth_source": "gacc", "growth_note": "",
}  # fmt: skip


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A figure frame; what a row does not say is as usual, and its order follows from its period."""
    filled = []
    for row in rows:
        full = _DEFAULTS | dict(row)
        full["order"] = Period.parse(str(full["period"])).last_month
        filled.append(full)
    return pd.DataFrame(filled, columns=list(FRAME_COLUMNS))


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
    codes = [*table["member"], *table["across"]]
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
