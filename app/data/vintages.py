"""Two editions of a dataflow held against each other: what was revised, added, withdrawn, who moved.

An edition is a dataflow of an open data set: whole, or as it was known at a vintage. A dataflow that
supersedes another is its next edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.data.columns import CELL_KEY
from app.data.store import BUNDLED, Cursor, cells
from app.model.arithmetic import ranges_meet
from app.model.catalog import RELIABILITIES, Catalog
from app.model.dimension import DimensionName
from app.model.figure import Figure

Change = Literal["revised", "added", "withdrawn"]

_KEY = tuple(name for name in CELL_KEY if name != "dataflow")
_SHOWN = ("value", "qualifier", "rounding", "published", "source", "vintage")


@dataclass(frozen=True, slots=True)
class Edition:
    """A dataflow of a data set; with `as_of`, only what had been released by that date."""

    dataset: str
    dataflow: str
    as_of: str = ""
    """A year, month or day as vintages are written; empty for everything."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that the two editions do not have alike."""

    change: Change
    key: tuple[tuple[str, str], ...]
    """What the figure is about: names of columns with their values, the empty ones left out."""
    before: Figure | None
    after: Figure | None
    within_rounding: bool = False
    """Whether a revised figure is the same at another precision."""


@dataclass(frozen=True, slots=True)
class RankMove:
    """A member whose place among the others changed."""

    flow: str
    period: str
    member: str
    before: int
    after: int
    count: int
    """Members that have a figure in both editions; ranks are among these."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed from one edition to the other."""

    revised: tuple[FigureChange, ...]
    added: tuple[FigureChange, ...]
    withdrawn: tuple[FigureChange, ...]
    moves: tuple[RankMove, ...]


def compare(
    cursor: Cursor, catalog: Catalog, first: Edition, second: Edition, *,
    dimension: DimensionName = "region", members: Sequence[str] = (),
) -> Comparison:  # fmt: skip
    """What the second edition changed of the first.

    Args:
        cursor: The task's own cursor.
        catalog: Says how reliable each source is, for the figure that an edition shows.
        first: The earlier edition.
        second: The later one; its dataflow may have another id.
        dimension: Whose members' ranks are compared, over all of the other dimensions.
        members: Codes that the ranks are among; none for no ranks.
    """
    strengths = _strengths(cursor, catalog)
    earlier, later = _edition(first, strengths), _edition(second, strengths)
    changes = _changes(cursor, earlier, later)
    return Comparison(
        revised=tuple(change for change in changes if change.change == "revised"),
        added=tuple(change for change in changes if change.change == "added"),
        withdrawn=tuple(change for change in changes if change.change == "withdrawn"),
        moves=_moves(cursor, earlier, later, catalog, dimension, members) if members else (),
    )


_Query = tuple[str, list[object]]
"""SQL with its parameters."""


def _strengths(cursor: Cursor, catalog: Catalog) -> tuple[list[str], list[int]]:
    """Every source string of the bundled data set, with 0 for the most reliable kind."""
    cited = [source for (source,) in cursor.execute("SELECT DISTINCT source FROM observations").fetchall()]
    found = (catalog.reliability(source) for source in cited)
    return cited, [RELIABILITIES.index(kind) if kind else len(RELIABILITIES) for kind in found]


def _edition(edition: Edition, strengths: tuple[list[str], list[int]]) -> _Query:
    """The shown figures of an edition: chosen anew from all prints where only the early ones count."""
    if edition.as_of and edition.dataset == BUNDLED:
        key = ", ".join("o." + name for name in CELL_KEY)
        query = f"""SELECT o.* FROM observations o
            JOIN (SELECT unnest(?::VARCHAR[]) AS source, unnest(?::INTEGER[]) AS strength) r
                 ON r.source = o.source
            WHERE o.dataflow = ? AND left(o.vintage, length(?)) <= ?
            QUALIFY row_number() OVER (
                PARTITION BY {key}
                ORDER BY o.qualifier IN ('>', '<', '<~'), r.strength, o.vintage DESC,
                         nullif(o.rounding, 0) NULLS LAST, o.line) = 1"""
        return query, [*strengths, edition.dataflow, edition.as_of, edition.as_of]
    query = f"SELECT * FROM {cells(edition.dataset)} WHERE dataflow = ?"
    if not edition.as_of:
        return query, [edition.dataflow]
    return f"{query} AND left(vintage, length(?)) <= ?", [edition.dataflow, edition.as_of, edition.as_of]


def _changes(cursor: Cursor, earlier: _Query, later: _Query) -> list[FigureChange]:
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in _KEY)
    key = ", ".join(f"coalesce(a.{name}::VARCHAR, b.{name}::VARCHAR, '')" for name in _KEY)
    shown = ", ".join(f"{side}.{name}" for side in "ab" for name in _SHOWN)
    rows = cursor.execute(
        f"""WITH earlier AS ({earlier[0]}), later AS ({later[0]})
        SELECT {key}, {shown} FROM earlier a FULL JOIN later b ON {same}
        WHERE a.value IS DISTINCT FROM b.value OR a.qualifier IS DISTINCT FROM b.qualifier
        ORDER BY ALL""",
        [*earlier[1], *later[1]],
    ).fetchall()
    return [_change(row) for row in rows]


def _change(row: tuple[object, ...]) -> FigureChange:
    width = len(_KEY)
    key = tuple(
        (name, str(value)) for name, value in zip(_KEY, row[:width], strict=True) if value not in ("", None)
    )
    unit = dict(key).get("unit", "")
    before = _figure(row[width : width + len(_SHOWN)], unit)
    after = _figure(row[width + len(_SHOWN) :], unit)
    if before is None or after is None:
        return FigureChange("added" if before is None else "withdrawn", key, before, after)
    return FigureChange("revised", key, before, after, ranges_meet(before.bounds(), after.bounds()))


def _figure(shown: Sequence[object], unit: str) -> Figure | None:
    value, qualifier, rounding, published, source, vintage = shown
    if not isinstance(value, float):
        return None
    return Figure(
        value=value, unit=unit, qualifier=str(qualifier), published=str(published), source=str(source),
        rounding=rounding if isinstance(rounding, float) else 0.0, vintage=str(vintage),
    )  # fmt: skip


def _moves(
    cursor: Cursor, earlier: _Query, later: _Query, catalog: Catalog, dimension: DimensionName,
    members: Sequence[str],
) -> tuple[RankMove, ...]:  # fmt: skip
    """Members whose rank by value changed, among those that both editions have a number for."""
    rest = [name for name in _KEY if name != dimension]
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in _KEY)
    others = [name for name in ("market", "product") if name != dimension]
    all_others = " AND ".join(f"a.{name} = ?" for name in others)
    roots = [{"market": catalog.markets.root, "product": catalog.products.root}[name] for name in others]
    within = ", ".join(f"a.{name}" for name in rest)
    rows = cursor.execute(
        f"""WITH earlier AS ({earlier[0]}), later AS ({later[0]}),
        ranked AS (
            SELECT a.flow, a.period, a.{dimension} AS member,
                   rank() OVER (PARTITION BY {within} ORDER BY a.value DESC) AS before,
                   rank() OVER (PARTITION BY {within} ORDER BY b.value DESC) AS after,
                   count(*) OVER (PARTITION BY {within}) AS members
            FROM earlier a JOIN later b ON {same}
            WHERE a.indicator = 'value' AND list_contains(?, a.{dimension}::VARCHAR)
              AND {all_others} AND a.regime = 'all' AND a.operator = 'all'
              AND a.qualifier IN ('=', '~') AND b.qualifier IN ('=', '~'))
        SELECT flow::VARCHAR, period::VARCHAR, member::VARCHAR, before, after, members
        FROM ranked WHERE before <> after ORDER BY ALL""",
        [*earlier[1], *later[1], list(members), *roots],
    ).fetchall()
    return tuple(RankMove(*row) for row in rows)


def months_of_release(cursor: Cursor, dataset: str, dataflow: str) -> tuple[str, ...]:
    """The months in which figures of a dataflow were released, the earliest first."""
    table = "observations" if dataset == BUNDLED else cells(dataset)
    rows = cursor.execute(
        f"""SELECT DISTINCT left(vintage, 7) AS month FROM {table}
        WHERE dataflow = ? AND length(vintage) >= 7 ORDER BY month""",
        [dataflow],
    ).fetchall()
    return tuple(str(month) for (month,) in rows)
