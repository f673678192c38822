"""What Linux lacks: Qt's system libraries, the venv module, a font with Chinese glyphs.

Whether something is missing is tried, never concluded from a distribution's name; which package has
it is asked of apt, since names differ between Debian 12, Debian 13 and Ubuntu.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from app.startup.speech import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.startup.machine import Machine
    from app.startup.speech import Progress


class Need(NamedTuple):
    """Something missing, and the names under which apt may know it."""

    what: str
    packages: tuple[str, ...]


_DRAWING: Mapping[str, tuple[str, ...]] = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11.so.6": ("libx11-6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
"""What drawing to a file needs, with or without a screen."""

_WINDOW: Mapping[str, tuple[str, ...]] = {
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}
"""What a window on a screen needs besides."""

_FONT = Need("a font with Chinese glyphs", ("fonts-wqy-microhei",))

_NO_ROOM = ("No space left", "have enough free space")
_NO_NETWORK = ("Temporary failure resolving", "Could not connect", "Could not resolve", "Failed to fetch")


def complete_system(machine: Machine, progress: Progress, *, window: bool, venv: bool) -> None:
    """Install what the system lacks, or raise SetupError with the one command that does.

    Args:
        machine: The computer.
        progress: Told what is being done.
        window: Whether a window will be opened, rather than pictures written.
        venv: Whether an environment has to be made.
    """
    if not machine.platform.startswith("linux"):
        return
    needs = missing(machine, window=window, venv=venv)
    if not needs:
        return
    if not machine.has_program("apt-get"):
        _report_without_apt(needs, progress)
        return
    become_root = _root_prefix(machine)
    if become_root is not None:
        _install(machine, progress, needs, become_root)
    elif needs == (_FONT,):
        progress.say(f"Chinese names show as boxes until a font is there: {_command(machine, needs)}")
    else:
        raise SetupError(f"This system lacks {_summary(needs)}.\n{_advice(machine, needs)}")


def missing(machine: Machine, *, window: bool, venv: bool) -> tuple[Need, ...]:
    """Return what the system lacks."""
    libraries = {**_DRAWING, **_WINDOW} if window else _DRAWING
    needs = [Need(name, packages) for name, packages in libraries.items() if not machine.has_library(name)]
    if venv and not machine.has_module("ensurepip"):
        exact = "python{}.{}-venv".format(*sys.version_info)
        needs.insert(0, Need("Python's venv module", (exact, "python3-venv")))
    if not machine.has_chinese_font():
        needs.append(_FONT)
    return tuple(needs)


def _summary(needs: Sequence[Need]) -> str:
    """Name the needs for a reader: libraries are counted, the rest is named."""
    libraries = [need.what for need in needs if need.what.startswith("lib")]
    named = [need.what for need in needs if not need.what.startswith("lib")]
    if len(libraries) > 3:
        named.append(f"{len(libraries)} system libraries that windows and pictures are drawn with")
    else:
        named += libraries
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _report_without_apt(needs: Sequence[Need], progress: Progress) -> None:
    listed = ", ".join(need.what for need in needs)
    if needs == (_FONT,):
        progress.say("Chinese names show as boxes until a font with Chinese glyphs is installed.")
        return
    raise SetupError(f"This system lacks {listed}. Install these with its package manager, then start again.")


def _root_prefix(machine: Machine) -> tuple[str, ...] | None:
    """Return what to put before a command to run it as root, None where that needs a password."""
    if machine.is_root:
        return ()
    if machine.has_program("sudo") and machine.run(("sudo", "-n", "true"), lambda line: None) == 0:
        return ("sudo", "-n")
    return None


def _install(
    machine: Machine, progress: Progress, needs: Sequence[Need], become_root: tuple[str, ...]
) -> None:
    progress.say(f"Installing with apt what this system lacks, once: {_summary(needs)}")
    output: list[str] = []

    def follow(line: str) -> None:
        output.append(line)
        if text := _readable(line):
            progress.step(text, log=False)

    apt = (*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120")
    progress.step("reading the package lists")
    machine.run((*apt, "update"), follow)
    # Only now does a machine with empty package lists know its names.
    names = _package_names(machine, needs)
    status = machine.run((*apt, "install", "-y", "--no-install-recommends", *names), follow)
    progress.done()
    if status != 0:
        raise SetupError(_apt_failure(output, _advice(machine, needs)))


def _readable(line: str) -> str:
    """Turn a line of apt into a step, or nothing."""
    words = line.split()
    if line.startswith("Get:") and len(words) > 7:  # shorter ones are package lists
        return f"downloading {words[4]}"
    if line.startswith("Setting up ") and len(words) > 2:
        return f"setting up {words[2]}"
    return ""


def _apt_failure(output: Sequence[str], advice: str) -> str:
    text = "\n".join(output)
    if any(sign in text for sign in _NO_ROOM):
        return "The disk is full: apt could not install the system packages. Make room, then start again."
    if any(sign in text for sign in _NO_NETWORK):
        return "No network: apt could not fetch the system packages.\nConnect this machine, then start again."
    tail = "\n".join(output[-12:])
    return f"apt could not install the system packages:\n\n{tail}\n\n{advice}"


def _advice(machine: Machine, needs: Sequence[Need]) -> str:
    return f"Run this once, then start again:\n\n  {_command(machine, needs)}\n"


def _command(machine: Machine, needs: Sequence[Need]) -> str:
    """Return the one line that installs everything missing."""
    names = " ".join(_package_names(machine, needs))
    line = f"apt-get update && {{}}apt-get install -y --no-install-recommends {names}"
    if machine.is_root:
        return line.format("")
    if machine.has_program("sudo"):
        return "sudo " + line.format("sudo ")
    return f"su -c '{line.format('')}'"


def _package_names(machine: Machine, needs: Sequence[Need]) -> tuple[str, ...]:
    """Return for each need the first of its names that apt can install, in order, without repeats."""
    asked = [name for need in needs for name in need.packages]
    known = _installable(machine, asked)
    chosen = [next((name for name in need.packages if name in known), need.packages[-1]) for need in needs]
    return tuple(dict.fromkeys(chosen))


def _installable(machine: Machine, names: Sequence[str]) -> frozenset[str]:
    """Ask apt which names stand for a package it could install now."""
    known: set[str] = set()
    current = ""

    def follow(line: str) -> None:
        nonlocal current
        if line.endswith(":") and not line.startswith(" "):
            current = line[:-1]
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            known.add(current)

    machine.run(("apt-cache", "policy", *names), follow)
    return frozenset(known)
