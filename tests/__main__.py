"""Runs everything that has to hold: `python3 -m tests`, on a bare machine too.

Arguments go to pytest, such as `python3 -m tests tests/unit -k period`. Without arguments the whole
suite runs on every core (four at most).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app import bootstrap


def run(arguments: list[str]) -> int:
    """Run pytest on the given arguments, or on everything, and return its exit code."""
    import pytest

    os.chdir(Path(__file__).resolve().parent.parent)
    everything = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]
    return int(pytest.main(arguments or everything))


if __name__ == "__main__":
    bootstrap.make_ready(bootstrap.TESTS)
    sys.exit(run(sys.argv[1:]))
