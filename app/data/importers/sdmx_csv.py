"""SDMX-CSV 1.0 and 2.0: Eurostat's Comext and what OECD, IMF and others send, codes or labels.

Columns are found by their ids. A dimension that this program does not know keeps its figures in a
dataflow of their own, so that nothing on different bases is ever added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.data.importers.sdmx_layout import (
    IN_FIRST_CELL,
    ROLES,
    Field,
    Layout,
    fields_of,
    indicators_of,
    layout_of,
    periods_of,
)
from app.data.importers.sdmx_titles import agency, bases, with_every_text
from app.data.imports.any_table import open_table
from app.data.imports.head import Head
from app.data.imports.messages import ImportFailedError, say
from app.data.imports.plan import (
    EVERY_ROW,
    Column,
    Draft,
    Importer,
    Measure,
    Options,
    Plan,
    Recode,
)
from app.data.imports.recode import (
    Reference,
    constant,
    market_recode,
    prefixed_draft,
    product_recode,
    region_recode,
)
from app.data.imports.unpivot import ROW, unpivoted
from app.data.imports.workspace import Workspace
from app.data.reference.harmonised import is_all_products
from app.data.reference.units import SCALES
from app.data.sql import literal

_VALUES = ROLES["value"][:1]
_PERIODS = ROLES["period"][:2]
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
    ("MIO_EXP_VAL", "value", "million euros"),
    ("MIO_IMP_VAL", "value", "million euros"),
    ("MIO_BAL_VAL", "value", "million euros"),
    ("THS_EUR", "value", "thousand euros"),
    ("TRD_VAL", "value", "million euros"),
    ("-TRD-VL", "value", "thousand USD"),
    ("US_DOLLAR", "value", "USD"),
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
    ("MIO_EXP", "export"),
    ("MIO_IMP", "import"),
    ("MIO_BAL", "balance"),
    ("XPRT", "export"),
    ("MPRT", "import"),
)
_RELATIVE = r"^(PC_|I(VOL|VU)_|IV[A-Z0-9]*_|I20[0-9]{2}|COVR|GRT_|RT_)"
"""How indicators of Eurostat begin that are shares, rates and indices: no figures of trade."""
_PLAIN = "^(T?XG_|T?MG_|TBG|MIO_(EXP|IMP|BAL)_VAL$|[XM]PRT-TRD-VL$)|EXPORT|IMPORT|BALANCE|VALUE|QUANTITY"
"""Indicators that say no more than their flow and unit, on the usual valuation."""
_OF_TRADE = ("indicator", "indicator_code", "indic_et")
_NO_FIGURE = r"^:\s*[a-z]{0,3}$"
"""A colon with a flag behind it: Eurostat has no figure, or keeps it to itself."""
_SERVICES = ("SERVICE", "SERVICESITEM")
_ALL_SERVICES = ("S", "SPX", "_T", "S200")
_HARMONISED = (
    "product",
    "commodity",
    "cmd_code",
    "hs",
    "cn",
    "product_code",
    "productcode",
    "commodity_code",
)
_OF_IMF = frozenset({"country_name", "indicator_code", "counterpart_country_name"})
"""What a table of the IMF has beside a column for each year."""
_PANEL = frozenset({"country_name", "counterpart_country_name", "time_period"})
"""What it has beside a column for each indicator."""
_FLAGS = "trim(upper(coalesce({column}, '')))"


def _can_read(head: Head) -> float:
    if head.dialect is None:
        return 0.0
    ids = {field.id for field in fields_of(head.dialect)}
    periods = periods_of(head.dialect)
    if (periods and ids >= _OF_IMF) or (indicators_of(head.dialect) and ids >= _PANEL):
        return 0.95
    whole = bool(ids & set(_VALUES)) and bool(ids & set(_PERIODS))
    named = bool(ids & {"dataflow", "structure"})
    if whole and named:
        return 0.98
    if periods and (ids & {"dataset", "series_code"} or IN_FIRST_CELL in head.dialect.header[0]):
        return 0.95 if ids & set(ROLES["region"]) else 0.0
    return 0.6 if whole and ids & set(ROLES["region"]) else 0.0


def _coded(column: str) -> str:
    """SQL for the code of 'DE: Germany', which labels=both writes; other texts stay."""
    return f"if(regexp_matches({column}, '^[A-Za-z0-9_]+: '), split_part({column}, ': ', 1), {column})"


def _named(column: str) -> str:
    return f"if(regexp_matches({column}, '^[A-Za-z0-9_]+: '), split_part({column}, ': ', 2), '')"


def _column(layout: Layout, role: str, recode: Recode) -> Column:
    if role not in layout.roles:
        return Column("''", recode)
    field = layout.roles[role]
    return Column(_coded(field.sql), recode, layout.names.get(role) or _named(field.sql), field.name)


def _indicator_sql(layout: Layout) -> tuple[str, str]:
    """SQL for what a row's figure is, and for its unit."""
    unit = _coded(layout.roles["unit"].sql) if "unit" in layout.roles else "''"
    if "indicator" not in layout.roles:
        physical = "'KG', 'T', 'TON', 'TONNE', 'KGS', 'M3', 'L', 'UNITS', 'PIECES', '100KG', 'TNE', 'KGM'"
        return f"CASE WHEN upper({unit}) IN ({physical}) THEN 'quantity' ELSE 'value' END", unit
    text = f"upper(replace({_coded(layout.roles['indicator'].sql)}, ' ', '_'))"
    kinds = " ".join(
        f"WHEN contains({text}, {literal(key)}) THEN {literal(kind)}" for key, kind, _ in _INDICATORS
    )
    units = " ".join(
        f"WHEN contains({text}, {literal(key)}) THEN {literal(found)}"
        for key, _, found in _INDICATORS
        if found
    )
    return f"CASE {kinds} ELSE 'value' END", f"CASE {units} ELSE {unit} END"


