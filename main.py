"""Opens Third Pole: makes a bare machine ready at its first start, then hands over. Nothing else."""

from __future__ import annotations

import os.path
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # `python3 -P` leaves it out

from app import bootstrap

if __name__ == "__main__":
    bootstrap.make_ready(bootstrap.PROGRAM)
    from app.__main__ import run

    sys.exit(run())
