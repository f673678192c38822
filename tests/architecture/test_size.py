"""Files and classes stay small enough to hold in mind."""

from __future__ import annotations

import ast

from tests.architecture.source import listing, name_of, python_files, tree_of

_LINES = 500
_PUBLIC_METHODS = 20


def test_no_file_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    found = [f"{name} has {lines} lines" for name, lines in lengths.items() if lines > _LINES]
    assert not found, listing(found)


def test_no_class_has_too_many_public_methods() -> None:
    found = [
        f"{name_of(path)}:{node.lineno} {node.name} has {_public_methods(node)} public methods"
        for path in python_files("app")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and _public_methods(node) > _PUBLIC_METHODS
    ]
    assert not found, listing(found)


def test_packages_are_empty_folders_of_files() -> None:
    found = [
        name_of(path)
        for path in python_files()
        if path.name == "__init__.py" and path.read_text(encoding="utf-8")
    ]
    assert not found, listing(found)


def _public_methods(node: ast.ClassDef) -> int:
    """Count a class's own public methods: a name such as rowCount is Qt's, and overrides one."""
    names = [
        member.name for member in node.body if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return sum(not name.startswith("_") and name.islower() for name in names)
