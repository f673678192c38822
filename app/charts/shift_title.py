"""Titles of charts that compare shares at two times: whose share rose or fell most."""

from __future__ import annotations

from collections.abc import Sequence

from app.charts.grammar import spoken, whose
from app.charts.periods import period_text
from app.charts.reading import OTHERS, REST, Reading
from app.charts.series import Series
from app.charts.titles import percent_text, subject, sum_of_members
from app.model.arithmetic import difference, surely_above
from app.model.figure import Figure

_ZERO = Figure(0.0, "percent")


def shift_title(reading: Reading, shares: Sequence[Series], *, of_whole: bool = True) -> str:
    """The change in the share of the focus, else the greatest change; '' where the figures carry none.

    Args:
        reading: The data of the chart.
        shares: Histories in percent of one whole.
        of_whole: Whether the whole is reported; else the shares are of the sum of the members.
    """
    named = [one for one in shares if one.member not in (OTHERS, REST)]
    own = [one for one in named if one.member == reading.focus]
    claims = [claim for claim in (_change(one) for one in (own or named)) if claim is not None]
    if not claims:
        return ""
    series, first, last, change = max(claims, key=lambda claim: abs(claim[3].value or 0.0))
    rows = [row for row, _ in series.known]
    known = len({row.member for row in reading.rows if row.value is not None})
    values = {
        "name": spoken(reading, series.member),
        "whose": whose(reading, series.member),
        "subject": subject(reading) if of_whole else sum_of_members(reading, known),
        "first": percent_text(first, reading.words),
        "last": percent_text(last, reading.words),
        "start": period_text(rows[0].period, reading.words),
        "end": period_text(rows[-1].period, reading.words),
    }
    if values["first"] == values["last"]:
        return ""
    if reading.breakdown.kind == "product":
        return _goods_title(reading, values, rose=surely_above(change, _ZERO))
    if surely_above(change, _ZERO):
        return reading.words.text(
            "{whose} share of {subject} rose from {first} in {start} to {last} in {end}", **values
        )
    return reading.words.text(
        "{whose} share of {subject} fell from {first} in {start} to {last} in {end}", **values
    )


def _goods_title(reading: Reading, values: dict[str, str], *, rose: bool) -> str:
    if rose:
        return reading.words.text(
            "The share of {name} in {subject} rose from {first} in {start} to {last} in {end}", **values
        )
    return reading.words.text(
        "The share of {name} in {subject} fell from {first} in {start} to {last} in {end}", **values
    )


def _change(series: Series) -> tuple[Series, Figure, Figure, Figure] | None:
    """The first and last share with their difference, where that is surely a change."""
    known = [figure for _, figure in series.known]
    if len(known) < 2 or known[0].qualifier != "=" or known[-1].qualifier != "=":
        return None
    change = difference(known[-1], known[0])
    if change is None or not (surely_above(change, _ZERO) or surely_above(_ZERO, change)):
        return None
    return series, known[0], known[-1], change
