"""What every test stands on: folders of its own, no user settings, the samples where they exist."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from app import places

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Pictures are compared, so a pixel is the same everywhere; nothing is ever shown.
os.environ.update(
    QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", QT_FONT_DPI="96", QT_ENABLE_HIGHDPI_SCALING="0"
)
for _name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_name, None)

# A slow machine is not a wrong program; the same examples in each run are.
settings.register_profile("third-pole", deadline=None, print_blob=True)
settings.load_profile("third-pole")

_QT_SETTINGS = ("qt_api", "qt_log_level_fail", "qt_log_ignore", "qt_default_raising")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Let the settings of pytest-qt stand where it is switched off (`-p no:pytest-qt`)."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in _QT_SETTINGS:
            parser.addini(name, "a setting of pytest-qt, which is switched off")


def pytest_sessionfinish() -> None:
    """Empty the clipboard: without a screen, Qt would free what is on it after Python has gone."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own folders out of every test."""
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path / "home"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sample files beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder ../shared, which is not here")
    return SHARED
