"""Ways to read a file in a test without naming every part each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import openpyxl

from app.data.imports.examine import examined
from app.data.imports.findings import Findings, Total
from app.data.imports.library import ImportLibrary
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers

Sums = Mapping[tuple[str, str], int | None]


def look(path: Path, options: Options | None = None, wanted: str = "") -> Findings:
    """A dry run."""
    with examined(path, find_importers(), options or Options(), wanted=wanted) as found:
        return found.findings


def totals(findings: Findings, year: str = "") -> dict[tuple[str, str], int]:
    """Totals by flow and unit, of one year where it is given."""
    listed: tuple[Total, ...] = findings.totals_by_year if year else findings.totals
    return {(total.flow, total.unit): total.total for total in listed if total.year == year}


def table(
    rows: Iterable[Sequence[object]], comma: str = ",", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
) -> str:
    """Rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=comma, lineterminator="\n", quoting=quoting).writerows(rows)
    return text.getvalue()


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook; names of sheets have '_' for a blank."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def page(rows: Iterable[Sequence[str]]) -> str:
    """A table of a web page, as sites give it out under the name of a workbook."""
    lines = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<html><head><meta charset="gbk"></head><body><table border="1">{lines}</table></body></html>'


def check(tmp_path: Path, data: bytes | str, importer: str, expected: Sums) -> Findings:
    """A dry run of these bytes, which must find the importer and the sums."""
    path = tmp_path / "download"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = look(path)
    assert found.importer == importer
    sums = totals(found)
    assert {key: sums.get(key) for key in expected} == dict(expected)
    return found


def library(folder: Path) -> ImportLibrary:
    """A library of data sets in a folder of the test."""
    return ImportLibrary(folder / "datasets", find_importers())


def two_bases(folder: Path) -> Path:
    """A file with the same trade on two bases."""
    path = folder / "nbs.csv"
    path.write_text(
        "数据库：分省年度数据\n地区：浙江省\n指标,2023年,2022年\n"
        "经营单位所在地出口总额(千美元),20,10\n境内目的地和货源地出口总额(千美元),22,11\n",
        encoding="utf-8",
    )
    return path
