"""The spans of time that figures are about, written as SDMX writes them.

Every period is a run of whole months: a year, a quarter, a month, or a cumulative span such as
``2025-01/2025-11``. Periods of different frequency are never compared as if they were alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Frequency = Literal["A", "Q", "M", "S"]
"""Annual, quarterly, monthly, or a cumulative span of months."""

_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")


class PeriodError(ValueError):
    """The text is not a period."""


def _month_index(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise PeriodError(f"month {month} is not between 1 and 12")
    return year * 12 + month - 1


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole months, both ends included, counted from January of the year 0."""

    first_month: int
    last_month: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2025``, ``2025-03``, ``2025-Q1``, ``2025-H1`` or ``2025-01/2025-11``.

        Raises:
            PeriodError: The text has another form, or the span runs backwards.
        """
        text = text.strip()
        if match := _YEAR.fullmatch(text):
            year = int(match[1])
            return cls(year * 12, year * 12 + 11)
        if match := _QUARTER.fullmatch(text):
            first = int(match[1]) * 12 + (int(match[2]) - 1) * 3
            return cls(first, first + 2)
        if match := _HALF.fullmatch(text):
            first = int(match[1]) * 12 + (int(match[2]) - 1) * 6
            return cls(first, first + 5)
        if match := _MONTH.fullmatch(text):
            month = _month_index(int(match[1]), int(match[2]))
            return cls(month, month)
        start, slash, end = text.partition("/")
        opening, closing = _MONTH.fullmatch(start), _MONTH.fullmatch(end)
        if slash and opening and closing:
            span = cls(
                _month_index(int(opening[1]), int(opening[2])), _month_index(int(closing[1]), int(closing[2]))
            )
            if span.first_month <= span.last_month:
                return span
        raise PeriodError(f"'{text}' is not a period such as 2025, 2025-03, 2025-Q1 or 2025-01/2025-11")

    @property
    def year(self) -> int:
        """The calendar year that the period ends in."""
        return self.last_month // 12

    @property
    def months(self) -> int:
        """The number of months covered."""
        return self.last_month - self.first_month + 1

    @property
    def frequency(self) -> Frequency:
        """What kind of period this is; whole years are ``A`` even when written as a span."""
        if self.months == 1:
            return "M"
        if self.months == 12 and self.first_month % 12 == 0:
            return "A"
        if self.months == 3 and self.first_month % 3 == 0:
            return "Q"
        return "S"

    def year_before(self) -> Period:
        """The same months one year earlier."""
        return Period(self.first_month - 12, self.last_month - 12)

    def contains(self, other: Period) -> bool:
        """Whether every month of the other period lies in this one."""
        return self.first_month <= other.first_month and other.last_month <= self.last_month

    def sort_key(self) -> tuple[int, int]:
        """Orders periods by their end, the longer one last."""
        return (self.last_month, -self.first_month)

    def __str__(self) -> str:
        year, month = divmod(self.last_month, 12)
        match self.frequency:
            case "A":
                return f"{year:04d}"
            case "Q":
                return f"{year:04d}-Q{month // 3 + 1}"
            case "M":
                return f"{year:04d}-{month + 1:02d}"
        first_year, first_month = divmod(self.first_month, 12)
        return f"{first_year:04d}-{first_month + 1:02d}/{year:04d}-{month + 1:02d}"


@dataclass(frozen=True, slots=True)
class PeriodRange:
    """A filter on periods: one period, or everything from one to another."""

    first: Period
    last: Period

    @classmethod
    def parse(cls, text: str) -> PeriodRange:
        """Read one period, or two joined by ``/`` such as ``2016/2024``.

        Raises:
            PeriodError: Neither form fits, or the range runs backwards.
        """
        start, slash, end = text.partition("/")
        if not slash:
            return cls(Period.parse(text), Period.parse(text))
        first, last = Period.parse(start), Period.parse(end)
        if last.sort_key() < first.sort_key():
            raise PeriodError(f"'{text}' ends before it starts")
        return cls(first, last)

    @property
    def single(self) -> bool:
        """Whether the range names exactly one period."""
        return self.first == self.last

    def matches(self, period: Period) -> bool:
        """Whether a figure of that period is asked for.

        A single period matches only itself; a range matches whatever lies wholly inside it.
        """
        if self.single:
            return period == self.first
        return Period(self.first.first_month, self.last.last_month).contains(period)

    def matches_text(self, period: str) -> bool:
        """The same for a period as it is stored; what is not a period never matches."""
        try:
            return self.matches(Period.parse(period))
        except PeriodError:
            return False

    def __str__(self) -> str:
        return str(self.first) if self.single else f"{self.first}/{self.last}"