def _flow(layout: Layout, options: Options) -> Column:
    if "flow" in layout.roles:
        field = layout.roles["flow"]
        return Column(_coded(field.sql), label=field.name)
    if layout.names_seller:
        return Column("'export'", label="(exporter to importer)")
    if "indicator" not in layout.roles:
        return Column(literal(options.flow))
    field = layout.roles["indicator"]
    text = f"upper({_coded(field.sql)})"
    found = " ".join(f"WHEN starts_with({text}, '{key}') THEN '{flow}'" for key, flow in _FLOW_IN_INDICATOR)
    words = (
        f"WHEN contains({text}, 'BALANCE') OR starts_with({text}, 'TBG') THEN 'balance' "
        f"WHEN contains({text}, 'EXPORT') THEN 'export' WHEN contains({text}, 'IMPORT') THEN 'import'"
    )
    return Column(f"CASE {found} {words} ELSE {literal(options.flow)} END", label=field.name)


def _multiplier(layout: Layout) -> str:
    """SQL for ten to the power of UNIT_MULT, or for 'Millions'; NULL where it is beyond what is known."""
    if "power" not in layout.roles:
        return "1"
    power = layout.roles["power"].sql
    word = rf"regexp_replace(lower(trim({power})), 's?( of .*| *\(.*)?$', '')"
    known = " ".join(f"WHEN {word} = '{scale}' THEN {factor}" for scale, factor in SCALES.items())
    digits = f"TRY_CAST(regexp_extract(trim({power}), '^-?[0-9]+') AS INTEGER)"
    return (
        f"CASE WHEN coalesce({word}, '') IN ('', 'unit', 'one') THEN 1 {known} "
        f"WHEN {digits} BETWEEN -3 AND 9 THEN pow(10, {digits}) END"
    )


def _number(layout: Layout) -> str:
    """SQL for a figure without the flag that Eurostat writes behind it: '12.5 p', ': c'."""
    text = f"trim({layout.roles['value'].sql})"
    return rf"regexp_replace({text}, '^(:|[-0-9.,eE+]+)\s+[a-z]+$', '\1')"


def _flag(layout: Layout) -> str:
    """SQL for the flag behind a figure, or in a column beside it; A is a figure like any other."""
    behind = rf"regexp_extract(trim({layout.roles['value'].sql}), '[0-9]\s+([a-z]+)$', 1)"
    code = _coded(layout.table.column("obs_flag", "obs_status"))
    beside = f"regexp_extract(lower(trim({code})), '^[b-z][a-z]{{0,2}}$')"
    return f"coalesce(nullif({behind}, ''), {beside})"


def _other_dimensions(layout: Layout) -> list[Field]:
    """The dimensions that are not known here and say something; of an indicator what is no flow or unit."""
    several = [field for field in layout.others if set(field.samples) - {""}]
    indicator = layout.roles.get("indicator")
    if indicator is None or indicator.id in ("indicators", "series"):
        return several
    text = f"upper({_coded(indicator.sql)})"
    at_port = f"regexp_matches({text}, '(^T?MG|IMPORT).*FOB')"
    plain = f"regexp_matches({text}, '{_PLAIN}')" if indicator.id in _OF_TRADE else "false"
    own = f"CASE WHEN {at_port} THEN 'imports FOB' WHEN {plain} THEN '' ELSE {_coded(indicator.sql)} END"
    return [*several, Field(indicator.name, own, indicator.samples)]


