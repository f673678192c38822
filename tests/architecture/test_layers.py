"""What import-linter cannot say: who may use which library, and imports that hide in functions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source import imported, listing, name_of, python_files, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_QT = ("app/ui/",)
_TABLES = ("app/data/", "app/charts/", "app/ui/models/", "app/ui/charts/")

_ONLY_IN: Mapping[str, tuple[str, ...]] = {
    "PySide6": _QT,
    "shiboken6": _QT,
    "pyqtgraph": _QT,
    "qtawesome": _QT,
    "qtpy": _QT,
    "duckdb": ("app/data/",),
    "pandas": _TABLES,
    "numpy": _TABLES,
}
"""Each library and the folders that may import it when the program runs."""

_TYPES_ONLY_IN: Mapping[str, tuple[str, ...]] = {"pandas": ("app/explorer.py", "app/explorer/", "app/ui/")}
"""Where a library may besides be named in annotations, under `if TYPE_CHECKING`."""

_LATE_IMPORTS = ("app/cli/", "app/bootstrap.py", "app/explorer/explorer.py")
"""Files that import parts of the program inside functions: to start without Qt, or before it is there, or
to show the first chart before what only later questions need is loaded."""


@pytest.mark.parametrize("library", _ONLY_IN)
def test_library_is_used_only_where_it_belongs(library: str) -> None:
    found = [
        f"{name_of(path)}:{line} imports {library}"
        for path in python_files("app")
        for line, module, for_types in _imports(tree_of(path))
        if module.partition(".")[0] == library
        and not name_of(path).startswith(_ONLY_IN[library])
        and not (for_types and name_of(path).startswith(_TYPES_ONLY_IN.get(library, ("-",))))
    ]
    assert not found, listing(found)


def test_parts_of_the_program_are_imported_at_the_top() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in python_files("app")
        if not name_of(path).startswith(_LATE_IMPORTS)
        for line in _late_imports(path)
    ]
    assert not found, listing(found)


_DRAWING = ("app.cli.drawing", "app.cli.reporting")
"""The files of the command line that draw: whoever needs one loads it when it runs."""


def test_command_line_loads_the_window_only_where_it_draws() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("app/cli")
        for node in tree_of(path).body
        if any(module.startswith(("app.ui", *_DRAWING)) for module in imported(node))
        and f"app.cli.{path.stem}" not in _DRAWING
    ]
    assert not found, listing(found)


def _imports(tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    """Yield line, module and whether it is only for annotations, for each import of a file."""
    for_types = {
        inside
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for inside in ast.walk(statement)
    }
    for node in ast.walk(tree):
        for module in imported(node)[:1]:
            yield getattr(node, "lineno", 0), module, node in for_types


def _late_imports(path: Path) -> Iterator[int]:
    for function in ast.walk(tree_of(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if any(module.partition(".")[0] == "app" for module in imported(node)):
                    yield getattr(node, "lineno", 0)
