"""Counting what was staged: rows, totals, aggregates and problems, as the validation form shows them."""

from __future__ import annotations

from typing import Any

import duckdb

from app.data.imports.findings import Findings, Problem, Total, Whole
from app.data.imports.messages import Message, say
from app.data.imports.notes import is_note
from app.data.imports.plan import Importer, Plan
from app.data.imports.reporters import SERIES, all_reported, countries_that_report
from app.data.imports.staging import Staged
from app.data.imports.workspace import Workspace
from app.data.sql import literal

_MONTHS = """if(bool_or(length(period) NOT BETWEEN 6 AND 7), 0,
    count(DISTINCT period) FILTER (NOT contains(period, 'Q'))
    + 3 * count(DISTINCT period) FILTER (contains(period, 'Q')))"""
"""SQL for the months that a year's months or quarters make; 0 beside whole years and other spans."""
LINES_SHOWN = 20
FIRST_ROWS = 5
_COUNTED = "problem = '' AND whole = '' AND indicator <> 'growth'"
"""What is added up: sound figures that are no whole beside its parts and no part of an incomplete list."""
_SPANS = "(dataflow = 's' OR ends_with(dataflow, '-s'))"
"""Figures of spans of months, such as those from January on."""


def tally(importer: Importer, plan: Plan, staged: Staged, desk: Workspace, name: str) -> Findings:
    """Count everything about the staged figures."""
    connection = desk.connection
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE row_fate AS
        SELECT row, bool_or(problem = '' AND whole IN ('', 'within')) AS kept,
               arg_min(if(problem <> '', problem, 'whole'), measure) AS reason
        FROM figures GROUP BY row"""
    )
    kept = _one(connection, "SELECT count(*) FROM row_fate WHERE kept")
    left_out = {
        str(reason): int(count)
        for reason, count in connection.execute(
            "SELECT reason, count(*) FROM row_fate WHERE NOT kept GROUP BY reason ORDER BY 2 DESC, 1"
        ).fetchall()
    }
    for kind, lines in _unreadable(staged).items():
        left_out[kind] = len(lines)
    common = _common(importer, plan, staged, name)
    common["remarks"] += (*_flags(connection), *_regimes(staged), *_reporters(connection, plan, staged))
    return Findings(
        **common,
        rows_read=staged.rows + len(staged.rejected),
        rows_kept=kept,
        figures_kept=_one(
            connection, "SELECT count(*) FROM figures WHERE problem = '' AND whole IN ('', 'within')"
        ),
        left_out=left_out,
        totals=_totals(connection, "''"),
        totals_by_year=_totals(connection, "left(period, 4)"),
        wholes=_wholes(connection, staged),
        problems=tuple(_problems(connection, plan, staged, staged.rows + len(staged.rejected))),
    )


def first_look(
    importer: Importer,
    plan: Plan,
    staged: Staged,
    name: str,
    *,
    rows_kept: int,
    figures_kept: int,
    totals: tuple[Total, ...],
    totals_by_year: tuple[Total, ...],
    missing_quantities: int,
) -> Findings:
    """Findings of a file in which every row is sound."""
    missing = Problem("suppressed", missing_quantities, (), "") if missing_quantities else None
    return Findings(
        **_common(importer, plan, staged, name),
        rows_read=staged.rows,
        rows_kept=rows_kept,
        figures_kept=figures_kept,
        left_out={},
        totals=totals,
        totals_by_year=totals_by_year,
        wholes=(),
        problems=(missing,) if missing else (),
    )


def _common(importer: Importer, plan: Plan, staged: Staged, name: str) -> dict[str, Any]:
    """What is known of a file without looking at its figures."""
    survey = plan.table.survey if plan.table else None
    return {
        "importer": importer.id,
        "title": importer.title,
        "file": name,
        "encoding": plan.encoding or (_shown_encoding(survey.encoding) if survey else ""),
        "size": survey.size if survey else sum(path.stat().st_size for path in plan.files),
        "sha256": survey.sha256 if survey else "",
        "mapping": _mapping(plan),
        "header": plan.table.dialect.header if plan.table else (),
        "first_rows": plan.table.dialect.samples[:FIRST_ROWS] if plan.table else (),
        "members": {key: len(found) for key, found in staged.members.items() if len(found) > 1},
        "periods": staged.periods,
        "remarks": (*plan.remarks, *_remarks(plan), *staged.remarks, *_doubt(staged)),
        "flow_missing": staged.flow_missing,
        "period_missing": staged.period_missing,
        "doubtful": staged.doubtful,
        "publisher": plan.origin.publisher,
    }


def _doubt(staged: Staged) -> tuple[Message, ...]:
    """That a number may be read in two ways, where it may."""
    if not staged.doubtful:
        return ()
    return (
        say(
            "Numbers such as {number} may have decimals or parted thousands: nothing in the file tells.",
            number=staged.doubtful,
        ),
    )


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row: tuple[Any, ...] | None = connection.execute(sql).fetchone()
    return int(row[0] or 0) if row else 0


def _shown_encoding(encoding: str) -> str:
    return {"utf-8-sig": "UTF-8 (with BOM)", "latin-1": "ISO-8859-1", "cp1252": "Windows-1252"}.get(
        encoding, encoding.upper()
    )


def _mapping(plan: Plan) -> dict[str, str]:
    columns = {
        "region": plan.region,
        "market": plan.market,
        "product": plan.product,
        "flow": plan.flow,
        "period": plan.period,
    }
    found = {name: column.label for name, column in columns.items() if column.label}
    if plan.regime and plan.regime.label:
        found["regime"] = plan.regime.label
    for measure in plan.measures:
        if measure.label:
            indicator = measure.indicator.strip("'")
            key = indicator if indicator in ("value", "quantity", "growth") else "value"
            found[key] = f"{found[key]}, {measure.label}" if key in found else measure.label
    return found | dict(plan.extra_mapping)


def _totals(connection: duckdb.DuckDBPyConnection, year: str) -> tuple[Total, ...]:
    """Sums in decimal arithmetic, to whole units; several dataflows stay apart."""
    several = _one(connection, "SELECT count(DISTINCT dataflow) FROM figures WHERE problem = ''") > 1
    dataflow = "dataflow" if several else "''"
    found = connection.execute(
        f"""SELECT flow, indicator, unit, {year} AS year, {dataflow} AS dataflow,
               CAST(round(sum(CAST(value AS DECIMAL(38, 4)))) AS HUGEINT), {_MONTHS}
        FROM figures WHERE {_COUNTED} {"" if _spans_are_apart(connection) else f"AND NOT {_SPANS}"}
        GROUP BY ALL ORDER BY year, dataflow, flow, indicator DESC, unit"""
    ).fetchall()
    return tuple(
        Total(flow, indicator, unit, int(total), when, which, int(months) if when else 0)
        for flow, indicator, unit, when, which, total, months in found
    )


def _spans_are_apart(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether spans of months are all that a file has, one a year: they hold no month twice."""
    several = _one(
        connection,
        f"""SELECT count(*) FROM (SELECT 1 FROM figures WHERE {_COUNTED}
        GROUP BY dataflow, left(period, 4) HAVING count(DISTINCT period) > 1 OR NOT bool_and({_SPANS}))""",
    )
    return several == 0


