"""Style, types and layers, as the tools judge them; the rules stand in pyproject.toml."""

from __future__ import annotations

import pytest

from tests.architecture.source import run_python


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("-m", "ruff", "check", "--no-fix", "."), id="ruff check"),
        pytest.param(("-m", "ruff", "format", "--check", "."), id="ruff format"),
        pytest.param(("-m", "mypy"), id="mypy"),
        pytest.param(
            ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
            id="layers",
        ),
    ],
)
def test_tool_finds_nothing(arguments: tuple[str, ...]) -> None:
    done = run_python(*arguments)
    assert done.returncode == 0, done.stdout
