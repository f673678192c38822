"""What an import found, as a terminal or a program reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from app.cli.text_table import write_table, write_wrapped
from app.data.imports.findings import Findings, Total
from app.explorer.import_words import (
    dataflow_text,
    problem_text,
    read_as,
    reason_text,
    role_titles,
    year_text,
)
from app.model.words import Words

_YEARS_SHOWN = 60
_WIDTH = 100
"""Columns of a terminal that everything fits into."""
_ROWS_SHOWN = 3
_WIDEST = 18


def write_findings(findings: Findings, form: str, words: Words, out: TextIO) -> None:
    """Print the findings as a table or as JSON."""
    if form == "json":
        json.dump(findings.to_plain(), out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    _write_head(findings, words, out)
    _write_first_rows(findings, words, out)
    _write_counts(findings, words, out)
    _write_totals(findings, words, out)
    _write_problems(findings, words, out)


def _write_head(findings: Findings, words: Words, out: TextIO) -> None:
    out.write(words.text("file: {file}", file=findings.file) + "\n")
    out.write(
        words.text("recognised as: {title} ({id})", title=words.text(findings.title), id=findings.importer)
        + "\n"
    )
    out.write(words.text("encoding: {encoding}", encoding=findings.encoding) + "\n")
    out.writelines(
        words.text("{dimension} from: {column}", dimension=_role(dimension, words), column=column) + "\n"
        for dimension, column in findings.mapping.items()
    )
    out.writelines(
        words.text("different in {dimension}: {count}", dimension=_role(name, words), count=f"{count:,}")
        + "\n"
        for name, count in findings.members.items()
    )
    if findings.periods:
        first, last = findings.periods[0], findings.periods[-1]
        out.write(words.text("periods: {first} to {last}", first=first, last=last) + "\n")
    for remark in findings.remarks:
        write_wrapped(remark.in_words(words), out, _WIDTH)
    if findings.doubtful:
        out.write(words.text("decimal sign: not certain, give --decimal . or --decimal ,") + "\n")


def _write_first_rows(findings: Findings, words: Words, out: TextIO) -> None:
    """A line for each column of the file: what it is read as, and its first cells."""
    if not findings.first_rows:
        return
    shown = findings.first_rows[:_ROWS_SHOWN]
    out.write("\n" + words.text("first rows") + "\n")
    heads = (words.text("column"), words.text("read as"), *(f"{n}" for n in range(1, len(shown) + 1)))
    roles = read_as(findings.header, findings.mapping, words)
    rows = (
        [name, roles[place], *(row[place].strip() for row in shown)]
        for place, name in enumerate(findings.header)
        if name or any(row[place].strip() for row in shown)
    )
    write_table(heads, rows, out, widest=_WIDEST)


def _role(role: str, words: Words) -> str:
    """What a column is for, within a sentence."""
    return role_titles(words).get(role, role).lower()


def _write_counts(findings: Findings, words: Words, out: TextIO) -> None:
    out.write("\n" + words.text("rows read: {count}", count=findings.rows_read) + "\n")
    out.write(words.text("rows kept: {count}", count=findings.rows_kept) + "\n")
    out.writelines(
        words.text("left out: {count} ({reason})", count=count, reason=reason_text(reason, words)) + "\n"
        for reason, count in findings.left_out.items()
    )
    for whole in findings.wholes:
        text = words.text(
            "aggregate, not added up: {name} ({dimension}): {rows} rows, {flow} {total} {unit}",
            name=whole.name or whole.code,
            dimension=_role(whole.dimension, words),
            rows=whole.rows,
            flow=whole.flow,
            total=whole.total,
            unit=whole.unit,
        )
        write_wrapped(text, out, _WIDTH)


def _write_totals(findings: Findings, words: Words, out: TextIO) -> None:
    if findings.flow_missing:
        out.write(words.text("flow: not in the file, give --flow") + "\n")
    out.writelines(
        words.text(
            "total {what}: {total} {unit}", what=_what(total, words), total=total.total, unit=total.unit
        )
        + "\n"
        for total in findings.totals
    )
    by_year = [total for total in findings.totals_by_year if total.indicator == "value"]
    if by_year:
        out.write("\n" + words.text("totals by year") + "\n")
        write_table(("year", "flow", "unit", "total"), _year_rows(by_year[:_YEARS_SHOWN], words), out)


def _what(total: Total, words: Words) -> str:
    told = f"({dataflow_text(total, words)})" if total.dataflow else ""
    parts = (total.flow, total.indicator if total.indicator != "value" else "", told)
    return " ".join(part for part in parts if part) or total.indicator


def _year_rows(totals: Iterable[Total], words: Words) -> Iterable[list[str]]:
    for total in totals:
        flow = f"{total.flow} ({dataflow_text(total, words)})" if total.dataflow else total.flow
        yield [year_text(total, words), flow, total.unit, str(total.total)]


def _write_problems(findings: Findings, words: Words, out: TextIO) -> None:
    if not findings.problems:
        return
    out.write("\n" + words.text("problems") + "\n")
    for problem in findings.problems:
        write_wrapped(problem_text(problem, words), out, _WIDTH)
