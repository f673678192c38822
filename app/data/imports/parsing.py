"""Periods and flows as files write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from app.data.imports.yearly_days import DAY_BEFORE_YEAR, DAY_BEHIND_YEAR, yearly_days, years_of
from app.model.period import Period, PeriodError

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-/.年M](\d{1,2})|(\d{2}))(?:月份?)?", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})[-\s]?Q([1-4])|Q([1-4])[-\s]?(\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.](\d{4})")
_MOST_MONTHS = 12
_MONTHS_OF_ONE_YEAR = re.compile(r"(\d{4})(\d{2})\s*[-—–~～至到]\s*(\d{4})(\d{2})")
_SHORT = re.compile(r"([A-Za-z]{3})-(\d{2})|(\d{2})-([A-Za-z]{3})")
"""What a spreadsheet makes of a month that was opened in it: Jan-24."""
_NAMED = re.compile(r"([A-Za-z]{3,9})\.?[\s\-,]*(\d{4})|(\d{4})[\s\-]*([A-Za-z]{3,9})\.?")
_SPAN = re.compile(r"([A-Za-z]{3,9})\.?\s*(?:[-—–~～]|\bto\b)\s*([A-Za-z]{3,9})\.?\s*(\d{4})", re.IGNORECASE)
_CHINESE_SPAN = re.compile(r"(\d{4})年?(\d{1,2})月?[-—–~～至到]+(\d{1,2})月份?")
_FIRST_MONTHS = re.compile(r"(\d{4})年?前(\d{1,2})个?月")
_CHINESE_QUARTERS = re.compile(r"(\d{4})年?第?([一二三四1-4])(?:[-—–~～至到]+第?([一二三四1-4]))?季度?")
_FIRST_QUARTERS = re.compile(r"(\d{4})年?前([一二三四1-4])个?季度?")
_CHINESE_HALF = re.compile(r"(\d{4})年?([上下])半年")
_HALF = re.compile(r"(\d{4})-?[SH]([12])", re.IGNORECASE)

_FLOWS: Mapping[str, str] = {
    "export": "x ex exp export exports 出口 出口总额 2 6 exp. dispatches 出",
    "import": "m im imp import imports 进口 进口总额 1 5 imp. arrivals 进",
    "re-export": "rx re-export re-exports reexport reexports 3 转口 复出口",
    "re-import": "rm re-import re-imports reimport reimports 4 复进口",
    "total": "total trade tot 进出口 进出口总额 total_trade exports+imports t 进出口总值",
    "balance": "balance trade_balance 贸易顺差 贸易差额 b tb",
    "domestic export": "dx domestic_export domestic_exports",
    "foreign import": "fm foreign_import foreign_imports",
}
_FLOW_OF: Mapping[str, str] = {
    **{word.replace("_", " "): flow for flow, words in _FLOWS.items() for word in words.split()},
    "mip": "import for inward processing",
    "mop": "import after outward processing",
    "xip": "export after inward processing",
    "xop": "export for outward processing",
    "gross exp.": "export",
    "gross imp.": "import",
    "export (gross)": "export",
    "import (gross)": "import",
}
OWN_FLOWS = ("export", "import", "total", "balance", "re-export", "re-import")


def periods_of(texts: Iterable[str]) -> dict[str, str]:
    """The period of every text of a column; of days such as 31/01/2023 the column tells the order.

    Days are months, but years where all are the last, or all the first, of several years.

    Returns:
        '' for a text that is no period, or that may be the first of February or the second of January.
    """
    found = months_of(texts)
    return found | years_of(yearly_days(found))


def months_of(texts: Iterable[str]) -> dict[str, str]:
    """The period of every text of a column as `periods_of`, every day a month."""
    found = {text: period_text(text) for text in texts}
    slashed = {text: match for text in found if (match := DAY_BEFORE_YEAR.fullmatch(text.strip()))}
    place = _place_of_month([(int(match[1]), int(match[2])) for match in slashed.values()])
    months = {text: f"{match[3]}-{int(match[place]):02d}" for text, match in slashed.items() if place}
    return found | {text: period_text(month) for text, month in months.items()}


def _place_of_month(pairs: Sequence[tuple[int, int]]) -> int:
    """Whether the first or the second number of days is the month; 0 where nothing tells, or both do."""
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    day_first, month_first = (max(numbers, default=0) > _MOST_MONTHS for numbers in (firsts, seconds))
    if not (day_first or month_first):
        day_first = firsts == {1} and len(seconds) > 1
        month_first = seconds == {1} and len(firsts) > 1
    return 0 if day_first == month_first else 2 if day_first else 1


def period_text(text: str) -> str:
    """A period in the form of this program, or an empty text where it is none.

    Reads 2023, 202301, 01/2023, 2023-01, 2023M1, 2023年1月, Jan 2023, 2023-Q1, 2023-S1, 2023-01-01 (a month),
    2023-01/2023-06, 202301-202306, 2023年5-8月, 2023年上半年, 2023年前三季度, Jan.-Jun. 2023 and Jan-23.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        return str(Period.parse(text.removesuffix("年").strip()))
    except PeriodError:
        pass
    try:
        return str(Period.parse(_rewritten(text)))
    except PeriodError:
        return ""


