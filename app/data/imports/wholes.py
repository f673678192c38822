"""Wholes that sit beside their parts: World, TOTAL, the EU with Germany, two digits with six.

A row is a whole only where a part of it stands in the same file for the same other codes: World as the
only partner is the figure itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, permutations

import duckdb

from app.data.imports.plan import Draft, Plan
from app.data.imports.recode import REPORTERS, Reference, groups_above
from app.data.imports.staging import MEMBER_COLUMNS, Staged
from app.data.imports.workspace import Workspace
from app.data.reference.countries import WORLD
from app.data.reference.groups import EVERY_COUNTRY
from app.data.reference.harmonised import ALL
from app.data.reference.places_of_china import CHINA

_ROOTS: Mapping[str, str] = {"region": REPORTERS, "market": WORLD, "product": ALL, "regime": "all"}
KEY = ("dataflow", "region", "market", "product", "regime", "flow", "period", "indicator", "unit")


def mark(plan: Plan, desk: Workspace, staged: Staged) -> None:
    """Mark breakdowns, duplicates, wholes and parts of incomplete lists in `figures.problem`.

    Adds the column `whole`: the dimensions along which a figure is a whole, joined with '+'; 'within' for
    a part of a list that is not complete.
    """
    connection = desk.connection
    connection.execute("ALTER TABLE figures ADD COLUMN whole VARCHAR DEFAULT ''")
    _same_measure_twice(plan, connection)
    if plan.detail != "''":
        _leave_out_breakdowns(connection)
    desk.watch.check()
    _leave_out_duplicates(plan, connection)
    for name in MEMBER_COLUMNS:
        desk.watch.check()
        members = staged.members.get(name, {})
        partial = name in plan.partial
        if pairs := _listed(name, members) if partial else contained(name, members):
            _mark_wholes(connection, name, pairs, partial)
        elif partial and len(members) > 1:  # a list of which nothing is known but that it has no sum
            connection.execute("UPDATE figures SET whole = 'within' WHERE problem = '' AND whole = ''")
    _mark_grand_totals(connection, staged)
    _mark_crossed_margins(connection)


def contained(name: str, members: dict[str, Draft]) -> list[tuple[str, str]]:
    """Pairs of a member and a whole that contains it, both present in the file."""
    present = set(members)
    pairs = {
        (code, whole)
        for code, draft in members.items()
        for whole in draft.above
        if whole in present and not draft.overlapping
    }
    if name == "regime" and "all" in present:
        pairs |= {(code, "all") for code in present - {"all"}}
    if name in ("region", "market"):
        pairs |= _in_groups(members)
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def _listed(name: str, members: dict[str, Draft]) -> list[tuple[str, str]]:
    """Pairs as of `contained` where a list is not complete: all of it is within the whole beside it."""
    root = _ROOTS[name] if name != "region" or REPORTERS in members else CHINA
    whole = {(code, root) for code in members if code != root and root in members}
    return sorted(whole | {pair for pair in contained(name, members) if not members[pair[1]].overlapping})


def _in_groups(members: dict[str, Draft]) -> set[tuple[str, str]]:
    groups = {code: draft for code, draft in members.items() if draft.level == "group"}
    if not groups:
        return set()
    above = groups_above(Reference(), set(members))
    pairs = {(code, whole) for code, wholes in above.items() for whole in wholes}
    pairs |= _groups_within(groups.keys())
    for code, draft in groups.items():
        if draft.overlapping:
            pairs |= {(other, code) for other in members}
    return pairs


def _groups_within(codes: Collection[str]) -> set[tuple[str, str]]:
    """Pairs of groups of which one has every member of the other: the Union of 27 and that of 28."""
    known = Reference().groups.by_code
    listed = [(code, frozenset(known[code].members)) for code in sorted(codes) if code in known]
    return {
        (part, whole)
        for (part, some), (whole, more) in permutations(listed, 2)
        if EVERY_COUNTRY not in some | more and (some < more or (some == more and part < whole))
    }


def _same_measure_twice(plan: Plan, connection: duckdb.DuckDBPyConnection) -> None:
    """Net weight beside a quantity in kg is the same figure once more."""
    if sum(measure.indicator == "'quantity'" for measure in plan.measures) < 2:
        return
    connection.execute(
        """UPDATE figures SET problem = 'again' FROM (
            SELECT row, unit, min(measure) AS first FROM figures
            WHERE problem = '' AND indicator = 'quantity' GROUP BY row, unit HAVING count(*) > 1) again
        WHERE figures.row = again.row AND figures.unit = again.unit AND figures.measure > again.first
              AND figures.problem = '' AND figures.indicator = 'quantity'"""
    )


def _join_keys(columns: Iterable[str], left: str, right: str) -> str:
    return " AND ".join(f"{left}.{column} = {right}.{column}" for column in columns)


def _leave_out_breakdowns(connection: duckdb.DuckDBPyConnection) -> None:
    """Rows by transport mode and the like, where the row of their total is there too."""
    keys = ", ".join(KEY)
    connection.execute(
        f"""UPDATE figures SET problem = 'breakdown' FROM (
            SELECT DISTINCT {keys} FROM figures WHERE problem = '' AND detail = '') total
        WHERE figures.problem = '' AND figures.detail <> '' AND {_join_keys(KEY, "figures", "total")}"""
    )


def _leave_out_duplicates(plan: Plan, connection: duckdb.DuckDBPyConnection) -> None:
    """Of several rows with one key the first counts; equal ones and contradictions are told apart."""
    columns = (*KEY, "detail") if plan.detail != "''" else KEY
    keys = ", ".join(columns)
    connection.execute(
        f"""CREATE TEMP TABLE twice AS
        SELECT {keys}, min(row) AS first, arg_min(value, row) AS kept FROM figures WHERE problem = ''
        GROUP BY {keys} HAVING count(*) > 1"""
    )
    connection.execute(
        f"""UPDATE figures SET problem = if(figures.value = twice.kept, 'duplicate', 'contradiction')
        FROM twice WHERE figures.problem = '' AND figures.row > twice.first
              AND {_join_keys(columns, "figures", "twice")}"""
    )
    connection.execute("DROP TABLE twice")


def _mark_wholes(
    connection: duckdb.DuckDBPyConnection, name: str, pairs: list[tuple[str, str]], partial: bool
) -> None:
    # A row is a whole with all its figures, whatever units its parts come in.
    others = [column for column in KEY if column not in (name, "indicator", "unit")]
    connection.execute("CREATE OR REPLACE TEMP TABLE contained (part VARCHAR, whole VARCHAR)")
    parts, wholes = zip(*pairs, strict=True)
    connection.execute("INSERT INTO contained SELECT unnest(?), unnest(?)", [list(parts), list(wholes)])
    near, far, mark_as = ("part", "whole", "within") if partial else ("whole", "part", name)
    connection.execute(
        f"""UPDATE figures SET whole = if(whole = '', '{mark_as}', whole || '+{mark_as}') FROM (
            SELECT DISTINCT c.{near} AS code, {", ".join("f." + column for column in others)}
            FROM figures f JOIN contained c ON c.{far} = f.{name} WHERE f.problem = '') beside
        WHERE figures.problem = '' AND NOT contains(figures.whole, '{mark_as}')
              AND figures.{name} = beside.code AND {_join_keys(others, "figures", "beside")}"""
    )


def _mark_grand_totals(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Rows that are wholes along several dimensions at once: '合计' for all regions and all markets."""
    present = {name: root for name, root in _ROOTS.items() if len(staged.members.get(name, {})) > 1}
    present = {name: root for name, root in present.items() if root in staged.members[name]}
    for count in range(2, len(present) + 1):
        for names in combinations(present, count):
            at_root = " AND ".join(f"figures.{name} = '{present[name]}'" for name in names)
            below = " AND ".join(f"{name} <> '{present[name]}'" for name in names)
            others = [column for column in KEY if column not in (*names, "indicator", "unit")]
            connection.execute(
                f"""UPDATE figures SET whole = '{"+".join(names)}' FROM (
                    SELECT DISTINCT {", ".join(others)} FROM figures WHERE problem = '' AND {below}) beside
                WHERE figures.problem = '' AND figures.whole = ''
                      AND {at_root}
                      AND {_join_keys(others, "figures", "beside")}"""
            )


def _mark_crossed_margins(connection: duckdb.DuckDBPyConnection) -> None:
    """World by product beside partners for all products: two cuts of one sum; the partners stay."""
    shared = [column for column in KEY if column not in ("market", "product")]
    connection.execute(
        f"""UPDATE figures SET whole = 'market' FROM (
            SELECT DISTINCT {", ".join(shared)} FROM figures
            WHERE problem = '' AND whole = '' AND market <> '{WORLD}' AND product = 'ALL') cut
        WHERE figures.problem = '' AND figures.whole = '' AND figures.market = '{WORLD}'
              AND figures.product <> 'ALL' AND {_join_keys(shared, "figures", "cut")}"""
    )
