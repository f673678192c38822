"""Which column of an SDMX table has which role, whatever agency wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.data.imports.dialect import Dialect
from app.data.imports.parsing import period_text
from app.data.imports.text_table import TextTable
from app.data.imports.unpivot import NUMBER, SERIES

ROLES: Mapping[str, tuple[str, ...]] = {
    "region": (
        "reporter",
        "ref_area",
        "geo",
        "reporting_country",
        "reporter_country",
        "country",
        "country_name",
        "country_code",
        "declarant",
        "exporter",
    ),
    "market": (
        "partner",
        "counterpart_area",
        "counterpart",
        "counterpart_country",
        "counterpart_country_name",
        "counterpart_country_code",
        "partner_country",
        "trading_partner",
        "count_area",
        "w0_area",
        "importer",
    ),
    "product": (
        "product",
        "commodity",
        "cmd_code",
        "hs",
        "cn",
        "sitc06",
        "sitc",
        "product_code",
        "productcode",
        "bclas_bec",
        "commodity_code",
        "nace_r2",
        "cpa2_1",
        "cpa_ver_2_1",
        "trade_product",
        "service",
        "services_item",
        "activity",
    ),
    "flow": (
        "flow",
        "trade_flow",
        "stk_flow",
        "flow_code",
        "tradeflow",
        "direction",
        "stock_or_flow",
        "trd_flow",
    ),
    "period": ("time_period", "time", "period", "year"),
    "value": ("obs_value", "obsvalue", "value"),
    "indicator": (
        "indicators",
        "indicator",
        "indic_et",
        "indic_na",
        "measure",
        "indic",
        "statinfo",
        "indicator_code",
    ),
    "unit": ("unit_measure", "unit", "currency", "unit_code"),
    "power": ("unit_mult", "powercode", "powercode_code", "scale", "unit_multiplier"),
}
_ABOUT = frozenset(
    {
        "dataflow",
        "dataset",
        "attribute",
        "indicator_name",
        "series_name",
        "structure",
        "structure_id",
        "structure_name",
        "action",
        "last_update",
        "freq",
        "frequency",
        "time_frequency",
        "obs_flag",
        "obs_status",
        "conf_status",
        "decimals",
        "base_per",
        "time_format",
        "obs_conf",
        "title",
        "observation_value",
        "unit_multiplier",
        "series_key",
        "series_code",
        "comment_obs",
        "obs_comment",
        "",
        "comment_ts",
        "update_date",
        "time_period",
        "collection",
        "reference_period",
        "ref_period_detail",
        "confidentiality_status_(flag)",
        "observation_status_(flag)_v2",
        "obs_pre_break",
        "last_change",
        "full_name",
        "decimals_displayed",
        "obs_measure",
        "country_code",
        "counterpart_country_code",
        "key",
        "source_agency",
        "precision",
        "overlap",
        "methodology",
    }
)
_INDICATOR = re.compile(r"\((T[XMB]G_\w+)\)$")
IN_FIRST_CELL = "\\"
"""In Eurostat's TSV the names of all dimensions stand in one cell, as in 'reporter,flow\\TIME_PERIOD'."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column, or a part of one: its name, SQL for its text, and the texts of the first rows."""

    name: str
    sql: str
    samples: tuple[str, ...]

    @property
    def id(self) -> str:
        """'FREQ: Frequency', 'Ref_area' and 'STRUCTURE[;]' name the ids freq, ref_area and structure."""
        return re.sub(r"\[.*\]$", "", self.name.partition(":")[0]).strip().lower().replace(" ", "_")


@dataclass(frozen=True)
class Layout:
    """Which column has which role; the others are known to be about the data, or are not known."""

    table: TextTable
    roles: dict[str, Field]
    names: dict[str, str]
    """SQL of the column of labels beside a column of codes."""
    others: tuple[Field, ...]
    """Every column that no role is known for."""
    series: Mapping[str, str]
    """Where every period or indicator has a column of its own, what each (c5) stands for."""

    @property
    def names_seller(self) -> bool:
        """Whether a row is what one country sells another, so that it is an export of the first."""
        return all(role in self.roles for role in ("region", "market")) and (
            self.roles["region"].id,
            self.roles["market"].id,
        ) == ("exporter", "importer")

    @property
    def indicator_name(self) -> str:
        """The column that says what a figure is, where one does."""
        field = self.roles.get("indicator")
        return field.name if field and field.id in ("indicator", "indicator_code", "indic_et") else ""


