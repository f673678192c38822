"""Draws the pictures of the README again: ``python3 -m tests.pictures``.

The gallery comes from the recipe that ships, the windows from the program itself, without a screen.
Look at every one before it is committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "resources" / "gallery"
RECIPE = ROOT / "resources" / "recipes" / "gallery.json"

_WINDOW = """
import sys
from pathlib import Path
from app.composition import open_explorer
from app.model.words import Words
from app.places import standard_folders
from app.ui.application import Start, draw_window

folders = standard_folders()
path, width, height, theme, language = sys.argv[1:]
start = Start(
    lambda: open_explorer(folders),
    lambda chosen: Words(chosen, folders.translations),
    folders.settings,
    language,
)
draw_window(start, Path(path), (int(width), int(height)), theme=theme)
"""


def main() -> int:
    """Draw the gallery and the windows."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "QT_FONT_DPI": "96"}
    render = [sys.executable, "main.py", "render", str(RECIPE), "--output-dir", str(GALLERY)]
    code = subprocess.run(render, cwd=ROOT, env=environment, check=False).returncode
    for name, size, theme, language in (
        ("window-light-en", ("1440", "900"), "light", "en"),
        ("window-dark-zh", ("1440", "900"), "dark", "zh"),
    ):
        drawn = [sys.executable, "-c", _WINDOW, str(GALLERY / f"{name}.png"), *size, theme, language]
        code = code or subprocess.run(drawn, cwd=ROOT, env=environment, check=False).returncode
    return code


if __name__ == "__main__":
    sys.exit(main())
