"""What every importer keeps, whoever wrote it: fuzzed, one by one, and none forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.data.imports.examine import examined
from app.data.imports.findings import REASONS, Findings
from app.data.imports.head import open_head
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers
from tests.unit.importers.fixtures import FOLDER, FOLDERS, IMPORTERS, content

ALL = find_importers()
CSV = sorted(name for name in IMPORTERS if name.endswith(".csv"))
FUZZED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_every_importer_has_a_file_that_tests_it() -> None:
    assert set(IMPORTERS.values()) | set(FOLDERS.values()) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_an_importer_says_who_it_is(name: str) -> None:
    importer = ALL[name]
    assert importer.id == name
    assert importer.title
    folder = Path(__file__).parents[2] / "app" / "data" / "importers"
    assert (folder / f"{name.replace('-', '_')}.py").is_file()


@pytest.mark.parametrize("name", [*IMPORTERS, *FOLDERS])
def test_the_right_importer_is_the_surest(name: str) -> None:
    head = open_head(FOLDER / name)
    heads = [head, *(head.children if head.kind == "xlsx" else ())]
    rated = {importer.id: max(map(importer.can_read, heads)) for importer in ALL.values()}
    expected = (IMPORTERS | FOLDERS)[name]
    assert all(0 <= confidence <= 1 for confidence in rated.values())
    assert max(rated, key=lambda key: rated[key]) == expected
    assert rated[expected] > 0


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"hello", b"a,b\n1,2\n", b"\xff\xfe\xfd", b"{}", b"\n" * 50]
)
def test_nobody_takes_what_is_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    head = open_head(path)
    assert all(importer.can_read(head) == 0 for importer in ALL.values())


def consistent(found: Findings) -> None:
    """Every row is either kept or left out for a known reason; nothing is counted twice."""
    assert found.rows_read == found.rows_kept + sum(found.left_out.values())
    assert set(found.left_out) <= set(REASONS)
    assert {problem.kind for problem in found.problems} <= set(REASONS)
    assert all(total.total >= 0 for total in found.totals if total.flow != "balance")
    by_year: dict[tuple[str, str, str, str], int] = {}
    for total in found.totals_by_year:
        key = (total.dataflow, total.flow, total.indicator, total.unit)
        by_year[key] = by_year.get(key, 0) + total.total
    for total in found.totals:
        # Each year is rounded to whole units on its own.
        years = by_year[total.dataflow, total.flow, total.indicator, total.unit]
        assert abs(years - total.total) <= len(found.totals_by_year)


@pytest.mark.parametrize("name", [*IMPORTERS, *FOLDERS])
def test_rows_add_up(name: str) -> None:
    with examined(FOLDER / name, ALL, Options(flow="export", period="2024")) as found:
        consistent(found.findings)


def _read_or_refuse(path: Path) -> None:
    """Either findings that are consistent, or one sentence; never another error."""
    refused = ""
    try:
        with examined(path, ALL, Options(flow="export", period="2024")) as found:
            consistent(found.findings)
    except ImportFailedError as failure:
        refused = str(failure) or "nothing"
    assert refused.count("\n") == 0
    assert refused != "nothing"


@pytest.mark.slow
@pytest.mark.parametrize("name", CSV)
@FUZZED
@given(edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=12)), max_size=6))
def test_damaged_bytes(tmp_path: Path, name: str, edits: list[tuple[float, int, bytes]]) -> None:
    """Bytes put in, taken out and changed anywhere."""
    data = bytearray(content(name))
    for share, taken, inserted in edits:
        place = round(share * len(data))
        data[place : place + taken] = inserted
    path = tmp_path / "fuzzed"
    path.write_bytes(bytes(data))
    _read_or_refuse(path)


_ODD = (
    "",
    "0",
    "-1",
    "...",
    "c",
    "?",
    "1e400",
    "1e-400",
    "9" * 60,
    "World",
    "TOTAL",
    "2023-13",
    "'",
    ";",
    '""',
)
_CELL = st.one_of(st.sampled_from(_ODD), st.text(max_size=8))


@pytest.mark.slow
@pytest.mark.parametrize("name", CSV)
@FUZZED
@given(changes=st.lists(st.tuples(st.integers(0, 400), _CELL), max_size=8), cut=st.floats(0.2, 1))
def test_strange_cells(tmp_path: Path, name: str, changes: list[tuple[int, str]], cut: float) -> None:
    """Cells replaced by what no one expects, and the file cut off."""
    text = content(name).decode("utf-8", errors="surrogateescape")
    cells = text.split(",")
    for place, cell in changes:
        cells[place % len(cells)] = cell
    data = ",".join(cells).encode("utf-8", errors="replace")
    path = tmp_path / "fuzzed"
    path.write_bytes(data[: max(1, round(cut * len(data)))])
    _read_or_refuse(path)
