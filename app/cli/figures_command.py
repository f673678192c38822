"""`figures`: every observation that matches, with its source."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

from app.cli.arguments import CallError, add_filters, codes, known_dataflow, known_names
from app.cli.session import Session
from app.cli.text_table import write_table
from app.data.observations import Observation, observations
from app.data.store import BUNDLED
from app.explorer.describe import described
from app.model.catalog import Catalog
from app.model.dimension import Dimension
from app.model.naming import UnknownNameError
from app.model.numbers import qualifier_sign
from app.model.period import PeriodRange

COLUMNS = (
    "region_code", "region", "market", "product", "flow", "period", "indicator",
    "qualifier", "value", "unit", "status", "source", "note",
)  # fmt: skip
"""What every row has, in the order of the table and the CSV."""

RELATIVE_COLUMNS = (
    "measure", "regime", "operator", "of_region", "of_market", "of_product", "base_period", "among",
    "threshold", "threshold_unit",
)  # fmt: skip
"""What only some rows have: what a relative figure is of."""

LIMIT = 100_000
"""Figures of one data set that are listed at most."""

_ON_SCREEN, _IN_A_FILE = 60, 400
"""Characters that a column of the table may take."""

ORIGIN_COLUMNS = ("dataflow", "published", "rounding", "reliability", "vintage", "what")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `figures`."""
    add_filters(parser)
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Print what matches; 0 even where nothing does."""
    rows = [
        row for dataset in session.explorer.library.catalogs for row in _rows(arguments, session, dataset)
    ]
    if not rows:
        _refuse_unknown(arguments, session)
        session.errors.write("third-pole: the open data sets have no such figure\n")
    _WRITERS[arguments.format](rows, session.out)
    return 0


def _refuse_unknown(arguments: argparse.Namespace, session: Session) -> None:
    """Nothing was found: because a name of the call is not known, or because there is no such figure.

    Raises:
        UnknownNameError: No data set knows a region, market or product of the call.
        CallError: No data set has the indicator.
    """
    library = session.explorer.library
    known_names(arguments, library)
    cursor = library.store.cursor()
    known = sorted({code for dataset in library.catalogs for code in cursor.codes(dataset, "indicator")})
    if arguments.indicator and arguments.indicator not in known:
        raise CallError(f"no indicator is called '{arguments.indicator}'; there are: {', '.join(known)}")


def _rows(arguments: argparse.Namespace, session: Session, dataset: str) -> Iterator[dict[str, object]]:
    """What matches in one data set; nothing where it does not know a name of the call."""
    library, words = session.explorer.library, session.words("en")
    catalog = library.catalogs[dataset]
    try:
        filters = codes(arguments, catalog)
    except UnknownNameError:
        return
    filters |= {
        column: value
        for column, value in (("flow", arguments.flow), ("indicator", arguments.indicator))
        if value
    }
    if arguments.dataflow:
        filters["dataflow"] = known_dataflow(arguments, library)
    periods = PeriodRange.parse(arguments.period) if arguments.period else None
    cursor = library.store.cursor()
    found = observations(cursor, dataset, filters, periods, limit=LIMIT + 1)
    if dataset == BUNDLED:  # sums of groups stand behind what is printed, where nothing is
        derived = filters | {"status": "derived"}
        found += observations(cursor, dataset, derived, periods, shown_only=True, limit=LIMIT)
    if len(found) > LIMIT:
        session.errors.write(
            f"third-pole: {dataset} has more than {LIMIT:,} such figures; these are the first\n"
        )
    for seen in found[:LIMIT]:
        yield plain(seen, catalog) | {"what": described(seen, catalog, words)}


def plain(seen: Observation, catalog: Catalog) -> dict[str, object]:
    """An observation as plain data with English names; values unscaled."""
    cited = catalog.cited(seen.source)
    row: dict[str, object] = {
        "region_code": seen.region,
        "region": _english(catalog.regions, seen.region),
        "market": _english(catalog.markets, seen.market),
        "product": _english(catalog.products, seen.product),
        "flow": seen.flow,
        "period": seen.period,
        "indicator": seen.indicator,
        "qualifier": seen.qualifier,
        "value": _number(seen.value),
        "unit": seen.unit,
        "status": seen.status,
        "source": "; ".join(source.citation("en") for source in cited) or seen.source,
        "note": seen.note,
    }
    for column in RELATIVE_COLUMNS:
        value = getattr(seen, column)
        if value not in ("", None, "all"):
            row[column] = _number(value) if isinstance(value, float) else value
    row |= {
        "dataflow": seen.dataflow,
        "published": seen.published,
        "rounding": _number(seen.rounding),
        "reliability": catalog.reliability(seen.source),
        "vintage": seen.vintage,
    }
    return row


def _english(dimension: Dimension, code: str) -> str:
    """A member's English name, or what it has instead."""
    member = dimension.get(code)
    return (member.name_en or member.name_zh or code) if member else code


def _number(value: float) -> int | float:
    """Whole numbers as integers, so that they are written without a point."""
    return int(value) if value.is_integer() else value


def _as_json(rows: list[dict[str, object]], out: TextIO) -> None:
    json.dump(rows, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _as_csv(rows: list[dict[str, object]], out: TextIO) -> None:
    writer = csv.DictWriter(
        out, (*COLUMNS, *RELATIVE_COLUMNS, *ORIGIN_COLUMNS), restval="", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)


def _as_table(rows: list[dict[str, object]], out: TextIO) -> None:
    shown = ("region", "period", "what", "figure", "source")
    listed = [{**row, "figure": _figure(row)} for row in rows]
    widest = _ON_SCREEN if out.isatty() else _IN_A_FILE
    write_table(shown, ([str(cell[name]) for name in shown] for cell in listed), out, widest)


def _figure(row: dict[str, object]) -> str:
    value = row["value"]
    number = f"{value:,}" if isinstance(value, int | float) else str(value)
    mark = " (derived)" if row["status"] == "derived" else ""
    return f"{qualifier_sign(str(row['qualifier']))}{number} {row['unit']}{mark}"


_WRITERS: Mapping[str, Callable[[list[dict[str, object]], TextIO], None]] = {
    "json": _as_json,
    "csv": _as_csv,
    "table": _as_table,
}
