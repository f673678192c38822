"""Which periods of a table are one line, and how far its members are known in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.model.period import Frequency, Period


class History(NamedTuple):
    """Periods that are drawn as one line, and the figures that they have together."""

    periods: int = 0
    figures: int = 0
    shared: int = 0
    """Periods in which two or more members have a figure."""
    most: int = 0
    """Members with a figure in the fullest period."""
    counts: tuple[int, ...] = ()
    """Members with a figure in each period, oldest first."""

    def with_period(self, figures: int) -> History:
        """The same with one period more, which has so many figures."""
        return History(
            self.periods + (figures > 0),
            self.figures + figures,
            self.shared + (figures > 1),
            max(self.most, figures),
            (*self.counts, figures),
        )


def histories(figures: Mapping[str, int]) -> dict[str, History]:
    """The history that each period stands in: of months, those that run up to it unbroken.

    A single month long after the last of a table does not make its history end there.

    Args:
        figures: How many each period has.
    """
    known = {text: Period.parse(text) for text in figures}
    alike: dict[tuple[Frequency, int, int], History] = {}
    runs: dict[int, History] = {}
    for text, period in sorted(known.items(), key=lambda item: item[1].last_month):
        if period.frequency == "M":
            before = runs.get(period.last_month - 1, History())
            runs[period.last_month] = before.with_period(figures[text])
        else:
            key = _history_of(period)
            alike[key] = alike.get(key, History()).with_period(figures[text])
    return {
        text: runs[period.last_month] if period.frequency == "M" else alike[_history_of(period)]
        for text, period in known.items()
    }


def _history_of(period: Period) -> tuple[Frequency, int, int]:
    """What periods of one history share: one length, a part of the year beside its like."""
    if period.frequency != "S":
        return period.frequency, 0, 0
    return "S", period.months, period.last_month % 12


def comparable(levels: Mapping[str, int]) -> dict[str, int]:
    """How many periods of its season, up to each, have levels of half as many members or more."""
    seasons: dict[tuple[int, int], list[tuple[int, int]]] = {}
    known = {text: Period.parse(text) for text in levels}
    for text, period in known.items():
        seasons.setdefault(_season(period), []).append((period.last_month, levels[text]))
    return {
        text: sum(
            month <= period.last_month and count * 2 >= levels[text] > 0
            for month, count in seasons[_season(period)]
        )
        for text, period in known.items()
    }


def _season(period: Period) -> tuple[int, int]:
    return period.months, period.last_month % 12
