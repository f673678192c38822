"""SDMX-CSV 1.0 and 2.0: Eurostat's Comext and what OECD, IMF and others send, codes or labels.

Columns are found by their ids. A dimension that this program does not know keeps its figures in a
dataflow of their own, so that nothing on different bases is ever added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.plan import Basis, Column, Draft, Importer, Measure, Options, Origin, Plan, Recode
from app.data.imports.recode import Reference, market_recode, product_recode, region_recode
from app.data.imports.text_table import TextTable, literal
from app.data.imports.workspace import Workspace

_ROLES: Mapping[str, tuple[str, ...]] = {
    "region": (
        "reporter",
        "ref_area",
        "geo",
        "reporting_country",
        "reporter_country",
        "country",
        "declarant",
    ),
    "market": (
        "partner",
        "counterpart_area",
        "counterpart",
        "counterpart_country",
        "partner_country",
        "w0_area",
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
        "bclas_bec",
        "commodity_code",
        "nace_r2",
        "cpa2_1",
        "activity",
    ),
    "flow": ("flow", "trade_flow", "stk_flow", "flow_code", "tradeflow", "direction"),
    "period": ("time_period", "time", "period", "year"),
    "value": ("obs_value", "obsvalue", "value"),
    "indicator": ("indicators", "indicator", "indic_et", "indic_na", "measure", "indic", "statinfo"),
    "unit": ("unit_measure", "unit", "currency", "unit_code"),
    "power": ("unit_mult", "powercode", "powercode code", "scale", "unit_multiplier"),
}
_ABOUT = frozenset(
    {
        "dataflow",
        "structure",
        "structure_id",
        "structure_name",
        "action",
        "last update",
        "last_update",
        "freq",
        "frequency",
        "obs_flag",
        "obs_status",
        "conf_status",
        "decimals",
        "base_per",
        "time_format",
        "obs_conf",
        "title",
        "observation value",
        "unit multiplier",
        "series_key",
        "series_code",
        "comment_obs",
        "obs_comment",
        "",
        "comment_ts",
        "update_date",
        "time period",
        "collection",
        "reference_period",
        "ref_period_detail",
        "confidentiality status (flag)",
        "observation status (flag) v2",
        "obs_pre_break",
        "last_change",
        "full_name",
    }
)
_INDICATORS = (
    # what an indicator's code or label contains -> what it is, its unit, what one of it is worth
    ("QUANTITY_IN_100KG", "quantity", "100 kg"),
    ("QUANTITY_IN_100_KG", "quantity", "100 kg"),
    ("QUANTITY_KG", "quantity", "kg"),
    ("QUANTITY_IN_KG", "quantity", "kg"),
    ("SUPPLEMENTARY", "quantity", "supplementary units"),
    ("SUP_QUANTITY", "quantity", "supplementary units"),
    ("VALUE_IN_EUROS", "value", "EUR"),
    ("VALUE_EUR", "value", "EUR"),
    ("VALUE_IN_EUR", "value", "EUR"),
    ("VALUE_NAC", "value", "national currency"),
    ("VALUE_IN_NATIONAL", "value", "national currency"),
    ("TRD_VAL_RT", "growth", "percent"),
    ("MIO-EUR", "value", "million euros"),
    ("MIO_EUR", "value", "million euros"),
    ("THS_EUR", "value", "thousand euros"),
    ("TRD_VAL", "value", "million euros"),
    ("_USD", "value", "USD"),
    ("USD", "value", "USD"),
    ("QUANTITY", "quantity", ""),
)
_FLOW_IN_INDICATOR = (
    ("TXG", "export"),
    ("TMG", "import"),
    ("TBG", "balance"),
    ("XG_", "export"),
    ("MG_", "import"),
)
_FLAGS = "trim(upper(coalesce({column}, '')))"


@dataclass(frozen=True)
class _Layout:
    """Which column has which role; the others are known to be about the data, or are not known."""

    table: TextTable
    roles: dict[str, str]
    """SQL of the column of each role that is there."""
    labels: dict[str, str]
    """Its name in the header."""
    names: dict[str, str]
    """SQL of the column of labels beside a column of codes."""
    others: tuple[tuple[str, str], ...]
    """Name and SQL of every column that no role is known for."""


def _id_of(header: str) -> str:
    """'FREQ: Frequency' and 'Ref_area' name the ids freq and ref_area."""
    return header.partition(":")[0].strip().lower()


def _can_read(head: Head) -> float:
    ids = {_id_of(name) for name in head.names}
    starts = bool(ids & {"dataflow", "structure"}) and bool(
        ids & {"last update", "structure_id", "action"} or "dataflow" in ids
    )
    has_value = bool(ids & set(_ROLES["value"][:1])) and bool(ids & set(_ROLES["period"][:2]))
    if starts and has_value:
        return 0.98
    return 0.6 if has_value and bool(ids & set(_ROLES["region"])) else 0.0


def _layout(table: TextTable) -> _Layout:
    header = [_id_of(name) for name in table.dialect.header]
    roles: dict[str, str] = {}
    labels: dict[str, str] = {}
    names: dict[str, str] = {}
    taken: set[int] = set()
    for role, ids in _ROLES.items():
        number = next((header.index(name) for name in ids if name in header), None)
        if number is None:
            continue
        roles[role], labels[role] = f"c{number}", table.dialect.header[number]
        taken.add(number)
        if role in ("region", "market", "product", "flow", "indicator") and _is_label(
            table, number + 1, header
        ):
            names[role] = f"c{number + 1}"
            taken.add(number + 1)
    others = tuple(
        (name, f"c{number}")
        for number, name in enumerate(table.dialect.header)
        if number not in taken and header[number] not in _ABOUT and not _is_label(table, number, header)
    )
    return _Layout(table, roles, labels, names, others)


def _is_label(table: TextTable, number: int, header: list[str]) -> bool:
    """Whether a column only says in words what the code before it says, as OECD's 'Reference area' does."""
    if not 0 < number < len(header) or not table.dialect.header[number]:
        return False
    name, before = table.dialect.header[number], table.dialect.header[number - 1]
    return (
        before.isupper()
        and not name.isupper()
        and header[number] not in _ABOUT
        and " " in f"{name} "
        and (header[number] not in {known for ids in _ROLES.values() for known in ids})
    )


