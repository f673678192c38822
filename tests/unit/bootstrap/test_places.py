from __future__ import annotations

from pathlib import Path

import pytest

from app import places
from tests.conftest import ROOT


def test_source_tree_carries_its_folders_beside_the_package() -> None:
    assert places.bundled_data() == ROOT / "data"
    assert places.resources() == ROOT / "resources"


def test_wheel_carries_its_folders_inside_the_package(tmp_path: Path) -> None:
    inside = tmp_path / "app" / "_bundled" / "data"
    inside.mkdir(parents=True)
    assert places.bundled_data(tmp_path / "app") == inside


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, ("/h/.local/share/third-pole", "/h/.config/third-pole", "/h/.cache/third-pole")),
        (
            "linux",
            {"XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "relative", "XDG_CACHE_HOME": ""},
            ("/d/third-pole", "/h/.config/third-pole", "/h/.cache/third-pole"),
        ),
        (
            "darwin",
            {},
            (
                "/h/Library/Application Support/third-pole/data",
                "/h/Library/Application Support/third-pole/config",
                "/h/Library/Caches/third-pole",
            ),
        ),
        (
            "win32",
            {"APPDATA": "/r", "LOCALAPPDATA": "/l"},
            ("/l/third-pole/data", "/r/third-pole/config", "/l/third-pole/cache"),
        ),
        ("linux", {places.HOME_VARIABLE: "/t"}, ("/t/data", "/t/config", "/t/cache")),
    ],
)
def test_user_folders_are_where_the_system_wants_them(
    platform: str, environment: dict[str, str], expected: tuple[str, str, str]
) -> None:
    settings = {"HOME": "/h", **environment}
    assert places.user_data_folder(settings, platform) == Path(expected[0])
    assert places.user_config_folder(settings, platform) == Path(expected[1])
    assert places.user_cache_folder(settings, platform) == Path(expected[2])


def test_tests_never_touch_the_users_own_folders(tmp_path: Path) -> None:
    assert places.user_config_folder().is_relative_to(tmp_path)
