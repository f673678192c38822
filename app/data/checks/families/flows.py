"""Exports and imports make up the total, and their difference is the balance."""

from __future__ import annotations

from collections.abc import Iterator

from app.data.checks.desk import Computation, Desk
from app.data.checks.family import Family
from app.data.checks.ledger import Level, level_of, print_range
from app.data.checks.result import Check
from app.model.words import Words


def _checks(desk: Desk) -> Iterator[Check]:
    for seen in desk.ledger.indicator("value", "balance"):
        if seen.flow not in ("total", "balance"):
            continue
        computed = _computed(desk, level_of(seen), -1 if seen.flow == "balance" else 1, seen.unit)
        if computed:
            yield desk.check("flows", seen, computed)


def _computed(desk: Desk, level: Level, sign: int, unit: str) -> Computation | None:
    exports = desk.ledger.best(level._replace(flow="export"))
    imports = desk.ledger.best(level._replace(flow="import"))
    if exports is None or imports is None or {exports.unit, imports.unit} != {unit}:
        return None
    (low, high), (least, most) = print_range(exports), print_range(imports)
    span = (low + least, high + most) if sign > 0 else (low - most, high - least)
    firm = span[0] > float("-inf") and span[1] < float("inf")
    return Computation(span, exports.value + sign * imports.value, (exports, imports), firm)


def _title(words: Words) -> str:
    return words.text("exports and imports against the total")


FAMILY = Family("flows", _title, 10, _checks)
