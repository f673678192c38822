"""Habits that rot a program, found before they spread."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.architecture.source import listing, name_of, python_files, tree_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CATCH_ALL = ("app/explorer/loop.py", "app/ui/panel_frame.py")
"""The task runner and the panel frame turn whatever goes wrong into a message."""

_FIXED_WAITS = frozenset({"sleep", "qWait", "qSleep"})
_CLOCKS = frozenset({"perf_counter", "perf_counter_ns", "process_time", "monotonic", "timeit"})
_EXEMPTIONS = re.compile(r"#\s*(?:type: *ignore|noqa|ruff: *noqa|pragma: *no|fmt: *o|mypy:)", re.IGNORECASE)
_SOMEBODYS_FOLDER = re.compile(r"(?<![\w.:/])/(?:home/[a-z]|root/|Users/|work/)")
_TEXTS = {".py", ".pyi", ".md", ".toml", ".csv", ".json", ".svg", ".qss", ".desktop", ".ts", ".po", ".txt"}
_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_MUTABLE_CALLS = frozenset(
    {"list", "dict", "set", "defaultdict", "deque", "OrderedDict", "Counter", "bytearray"}
)
_READ_ONLY = re.compile(r"\b(?:Mapping|Sequence|Collection|Iterable|AbstractSet|Set)\[")


def test_no_test_waits_a_fixed_time() -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in python_files("tests")
        if not name_of(path).startswith("tests/benchmarks/")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and _waits(node.func)
    ]
    assert not found, listing(found)


def test_only_benchmarks_measure_time() -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in python_files("tests")
        if not name_of(path).startswith("tests/benchmarks/")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _CLOCKS
    ]
    assert not found, listing([*found, "a busy machine fails a timed test: measure in tests/benchmarks"])


def test_nothing_is_exempt_from_checks() -> None:
    found = [
        f"{name_of(path)}:{number} {line.strip()}"
        for path in python_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if _EXEMPTIONS.search(line)
    ]
    assert not found, listing(found)


def test_no_folder_of_one_machine_is_named() -> None:
    found = [
        f"{name_of(path)}:{number} {line.strip()[:100]}"
        for path in _texts()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if _SOMEBODYS_FOLDER.search(line)
    ]
    assert not found, listing(found)


def test_only_the_task_runner_and_the_panel_frame_catch_everything() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("app")
        if name_of(path) not in _CATCH_ALL
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert not found, listing(found)


def test_no_module_keeps_state() -> None:
    found = [
        f"{name_of(path)}:{line}" for path in python_files("app") for line in sorted(_state_of(tree_of(path)))
    ]
    assert not found, listing(
        [*found, "annotate a table as Mapping, Sequence or Set; pass state to a constructor"]
    )


def _waits(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        on_qtbot = isinstance(function.value, ast.Name) and function.value.id == "qtbot"
        return function.attr in _FIXED_WAITS or (on_qtbot and function.attr == "wait")
    return isinstance(function, ast.Name) and function.id in _FIXED_WAITS


def _texts() -> Iterator[Path]:
    yield from (path for path in ROOT.glob("*") if path.suffix in _TEXTS)
    for folder in ("app", "data", "resources", "tests", "typings"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in _TEXTS)


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or bool(re.search(r"\b(?:Base)?Exception\b", ast.unparse(handler.type)))


def _state_of(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of a module where something is kept that could be changed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node.lineno
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and _is_mutable(statement.value):
            yield statement.lineno
        if (
            isinstance(statement, ast.AnnAssign)
            and statement.value is not None
            and _is_mutable(statement.value)
            and not _READ_ONLY.search(ast.unparse(statement.annotation))
        ):
            yield statement.lineno


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in _MUTABLE_CALLS
    return isinstance(value, _MUTABLE)