def _wholes(connection: duckdb.DuckDBPyConnection, staged: Staged) -> tuple[Whole, ...]:
    found: list[Whole] = []
    for name in ("region", "market", "product", "regime"):
        rows = connection.execute(
            f"""SELECT {name}, count(DISTINCT row), flow, unit,
                CAST(round(sum(CAST(value AS DECIMAL(38, 4)))) AS HUGEINT)
            FROM figures WHERE problem = '' AND string_split(whole, '+')[1] = '{name}' AND indicator = 'value'
            GROUP BY ALL ORDER BY 2 DESC, 1, 3 LIMIT 100"""
        ).fetchall()
        for code, count, flow, unit, total in rows:
            draft = staged.members.get(name, {}).get(code)
            found.append(Whole(name, code, draft.name_en if draft else code, count, flow, unit, int(total)))
    return tuple(found)


def _problems(
    connection: duckdb.DuckDBPyConnection, plan: Plan, staged: Staged, rows_read: int
) -> list[Problem]:
    found: list[Problem] = []
    kinds = connection.execute(
        f"""SELECT problem, count(*), list_sort(min(DISTINCT row, {LINES_SHOWN})), first(text ORDER BY row)
        FROM figures WHERE problem NOT IN ('', 'again') AND NOT {_unused(plan)}
        GROUP BY problem ORDER BY 2 DESC, 1"""
    ).fetchall()
    rows = {row for _, _, some, _ in kinds for row in some}
    lines = plan.table.lines_of(rows, rows_read) if plan.table else {row: row for row in rows}
    for kind, count, some, example in kinds:
        found.append(
            Problem(
                kind, count, tuple(sorted({lines.get(row, row) for row in some})), str(example or "")[:80]
            )
        )
    for kind, unreadable in _unreadable(staged).items():
        shown = unreadable[:LINES_SHOWN]
        found.append(Problem(kind, len(unreadable), tuple(line for line, _ in shown), shown[0][1][:80]))
    return found


