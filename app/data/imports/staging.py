"""From a file to figures: every field read as text, every code made a member, every number judged.

The result is the table `figures` of the workspace: one row a figure, with `problem` empty where it is
sound. Nothing is thrown away before it has been counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from app.data.imports.decimals import Decimals, decimals_of, number_sql
from app.data.imports.messages import ImportFailedError, Message, say
from app.data.imports.parsing import flow_of, months_of, periods_of
from app.data.imports.plan import Column, Draft, Plan
from app.data.imports.recode import Reference
from app.data.imports.text_table import REJECTS
from app.data.imports.workspace import Workspace
from app.data.imports.yearly_days import remarks_on, yearly_days
from app.data.reference.units import PlainUnit
from app.model.period import Period

MOST_MEMBERS = 250_000
"""Members of one dimension; more of them are no regions, markets or products."""
MOST_DATAFLOWS = 200
MEMBER_COLUMNS = ("region", "market", "product", "regime")
_CODED = (*MEMBER_COLUMNS, "flow", "period")
"""Dimensions whose codes are numbers of an ENUM type inside, which sorts them like their texts."""
SUPPRESSED = (
    "",
    "...",
    "..",
    ".",
    "…",
    "c",
    "?",
    "-",
    "–",
    "—",
    ":",
    "na",
    "n/a",
    "n.a.",
    "nan",
    "null",
    "none",
    "x",
    "*",
    "**",
    "z",
    "u",
    "s",
    "confidential",
    "保密",
    "none.",
    "--",
    "n.q.",
)
_FREQUENCY_SQL = "if(s.cumulative, 's', nullif(d_period.frequency, ''))"
_APPROXIMATE = "[efi]"
"""Flags of figures that are estimated, forecast or imputed."""
_LARGEST = 1e21
_MONTH = re.compile("month|月", re.IGNORECASE)
"""What the name of a column says whose days are months, even if they are of one January a year."""


@dataclass
class Staged:
    """What was found in the file besides its figures."""

    rows: int
    rejected: list[tuple[int, str, str]]
    """Physical line, kind of error and text of rows that could not be split into fields."""
    members: dict[str, dict[str, Draft]] = field(default_factory=dict)
    """For each dimension, the member of every code in the data set."""
    periods: tuple[str, ...] = ()
    flow_missing: bool = False
    period_missing: bool = False
    remarks: Sequence[Message] = ()
    """What was taken for granted of the periods."""
    doubtful: str = ""
    """A number whose point or comma can be decimal or stand between thousands, where nothing tells which."""


def stage(plan: Plan, desk: Workspace, size: int) -> Staged:
    """Read the file into the tables `staged` and `figures` of the workspace.

    Raises:
        ImportFailedError: What is read is not a table of trade figures.
        ImportCancelledError: The user stopped it.
    """
    connection = desk.connection
    connection.execute("SET preserve_insertion_order = true")
    try:
        rows = plan.table.survey.newlines if plan.table else 0
        desk.watch.query(connection, _staged_sql(plan), size=size, rows=rows)
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise ImportFailedError(
            say("The rows cannot be read: {reason}", reason=str(error).partition("\n")[0])
        ) from None
    rows = _scalar(connection, "SELECT count(DISTINCT row) FROM staged")
    staged = Staged(rows, _rejected(plan, connection))
    if not rows:
        raise ImportFailedError(say("The file has a header but no rows that can be read."))
    _make_dictionaries(plan, desk, staged)
    decimals = _decimals(plan, connection)
    staged.doubtful = decimals.doubtful
    desk.watch.query(connection, _figures_sql(plan, staged, decimal_comma=decimals.sign == ","))
    connection.execute("DROP TABLE staged")
    if plan.table and staged.rejected:
        _count_rejected_rows(
            connection, [line for line, _, _ in staged.rejected], plan.table.dialect.header_lines
        )
    return staged


def _decimals(plan: Plan, connection: duckdb.DuckDBPyConnection) -> Decimals:
    """The decimal sign: as said, as the first rows tell, or as all numbers do where no comma parts fields."""
    if plan.decimal or plan.table is None:
        return Decimals(plan.decimal)
    if plan.table.dialect.decimal_comma or plan.table.dialect.delimiter == ",":
        return Decimals("," if plan.table.dialect.decimal_comma else "")
    return decimals_of(connection, "staged", [f"number_{place}" for place in range(len(plan.measures))])


def _scalar(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def _rejected(plan: Plan, connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]]:
    if plan.table is None:
        return []
    found = connection.execute(
        f"""SELECT line, min(CAST(error_type AS VARCHAR)), first(csv_line) FROM {REJECTS}
        GROUP BY line ORDER BY line"""
    ).fetchall()
    return [(int(line), str(kind), str(text or "")) for line, kind, text in found if str(text or "").strip()]


def _count_rejected_rows(connection: duckdb.DuckDBPyConnection, lines: list[int], header_lines: int) -> None:
    """Make row numbers those of the file: rows that could not be read count as well."""
    before = [line - header_lines - 1 - earlier for earlier, line in enumerate(lines)]
    shifts = list(range(1, len(lines) + 1))
    connection.execute("CREATE TEMP TABLE rejected_at (before BIGINT, shift BIGINT)")
    connection.execute("INSERT INTO rejected_at SELECT unnest(?), unnest(?)", [before, shifts])
    connection.execute(
        """CREATE TABLE numbered AS SELECT f.* REPLACE (f.row + coalesce(r.shift, 0) AS row)
        FROM figures f ASOF LEFT JOIN (SELECT before, max(shift) AS shift FROM rejected_at GROUP BY before) r
        ON f.row > r.before"""
    )
    connection.execute("DROP TABLE figures")
    connection.execute("ALTER TABLE numbered RENAME TO figures")


def _columns(plan: Plan) -> dict[str, Column]:
    found = {"region": plan.region, "market": plan.market, "product": plan.product}
    return found | ({"regime": plan.regime} if plan.regime else {})


def _staged_sql(plan: Plan) -> str:
    parts = [f"{plan.row} AS row"]
    for name, column in {**_columns(plan), "flow": plan.flow, "period": plan.period}.items():
        parts.append(f"trim(coalesce({column.code}, '')) AS {name}_code")
        parts.append(f"trim(coalesce({column.name}, '')) AS {name}_name")
    parts.append(f"coalesce({plan.dataflow}, '') AS dataflow_key")
    parts.append(f"coalesce({plan.cumulative}, false) AS cumulative")
    parts.append(f"lower(trim(coalesce({plan.flag}, ''))) AS flag")
    parts.append(f"coalesce({plan.detail}, '') AS detail")
    cases = " ".join(f"WHEN {condition} THEN '{reason}'" for reason, condition in plan.skip)
    parts.append(f"CASE {cases} ELSE '' END AS skip" if cases else "'' AS skip")
    for number, measure in enumerate(plan.measures):
        parts.append(f"trim(coalesce({measure.number}, '')) AS number_{number}")
        parts.append(f"trim(coalesce({measure.unit}, '')) AS unit_{number}")
        parts.append(f"{measure.indicator} AS indicator_{number}")
        parts.append(f"CAST({measure.multiplier} AS DECIMAL(14, 3)) AS times_{number}")
        if measure.estimated:
            parts.append(f"coalesce({measure.estimated}, false) AS estimated_{number}")
    return f"CREATE TEMP TABLE staged AS SELECT {', '.join(parts)} FROM {plan.relation}"


def _make_dictionaries(plan: Plan, desk: Workspace, staged: Staged) -> None:
    connection = desk.connection
    for name, column in _columns(plan).items():
        desk.watch.check()
        staged.members[name] = _member_dictionary(connection, name, column)
    flows = _distinct(connection, "flow", plan.flow, lambda raws: {raw: flow_of(raw) for raw in raws})
    staged.flow_missing = set(flows.values()) <= {""}
    of_months = _MONTH.search(plan.period.label) is not None
    periods = _distinct(connection, "period", plan.period, months_of if of_months else periods_of)
    staged.remarks = () if of_months else remarks_on(yearly_days(periods))
    staged.period_missing = not plan.period.label and set(periods) <= {""}
    staged.periods = tuple(sorted({*periods.values()} - {""}, key=lambda p: Period.parse(p).sort_key()))
    _check_dataflows(connection)
    _unit_dictionary(plan, connection)


def _distinct(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    column: Column,
    parse: Callable[[list[str]], dict[str, str]],
) -> dict[str, str]:
    raws = [
        str(raw)
        for (raw,) in connection.execute(
            f"SELECT DISTINCT if({name}_code <> '', {name}_code, {name}_name) FROM staged LIMIT 20001"
        ).fetchall()
    ]
    if len(raws) > 20_000:
        raise ImportFailedError(
            say(
                "Column '{column}' has more than 20,000 different values: it is no {name}.",
                column=column.label,
                name=name,
            )
        )
    found = parse(raws)
    if name == "period":
        extra = [_frequency(code) for code in found.values()]
        _table(connection, "period", found, frequency=extra)
    else:
        _table(connection, name, found)
    return found


def _frequency(period: str) -> str:
    return Period.parse(period).frequency.lower() if period else ""


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, codes: Mapping[str, str | None], **more: list[Any]
) -> None:
    extra = "".join(f", {column} VARCHAR" for column in more)
    connection.execute(f"CREATE TEMP TABLE d_{name} (raw VARCHAR, code VARCHAR{extra})")
    if codes:
        places = ", ".join(["unnest(?)"] * (2 + len(more)))
        connection.execute(
            f"INSERT INTO d_{name} SELECT {places}", [list(codes), list(codes.values()), *more.values()]
        )
    if name in _CODED and any(code is not None for code in codes.values()):
        kind = f"SELECT DISTINCT code FROM d_{name} WHERE code IS NOT NULL ORDER BY code"
        connection.execute(f"CREATE TYPE k_{name} AS ENUM ({kind})")
        connection.execute(f"ALTER TABLE d_{name} ALTER code TYPE k_{name}")


def _member_dictionary(connection: duckdb.DuckDBPyConnection, name: str, column: Column) -> dict[str, Draft]:
    raws = connection.execute(
        f"""SELECT if({name}_code <> '', {name}_code, {name}_name) AS raw, first({name}_code),
               first({name}_name ORDER BY row DESC)
        FROM staged GROUP BY raw ORDER BY raw LIMIT {MOST_MEMBERS + 1}"""
    ).fetchall()
    if len(raws) > MOST_MEMBERS:
        raise ImportFailedError(
            say(
                "Column '{column}' has more than {most} different values: it is no {name}.",
                column=column.label,
                most=f"{MOST_MEMBERS:,}",
                name=name,
            )
        )
    codes: dict[str, str | None] = {}
    members: dict[str, Draft] = {}
    for raw, code, label in raws:
        missing = not raw and bool(column.label) and name != "regime"
        if missing:
            codes[raw] = None
            continue
        draft = column.recode(code, label)
        codes[raw] = draft.code
        members.setdefault(draft.code, draft)
    _table(connection, name, codes)
    return members


def _check_dataflows(connection: duckdb.DuckDBPyConnection) -> None:
    count = _scalar(connection, "SELECT count(DISTINCT dataflow_key) FROM staged")
    if count > MOST_DATAFLOWS:
        raise ImportFailedError(
            say(
                "The file holds {count} kinds of figures on different bases: choose fewer when you "
                "download it, or say with --mapping which columns to use.",
                count=count,
            )
        )


def _unit_dictionary(plan: Plan, connection: duckdb.DuckDBPyConnection) -> None:
    every = " UNION ".join(f"SELECT DISTINCT unit_{n} AS raw FROM staged" for n in range(len(plan.measures)))
    table = Reference().units
    found: dict[str, PlainUnit | None] = {
        raw: table.find(raw) for (raw,) in connection.execute(every).fetchall()
    }
    if len(found) > 1000:
        raise ImportFailedError(say("The column of units has more than 1,000 different values."))
    _table(
        connection,
        "unit",
        {raw: unit.unit if unit else None for raw, unit in found.items()},
        multiplier=[str(unit.multiplier) if unit else "1" for unit in found.values()],
    )


def _figures_sql(plan: Plan, staged: Staged, *, decimal_comma: bool) -> str:
    names = list(_columns(plan))
    joins = " ".join(
        f"JOIN d_{name} ON d_{name}.raw = if(s.{name}_code <> '', s.{name}_code, s.{name}_name)"
        for name in [*names, "flow", "period"]
    )
    codes = ", ".join(f"d_{name}.code AS {name}" for name in names)
    regime = "" if plan.regime else ", 'all' AS regime"
    missing = " OR ".join(f"d_{name}.code IS NULL" for name in names if name != "regime")
    no_period = "" if staged.period_missing else "WHEN d_period.code = '' THEN 'period'"
    branches = [
        f"""SELECT s.row, {number} AS measure,
            concat_ws('-', nullif(s.dataflow_key, ''), {_FREQUENCY_SQL}) AS dataflow,
            {codes}{regime}, d_flow.code AS flow, d_period.code AS period, s.detail, s.flag,
            if({_is_approximate(number, plan)}, '~', '=') AS qualifier,
            s.indicator_{number} AS indicator, d_unit.code AS unit, s.number_{number} AS text,
            {_value_sql(number, decimal_comma)} AS value,
            CASE WHEN s.skip <> '' THEN s.skip WHEN {missing} THEN 'code' {no_period}
                 ELSE '' END AS row_problem
        FROM staged s {joins} JOIN d_unit ON d_unit.raw = s.unit_{number}"""
        for number in range(len(plan.measures))
    ]
    suppressed = ", ".join("'" + text + "'" for text in SUPPRESSED)
    return f"""CREATE TABLE figures AS
        SELECT * EXCLUDE (row_problem, unit), coalesce(unit, '') AS unit,
            CASE WHEN row_problem <> '' THEN row_problem
                 WHEN lower(text) IN ({suppressed}) THEN 'suppressed'
                 WHEN unit IS NULL AND indicator = 'quantity' THEN 'suppressed'
                 WHEN value IS NULL OR abs(value) > {_LARGEST} THEN 'text'
                 WHEN value < 0 AND indicator <> 'growth' AND flow <> 'balance' THEN 'negative'
                 ELSE '' END AS problem
        FROM ({" UNION ALL ".join(branches)})"""


def _is_approximate(number: int, plan: Plan) -> str:
    flagged = f"regexp_matches(s.flag, '{_APPROXIMATE}')"
    return f"{flagged} OR s.estimated_{number}" if plan.measures[number].estimated else flagged


def _value_sql(number: int, decimal_comma: bool) -> str:
    """Decimal arithmetic as far as it reaches: 5432.574 thousand are 5432574, not 5432573.9999999."""
    text = number_sql(f"s.number_{number}", decimal_comma)
    times = f"CAST(d_unit.multiplier AS DECIMAL(10, 0)) * s.times_{number}"
    exact = (
        f"CAST(TRY_CAST({text} AS DECIMAL(24, 6)) "
        f"* TRY_CAST(CAST(d_unit.multiplier AS INTEGER) * s.times_{number} AS DECIMAL(14, 3)) AS DOUBLE)"
    )
    rough = f"TRY_CAST({text} AS DOUBLE) * CAST({times} AS DOUBLE)"
    fine = rf"regexp_matches(s.number_{number}, '[.,][0-9]{{7,}}|[eE]')"
    return f"CASE WHEN {fine} THEN {rough} ELSE coalesce({exact}, {rough}) END"
