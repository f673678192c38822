"""Titles of histories: average growth a year, the last twelve months, or plain words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.charts.claims import histories_carry
from app.charts.grammar import whose
from app.charts.observations import Observation
from app.charts.periods import parsed, period_text, span_text
from app.charts.reading import Reading
from app.charts.running_sums import YEAR_TO_DATE
from app.charts.series import Series
from app.charts.surplus_title import surplus_title
from app.charts.titles import activity, among_text, by_members, percent_text, sentence, subject, whole_name
from app.model.arithmetic import cagr, growth_between, surely_above, total
from app.model.figure import Figure
from app.model.period import Period

_ZERO = Figure(0.0, "percent")


def trend_title(reading: Reading, drawn: Sequence[Series], whole: Series | None, mode: str) -> str:
    """What the history of the focus (or of the only series, or of the whole) shows."""
    own = next((series for series in drawn if series.member == reading.focus), None)
    own = own or (drawn[0] if len(drawn) == 1 else None) or (whole if not drawn else None)
    if own is None and reading.breakdown.kind == "flow":
        if mode == "value" and (claim := surplus_title(reading, drawn)):
            return claim
        own = next((series for series in drawn if series.member == "total"), None)
    if own is not None:
        return _own_title(reading, own, mode, is_whole=own is whole) or plain(reading, drawn, whole)
    if mode == "growth":
        return plain(reading, drawn, whole)
    return _first_title(reading, drawn) or plain(reading, drawn, whole)


def plain(reading: Reading, drawn: Sequence[Series], whole: Series | None) -> str:
    """What is shown, without a claim."""
    words, shown = reading.words, [*drawn, *([whole] if whole else [])]
    known = [row for series in shown for row, _ in series.known]
    if not known:
        return words.text("No figures for this selection")
    first, last = min(known, key=lambda row: row.order), max(known, key=lambda row: row.order)
    what = activity(reading)
    with_figures = {row.member for row in reading.rows if row.value is not None or row.percent is not None}
    if reading.breakdown.kind == "region" and drawn:
        members = among_text(reading, len(with_figures))
        if len(with_figures) == 1:
            members = reading.name(*with_figures)
        what = words.text("{activity}: {members}", activity=what, members=members)
    elif reading.breakdown.kind in ("market", "product") and drawn:
        members = among_text(reading, len(with_figures))
        what = by_members(reading, members)
    return words.text(
        "{activity}, {span}",
        activity=sentence(what),
        span=span_text(first.period, last.period, words),
    )


def _own_title(reading: Reading, own: Series, mode: str, *, is_whole: bool) -> str:
    if reading.relative:
        return ""
    name = _name(reading, own, is_whole=is_whole)
    if mode == "growth":
        return _last_rate(reading, own, name)
    if mode == YEAR_TO_DATE and (claim := _since_january(reading, own, name)):
        return claim
    return _yearly(reading, own, name) or _twelve_months(reading, own, name)


def _name(reading: Reading, own: Series, *, is_whole: bool) -> str:
    """Whose trade a series is."""
    if is_whole and reading.breakdown.kind == "region":
        return reading.words.text(
            "{whose} {activity}", whose=whose(reading, own.member), activity=activity(reading)
        )
    return subject(reading, "" if is_whole else own.member)


def _last_rate(reading: Reading, own: Series, name: str) -> str:
    """The last rate that is drawn: averages over years would contradict the rates in between."""
    if not own.known:
        return ""
    row, change = own.known[-1]
    return _changed(reading, name, change, period_text(row.period, reading.words))


def _changed(reading: Reading, name: str, change: Figure, span: str) -> str:
    """That something grew or fell, as far as its rate leaves no doubt."""
    words = reading.words
    values = {"subject": name, "percent": percent_text(change, words), "span": span}
    if surely_above(change, _ZERO):
        return words.text("{subject} grew {percent} in {span}", **values)
    if surely_above(_ZERO, change):
        return words.text("{subject} fell {percent} in {span}", **values)
    return ""


def _since_january(reading: Reading, own: Series, name: str) -> str:
    """The last sum since January against that of the year before."""
    place = max((at for at, figure in enumerate(own.figures) if figure.value is not None), default=0)
    last = parsed(own.rows[place].period) if own.rows else None
    if place < 12 or last is None:
        return ""
    change = growth_between(own.figures[place], own.figures[place - 12])
    if change is None:
        return ""
    span = period_text(str(Period(last.year * 12, last.last_month)), reading.words)
    return _changed(reading, name, change, span)


def _yearly(reading: Reading, own: Series, name: str) -> str:
    """The average growth a year between the first and the last year, against that of the whole."""
    words, rows = reading.words, [row for row in own.rows if row.value is not None]
    if len(rows) < 3:
        return ""
    first, last = parsed(rows[0].period), parsed(rows[-1].period)
    if first is None or last is None or first.frequency != "A":
        return ""
    years = last.year - first.year
    pace = cagr(rows[0].figure, rows[-1].figure, years)
    if pace is None or pace.qualifier != "=":
        return ""
    span = {"start": rows[0].period, "end": rows[-1].period, "percent": percent_text(pace, words)}
    other = _whole_pace(reading, rows[0].period, rows[-1].period, years)
    if surely_above(_ZERO, pace):
        return words.text("{subject} fell by {percent} a year from {start} to {end}", subject=name, **span)
    if not surely_above(pace, _ZERO):
        return ""
    claim = words.text("{subject} grew by {percent} a year from {start} to {end}", subject=name, **span)
    if other is None or reading.whole is None or own.member == reading.whole.member:
        return claim
    if surely_above(pace, other):
        return words.text("{claim}, faster than {whole}", claim=claim, whole=whole_name(reading))
    if surely_above(other, pace):
        return words.text("{claim}, more slowly than {whole}", claim=claim, whole=whole_name(reading))
    return claim


def _whole_pace(reading: Reading, first: str, last: str, years: int) -> Figure | None:
    start, end = reading.whole_at(first), reading.whole_at(last)
    return cagr(start.figure, end.figure, years) if start and end else None


def _twelve_months(reading: Reading, own: Series, name: str) -> str:
    """The last twelve months against the twelve before, where all 24 are known."""
    words, months = reading.words, _last_months(own)
    if len(months) < 24:
        return ""
    now, before = total([row.figure for row in months[12:]]), total([row.figure for row in months[:12]])
    change = growth_between(now, before) if now and before else None
    if change is None or change.value is None or math.isclose(change.value, 0.0, abs_tol=0.05):
        return ""
    values = {
        "subject": name,
        "percent": percent_text(change, words),
        "month": period_text(months[-1].period, words),
    }
    if surely_above(change, _ZERO):
        return words.text("{subject} grew {percent} in the twelve months to {month}", **values)
    if surely_above(_ZERO, change):
        return words.text("{subject} fell {percent} in the twelve months to {month}", **values)
    return ""


def _last_months(own: Series) -> list[Observation]:
    """The last 24 months that follow upon each other without a gap; none where there are not so many."""
    known = [row for row in own.rows if row.value is not None and _is_month(row.period)]
    for end in range(len(known), 23, -1):
        months = known[end - 24 : end]
        if months[-1].order - months[0].order == 23:
            return months
    return []


def _is_month(text: str) -> bool:
    period = parsed(text)
    return period is not None and period.frequency == "M"


def _first_title(reading: Reading, drawn: Sequence[Series]) -> str:
    """Who was first throughout, where levels leave no doubt."""
    if len(drawn) < 2 or reading.relative:
        return ""
    leader = max(drawn, key=lambda series: (series.last.value or 0.0) if series.last else 0.0)
    known = [place for place, row in enumerate(leader.rows) if row.value is not None]
    if not histories_carry(reading, len(drawn)):
        return ""
    if len(known) < 3 or len(known) < len(leader.rows):
        return ""
    others = [series for series in drawn if series is not leader]
    if not all(_leads(leader, other, place) for other in others for place in known):
        return ""
    words = reading.words
    return words.text(
        "{subject}: the largest among {members} throughout, {span}",
        members=among_text(reading, len(drawn)),
        subject=subject(reading, leader.member),
        span=span_text(leader.rows[0].period, leader.rows[-1].period, words),
    )  # fmt: skip


def _leads(leader: Series, other: Series, place: int) -> bool:
    return surely_above(leader.rows[place].figure, other.rows[place].figure)
