"""Titles of charts by flow: whether more was exported than imported, and how often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.charts.flows import flow_text
from app.charts.grammar import spoken, whose
from app.charts.labels import money_text
from app.charts.observations import Observation
from app.charts.periods import parsed, period_text, span_text
from app.charts.reading import Reading
from app.charts.series import Series
from app.charts.titles import activity, among_text, owner
from app.model.arithmetic import difference, surely_above
from app.model.figure import Figure
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


def extremes_title(reading: Reading, rows: Sequence[Observation]) -> str:
    """Whose balance is the largest surplus and whose the largest deficit, where rounding leaves no doubt."""
    if len(rows) < 2 or reading.relative:
        return ""
    words, figures = reading.words, [row.figure for row in rows]
    nothing = Figure(0.0, reading.unit)
    values = {"members": among_text(reading, len(rows)), "whose": whose(reading, owner(reading))}
    claims = []
    if (top := _surely_first(figures, surely_above)) is not None and surely_above(figures[top], nothing):
        values["surplus"] = _with_amount(reading, rows[top])
        claims.append("surplus")
    if (low := _surely_first(figures, lambda a, b: surely_above(b, a))) is not None and surely_above(
        nothing, figures[low]
    ):
        values["deficit"] = _with_amount(reading, rows[low])
        claims.append("deficit")
    by_region = reading.breakdown.kind == "region"
    match claims:
        case ["surplus", "deficit"] if by_region:
            return words.text(
                "Largest surplus among {members}: {surplus}; largest deficit: {deficit}", **values
            )
        case ["surplus", "deficit"]:
            return words.text(
                "{whose} largest surplus among {members}: {surplus}; largest deficit: {deficit}", **values
            )
        case ["surplus"] if by_region:
            return words.text("Largest surplus among {members}: {surplus}", **values)
        case ["surplus"]:
            return words.text("{whose} largest surplus among {members}: {surplus}", **values)
        case ["deficit"] if by_region:
            return words.text("Largest deficit among {members}: {deficit}", **values)
        case ["deficit"]:
            return words.text("{whose} largest deficit among {members}: {deficit}", **values)
    return ""


def _surely_first(figures: Sequence[Figure], before: Callable[[Figure, Figure], bool]) -> int | None:
    """The one that is surely before all others."""
    for place, own in enumerate(figures):
        if all(before(own, other) for at, other in enumerate(figures) if at != place):
            return place
    return None


def _with_amount(reading: Reading, row: Observation) -> str:
    size = replace(row.figure, value=abs(row.value or 0.0))
    return reading.words.text(
        "{name} ({amount})", name=spoken(reading, row.member), amount=money_text(reading, size)
    )


def times_text(count: int, periods: Sequence[str], words: Words) -> str:
    """How many of the known periods: '395 of 412 months', 'all 9 years'."""
    values = {
        "count": count,
        "known": len(periods),
        "span": span_text(periods[0], periods[-1], words),
    }
    first, last = parsed(periods[0]), parsed(periods[-1])
    frequency = last.frequency if last else "S"
    if count < len(periods):
        match frequency:
            case "A":
                return words.text("{count} of {known} years, {span}", **values)
            case "M":
                return words.text("{count} of {known} months, {span}", **values)
        return words.text("{count} of {known} periods, {span}", **values)
    without_gap = first and last and len(periods) * last.months == last.last_month - first.first_month + 1
    match frequency:
        case "A" if without_gap:
            return words.text("all {known} years, {span}", **values)
        case "M" if without_gap:
            return words.text("all {known} months, {span}", **values)
        case "A":
            return words.text("all {known} years with figures, {span}", **values)
        case "M":
            return words.text("all {known} months with figures, {span}", **values)
    return words.text("all {known} periods, {span}", **values)
