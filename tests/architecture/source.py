"""The project's own text, as the guards read it."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def python_files(*folders: str) -> Iterator[Path]:
    """Yield the Python files below the project's folders, all of them where none is named."""
    for folder in folders or ("app", "tests", "typings"):
        yield from sorted((ROOT / folder).rglob("*.py"))
    if not folders:
        yield ROOT / "main.py"


def name_of(path: Path) -> str:
    """Return a file's path as written in messages and lists: from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(node: ast.AST) -> tuple[str, ...]:
    """Return the modules an import statement names; nothing for any other node."""
    if isinstance(node, ast.Import):
        return tuple(name.name for name in node.names)
    if isinstance(node, ast.ImportFrom) and node.module:
        return (node.module, *(f"{node.module}.{name.name}" for name in node.names))
    return ()


def run_python(
    *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run this interpreter in the project's folder and return what it said."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def listing(found: Sequence[str]) -> str:
    """Return findings one below the other, for the message of a failed guard."""
    return "\n" + "\n".join(found)
