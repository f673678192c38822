"""Which tones the members of a chart with several series take, in their order."""

from __future__ import annotations

from app.charts.spec import Tone

SERIES: tuple[Tone, ...] = (
    "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8",
)  # fmt: skip
