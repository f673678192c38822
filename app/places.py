"""Where things lie on this machine: the bundled figures, the resources, the user's own folders.

Plain Python, so that the command line can ask without loading Qt, and one file, so that a source
tree, a wheel and a frozen build differ nowhere else.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE: Final = "THIRD_POLE_HOME"
"""Environment variable that moves all three user folders below one folder, as tests do."""

_FOLDER: Final = "third-pole"
_PACKAGE: Final = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Folders:
    """Where the program's files lie and where it may write."""

    data: Path
    resources: Path
    user_data: Path
    settings: Path

    @property
    def datasets(self) -> Path:
        """Where imported data sets lie, one file each."""
        return self.user_data / "datasets"

    @property
    def translations(self) -> Path:
        """The catalogues of the interface's texts."""
        return self.resources / "translations"


def standard_folders() -> Folders:
    """The folders of this machine and user."""
    return Folders(bundled_data(), resources(), user_data_folder(), user_config_folder())


def bundled_data(package: Path = _PACKAGE) -> Path:
    """Return the folder of the bundled data package, which holds ``datapackage.json``."""
    return _carried("data", package)


def resources(package: Path = _PACKAGE) -> Path:
    """Return the folder of icons, themes, translations and examples."""
    return _carried("resources", package)


def user_data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder of what the user imported or saved; it need not exist yet."""
    return _user_folder("data", environment, platform)


def user_config_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder of the user's settings; it need not exist yet."""
    return _user_folder("config", environment, platform)


def user_cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder of what can be made again at any time; it need not exist yet."""
    return _user_folder("cache", environment, platform)


def _carried(name: str, package: Path) -> Path:
    """A wheel carries the folder inside the package, a source tree beside it."""
    inside = package / "_bundled" / name
    return inside if inside.is_dir() else package.parent / name


def _user_folder(purpose: str, environment: Mapping[str, str], platform: str) -> Path:
    if moved := environment.get(HOME_VARIABLE):
        return Path(moved) / purpose
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return _windows_folder(purpose, environment, home)
    if platform == "darwin":
        return _mac_folder(purpose, home)
    return _xdg_folder(purpose, environment, home)


def _windows_folder(purpose: str, environment: Mapping[str, str], home: Path) -> Path:
    roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
    local = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    base = roaming if purpose == "config" else local
    return base / _FOLDER / purpose


def _mac_folder(purpose: str, home: Path) -> Path:
    library = home / "Library"
    if purpose == "cache":
        return library / "Caches" / _FOLDER
    return library / "Application Support" / _FOLDER / purpose


def _xdg_folder(purpose: str, environment: Mapping[str, str], home: Path) -> Path:
    variable, standard = {
        "data": ("XDG_DATA_HOME", home / ".local" / "share"),
        "config": ("XDG_CONFIG_HOME", home / ".config"),
        "cache": ("XDG_CACHE_HOME", home / ".cache"),
    }[purpose]
    chosen = environment.get(variable, "")
    # The XDG specification: a relative path is invalid and to be ignored.
    base = Path(chosen) if Path(chosen).is_absolute() else standard
    return base / _FOLDER