def _rewritten(text: str) -> str:
    if re.fullmatch(r"\d{4}\.0+", text):  # a year that a spreadsheet made a decimal number
        return text[:4]
    return _spanned(text) or _month(text)


def _spanned(text: str) -> str:
    """Several months of a year."""
    if match := _SPAN.fullmatch(text):
        return _span(match[3], *(_MONTHS.get(match[place].lower(), 0) for place in (1, 2)))
    if match := _MONTHS_OF_ONE_YEAR.fullmatch(text):
        return f"{match[1]}-{match[2]}/{match[3]}-{match[4]}"
    if match := _QUARTER.fullmatch(text):
        return f"{match[1] or match[4]}-Q{match[2] or match[3]}"
    if match := _HALF.fullmatch(text):
        return _span(match[1], 1, 6) if match[2] == "1" else _span(match[1], 7, 12)
    return _chinese_span(text)


def _month(text: str) -> str:
    if match := DAY_BEHIND_YEAR.fullmatch(text) or _YEAR_MONTH.fullmatch(text):
        return f"{match[1]}-{int(match[2] or match[3]):02d}"
    if match := _MONTH_FIRST.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02d}"
    if match := _SHORT.fullmatch(text):
        month, year = _MONTHS.get((match[1] or match[4]).lower(), 0), int(match[2] or match[3])
        return f"{2000 + year if year < 60 else 1900 + year}-{month:02d}"
    if match := _NAMED.fullmatch(text):
        month = _MONTHS.get((match[1] or match[4]).lower(), 0)
        return f"{match[2] or match[3]}-{month:02d}"
    return ""


def _chinese_span(text: str) -> str:
    """Some months, quarters or a half of a year as Chinese offices write them."""
    text = "".join(text.split())
    if match := _CHINESE_SPAN.fullmatch(text):
        return _span(match[1], int(match[2]), int(match[3]))
    if match := _FIRST_MONTHS.fullmatch(text):
        return _span(match[1], 1, int(match[2]))
    if match := _CHINESE_QUARTERS.fullmatch(text):
        return _span(match[1], 3 * _quarter(match[2]) - 2, 3 * _quarter(match[3] or match[2]))
    if match := _FIRST_QUARTERS.fullmatch(text):
        return _span(match[1], 1, 3 * _quarter(match[2]))
    if match := _CHINESE_HALF.fullmatch(text):
        return _span(match[1], 1, 6) if match[2] == "上" else _span(match[1], 7, 12)
    return ""


def _span(year: str, first: int, last: int) -> str:
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _quarter(digit: str) -> int:
    return "一二三四".find(digit) + 1 or int(digit)


def month_sql(text: str) -> str:
    """SQL for a month that is written 2024.1, 2024年1月 or 202401, as 2024-01; other texts stay."""
    month = f"regexp_replace(trim({text}), '^([0-9]{{4}})[-/.年]?([0-9]{{1,2}}).*$', '\\1-\\2')"
    return f"if(length({month}) = 6, left({month}, 5) || '0' || right({month}, 1), {month})"


def from_january_sql(month: str) -> str:
    """SQL for the span from January to a month or quarter; January, the first quarter and years stay."""
    quarter = f"lpad(CAST(3 * TRY_CAST(right({month}, 1) AS INTEGER) AS VARCHAR), 2, '0')"
    return (
        f"CASE WHEN {month} LIKE '%-Q_' THEN left({month}, 4) || '-01/' || left({month}, 5) || {quarter} "
        f"WHEN {month} LIKE '%-01' OR length({month}) <> 7 THEN {month} "
        f"ELSE left({month}, 4) || '-01/' || {month} END"
    )


def flow_of(text: str) -> str:
    """The flow that a code or word stands for; an unknown one stays itself, apart from all others."""
    key = " ".join(text.strip().lower().replace("_", " ").split())
    return _FLOW_OF.get(key, key)
