"""Checks on a data set of any size: the database adds up, and one row tells of each rule and dataflow.

Only what the file itself reports is held against each other, never a sum that was made at the import.
The figures that differ most are listed one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.data.checks.desk import Computation, Desk
from app.data.checks.result import Check
from app.data.columns import PLAIN
from app.data.observations import Observation
from app.data.sql import literal
from app.data.store import Cursor, cells
from app.model.dimension import DIMENSIONS, DimensionName

WORST = 20
"""Figures of a rule and dataflow that are listed one by one."""

SLACK = 1e-6
"""What rounding may add up to in a file that does not say how its figures are rounded: a millionth."""

_KEYS = ("dataflow", "region", "market", "product", "regime", "operator", "flow", "period", "unit")
_TWELVE = 12

_Found = tuple[str, str, str, str, str, str, str, str, str, float, float, int]
"""The values of _KEYS, the whole, the sum and how many parts it has."""


@dataclass(frozen=True)
class _Rule:
    """A comparison of wholes with sums, both named by SQL: columns _KEYS, `whole`, `summed`, `parts`."""

    family: str
    how: str
    sql: str
    short: bool = False
    """Whether a sum may be less than the whole: the rest is not allocated."""

    @property
    def wrong(self) -> str:
        """The SQL condition of a figure that differs."""
        apart = "summed - whole" if self.short else "abs(summed - whole)"
        return f"{apart} > {SLACK} * greatest(abs(whole), abs(summed))"


def aggregate_checks(cursor: Cursor, dataset: str, desk: Desk, count: int) -> Iterator[Check]:
    """The rules that a sum can decide, and one row that says what is not checked.

    Args:
        cursor: The task's own cursor.
        dataset: A data set with too many figures to look at each.
        desk: Words and catalogue; its ledger is empty.
        count: Figures of the data set.
    """
    words = desk.words
    shown = (
        f"(SELECT * FROM {cells(dataset)} WHERE status = 'reported' AND indicator = 'value'"
        f" AND qualifier = '=' AND {PLAIN})"
    )
    compared = False
    for rule in (_flows(shown), *_parts(cursor, desk, shown), *_months(desk, shown)):
        for check in _checks(cursor, desk, rule):
            compared = True
            yield check
    yield desk.summary(
        f"size:{dataset}",
        words.text("{dataset} has {count} figures", dataset=dataset, count=f"{count:,}"),
        "cannot be checked",
        missing=words.text(
            "in a data set of this size growth rates, shares, ranks, counts and second sources"
            " are not checked one by one"
        ),
        remark="" if compared else words.text("the file reports no totals that its figures could add up to"),
    )


def _flows(shown: str) -> _Rule:
    keys = [name for name in _KEYS if name != "flow"]
    same = ", ".join(keys)
    return _Rule(
        "flows", "", f"""SELECT {same}, t.flow, t.value AS whole, e.value + i.value AS summed, 2 AS parts
        FROM (SELECT * FROM {shown} WHERE flow = 'total') t
        JOIN (SELECT * FROM {shown} WHERE flow = 'export') e USING ({same})
        JOIN (SELECT * FROM {shown} WHERE flow = 'import') i USING ({same})""",
    )  # fmt: skip


def _parts(cursor: Cursor, desk: Desk, shown: str) -> Iterator[_Rule]:
    """Children against each parent that the file reports, along one dimension at a time."""
    for name in DIMENSIONS:
        tree = desk.ledger.catalog.dimension(name)
        found = cursor.execute(f"SELECT DISTINCT {name}::VARCHAR FROM {shown}").fetchall()
        present = {code for (code,) in found}
        pairs = [
            (member.code, member.parent)
            for member in tree
            if member.code in present and member.parent in present and not member.overlaps
        ]
        if pairs:
            yield _Rule("parts", name, _children(name, shown, pairs), short=True)


def _children(name: DimensionName, shown: str, pairs: Sequence[tuple[str, str]]) -> str:
    keys = [key for key in _KEYS if key != name]
    same = " AND ".join(f"p.{key} = w.{key}" for key in keys)
    listed = ", ".join(f"({literal(part)}, {literal(whole)})" for part, whole in pairs)
    wholes = ", ".join(literal(whole) for whole in sorted({whole for _, whole in pairs}))
    return f"""SELECT {", ".join(f"w.{key}" for key in _KEYS)}, any_value(w.value) AS whole,
            sum(p.value) AS summed, count(*) AS parts
        FROM (SELECT * FROM {shown} WHERE {name} IN ({wholes})) w
        JOIN (VALUES {listed}) contained(part, whole) ON contained.whole = w.{name}::VARCHAR
        JOIN {shown} p ON p.{name}::VARCHAR = contained.part AND {same}
        GROUP BY {", ".join(f"w.{key}" for key in _KEYS)} HAVING count(*) > 1"""


def _months(desk: Desk, shown: str) -> Iterator[_Rule]:
    """Twelve months against the year, between dataflows of one basis."""
    ledger, flows = desk.ledger, desk.ledger.catalog.dataflows
    keys = [key for key in _KEYS if key not in ("dataflow", "period")]
    same = " AND ".join(f"m.{key} = y.{key}" for key in keys)
    for year in (flow.id for flow in flows.values() if flow.frequency == "A"):
        for month in (flow.id for flow in flows.values() if flow.frequency == "M"):
            if ledger.basis(year) != ledger.basis(month):
                continue
            yield _Rule(
                "months", month, f"""SELECT {", ".join(f"y.{key}" for key in _KEYS)},
                    any_value(y.value) AS whole, sum(m.value) AS summed, count(*) AS parts
                FROM (SELECT * FROM {shown} WHERE dataflow = {literal(year)}) y
                JOIN (SELECT * FROM {shown} WHERE dataflow = {literal(month)}) m
                     ON left(m.period::VARCHAR, 4) = y.period::VARCHAR AND {same}
                GROUP BY {", ".join(f"y.{key}" for key in _KEYS)} HAVING count(*) = {_TWELVE}""",
            )  # fmt: skip


def _checks(cursor: Cursor, desk: Desk, rule: _Rule) -> Iterator[Check]:
    """One row for each dataflow that has such wholes, and the worst figures of it."""
    columns = ", ".join(f"{key}::VARCHAR AS {key}" for key in _KEYS)
    listed = ", ".join((*_KEYS, "whole", "summed", "parts"))
    gap = "abs(summed - whole) / greatest(abs(whole), 1)"
    rows = cursor.execute(
        f"""SELECT dataflow, count(*), count(*) FILTER ({rule.wrong}),
            count(*) FILTER (whole - summed > {SLACK} * abs(whole)),
            max_by(row({listed}), {gap}, {WORST}) FILTER ({rule.wrong})
        FROM (SELECT {columns}, whole, summed, parts FROM ({rule.sql})) GROUP BY dataflow ORDER BY dataflow"""
    ).fetchall()
    for dataflow, count, wrong, less, worst in rows:
        yield _summary(desk, rule, dataflow, (count, wrong, less))
        yield from (_one(desk, rule, found) for found in worst or ())


def _summary(desk: Desk, rule: _Rule, dataflow: str, counts: tuple[int, int, int]) -> Check:
    words, (count, wrong, less) = desk.words, counts
    remarks = [words.text("{wrong} of {count} differ", wrong=f"{wrong:,}", count=f"{count:,}")]
    if rule.short and less:
        remarks.append(words.text("{count} have a rest that is not allocated", count=f"{less:,}"))
    if wrong > WORST:
        remarks.append(words.text("the {count} largest differences are listed", count=WORST))
    return desk.summary(
        ":".join(filter(None, (rule.family, rule.how, dataflow))),
        _claim(desk, rule, dataflow),
        "differs" if wrong else "agrees",
        remark="; ".join(remarks),
        dataflow=dataflow,
    )


def _claim(desk: Desk, rule: _Rule, dataflow: str) -> str:
    words, title = desk.words, desk.wording.dataflow(dataflow)
    match rule.family, rule.how:
        case "flows", _:
            return words.text("{dataflow}: exports and imports make up the total", dataflow=title)
        case "months", _:
            return words.text("{dataflow}: twelve months make up the year", dataflow=title)
        case _, "market":
            return words.text("{dataflow}: markets are no more than their whole", dataflow=title)
        case _, "product":
            return words.text("{dataflow}: goods are no more than their whole", dataflow=title)
    return words.text("{dataflow}: regions are no more than their whole", dataflow=title)


def _one(desk: Desk, rule: _Rule, found: _Found) -> Check:
    dataflow, region, market, product, regime, operator, flow, period, unit, whole, summed, parts = found
    seen = Observation(
        dataflow=dataflow, region=region, market=market, product=product, regime=regime, operator=operator,
        flow=flow, period=period, indicator="value", measure="", of_region="", of_market="", of_product="",
        base_period="", among="", threshold=None, threshold_unit="", qualifier="=", value=whole, unit=unit,
        rounding=0.0, published="", source="", vintage="", note="",
    )  # fmt: skip
    span = (summed, float("inf") if rule.short else summed)
    remark = desk.words.text("sum of {count} parts", count=parts)
    return desk.check(
        rule.family, seen, Computation(span, summed, firm=True), remark=remark, how=rule.how or "sum"
    )
