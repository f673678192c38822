"""Data of every sort that a chart can be given, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from app.charts.chart_data import ChartData
from app.charts.kind import Kind
from tests.unit.charts.frames import CHINA_2025, MARKETS, PROVINCES, chart_data, provinces_2025

Rows = list[dict[str, Any]]
YEARS = range(2016, 2026)
FLOWS = {"total": 1.0, "export": 0.62, "import": 0.38}


def make(name: str, kind: Kind) -> ChartData:
    """The data of a scenario in the form that the kind asks for."""
    return ALL[name](kind) if name in ALL else _ten_thousand(kind)


def _history(members: Iterable[str], size: Callable[[int, int], float], **more: Any) -> Rows:
    """Levels of members in all years and flows; `size` of a member's place and a year's place."""
    return [
        {
            "member": member,
            "flow": flow,
            "period": str(year),
            "value": size(place, year - YEARS.start) * part,
            "rounding": 1e8,
            "growth": 5.0 + place,
        }
        | more
        for place, member in enumerate(members)
        for flow, part in FLOWS.items()
        for year in YEARS
    ]


def _months(size: Callable[[int], float]) -> Rows:
    return [
        {
            "member": "330000",
            "period": f"{year}-{month:02d}",
            "value": size(year * 12 + month),
            "rounding": 1e8,
        }
        for year in YEARS
        for month in range(1, 13)
    ]


def _steady(place: int, year: int) -> float:
    return 9e12 / (place + 1) * 1.04**year


def _whole(**more: Any) -> Rows:
    return _history(["100000"], lambda _, year: 40e12 * 1.04**year, **more)


def _of(kind: Kind, rows: Rows, whole: Rows, **selection: Any) -> ChartData:
    if kind.id == "seasonality":
        return chart_data(_months(lambda month: 4e11 + month % 12 * 1e10), period="2025-12", **selection)
    return chart_data(rows, whole, **selection)


def _ordinary(kind: Kind) -> ChartData:
    return _of(kind, _history(PROVINCES, _steady), _whole(), focus="330000")


def _no_focus(kind: Kind) -> ChartData:
    return _of(kind, _history(PROVINCES, _steady), _whole())


def _mixed(kind: Kind) -> ChartData:
    return chart_data(provinces_2025(), [CHINA_2025], focus="330000")


def _empty(kind: Kind) -> ChartData:
    return chart_data([])


def _empty_frame(kind: Kind) -> ChartData:
    data = chart_data([])
    bare = data.frame.iloc[:, :0]
    return replace(data, frame=bare, whole=bare)


def _one_row(kind: Kind) -> ChartData:
    return chart_data([{"member": "330000", "value": 5.55e12, "rounding": 1e10, "growth": 5.4}])


def _gaps(kind: Kind) -> ChartData:
    return chart_data([{"member": code, "why": "level not in the sources"} for code in PROVINCES])


def _growth_alone(kind: Kind) -> ChartData:
    return chart_data([{"member": code, "growth": 3.0} for code in PROVINCES], [CHINA_2025])


def _holes(kind: Kind) -> ChartData:
    rows = _history(PROVINCES, _steady)
    for place, row in enumerate(rows):
        if place % 4 == 0:
            row["value"] = float("nan")
        if place % 5 == 0:
            row["growth"] = float("nan")
    return _of(kind, rows, _whole(), focus="330000")


def _negative(kind: Kind) -> ChartData:
    rows = _history(PROVINCES, lambda place, year: (place - 3) * 1e11 - year * 1e10, growth=-12.0)
    return _of(kind, rows, _whole(growth=-2.0))


def _bounds(kind: Kind) -> ChartData:
    rows = _history(PROVINCES, _steady)
    for place, row in enumerate(rows):
        row["qualifier"] = ("=", ">", "~", "<", "<~")[place // 30 % 5]
        row["growth_qualifier"] = ("=", "~", ">", "=")[place // 30 % 4]
    return _of(kind, rows, _whole())


def _zero(kind: Kind) -> ChartData:
    return _of(kind, _history(PROVINCES, lambda *_: 0.0, growth=0.0), _whole(value=0.0, growth=0.0))


def _ties(kind: Kind) -> ChartData:
    return _of(kind, _history(PROVINCES, lambda *_: 1e12, growth=2.0), _whole(growth=2.0))


def _outliers(kind: Kind) -> ChartData:
    rows = _history(PROVINCES, _steady)
    for row in rows:
        row["growth"] = {"630000": 3700.0, "340000": -99.0}.get(row["member"], 4.0)
    return _of(kind, rows, _whole())


def _few(kind: Kind) -> ChartData:
    """Three of the members have figures, through all the years, and make up little of the whole."""
    few = {"350000", "340000", "630000"}
    rows = [
        row if row["member"] in few else row | {"value": float("nan"), "growth": float("nan")}
        for row in _history(PROVINCES, _steady, growth_rounding=0.1)
    ]
    return chart_data(rows, _whole())


def _overlapping(kind: Kind) -> ChartData:
    rows = _history(MARKETS, _steady)
    data = chart_data(rows, _history(["WORLD"], lambda _, year: 1e13), kind="market", region="330000")
    return replace(data, summable=False)


def _pairs(kind: Kind) -> ChartData:
    rows = [
        {
            "member": code,
            "across": market,
            "flow": flow,
            "value": 1e11 * (place + 1) / (step + 1),
            "growth": 3.0,
        }
        for place, code in enumerate(PROVINCES)
        for step, market in enumerate(MARKETS)
        for flow in FLOWS
    ]
    rows[5]["value"] = float("nan")
    return chart_data(rows)


def _many_months(kind: Kind) -> ChartData:
    rows = [
        {
            "member": code,
            "period": f"{year}-{month:02d}",
            "value": 1e11 * (place + month % 3),
            "rounding": 1e7,
        }
        for place, code in enumerate(PROVINCES)
        for year in YEARS
        for month in range(1, 13)
    ]
    return chart_data(rows, period="2025-12", focus="330000")


def _ten_thousand(kind: Kind) -> ChartData:
    rows = [
        {"member": f"M{place:05d}", "value": 1e12 / (place + 1), "rounding": 1e3, "growth": place % 90 - 30.0,
         "flow": flow}
        for place in range(10_000)
        for flow in (kind.needs.flows or ("total",))
    ]  # fmt: skip
    return chart_data(rows, [CHINA_2025])


ALL: dict[str, Callable[[Kind], ChartData]] = {
    "ordinary": _ordinary,
    "no focus": _no_focus,
    "mixed": _mixed,
    "empty": _empty,
    "empty frame": _empty_frame,
    "one row": _one_row,
    "gaps": _gaps,
    "growth alone": _growth_alone,
    "holes": _holes,
    "negative": _negative,
    "bounds": _bounds,
    "zero": _zero,
    "ties": _ties,
    "outliers": _outliers,
    "few": _few,
    "overlapping": _overlapping,
    "pairs": _pairs,
    "months": _many_months,
}