def _unused(plan: Plan) -> str:
    """SQL for the empty cells of further quantities: most goods have but one."""
    quantities = [n for n, measure in enumerate(plan.measures) if measure.indicator == "'quantity'"]
    further = ", ".join(map(str, quantities[1:])) or "NULL"
    return f"(problem = 'suppressed' AND coalesce(measure IN ({further}), false))"


def _unreadable(staged: Staged) -> dict[str, list[tuple[int, str]]]:
    """Lines that are no rows, with their texts: notes below the table, and what could not be read."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line, _, text in staged.rejected:
        kind = "note" if is_note(text) else "fields"
        found.setdefault(kind, []).append((line, text))
    return found


def _flags(connection: duckdb.DuckDBPyConnection) -> tuple[Message, ...]:
    """What becomes of the flags beside figures."""
    found = connection.execute(
        """SELECT flag, count(*) FROM figures WHERE problem = '' AND flag <> ''
        GROUP BY flag ORDER BY 2 DESC, 1 LIMIT 10"""
    ).fetchall()
    if not found:
        return ()
    flags = ", ".join(f"{flag} ({count:,})" for flag, count in found)
    text = say(
        "The publisher flags figures: {flags}. With e, f or i they are kept as approximate; other flags are "
        "not kept.",
        flags=flags,
    )
    return (text,)


def _regimes(staged: Staged) -> tuple[Message, ...]:
    """That all trade modes together are a sum."""
    apart = staged.members.get("regime", {})
    if not apart or "all" in apart:
        return ()
    text = say(
        "No figure is of all trade modes together: those are the sums of the {count} in the file.",
        count=len(apart),
    )
    return (text,)


def _reporters(connection: duckdb.DuckDBPyConnection, plan: Plan, staged: Staged) -> tuple[Message, ...]:
    """That countries are added up only where all of them have reported."""
    countries = countries_that_report(staged.members.get("region", {}))
    if plan.reconciled or not countries:
        return ()
    codes = f"[{', '.join(map(literal, sorted(countries)))}]"
    sound = "(SELECT * FROM figures WHERE problem = '')"
    complete = _one(connection, f"SELECT count(*) FROM ({all_reported(sound, codes)})")
    every = _one(
        connection, f"SELECT count(*) FROM (SELECT DISTINCT {', '.join(SERIES)}, period FROM {sound})"
    )
    if complete == every:
        return ()
    text = say(
        "The {count} regions do not all have figures of every period: they are added up only where they do.",
        count=len(countries),
    )
    return (text,)


def _remarks(plan: Plan) -> list[Message]:
    table = plan.table
    if table is None:
        return []
    found = []
    if table.dialect.extra_fields > 0:
        found.append(
            say(
                "Rows have {count} field(s) more than the header: read by place, nothing is shifted.",
                count=table.dialect.extra_fields,
            )
        )
    if table.dialect.extra_fields < 0:
        found.append(
            say(
                "The header has {count} field(s) more than the rows, without a name: left aside.",
                count=-table.dialect.extra_fields,
            )
        )
    if not table.survey.ends_with_newline:
        found.append(say("The last line does not end: the download may be cut off."))
    return found
