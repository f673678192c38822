"""Units of series that do not name them, from the sums that must hold between them.

Exports and imports make the total; what is counted from January on grows by each month. Where several
assignments of units fit equally, the usual one is taken: ten thousand dollars.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

UNITS: Mapping[str, float] = {"万美元": 1e4, "千美元": 1e3, "亿美元": 1e8}
"""Units that such series come in, the usual one first, with their worth in dollars."""
_TOLERANCE = 0.02
ROWS = 36
"""Rows that decide; three years show every month."""

Column = Sequence[float | None]
Key = tuple[str, str]
"""'' or 'cumulative', and the flow."""


def infer_units(columns: Mapping[Key, Column], months: Sequence[str]) -> dict[Key, str]:
    """The unit of every column of one partner; empty where no assignment makes the sums hold.

    Args:
        columns: Figures by kind and flow, one for each row.
        months: The text of each row's month, which begins with the year.
    """
    columns = {key: column[-ROWS:] for key, column in columns.items()}
    months = months[-ROWS:]
    keys = [key for key in columns if key[1] != "balance"]
    best: tuple[float, int, int] | None = None
    chosen: dict[Key, str] = {}
    for names in itertools.product(UNITS, repeat=len(keys)):
        given = dict(zip(keys, names, strict=True))
        error = _error(columns, {key: UNITS[name] for key, name in given.items()}, months)
        order = list(UNITS)
        rank = (round(error, 3), sum(order.index(name) for name in names), len(set(names)))
        if best is None or rank < best:
            best, chosen = rank, given
    if best is None or best[0] > _TOLERANCE:
        chosen = dict.fromkeys(keys, "")
    return chosen | {key: chosen.get((key[0], "export"), "") for key in columns if key[1] == "balance"}


def _error(columns: Mapping[Key, Column], worth: Mapping[Key, float], months: Sequence[str]) -> float:
    """The largest of the median relative errors of all sums that can be checked."""
    errors = []
    for kind in ("", "cumulative"):
        total, exports, imports = (columns.get((kind, flow)) for flow in ("total", "export", "import"))
        if total and exports and imports:
            errors.append(
                _median_error(
                    (t * worth[kind, "total"], e * worth[kind, "export"] + i * worth[kind, "import"])
                    for t, e, i in zip(total, exports, imports, strict=True)
                    if t is not None and e is not None and i is not None
                )
            )
    errors += [
        _median_error(_steps(columns, worth, months, flow))
        for flow in ("total", "export", "import")
        if ("", flow) in columns and ("cumulative", flow) in columns
    ]
    return max(errors, default=1.0)


def _steps(
    columns: Mapping[Key, Column], worth: Mapping[Key, float], months: Sequence[str], flow: str
) -> list[tuple[float, float]]:
    """Each month's figure beside the growth of the sum from January on."""
    single, running = columns["", flow], columns["cumulative", flow]
    found = []
    for row in range(1, len(months)):
        before, after, month = running[row - 1], running[row], single[row]
        if before is None or after is None or month is None or months[row][:4] != months[row - 1][:4]:
            continue
        step = abs(after - before) * worth["cumulative", flow]
        found.append((month * worth["", flow], step))
    return found


def _median_error(pairs: Iterable[tuple[float, float]]) -> float:
    errors = [abs(a - b) / max(abs(a), abs(b), 1.0) for a, b in pairs]
    return median(errors) if errors else 0.0
