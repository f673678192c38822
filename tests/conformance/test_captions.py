"""A picture that travels alone says where, what, when and in which unit: in its title or its subtitle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import places
from app.charts.kind import discover
from app.data.library import open_bundled
from app.explorer.explorer import Explorer
from app.model.selection import Breakdown, Selection
from app.model.words import LANGUAGES, Language, Words

KINDS = discover()
FLOWS = {
    "en": ("trade", "exports", "imports", "balance"),
    "zh": ("进出口", "出口", "进口", "差额", "顺差", "逆差", "贸易"),
}
UNITS = {
    "en": ("yuan", "dollar", "percent", "rank", "index", "="),
    "zh": ("元", "%", "百分", "比重", "位次", "名次", "指数", "="),
}
PROVINCES = Breakdown("region", "province", "100000")
VIEWS = {  # with the place, or the whole that the place stands in among its likes
    "provinces": (Selection(breakdown=PROVINCES), ("China", "中国")),
    "provinces in dollars": (
        Selection(dataflow="cn-provinces-usd-operator-a", breakdown=PROVINCES), ("China", "中国"),
    ),
    "a city": (Selection(region="330200"), ("Ningbo|Zhejiang", "宁波|浙江")),
    "a province by market": (
        Selection(region="330000", breakdown=Breakdown("market", "", "WORLD")), ("Zhejiang", "浙江"),
    ),
    "a market by province": (
        Selection(market="ASEAN", breakdown=PROVINCES), ("ASEAN", "东盟"),
    ),
    "a good": (Selection(product="NEW3", flow="export"), ("China", "中国")),
}  # fmt: skip


@pytest.fixture(scope="module")
def explorer() -> Explorer:
    return Explorer(open_bundled(places.bundled_data()), KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", KINDS)
def test_place_flow_period_and_unit_stand_above_every_picture(
    explorer: Explorer, kind: str, view: str, language: Language
) -> None:
    selection, names = VIEWS[view]
    words = Words(language, places.resources() / "translations")
    cursor = explorer.open_cursor()
    spec = explorer.view(cursor, replace(selection, chart=kind), words).spec
    cursor.close()
    if spec is None:
        return  # a kind that is off says why, which is tested elsewhere
    told = f"{spec.title} {spec.subtitle}"
    assert any(name in told for name in names[language == "zh"].split("|")), told
    assert any(flow in told.casefold() for flow in FLOWS[language]), told
    assert any(str(year) in told for year in range(1990, 2027)), told
    assert any(unit in told for unit in UNITS[language]), told
