"""Provinces, sources and tables that the example charts are made of."""

from __future__ import annotations

import math

from app.charts.origin import Origin
from app.charts.spec import Column, Row, Table, Tone
from app.model.catalog import Source
from app.model.figure import Figure
from app.model.words import Words

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


SOURCES = (
    Source("gd", "Guangdong Customs", "Trade in 2025", "2026-01-20", "https://example.org/gd", "official"),
    Source("nbs", "Statistics Office", "=Communique", "2026-02-28", "", "secondary", note="a reprint"),
)
ORIGIN = Origin(Words("en"), '{"chart": "ranking"}', "in yuan, by place of the firm", SOURCES)
"""Where the figures of the examples come from, as far as anybody says."""
