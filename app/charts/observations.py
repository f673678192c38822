"""Rows of a figure frame as plain observations, each with the figures that stand behind its marks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.charts.chart_data import FRAME_COLUMNS
from app.model.figure import Figure, Status

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Observation:
    """What is known of one member (and, in two dimensions, one `across`) in one flow and period."""

    member: str
    across: str
    flow: str
    period: str
    order: int
    figure: Figure
    growth: Figure

    @property
    def value(self) -> float | None:
        """The unscaled level, None for a gap."""
        return self.figure.value

    @property
    def percent(self) -> float | None:
        """The growth on the year before in percent, None where it is not known."""
        return self.growth.value

    @property
    def key(self) -> str:
        """The key of its level among the figures of a chart."""
        return f"value|{self.member}|{self.across}|{self.flow}|{self.period}"

    @property
    def growth_key(self) -> str:
        """The key of its growth among the figures of a chart."""
        return f"growth|{self.member}|{self.across}|{self.flow}|{self.period}"


def observations(frame: pd.DataFrame) -> list[Observation]:
    """Every row of a figure frame, in its order; an empty frame may lack its columns."""
    if frame.empty:
        return []
    columns = (frame[name].tolist() for name in FRAME_COLUMNS)
    return [_observation(dict(zip(FRAME_COLUMNS, row, strict=True))) for row in zip(*columns, strict=True)]


def _observation(row: dict[str, object]) -> Observation:
    return Observation(
        member=_word(row["member"]),
        across=_word(row["across"]),
        flow=_word(row["flow"]),
        period=_word(row["period"]),
        order=int(_number(row["order"]) or 0),
        figure=Figure(
            value=_number(row["value"]),
            unit=_word(row["unit"]),
            qualifier=_word(row["qualifier"]) or "=",
            status=_status(row["status"]),
            rounding=_number(row["rounding"]) or 0.0,
            published=_word(row["published"]),
            source=_word(row["source"]),
            vintage=_word(row["vintage"]),
            note=_word(row["note"]),
            why=_word(row["why"]),
            formula=_word(row["note"]) if row["status"] == "derived" else "",
        ),
        growth=Figure(
            value=_number(row["growth"]),
            unit="percent",
            qualifier=_word(row["growth_qualifier"]) or "=",
            status=_status(row["growth_status"]),
            rounding=_number(row["growth_rounding"]) or 0.0,
            published=_word(row["growth_published"]),
            source=_word(row["growth_source"]),
            vintage=_word(row["vintage"]),
            note=_word(row["growth_note"]),
            formula=_word(row["growth_note"]) if row["growth_status"] == "derived" else "",
        ),
    )


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    """A finite number, or None for NaN, infinities and missing values."""
    if not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) else None


def _status(value: object) -> Status:
    return "derived" if value == "derived" else "reported"


def latest(rows: Iterable[Observation]) -> str:
    """The last period for which anything is known; '' where nothing is."""
    known = [row for row in rows if row.value is not None or row.percent is not None]
    return max(known, key=lambda row: row.order).period if known else ""
