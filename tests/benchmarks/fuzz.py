"""Fuzzing by hand: `python -m tests.benchmarks.fuzz comtrade 10` damages files of a format for ten minutes.

Every file must either be read so that all rows are accounted for, or be refused in one sentence. What else
happens is printed with the smallest file that shows it, which then belongs into the tests.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.reporting import with_reporter

from app.data.imports.examine import examined
from app.data.imports.messages import ImportFailedError
from app.data.imports.plan import Options
from app.data.imports.registry import find_importers
from tests.conformance.test_importers import consistent
from tests.unit.importers.fixtures import FOLDER, FOLDERS, IMPORTERS, zipped

SLOW = 20.0
"""Seconds of processor after which a small file has taken too long; waiting for others does not count."""
ODD = (
    "", " ", "0", "-1", "...", "c", "?", ":", "1e400", "1e-400", "9" * 60, "1,234.5", "1.234,5", "12,3",
    "NaN", "World", "TOTAL", "0", "all", "2023-13", "202300", "1.5e3", "'", '"', ";", "\t", "\x00", "\r",
    "\n", "\ufeff", "\u202e", "<b>x</b>", "CHN", "156", "EU27_2020", "B", "import", "Re-Export", "_Z",
    "=1+1", "--", "合计", "亿元",
)  # fmt: skip
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "latin-1", "cp1252", "utf-7")


@st.composite
def damaged(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds after a few changes of its cells, columns, rows, encoding and bytes."""
    data = draw(st.sampled_from(seeds))
    for change in draw(st.lists(st.sampled_from(CHANGES), max_size=4)):
        data = change(draw, data)
    return data


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", errors="surrogateescape").split("\n")


def _joined(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", errors="surrogateescape")


def _cells(draw: st.DrawFn, data: bytes) -> bytes:
    cells = data.decode("utf-8", errors="surrogateescape").split(",")
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(cells) - 1))
        cells[place] = draw(st.one_of(st.sampled_from(ODD), st.text(max_size=8)))
    return ",".join(cells).encode("utf-8", errors="surrogatepass")


def _columns(draw: st.DrawFn, data: bytes) -> bytes:
    """Columns in another order, some twice, some not at all."""
    rows = [line.split(",") for line in _lines(data)]
    width = max(map(len, rows))
    order = draw(st.lists(st.integers(0, width - 1), min_size=1, max_size=width + 2))
    return _joined([",".join(row[place] if place < len(row) else "" for place in order) for row in rows])


def _rows(draw: st.DrawFn, data: bytes) -> bytes:
    lines = _lines(data)
    places = draw(st.lists(st.integers(0, len(lines) - 1), min_size=1, max_size=len(lines) + 3))
    return _joined([lines[place] for place in places])


def _separator(draw: st.DrawFn, data: bytes) -> bytes:
    return data.replace(b",", draw(st.sampled_from([b";", b"\t", b"|", b", ", b",,"])))


def _line_ends(draw: st.DrawFn, data: bytes) -> bytes:
    return data.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n", b",\n", b"\r\r\n"])))


def _encoding(draw: st.DrawFn, data: bytes) -> bytes:
    return data.decode("utf-8", errors="replace").encode(draw(st.sampled_from(CODECS)), errors="replace")


def _bytes(draw: st.DrawFn, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(changed)))
        changed[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=8))
    return bytes(changed)


def _cut(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data)))]


def _packed(draw: st.DrawFn, data: bytes) -> bytes:
    """The same bytes each time: a clock in them would make the next change another one on replay."""
    return gzip.compress(data, mtime=0) if draw(st.booleans()) else zipped({"x.csv": data})


def _title(draw: st.DrawFn, data: bytes) -> bytes:
    return draw(st.sampled_from([b"Title\n", b"\n\n", b"sep=;\n", b"a,b\n", b"'\n", b'"\n'])) + data


def _upper(_draw: st.DrawFn, data: bytes) -> bytes:
    return data.upper()


CHANGES: tuple[Callable[[st.DrawFn, bytes], bytes], ...] = (
    _cells, _cells, _cells, _columns, _rows, _separator, _line_ends, _encoding, _bytes, _cut, _packed,
    _title, _upper,
)  # fmt: skip


def seeds_of(importer: str) -> list[bytes]:
    """The files of the tests that this importer takes; of folders, the files inside."""
    names = [name for name, reader in IMPORTERS.items() if reader == importer]
    folders = [name for name, reader in FOLDERS.items() if reader == importer]
    inside = [path for name in folders for path in sorted((FOLDER / name).iterdir()) if path.is_file()]
    return [(FOLDER / name).read_bytes() for name in names] + [path.read_bytes() for path in inside]


def read_or_refuse(path: Path, importer: str) -> None:
    """Read a file as the surest importer, and as this one where that refuses.

    Raises:
        AssertionError: Rows are not accounted for, a refusal is no sentence, or it took too long.
    """
    importers = find_importers()
    begun = time.process_time()
    refusals = []
    for wanted in ("", importer):
        try:
            with examined(path, importers, Options(flow="export", period="2024"), wanted=wanted) as found:
                consistent(found.findings)
            break
        except ImportFailedError as failure:
            refusals.append(str(failure))
    assert all(refusals), "a refusal without words"
    assert not any("\n" in refusal for refusal in refusals), "a refusal of several lines"
    assert time.process_time() - begun < SLOW, "too slow"


class _TimeIsUpError(BaseException):
    """Ends a run at once; a test that just returned would seem to pass what failed before."""


@dataclass
class _Caught:
    """Holds the error that its block ended with."""

    error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> bool:
        self.error = error if isinstance(error, Exception) else None
        return self.error is not None


def _place_of(error: BaseException) -> str:
    """What went wrong, and the last line of the program that it went through."""
    if isinstance(error, BaseExceptionGroup):  # what failed once and not again
        return f"once only: {_place_of(error.exceptions[0])}"
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "/app/" in frame.filename), frames[-1])
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno} {str(error)[:80]}"


def fuzz(importer: str, seconds: float) -> int:
    """Damage files until the time is over; gives the number of different failures."""
    seeds, known, tried = seeds_of(importer), set[str](), 0
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("x.xlsx" if importer == "tidy" else "x.csv")

        @settings(
            max_examples=200, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        )  # fmt: skip
        @given(damaged(seeds))
        def try_one(data: bytes) -> None:
            nonlocal tried
            if time.monotonic() > end:
                raise _TimeIsUpError
            tried += 1
            path.write_bytes(data)
            with _Caught() as caught:
                read_or_refuse(path, importer)
            if caught.error and _place_of(caught.error) not in known:
                raise caught.error

        while time.monotonic() < end:
            with _Caught() as caught, suppress(_TimeIsUpError), with_reporter(_quiet):
                try_one()
            if caught.error:
                known.add(_place_of(caught.error))
                kept = shutil.copy(path, Path(tempfile.gettempdir()) / f"fuzzed-{importer}-{len(known)}")
                _say(f"{importer}: {_place_of(caught.error)}\n  {kept}: {path.read_bytes()[:300]!r}")
    _say(f"{importer}: {tried:,} files, {len(known)} different failures")
    return len(known)


def _quiet(_line: object) -> None:
    """What Hypothesis says of a failure is said here in fewer words."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> int:
    """Fuzz the importers that are named, or all; the last argument may be minutes for each."""
    minutes = float(arguments[-1]) if arguments and arguments[-1].replace(".", "").isdigit() else 10.0
    named = [name for name in arguments if name in find_importers()] or list(find_importers())
    return 1 if sum(fuzz(name, minutes * 60) for name in named) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