def _coded(column: str) -> str:
    """SQL for the code of 'DE: Germany', which labels=both writes; other texts stay."""
    return f"if(regexp_matches({column}, '^[A-Za-z0-9_]+: '), split_part({column}, ': ', 1), {column})"


def _named(column: str) -> str:
    return f"if(regexp_matches({column}, '^[A-Za-z0-9_]+: '), split_part({column}, ': ', 2), '')"


def _column(layout: _Layout, role: str, recode: Recode) -> Column:
    if role not in layout.roles:
        return Column("''", recode)
    column = layout.roles[role]
    return Column(_coded(column), recode, layout.names.get(role) or _named(column), layout.labels[role])


def _indicator_sql(layout: _Layout) -> tuple[str, str]:
    """SQL for what a row's figure is, and for its unit."""
    unit = _coded(layout.roles["unit"]) if "unit" in layout.roles else "''"
    if "indicator" not in layout.roles:
        physical = "'KG', 'T', 'TON', 'TONNE', 'KGS', 'M3', 'L', 'UNITS', 'PIECES', '100KG', 'TNE', 'KGM'"
        return f"CASE WHEN upper({unit}) IN ({physical}) THEN 'quantity' ELSE 'value' END", unit
    text = f"upper(replace({_coded(layout.roles['indicator'])}, ' ', '_'))"
    kinds = " ".join(
        f"WHEN contains({text}, {literal(key)}) THEN {literal(kind)}" for key, kind, _ in _INDICATORS
    )
    units = " ".join(
        f"WHEN contains({text}, {literal(key)}) THEN {literal(found)}"
        for key, _, found in _INDICATORS
        if found
    )
    return f"CASE {kinds} ELSE 'value' END", f"CASE {units} ELSE {unit} END"


def _flow(layout: _Layout, options: Options) -> Column:
    if "flow" in layout.roles:
        return Column(_coded(layout.roles["flow"]), label=layout.labels["flow"])
    if "indicator" not in layout.roles:
        return Column(literal(options.flow))
    text = f"upper({_coded(layout.roles['indicator'])})"
    found = " ".join(f"WHEN starts_with({text}, '{key}') THEN '{flow}'" for key, flow in _FLOW_IN_INDICATOR)
    words = f"WHEN contains({text}, 'EXPORT') THEN 'export' WHEN contains({text}, 'IMPORT') THEN 'import'"
    return Column(f"CASE {found} {words} ELSE {literal(options.flow)} END", label=layout.labels["indicator"])