def fields_of(dialect: Dialect) -> list[Field]:
    """The columns of a table that are no figures of one period."""
    figures = {*periods_of(dialect), *indicators_of(dialect)}
    found: list[Field] = []
    for place, name in enumerate(dialect.header):
        texts = [row[place] for row in dialect.samples]
        if f"c{place}" in figures:
            continue
        if place == 0 and IN_FIRST_CELL in name:
            for part, own in enumerate(name.partition(IN_FIRST_CELL)[0].split(",")):
                sql = f"trim(split_part(c0, ',', {part + 1}))"
                found.append(Field(own, sql, tuple(_part(text, part) for text in texts)))
        else:
            found.append(Field(name, f"c{place}", tuple(texts)))
    return found


def _part(text: str, place: int) -> str:
    parts = text.split(",")
    return parts[place].strip() if place < len(parts) else ""


def periods_of(dialect: Dialect) -> dict[str, str]:
    """The columns whose names are periods (c5), where there is none that holds periods."""
    if any(name.partition(":")[0].strip().lower() in ROLES["value"][:1] for name in dialect.header):
        return {}
    found = {f"c{place}": period_text(name) for place, name in enumerate(dialect.header) if place}
    return {column: period for column, period in found.items() if period}


def indicators_of(dialect: Dialect) -> dict[str, str]:
    """The columns of the IMF's panels that hold one indicator each, with its code: '... (TXG_FOB_USD)'."""
    found = {f"c{place}": _INDICATOR.search(name) for place, name in enumerate(dialect.header)}
    return {column: match[1] for column, match in found.items() if match}


def layout_of(table: TextTable) -> Layout:
    """The roles of the columns of a table."""
    fields = fields_of(table.dialect)
    ids = [field.id for field in fields]
    roles: dict[str, Field] = {}
    names: dict[str, str] = {}
    taken: set[int] = set()
    for role, known in ROLES.items():
        places = [ids.index(name) for name in known if name in ids]
        place = next((place for place in places if not is_label(fields, place)), None)
        if place is None:
            continue
        roles[role] = fields[place]
        taken.add(place)
        if role in ("region", "market", "product", "flow", "indicator") and is_label(fields, place + 1):
            names[role] = fields[place + 1].sql
            taken.add(place + 1)
    periods, indicators = periods_of(table.dialect), indicators_of(table.dialect)
    if periods or indicators:
        told = Field("(column headers)", SERIES, tuple(indicators.values()))
        roles |= {
            "indicator" if indicators else "period": replace(
                told, name="indicator" if indicators else told.name
            ),
            "value": Field("(column headers)", NUMBER, ()),
        }
    others = tuple(
        field
        for place, field in enumerate(fields)
        if place not in taken and field.id not in _ABOUT and not is_label(fields, place)
    )
    return Layout(table, roles, names, others, periods or indicators)


def is_label(fields: Sequence[Field], place: int) -> bool:
    """Whether a column only says in words what the code before it says, as OECD's 'Reference area' does."""
    if not 0 < place < len(fields) or not fields[place].name:
        return False
    field, before = fields[place], fields[place - 1]
    if not _is_id(before.name) or _is_id(field.name) or field.id in _ABOUT:
        return False
    role = next((role for role, known in ROLES.items() if field.id in known), "")
    if role and before.id not in ROLES[role]:
        return False
    pairs = set(zip(before.samples, field.samples, strict=True))
    return len(pairs) == len(set(before.samples))


def _is_id(name: str) -> bool:
    return re.fullmatch("[A-Z0-9_]+|[a-z0-9_]+", name) is not None
