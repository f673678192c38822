"""`check`: the arithmetic that holds the figures together, one row for each check."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from app.cli.arguments import add_language
from app.cli.session import Session
from app.cli.text_table import write_table
from app.data.checks.result import VERDICTS, Check
from app.data.checks.run import run_checks
from app.data.checks.wording import span_text, verdict_text
from app.model.words import Words

OK, ONE_DIFFERS = 0, 1

_WIDEST = 120
_FIELDS = (
    "id", "family", "group", "claim", "verdict", "published", "computed", "low", "high", "unit",
    "missing", "remark", "difference", "source", "dataflow",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a figure differs")
    add_language(parser)


def run(arguments: argparse.Namespace, session: Session) -> int:
    """Print every check of every open data set; 0 whatever the verdicts, unless it is to be strict."""
    library, words, out = session.explorer.library, session.words(arguments.language), session.out
    checks = run_checks(library.store.cursor(), library, words)
    if arguments.format == "json":
        json.dump([plain(check) for check in checks], out, ensure_ascii=False, indent=1, allow_nan=False)
        out.write("\n")
    else:
        _write_checks(checks, words, out)
    differs = any(check.verdict == "differs" for check in checks)
    return ONE_DIFFERS if arguments.strict and differs else OK


def plain(check: Check) -> dict[str, object]:
    """A check as plain data: amounts unscaled in `unit`, null for an open end."""
    row: dict[str, object] = {name: getattr(check, name) for name in _FIELDS}
    return row | {"inputs": list(check.inputs)}


def _write_checks(checks: Sequence[Check], words: Words, out: TextIO) -> None:
    heads = (words.text("check"), words.text("verdict"), words.text("claim"), words.text("computed"))
    rows = (
        [
            check.id,
            verdict_text(check.verdict, words),
            check.claim,
            span_text(check.low, check.high, check.unit, words) or check.missing,
        ]
        for check in checks
    )
    write_table(heads, rows, out, widest=_WIDEST)
    counts = Counter(check.verdict for check in checks)
    tallies = [f"{verdict_text(verdict, words)}: {counts[verdict]:,}" for verdict in VERDICTS]
    out.write(f"\n{words.listing(tallies)}\n")
