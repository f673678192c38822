"""Titles of charts by flow: whether more was exported than imported, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.flows import flow_text
from app.charts.grammar import whose
from app.charts.labels import money_text
from app.charts.observations import Observation
from app.charts.periods import parsed, period_text, span_text
from app.charts.reading import Reading
from app.charts.series import Series
from app.charts.titles import activity, owner
from app.model.arithmetic import difference, surely_above
from app.model.words import Words

_FEWEST = 3
"""Fewer periods than these are no history."""


def surplus_title(reading: Reading, drawn: Sequence[Series]) -> str:
    """In how many of the periods one flow was the larger beyond rounding, where it was in two of three."""
    by_flow = {series.member: series for series in drawn}
    if reading.relative or not {"export", "import"} <= set(by_flow):
        return ""
    pairs = [
        (sold, bought)
        for sold, bought in zip(by_flow["export"].rows, by_flow["import"].rows, strict=True)
        if sold.value is not None and bought.value is not None
    ]
    if len(pairs) < _FEWEST:
        return ""
    over = sum(surely_above(sold.figure, bought.figure) for sold, bought in pairs)
    under = sum(surely_above(bought.figure, sold.figure) for sold, bought in pairs)
    if max(over, under) * 3 < len(pairs) * 2:
        return ""
    words = reading.words
    times = times_text(max(over, under), [sold.period for sold, _ in pairs], words)
    return _claim(reading, "export" if over > under else "import", times)


def _claim(reading: Reading, larger: str, times: str) -> str:
    words, flows = reading.words, ("export", "import")
    first, second = flows if larger == "export" else flows[::-1]
    return words.text(
        "{larger} exceeded {smaller} in {times}",
        larger=_owned(reading, first),
        smaller=flow_text(second, words),
        times=times,
    )


def _owned(reading: Reading, flow: str) -> str:
    return reading.words.text(
        "{whose} {activity}", whose=whose(reading, owner(reading)), activity=activity(reading, flow)
    )


def balance_title(reading: Reading, rows: Sequence[Observation]) -> str:
    """By how much one flow exceeded the other in the period, where rounding leaves no doubt."""
    by_flow = {row.member: row for row in rows}
    if reading.relative or not {"export", "import"} <= set(by_flow):
        return ""
    sold, bought = by_flow["export"].figure, by_flow["import"].figure
    larger = "export" if surely_above(sold, bought) else "import" if surely_above(bought, sold) else ""
    gap = difference(*((sold, bought) if larger == "export" else (bought, sold)))
    if not larger or gap is None or gap.qualifier != "=":
        return ""
    words = reading.words
    return words.text(
        "{larger} exceeded {smaller} by {amount} in {period}",
        larger=_owned(reading, larger),
        smaller=flow_text("import" if larger == "export" else "export", words),
        amount=money_text(reading, gap),
        period=period_text(by_flow["export"].period, words),
    )


def times_text(count: int, periods: Sequence[str], words: Words) -> str:
    """How many of the known periods: '395 of 412 months', 'all 9 years'."""
    values = {
        "count": count,
        "known": len(periods),
        "span": span_text(periods[0], periods[-1], words),
    }
    found = parsed(periods[-1])
    frequency = found.frequency if found else "S"
    if count == len(periods):
        match frequency:
            case "A":
                return words.text("all {known} years, {span}", **values)
            case "M":
                return words.text("all {known} months, {span}", **values)
        return words.text("all {known} periods, {span}", **values)
    match frequency:
        case "A":
            return words.text("{count} of {known} years, {span}", **values)
        case "M":
            return words.text("{count} of {known} months, {span}", **values)
    return words.text("{count} of {known} periods, {span}", **values)
