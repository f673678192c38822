"""What `pip install` puts on somebody's machine."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source import run_python

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run_python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stdout
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_wheel_adds_one_package_that_carries_its_figures(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"app"}
    assert "app/_bundled/data/datapackage.json" in names
    assert any(name.startswith("app/_bundled/resources/") for name in names)


@pytest.mark.slow
def test_wheel_gives_a_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text = archive.read(name).decode()
    assert "third-pole = app.__main__:run" in text
