"""Where every way in ends: `python3 main.py`, `python3 -m app` and the installed `third-pole`."""

from __future__ import annotations

import sys

from app.bootstrap import refuse_fatal_qt
from app.cli.main import main


def run() -> int:
    """Run the command line on this process's arguments and return its exit code."""
    refuse_fatal_qt()
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
