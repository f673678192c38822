"""Ways to read a file in a test without naming every part each time."""

from __future__ import annotations

from pathlib import Path

from app.data.imports.examine import examined
from app.data.imports.findings import Findings, Total
from app.data.imports.library import ImportLibrary
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers


def look(path: Path, options: Options | None = None, wanted: str = "") -> Findings:
    """A dry run."""
    with examined(path, find_importers(), options or Options(), wanted=wanted) as found:
        return found.findings


def totals(findings: Findings, year: str = "") -> dict[tuple[str, str], int]:
    """Totals by flow and unit, of one year where it is given."""
    listed: tuple[Total, ...] = findings.totals_by_year if year else findings.totals
    return {(total.flow, total.unit): total.total for total in listed if total.year == year}


def library(folder: Path) -> ImportLibrary:
    """A library of data sets in a folder of the test."""
    return ImportLibrary(folder / "datasets", find_importers())
