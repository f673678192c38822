"""Figures can be asked for on a machine that has no Qt."""

from __future__ import annotations

import os

import pytest

from tests.architecture.source import run_python
from tests.architecture.without_qt import QT
from tests.conftest import ROOT

_ASK = """
import sys
from app.cli.main import main
code = main(sys.argv[2:])
loaded = sorted(set(sys.argv[1].split()) & set(sys.modules))
print("loaded:", *loaded)
sys.exit(3 if loaded else code)
"""


def test_qt_can_be_shut_out() -> None:
    block = "from tests.architecture import without_qt; without_qt.pytest_configure(); import PySide6"
    done = run_python("-c", block)
    assert "PySide6 is not to be had in this run" in done.stdout


@pytest.mark.slow
def test_unit_tests_pass_without_qt() -> None:
    done = run_python(
        *("-m", "pytest", "tests/unit", "-q", "-p", "no:pytest-qt", "-p", "tests.architecture.without_qt"),
        environment={key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")},
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("figures", "--region", "330000"), id="figures"),
        pytest.param(("datasets",), id="datasets"),
        pytest.param(("check",), id="check"),
        pytest.param(("import", "tests/architecture/imported.csv", "--dry-run"), id="import"),
    ],
)
def test_command_never_loads_qt(arguments: tuple[str, ...]) -> None:
    if not (ROOT / "app" / "cli" / f"{arguments[0]}_command.py").exists():
        pytest.skip(f"the command {arguments[0]} is not there yet")
    done = run_python("-c", _ASK, " ".join(QT), *arguments)
    assert "loaded:\n" in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout
