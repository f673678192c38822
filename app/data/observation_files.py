"""Reading the figures of a data set: fast where a file is whole, with care where it is damaged."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from app.data.columns import MEASURES, NUMBER_COLUMNS, OBSERVATION_COLUMNS, QUALIFIERS
from app.data.csv_files import Problems, UnexpectedError, not_one_of, records
from app.model.catalog import Catalog
from app.model.message import Message, say
from app.model.period import Period, PeriodError
from app.model.selection import FLOWS

_TYPES: Mapping[str, str] = {
    name: "DOUBLE" if name in NUMBER_COLUMNS else "VARCHAR" for name in OBSERVATION_COLUMNS
}

MOST_SAID = 20
"""Sorts of damage in one column of one file of which each is said."""

Reader = Callable[[str], object]
"""Reads a cell; raises ValueError with what was expected."""


def read_observations(
    cursor: duckdb.DuckDBPyConnection, files: Sequence[Path], catalog: Catalog, problems: Problems
) -> None:
    """Create the table `observations` from files that are named after their dataflow.

    DuckDB reads the files at once. One that has rows it could not read, rows that name what the
    catalogue does not have, or a row twice, is read again row by row, so that each damaged row is
    named and the others stay.
    """
    columns = ", ".join(f"{name} {kind}" for name, kind in _TYPES.items())
    cursor.execute(f"CREATE TABLE observations (dataflow VARCHAR, file VARCHAR, line BIGINT, {columns})")
    known = [path for path in files if _has_dataflow(path, catalog, problems)]
    usual = [path for path in known if _has_usual_header(path)]
    whole = _read_at_once(cursor, usual, catalog)
    for path in known:
        if path not in whole:
            cursor.execute("DELETE FROM observations WHERE dataflow = ?", [path.stem])
            _insert(cursor, path, list(_sound_rows(path, catalog, problems)))


def _has_dataflow(path: Path, catalog: Catalog, problems: Problems) -> bool:
    if path.stem in catalog.dataflows:
        return True
    expected = say("expected a dataflow '{dataflow}' in dataflows.csv", dataflow=path.stem)
    problems.add(path, 0, "", expected)
    return False


def _has_usual_header(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            header = file.readline().decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        return False
    return tuple(next(csv.reader([header]), ())) == OBSERVATION_COLUMNS


def _read_at_once(
    cursor: duckdb.DuckDBPyConnection, files: Sequence[Path], catalog: Catalog
) -> frozenset[Path]:
    """Fill the table and give the files of which every line became a sound row."""
    if not files:
        return frozenset()
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in _TYPES.items())
    names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    try:
        cursor.execute(
            f"""INSERT INTO observations
            SELECT parse_filename(filename, true), parse_filename(filename), row_number() OVER (), {_CELLS}
            FROM read_csv([{names}], header = true, delim = ',', quote = '"', escape = '"',
                          columns = {{{types}}}, filename = true, store_rejects = true,
                          auto_detect = false, parallel = false)"""
        )
    except duckdb.Error:
        return frozenset()
    sound = _sound_counts(cursor, catalog)
    return frozenset(path for path in files if sound.get(path.stem, 0) == _lines(path) - 1)


_DEFAULTS: Mapping[str, str] = {"regime": "'all'", "operator": "'all'", "rounding": "0"}
_CELLS = ", ".join(
    f"coalesce({name}, {_DEFAULTS.get(name, repr(''))})" if kind == "VARCHAR" or name in _DEFAULTS else name
    for name, kind in _TYPES.items()
)


def _lines(path: Path) -> int:
    raw = path.read_bytes()
    return raw.count(b"\n") + (not raw.endswith(b"\n"))


def _sound_counts(cursor: duckdb.DuckDBPyConnection, catalog: Catalog) -> dict[str, int]:
    """How many different rows of each dataflow have numbers, and codes and periods that are known."""
    written = cursor.execute("SELECT DISTINCT period FROM observations").fetchall()
    since = cursor.execute("SELECT DISTINCT base_period FROM observations").fetchall()
    allowed: dict[str, Collection[str]] = {
        "region": catalog.regions.members,
        "market": catalog.markets.members,
        "product": catalog.products.members,
        "of_region": ["", *catalog.regions.members],
        "of_market": ["", *catalog.markets.members],
        "of_product": ["", *catalog.products.members],
        "flow": FLOWS,
        "measure": ("", *MEASURES),
        "qualifier": QUALIFIERS,
        "period": [text for (text,) in written if _fits(_period, text)],
        "base_period": ["", *(text for (text,) in since if _fits(_period, text))],
    }
    rows = cursor.execute(
        f"""SELECT dataflow, count(DISTINCT hash({", ".join(_TYPES)})) FROM observations
        WHERE isfinite(value) AND isfinite(rounding) AND rounding >= 0 AND isfinite(coalesce(threshold, 0))
          AND indicator <> '' AND unit <> ''
          AND {" AND ".join(f"{column} IN (SELECT unnest(?))" for column in allowed)}
        GROUP BY dataflow""",
        [list(codes) for codes in allowed.values()],
    ).fetchall()
    return dict(rows)


def _insert(cursor: duckdb.DuckDBPyConnection, path: Path, rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    values = ", ".join(f"unnest(?::{kind}[])" for kind in ("BIGINT", *_TYPES.values()))
    cursor.execute(
        f"INSERT INTO observations SELECT ?, ?, {values}",
        [path.stem, path.name, *map(list, zip(*rows, strict=True))],
    )


def _sound_rows(path: Path, catalog: Catalog, problems: Problems) -> Iterator[tuple[object, ...]]:
    """Line and cells of the rows that can be used; like damage in many rows is noted once."""
    readers = _readers(catalog)
    damage: dict[str, dict[Message, list[int]]] = {}
    seen: dict[tuple[object, ...], int] = {}
    for record in records(path, OBSERVATION_COLUMNS, problems):
        row: list[object] = []
        for column in OBSERVATION_COLUMNS:
            try:
                row.append(readers[column](record[column]))
            except UnexpectedError as error:
                damage.setdefault(column, {}).setdefault(error.message, []).append(record.line)
                break
        else:
            first = seen.setdefault(tuple(row), record.line)
            if first == record.line:
                yield (record.line, *row)
            else:
                twice = say("expected a row of its own, found line {line} again", line=first)
                damage.setdefault("", {})[twice] = [record.line]
    for column, found in damage.items():
        _note(found, path, column, problems)


def _note(damage: Mapping[Message, list[int]], path: Path, column: str, problems: Problems) -> None:
    """Say what is wrong with a column: each damage alone, or the first for all where there are many.

    A catalogue without its regions, say, makes every row of every region a damaged one.
    """
    lines = sorted(line for found in damage.values() for line in found)
    if len(damage) > MOST_SAID:
        damage = {next(iter(damage)): lines}
    for expected, rows in damage.items():
        more = say("{expected} (and {count} more rows)", expected=expected, count=len(rows) - 1)
        problems.add(path, rows[0], column, more if len(rows) > 1 else expected)


def _readers(catalog: Catalog) -> dict[str, Reader]:
    readers: dict[str, Reader] = dict.fromkeys(OBSERVATION_COLUMNS, str)
    return readers | {
        "region": _code(catalog.regions.members, "regions.csv"),
        "market": _code(catalog.markets.members, "markets.csv"),
        "product": _code(catalog.products.members, "products.csv"),
        "regime": lambda text: text or "all",
        "operator": lambda text: text or "all",
        "of_region": _or_nothing(_code(catalog.regions.members, "regions.csv")),
        "of_market": _or_nothing(_code(catalog.markets.members, "markets.csv")),
        "of_product": _or_nothing(_code(catalog.products.members, "products.csv")),
        "flow": _one_of(FLOWS),
        "measure": _or_nothing(_one_of(MEASURES)),
        "period": _period,
        "base_period": _or_nothing(_period),
        "indicator": _present,
        "qualifier": _one_of(QUALIFIERS),
        "value": _number,
        "unit": _present,
        "rounding": lambda text: _at_least_zero(text) if text else 0.0,
        "threshold": lambda text: _number(text) if text else None,
    }


def _code(codes: Collection[str], file: str) -> Reader:
    def read(text: str) -> str:
        if text not in codes:
            raise UnexpectedError(say("expected a code of {file}, found '{found}'", file=file, found=text))
        return text

    return read


def _or_nothing(read: Reader) -> Reader:
    return lambda text: read(text) if text else ""


def _one_of(values: Sequence[str]) -> Reader:
    def read(text: str) -> str:
        if text not in values:
            raise UnexpectedError(not_one_of(values, text))
        return text

    return read


def _present(text: str) -> str:
    if not text:
        raise UnexpectedError(say("expected a text, found nothing"))
    return text


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UnexpectedError(say("expected a number, found '{found}'", found=text))
    return number


def _at_least_zero(text: str) -> float:
    number = _number(text)
    if number < 0:
        raise UnexpectedError(say("expected 0 or more, found '{found}'", found=text))
    return number


def _period(text: str) -> str:
    try:
        Period.parse(text)
    except PeriodError:
        raise UnexpectedError(
            say("expected a period such as 2025 or 2025-01/2025-11, found '{found}'", found=text)
        ) from None
    return text


def _fits(read: Reader, text: str) -> bool:
    try:
        read(text)
    except UnexpectedError:
        return False
    return True
