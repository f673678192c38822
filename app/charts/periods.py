"""Periods as a chart writes them and as its time axis counts them."""

from __future__ import annotations

from app.model.period import Period, PeriodError
from app.model.words import Words


def parsed(text: str) -> Period | None:
    """The period that a text stands for, or None."""
    try:
        return Period.parse(text)
    except PeriodError:
        return None


def decimal_year(text: str) -> float:
    """Where a period stands on an axis in years; NaN for what is none.

    A whole year stands at its own tick, 2025.0 for 2025, shorter periods at their middle: 2025.125 for
    February. The two never share an axis.
    """
    period = parsed(text)
    if period is None:
        return float("nan")
    if period.frequency == "A":
        return float(period.year)
    return (period.first_month + period.last_month + 1) / 24


def month_name(month: int, words: Words) -> str:
    """The name of a month, 1 for January."""
    return (
        words.text("January"), words.text("February"), words.text("March"), words.text("April"),
        words.text("May"), words.text("June"), words.text("July"), words.text("August"),
        words.text("September"), words.text("October"), words.text("November"), words.text("December"),
    )[month - 1]  # fmt: skip


def period_text(text: str, words: Words) -> str:
    """A period in words: '2025', 'March 2025', 'January to November 2025'."""
    period = parsed(text)
    if period is None:
        return text
    first, last = period.first_month % 12 + 1, period.last_month % 12 + 1
    match period.frequency:
        case "A":
            return words.text("{year}", year=period.year)
        case "Q":
            return words.text("quarter {number} of {year}", number=last // 3, year=period.year)
        case "M":
            return words.text("{month} {year}", month=month_name(last, words), year=period.year)
    return words.text(
        "{first} to {last} {year}",
        first=month_name(first, words), last=month_name(last, words), year=period.year,
    )  # fmt: skip


def span_text(first: str, last: str, words: Words) -> str:
    """From one period to another: '2016 to 2024'."""
    if first == last:
        return period_text(first, words)
    return words.text("{start} to {end}", start=period_text(first, words), end=period_text(last, words))
