"""Whether there is a screen to open a window on, asked before Qt is loaded.

Qt aborts the whole process when it finds no display, so the question has to be answered first and
without it.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS: Final = 3.0
_X_FOLDER: Final = Path("/", "tmp", ".X11-unix")
_X_PORT: Final = 6000
_DRAWS_WITHOUT_DISPLAY: Final = frozenset({"eglfs", "linuxfb", "vkkhrdisplay", "vnc"})


def screen_available(
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    x_folder: Path = _X_FOLDER,
) -> bool:
    """Tell whether a window can be shown: a display is named, and it answers.

    On macOS and Windows the system always gives one. ``QT_QPA_PLATFORM`` decides where it is set:
    ``offscreen`` and ``minimal`` draw where nobody looks.
    """
    if platform in {"darwin", "win32"}:
        return True
    plugin = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if plugin in {"offscreen", "minimal"}:
        return False
    if plugin in _DRAWS_WITHOUT_DISPLAY:
        return True
    return _wayland_answers(environment) or _x_answers(environment.get("DISPLAY", ""), x_folder)


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return _unix_socket_answers(str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / name))


def _x_answers(display: str, x_folder: Path) -> bool:
    parts = re.fullmatch(r"(?:(?P<host>.*?)(?:/unix)?):(?P<number>\d+)(?:\.\d+)?", display)
    if parts is None:
        return False
    host, number = parts["host"], int(parts["number"])
    if host.startswith("/"):
        return _unix_socket_answers(f"{host}:{number}")
    if host not in {"", "unix"}:
        return _port_answers(host, _X_PORT + number)
    name = str(x_folder / f"X{number}")
    # Linux servers often listen on the abstract name alone.
    return _unix_socket_answers(name) or _unix_socket_answers("\0" + name)


def _unix_socket_answers(address: str) -> bool:
    family: socket.AddressFamily | None = getattr(socket, "AF_UNIX", None)
    if family is None:
        return False
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(_SECONDS)
        try:
            connection.connect(address)
        except OSError:
            return False
    return True


def _port_answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=_SECONDS):
            return True
    except OSError:
        return False
