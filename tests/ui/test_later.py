"""What is loaded behind the first chart."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from app.ui.later import QT_PARTS

ROOT = Path(__file__).resolve().parents[2]
OF_EVERY_WINDOW = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def test_every_module_of_qt_that_the_program_imports_is_loaded_by_the_window() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    imported = {name for text in texts for name in re.findall(r"from (PySide6\.Qt\w+) import", text)}
    assert imported - OF_EVERY_WINDOW <= set(QT_PARTS)


def test_no_thread_finds_a_module_of_qt_unloaded() -> None:
    """All that the loaders import in threads, in one process: no module of Qt comes with it."""
    code = (
        "import sys, app.ui.application; from app.ui import later; later.load_qt();"
        "qt = lambda: {name for name in sys.modules if name.startswith('PySide6.Qt')}; before = qt();"
        "later.part('app.ui.opening'); later.part(later.DESKTOP); later.load_parts();"
        "print(*sorted(qt() - before))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout.split() == []