def _multiplier(layout: _Layout) -> str:
    """SQL for ten to the power of UNIT_MULT."""
    if "power" not in layout.roles:
        return "1"
    digits = f"regexp_extract({layout.roles['power']}, '^-?[0-9]+')"
    return f"pow(10, coalesce(TRY_CAST({digits} AS INTEGER), 0))"


def _other_dimensions(layout: _Layout, remarks: list[object]) -> str:
    """SQL for a key of all dimensions that are not known here and take several values."""
    several = []
    for name, column in layout.others:
        number = int(column[1:])
        values = {row[number] for row in layout.table.dialect.samples}
        if values != {""}:
            several.append((name, column))
    if "indicator" in layout.roles and not re.fullmatch("indicators?", _id_of(layout.labels["indicator"])):
        several.append((layout.labels["indicator"], layout.roles["indicator"]))
    if not several:
        return "''"
    remarks.append(tuple(name for name, _ in several))
    keys = ", ".join(f"nullif(trim({column}), '')" for _, column in several)
    return f"lower(concat_ws('-', {keys}))"


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    table = open_table(head, desk)
    layout = _layout(table)
    missing = [role for role in ("period", "value") if role not in layout.roles]
    if missing:
        raise ImportFailedError(
            say("{file} has no column for: {roles}.", file=head.name, roles=", ".join(missing))
        )
    reference = Reference()
    indicator, unit = _indicator_sql(layout)
    apart: list[object] = []
    dataflow = _other_dimensions(layout, apart)
    dataflow_column = table.column("dataflow", "structure_id")
    skip = []
    if table.has("action"):
        skip.append(("deleted", f"{_FLAGS.format(column=table.column('action'))} = 'D'"))
    for flag in ("conf_status",):
        if table.has(flag):
            column = _FLAGS.format(column=table.column(flag))
            skip.append(
                (
                    "suppressed",
                    f"{column} IN ('C', 'N', 'S') AND trim(coalesce({layout.roles['value']}, '')) = ''",
                )
            )
    remarks = [
        say("Figures are kept apart by: {columns}.", columns=", ".join(map(str, names)))
        for names in apart
        if isinstance(names, tuple)
    ]
    eurostat = dataflow_column != "''" and any(
        row[int(dataflow_column[1:])].startswith("ESTAT") for row in table.dialect.samples[:1]
    )
    return Plan(
        relation=table.relation,
        region=_column(layout, "region", region_recode(reference)),
        market=_column(layout, "market", _market(reference, "market" in layout.roles)),
        product=_column(layout, "product", _product(reference, "product" in layout.roles)),
        flow=_flow(layout, options),
        period=Column(_coded(layout.roles["period"]), label=layout.labels["period"]),
        measures=(
            Measure(layout.roles["value"], unit, indicator, _multiplier(layout), layout.labels["value"]),
        ),
        dataflow=dataflow,
        bases={
            "": Basis(
                "Eurostat Comext" if eurostat else "SDMX",
                "欧盟统计局Comext" if eurostat else "SDMX",
                "As reported to the publisher of the file",
                "以文件发布方口径为准",
                "exports FOB, imports CIF",
                "reporter",
            )
        },
        origin=Origin("Eurostat", "Comext", "https://ec.europa.eu/eurostat", "Eurostat reuse policy")
        if eurostat
        else Origin("Publisher of the file", head.name, reliability="secondary"),
        skip=tuple(skip),
        table=table,
        files=(head.path,),
        decimal_comma=table.dialect.decimal_comma,
        remarks=tuple(remarks),
        extra_mapping={"indicator": layout.labels["indicator"]} if "indicator" in layout.roles else {},
    )


def _market(reference: Reference, known: bool) -> Recode:
    inner = market_recode(reference)
    return inner if known else lambda _code, _name: inner("WORLD", "")


def _product(reference: Reference, known: bool) -> Recode:
    inner = product_recode(reference)

    def recode(code: str, name: str) -> Draft:
        return inner(code, name) if known else inner("TOTAL", "")

    return recode


IMPORTER = Importer("sdmx-csv", "SDMX-CSV, such as Eurostat Comext", _can_read, _read)
