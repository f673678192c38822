"""Charts made by hand that together use every mark, in both languages, with the awkward cases in them."""

from __future__ import annotations

from app.charts.spec import ChartSpec
from tests.ui.charts.specs_known import ORIGIN, PROVINCES, SOURCE, SOURCE_ZH, SOURCES
from tests.ui.charts.specs_lines import composition, empty, many_lines, small_multiples, trend
from tests.ui.charts.specs_rows import bounds, huge, ranking, upright
from tests.ui.charts.specs_tiles import flow, growth_size, matrix, share, tile_map

__all__ = [
    "ORIGIN", "PROVINCES", "SOURCE", "SOURCES", "SOURCE_ZH", "bounds", "composition", "empty", "examples",
    "flow", "growth_size", "huge", "many_lines", "matrix", "ranking", "share", "small_multiples", "tile_map",
    "trend", "upright",
]  # fmt: skip


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
