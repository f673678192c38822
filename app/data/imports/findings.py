"""What a file turned out to hold: the same for the dry run, the form and the provenance of an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.data.imports.messages import Message, say

REASONS: Mapping[str, Message] = {
    "fields": say("wrong number of fields, or not readable as text"),
    "note": say("a note on the table"),
    "code": say("a code is missing"),
    "period": say("the period is not understood"),
    "suppressed": say("no figure: empty or suppressed"),
    "text": say("text instead of a number"),
    "negative": say("negative value"),
    "duplicate": say("the same row once more"),
    "contradiction": say("the same key with another value"),
    "breakdown": say("breakdown beside its total"),
    "whole": say("aggregate beside its parts"),
    "not trade": say("not a figure of trade"),
    "relative": say("a share, a rate or an index"),
    "deleted": say("marked as deleted"),
    "total": say("total of all rows"),
    "subtotal": say("a subtotal of other rows"),
    "header": say("the header once more"),
    "again": say("the same quantity in two columns"),
}
"""Why a row or figure is not counted, by the key that JSON carries."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Figures that are not counted, with the first lines where they stand."""

    kind: str
    figures: int
    lines: tuple[int, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one flow in one unit; `year` is empty for all years together.

    `months` are those of the year that the figures cover, 0 where that is not told.
    """

    flow: str
    indicator: str
    unit: str
    total: int
    year: str = ""
    dataflow: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """An aggregate that sits beside its parts: recognised, kept as reported, never added up."""

    dimension: str
    code: str
    name: str
    rows: int
    flow: str
    unit: str
    total: int


@dataclass(frozen=True)
class Findings:
    """Everything that the user should see before a file becomes a data set."""

    importer: str
    title: str
    file: str
    encoding: str
    size: int
    sha256: str
    mapping: Mapping[str, str]
    header: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    rows_read: int
    rows_kept: int
    figures_kept: int
    left_out: Mapping[str, int]
    totals: tuple[Total, ...]
    totals_by_year: tuple[Total, ...]
    wholes: tuple[Whole, ...]
    problems: tuple[Problem, ...]
    members: Mapping[str, int]
    periods: tuple[str, ...]
    remarks: tuple[Message, ...] = ()
    flow_missing: bool = False
    period_missing: bool = False
    doubtful: str = ""
    """A number that can be read with a decimal sign or without, where nothing tells which."""
    publisher: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_plain(self) -> dict[str, Any]:
        """Plain data for JSON; sums are whole numbers without any scale."""
        return {
            "importer": self.importer,
            "file": self.file,
            "encoding": self.encoding,
            "size": self.size,
            "sha256": self.sha256,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "figures_kept": self.figures_kept,
            "left_out": dict(self.left_out),
            "totals": [_plain_total(total) for total in self.totals],
            "totals_by_year": [{"year": total.year, **_plain_total(total)} for total in self.totals_by_year],
            "aggregates": [
                {
                    "dimension": whole.dimension,
                    "code": whole.code,
                    "name": whole.name,
                    "rows": whole.rows,
                    "flow": whole.flow or None,
                    "unit": whole.unit,
                    "total": whole.total,
                }
                for whole in self.wholes
            ],
            "mapping": dict(self.mapping),
            "problems": [
                {
                    "kind": problem.kind,
                    "figures": problem.figures,
                    "lines": list(problem.lines),
                    "example": problem.example,
                }
                for problem in self.problems
            ],
            "members": dict(self.members),
            "periods": [self.periods[0], self.periods[-1]] if self.periods else [],
            "flow_in_file": not self.flow_missing,
            "period_in_file": not self.period_missing,
            "doubtful_number": self.doubtful or None,
            "header": list(self.header),
            "first_rows": [list(row) for row in self.first_rows],
            "remarks": [str(remark) for remark in self.remarks],
        }


def _plain_total(total: Total) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "flow": total.flow or None,
        "indicator": total.indicator,
        "unit": total.unit,
        "total": total.total,
    }
    return plain | ({"dataflow": total.dataflow} if total.dataflow else {})
