"""What a screen reader gets of the open window, as JSON: run by the system's Python, which has pyatspi.

Waits for the program on the accessibility bus, lists what it says of itself, walks the first marks of
the chart by the keyboard, and lists what was announced.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

# No packages of this environment, but of the system.
pyatspi: Any = importlib.import_module("pyatspi")
GLib: Any = importlib.import_module("gi.repository.GLib")

T = TypeVar("T")

MANY = ("tree", "tree table", "table")
FEW = 12
_EVERY_MS = 200
_START_S = 90.0
_ANSWER_S = 10.0


def awaited(find: Callable[[], T], seconds: float) -> T:
    """What a function finds, as soon as that is something; what it finds at the end of so many seconds.

    Events of the bus are heard meanwhile.
    """
    loop, looks = GLib.MainLoop(), iter(range(int(seconds * 1000 / _EVERY_MS)))
    found = find()

    def look() -> bool:
        nonlocal found
        found = find()
        if found or next(looks, None) is None:
            loop.quit()
            return False
        return True

    if not found:
        GLib.timeout_add(_EVERY_MS, look)
        loop.run()
    return found


def program() -> Any:
    """The program, once its window has a name from the data."""
    desktop = pyatspi.Registry.getDesktop(0)
    for place in range(desktop.childCount):
        found = desktop.getChildAtIndex(place)
        if found is not None and any("–" in (window.name or "") for window in found if window):
            return found
    return None


def shown(node: Any, found: list[Any]) -> list[Any]:
    """Every node on the screen, of long lists the first ones."""
    found.append(node)
    count = min(node.childCount, FEW) if node.getRoleName() in MANY else node.childCount
    for place in range(count):
        child = node.getChildAtIndex(place)
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            shown(child, found)
    return found


def described(node: Any) -> dict[str, Any]:
    """A node in plain values."""
    focusable = bool(node.getState().contains(pyatspi.STATE_FOCUSABLE))
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "focusable": focusable,
    }


def walk_the_chart(chart: Any, announced: list[str]) -> None:
    """Put the keyboard on the chart and go on by three marks, each when the one before was announced."""
    window = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "–"], capture_output=True, text=True, check=True
    ).stdout.split()[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
    chart.queryComponent().grabFocus()
    awaited(lambda: chart.getState().contains(pyatspi.STATE_FOCUSED), _ANSWER_S)
    for _ in range(3):
        before = len(announced)
        subprocess.run(["xdotool", "key", "Down"], check=True)
        awaited(partial(_more, announced, before), _ANSWER_S)


def _more(announced: list[str], before: int) -> bool:
    return len(announced) > before


def main() -> None:
    """Print what was found."""
    found = awaited(program, _START_S)
    if found is None:
        sys.exit("the program did not come to the accessibility bus")

    def nodes() -> list[Any]:
        return [node for window in found for node in shown(window, [])]

    def chart() -> Any:
        return next((node for node in nodes() if node.description.startswith("Bar chart")), None)

    bars = awaited(chart, _START_S)
    if bars is None:
        sys.exit("the program shows no bar chart")
    announced: list[str] = []
    pyatspi.Registry.registerEventListener(
        lambda event: announced.append(str(event.any_data)), "object:announcement"
    )
    walk_the_chart(bars, announced)
    json.dump({"nodes": [described(node) for node in nodes()], "announced": announced}, sys.stdout)


if __name__ == "__main__":
    main()
