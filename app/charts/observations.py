"""Rows of a figure frame as plain observations, each with the figures that stand behind its marks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
    read = {name: frame[name].tolist() for name in FRAME_COLUMNS}
    texts = (read[name] for name in ("member", "across", "flow", "period"))
    orders = (int(_number(order) or 0) for order in read["order"])
    return list(map(Observation, *texts, orders, _levels(read), _growths(read)))


def _levels(read: Mapping[str, list[Any]]) -> Iterator[Figure]:
    columns = (
        "value", "unit", "qualifier", "status", "rounding", "published", "source", "vintage", "note", "why",
    )  # fmt: skip
    for value, unit, qualifier, status, rounding, published, source, vintage, note, why in zip(
        *(read[name] for name in columns), strict=True
    ):
        yield Figure(
            _number(value), unit, qualifier or "=", _status(status), _number(rounding) or 0.0, published,
            source, vintage, note, why, note if status == "derived" else "",
        )  # fmt: skip


def _growths(read: Mapping[str, list[Any]]) -> Iterator[Figure]:
    columns = (
        "growth", "growth_qualifier", "growth_status", "growth_rounding", "growth_published",
        "growth_source", "vintage", "growth_note",
    )  # fmt: skip
    for value, qualifier, status, rounding, published, source, vintage, note in zip(
        *(read[name] for name in columns), strict=True
    ):
        yield Figure(
            _number(value), "percent", qualifier or "=", _status(status), _number(rounding) or 0.0, published,
            source, vintage, note, "", note if status == "derived" else "",
        )  # fmt: skip


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
