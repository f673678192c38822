"""What a screen reader gets of the open window, as JSON: run by the system's Python, which has pyatspi.

Waits for the program on the accessibility bus, lists what it says of itself, walks the first marks of
the chart by the keyboard, and lists what was announced.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import threading
from typing import Any

pyatspi: Any = importlib.import_module("pyatspi")  # no package of this environment, but of the system

TRIES = 120
MANY = ("tree", "tree table", "table")
FEW = 12
_PAUSE = threading.Event()
"""Never set: the bus of the desktop gives no other sign that an announcement has passed."""


def program() -> Any:
    """The program, once its window has a name from the data."""
    for _ in range(TRIES):
        desktop = pyatspi.Registry.getDesktop(0)
        for place in range(desktop.childCount):
            found = desktop.getChildAtIndex(place)
            if found is not None and any("–" in (window.name or "") for window in found if window):
                return found
        _PAUSE.wait(0.7)
    sys.exit("the program did not come to the accessibility bus")


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


def walk_the_chart(chart: Any) -> None:
    """Put the keyboard on the chart and go to its first two marks."""
    window = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "–"], capture_output=True, text=True, check=True
    ).stdout.split()[0]
    subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
    chart.queryComponent().grabFocus()
    for _ in range(3):
        _PAUSE.wait(1.0)
        subprocess.run(["xdotool", "key", "Down"], check=True)
    _PAUSE.wait(1.5)
    pyatspi.Registry.stop()


def main() -> None:
    """Print what was found."""
    found = program()
    nodes: list[Any] = []
    charts: list[Any] = []
    for _ in range(TRIES):
        nodes = [node for window in found for node in shown(window, [])]
        charts = [node for node in nodes if node.description.startswith("Bar chart")]
        if charts:
            break
        _PAUSE.wait(1.0)
    announced: list[str] = []
    pyatspi.Registry.registerEventListener(
        lambda event: announced.append(str(event.any_data)), "object:announcement"
    )
    threading.Thread(target=walk_the_chart, args=(charts[0],), daemon=True).start()
    pyatspi.Registry.start()
    json.dump({"nodes": [described(node) for node in nodes], "announced": announced}, sys.stdout)


if __name__ == "__main__":
    main()
