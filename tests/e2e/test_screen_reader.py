"""The window through the accessibility bus of the desktop, as Orca gets it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("screen_reader.py")
BUS = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
SESSION = """
"$BUS" --launch-immediately & bus=$!
"$PYTHON" main.py & window=$!
"$SYSTEM_PYTHON" "$READER"; code=$?
kill $window $bus
exit $code
"""


def missing() -> str:
    """What the machine lacks."""
    for tool in ("Xvfb", "dbus-run-session", "xdotool"):
        if shutil.which(tool) is None:
            return tool
    if not BUS.exists():
        return "at-spi2-core"
    found = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False
        ).returncode
    )
    return "" if found else "python3-pyatspi"


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    if lack := missing():
        pytest.skip(f"no screen reader can be tried here: {lack} is missing")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        display = answer.readline().strip()
    yield f":{display}"
    server.terminate()
    server.wait(20)


@pytest.fixture(scope="module")
def heard(screen: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    environment = os.environ | {
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "THIRD_POLE_HOME": str(tmp_path_factory.mktemp("home")),
        "LANG": "C.UTF-8",
        "BUS": str(BUS),
        "PYTHON": sys.executable,
        "SYSTEM_PYTHON": SYSTEM_PYTHON,
        "READER": str(READER),
    }
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_everything_that_takes_the_keyboard_says_its_name(heard: dict[str, Any]) -> None:
    assert [node for node in heard["nodes"] if node["focusable"] and not node["name"]] == []
    assert sum(node["focusable"] for node in heard["nodes"]) > 20


def test_the_chart_reads_its_title_and_what_it_is(heard: dict[str, Any]) -> None:
    chart = next(node for node in heard["nodes"] if node["description"].startswith("Bar chart of 31 members"))
    assert "Zhejiang is third" in chart["name"]
    assert chart["role"] == "chart"


def test_trees_table_and_controls_are_there(heard: dict[str, Any]) -> None:
    said = {(node["role"], node["name"]) for node in heard["nodes"]}
    assert ("tree", "Regions, markets and goods") in said
    assert ("table", "Figures of the chart") in said
    assert ("slider", "Period") in said
    assert ("push button", "Options") in said


def test_each_mark_is_announced_with_its_figure(heard: dict[str, Any]) -> None:
    assert "Guangdong, 9.49 tn yuan" in heard["announced"]
    assert "Jiangsu, 5.95 tn yuan" in heard["announced"]
