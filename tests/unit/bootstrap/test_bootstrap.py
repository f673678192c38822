"""The start itself, as a process: which interpreters are turned away, and with which words."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app import __main__, bootstrap
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_OLD = """
import sys
sys.version_info = ({}, {}, 0, "final", 0)
from app import bootstrap
bootstrap.make_ready(bootstrap.PROGRAM)
"""


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 15)])
def test_other_pythons_are_told_which_are_needed(version: tuple[int, int]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _OLD.format(*version)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Third Pole needs Python 3.11 to 3.14; this is {}.{}.0 (".format(*version))
    assert "Traceback" not in done.stderr


def test_files_of_the_start_can_be_read_by_an_old_python() -> None:
    old = shutil.which("python3.8") or shutil.which("python3.9")
    files = ["main.py", "tests/__main__.py", "app/bootstrap.py", "app/places.py"]
    files += [str(path.relative_to(ROOT)) for path in (ROOT / "app" / "startup").glob("*.py")]
    if old is None or subprocess.run([old, "-c", ""], capture_output=True, check=False).returncode:
        # Without one, this Python reads them by the old grammar.
        import ast

        for name in files:
            ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))
        return
    code = "import sys; [compile(open(name, encoding='utf-8').read(), name, 'exec') for name in sys.argv[1:]]"
    subprocess.run([old, "-c", code, *files], cwd=ROOT, check=True)


def test_the_qt_that_kills_old_pythons_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyside6_essentials-6.12.0.dist-info").mkdir()
    bootstrap.refuse_fatal_qt([str(tmp_path)], (3, 12))
    with pytest.raises(SystemExit) as stop:
        bootstrap.refuse_fatal_qt([str(tmp_path)], (3, 11))
    assert stop.value.code == 1
    assert "PySide6 6.12.0" in capsys.readouterr().err


def test_other_qts_are_not_refused(tmp_path: Path) -> None:
    (tmp_path / "pyside6_essentials-6.10.3.dist-info").mkdir()
    bootstrap.refuse_fatal_qt([str(tmp_path), str(tmp_path / "absent")], (3, 11))


def test_fast_start_imports_next_to_nothing() -> None:
    code = "import sys; before = set(sys.modules); import app.bootstrap; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import sys; sys.path.insert(0, '.'); " + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"subprocess", "tomllib", "pathlib", "hashlib", "ctypes", "app.startup", "re", "shutil"}
    assert not heavy & set(done.stdout.split())


def test_environment_is_looked_at_again_once_a_package_came_or_went(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "python3.11" / "site-packages" / "duckdb"
    package.mkdir(parents=True)
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    os.utime(package.parent, (1, 1))
    assert not bootstrap._stamped(str(tmp_path), bootstrap.PROGRAM)
    bootstrap._stamp(str(tmp_path), bootstrap.PROGRAM)
    assert bootstrap._stamped(str(tmp_path), bootstrap.PROGRAM)
    assert not bootstrap._stamped(str(tmp_path), bootstrap.TESTS)
    package.rmdir()
    assert not bootstrap._stamped(str(tmp_path), bootstrap.PROGRAM)


def test_folder_that_cannot_be_locked_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: BinaryIO, operation: int) -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(pytest.importorskip("fcntl"), "flock", refuse)
    said: list[str] = []
    with (ROOT / "pyproject.toml").open("rb") as file:
        bootstrap._wait_for_other_starts(file, said.append)
    assert said == []


def test_files_and_pipes_are_written_in_utf_8_on_every_system() -> None:
    written = io.BytesIO()
    output = io.TextIOWrapper(written, encoding="cp1252", newline="")
    __main__._write_every_sign(output)
    print("浙江 −7.1%", file=output, flush=True)
    assert written.getvalue().decode() == "浙江 −7.1%\n"


def test_terminal_shows_what_it_can() -> None:
    written = TerminalBytes()
    output = io.TextIOWrapper(written, encoding="cp1252", newline="")
    __main__._write_every_sign(output)
    print("浙江 7.1%", file=output, flush=True)
    assert written.getvalue() == b"?? 7.1%\n"


class TerminalBytes(io.BytesIO):
    def isatty(self) -> bool:
        return True