def _spelled(field: Field, text: str) -> str:
    """What `_other_dimensions` makes of a text, for the first rows."""
    code = text.partition(": ")[0] if re.match("[A-Za-z0-9_]+: ", text) else text
    if field.id not in ROLES["indicator"]:
        return text.strip()
    if re.search("(^T?MG|IMPORT).*FOB", code.upper()):
        return "imports FOB"
    return "" if field.id in _OF_TRADE and re.search(_PLAIN, code.upper()) else code


def _read(head: Head, desk: Workspace, options: Options) -> Plan:
    table = open_table(head, desk)
    layout = layout_of(table)
    missing = [role for role in ("period", "value") if role not in layout.roles]
    if missing:
        raise ImportFailedError(
            say("{file} has no column for: {roles}.", file=head.name, roles=", ".join(missing))
        )
    reference = Reference()
    indicator, unit = _indicator_sql(layout)
    apart = _other_dimensions(layout)
    keys = ", ".join(f"nullif(trim({field.sql}), '')" for field in apart)
    named = [field.name for field in apart if field.name != layout.indicator_name]
    remarks = [say("Figures are kept apart by: {columns}.", columns=", ".join(named))] if named else []
    basis, origin = agency(table, head.name)
    fields = with_every_text(fields_of(table.dialect), apart, table, desk)
    return Plan(
        relation=unpivoted(table, layout.series) if layout.series else table.relation,
        row=ROW if layout.series else EVERY_ROW,
        region=_column(layout, "region", region_recode(reference)),
        market=_column(layout, "market", _market(reference, "market" in layout.roles)),
        product=_column(layout, "product", _product(reference, layout.roles.get("product"))),
        flow=_flow(layout, options),
        period=Column(_coded(layout.roles["period"].sql), label=layout.roles["period"].name),
        measures=(
            Measure(_number(layout), unit, indicator, _multiplier(layout), layout.roles["value"].name),
        ),
        dataflow=f"lower(concat_ws('-', {keys}))" if apart else "''",
        bases=bases(basis, apart, fields, _spelled),
        origin=origin,
        flag=_flag(layout),
        partial=_incomplete(layout),
        skip=tuple(_skipped(layout)),
        table=table,
        files=(head.path,),
        remarks=tuple(remarks),
        extra_mapping={"indicator": layout.roles["indicator"].name} if "indicator" in layout.roles else {},
    )


def _incomplete(layout: Layout) -> frozenset[str]:
    """Services come with memorandum items and groups that overlap: they never add up."""
    field = layout.roles.get("product")
    services = field is not None and _classification(field) in _SERVICES
    return frozenset({"product"}) if services else frozenset()


def _skipped(layout: Layout) -> Iterator[tuple[str, str]]:
    """Rows that say that there is no figure."""
    table = layout.table
    if table.has("action"):
        yield "deleted", f"{_FLAGS.format(column=table.column('action'))} = 'D'"
    if table.has("attribute"):  # of the IMF: figures and what is said of them stand in rows of their own
        yield "not trade", f"trim({table.column('attribute')}) NOT IN ('Value', '')"
    if "indicator" in layout.roles:
        indicator = f"upper({_coded(layout.roles['indicator'].sql)})"
        yield "relative", f"regexp_matches({indicator}, '{_RELATIVE}')"
    yield "suppressed", f"regexp_matches(trim({layout.roles['value'].sql}), '{_NO_FIGURE}')"
    if table.has("conf_status"):
        column = _FLAGS.format(column=table.column("conf_status"))
        empty = f"trim(coalesce({layout.roles['value'].sql}, '')) = ''"
        yield "suppressed", f"{column} IN ('C', 'N', 'S') AND {empty}"


def _market(reference: Reference, known: bool) -> Recode:
    inner = market_recode(reference)
    return inner if known else lambda _code, _name: inner("WORLD", "")


def _product(reference: Reference, field: Field | None) -> Recode:
    """Products of HS; those of another classification stay under its name, whatever their codes look like."""
    inner = product_recode(reference)
    if field is None:
        return constant(inner("TOTAL", ""))
    name = _classification(field)
    if not name:
        return inner

    def recode(code: str, label: str) -> Draft:
        if (is_all_products(code) and not code.isdigit()) or (name in _SERVICES and code in _ALL_SERVICES):
            return inner("TOTAL", "")
        if name in _SERVICES:
            return prefixed_draft(name, code, label)
        return prefixed_draft(name, code, label) if code.isdigit() else inner(f"{name}-{code}", label or code)

    return recode


def _classification(field: Field) -> str:
    """The name of what is not HS: by the column's name, or by codes of one, three or five digits."""
    if field.id not in _HARMONISED:
        return field.id.upper().replace("_", "")
    codes = {text.partition(":")[0].strip() for text in field.samples}
    return "SITC" if any(code.isdigit() and len(code) in (1, 3, 5) for code in codes) else ""


IMPORTER = Importer("sdmx-csv", "SDMX-CSV, such as Eurostat Comext", _can_read, _read)
