"""Any table with a row for every figure: CSV, Excel or Parquet, with a mapping of its columns.

Without a mapping the usual names of columns are recognised; the form before the import shows what was
found and lets it be changed, and a changed mapping is remembered for files with the same header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.data.importers.tidy_columns import period_columns, usual_mapping
from app.data.importers.tidy_title import period_above, place_above, unit_above
from app.data.imports.any_table import named_sheet, open_table
from app.data.imports.head import Head
from app.data.imports.mapping_file import ROLES, VALUES_BY_FLOW, checked
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.plan import (
    EVERY_ROW,
    Basis,
    Column,
    Draft,
    Importer,
    Measure,
    Options,
    Origin,
    Plan,
    Recode,
)
from app.data.imports.recode import (
    REPORTERS,
    Reference,
    china,
    constant,
    market_recode,
    place_recode,
    product_recode,
    regime_recode,
    region_recode,
)
from app.data.imports.text_table import TextTable, literal
from app.data.imports.unpivot import NUMBER, ROW, SERIES, unpivoted
from app.data.imports.workspace import Workspace
from app.data.reference.places_of_china import is_place_of_china
from app.data.reference.units import SCALES, UnitTable

_CURRENCY_IN_NAME = (
    ("usd", "USD"),
    ("us$", "USD"),
    ("美元", "USD"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("人民币", "CNY"),
    ("eur", "EUR"),
)
_GUESS = 0.25
_LEAST = 0.2
"""A sheet is a table, whatever its columns are called."""


def _can_read(head: Head) -> float:
    if head.dialect is None:
        return 0.0
    header = head.dialect.header
    columns = usual_mapping(header)["columns"]
    periods = period_columns(header, columns)
    known = len(columns.keys() & {"region", "market", "product", "period"}) + bool(periods)
    known += len(columns.keys() & VALUES_BY_FLOW.keys()) > 1
    if known >= 2 and (periods or columns.keys() & {"value", *VALUES_BY_FLOW}):
        return _GUESS
    return _LEAST if head.kind in ("sheet", "parquet") else 0.0


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    given = options.mapping
    sheet = str(given.get("sheet", "")) if given else ""
    table = open_table(named_sheet(head, sheet) if sheet else head, desk)
    mapping = checked(dict(given), "") if given else usual_mapping(table.dialect.header)
    return plan_of(table, mapping, options, head)


def plan_of(table: TextTable, mapping: Mapping[str, Any], options: Options, head: Head) -> Plan:
    """The plan of a table whose columns are mapped.

    Raises:
        ImportFailedError: The mapping names a column that is not there, or none for the figures.
    """
    columns: Mapping[str, str] = mapping["columns"]
    constants: Mapping[str, str] = mapping.get("constants", {})
    _refuse_unknown(table, columns)
    reference = Reference()
    figures = _figures(table, columns, constants, head)
    remarks = [say("No unit of the values is given: {unit} is taken.", unit="USD")] if figures.guessed else []
    if (example := _either_thousands_or_decimals(table, columns)) and "decimal" not in mapping:
        remarks.append(
            say(
                "Numbers such as {number} are read with a decimal point. If points part thousands, say so "
                'with "decimal": "," in the mapping.',
                number=example,
            )
        )
    times = str(mapping.get("multiplier", 1))
    if not times.replace(".", "", 1).isdigit():
        raise ImportFailedError(say("'multiplier' in the mapping must be a number."))

    def sql(role: str) -> str:
        return table.column(columns[role]) if role in columns else literal(str(constants.get(role, "")))

    region = region_of(table, columns, constants, reference)
    if "region" not in {*columns, *constants}:
        place = place_above(head)
        name = place.name_en if place else "China"
        region = constant(place_recode(reference)(place.code, "")) if place else region
        remarks.append(say("No column says whose trade this is: that of {place} is taken.", place=name))
    measures = [Measure(figures.number, figures.unit, "'value'", times, figures.label)]
    if "quantity" in columns and figures.relation == table.relation:
        quantity_unit = sql("quantity_unit") if "quantity_unit" in {*columns, *constants} else "'units'"
        measures.append(Measure(sql("quantity"), quantity_unit, "'quantity'", label=columns["quantity"]))
    elif "quantity" in columns:
        remarks.append(
            say(
                "Column '{column}' is left out: it does not say which of the value columns of its row "
                "the quantity belongs to.",
                column=columns["quantity"],
            )
        )
    flow = sql("flow") if "flow" in {*columns, *constants} else literal(options.flow)
    period = sql("period") if "period" in {*columns, *constants} else literal(options.period)
    if period == "''" and not figures.period and (named := period_above(head)):
        period = literal(named)
        remarks.append(say("The period {period} is that of the lines above the table.", period=named))
    if "year" in columns:
        period = _year_and_month(sql("year"), period)
    return Plan(
        relation=figures.relation,
        row=figures.row,
        region=_dimension("region", columns, sql, region),
        market=_dimension(
            "market", columns, sql, _or_all(market_recode(reference), "market" in {*columns, *constants})
        ),
        product=_dimension(
            "product", columns, sql, _or_all(product_recode(reference), "product" in {*columns, *constants})
        ),
        regime=_dimension("regime", columns, sql, regime_recode(reference)) if "regime" in columns else None,
        flow=Column(figures.flow or flow, label=figures.label if figures.flow else columns.get("flow", "")),
        period=Column(
            figures.period or period, label=figures.label if figures.period else columns.get("period", "")
        ),
        measures=tuple(measures),
        bases={"": Basis("own figures", "自有数据", "As in the file", "以文件为准")},
        origin=Origin("Own file", head.name, reliability="secondary", publisher_zh="自有文件"),
        table=table,
        files=(head.path,),
        decimal_comma=mapping.get("decimal") == "," or table.dialect.decimal_comma,
        remarks=tuple(remarks),
    )


def _either_thousands_or_decimals(table: TextTable, columns: Mapping[str, str]) -> str:
    """A number of the values, where all of the first rows have one point and three digits behind it."""
    if table.dialect.decimal_comma or table.dialect.delimiter != ";":
        return ""
    places = [table.place(columns[role]) for role in ("value", *VALUES_BY_FLOW) if role in columns]
    texts = {row[place].strip() for row in table.dialect.samples for place in places if place is not None}
    known = texts - {""}
    doubtful = known and all(re.fullmatch(r"\d{1,3}\.\d{3}", text) for text in known)
    return min(known) if doubtful else ""


def _year_and_month(year: str, month: str) -> str:
    """SQL for the period of a year and a month that stand in columns of their own."""
    digits = f"regexp_extract(trim({month}), '^([0-9]{{1,2}})(\\.0)?月?$', 1)"
    both = f"regexp_extract(trim({year}), '[0-9]{{4}}') || '-' || lpad({digits}, 2, '0')"
    return f"if({digits} <> '', {both}, {month})"


def _refuse_unknown(table: TextTable, columns: Mapping[str, str]) -> None:
    missing = [name for name in columns.values() if not table.has(str(name))]
    if missing:
        raise ImportFailedError(
            say(
                "The file has no column {columns}; it has: {header}.",
                columns=", ".join(map(str, missing)),
                header=", ".join(table.dialect.header[:40]),
            )
        )
    by_flow = columns.keys() & VALUES_BY_FLOW.keys()
    if "value" not in columns and not by_flow and not period_columns(table.dialect.header, columns):
        raise ImportFailedError(
            say(
                "No column is known to hold the figures: give --mapping with {roles}; "
                "the file has: {header}.",
                roles=", ".join(ROLES),
                header=", ".join(table.dialect.header[:40]),
            )
        )


def _dimension(role: str, columns: Mapping[str, str], sql: Any, recode: Recode) -> Column:
    return Column(sql(role), recode, sql(f"{role}_name"), columns.get(role, ""))


def _or_all(recode: Recode, given: bool) -> Recode:
    return recode if given else constant(recode("TOTAL", ""))


def region_of(
    table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], reference: Reference
) -> Recode:
    """Regions are places of China where the first rows look like them, countries otherwise."""
    if "region" not in columns:
        if "region" not in constants:
            return constant(china())
        return (
            region_recode(reference)
            if reference.countries.find(constants["region"])
            else place_recode(reference)
        )
    number = int(table.column(columns["region"])[1:])
    values = {row[number].strip() for row in table.dialect.samples} - {""}
    places, countries = place_recode(reference), region_recode(reference)
    if values and all(is_place_of_china(value) for value in values):
        return places

    def recode(code: str, name: str) -> Draft:
        known = reference.places.named(code) if not code.isdigit() else None
        if is_place_of_china(code) or known:
            draft = places(known.code if known else code, name or code)
            return draft if REPORTERS in draft.above else _below_all(draft)
        return countries(code, name)

    return recode


def _below_all(draft: Draft) -> Draft:
    return Draft(draft.code, draft.name_en, draft.name_zh, draft.level, (*draft.above, REPORTERS), draft.iso)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Where the figures of a table stand, as SQL: in one column, or in one for each period or flow."""

    relation: str
    number: str
    unit: str
    guessed: bool
    label: str
    row: str = EVERY_ROW
    flow: str = ""
    period: str = ""


