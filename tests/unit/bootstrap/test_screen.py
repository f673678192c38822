from __future__ import annotations

import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.screen import screen_available

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a screen")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: the path of a socket has room for a hundred letters."""
    with tempfile.TemporaryDirectory(prefix="tp") as name:
        yield Path(name)


@pytest.fixture
def x_server(folder: Path) -> Iterator[Path]:
    """The folder of an X server that answers as display :7."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(folder / "X7"))
        server.listen(8)
        yield folder


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_a_screen(platform: str) -> None:
    assert screen_available({}, platform)


def test_no_display_is_no_screen(folder: Path) -> None:
    assert not screen_available({}, "linux", folder)


@pytest.mark.parametrize("display", [":7", ":7.0", "unix:7", "/unix:7"])
def test_x_server_that_answers_is_a_screen(x_server: Path, display: str) -> None:
    assert screen_available({"DISPLAY": display}, "linux", x_server)


@pytest.mark.parametrize("display", [":8", "7", "nonsense", ":"])
def test_display_that_nobody_answers_is_no_screen(x_server: Path, display: str) -> None:
    assert not screen_available({"DISPLAY": display}, "linux", x_server)


def test_display_of_another_machine_is_asked_over_the_network() -> None:
    assert not screen_available({"DISPLAY": "localhost:59000"}, "linux")


def test_wayland_that_answers_is_a_screen(x_server: Path) -> None:
    there = {"WAYLAND_DISPLAY": "X7", "XDG_RUNTIME_DIR": str(x_server)}
    assert screen_available(there, "linux", x_server)
    assert not screen_available({**there, "WAYLAND_DISPLAY": "wayland-9"}, "linux", x_server)


@pytest.mark.parametrize("plugin", ["offscreen", "minimal", "offscreen:fontengine=freetype"])
def test_drawing_where_nobody_looks_is_no_screen(x_server: Path, plugin: str) -> None:
    assert not screen_available({"DISPLAY": ":7", "QT_QPA_PLATFORM": plugin}, "linux", x_server)


def test_frame_buffer_is_a_screen(folder: Path) -> None:
    assert screen_available({"QT_QPA_PLATFORM": "linuxfb"}, "linux", folder)
