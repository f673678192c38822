"""What the tests of imports share: imports over an empty store, and files with the quirks of real ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.data.library import Library
from app.data.store import Store
from app.explorer.imports import Imports, open_imports

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = Path(__file__).parents[2] / "unit" / "importers" / "files"


@pytest.fixture
def imports(tmp_path: Path) -> Imports:
    return open_imports(Library(Store()), tmp_path / "datasets", tmp_path / "settings")


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file with a name and text."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