def _figures(
    table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], head: Head
) -> _Figures:
    above = unit_above(head)
    if "value" in columns:
        unit, guessed = _unit(columns["value"], table, columns, constants, above)
        return _Figures(table.relation, table.column(columns["value"]), unit, guessed, columns["value"])
    shown = "(column headers)"
    by_flow = {role: columns[role] for role in VALUES_BY_FLOW if role in columns}
    if by_flow:
        units = {role: _unit(name, table, columns, constants, above) for role, name in by_flow.items()}
        series = {table.column(name): VALUES_BY_FLOW[role] for role, name in by_flow.items()}
        cases = " ".join(f"WHEN '{VALUES_BY_FLOW[role]}' THEN {unit}" for role, (unit, _) in units.items())
        return _Figures(
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
    unit, guessed = _unit("", table, columns, constants, above)
    series = {table.column(name): period for name, period in periods.items()}
    return _Figures(unpivoted(table, series), NUMBER, unit, guessed, shown, ROW, period=SERIES)


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


def _unit(
    header: str, table: TextTable, columns: Mapping[str, str], constants: Mapping[str, str], above: str
) -> tuple[str, bool]:
    """SQL for the unit of the values under a header, and whether it was only guessed."""
    if "unit" in columns:
        return table.column(columns["unit"]), False
    if "unit" in constants:
        return literal(str(constants["unit"])), False
    brackets = re.search(r"[(（](.+)[)）]", header)
    inside = brackets[1] if brackets else ""
    if inside and UnitTable().knows(inside):
        return literal(inside), False
    named = next((unit for text, unit in _CURRENCY_IN_NAME if text in header.lower()), "")
    if above and (not named or _currency(above) == named):
        return literal(above), False
    scale = inside.lower().removesuffix("s")
    if scale in SCALES:
        return literal(f"{scale} {named or 'USD'}"), not named
    return literal(named or "USD"), not named


def _currency(unit: str) -> str:
    found = UnitTable().find(unit)
    return found.unit if found else ""


IMPORTER = Importer("tidy", "Table of your own (CSV, Excel, Parquet)", _can_read, _read)
