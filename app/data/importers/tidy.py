"""Any table with a row for every figure: CSV, Excel or Parquet, with a mapping of its columns.

Without a mapping the usual names of columns are recognised; the form before the import shows what was
found and lets it be changed, and a changed mapping is remembered for files with the same header.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.data.importers.subtotals import subtotals
from app.data.importers.tidy_columns import period_columns, usual_mapping
from app.data.importers.tidy_figures import (
    UNITS,
    Figures,
    figures_of,
    quantities_without_unit,
    quantity_unit_in,
)
from app.data.importers.tidy_title import period_above, place_above
from app.data.imports.any_table import named_sheet, open_table
from app.data.imports.head import Head
from app.data.imports.mapping_file import ROLES, VALUES_BY_FLOW, checked
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.plan import (
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
from app.data.imports.staging import MEMBER_COLUMNS
from app.data.imports.text_table import TextTable
from app.data.imports.workspace import Workspace
from app.data.imports.yearly_days import remarks_on, yearly_days
from app.data.reference.places_of_china import Province, is_place_of_china
from app.data.sql import literal

_GUESS = 0.25
_WHOLE_AREAS = ("全省", "全市", "全区", "全州", "全县")
"""What tables of cities and counties call all of them."""
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
    mapped = _Mapped(table, mapping["columns"], mapping.get("constants", {}))
    _refuse_unknown(table, mapped.columns)
    reference = Reference()
    figures = figures_of(table, mapped.columns, mapped.constants, head)
    measures, of_figures = _measures(mapped, figures, mapping)
    region, of_place = _whose(mapped, head, reference)
    period, of_time = _when(mapped, figures, head, options.period)
    flow = mapped.sql("flow") if mapped.has("flow") else literal(options.flow)
    columns = mapped.columns
    return Plan(
        relation=figures.relation,
        row=figures.row,
        region=mapped.dimension("region", region),
        market=mapped.dimension("market", _or_all(market_recode(reference), mapped.has("market"))),
        product=mapped.dimension("product", _or_all(product_recode(reference), mapped.has("product"))),
        regime=mapped.dimension("regime", regime_recode(reference)) if "regime" in columns else None,
        flow=Column(figures.flow or flow, label=figures.label if figures.flow else columns.get("flow", "")),
        period=Column(period, label=figures.label if figures.period else columns.get("period", "")),
        measures=measures,
        bases={"": Basis("own figures", "自有数据", "As in the file", "以文件为准")},
        origin=Origin("Own file", head.name, reliability="secondary", publisher_zh="自有文件"),
        skip=subtotals(mapped.members()),
        table=table,
        files=(head.path,),
        decimal=mapping.get("decimal", ""),
        remarks=(*of_figures, *of_place, *of_time),
    )


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A table with what its columns are for, and what is the same in all rows."""

    table: TextTable
    columns: Mapping[str, str]
    constants: Mapping[str, str]

    def has(self, role: str) -> bool:
        """Whether the mapping says anything of a role."""
        return role in self.columns or role in self.constants

    def sql(self, role: str) -> str:
        """SQL for the text of a role; an empty one where nothing is said of it."""
        if role in self.columns:
            return self.table.column(self.columns[role])
        return literal(str(self.constants.get(role, "")))

    def members(self) -> list[str]:
        """SQL for the texts that say what each row is of."""
        names = [role for each in MEMBER_COLUMNS for role in (each, f"{each}_name")]
        return [self.sql(role) for role in names if role in self.columns]

    def dimension(self, role: str, recode: Recode) -> Column:
        """The column of a dimension, with the names beside its codes."""
        return Column(self.sql(role), recode, self.sql(f"{role}_name"), self.columns.get(role, ""))


def _measures(
    mapped: _Mapped, figures: Figures, mapping: Mapping[str, Any]
) -> tuple[tuple[Measure, ...], list[Message]]:
    """The figures of a row, and what was taken for granted of them.

    Raises:
        ImportFailedError: The multiplier is no number.
    """
    remarks = figures.remarks
    times = str(mapping.get("multiplier", 1))
    if not times.replace(".", "", 1).isdigit():
        raise ImportFailedError(say("'multiplier' in the mapping must be a number."))
    value = Measure(figures.number, figures.unit, "'value'", times, figures.label)
    if "quantity" not in mapped.columns:
        return (value,), remarks
    label = mapped.columns["quantity"]
    if figures.relation == mapped.table.relation:
        named = quantity_unit_in(label)
        unit = mapped.sql("quantity_unit") if mapped.has("quantity_unit") else literal(named or UNITS)
        if not (named or mapped.has("quantity_unit")):
            remarks.append(quantities_without_unit())
        return (value, Measure(mapped.sql("quantity"), unit, "'quantity'", label=label)), remarks
    remarks.append(
        say(
            "Column '{column}' is left out: it does not say which of the value columns of its row "
            "the quantity belongs to.",
            column=label,
        )
    )
    return (value,), remarks


def _whose(mapped: _Mapped, head: Head, reference: Reference) -> tuple[Recode, list[Message]]:
    """Whose trade a row is: by a column, by the lines above the table, or China's."""
    region = region_of(mapped.table, mapped.columns, mapped.constants, reference)
    place = place_above(head)
    if mapped.has("region"):
        return _inside(place, region, reference), []
    remark = say("No column says whose trade this is: that of {place} is taken.", place=place or china())
    return (constant(place_recode(reference)(place.code, "")) if place else region), [remark]


def _inside(province: Province | None, recode: Recode, reference: Reference) -> Recode:
    """Places below the province that the lines above the table name; 全省 is the province itself."""
    whole = _below_all(place_recode(reference)(province.code, "")) if province else None

    def placed(code: str, name: str) -> Draft:
        text, draft = code.strip(), recode(code, name)
        if text in _WHOLE_AREAS:
            return whole or Draft(text, "The whole area", text, "group", (REPORTERS,), overlapping=True)
        unknown = draft.level == "country" and not reference.countries.find(draft.code)
        if whole is None or not unknown or draft.code == whole.code:
            return draft
        return replace(draft, level="city", above=(whole.code, *whole.above))

    return placed


def _when(mapped: _Mapped, figures: Figures, head: Head, asked: str) -> tuple[str, list[Message]]:
    """SQL for the period of a row: by columns, by what the user says, or by the lines above the table."""
    if figures.period:
        headers = period_columns(mapped.table.dialect.header, mapped.columns)
        return figures.period, remarks_on(yearly_days(headers))
    period, remarks = mapped.sql("period") if mapped.has("period") else literal(asked), []
    if period == "''" and (named := period_above(head)):
        period = literal(named)
        remarks.append(say("The period {period} is that of the lines above the table.", period=named))
    if "year" in mapped.columns:
        period = _year_and_month(mapped.sql("year"), period)
    return period, remarks


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
        if code.strip() == "全国":
            return _below_all(china())
        known = reference.places.named(code) if not code.isdigit() else None
        if is_place_of_china(code) or known:
            draft = places(known.code if known else code, name or code)
            return draft if REPORTERS in draft.above else _below_all(draft)
        return countries(code, name)

    return recode


def _below_all(draft: Draft) -> Draft:
    return Draft(draft.code, draft.name_en, draft.name_zh, draft.level, (*draft.above, REPORTERS), draft.iso)


IMPORTER = Importer("tidy", "Table of your own (CSV, Excel, Parquet)", _can_read, _read)
