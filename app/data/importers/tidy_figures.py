"""Where the figures of a table stand, and in which unit: by its mapping, its headers and the lines above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.data.importers.scales import BRACKETED, in_brackets, scale_of
from app.data.importers.tidy_columns import period_columns
from app.data.importers.tidy_title import unit_above
from app.data.imports.head import Head
from app.data.imports.mapping_file import VALUES_BY_FLOW
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import EVERY_ROW
from app.data.imports.text_table import TextTable
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.reference.tables import spelling
from app.data.reference.units import UnitTable
from app.data.sql import literal

_CURRENCY_IN_NAME = (
    ("usd", "USD"),
    ("us$", "USD"),
    ("美元", "USD"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("人民币", "CNY"),
    ("eur", "EUR"),
)
UNITS = "units"
"""What quantities are counted in where nothing says it."""
_BEHIND = re.compile(r"[,，:：/_-]|\bin\b|(?<=\s)(?=\S)", re.IGNORECASE)
"""What stands between a column's name and its unit: 'Value, US$ million', '出口额_万元', 'exports in EUR'."""
_SIGNS: Mapping[str, str] = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
_ANY_DOLLAR = "$"
_SIGNED = re.compile(r"\s*-?(?P<sign>(US)?\$|€|£) ?\d[\d.,]*\s*")


@dataclass(frozen=True, slots=True)
class Figures:
    """Where the figures of a table stand, as SQL: in one column, or in one for each period or flow."""

    relation: str
    number: str
    unit: str
    guessed: bool
    label: str
    row: str = EVERY_ROW
    flow: str = ""
    period: str = ""
    sign: str = ""
    """That of a currency before each figure."""

    @property
    def remarks(self) -> list[Message]:
        """That the unit is only guessed, where it is."""
        if not self.guessed:
            return []
        if self.sign:
            return [
                say(
                    "The values have the sign {sign} alone, which several currencies have: {unit} is taken.",
                    sign=self.sign,
                    unit="USD",
                )
            ]
        return [say("No unit of the values is given: {unit} is taken.", unit="USD")]


def figures_of(
    table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], head: Head
) -> Figures:
    """Where the figures stand that a mapping and the lines above a table speak of.

    Raises:
        ImportFailedError: The table has two rows of headers.
    """
    return _without_signs(_placed(table, columns, constants, head), table)


def _without_signs(figures: Figures, table: TextTable) -> Figures:
    """Figures with a sign of their currency before each, as spreadsheets show them: $1,234.

    A sign of another currency than the file says stays, so that its figures are no numbers.
    """
    found = {
        match["sign"] for row in table.dialect.samples for cell in row if (match := _SIGNED.fullmatch(cell))
    }
    sign = found.pop() if len(found) == 1 else ""
    currency = _SIGNS.get(sign, "")
    if not currency or (currency not in figures.unit and not figures.guessed):
        return figures
    number = f"regexp_replace(trim({figures.number}), '^(-?)(US)?[$€£] ?', '\\1')"
    unit = figures.unit.replace("USD", currency) if figures.guessed else figures.unit
    return replace(
        figures, number=number, unit=unit, guessed=figures.guessed and sign == _ANY_DOLLAR, sign=sign
    )


def _placed(
    table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], head: Head
) -> Figures:
    above = unit_above(head)
    if "value" in columns:
        unit, guessed = unit_of(columns["value"], table, columns, constants, above)
        return Figures(table.relation, table.column(columns["value"]), unit, guessed, columns["value"])
    shown = "(column headers)"
    by_flow = {role: columns[role] for role in VALUES_BY_FLOW if role in columns}
    if by_flow:
        units = {role: unit_of(name, table, columns, constants, above) for role, name in by_flow.items()}
        series = {table.column(name): VALUES_BY_FLOW[role] for role, name in by_flow.items()}
        cases = " ".join(f"WHEN '{VALUES_BY_FLOW[role]}' THEN {unit}" for role, (unit, _) in units.items())
        return Figures(
            unpivoted(table, series),
            NUMBER,
            f"CASE {SERIES} {cases} END",
            any(guessed for _, guessed in units.values()),
            ", ".join(by_flow.values()),
            ROW,
            flow=SERIES,
        )
    periods = period_columns(table.dialect.header, columns)
    _refuse_two_headers(table, periods)
    unit, guessed = unit_of("", table, columns, constants, above)
    series = {table.column(name): period for name, period in periods.items()}
    return Figures(unpivoted(table, series), NUMBER, unit, guessed, shown, ROW, period=SERIES)


def _refuse_two_headers(table: TextTable, periods: Mapping[str, str]) -> None:
    """Under cells that reach over several columns the same periods stand more than once."""
    twice = [name for name in periods if table.dialect.header.count(name) > 1]
    if twice:
        raise ImportFailedError(
            say(
                "The header names '{column}' more than once: the table has two rows of headers. Make one row "
                "of them, such as 'exports 2023', or give a column for each of region, flow and period.",
                column=twice[0],
            )
        )


def unit_of(
    header: str, table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], above: str
) -> tuple[str, bool]:
    """SQL for the unit of the values under a header, and whether it was only guessed."""
    if "unit" in columns:
        return table.column(columns["unit"]), False
    if "unit" in constants:
        return literal(str(constants["unit"])), False
    inside = unit_in(header)
    if inside and not _is_million(inside):
        return literal(inside), False
    named = next((unit for text, unit in _CURRENCY_IN_NAME if text in header.lower()), "")
    if above and (not named or _currency(above) == named):
        scale = "" if _is_scaled(above) else _scale_in(header)
        return literal(f"{scale} {above}".strip()), False
    return literal(f"{_scale_in(header)} {named or 'USD'}".strip()), not named


def _scale_in(header: str) -> str:
    """The scale in the brackets of the header of values; '' for none."""
    scales = ("million" if _is_million(part) else scale_of(part, header) for part in in_brackets(header))
    return next(filter(None, scales), "")


def _is_million(part: str) -> bool:
    """Whether a part of the header of values is 'm', which is metres above quantities."""
    return spelling(part) == "m"


def _is_scaled(unit: str) -> bool:
    found = UnitTable().find(unit)
    return found is not None and found.multiplier != 1


def quantities_without_unit() -> Message:
    """That quantities are counted in `UNITS`, since nothing says in what."""
    return say("No unit of the quantities is given: they are counted in units.")


def unit_in(header: str) -> str:
    """The unit in the brackets of a header, or the currency behind the name of its column; '' for none."""
    table, bare = UnitTable(), BRACKETED.sub(" ", header)
    behind = (bare[match.end() :] for match in _BEHIND.finditer(bare))
    units = (*filter(table.knows, in_brackets(header)), *filter(table.is_money, behind))
    return next((text.strip() for text in units), "")


def quantity_unit_in(header: str) -> str:
    """The unit in the header of quantities, which may be all of it ('kg'); '' for none."""
    alone = header.strip()
    return unit_in(header) or (alone if UnitTable().knows(alone) else "")


def _currency(unit: str) -> str:
    found = UnitTable().find(unit)
    return found.unit if found else ""
