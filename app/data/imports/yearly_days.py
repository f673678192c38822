"""Days that stand for years: 2022-12-31 and 2023-12-31, as databases and spreadsheets write years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from app.data.imports.messages import Message, say

DAY_BEHIND_YEAR = re.compile(
    r"(?P<year>\d{4})[-/](?P<one>\d{1,2})[-/](?P<two>\d{1,2})(?:[T ]0?0:00(?::00)?.*)?"
)
DAY_BEFORE_YEAR = re.compile(r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>\d{4})")
_FIRST_DAY, _LAST_DAY = (1, 1), (12, 31)
_YEAR = re.compile(r"\d{4}")


def yearly_days(texts: Iterable[str]) -> dict[str, str]:
    """The year of every day of a column, where all its days are the first, or all the last, of a year.

    Returns:
        Nothing where the column has another day or other parts of a year.
    """
    days: dict[str, str] = {}
    kinds: set[tuple[int, ...]] = set()
    for text in texts:
        plain = text.strip()
        if match := DAY_BEHIND_YEAR.fullmatch(plain) or DAY_BEFORE_YEAR.fullmatch(plain):
            days[text] = match["year"]
            kinds.add(tuple(sorted((int(match["one"]), int(match["two"])))))
        elif _YEAR.search(plain) and not _YEAR.fullmatch(plain):
            return {}
    return days if kinds in ({_FIRST_DAY}, {_LAST_DAY}) else {}


def years_of(days: Mapping[str, str]) -> dict[str, str]:
    """Days of several years as these years; nothing where they are of one, which may be its month."""
    return dict(days) if len({*days.values()}) > 1 else {}


def remarks_on(days: Mapping[str, str]) -> list[Message]:
    """How such days are read."""
    if not days:
        return []
    day, year = max(days.items())
    if years_of(days):
        return [say("The periods are one day a year, such as {day}: they are read as years.", day=day)]
    return [
        say(
            "The only period is {day}: its month is taken. If it is the year, write {year}.",
            day=day,
            year=year,
        )
    ]
