"""Writing a data set from figures that were judged one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.data.imports.examine import Examined
from app.data.imports.plan import Draft, Plan
from app.data.imports.recode import Reference
from app.data.imports.roll_up import MANY_FACTS, RollUp, roll_up
from app.data.imports.store_file import (
    DIMENSIONS,
    MEASURE_SQL,
    OUT,
    ROW_NOTE_SQL,
    ROWS_NUMBERED,
    Identity,
    Part,
    branch,
    cast,
    create_cells,
    create_types,
    facts_part,
    sum_note,
    write_dataflows,
    write_sources,
    write_trees,
)
from app.data.imports.totals import write_totals
from app.data.imports.tree import Tree, grow
from app.data.sql import literal
from app.model.dimension import DIMENSIONS as TREES

_STORED = "problem = '' AND whole IN ('', 'within')"
_WHOLE = "problem = '' AND whole NOT IN ('', 'within')"
_TOTALS = """(SELECT * EXCLUDE (is_group) FROM given
    UNION ALL SELECT *, 'derived' FROM sums UNION ALL SELECT *, 'derived' FROM over_regimes)"""
_MODES_NAMED = 4
"""Trade modes that a basis names."""
_TOTALS_ORDER = ("indicator", "region", "market", "product", "period", "flow")


def write(found: Examined, identity: Identity) -> int:
    """Write everything into the attached file `out`; gives the number of facts.

    Raises:
        ImportCancelledError: The user stopped it.
    """
    connection, watch = found.desk.connection, found.desk.watch
    reference = Reference()
    trees: dict[str, Tree] = {name: grow(name, _used(found, name), reference) for name in TREES}
    _create_types(found, identity, trees)
    watch.query(connection, _facts_sql(found, identity))
    counted = connection.execute(f"SELECT count(*) FROM {OUT}.main.facts").fetchone()
    count = int(counted[0]) if counted else 0
    watch.query(connection, _given_sql(identity, trees))
    plan = RollUp(trees, found.plan.partial, count > MANY_FACTS, found.plan.reconciled)
    _add_up_regimes(found)
    columns = f"{', '.join(DIMENSIONS)}, value"
    summable = f"""(SELECT {columns}, 1 AS parts, qualifier FROM {OUT}.main.facts WHERE indicator <> 'growth'
        UNION ALL SELECT {columns}, parts, qualifier FROM over_regimes)"""
    roll_up(connection, plan, summable, "given", watch)
    stored = (*DIMENSIONS, "value", "parts", "qualifier", "status")
    totals = write_totals(connection, _TOTALS, stored, _TOTALS_ORDER, trees, watch)
    write_trees(connection, trees.values())
    write_sources(connection, found.plan, identity)
    write_dataflows(connection, _with_modes(found), identity, _dataflows(found))
    own = {"measure": MEASURE_SQL, "qualifier": "qualifier"}
    facts = branch(identity, "facts", **own, note=ROW_NOTE_SQL if _numbered(found) else "''")
    shared = {
        **own,
        "status": "status",
        "note": f"CASE WHEN status = 'derived' THEN {sum_note('parts', trees)} ELSE '' END",
    }
    summed = [
        Part(branch(identity, part.table, **shared, **part.constants), part.only, part.never)
        for part in totals
    ]
    create_cells(connection, [*summed, facts_part(connection, facts, trees.values())])
    return count


def _used(found: Examined, name: str) -> dict[str, Draft]:
    """The members that sound figures name."""
    rows = found.desk.connection.execute(f"SELECT DISTINCT {name} FROM figures WHERE problem = ''").fetchall()
    drafts = found.staged.members[name]
    return {str(code): drafts[str(code)] for (code,) in sorted(rows)}


def _create_types(found: Examined, identity: Identity, trees: dict[str, Tree]) -> None:
    connection = found.desk.connection
    values: dict[str, Sequence[str]] = {name: tree.ordered() for name, tree in trees.items()}
    for name in ("dataflow", "regime", "flow", "unit"):
        rows = connection.execute(
            f"SELECT DISTINCT {name} FROM figures WHERE problem = '' ORDER BY 1"
        ).fetchall()
        values[name] = [str(value) for (value,) in rows]
    values["dataflow"] = [identity.dataflow(key) for key in values["dataflow"]]
    values["regime"] = ["all", *(regime for regime in values["regime"] if regime != "all")]
    values["period"] = list(found.staged.periods)
    values["indicator"] = ["value", "quantity", "growth"]
    create_types(connection, values)


def _coded(identity: Identity) -> str:
    prefix = literal(f"{identity.id}.")
    sql = {name: name for name in DIMENSIONS} | {"dataflow": f"{prefix} || dataflow"}
    return ", ".join(f"{cast(name, sql[name])} AS {name}" for name in DIMENSIONS)


def _numbered(found: Examined) -> bool:
    return found.findings.rows_read <= ROWS_NUMBERED


def _facts_sql(found: Examined, identity: Identity) -> str:
    numbered = _numbered(found)
    if found.plan.detail == "''":
        row = ", row" if numbered else ""
        source = f"SELECT {', '.join(DIMENSIONS)}, value, qualifier, row FROM figures WHERE {_STORED}"
    else:  # rows that are broken down further than this program tells apart are one figure
        row = ", row" if numbered else ""
        source = (
            f"SELECT {', '.join(DIMENSIONS)}, sum(value) AS value, max(qualifier) AS qualifier, "
            f"min(row) AS row FROM figures WHERE {_STORED} GROUP BY ALL"
        )
    return f"""CREATE TABLE {OUT}.main.facts AS SELECT {_coded(identity)}, value, qualifier{row}
        FROM ({source}) ORDER BY region, market, period, product, flow, indicator"""


def _given_sql(identity: Identity, trees: dict[str, Tree]) -> str:
    """The aggregates of the file, each once."""
    groups = " OR ".join(
        f"{name} IN ({', '.join(literal(code) for code in codes)})"
        for name, tree in trees.items()
        if (codes := [code for code, draft in tree.members.items() if draft.level == "group"])
    )
    return f"""CREATE TEMP TABLE given AS
        SELECT {_coded(identity)}, sum(value) AS value, count(*) AS parts, max(qualifier) AS qualifier,
            'reported' AS status, {groups or "false"} AS is_group
        FROM figures WHERE {_WHOLE} GROUP BY ALL"""


def _modes_alone(found: Examined) -> dict[str, Draft]:
    """The trade modes of a file without figures of all of them together."""
    modes = found.staged.members.get("regime", {})
    return {} if "all" in modes else modes


def _with_modes(found: Examined) -> Plan:
    """The plan with bases that say which trade modes their totals hold."""
    modes = _modes_alone(found).values()
    if not modes:
        return found.plan
    more = len(modes) - _MODES_NAMED
    english = ", ".join([draft.name_en for draft in modes][:_MODES_NAMED])
    chinese = "、".join([draft.name_zh or draft.name_en for draft in modes][:_MODES_NAMED])
    if more > 0:
        english, chinese = f"{english} and {more} more", f"{chinese}等{len(modes)}种"
    bases = {
        key: replace(
            basis,
            basis_en="; ".join(filter(None, (basis.basis_en, f"trade modes: {english}"))),
            basis_zh="；".join(filter(None, (basis.basis_zh, f"贸易方式：{chinese}"))),
        )
        for key, basis in found.plan.bases.items()
    }
    return replace(found.plan, bases=bases)


def _add_up_regimes(found: Examined) -> None:
    """All trade modes together, where the file has figures of single ones alone.

    Fills the table `over_regimes` from the facts, and adds to the aggregates in `given`.
    """
    connection, watch = found.desk.connection, found.desk.watch
    apart = found.staged.members.get("regime", {}).keys()
    wanted = "true" if apart and "all" not in apart else "false"
    columns = ", ".join(
        f"{cast('regime', literal('all'))} AS regime" if n == "regime" else n for n in DIMENSIONS
    )
    watch.query(
        connection,
        f"""CREATE TEMP TABLE over_regimes AS
        SELECT {columns}, round(sum(value), 4) AS value, count(*) AS parts, max(qualifier) AS qualifier
        FROM {OUT}.main.facts WHERE indicator <> 'growth' AND {wanted} GROUP BY ALL""",
    )
    connection.execute(
        f"""INSERT INTO given
        SELECT {columns}, round(sum(value), 4), sum(parts), max(qualifier), 'derived', is_group
        FROM given WHERE indicator <> 'growth' AND {wanted} GROUP BY ALL"""
    )


def _dataflows(found: Examined) -> list[tuple[str, str, str, list[str]]]:
    rows = found.desk.connection.execute(
        "SELECT dataflow, list(DISTINCT period), list(DISTINCT unit) FILTER (indicator = 'value') "
        "FROM figures WHERE problem = '' GROUP BY dataflow ORDER BY dataflow"
    ).fetchall()
    return [
        (key, key.rpartition("-")[2].upper(), "; ".join(sorted(units or [])), list(periods))
        for key, periods, units in rows
    ]
