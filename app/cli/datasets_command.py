"""`datasets`: the open data sets and their dataflows."""

from __future__ import annotations

import argparse
import json

from app.cli.session import Session
from app.cli.text_table import write_table
from app.data.store import cells


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `datasets`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Print every dataflow with its basis, span and number of reported figures: sums are not counted."""
    library = session.explorer.library
    rows = []
    for dataset, catalog in library.catalogs.items():
        counted = library.store.cursor().execute(
            f"SELECT dataflow::VARCHAR, count(*) FROM {cells(dataset)} WHERE status = 'reported' GROUP BY 1"
        )
        figures = dict(counted.fetchall())
        rows += [
            {
                "dataset": dataset,
                "dataflow": flow.id,
                "title": flow.name_en,
                "basis": flow.basis_en,
                "currency": flow.currency,
                "frequency": flow.frequency,
                "first_period": flow.first_period,
                "last_period": flow.last_period,
                "figures": figures.get(flow.id, 0),
            }
            for flow in catalog.dataflows.values()
        ]
    if arguments.format == "json":
        json.dump(rows, session.out, ensure_ascii=False, indent=1)
        session.out.write("\n")
    else:
        heads = ("dataset", "dataflow", "title", "currency", "first_period", "last_period", "figures")
        write_table(heads, ([str(row[name]) for name in heads] for row in rows), session.out)
    return 0
