"""A pytest plugin that makes every part of Qt impossible to import, as on a server without it."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

QT: Final = frozenset({"PySide6", "shiboken6", "pyqtgraph", "qtpy", "qtawesome", "pytestqt"})


class _NoQt(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in QT:
            message = f"{fullname} is not to be had in this run"
            raise ModuleNotFoundError(message, name=fullname)
        return None


def pytest_configure() -> None:
    """Shut Qt out of this run, before any test is read."""
    sys.meta_path.insert(0, _NoQt())
